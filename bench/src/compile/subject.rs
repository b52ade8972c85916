//! The compared generators: how each generates a schema, and how its messages are used.

use std::collections::BTreeSet;
use std::error::Error;
use std::fs;
use std::io::Write;
use std::path::Path;

use prost::Message;
use prost_types::FileDescriptorSet;

use super::schema::Schema;

type Generate = fn(&Schema, &[u8], &Path) -> Result<(), Box<dyn Error>>;

/// A generator.
pub struct Subject {
    pub name: &'static str,
    /// The dependencies of a crate of messages, as lines of its manifest.
    pub dependencies: &'static str,
    /// Generates code from a descriptor set into a folder. A file `mod.rs` mounts the other files.
    pub generate: Generate,
    /// The text of a generic function `pass`, which decodes and encodes a message.
    pub pass: &'static str,
    /// The subject that this one adds JSON or text format to, e.g. `codec=inline`.
    pub adds_to: Option<&'static str>,
}

/// All subjects. Ratios are relative to the first.
pub const SUBJECTS: &[Subject] = &[
    Subject {
        name: "prost-build",
        dependencies: PROST,
        generate: with_prost_build,
        pass: PROST_PASS,
        adds_to: None,
    },
    Subject {
        name: "codec=prost",
        dependencies: PROST,
        generate: with_codec_prost,
        pass: PROST_PASS,
        adds_to: None,
    },
    Subject {
        name: "codec=inline",
        dependencies: "rust-grpc = { path = '{runtime}' }\nprost = { version = '0.14', \
                       default-features = false }\n",
        generate: with_codec_inline,
        pass: PROST_PASS,
        adds_to: None,
    },
    Subject {
        name: "buffa",
        dependencies: "buffa = '0.9.2'\nbuffa-types = '0.9.2'\n",
        generate: with_buffa,
        pass: BUFFA_PASS,
        adds_to: None,
    },
    Subject {
        name: "inline+json",
        dependencies: "rust-grpc = { path = '{runtime}', features = ['json'] }\nprost = { version \
                       = '0.14', default-features = false }\n",
        generate: with_json,
        pass: PROST_PASS,
        adds_to: Some("codec=inline"),
    },
    Subject {
        name: "inline+json+text",
        dependencies: "rust-grpc = { path = '{runtime}', features = ['json', 'text'] }\nprost = { \
                       version = '0.14', default-features = false }\n",
        generate: with_json_and_text,
        pass: PROST_PASS,
        adds_to: Some("codec=inline"),
    },
    Subject {
        name: "pbjson",
        dependencies: "prost = '0.14'\npbjson = '0.9'\npbjson-types = '0.9'\nserde = '1'\n",
        generate: with_pbjson,
        pass: PROST_PASS,
        adds_to: Some("prost-build"),
    },
    Subject {
        name: "buffa+json",
        dependencies: "buffa = { version = '0.9.2', features = ['json'] }\nbuffa-types = { \
                       version = '0.9.2', features = ['json'] }\nserde = { version = '1', \
                       features = ['derive'] }\n",
        generate: with_buffa_json,
        pass: BUFFA_PASS,
        adds_to: Some("buffa"),
    },
];

const PROST: &str = "prost = '0.14'\nprost-types = '0.14'\n";

const PROST_PASS: &str = "fn pass<M: prost::Message + Default>(bytes: &[u8]) -> usize {
    M::decode(bytes).map_or(0, |message| message.encode_to_vec().len())
}
";

const BUFFA_PASS: &str = "fn pass<M: buffa::Message + Default>(bytes: &[u8]) -> usize {
    M::decode_from_slice(bytes).map_or(0, |message| message.encode_to_vec().len())
}
";

fn with_prost_build(_: &Schema, descriptor_set: &[u8], out: &Path) -> Result<(), Box<dyn Error>> {
    let set = FileDescriptorSet::decode(descriptor_set)?;
    prost_build::Config::new().out_dir(out).include_file("mod.rs").compile_fds(set)?;
    Ok(())
}

/// Generates messages with JSON. pbjson-build writes a file of impls for each file of prost-build,
/// which is included beside it.
fn with_pbjson(_: &Schema, descriptor_set: &[u8], out: &Path) -> Result<(), Box<dyn Error>> {
    let set = FileDescriptorSet::decode(descriptor_set)?;
    let packages: BTreeSet<String> = set
        .file
        .iter()
        .map(|file| file.package().to_owned())
        .filter(|package| package != "google.protobuf")
        .collect();
    prost_build::Config::new()
        .compile_well_known_types()
        .extern_path(".google.protobuf", "::pbjson_types")
        .out_dir(out)
        .include_file("mod.rs")
        .compile_fds(set)?;
    pbjson_build::Builder::new()
        .register_descriptors(descriptor_set)?
        .extern_path(".google.protobuf", "::pbjson_types")
        .out_dir(out)
        .build(&packages.iter().map(|package| format!(".{package}")).collect::<Vec<_>>())?;
    for package in packages {
        let impls = format!("{package}.serde.rs");
        // A package without messages, e.g. with options only, has no file.
        if fs::exists(out.join(&impls))? {
            let mut messages =
                fs::File::options().append(true).open(out.join(format!("{package}.rs")))?;
            writeln!(messages, "include!({impls:?});")?;
        }
    }
    Ok(())
}

fn with_codec_prost(_: &Schema, descriptor_set: &[u8], out: &Path) -> Result<(), Box<dyn Error>> {
    with_ours("codec=prost", descriptor_set, out)
}

fn with_codec_inline(_: &Schema, descriptor_set: &[u8], out: &Path) -> Result<(), Box<dyn Error>> {
    with_ours("codec=inline", descriptor_set, out)
}

fn with_json(_: &Schema, descriptor_set: &[u8], out: &Path) -> Result<(), Box<dyn Error>> {
    with_ours("codec=inline,json=true", descriptor_set, out)
}

fn with_json_and_text(_: &Schema, descriptor_set: &[u8], out: &Path) -> Result<(), Box<dyn Error>> {
    with_ours("codec=inline,json=true,text=true", descriptor_set, out)
}

/// Generates messages only, because prost-build and buffa make no stubs.
fn with_ours(options: &str, descriptor_set: &[u8], out: &Path) -> Result<(), Box<dyn Error>> {
    let mut config = rust_grpc_build::Config::new();
    config.opt(format!("{options},client=false,server=false,mod_file=mod.rs")).out_dir(out);
    config.compile_descriptor_set(descriptor_set)?;
    Ok(())
}

fn with_buffa(schema: &Schema, descriptor_set: &[u8], out: &Path) -> Result<(), Box<dyn Error>> {
    buffa(schema, descriptor_set, out)?.compile()?;
    Ok(())
}

fn with_buffa_json(
    schema: &Schema,
    descriptor_set: &[u8],
    out: &Path,
) -> Result<(), Box<dyn Error>> {
    buffa(schema, descriptor_set, out)?.generate_json(true).compile()?;
    Ok(())
}

/// Generates messages without views. The other subjects have no views, and views would double the
/// cost.
fn buffa(
    schema: &Schema,
    descriptor_set: &[u8],
    out: &Path,
) -> Result<buffa_build::Config, Box<dyn Error>> {
    let file = out.join("schema.binpb");
    fs::write(&file, descriptor_set)?;
    let config = buffa_build::Config::new()
        .descriptor_set(&file)
        .files(&schema.files)
        .out_dir(out)
        .include_file("mod.rs");
    Ok(config.generate_views(false))
}
