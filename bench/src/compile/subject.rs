//! Who is compared: how each generates a schema, and how its messages are used.

use std::error::Error;
use std::fs;
use std::path::Path;

use prost::Message;
use prost_types::FileDescriptorSet;

use super::schema::Schema;

type Generate = fn(&Schema, &[u8], &Path) -> Result<(), Box<dyn Error>>;

/// A generator.
pub struct Subject {
    pub name: &'static str,
    /// The dependencies of a crate of messages, a line of its manifest each.
    pub dependencies: &'static str,
    /// Generates a descriptor set into a folder, with a file `mod.rs` that mounts all others.
    pub generate: Generate,
    /// A generic function `pass`: decodes a message and encodes it.
    pub pass: &'static str,
}

/// The first is what ratios are to.
pub const SUBJECTS: &[Subject] = &[
    Subject {
        name: "prost-build",
        dependencies: PROST,
        generate: with_prost_build,
        pass: PROST_PASS,
    },
    Subject {
        name: "codec=prost",
        dependencies: PROST,
        generate: with_codec_prost,
        pass: PROST_PASS,
    },
    Subject {
        name: "codec=inline",
        dependencies: "rust-grpc = { path = '{runtime}' }\nprost = { version = '0.14', default-features = false }\n",
        generate: with_codec_inline,
        pass: PROST_PASS,
    },
    Subject {
        name: "buffa",
        dependencies: "buffa = '0.9.2'\nbuffa-types = '0.9.2'\n",
        generate: with_buffa,
        pass: BUFFA_PASS,
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

fn with_codec_prost(_: &Schema, descriptor_set: &[u8], out: &Path) -> Result<(), Box<dyn Error>> {
    with_ours("prost", descriptor_set, out)
}

fn with_codec_inline(_: &Schema, descriptor_set: &[u8], out: &Path) -> Result<(), Box<dyn Error>> {
    with_ours("inline", descriptor_set, out)
}

/// Messages only: prost-build and buffa make no stubs.
fn with_ours(codec: &str, descriptor_set: &[u8], out: &Path) -> Result<(), Box<dyn Error>> {
    let mut config = rust_grpc_build::Config::new();
    config.opt(format!("codec={codec},client=false,server=false,mod_file=mod.rs")).out_dir(out);
    config.compile_descriptor_set(descriptor_set)?;
    Ok(())
}

/// Without views: the other subjects have none, and they would double its cost.
fn with_buffa(schema: &Schema, descriptor_set: &[u8], out: &Path) -> Result<(), Box<dyn Error>> {
    let file = out.join("schema.binpb");
    fs::write(&file, descriptor_set)?;
    let config = buffa_build::Config::new()
        .descriptor_set(&file)
        .files(&schema.files)
        .out_dir(out)
        .include_file("mod.rs");
    config.generate_views(false).compile()
}
