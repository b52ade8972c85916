use super::*;

#[test]
fn messages_have_braces_and_lists_have_brackets() {
    assert_printed(&[
        ("", ""),
        (" # nothing", ""),
        ("leaf { a: 1 }", "leaf { a: 1 }"),
        ("leaf: < a: 1, next {} >;", "leaf { a: 1 next { } }"),
        ("leaf{next<next:{a:-1}>}", "leaf { next { next { a: -1 } } }"),
        ("packed: [1, 2] packed: 3", "packed: 1 packed: 2 packed: 3"),
        ("packed: []", ""),
        ("strings: ['a']; strings: 'b',", r#"strings: "a" strings: "b""#),
        ("leaves [{ a: 1 }, <>] leaves: {}", "leaves { a: 1 } leaves { } leaves { }"),
        (
            "int32: 1,int64: 2;uint32:3 uint64: 4[acme.gusts]:5",
            "int32: 1 int64: 2 uint32: 3 uint64: 4 [acme.gusts]: 5",
        ),
    ]);
    assert_refused(&[
        ("leaf { a: 1 >", "line 1, column 13: leaf: expected `}`, found `>`"),
        ("leaf < a: 1 }", "line 1, column 13: leaf: expected `>`, found `}`"),
        ("leaf { a: 1", "line 1, column 12: leaf: expected `}`, found the end of the text"),
        ("leaf: 1", "line 1, column 7: leaf: expected `{`, found `1`"),
        ("leaf {} }", "line 1, column 9: expected the name of a field, found `}`"),
        ("leaf [{}]", "line 1, column 6: leaf: expected `{`, found `[`"),
        ("int32: [1]", "line 1, column 8: int32: expected an integer, found `[`"),
        ("packed: [1 2]", "line 1, column 12: packed: expected `,` or `]`, found `2`"),
        ("packed: [1,]", "line 1, column 12: packed: expected an integer, found `]`"),
        ("packed: [1; 2]", "line 1, column 11: packed: expected `,` or `]`, found `;`"),
        ("packed: [1,,2]", "line 1, column 12: packed: expected an integer, found `,`"),
        ("packed: [1", "line 1, column 11: packed: expected `,` or `]`, found the end of the text"),
        ("packed [1]", "line 1, column 8: packed: expected `:`, found `[`"),
        ("int32: 1,, int64: 2", "line 1, column 10: expected the name of a field, found `,`"),
        ("leaf { a: 1;; }", "line 1, column 13: leaf: expected the name of a field, found `;`"),
        (", int32: 1", "line 1, column 1: expected the name of a field, found `,`"),
        ("nothing: 1", "line 1, column 1: `acme.All` has no field `nothing`"),
        ("Int32: 1", "line 1, column 1: `acme.All` has no field `Int32`"),
        ("leafGroup {}", "line 1, column 1: `acme.All` has no field `leafGroup`"),
        ("1: 1", "line 1, column 1: expected the name of a field, found `1`"),
        ("'int32': 1", "line 1, column 1: expected the name of a field, found the string 'int32'"),
        ("int32: 1 \u{1}", "line 1, column 10: int32: unexpected character '\\u{1}'"),
        ("int32: 1 ü", "line 1, column 10: int32: unexpected character 'ü'"),
    ]);
}

#[test]
fn groups_have_the_names_of_their_types() {
    assert_printed(&[
        ("Grp { a: 1 }", "Grp { a: 1 }"),
        ("grp: { a: 1 }", "Grp { a: 1 }"),
        ("ManyWords {} manywords < a: 2 >", "ManyWords { } ManyWords { a: 2 }"),
        // A delimited field has the name of its type only if the field's name is the lower-case
        // name of the type. The type of `leaf_group` is `Leaf`.
        ("leaf_group {}", "leaf_group { }"),
    ]);
    assert_refused(&[
        ("GRP {}", "line 1, column 1: `acme.All` has no field `GRP`"),
        ("Leaf {}", "line 1, column 1: `acme.All` has no field `Leaf`"),
        ("Leaf_group {}", "line 1, column 1: `acme.All` has no field `Leaf_group`"),
        ("manyWords {}", "line 1, column 1: `acme.All` has no field `manyWords`"),
    ]);
}

#[test]
fn entries_are_printed_by_their_keys_and_the_last_one_counts() {
    let bytes = parse(
        "by_name { key: 'b' value { a: 1 } } by_name < value: <> key: 'a'; > \
         by_name { key: 'b' value { next {} } } \
         by_number [{ key: 10 }, { key: -2 value: TWO }, {}]",
    );
    assert_eq!(
        print(&bytes.unwrap()),
        "by_name { key: \"a\" value { } } by_name { key: \"b\" value { next { } } } \
         by_number { key: -2 value: TWO } by_number { key: 0 value: ONE } \
         by_number { key: 10 value: ONE }"
    );
    assert_refused(&[
        ("by_name { key: 1 }", "line 1, column 16: by_name.key: expected a string, found `1`"),
        ("by_name { key: '' key: '' }", "line 1, column 19: by_name.key: the field is set twice"),
        (
            "by_name { name: '' }",
            "line 1, column 11: by_name: expected `key` or `value`, found `name`",
        ),
        ("by_name: 1", "line 1, column 10: by_name: expected `{`, found `1`"),
        (
            "by_number { value: 9 }",
            "line 1, column 20: by_number.value: `acme.Closed` is closed and has no value 9",
        ),
    ]);
}

#[test]
fn a_singular_field_and_a_oneof_are_set_once() {
    assert_printed(&[("left: 0", "left: 0"), ("right {}", "right { }")]);
    assert_refused(&[
        ("int32: 0 int32: 0", "line 1, column 10: int32: the field is set twice"),
        ("leaf {} leaf {}", "line 1, column 9: leaf: the field is set twice"),
        ("Grp {} grp {}", "line 1, column 8: grp: the field is set twice"),
        ("left: 1\nright {}", "line 2, column 1: right: `left` of the oneof `either` is set, too"),
        ("right {} left: 1", "line 1, column 10: left: `right` of the oneof `either` is set, too"),
    ]);
}

#[test]
fn reserved_fields_are_skipped() {
    for value in [
        ": true",
        ": -123",
        ": 0.123",
        ": -inf",
        ": NAME",
        ": \"hello\" 'you'",
        ": { a: 123 }",
        "< a: 123 [x.y/z.Z] { b <> } [c.d]: [1], e: [{}, <>]; >",
        ": [-123, 456]",
        ": [0.123, 1e-10] ",
        ": ['hello', 'world']",
        ": []",
    ] {
        let text = alloc::format!("gone{value}; older: 1, int32: 1");
        assert_eq!(print(&parse(&text).unwrap()), "int32: 1", "{text}");
    }
    assert_refused(&[
        ("gone 1", "line 1, column 6: expected `:` or `{`, found `1`"),
        ("gone [1]", "line 1, column 6: expected `:` or `{`, found `[`"),
        ("gone: -x", "line 1, column 8: expected a value, found `x`"),
        ("gone: [1 2]", "line 1, column 10: expected `,` or `]`, found `2`"),
        ("gone { a: 1 >", "line 1, column 13: expected `}`, found `>`"),
        ("gone { 1: 1 }", "line 1, column 8: expected the name of a field, found `1`"),
        ("gone { [a b.]: 1 }", "line 1, column 8: `ab.` is neither a type URL nor a full name"),
    ]);
}

#[test]
fn many_lines_are_indented() {
    let bytes = parse("leaf { next {} } packed: [1, 2] by_bool {} Grp { a: 1 }").unwrap();
    let text = super::print::message(Type::of_table(&ALL), &bytes, PrintOptions::new());
    assert_eq!(
        text,
        "leaf {\n  next {\n  }\n}\npacked: 1\npacked: 2\n\
         by_bool {\n  key: false\n  value: \"\"\n}\n\
         Grp {\n  a: 1\n}\n"
    );
}
