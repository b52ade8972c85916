//! The types of `google.protobuf` that the crate prost-types has.

/// The messages and enums of the oldest supported release of prost-types, in order, without the
/// prefix `google.protobuf.`. The list includes the types that are plain Rust types in prost's
/// shape, i.e. `Empty` and the wrappers. Newer releases may have more types.
const TYPES: &[&str] = &[
    "Any",
    "Api",
    "BoolValue",
    "BytesValue",
    "DescriptorProto",
    "DescriptorProto.ExtensionRange",
    "DescriptorProto.ReservedRange",
    "DoubleValue",
    "Duration",
    "Empty",
    "Enum",
    "EnumDescriptorProto",
    "EnumDescriptorProto.EnumReservedRange",
    "EnumOptions",
    "EnumValue",
    "EnumValueDescriptorProto",
    "EnumValueOptions",
    "ExtensionRangeOptions",
    "Field",
    "Field.Cardinality",
    "Field.Kind",
    "FieldDescriptorProto",
    "FieldDescriptorProto.Label",
    "FieldDescriptorProto.Type",
    "FieldMask",
    "FieldOptions",
    "FieldOptions.CType",
    "FieldOptions.JSType",
    "FileDescriptorProto",
    "FileDescriptorSet",
    "FileOptions",
    "FileOptions.OptimizeMode",
    "FloatValue",
    "GeneratedCodeInfo",
    "GeneratedCodeInfo.Annotation",
    "Int32Value",
    "Int64Value",
    "ListValue",
    "MessageOptions",
    "Method",
    "MethodDescriptorProto",
    "MethodOptions",
    "MethodOptions.IdempotencyLevel",
    "Mixin",
    "NullValue",
    "OneofDescriptorProto",
    "OneofOptions",
    "Option",
    "ServiceDescriptorProto",
    "ServiceOptions",
    "SourceCodeInfo",
    "SourceCodeInfo.Location",
    "SourceContext",
    "StringValue",
    "Struct",
    "Syntax",
    "Timestamp",
    "Type",
    "UInt32Value",
    "UInt64Value",
    "UninterpretedOption",
    "UninterpretedOption.NamePart",
    "Value",
    "compiler.CodeGeneratorRequest",
    "compiler.CodeGeneratorResponse",
    "compiler.CodeGeneratorResponse.Feature",
    "compiler.CodeGeneratorResponse.File",
    "compiler.Version",
];

/// Whether prost-types has a type. `name` is the full name without `google.protobuf.`.
pub(super) fn has(name: &str) -> bool {
    TYPES.binary_search(&name).is_ok()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::{Path, PathBuf};
    use std::process::Command;

    use quote::ToTokens as _;

    use super::*;
    use crate::case::{snake, upper_camel};

    /// The release that `TYPES` describes. The workspace requires it.
    const OLDEST: &str = "0.14.4";

    /// The paths of types that only newer releases have. `TYPES` leaves them out, so that generated
    /// code compiles with every supported release.
    const NEWER: &[&str] = &[];

    /// The types that become plain Rust types.
    const PLAIN: &[&str] = &[
        "BoolValue",
        "BytesValue",
        "DoubleValue",
        "Empty",
        "FloatValue",
        "Int32Value",
        "Int64Value",
        "StringValue",
        "UInt32Value",
        "UInt64Value",
    ];

    /// Returns the folder of the crate's source code, and the crate's version.
    fn prost_types() -> (PathBuf, String) {
        let rustc = Command::new("rustc").arg("-vV").output().unwrap();
        let rustc = String::from_utf8(rustc.stdout).unwrap();
        // Crates for other platforms may be missing.
        let host = rustc.lines().find_map(|line| line.strip_prefix("host: ")).unwrap();
        let mut cargo = Command::new(env!("CARGO"));
        cargo.args([
            "metadata",
            "--offline",
            "--format-version=1",
            "--filter-platform",
            host,
            "--manifest-path",
        ]);
        cargo.arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml"));
        let output = cargo.output().unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        let manifests =
            text.split("\"manifest_path\":\"").filter_map(|rest| rest.split('"').next());
        let folders = manifests.filter_map(|manifest| Path::new(manifest).parent());
        let version = |folder: &Path| {
            folder.file_name()?.to_str()?.strip_prefix("prost-types-").map(str::to_owned)
        };
        let found = folders.filter_map(|folder| Some((folder.to_owned(), version(folder)?))).next();
        found.unwrap_or_else(|| {
            panic!("no prost-types: {}", String::from_utf8_lossy(&output.stderr))
        })
    }

    /// Collects the paths of the messages and enums in some items. It skips oneofs, because they
    /// are not protobuf types.
    fn collect(items: &[syn::Item], module: &str, paths: &mut BTreeSet<String>) {
        for item in items {
            match item {
                syn::Item::Struct(item) => _ = paths.insert(format!("{module}{}", item.ident)),
                syn::Item::Enum(item) => {
                    let attributes =
                        item.attrs.iter().map(|attribute| attribute.to_token_stream().to_string());
                    if attributes.filter(|text| text.contains("Oneof")).count() == 0 {
                        paths.insert(format!("{module}{}", item.ident));
                    }
                }
                syn::Item::Mod(item) => {
                    let items = item.content.as_ref().map_or(&[][..], |(_, items)| items);
                    collect(items, &format!("{module}{}::", item.ident), paths);
                }
                _ => {}
            }
        }
    }

    /// Returns the path of a type, e.g. `field_options::CType`.
    fn path(name: &str) -> String {
        let mut segments: Vec<&str> = name.split('.').collect();
        let last = segments.pop().unwrap();
        let modules = segments.into_iter().map(|segment| snake(segment) + "::");
        modules.chain([upper_camel(last)]).collect()
    }

    #[test]
    fn the_list_equals_the_types_of_the_crate() {
        let (folder, version) = prost_types();
        let mut there = BTreeSet::new();
        for (file, module) in [("protobuf.rs", ""), ("compiler.rs", "compiler::")] {
            let text = std::fs::read_to_string(folder.join("src").join(file)).unwrap();
            collect(&syn::parse_file(&text).unwrap().items, module, &mut there);
        }
        let in_crate = TYPES.iter().filter(|name| !PLAIN.contains(name));
        let listed: BTreeSet<String> = in_crate.map(|name| path(name)).collect();
        let missing: Vec<_> = listed.difference(&there).collect();
        assert!(missing.is_empty(), "prost-types {version} lacks {missing:?}");
        let more = there.difference(&listed).filter(|path| !NEWER.contains(&path.as_str()));
        let more: Vec<_> = more.collect();
        assert!(more.is_empty(), "prost-types {version} also has {more:?}: see `NEWER`");
    }

    #[test]
    fn the_listed_release_is_the_oldest_supported_one() {
        // A package has the manifest of the repository under the second name.
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
        let manifest = std::fs::read_to_string(folder.join("Cargo.toml.orig"))
            .or_else(|_| std::fs::read_to_string(folder.join("Cargo.toml")))
            .unwrap();
        let required = manifest.lines().find(|line| line.starts_with("prost-types = "));
        assert!(
            required.is_some_and(|line| line.contains(&format!("\"{OLDEST}\""))),
            "{required:?}"
        );
    }

    #[test]
    fn names_are_found() {
        assert!(TYPES.is_sorted());
        for (name, expected) in [
            ("Any", true),
            ("FieldOptions.CType", true),
            ("compiler.Version", true),
            ("FeatureSet", false),
            ("FieldOptions.OptionRetention", false),
            ("mine.M", false),
            ("Any.Nested", false),
        ] {
            assert_eq!(has(name), expected, "{name}");
        }
    }
}
