//! The schemas. Each has recursive messages of one shape.

use std::fmt::Write;
use std::ops::RangeInclusive;

/// A recursive message.
pub struct Shape {
    /// The name of the package, of the file and of the row in the table, e.g. `fields_50`.
    pub name: &'static str,
    /// The keys (number and wire type) of the fields that lead from a message to the next one of
    /// its type. Each key is one level.
    pub keys: &'static [u32],
    /// The text of the .proto file without its first lines. The recursive message is called `Deep`.
    body: fn() -> String,
    /// The syntax of the .proto file. `proto2` has groups.
    syntax: &'static str,
}

/// The number of measured levels. prost's limit is 100. The number of keys of each shape divides
/// this number.
pub const LEVELS: usize = 98;

const fn delimited(number: u32) -> u32 {
    number << 3 | 2
}

const fn group(number: u32) -> u32 {
    number << 3 | 3
}

/// All shapes.
pub const SHAPES: [Shape; 8] = [
    Shape { name: "fields_50", keys: &[delimited(1)], body: || fields(50), syntax: "proto3" },
    Shape { name: "fields_1500", keys: &[delimited(1)], body: || fields(1500), syntax: "proto3" },
    Shape {
        name: "oneof_10",
        keys: &[delimited(1), delimited(6)],
        body: || oneof(10),
        syntax: "proto3",
    },
    Shape {
        name: "oneof_100",
        keys: &[delimited(1), delimited(6)],
        body: || oneof(100),
        syntax: "proto3",
    },
    Shape {
        name: "oneof_400",
        keys: &[delimited(1), delimited(6)],
        body: || oneof(400),
        syntax: "proto3",
    },
    Shape { name: "maps", keys: &[delimited(1), delimited(2)], body: maps, syntax: "proto3" },
    Shape { name: "groups", keys: &[group(1), delimited(2)], body: groups, syntax: "proto2" },
    Shape { name: "unknown_groups", keys: &[group(9)], body: || fields(5), syntax: "proto3" },
];

impl Shape {
    /// Returns the whole .proto file.
    pub fn proto(&self) -> String {
        format!("syntax = \"{}\";\npackage {};\n{}", self.syntax, self.name, (self.body)())
    }
}

/// Returns a message with `count` fields of all kinds.
fn fields(count: usize) -> String {
    const KINDS: [&str; 15] = [
        "int32",
        "string",
        "optional int64",
        "repeated Leaf",
        "Leaf",
        "bytes",
        "optional string",
        "repeated uint64",
        "Kind",
        "bool",
        "map<string, int32>",
        "double",
        "repeated string",
        "optional Kind",
        "fixed32",
    ];
    let mut text = String::from(
        "enum Kind { NONE = 0; SOME = 1; }\nmessage Leaf { string name = 1; int32 value = 2; }\n",
    );
    text.push_str("message Deep {\n  Deep next = 1;\n");
    for number in 2..=count {
        let _ = writeln!(text, "  {} field_{number} = {number};", KINDS[number % KINDS.len()]);
    }
    text + "}\n"
}

/// Returns a message with a oneof of `members` members. Three of four members are messages that
/// contain the outer message again. They have at most 90 different types. The other members are
/// scalars, strings, and a large message without a box, so that values of the oneof are large.
fn oneof(members: usize) -> String {
    const DIFFERENT: usize = 90;
    const OTHERS: [&str; 5] = ["string", "Large", "int64", "bytes", "bool"];
    let mut text = format!("message Large {{ {} }}\n", doubles(1..=40));
    let is_message = |nth: usize| nth % 4 != 3;
    let mut different = 0;
    let mut oneof = String::from("message Deep {\n  oneof payload {\n");
    for nth in 0..members {
        let number = nth + 1;
        let _ = if !is_message(nth) {
            writeln!(oneof, "    {} member_{nth} = {number};", OTHERS[nth / 4 % OTHERS.len()])
        } else {
            different += 1;
            writeln!(oneof, "    Member{} member_{nth} = {number};", (different - 1) % DIFFERENT)
        };
    }
    for nth in 0..different.min(DIFFERENT) {
        let _ = writeln!(
            text,
            "message Member{nth} {{ string a = 1; repeated int64 b = 2; bytes c = 3; map<string, \
             string> d = 4; int64 e = 5; \
             Deep deep = 6; string f = 7; }}"
        );
    }
    text + &oneof + "  }\n}\n"
}

/// Returns a large message with maps of itself. The stack holds the entry of a map while its value
/// is read.
fn maps() -> String {
    format!(
        "message Deep {{\n  map<string, Deep> children = 1;\n  map<int32, string> names = 2;\n  \
         map<string, bytes> blobs = 3;\n  \
         map<uint64, Deep> numbered = 4;\n  map<bool, double> sums = 5;\n  {}\n}}\n",
        doubles(6..=45)
    )
}

/// Returns `double` fields with these numbers. Many of them make a message large.
fn doubles(numbers: RangeInclusive<usize>) -> String {
    numbers.map(|number| format!("double field_{number} = {number}; ")).collect()
}

fn groups() -> String {
    String::from(
        "message Deep {\n  optional group Next = 1 {\n    optional Deep deep = 2;\n    optional \
         string name = 3;\n    \
         repeated int32 numbers = 4;\n  }\n  repeated group Item = 5 {\n    optional Deep of_item \
         = 6;\n    \
         required int64 value = 7;\n  }\n}\n",
    )
}
