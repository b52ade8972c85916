//! A parser in Rust, for machines that cannot run a protoc.

use std::path::PathBuf;

use protobuf::Message as _;
use protobuf::descriptor::FileDescriptorSet;

use super::Compiled;
use super::inputs::Input;
use crate::diagnostics::{Diagnostic, Diagnostics, Location, parsed_without_protoc};

pub(super) fn parse(inputs: &[Input], includes: &[PathBuf]) -> Result<Compiled, Diagnostics> {
    let mut found = Diagnostics::from(parsed_without_protoc());
    let mut parser = protobuf_parse::Parser::new();
    parser
        .pure()
        .includes(includes)
        .includes(super::include_from_env())
        .inputs(inputs.iter().map(|input| &input.path));
    // Not `file_descriptor_set`, which leaves out the imports of the inputs.
    let result = parser.parse_and_typecheck().and_then(|parsed| {
        let set =
            FileDescriptorSet { file: parsed.file_descriptors, ..FileDescriptorSet::default() };
        Ok(set.write_to_bytes()?)
    });
    match result {
        Ok(descriptor_set) => {
            let listed = inputs.iter().map(|input| input.name.clone()).collect();
            Ok(Compiled { descriptor_set, listed, warnings: found })
        }
        Err(error) => {
            let said = diagnostic(error.chain().map(ToString::to_string).collect());
            let of_edition = super::edition::unknown_to_parser(&said, inputs, includes);
            found.push(of_edition.unwrap_or(said));
            Err(found)
        }
    }
}

/// Makes a diagnostic of a chain of errors. Each error of the chain repeats the ones after it, e.g.
/// "error in `a.proto`: at 2:25: expecting char `;`".
fn diagnostic(chain: Vec<String>) -> Diagnostic {
    let place = chain.iter().find_map(|text| {
        let (file, rest) = text.strip_prefix("error in `")?.split_once("`: ")?;
        let (line, column) = rest.strip_prefix("at ")?.split(": ").next()?.split_once(':')?;
        Some(Location { file: file.into(), position: line.parse().ok().zip(column.parse().ok()) })
    });
    let diagnostic =
        Diagnostic::error(chain.last().map_or("it failed without a word", String::as_str));
    match place {
        Some(place) => diagnostic.at(place),
        None => diagnostic,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse_text(text: &str) -> Result<Compiled, Diagnostics> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.proto");
        std::fs::write(&path, text).unwrap();
        parse(&[Input { name: "a.proto".into(), path, by_name: false }], &[folder.path().into()])
    }

    #[test]
    fn imports_are_found_and_errors_have_positions() {
        let compiled = parse_text(
            "syntax = 'proto3'; import 'google/protobuf/timestamp.proto'; message A { \
                        google.protobuf.Timestamp t = 1; }",
        )
        .unwrap();
        let request = crate::Request::from_descriptor_set(
            "set",
            &compiled.descriptor_set,
            Some(&compiled.listed),
        )
        .unwrap();
        let output = crate::generate(&request, &crate::Options::new()).unwrap();
        assert!(output.files[0].content.contains("Timestamp"));

        let text =
            parse_text("syntax = 'proto3';\nmessage A { int32 x = 1 }\n").unwrap_err().to_string();
        assert!(text.contains("a.proto:2:25: While parsing field, expecting char `;`"), "{text}");
        let text =
            parse_text("syntax = 'proto3';\nimport 'nope.proto';\n").unwrap_err().to_string();
        assert!(text.contains("`nope.proto` is not found"), "{text}");
    }

    #[test]
    fn an_edition_is_an_error_that_names_the_ways_out() {
        let text =
            parse_text("// of 2024\nedition = '2024';\nmessage A {}").unwrap_err().to_string();
        let expected = "a.proto:2:1: edition 2024 needs protoc; the parser in Rust knows only \
                        proto2 and proto3\n  help: ";
        assert!(text.contains(expected), "{text}");
    }
}
