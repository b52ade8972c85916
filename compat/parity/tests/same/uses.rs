// Calls to every function of prost-build and tonic-prost-build. This text is compiled twice. The
// module around it decides which crates `prost_build` and `tonic_prost_build` are.

use std::cell::RefCell;
use std::collections::HashMap;
use std::io::Result;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use prost_build::{Comments, Config, Method, Module, Service, ServiceGenerator};
use prost_types::field_descriptor_proto::{Label, Type};
use prost_types::{
    DescriptorProto, FieldDescriptorProto, FileDescriptorProto, FileDescriptorSet,
    ServiceDescriptorProto,
};
use tonic_prost_build::Builder;

use super::Input;

/// A name and a call. The files that the call writes into `Input::out` are compared.
pub type Case = (&'static str, fn(&Input) -> Result<()>);

/// All calls that generate files.
pub const CASES: &[Case] = &[
    ("defaults", |input| config(input).compile_fds(input.set.clone())),
    ("containers", |input| {
        config(input)
            .btree_map(["."])
            .btree_map([".fixtures.maps", "Rules.attributes"])
            .bytes([".fixtures.rules"])
            .bytes(["Scalars", ".fixtures.oneofs", ".fixtures.rules2.Shared"])
            .boxed(".fixtures.rules.Rules.boxed")
            .boxed("Rules.either.in_box")
            .boxed(".fixtures.rules2.Shared.boxed")
            .compile_fds(input.set.clone())
    }),
    ("attributes", |input| {
        config(input)
            .type_attribute(".", "#[one]")
            .type_attribute(".fixtures.rules.Mode", "#[two]")
            .type_attribute("Rules.either", "#[three] #[four(a, b = \"c\")]")
            .message_attribute("Rules", "#[five]")
            .message_attribute(".fixtures.nested", "#[six]")
            .enum_attribute(".fixtures.oneofs", "#[seven]")
            .enum_attribute("Mode", "#[eight]")
            .field_attribute(".fixtures.scalars", "#[nine]")
            .field_attribute("Rules.either", "#[ten]")
            .field_attribute("Rules.either.in_box", "#[eleven]")
            .field_attribute(".fixtures.enums", "#[twelve]")
            .field_attribute("no such path", "#[never]")
            .field_attribute("", "#[never]")
            .field_attribute("..", "#[never]")
            .compile_fds(input.set.clone())
    }),
    ("names", |input| {
        config(input)
            .retain_enum_prefix()
            .enable_type_names()
            .type_name_domain(["."], "type.example")
            .type_name_domain([".fixtures.nested", "Scalars"], String::from("nested.example"))
            .default_package_filename("rootless")
            .compile_fds(input.set.clone())
    }),
    ("debug and comments", |input| {
        config(input)
            .skip_debug(["."])
            .skip_debug([".fixtures.oneofs", "Defaults", ".fixtures.enums"])
            .disable_comments(["."])
            .disable_comments(["Rules.either"])
            .compile_fds(input.set.clone())
    }),
    ("extern paths", |input| {
        config(input)
            .extern_path(".fixtures.elsewhere", "crate::some::place")
            .extern_path(".fixtures.elsewhere.Stamp", String::from("::prost_types::Timestamp"))
            .extern_path(".fixtures.imports_beside.Beside", "super::Other")
            .extern_path(".fixtures.nested.Outer", "::outer::TheOuter")
            .prost_path("::other::prost")
            .prost_types_path("crate::types")
            .compile_fds(input.set.clone())
    }),
    ("without formatting", |input| config(input).format(false).compile_fds(input.set.clone())),
    ("include file", |input| config(input).include_file("all.rs").compile_fds(input.set.clone())),
    ("from files", |input| {
        config(input)
            .protoc_executable(&input.protoc)
            .protoc_arg("--experimental_allow_proto3_optional")
            .skip_source_info()
            .file_descriptor_set_path(input.out.join("set.bin"))
            .compile_protos(
                &[input.protos.join("maps.proto"), input.protos.join("imports.proto")],
                &[&input.protos, Path::new("nowhere")],
            )
    }),
    ("from a file of descriptors", |input| {
        let path = input.out.join("given.bin");
        std::fs::write(&path, prost::Message::encode_to_vec(&input.set))?;
        config(input)
            .skip_protoc_run()
            .file_descriptor_set_path(path)
            .compile_protos(&["no such file"], &["nowhere"])
    }),
    ("loaded first", |input| {
        let mut config = config(input);
        config.protoc_executable(&input.protoc);
        let mut set = config.load_fds(&["nested.proto", "no_package.proto"], &[&input.protos])?;
        set.file.retain(|file| file.name() != "no_package.proto");
        config.compile_fds(set)
    }),
    ("as text", |input| {
        let requests = input
            .set
            .file
            .iter()
            .map(|file| (Module::from_protobuf_package_name(file.package()), file.clone()));
        write(input, Config::new().generate(requests.collect())?)
    }),
    ("as text in other modules", |input| {
        let module = |file: &FileDescriptorProto| {
            Module::from_parts(["all", file.package().split('.').next_back().unwrap()])
        };
        // Two files are left out: prost-build generates names for them that do not compile.
        let files = input
            .set
            .file
            .iter()
            .filter(|file| !["endless.proto", "keyword_map.proto"].contains(&file.name()));
        write(
            input,
            Config::new().generate(files.map(|file| (module(file), file.clone())).collect())?,
        )
    }),
    ("a package in two modules", |input| {
        let file = |name: &str, uses: Option<&str>| {
            let field = uses.map(|uses| FieldDescriptorProto {
                name: Some("other".into()),
                number: Some(1),
                label: Some(Label::Optional.into()),
                r#type: Some(Type::Message.into()),
                type_name: Some(uses.into()),
                ..Default::default()
            });
            let message = DescriptorProto {
                name: Some(name.into()),
                field: field.into_iter().collect(),
                ..Default::default()
            };
            FileDescriptorProto {
                name: Some(format!("{name}.proto")),
                package: Some("p".into()),
                dependency: uses.iter().map(|_| "A.proto".into()).collect(),
                message_type: vec![message],
                syntax: Some("proto3".into()),
                ..Default::default()
            }
        };
        let requests = vec![
            (Module::from_parts(["one"]), file("A", None)),
            (Module::from_parts(["two"]), file("B", Some(".p.A"))),
        ];
        write(input, Config::new().generate(requests)?)
    }),
    ("below google.protobuf", |input| {
        let field = |number: i32, kind: Type, type_name: &str| FieldDescriptorProto {
            name: Some(format!("field_{number}")),
            number: Some(number),
            label: Some(Label::Optional.into()),
            r#type: Some(kind.into()),
            type_name: Some(type_name.into()),
            ..Default::default()
        };
        let file = |name: &str, package: &str, message: DescriptorProto| FileDescriptorProto {
            name: Some(name.into()),
            package: Some(package.into()),
            message_type: vec![message],
            syntax: Some("proto3".into()),
            ..Default::default()
        };
        let mine = DescriptorProto { name: Some("Mine".into()), ..Default::default() };
        let fields = vec![field(1, Type::Message, ".google.protobuf.mine.Mine")];
        let user =
            DescriptorProto { name: Some("User".into()), field: fields, ..Default::default() };
        let mut user = file("user.proto", "user", user);
        user.dependency = vec!["mine.proto".into()];
        config(input).compile_fds(FileDescriptorSet {
            file: vec![file("mine.proto", "google.protobuf.mine", mine), user],
        })
    }),
    ("a service generator", |input| {
        let calls = Rc::new(RefCell::new(Vec::new()));
        config(input)
            .service_generator(Box::new(Recorder { calls: calls.clone() }))
            .compile_fds(input.set.clone())?;
        std::fs::write(input.out.join("calls"), transcript(&calls.borrow()))
    }),
    ("packages without messages", |input| {
        let file = |package: &str| FileDescriptorProto {
            name: Some(format!("{package}.proto")),
            package: Some(package.into()),
            service: vec![ServiceDescriptorProto { name: Some("S".into()), ..Default::default() }],
            syntax: Some("proto3".into()),
            ..Default::default()
        };
        let set = FileDescriptorSet { file: ["silent", "comment", "item"].map(file).into() };
        let calls = Rc::new(RefCell::new(Vec::new()));
        let generator = Box::new(AtTheEnd(calls.clone()));
        config(input).include_file("all.rs").service_generator(generator).compile_fds(set)?;
        std::fs::write(input.out.join("calls"), transcript(&calls.borrow()))
    }),
    ("stubs", |input| builder(input).compile_fds(input.set.clone())),
    ("stubs with options", |input| {
        builder(input)
            .build_client(true)
            .build_server(true)
            .build_transport(false)
            .client_attribute("fixtures.services.Weather", "#[one]")
            .client_attribute(".", "#[two]")
            .client_attribute(".fixtures", "#[never]")
            .client_mod_attribute("services", "#[three]")
            .client_mod_attribute("fixtures.services.Weather", "#[never]")
            .server_attribute("Weather", "#[four]")
            .server_mod_attribute("fixtures.services", "#[five]")
            .trait_attribute("Weather", "#[six]")
            .trait_attribute("services.Weather", "#[never]")
            .codec_path("crate::codec::Codec")
            .proto_path("crate::proto")
            .disable_comments(["fixtures.services.Weather", "fixtures.services.Weather.Chat"])
            .compile_fds(input.set.clone())
    }),
    ("stubs of another kind", |input| {
        builder(input)
            .build_client(false)
            .use_arc_self(true)
            .generate_default_stubs(true)
            .emit_package(true)
            .with_extended_rust_types(true)
            .compile_fds(input.set.clone())
    }),
    ("messages beside stubs", |input| {
        builder(input)
            .build_server(false)
            .extern_path(".fixtures.imports_beside", "::beside")
            .field_attribute("Outer", "#[one]")
            .message_attribute(".fixtures.nested", "#[two]")
            .enum_attribute(".", "#[three]")
            .type_attribute(".fixtures.oneofs", "#[four]")
            .boxed(".fixtures.rules.Rules.boxed")
            .btree_map(".fixtures.maps")
            .btree_map(".fixtures.rules")
            .bytes(".fixtures.scalars")
            .skip_debug(["Defaults"])
            .include_file("all.rs")
            .compile_fds(input.set.clone())
    }),
    ("stubs with the config of prost", |input| {
        let mut config = Config::new();
        config
            .enable_type_names()
            .btree_map([".fixtures.maps"])
            .out_dir("never")
            .service_generator(Box::new(Recorder::default()));
        builder(input).compile_fds_with_config(input.set.clone(), config)
    }),
    ("messages with the service generator of prost", |input| {
        let mut config = Config::new();
        let calls = Rc::new(RefCell::new(Vec::new()));
        config.service_generator(Box::new(Recorder { calls: calls.clone() }));
        builder(input)
            .build_client(false)
            .build_server(false)
            .compile_fds_with_config(input.set.clone(), config)?;
        std::fs::write(input.out.join("calls"), transcript(&calls.borrow()))
    }),
    ("stubs from files", |input| {
        let mut config = Config::new();
        config.protoc_executable(&input.protoc);
        builder(input)
            .emit_rerun_if_changed(false)
            .protoc_arg("--experimental_allow_proto3_optional")
            .file_descriptor_set_path(input.out.join("set.bin"))
            .compile_with_config(
                config,
                &[input.protos.join("services.proto")],
                std::slice::from_ref(&input.protos),
            )
    }),
    ("stubs from a file of descriptors", |input| {
        let path = input.out.join("given.bin");
        std::fs::write(&path, prost::Message::encode_to_vec(&input.set))?;
        builder(input)
            .skip_protoc_run()
            .file_descriptor_set_path(path)
            .compile_protos(&["no such file"], &["nowhere"])
    }),
    ("well-known types", |input| {
        builder(input).compile_well_known_types(true).compile_fds(well_known(&input.set))
    }),
    (
        "well-known types without \
      stubs",
        |input| config(input).compile_well_known_types().compile_fds(well_known(&input.set)),
    ),
    ("stubs by a generator", |input| {
        let generator: Box<dyn ServiceGenerator> =
            builder(input).trait_attribute("Weather", "#[one]").service_generator();
        config(input).service_generator(generator).compile_fds(input.set.clone())
    }),
];

fn config(input: &Input) -> Config {
    let mut config = Config::default();
    config.out_dir(&input.out);
    config
}

fn builder(input: &Input) -> Builder {
    tonic_prost_build::configure().out_dir(&input.out)
}

fn well_known(set: &FileDescriptorSet) -> FileDescriptorSet {
    let file = set
        .file
        .iter()
        .filter(|file| file.name().starts_with("google") || file.name() == "well_known.proto");
    FileDescriptorSet { file: file.cloned().collect() }
}

fn write(input: &Input, modules: HashMap<Module, String>) -> Result<()> {
    for (module, text) in modules {
        std::fs::write(input.out.join(module.to_file_name_or("_")), text)?;
    }
    Ok(())
}
