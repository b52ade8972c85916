//! The options of other plugins: those of protoc-gen-prost, protoc-gen-tonic,
//! protoc-gen-prost-serde and protoc-gen-prost-crate whose names differ from ours. With these
//! aliases, one entry of this plugin takes the options of all four.

use super::Options;
use super::parse::set;
use super::rule::Origin;
use crate::diagnostics::{
    Diagnostic, bad_value, missing_option, missing_value, template_is_a_file,
};

/// The meaning of an option of another plugin.
enum Alias {
    /// An option of ours.
    Of(&'static str),
    /// A switch that turns one of ours off.
    Off(&'static str),
    /// A path that one of ours is off for.
    OffFor(&'static str),
    /// A switch that nothing has to be done for.
    Nothing,
    /// A feature that does not exist here, e.g. `prost-reflect`, and the help for its users.
    Missing(&'static str, &'static str),
}

const ALIASES: &[(&str, Alias)] = &[
    // protoc-gen-prost
    ("file_descriptor_set", Alias::Of("descriptor_set")),
    (
        "prost_reflect",
        Alias::Missing(
            "prost-reflect",
            "`reflect` gives messages reflection, and `descriptor_set` embeds the descriptors",
        ),
    ),
    // protoc-gen-tonic
    ("no_client", Alias::Off("client")),
    ("no_server", Alias::Off("server")),
    ("no_transport", Alias::Off("transport")),
    ("disable_package_emission", Alias::Off("emit_package")),
    // There are no other files to include: stubs stand beside their messages.
    ("no_include", Alias::Nothing),
    // protoc-gen-prost-crate
    ("include_file", Alias::Of("mod_file")),
    // protoc-gen-prost-serde
    ("emit_fields", Alias::Of("json_emit_defaults")),
    ("exclude", Alias::OffFor("json")),
    ("feature", Alias::Of("json_feature")),
    ("ignore_unknown_fields", Alias::Of("json_ignore_unknown")),
    ("preserve_proto_field_names", Alias::Of("json_proto_names")),
    ("use_integers_for_enums", Alias::Of("json_enums_as_numbers")),
    // pbjson-build
    (
        "ignore_unknown_enum_variants",
        Alias::Missing(
            "a default in the place of an unknown enum value",
            "`json_ignore_unknown` skips unknown fields and unknown names of enum values",
        ),
    ),
];

/// Applies an option of another plugin; nothing if it is none.
pub(super) fn apply(
    options: &mut Options,
    key: &str,
    value: Option<&str>,
    origin: &Origin,
) -> Option<Result<(), Diagnostic>> {
    // Where a template would be, there is an option of ours that takes none.
    if let ("gen_crate", Some(file)) =
        (key, value.filter(|value| !matches!(*value, "true" | "false" | "1" | "0")))
    {
        return Some(Err(template_is_a_file(file)));
    }
    let (_, alias) = ALIASES.iter().find(|(alias, _)| *alias == key)?;
    Some(match alias {
        Alias::Of(ours) => set(options, ours, value, origin.clone()),
        Alias::Off(ours) => is_on(key, value).and_then(|on| {
            if on { set(options, ours, Some("false"), origin.clone()) } else { Ok(()) }
        }),
        Alias::OffFor(ours) => match value {
            Some(path) => set(options, ours, Some(&format!("{path}=false")), origin.clone()),
            None => Err(missing_value(key, "PATH")),
        },
        Alias::Nothing => is_on(key, value).map(drop),
        Alias::Missing(what, help) => Err(missing_option(key, what, help)),
    })
}

fn is_on(key: &str, value: Option<&str>) -> Result<bool, Diagnostic> {
    match value {
        None | Some("true" | "1") => Ok(true),
        Some("false" | "0") => Ok(false),
        Some(other) => Err(bad_value(key, other, "expected `true` or `false`")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_of_four_plugins_are_ours() {
        for (theirs, ours) in [
            ("file_descriptor_set", "descriptor_set=true"),
            ("no_client,no_server=true,no_transport=false", "client=false,server=false"),
            ("disable_package_emission", "emit_package=false"),
            ("no_include=true,no_include=false", ""),
            ("include_file=src/gen.rs", "mod_file=src/gen.rs"),
            ("flat_output_dir", ""),
            ("flat_output_dir=false", "flat_output_dir=false"),
            (
                "gen_crate,no_features,package_separator=+",
                "gen_crate=true,no_features=true,package_separator=+",
            ),
            ("only_include=.acme", "only_include=.acme"),
            (
                "bytes=.,btree_map=.a,boxed=.a.B.c,disable_comments=.,skip_debug=.a",
                "bytes=.,btree_map=.a,boxed=.a.B.c,disable_comments=.,skip_debug=.a",
            ),
            (
                "preserve_proto_field_names,emit_fields=true,use_integers_for_enums=false",
                "json_proto_names=true,json_emit_defaults=true,json_enums_as_numbers=false",
            ),
            (
                "json,ignore_unknown_fields,exclude=.acme.v1,exclude=acme.v2.A,feature=json",
                "json=true,json_ignore_unknown=true,json=.acme.v1=false,json=acme.v2.A=false,json_feature=json",
            ),
            (r"type_attribute=.=#[derive(A\, B)]", r"type_attribute=.=#[derive(A\, B)]"),
        ] {
            let options: Options = theirs.parse().unwrap_or_else(|found| panic!("{found}"));
            assert_eq!(
                options.to_string().split(',').collect::<std::collections::BTreeSet<_>>(),
                ours.split(',').collect(),
                "{theirs}"
            );
        }
    }

    #[test]
    fn each_alias_is_of_an_option() {
        for (_, alias) in ALIASES {
            if let Alias::Of(ours) | Alias::Off(ours) | Alias::OffFor(ours) = alias {
                assert!(crate::options::SPECS.iter().any(|spec| spec.key == *ours), "{ours}");
            }
        }
    }
}
