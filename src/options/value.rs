//! The values of options, and their syntax.

use super::Preset;

/// The implementation of the binary codec of message types.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Codec {
    /// The derive `prost::Message`. Generated code names only prost, tonic and tonic-prost.
    Prost,
    /// Generated code that uses the crate `rust-grpc`.
    Inline,
}

/// The treatment of unknown fields, i.e. fields on the wire that the schema does not declare.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum UnknownFields {
    /// Decoding skips them, as with prost.
    Drop,
    /// Messages keep them in wire order, compare them and write them back.
    Preserve,
}

/// The Rust type of enum fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Enums {
    /// `i32`, as with prost.
    I32,
    /// `rust_grpc::OpenEnum`, which has a value for every number.
    Open,
    /// The enum itself. A number without a name becomes an unknown field.
    Closed,
}

/// The form of a type of another crate for JSON, text format and reflection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum JsonExtern {
    /// The type has a field table. Generated types with the option `json`, and the types of
    /// prost-types, have one.
    Table,
    /// The type has no field table. The tables of messages leave out the fields of this type.
    Skip,
    /// The type has no field table. A message of this type implements serde's traits, which write
    /// and read its JSON. In JSON, an enum of this type is a number.
    Serde,
}

/// The views of messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Views {
    /// Messages have a view if another view needs it. The word of a parameter is `false`.
    Off,
    /// Messages have a view. Creating it checks the message, and all messages in it. The word of a
    /// parameter is `true`.
    Checked,
    /// Messages have a view. Creating it does not check the messages in the message.
    Lazy,
}

/// The name of a file without `.rs`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FileStem(pub String);

impl Default for FileStem {
    fn default() -> Self {
        Self("_".into())
    }
}

/// The name of a crate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CrateName(pub String);

impl Default for CrateName {
    fn default() -> Self {
        Self("protos".into())
    }
}

/// The separator between the parts of a package name. It is one of four characters that Cargo
/// accepts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PackageSeparator(pub String);

impl Default for PackageSeparator {
    fn default() -> Self {
        Self("-".into())
    }
}

/// The path of a crate. `None` stands for the crate's own name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct CratePath(pub Option<String>);

/// A type of option values.
pub(crate) trait OptionValue: Sized {
    /// Parses a value. The error is a text that says what is expected, e.g. "expected `prost` or
    /// `inline`".
    fn parse(text: &str) -> Result<Self, String>;

    /// Returns a text that parses to this value.
    fn print(&self) -> String;
}

/// A type with a few values, with a word for each value.
pub(crate) trait Word: Copy + 'static {
    /// The words of all values.
    const WORDS: &'static [&'static str];

    /// Returns the value of a word.
    fn of_word(word: &str) -> Option<Self>;

    /// Returns the word of a value.
    fn word(self) -> &'static str;

    /// Returns the default value. `shown` is the text that the table shows for it.
    fn default_of(shown: &str) -> Self;
}

/// A type of the values of a switch.
pub(crate) trait Switch: Copy {
    /// The words that turn the option on in another way than `true`.
    const WORDS: &'static [&'static str];

    /// Returns the value of `true` or `false`.
    fn of_bool(on: bool) -> Self;

    /// Returns the value of a word.
    fn of_word(word: &str) -> Option<Self>;

    /// Whether the value turns the option on.
    fn is_on(self) -> bool;
}

impl Switch for bool {
    const WORDS: &'static [&'static str] = &[];

    fn of_bool(on: bool) -> Self {
        on
    }

    fn of_word(_: &str) -> Option<Self> {
        None
    }

    fn is_on(self) -> bool {
        self
    }
}

impl Views {
    /// Returns the value as a parameter writes it.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Off => "false",
            Self::Checked => "true",
            Self::Lazy => "lazy",
        }
    }
}

impl Switch for Views {
    const WORDS: &'static [&'static str] = &["lazy"];

    fn of_bool(on: bool) -> Self {
        if on { Self::Checked } else { Self::Off }
    }

    fn of_word(word: &str) -> Option<Self> {
        (word == "lazy").then_some(Self::Lazy)
    }

    fn is_on(self) -> bool {
        self != Self::Off
    }
}

macro_rules! words {
    ($type:ident: $first_word:literal = $first:ident $(, $word:literal = $value:ident)*) => {
        impl Word for $type {
            const WORDS: &'static [&'static str] = &[$first_word $(, $word)*];

            fn of_word(word: &str) -> Option<Self> {
                match word {
                    $first_word => Some(Self::$first),
                    $($word => Some(Self::$value),)*
                    _ => None,
                }
            }

            fn word(self) -> &'static str {
                match self {
                    Self::$first => $first_word,
                    $(Self::$value => $word,)*
                }
            }

            fn default_of(shown: &str) -> Self {
                Self::of_word(shown).unwrap_or(Self::$first)
            }
        }
    };
}

words!(Codec: "prost" = Prost, "inline" = Inline);
words!(UnknownFields: "drop" = Drop, "preserve" = Preserve);
words!(Preset: "prost" = Prost, "full" = Full);
words!(JsonExtern: "table" = Table, "skip" = Skip, "serde" = Serde);
words!(Enums: "i32" = I32, "open" = Open, "closed" = Closed);

impl OptionValue for bool {
    fn parse(text: &str) -> Result<Self, String> {
        match text {
            "true" | "1" => Ok(true),
            "false" | "0" => Ok(false),
            _ => Err("expected `true` or `false`".into()),
        }
    }

    fn print(&self) -> String {
        self.to_string()
    }
}

impl OptionValue for Codec {
    fn parse(text: &str) -> Result<Self, String> {
        Self::of_word(text).ok_or_else(|| "expected `prost` or `inline`".into())
    }

    fn print(&self) -> String {
        self.word().into()
    }
}

impl OptionValue for Option<String> {
    fn parse(text: &str) -> Result<Self, String> {
        let is_name = |name: &str| {
            !name.is_empty() && !name.starts_with('.') && name.chars().all(is_in_file_name)
        };
        if !text.ends_with(".rs") || !text.split('/').all(is_name) {
            return Err(
                "expected a relative path of a file that ends in `.rs`, e.g. `mod.rs`".into()
            );
        }
        Ok(Some(text.into()))
    }

    fn print(&self) -> String {
        self.clone().unwrap_or_default()
    }
}

impl OptionValue for FileStem {
    fn parse(text: &str) -> Result<Self, String> {
        if text.is_empty() || text.starts_with('.') || !text.chars().all(is_in_file_name) {
            return Err(
                "expected a file name without folders and without `.rs`, e.g. `root`".into()
            );
        }
        Ok(Self(text.into()))
    }

    fn print(&self) -> String {
        self.0.clone()
    }
}

impl OptionValue for CratePath {
    fn parse(text: &str) -> Result<Self, String> {
        if syn::parse_str::<syn::Path>(text).is_err() {
            return Err("expected a Rust path, e.g. `crate::prost`".into());
        }
        Ok(Self(Some(text.into())))
    }

    fn print(&self) -> String {
        self.0.clone().unwrap_or_default()
    }
}

impl OptionValue for CrateName {
    fn parse(text: &str) -> Result<Self, String> {
        let begins_well = text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
        match begins_well
            && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'))
        {
            true => Ok(Self(text.into())),
            false => Err("expected the name of a crate, e.g. `acme-protos`".into()),
        }
    }

    fn print(&self) -> String {
        self.0.clone()
    }
}

impl OptionValue for PackageSeparator {
    fn parse(text: &str) -> Result<Self, String> {
        match text {
            "-" | "+" | "_" | "." => Ok(Self(text.into())),
            _ => Err("expected `-`, `+`, `_` or `.`".into()),
        }
    }

    fn print(&self) -> String {
        self.0.clone()
    }
}

/// Whether a character is a letter, a digit, or a sign that every file system accepts in file
/// names.
fn is_in_file_name(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-' | '.')
}
