//! Replays with prost-build's API: once with prost-build and tonic-prost-build, once with the
//! compat packages.

/// Declares a module that makes the calls with a pair of libraries.
macro_rules! replay {
    ($(#[$docs:meta])* $module:ident, $prost:ident, $tonic:ident) => {
        $(#[$docs])*
        pub(super) mod $module {
            use $prost::Config;
            use $tonic::Builder;

            use crate::replay::{Arguments, Job, failed};
            use crate::script::{Call, Library, Problem};

            /// Makes the calls of a run.
            pub fn run(job: &Job<'_>) -> Result<(), Problem> {
                let mut config = Config::new();
                for call in &job.run.config_calls {
                    set(&mut config, call)?;
                }
                // The descriptors are read from the file, instead of running protoc.
                let result = match job.run.library {
                    Library::ProstBuild => {
                        for call in &job.run.calls {
                            set(&mut config, call)?;
                        }
                        config
                            .file_descriptor_set_path(&job.descriptors)
                            .skip_protoc_run()
                            .out_dir(&job.out)
                            .compile_protos(&job.protos, &job.includes)
                    }
                    Library::TonicProstBuild => {
                        let mut builder = $tonic::configure();
                        for call in &job.run.calls {
                            builder = build(builder, call)?;
                        }
                        builder
                            .emit_rerun_if_changed(false)
                            .file_descriptor_set_path(&job.descriptors)
                            .skip_protoc_run()
                            .out_dir(&job.out)
                            .compile_with_config(config, &job.protos, &job.includes)
                    }
                };
                result.map_err(|error| failed(job.run, error))
            }

            /// Sets an option of prost-build. Options about protoc and the output folder are left
            /// out.
            fn set(config: &mut Config, call: &Call) -> Result<(), Problem> {
                let arguments = Arguments(call);
                let (text, texts) = (|index| arguments.text(index), || arguments.texts());
                match call.method.as_str() {
                    "file_descriptor_set_path" | "format" | "out_dir" | "protoc_arg"
                    | "protoc_executable" | "skip_source_info" => return Ok(()),
                    "boxed" => config.boxed(text(0)?),
                    "btree_map" => config.btree_map(texts()?),
                    "bytes" => config.bytes(texts()?),
                    "compile_well_known_types" => config.compile_well_known_types(),
                    "default_package_filename" => config.default_package_filename(text(0)?),
                    "disable_comments" => config.disable_comments(texts()?),
                    "enable_type_names" => config.enable_type_names(),
                    "enum_attribute" => config.enum_attribute(text(0)?, text(1)?),
                    "extern_path" => config.extern_path(text(0)?, text(1)?),
                    "field_attribute" => config.field_attribute(text(0)?, text(1)?),
                    "include_file" => config.include_file(text(0)?),
                    "message_attribute" => config.message_attribute(text(0)?, text(1)?),
                    "prost_path" => config.prost_path(text(0)?),
                    "prost_types_path" => config.prost_types_path(text(0)?),
                    "retain_enum_prefix" => config.retain_enum_prefix(),
                    "skip_debug" => config.skip_debug(texts()?),
                    "type_attribute" => config.type_attribute(text(0)?, text(1)?),
                    "type_name_domain" => config.type_name_domain(texts()?, text(1)?),
                    _ => return Err(arguments.not_understood(Library::ProstBuild)),
                };
                Ok(())
            }

            /// Sets an option of tonic-prost-build. Options about protoc and the output folder are
            /// left out.
            fn build(builder: Builder, call: &Call) -> Result<Builder, Problem> {
                let arguments = Arguments(call);
                let (bool, text) = (|| arguments.bool(), |index| arguments.text(index));
                Ok(match call.method.as_str() {
                    "emit_rerun_if_changed" | "file_descriptor_set_path" | "out_dir"
                    | "protoc_arg" => builder,
                    "boxed" => builder.boxed(text(0)?),
                    "btree_map" => builder.btree_map(text(0)?),
                    "build_client" => builder.build_client(bool()?),
                    "build_server" => builder.build_server(bool()?),
                    "build_transport" => builder.build_transport(bool()?),
                    "bytes" => builder.bytes(text(0)?),
                    "client_attribute" => builder.client_attribute(text(0)?, text(1)?),
                    "client_mod_attribute" => builder.client_mod_attribute(text(0)?, text(1)?),
                    "codec_path" => builder.codec_path(text(0)?),
                    "compile_well_known_types" => builder.compile_well_known_types(bool()?),
                    "disable_comments" => builder.disable_comments(arguments.texts()?),
                    "emit_package" => builder.emit_package(bool()?),
                    "enum_attribute" => builder.enum_attribute(text(0)?, text(1)?),
                    "extern_path" => builder.extern_path(text(0)?, text(1)?),
                    "field_attribute" => builder.field_attribute(text(0)?, text(1)?),
                    "generate_default_stubs" => builder.generate_default_stubs(bool()?),
                    "include_file" => builder.include_file(text(0)?),
                    "message_attribute" => builder.message_attribute(text(0)?, text(1)?),
                    "proto_path" => builder.proto_path(text(0)?),
                    "server_attribute" => builder.server_attribute(text(0)?, text(1)?),
                    "server_mod_attribute" => builder.server_mod_attribute(text(0)?, text(1)?),
                    "skip_debug" => builder.skip_debug(arguments.texts()?),
                    "trait_attribute" => builder.trait_attribute(text(0)?, text(1)?),
                    "type_attribute" => builder.type_attribute(text(0)?, text(1)?),
                    "use_arc_self" => builder.use_arc_self(bool()?),
                    "with_extended_rust_types" => builder.with_extended_rust_types(bool()?),
                    _ => return Err(arguments.not_understood(Library::TonicProstBuild)),
                })
            }
        }
    };
}

replay!(
    /// Replays with the libraries that the project has.
    theirs,
    theirs_prost_build,
    theirs_tonic_prost_build
);
replay!(
    /// Replays with our packages.
    ours,
    ours_prost_build,
    ours_tonic_prost_build
);
