//! The options of the whole run.

/// Begins the table with these rows, and passes it to the next macro of the list.
macro_rules! run_rows {
    ($then:ident [$next:ident $($more:ident)*]) => {
        $crate::options::table::$next! { $then [$($more)*] run {
            /// Turns on a set of options. `prost` has the shape of prost and tonic and nothing
            /// more. `full` adds everything that does not change structs, enums and stubs, and
            /// needs `codec=inline`.
            scalar preset: Preset = Preset::Prost, "prost|full", "prost";
            /// Chooses the binary codec. `inline` is generated code that uses the crate
            /// `rust-grpc`. `prost` is prost's derive, without that crate.
            scalar codec: Codec = Codec::Inline, "prost|inline", "inline";
            /// Generates the types of `google.protobuf` instead of taking them from prost-types.
            /// Types that prost-types lacks are generated in any case.
            scalar compile_well_known_types: bool = false, "BOOL", "false";
            /// Writes a module tree that includes the generated files into this file.
            file mod_file: Option<String> = None, "FILE", "";
            /// Writes all files into one folder. `false` gives each package its own folder:
            /// `acme/v1/acme.v1.rs`.
            scalar flat_output_dir: bool = true, "BOOL", "true";
            /// Writes a whole crate: `Cargo.toml`, the module tree as `src/lib.rs`, and the
            /// generated files in `src/`.
            scalar gen_crate: bool = false, "BOOL", "false";
            /// Sets the name of the crate that `gen_crate` writes.
            file crate_name: CrateName = CrateName::default(), "NAME", "protos", needs CRATE;
            /// Writes a crate without a Cargo feature for each package.
            scalar no_features: bool = false, "BOOL", "false", needs CRATE;
            /// Sets the separator between the parts of a package name in the name of the package's
            /// feature.
            file package_separator: PackageSeparator = PackageSeparator::default(), "-|+|_|.", "-",
                needs CRATE;
            /// Sets the name, without `.rs`, of the file for elements without a package.
            file default_package_filename: FileStem = FileStem::default(), "NAME", "_";
            /// Sets the path from the modules of stubs to the module with the messages of their
            /// package.
            file proto_path: CratePath = CratePath::default(), "RUST_PATH", "super";
            /// Includes the package in the paths of methods: `/acme.v1.Weather/Get` instead of
            /// `/Weather/Get`.
            scalar emit_package: bool = true, "BOOL", "true";
            /// Keeps the enum's name at the beginning of its variants: `Kind::KindFoo` instead of
            /// `Kind::Foo`.
            scalar retain_enum_prefix: bool = false, "BOOL", "false";
            /// Implements `prost::Name` for messages.
            scalar enable_type_names: bool = false, "BOOL", "false";
            /// Sets the path of the crate prost in generated code, e.g. `crate::prost` for a
            /// re-export. It is for `codec=prost`.
            file prost_path: CratePath = CratePath::default(), "RUST_PATH", "::prost", needs PROST;
            /// Sets the path of the crate prost-types in generated code. It is for `codec=prost`.
            file prost_types_path: CratePath = CratePath::default(), "RUST_PATH", "::prost_types",
                needs PROST;
            /// Embeds the descriptors of each package as `FILE_DESCRIPTOR_SET`, for server
            /// reflection.
            scalar descriptor_set: bool = false, "BOOL", "false";
            /// Also generates code for the files that the listed files import, unless an extern
            /// path covers them. The plugin generates code only for the files that protoc lists.
            scalar include_imports: bool = true, "BOOL", "true";
        } by_path {} }
    };
}

pub(crate) use run_rows;
