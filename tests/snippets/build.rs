//! Writes a module for each `rust,ignore` block of the pages in [`PAGES`], for `src/lib.rs`.

use std::error::Error;
use std::path::Path;
use std::{env, fs};

/// A page, and the form of each of its blocks.
const PAGES: &[(&str, &[Form])] = &[
    ("build.md", &[Form::Items, Form::Items, Form::Items, Form::Statements(BOXED, "")]),
    (
        "codec.md",
        &[
            Form::Statements(BOXED, "buf: &[u8]"),
            Form::Items,
            Form::Statements(BOXED, "mut message: Forecast"),
        ],
    ),
    (
        "grpc/authentication.md",
        &[Form::Statements(
            BOXED,
            "service: Echoing, channel: Channel, expected: MetadataValue<Ascii>, \
             token: MetadataValue<Ascii>",
        )],
    ),
    (
        "grpc/balancing.md",
        &[
            Form::Statements(BOXED, ""),
            Form::Value(
                "Result<tonic::Response<Text>, Status>",
                "client: EchoClient<Channel>, request: impl Fn() -> Request<Text>",
            ),
        ],
    ),
    ("grpc/cancellation.md", &[Form::Statements(BOXED, "channel: Channel")]),
    (
        "grpc/deadlines.md",
        &[Form::Statements(
            BOXED,
            "service: Echoing, channel: Channel, message: Text, mut passed_on: Request<Text>",
        )],
    ),
    ("grpc/errors.md", &[Form::Statements("Result<(), Status>", "status: Status")]),
    ("grpc/services.md", &[Form::Statements(BOXED, "")]),
    (
        "grpc/tls.md",
        &[Form::Statements(
            BOXED,
            "service: Echoing, certificate: &str, key: &str, authority: &str",
        )],
    ),
    (
        "grpc/unix.md",
        &[Form::Statements(BOXED, "path: &'static str, server: tonic::transport::server::Router")],
    ),
    ("web.md", &[Form::Statements(BOXED, "listener: tokio::net::TcpListener")]),
];

const BOXED: &str = "Result<(), Box<dyn std::error::Error>>";

/// The code around a block.
enum Form {
    /// A module.
    Items,
    /// A function of this result and these parameters, which the block does not end.
    Statements(&'static str, &'static str),
    /// A function of this result and these parameters, which the block ends with a value.
    Value(&'static str, &'static str),
}

fn main() -> Result<(), Box<dyn Error>> {
    rust_grpc_build::Config::new()
        .mod_file("mod.rs")
        .unknown_fields(rust_grpc_build::UnknownFields::Preserve)
        .compile(&["proto"], &["proto"])?;

    let docs = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("../../docs");
    let mut code = String::new();
    for (page, forms) in PAGES {
        let path = docs.join(page);
        println!("cargo:rerun-if-changed={}", path.display());
        let text = fs::read_to_string(path)?;
        let blocks = text.split("\n```rust,ignore\n").skip(1);
        let blocks = blocks.filter_map(|rest| rest.split("\n```").next()).collect::<Vec<_>>();
        if blocks.len() != forms.len() {
            let (is, was) = (blocks.len(), forms.len());
            return Err(format!("docs/{page} has {is} blocks, and PAGES has {was}").into());
        }
        for (index, (block, form)) in blocks.iter().zip(*forms).enumerate() {
            let name = page.trim_end_matches(".md").replace('/', "_");
            let block = match form {
                Form::Items => (*block).to_owned(),
                Form::Statements(result, parameters) => {
                    format!("async fn block({parameters}) -> {result} {{\n{block}\nOk(())\n}}")
                }
                Form::Value(result, parameters) => {
                    format!("async fn block({parameters}) -> {result} {{\n{block}\n}}")
                }
            };
            code += &format!("mod {name}_{index} {{\nuse super::*;\n{block}\n}}\n");
        }
    }
    fs::write(Path::new(&env::var("OUT_DIR")?).join("snippets.rs"), code)?;
    Ok(())
}
