//! What the fixtures ask for, said to the others.

use std::fs;
use std::path::PathBuf;

use prost_build::Config;

use crate::{Options, workspace};

/// Where the topics are, each in a folder.
pub(crate) const TOPICS: &str = "fixtures/topics";

pub(crate) const OPTIONS: Options = Options { ours, apart: APART, theirs };

/// `reviewed/items` has the reasons. Attributes and derives ask for what prost has no options for,
/// the last for other stubs than tonic's.
const APART: &[&str] = &[
    "fixtures.attributes.rs",
    "fixtures.derives.rs",
    "fixtures.endless.rs",
    "fixtures.keyword_map.rs",
    "fixtures.redact.rs",
    "fixtures.services.rs",
    "fixtures.stubs.rs",
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
