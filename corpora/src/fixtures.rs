//! The options of the fixtures, for our generator and for the others.

use std::fs;
use std::path::PathBuf;

use prost_build::Config;

use crate::{Options, workspace};

/// Where the topics are, each in a folder.
pub(crate) const TOPICS: &str = "fixtures/topics";

pub(crate) const OPTIONS: Options = Options { ours, apart: APART, theirs };

/// Generated files that are left out after compilation. `reviewed/items` has the reasons. prost has
/// no options for the attributes and derives. The last file has stubs that tonic does not generate.
const APART: &[&str] = &[
    "fixtures.attributes.rs",
    "fixtures.blocking.rs",
    "fixtures.box_default_stubs.rs",
    "fixtures.box_service.rs",
    "fixtures.callee_only.rs",
    "fixtures.caller_only.rs",
    "fixtures.codec_path.rs",
    "fixtures.default_stubs.rs",
    "fixtures.deprecated_methods.rs",
    "fixtures.deprecated_service.rs",
    "fixtures.deprecated_stubs.rs",
    "fixtures.derives.rs",
    "fixtures.empty_service.rs",
    "fixtures.endless.rs",
    "fixtures.generate_default_stubs.rs",
    "fixtures.keyword_map.rs",
    "fixtures.method_constants.rs",
    "fixtures.method_names.rs",
    "fixtures.methods.rs",
    "fixtures.native_async.rs",
    "fixtures.partial_stubs.rs",
    "fixtures.redact.rs",
    "fixtures.simple_service.rs",
    "fixtures.stub_attributes.rs",
    "fixtures.stub_features.rs",
    "fixtures.stub_options.rs",
    "fixtures.svc_suffix.rs",
    "fixtures.transportless.rs",
    "fixtures.use_arc_self.rs",
    "fixtures.well_known_methods.rs",
];

/// The options of all topics.
fn ours() -> Vec<PathBuf> {
    let entries = fs::read_dir(workspace().join(TOPICS)).expect("it is in the workspace");
    let paths = entries.map(|entry| entry.expect("the folder can be read").path().join("options"));
    let mut paths: Vec<PathBuf> = paths.filter(|path| path.exists()).collect();
    paths.sort();
    paths
}

fn theirs(config: &mut Config) {
    config
        .bytes([".fixtures.rules", ".fixtures.rules2"])
        .btree_map([".fixtures.rules"])
        .boxed(".fixtures.rules.Rules.boxed")
        .boxed(".fixtures.rules.Rules.either.in_box")
        .boxed(".fixtures.rules2.Shared.boxed")
        .boxed(".fixtures.groups.Ring.Outer.Inner.back")
        .extern_path(".fixtures.elsewhere.Stamp", "::prost_types::Timestamp")
        .extern_path(".fixtures.elsewhere.Kind", "::prost_types::field::Kind")
        .extern_path(".fixtures.elsewhere.Label", "::prost_types::field_descriptor_proto::Label")
        .type_attribute(".fixtures.rules.Mode", "#[non_exhaustive]")
        .type_attribute(".fixtures.rules.Rules.either", "#[must_use]")
        .skip_debug([".fixtures.rules.Skipped", ".fixtures.rules.SkippedEnum"]);
}
