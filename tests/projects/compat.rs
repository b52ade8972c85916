//! Projects that switch from prost-build and tonic-prost-build to our packages. Only their
//! Cargo.toml changes.

use std::time::{Duration, SystemTime};

use crate::cargo;
use crate::sandbox::{Done, Sandbox, vendored_protoc};

const COMPAT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../compat");
const RUNTIME: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../runtime");

/// The dependencies of users of prost and tonic.
const TONIC: &str = "prost = \"0.14\"\ntonic = \"0.14\"\ntonic-prost = \"0.14\"\n";

/// Returns a library with a build script. Only `build_dependencies` differs from a project that
/// uses upstream's packages.
fn project(
    name: &str,
    dependencies: &str,
    build_dependencies: &str,
    script: &str,
    library: &str,
) -> Sandbox {
    let manifest = format!(
        "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2021\"\n[dependencies]\n\
         {dependencies}\n[build-dependencies]\n{build_dependencies}\n[workspace]\n"
    );
    let script = format!(
        "fn main() -> Result<(), Box<dyn std::error::Error>> {{\n    {script}\n    Ok(())\n}}\n"
    );
    // The result does not depend on the protoc of the machine.
    let protoc = format!("[env]\nPROTOC = {:?}\n", vendored_protoc());
    Sandbox::new(&[
        ("Cargo.toml", &manifest),
        (".cargo/config.toml", &protoc),
        ("build.rs", &script),
        ("src/lib.rs", library),
        (
            "proto/a.proto",
            "syntax = 'proto3'; package a; import 'sub/b.proto'; message A { b.B b = 1; \
             map<string, bytes> m = 2; }",
        ),
        ("proto/sub/b.proto", "syntax = 'proto3'; package b; message B { string name = 1; }"),
        (
            "proto/c.proto",
            "syntax = 'proto3'; package c; import 'google/protobuf/wrappers.proto'; message C { \
             optional int32 n = 1; }\
             service S { rpc Get(C) returns (google.protobuf.Int32Value); rpc Watch(C) returns \
             (stream C); }",
        ),
    ])
}

/// Returns a build-dependency on our package, under the name that users know.
fn renamed(name: &str, more: &str) -> String {
    format!("{name} = {{ package = \"rust-grpc-{name}\", path = \"{COMPAT}/{name}\"{more} }}\n")
}

#[track_caller]
fn pass(sandbox: &Sandbox, arguments: &[&str]) -> Done {
    let done = cargo(sandbox, ".", arguments);
    assert_eq!(done.code, 0, "{}\n{}", done.stdout, done.stderr);
    done
}

#[test]
fn a_build_script_of_prost_build_needs_no_edit() {
    let sandbox = project(
        "switched-1",
        "prost = \"0.14\"",
        &renamed("prost-build", ""),
        "prost_build::Config::new()
        .btree_map([\".\"])
        .include_file(\"all.rs\")
        .compile_protos(&[\"proto/a.proto\"], &[\"proto\", \"nowhere\"])?;",
        "include!(concat!(env!(\"OUT_DIR\"), \"/all.rs\"));

#[test]
fn it_is_prost() {
    use prost::Message;
    let a = a::A { b: Some(b::B { name: \"x\".into() }), m: std::collections::BTreeMap::new() };
    assert_eq!(a.encode_to_vec(), [10, 3, 10, 1, b'x']);
}
",
    );
    let done = pass(&sandbox, &["test"]);
    assert!(!done.stderr.contains("warning"), "{}", done.stderr);
}

/// The second call replaces the file, as with prost-build. Our package prints a warning.
#[test]
fn items_that_a_second_call_drops_are_a_warning() {
    let script = "for proto in [\"proto/sub/b.proto\", \"proto/sub/b2.proto\"] { \
                  prost_build::compile_protos(&[proto], &[\"proto\"])?; }";
    let library =
        "pub mod b {\n    include!(concat!(env!(\"OUT_DIR\"), \"/b.rs\"));\n}\npub use b::B2;\n";
    let sandbox =
        project("switched-6", "prost = \"0.14\"", &renamed("prost-build", ""), script, library);
    sandbox.put("proto/sub/b2.proto", "syntax = 'proto3'; package b; message B2 {}");
    let done = pass(&sandbox, &["check"]);
    let warning =
        "this call drops `B` from `b.rs`, which an earlier call in this build script has written";
    assert!(done.stderr.contains(warning), "{}", done.stderr);
}

/// A service over the stubs of either codec.
const STUBS: &str = "use tonic::{Request, Response, Status};

pub mod c {
    tonic::include_proto!(\"c\");
}

struct Implemented;

#[tonic::async_trait]
impl c::s_server::S for Implemented {
    type WatchStream = tonic::codegen::BoxStream<c::C>;

    async fn get(&self, request: Request<c::C>) -> Result<Response<i32>, Status> {
        Ok(tonic::Response::new(request.get_ref().n()))
    }

    async fn watch(&self, _: Request<c::C>) -> Result<Response<Self::WatchStream>, Status> {
        Err(tonic::Status::unimplemented(\"\"))
    }
}

#[test]
fn they_are_tonics() {
    let _ = c::s_server::SServer::new(Implemented);
    assert_eq!(c::s_server::SERVICE_NAME, \"c.S\");
}
";

#[test]
fn a_build_script_of_tonic_prost_build_needs_no_edit() {
    let script = "tonic_prost_build::configure().emit_package(false)\
                  .compile_protos(&[\"proto/c.proto\"], &[\"proto\"])?;";
    let sandbox = project("switched-2", TONIC, &renamed("tonic-prost-build", ""), script, STUBS);
    sandbox.put("README.md", "Nothing that is built.");
    let done = pass(&sandbox, &["test"]);
    assert!(done.stderr.contains("`emit_package(false)` has no effect"), "{}", done.stderr);
    // Cargo knows the files that were read.
    let runs = |changed: &str| {
        let file = std::fs::File::options().append(true).open(sandbox.path(changed)).unwrap();
        file.set_modified(SystemTime::now() + Duration::from_secs(5)).unwrap();
        pass(&sandbox, &["check"]).stderr.contains("ing switched-2 ")
    };
    pass(&sandbox, &["check"]);
    assert!(!runs("README.md"));
    assert!(runs("proto/c.proto"));
}

#[test]
fn our_codec_is_a_feature_away() {
    let dependencies =
        format!("{TONIC}rust-grpc = {{ path = \"{RUNTIME}\", features = [\"transport\"] }}");
    let script = "tonic_prost_build::compile_protos(\"proto/c.proto\")?;";
    let library = format!(
        "{STUBS}\n#[test]\nfn it_is_ours() {{\n    \
         assert!(include_str!(concat!(env!(\"OUT_DIR\"), \"/c.rs\")).contains(\"rust_grpc\"));\n\
         }}\n"
    );
    let more = ", features = [\"inline\"]";
    let sandbox =
        project("switched-3", &dependencies, &renamed("tonic-prost-build", more), script, &library);
    pass(&sandbox, &["test"]);
}

#[test]
fn prost_build_can_have_our_stubs() {
    let build_dependencies = format!(
        "prost-build = \"0.14\"\nprotoc-bin-vendored = \"3.3\"\nrust-grpc-service-generator = {{ \
         path = \"{COMPAT}/service-generator\" }}\n"
    );
    let script = "let mut config = prost_build::Config::new();
    config.service_generator(Box::new(rust_grpc_service_generator::Stubs::new()));
    config.protoc_executable(protoc_bin_vendored::protoc_bin_path()?);
    config.compile_protos(&[\"proto/c.proto\"], &[\"proto\"])?;";
    let sandbox = project("switched-4", TONIC, &build_dependencies, script, STUBS);
    pass(&sandbox, &["test"]);
}

#[test]
fn a_whole_tree_can_be_patched() {
    let sandbox = project(
        "switched-5",
        "switched-messages = { path = \"messages\" }",
        "",
        "",
        "pub use switched_messages::c::s_client::SClient;",
    );
    let manifest = sandbox.read("Cargo.toml");
    let patch = format!(
        "[patch.crates-io]\nprost-build.path = \"{COMPAT}/patch/prost-build\"\n\
         tonic-prost-build.path = \"{COMPAT}/patch/tonic-prost-build\"\n"
    );
    sandbox.put("Cargo.toml", manifest + &patch);
    // This package does not name our packages.
    sandbox.put(
        "messages/Cargo.toml",
        format!(
            "[package]\nname = \"switched-messages\"\nversion = \"0.0.0\"\nedition = \
                 \"2021\"\n[dependencies]\n{TONIC}[build-dependencies]\nprost-build = \"0.14\"\n\
                 tonic-prost-build = \"0.14\"\n"
        ),
    );
    sandbox.put(
        "messages/build.rs",
        "fn main() {
    let mut config = prost_build::Config::new();
    config.enable_type_names();
    tonic_prost_build::configure().compile_with_config(config, &[\"../proto/c.proto\"], \
                                                                   &[\"../proto\"]).unwrap();
}
",
    );
    sandbox.put("messages/src/lib.rs", "pub mod c {\n    tonic::include_proto!(\"c\");\n}\n");
    pass(&sandbox, &["check"]);
}
