//! buf.gen.yaml: the plugins protoc-gen-prost, -tonic and -prost-crate, which one plugin replaces.

use std::path::Path;
use std::{fs, io};

mod merge;
mod parse;
mod prove;

pub use prove::prove;

use crate::report::{Level, Note};

use merge::{Merged, merge};
use parse::{Entry, parse};

/// The name of the file.
pub const FILE: &str = "buf.gen.yaml";

/// The change of a buf.gen.yaml.
#[derive(Debug)]
pub struct BufChange {
    /// The plugins that go.
    pub before: Vec<Entry>,
    /// The plugin that comes.
    pub after: Merged,
    /// The new text of the file.
    pub text: String,
}

/// Reads the buf.gen.yaml of a folder. Returns `None` if there is none, or if it has no plugin
/// that can be replaced.
///
/// # Errors
/// Returns the reason if the file cannot be changed.
pub fn read(folder: &Path) -> Result<Option<BufChange>, Note> {
    let text = match fs::read_to_string(folder.join(FILE)) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(refused(0, format!("the file cannot be read: {error}"))),
    };
    let before = parse(&text)?;
    if before.is_empty() {
        return Ok(None);
    }
    let after = merge(&before, folder)?;
    let text = replace(&text, &before, &after);
    Ok(Some(BufChange { before, after, text }))
}

/// Returns the text of the file with one plugin in place of others. Other lines stay.
fn replace(text: &str, before: &[Entry], after: &Merged) -> String {
    let mut new = String::new();
    for (number, line) in text.split_inclusive('\n').enumerate() {
        match before.iter().position(|entry| entry.lines.contains(&number)) {
            Some(0) if before[0].lines.start == number => {
                new += &after.text(&before[0].indent, before[0].key);
            }
            Some(_) => {}
            None => new += line,
        }
    }
    new
}

/// Returns the reason why a file is not changed.
fn refused(line: usize, message: impl Into<String>) -> Note {
    let position = proc_macro2::LineColumn { line: line + 1, column: 0 };
    Note::new(Level::Warning, message)
        .at(FILE, Some(position))
        .help("docs/migrating.md has the options of the plugins, and those that replace them")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changed(text: &str) -> Result<String, String> {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(FILE), text).unwrap();
        let read = read(folder.path()).map_err(|note| note.to_string())?;
        Ok(read.expect("there are plugins").text)
    }

    #[test]
    fn one_plugin_takes_the_place_of_three() {
        let before = "\
version: v2
# The plugins.
plugins:
  # Go.
  - local: protoc-gen-go
    out: go

  # Rust.
  - remote: buf.build/community/neoeinstein-prost:v0.4.0
    out: src/gen
    opt:
      - bytes=.
      - type_attribute=.=#[derive(Eq)]
  - {remote: buf.build/community/neoeinstein-tonic, out: src/gen, opt: 'no_server,bytes=.'}
  # The tree.
  - local: protoc-gen-prost-crate
    out: src/gen
    strategy: all
    opt: no_features
inputs:
  - directory: proto
";
        let after = "\
version: v2
# The plugins.
plugins:
  # Go.
  - local: protoc-gen-go
    out: go

  # Rust.
  - local: protoc-gen-rust-grpc
    out: src/gen
    strategy: all
    opt:
      - codec=prost
      - bytes=.
      - 'type_attribute=.=#[derive(Eq)]'
      - no_server
      - include_file=mod.rs
  # The tree.
inputs:
  - directory: proto
";
        assert_eq!(changed(before).unwrap(), after);
        assert_eq!(
            changed(
                "version: v1\nplugins:\n  - plugin: prost\n    out: gen\n    \
                 opt: flat_output_dir\n"
            )
            .unwrap(),
            "version: v1\nplugins:\n  - plugin: rust-grpc\n    out: gen\n    strategy: all\n    \
             opt:\n      - codec=prost\n      - client=false\n      - server=false\n"
        );
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(FILE), b"\xff").unwrap();
        assert!(read(folder.path()).unwrap_err().message.starts_with("the file cannot be read: "));
        // A carriage return alone is a line break of YAML.
        let note = changed("plugins:\r  - local: protoc-gen-prost\r    out: gen\r").unwrap_err();
        assert!(note.contains("the plugins share a line"), "{note}");
        assert_eq!(
            changed("plugins: [{local: protoc-gen-prost, out: gen}]\n").unwrap_err(),
            "buf.gen.yaml:1:1: warning: the plugins share a line\n  help: docs/migrating.md has \
             the options of the plugins, and those that replace them"
        );
    }

    #[test]
    fn what_needs_a_person_is_reported() {
        let entry = |name: &str, more: &str| {
            format!("plugins:\n  - local: {name}\n    out: gen\n    {more}\n")
        };
        for (text, message) in [
            (entry("protoc-gen-prost-serde", "opt: []"), "JSON needs"),
            (entry("protoc-gen-prost", "opt: prost_reflect"), "`prost_reflect`"),
            (entry("protoc-gen-prost", "include_wkt: true"), "`include_wkt`"),
            (
                "plugins:\n  - {local: protoc-gen-prost, out: a}\n  \
                 - {local: protoc-gen-tonic, out: b}\n"
                    .into(),
                "other folder",
            ),
        ] {
            let note = changed(&text).unwrap_err();
            assert!(note.contains(message), "{note}");
        }
    }
}
