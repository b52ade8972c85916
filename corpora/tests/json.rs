//! JSON of real schemas. pbjson's impls on prost's types and our impls print equal JSON. Each
//! parses the other's text to the message, but for the differences in `corpora_json::Difference`.

use corpora::messages::messages;
use corpora::scratch::Scratch;
use corpora::{Corpus, Descriptors, Files, named};
use corpora_json::Difference;
use prost_build::Module;

#[test]
#[ignore = "needs real schemas: scripts/fetch schemas crates"]
fn deep_five_schemas() {
    let scratch = Scratch::new(env!("CARGO_TARGET_TMPDIR"), "json");
    let names = ["osmpbf", "opentelemetry-proto", "qdrant-client", "pubsub", "firestore"];
    let programs = names.map(|name| write_program(named(name), &scratch));
    println!("cargo build: {:.0} s", scratch.cargo(&["build", "--workspace", "--jobs=1"]).0);
    let printed: String = programs.iter().map(|program| scratch.run(program)).collect();
    print!("{printed}");
    for difference in Difference::ALL {
        assert!(printed.contains(&format!("{difference:?}")), "{difference:?} was not found");
    }
}

fn write_program(corpus: &Corpus, scratch: &Scratch) -> String {
    let descriptors = corpus.descriptors();
    let parameter = "codec=inline,json=true,client=false,server=false,register_types=true";
    let ours = corpus.ours(&descriptors, parameter);
    let registered: String = ours.iter().filter_map(|(name, text)| register(name, text)).collect();
    let mut theirs = corpus.theirs(&descriptors, false, |config| {
        config.enable_type_names().compile_well_known_types();
        config.extern_path(".google.protobuf", "::pbjson_types");
    });
    theirs.remove("google.protobuf.rs");
    let pairs: String = theirs
        .iter()
        .flat_map(|(name, text)| messages(name, text))
        .map(|message| {
            format!("        corpora_json::pair::<theirs::{0}, ours::{0}>(),\n", message.path)
        })
        .collect();
    add_pbjson(&descriptors, &mut theirs);

    let name = format!("json-{}", corpus.name);
    let set = scratch.write(&format!("crates/{name}/set.binpb"), &descriptors.set);
    let ours = scratch.write_files(&format!("crates/{name}/ours"), &ours);
    let theirs = scratch.write_files(&format!("crates/{name}/theirs"), &theirs);
    let source = format!(
        "#![allow(warnings)]\n\nmod ours {{\n    include!({ours:?});\n}}\n\n\
         mod theirs {{\n    include!({theirs:?});\n}}\n\n\
         fn main() {{\n{registered}    let pairs = [\n{pairs}    ];\n    \
         corpora_json::compare({:?}, include_bytes!({set:?}), &pairs);\n}}\n",
        corpus.name
    );
    let dependencies =
        ["corpora-json", "pbjson", "pbjson-types", "prost", "prost-types", "rust-grpc", "serde"];
    scratch.write_crate(&name, "2024", &dependencies, "main.rs", &source);
    name
}

/// Returns the call that registers the messages of a file, if it has any.
fn register(name: &str, text: &str) -> Option<String> {
    let path = name.trim_end_matches(".rs").replace('.', "::");
    let has_function = text.contains("pub fn register_types()");
    has_function.then(|| format!("    ours::{path}::register_types().unwrap();\n"))
}

/// Adds the impls that pbjson-build generates for the messages and enums of these files.
fn add_pbjson(descriptors: &Descriptors, files: &mut Files) {
    let mut builder = pbjson_build::Builder::new();
    builder.register_descriptors(&descriptors.set).expect("protoc wrote the set");
    builder.extern_path(".google.protobuf", "::pbjson_types").exclude([".google.protobuf"]);
    let made = builder.generate(&["."], |_| Ok(Vec::new())).expect("pbjson generates");
    for (package, text) in made {
        let text = String::from_utf8(text).expect("pbjson writes UTF-8");
        let module = Module::from_protobuf_package_name(&package.to_string().replace("r#", ""));
        let file = files.get_mut(&module.to_file_name_or("_"));
        file.unwrap_or_else(|| panic!("prost-build has no file for {package}")).push_str(&text);
    }
}
