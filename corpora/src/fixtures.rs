//! The options of the fixtures, for our generator and for the others.

use prost_build::Config;

use crate::Options;

pub(crate) const OPTIONS: Options = Options { ours: "fixtures/options", apart: APART, theirs };

/// Generated files that are left out after compilation. `reviewed/items` has the reasons. prost has
/// no options for the attributes and derives. The last file has stubs that tonic does not generate.
const APART: &[&str] = &[
    "fixtures.attributes.rs",
    "fixtures.derives.rs",
    "fixtures.endless.rs",
    "fixtures.keyword_map.rs",
    "fixtures.redact.rs",
    "fixtures.services.rs",
    "fixtures.stubs.rs",
];

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
