//! Stubs that speak JSON, in crates that lack a feature or an option.

use crate::sandbox::{Done, Sandbox};
use crate::{cargo, checkout};

/// Checks a crate whose stubs speak JSON, with these features of the runtime. Each crate needs a
/// name of its own, because the crates share a target folder.
fn check(name: &str, runtime: &str, options: &str, arguments: &[&str]) -> Done {
    let root = checkout();
    let manifest = format!(
        "[package]\nname = \"project-grpc-json-{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\
         [dependencies]\nrust-grpc = {{ path = {:?}, features = [{runtime}] }}\n\
         [build-dependencies]\nrust-grpc-build = {{ path = {root:?} }}\n\
         [features]\njson = [\"rust-grpc/json\"]\n[workspace]\n",
        format!("{root}/runtime")
    );
    let build = format!(
        "fn main() -> Result<(), Box<dyn std::error::Error>> {{
            let mut config = rust_grpc_build::Config::new();
            config.grpc_json(true).transport(false);
            for option in {options:?}.split_whitespace() {{
                config.opt(option);
            }}
            config.compile(&[\"proto/weather.proto\"], &[\"proto\"])?;
            Ok(())
        }}\n"
    );
    let sandbox = Sandbox::new(&[
        ("Cargo.toml", &manifest),
        ("build.rs", &build),
        (
            "src/lib.rs",
            "pub mod weather { rust_grpc::include_proto!(\"weather\"); }
            #[derive(Default)] pub struct Own<T, U>(T, U);
            #[cfg(feature = \"json\")]
            pub fn json<T: rust_grpc::tonic::client::GrpcService<rust_grpc::tonic::body::Body>>(
                client: weather::weather_client::WeatherClient<T>,
            ) -> weather::weather_client::WeatherClient<T>
            where
                T::Error: Into<rust_grpc::tonic::codegen::StdError>,
                T::ResponseBody: rust_grpc::tonic::codegen::Body<
                    Data = rust_grpc::bytes::Bytes,
                    Error: Into<rust_grpc::tonic::codegen::StdError> + Send,
                > + Send + 'static,
            {
                client.send_json()
            }\n",
        ),
        (
            "proto/weather.proto",
            "syntax = 'proto3'; package weather; message Report {} service Weather {
            rpc Get(Report) returns (Report); rpc Watch(Report) returns (stream Report); }",
        ),
    ]);
    cargo(&sandbox, ".", &[&["check"], arguments].concat())
}

#[test]
fn without_the_feature_of_the_runtime_each_module_has_one_error_that_names_it() {
    let runtime = r#""text", "tonic""#;
    let done = check("client", runtime, "text=true server=false", &[]).stderr;
    assert_eq!(done.matches("error[").count(), 1, "{done}");
    assert!(done.contains("the item is gated behind the `json` feature"), "{done}");
    let done = check("both", runtime, "text=true", &[]).stderr;
    assert_eq!(done.matches("error[").count(), 2, "{done}");
    let done = check("complete", r#""json", "tonic""#, "text=true", &["--features", "json"]);
    assert_eq!(done.code, 0, "{}", done.stderr);
}

#[test]
fn stubs_speak_json_with_the_feature_of_the_crate_alone() {
    for (name, options) in [
        ("gated", "json=true json_feature=json use_arc_self=true"),
        ("gated-text", "text=true json=true json_feature=json"),
    ] {
        let runtime = if options.contains("text") { r#""text", "tonic""# } else { r#""tonic""# };
        for arguments in [&[][..], &["--features", "json"]] {
            let done = check(name, runtime, options, arguments);
            assert_eq!(done.code, 0, "{arguments:?}: {}", done.stderr);
            assert!(!done.stderr.contains("warning"), "{arguments:?}: {}", done.stderr);
        }
    }
}

#[test]
fn a_codec_without_json_is_an_error_that_names_the_trait() {
    let options = "json=true server=false codec_path=Watch=crate::Own";
    let done = check("codec", r#""json", "tonic""#, options, &[]).stderr;
    assert!(done.contains("has no JSON form"), "{done}");
    assert!(done.contains("implements `rust_grpc::codec::JsonCodec`"), "{done}");
}
