//! prost-build with our service generator writes the stubs that tonic generates.

use corpora::items::{Items, differences, flatten};
use corpora::reviewed::Reviewed;
use prost::Message as _;
use prost_types::FileDescriptorSet;
use rust_grpc_service_generator::Stubs;
use theirs_prost_build::{Config, Module, ServiceGenerator};

#[test]
fn stubs_are_those_of_tonic() {
    let fixtures = corpora::named("fixtures").descriptors();
    let set = FileDescriptorSet::decode(fixtures.set.as_slice()).unwrap();
    let theirs = theirs_tonic_prost_build::configure()
        .trait_attribute("Weather", "#[one]")
        .server_mod_attribute(".", "#[two]");
    let mut ours = Stubs::new();
    // A path without a dot at the start selects every service of the name, as in tonic.
    ours.config().trait_attribute("Weather", "#[one]").server_mod_attribute(".", "#[two]");
    let found = differences(&items(&set, Box::new(ours)), &items(&set, theirs.service_generator()));
    let reviewed = Reviewed::new(include_str!("reviewed"));
    let unknown = found.iter().filter(|difference| !reviewed.has("fixtures", &difference.path));
    let unknown: String = unknown.map(ToString::to_string).collect();
    assert!(unknown.is_empty(), "{unknown}");
}

fn items(set: &FileDescriptorSet, generator: Box<dyn ServiceGenerator>) -> Items {
    let requests = set
        .file
        .iter()
        .map(|file| (Module::from_protobuf_package_name(file.package()), file.clone()));
    let modules = Config::new().service_generator(generator).generate(requests.collect()).unwrap();
    let mut items = Items::new();
    for (module, text) in modules {
        flatten(&module.to_file_name_or("_"), &text, &mut items).unwrap();
    }
    items
}
