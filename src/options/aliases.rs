//! The options of other plugins. If an option of protoc-gen-prost, protoc-gen-tonic,
//! protoc-gen-prost-serde or protoc-gen-prost-crate has another name here, an alias accepts its
//! name. So one entry of this plugin takes the options of all four.

use super::Options;
use super::parse::set;
use super::rule::Origin;
use crate::diagnostics::{
    Diagnostic, bad_value, missing_value, option_is_missing, template_is_a_file,
};

/// The meaning of an option of another plugin.
enum Alias {
    /// Another name of an option.
    Of(&'static str),
    /// A switch that turns an option off.
    Off(&'static str),
    /// A path for which an option is off.
    OffFor(&'static str),
    /// A switch that needs no action.
    Nothing,
    /// An option without a counterpart, by the reason and the help, e.g. "messages do not implement
    /// the trait of prost-reflect".
    Missing(&'static str, &'static str),
}

const ALIASES: &[(&str, Alias)] = &[
    // protoc-gen-prost
    ("file_descriptor_set", Alias::Of("descriptor_set")),
    (
        "prost_reflect",
        Alias::Missing(
            "messages do not implement the trait of prost-reflect",
            "`reflect` gives messages reflection, and `descriptor_set` embeds the descriptors",
        ),
    ),
    // protoc-gen-tonic
    ("no_client", Alias::Off("client")),
    ("no_server", Alias::Off("server")),
    ("no_transport", Alias::Off("transport")),
    ("disable_package_emission", Alias::Off("emit_package")),
    // Stubs are in the same file as their messages, so there are no other files to include.
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
            "an unknown name of an enum value cannot become the default value",
            "`json_ignore_unknown` skips unknown fields and unknown names of enum values",
        ),
    ),
];

/// Applies an option of another plugin. Does nothing if there is no such option.
pub(super) fn apply(
    options: &mut Options,
    key: &str,
    value: Option<&str>,
    origin: &Origin,
) -> Option<Result<(), Diagnostic>> {
    // The value of this option is a template. This plugin has an option of the same name without
    // templates.
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
        Alias::Missing(why, help) => Err(option_is_missing(key, why, help)),
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
    fn options_of_four_plugins_are_accepted() {
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
                "json=true,json_ignore_unknown=true,json=.acme.v1=false,json=acme.v2.A=false,\
                 json_feature=json",
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
    fn each_alias_names_an_option() {
        for (_, alias) in ALIASES {
            if let Alias::Of(ours) | Alias::Off(ours) | Alias::OffFor(ours) = alias {
                assert!(crate::options::SPECS.iter().any(|spec| spec.key == *ours), "{ours}");
            }
        }
    }
}
