//! The values of options, and their syntax.

use super::Preset;

/// The implementation of the binary codec of message types.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Codec {
    /// `#[derive(::prost::Message)]`; generated code names prost, tonic and tonic-prost only.
    Prost,
    /// Generated code over the crate `rust-grpc`.
    Inline,
}

/// The treatment of fields on the wire that the schema does not know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum UnknownFields {
    /// They are skipped, as prost does.
    Drop,
    /// They are kept in wire order, compared and written back.
    Preserve,
}

/// The Rust type of enum fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Enums {
    /// `i32`, as prost has it.
    I32,
    /// `rust_grpc::OpenEnum`, which has a value for every number.
    Open,
    /// The enum itself. Numbers without a name go to the unknown fields.
    Closed,
}

/// The table of a type of another crate, for JSON, text format and reflection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum JsonExtern {
    /// The type has a field table, as generated types with the option `json` and the types of
    /// prost-types have.
    Table,
    /// The type has none. Fields of the type are not in the tables of their messages.
    Skip,
    /// The type has none. If it is a message, it implements serde's traits, which write and read
    /// the JSON of its values. JSON has the numbers of an enum's values.
    Serde,
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

/// The separator between the parts of a package's name: one of four characters that Cargo accepts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PackageSeparator(pub String);

impl Default for PackageSeparator {
    fn default() -> Self {
        Self("-".into())
    }
}

/// The path to a crate, if it is not the crate's own.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct CratePath(pub Option<String>);

/// A type whose values stand in options.
pub(crate) trait OptionValue: Sized {
    /// `Err` says what is expected, e.g. "expected `prost` or `inline`".
    fn parse(text: &str) -> Result<Self, String>;

    /// Returns the inverse.
    fn print(&self) -> String;
}

/// A type with a few values, each with a word for it.
pub(crate) trait Word: Copy + 'static {
    /// The words of all values.
    const WORDS: &'static [&'static str];

    /// Returns the value that a word stands for.
    fn of_word(word: &str) -> Option<Self>;

    /// Returns the word for a value.
    fn word(self) -> &'static str;

    /// The value of the default that the table shows.
    fn default_of(shown: &str) -> Self;
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
                "expected a file that ends in `.rs`, below the folder of the others, e.g. `mod.rs`"
                    .into(),
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

/// Of letters, digits and a few signs: every file system takes them.
fn is_in_file_name(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-' | '.')
}
