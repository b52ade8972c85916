// Calls that write no files. Part of the module that uses.rs is part of.

/// Returns the results of functions that write no files.
pub fn answers() -> Vec<String> {
    let module = |name: &str| {
        let module = Module::from_protobuf_package_name(name);
        let parts: Vec<&str> = module.parts().collect();
        format!(
            "{module} {parts:?} {} {} \
                 {}",
            module.to_file_name_or("root"),
            module.len(),
            module.is_empty()
        )
    };
    let mut answers: Vec<String> =
        ["", "a", "a.b", "a.type.FooBar", "Self.HTTPServer", ".a", "a..b"].map(module).into();
    let mut modules = vec![
        Module::from_parts(["b"]),
        Module::from_parts(vec![String::from("a"), String::from("b")]),
    ];
    modules.sort();
    answers.push(format!("{modules:?}").replace("components", "names"));
    answers.push(format!("{:?}", prost_build::protoc_from_env()));
    answers.push(format!("{:?}", prost_build::protoc_include_from_env()));
    answers.push(prost_build::error_message_protoc_not_found().contains("protoc").to_string());
    let mut text = String::new();
    let comments = Comments {
        leading_detached: vec![vec![" one".into(), " two".into()], vec![" three".into()]],
        leading: vec![" Four.".into(), " five".into()],
        trailing: vec![" Six.".into()],
    };
    comments.clone().append_with_indent(1, &mut text);
    answers.push(text);
    answers.push(format!("{comments:?}"));
    answers.push(
        tonic_prost_build::NON_PATH_TYPE_ALLOWLIST
            .with(|list| list.borrow().contains(&"()"))
            .to_string(),
    );
    answers
}

/// Returns the kind of error for each call that fails.
pub fn failures(input: &Input) -> Vec<std::io::ErrorKind> {
    let failed = |result: Result<()>| result.expect_err("it fails").kind();
    vec![
        failed(config(input).skip_protoc_run().compile_protos(&["a.proto"], &["."])),
        failed(
            config(input)
                .skip_protoc_run()
                .file_descriptor_set_path("no such file")
                .compile_protos(&["a.proto"], &["."]),
        ),
        failed(
            config(input)
                .skip_protoc_run()
                .file_descriptor_set_path("Cargo.toml")
                .compile_protos(&["a.proto"], &["."]),
        ),
        failed(
            config(input)
                .protoc_executable(&input.protoc)
                .compile_protos(&["no such file"], &["."]),
        ),
        failed(Config::new().compile_fds(input.set.clone())),
        failed(prost_build::compile_fds(input.set.clone())),
    ]
}

/// Names the remaining items, so that their types are checked.
#[allow(dead_code, clippy::type_complexity)]
pub fn exists() {
    let _: fn(&[PathBuf], &[String]) -> Result<()> = prost_build::compile_protos;
    let _: fn(FileDescriptorSet) -> Result<()> = prost_build::compile_fds;
    let _: fn(String) -> Result<()> = tonic_prost_build::compile_protos;
    let _: fn(tonic_prost_build::FileDescriptorSet) -> Result<()> = tonic_prost_build::compile_fds;
    let _: fn(Builder, &[String], &[String]) -> Result<()> = Builder::compile_protos::<String>;
    let _: fn(&mut Config, Vec<(Module, FileDescriptorProto)>) -> Result<HashMap<Module, String>> =
        Config::generate;
    let _: tonic_prost_build::Config = Config::new();
    let mut attributes = tonic_prost_build::TonicAttributes::default();
    attributes.push_mod("a", "#[a]");
    fn service<
        S: tonic_prost_build::TonicService<Method = M>,
        M: tonic_prost_build::TonicMethod,
    >() {
    }
    service::<tonic_prost_build::manual::Service, tonic_prost_build::manual::Method>();
    let method = tonic_prost_build::manual::Method::builder().name("say").route_name("Say").build();
    let service = tonic_prost_build::manual::Service::builder()
        .name("Greeter")
        .package("a")
        .method(method)
        .build();
    tonic_prost_build::manual::Builder::new().build_client(true).compile(&[service]);
    fn debug(_: impl std::fmt::Debug + Clone) {}
    debug(tonic_prost_build::configure());
}
