//! What the values of options are, and how they are written.

use super::selector::split_path;
use super::{Rule, Selector};

/// How message types get their binary codec.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Codec {
    /// `#[derive(::prost::Message)]`; generated code names prost, tonic and tonic-prost only.
    Prost,
    /// Generated code over the crate `rust-grpc`.
    Inline,
}

/// What happens to fields on the wire that the schema does not know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum UnknownFields {
    /// They are skipped, as prost does.
    Drop,
    /// They are kept in wire order, compared and written back.
    Preserve,
}

/// One `extern_path`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ExternPath {
    /// A full name without leading dot, e.g. `google.type.LatLng`; empty for everything.
    pub full_name: String,
    /// Whether the rule is for this type alone, or for the types of this package alone: `=.google.type`.
    pub alone: bool,
    /// e.g. `::google_types::LatLng`.
    pub rust_path: String,
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

/// What joins the parts of a package's name: one of four signs that Cargo takes.
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

    /// The inverse.
    fn print(&self) -> String;
}

/// A list that grows with each occurrence of its key.
pub(super) trait Accumulate {
    /// `Err` says what is expected.
    fn accumulate(&mut self, text: &str) -> Result<(), String>;
}

impl<T: OptionValue> Accumulate for Vec<T> {
    fn accumulate(&mut self, text: &str) -> Result<(), String> {
        self.push(T::parse(text)?);
        Ok(())
    }
}

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
        match text {
            "prost" => Ok(Self::Prost),
            "inline" => Ok(Self::Inline),
            _ => Err("expected `prost` or `inline`".into()),
        }
    }

    fn print(&self) -> String {
        match self {
            Self::Prost => "prost",
            Self::Inline => "inline",
        }
        .into()
    }
}

impl OptionValue for UnknownFields {
    fn parse(text: &str) -> Result<Self, String> {
        match text {
            "drop" => Ok(Self::Drop),
            "preserve" => Ok(Self::Preserve),
            _ => Err("expected `drop` or `preserve`".into()),
        }
    }

    fn print(&self) -> String {
        match self {
            Self::Drop => "drop",
            Self::Preserve => "preserve",
        }
        .into()
    }
}

impl OptionValue for Option<String> {
    fn parse(text: &str) -> Result<Self, String> {
        let is_name = |name: &str| !name.is_empty() && !name.starts_with('.') && name.chars().all(is_in_file_name);
        if !text.ends_with(".rs") || !text.split('/').all(is_name) {
            return Err("expected a file that ends in `.rs`, below the folder of the others, e.g. `mod.rs`".into());
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
            return Err("expected a file name without folders and without `.rs`, e.g. `root`".into());
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
        match begins_well && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-')) {
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

impl ExternPath {
    /// The path as a selector, e.g. `.google.type` or `=.google.type`.
    pub fn path(&self) -> String {
        format!("{}.{}", if self.alone { "=" } else { "" }, self.full_name)
    }
}

impl OptionValue for ExternPath {
    fn parse(text: &str) -> Result<Self, String> {
        let expected = || "expected `PROTO_PATH=RUST_PATH`, e.g. `.google.type=::google_types`".to_string();
        let (proto, rust_path) = split_path(text).ok_or_else(expected)?;
        let (proto, rust_path) = (proto.trim(), rust_path.trim());
        let (alone, full_name) = match proto.strip_prefix("=.") {
            Some(full_name) => (true, full_name),
            None => (false, proto.strip_prefix('.').unwrap_or(proto)),
        };
        let is_everything = proto == ".";
        if !is_everything && !super::selector::is_dotted_name(full_name) {
            return Err(expected());
        }
        if syn::parse_str::<syn::Type>(rust_path).is_err() {
            return Err(format!("`{rust_path}` is no Rust path"));
        }
        Ok(Self { full_name: full_name.into(), alone, rust_path: rust_path.into() })
    }

    fn print(&self) -> String {
        format!("{}={}", self.path(), self.rust_path)
    }
}

impl OptionValue for Selector {
    fn parse(text: &str) -> Result<Self, String> {
        Self::new(text)
    }

    fn print(&self) -> String {
        self.to_string()
    }
}

impl OptionValue for Rule {
    fn parse(text: &str) -> Result<Self, String> {
        let (path, value) = split_path(text).ok_or("expected `PATH=VALUE`, e.g. `.acme.v1.Forecast=...`")?;
        let value = value.trim();
        if value.is_empty() {
            return Err("expected something after `=`".into());
        }
        Ok(Self { selector: Selector::new(path.trim())?, value: value.into() })
    }

    fn print(&self) -> String {
        self.to_string()
    }
}
