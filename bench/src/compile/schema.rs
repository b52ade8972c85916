//! The schemas. They are real ones, fetched by `scripts/fetch schemas`.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, Stdio};
use std::{env, fs};

use prost::Message;
use prost_types::field_descriptor_proto::{Label, Type};
use prost_types::source_code_info::Location;
use prost_types::{DescriptorProto, FieldDescriptorProto, FileDescriptorSet};

/// The name and the folder of each schema. The files of the folder are compiled with their imports.
pub const SCHEMAS: &[(&str, &str)] =
    &[("aiplatform", "google/cloud/aiplatform/v1"), ("compute", "google/cloud/compute/v1")];

/// A compiled schema.
pub struct Schema {
    /// The encoded descriptors, with imports and comments.
    pub descriptor_set: Vec<u8>,
    /// The encoded descriptors with one more field, in one message.
    pub with_a_field: Vec<u8>,
    /// The names of the files, imports first.
    pub files: Vec<String>,
    /// The full names of all messages but map entries and well-known types.
    pub messages: BTreeSet<String>,
}

impl Schema {
    pub fn load(name: &str, folder: &str) -> Result<Self, String> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../target/peers/schemas/google-proto-files");
        let entries = fs::read_dir(root.join(folder))
            .map_err(|_| "the schemas are missing; fetch them with: scripts/fetch schemas")?;
        let mut protos: Vec<String> = entries
            .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
            .filter(|file| file.ends_with(".proto"))
            .map(|file| format!("{folder}/{file}"))
            .collect();
        protos.sort();

        let out =
            env::temp_dir().join(format!("bench-compile-{name}-{}.binpb", std::process::id()));
        let protoc = protoc_bin_vendored::protoc_bin_path().map_err(|error| error.to_string())?;
        let mut command = Command::new(protoc);
        command
            .args(["--include_imports", "--include_source_info"])
            .arg("-o")
            .arg(&out)
            .arg("-I")
            .arg(&root)
            .args(&protos)
            .stderr(Stdio::null());
        crate::measure::run(&mut command)?;
        let descriptor_set = fs::read(&out).map_err(|error| error.to_string())?;
        fs::remove_file(&out).map_err(|error| error.to_string())?;

        let mut set =
            FileDescriptorSet::decode(&descriptor_set[..]).map_err(|error| error.to_string())?;
        let files = set
            .file
            .iter()
            .map(|file| file.name().to_owned())
            .filter(|file| !file.starts_with("google/protobuf/"))
            .collect();
        let mut messages = BTreeSet::new();
        for file in set.file.iter().filter(|file| file.package() != "google.protobuf") {
            for message in &file.message_type {
                list(file.package(), message, &mut messages);
            }
        }
        add_a_field(&mut set, &protos);
        Ok(Schema { descriptor_set, with_a_field: set.encode_to_vec(), files, messages })
    }
}

fn list(scope: &str, message: &DescriptorProto, names: &mut BTreeSet<String>) {
    if message.options.as_ref().is_some_and(|options| options.map_entry()) {
        return;
    }
    let name = format!("{scope}.{}", message.name());
    for nested in &message.nested_type {
        list(&name, nested, names);
    }
    names.insert(name);
}

/// Adds a field to the last message of the file in the middle, as a developer would.
fn add_a_field(set: &mut FileDescriptorSet, protos: &[String]) {
    let changed = &protos[protos.len() / 2];
    let file = set.file.iter_mut().find(|file| file.name() == changed).expect("protoc compiled it");
    let nth = file.message_type.len() - 1;
    let message = &mut file.message_type[nth];
    message.field.push(FieldDescriptorProto {
        name: Some("benchmark_label".into()),
        json_name: Some("benchmarkLabel".into()),
        number: Some(9_999),
        label: Some(Label::Optional.into()),
        r#type: Some(Type::String.into()),
        ..FieldDescriptorProto::default()
    });
    // prost-build requires the position of every field.
    let path = [4, nth, 2, message.field.len() - 1].map(|index| index as i32).to_vec();
    let locations = &mut file.source_code_info.as_mut().expect("it was asked for").location;
    locations.push(Location { path, span: vec![0, 0, 0], ..Location::default() });
    locations.sort_by(|a, b| a.path.cmp(&b.path));
}
