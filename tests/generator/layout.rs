//! The files of a generated crate, and their folders. In `tests/protocol/buf.rs`, buf writes a
//! crate.

use std::fs;
use std::path::Path;

use rust_grpc_build::{Options, Request, generate};

use crate::protoc;

fn files(parameter: &str) -> Vec<(String, String)> {
    let options: Options = parameter.parse().unwrap();
    let (set, listed) =
        protoc::compile(&Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/crate/proto"), &[]);
    let request = Request::from_descriptor_set("fixtures", &set, Some(&listed)).unwrap();
    let output = generate(&request, &options).unwrap_or_else(|found| panic!("{found}"));
    output.files.into_iter().map(|file| (file.name, file.content)).collect()
}

fn names(parameter: &str) -> Vec<String> {
    files(parameter).into_iter().map(|(name, _)| name).collect()
}

#[test]
fn a_crate_has_a_feature_for_each_package() {
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/crate");
    let parameter = "gen_crate,crate_name=acme-protos,client_feature=client";
    for (name, content) in files(parameter)
        .into_iter()
        .filter(|(name, _)| matches!(name.as_str(), "Cargo.toml" | "src/lib.rs"))
    {
        // Cargo would take a folder with a Cargo.toml for a package.
        let path = golden.join(name.replace("src/", "") + ".golden");
        if std::env::var_os("BLESS").is_some() {
            fs::write(&path, &content).unwrap();
        }
        assert_eq!(
            content,
            fs::read_to_string(&path).unwrap_or_default(),
            "{name}: BLESS=1 cargo test --test generator"
        );
    }
}

#[test]
fn a_crate_has_the_features_of_field_tables() {
    let lines = |parameter: &str| {
        let files = files(&format!("gen_crate,no_features,{parameter}"));
        let (_, manifest) = files.into_iter().find(|(name, _)| name == "Cargo.toml").unwrap();
        let lines = manifest.lines().skip_while(|line| *line != "[dependencies]").skip(1);
        lines.filter(|line| !line.is_empty()).map(str::to_owned).collect::<Vec<_>>()
    };
    let runtime =
        |features: &str| format!("rust-grpc = {{ version = \"0.1\", features = [{features}] }}");
    for (parameter, features, own) in [
        ("", r#""transport""#, None),
        ("json", r#""json", "transport""#, None),
        (
            "json=.acme.weather,text=.acme.place,reflect=.acme.place",
            r#""json", "text", "reflect", "transport""#,
            None,
        ),
        ("json,json_feature=json", r#""transport""#, Some(r#""json" = ["rust-grpc/json"]"#)),
        (
            "json,json_feature=.acme.place=serde",
            r#""json", "transport""#,
            Some(r#""serde" = ["rust-grpc/json"]"#),
        ),
        (
            // The table for text format refers to a type that only serde's traits write.
            "text,extern_path=.acme.place=::place,json_extern=.acme.place=serde",
            r#""json", "text", "transport""#,
            None,
        ),
    ] {
        let expected = [runtime(features), "[features]".to_owned()];
        let expected: Vec<String> = expected.into_iter().chain(own.map(str::to_owned)).collect();
        assert_eq!(lines(parameter), expected, "{parameter}");
    }
}

#[test]
fn files_go_where_options_say() {
    for (parameter, expected) in [
        ("", "_.rs acme.place.v1.rs acme.weather.v1.rs"),
        (
            "flat_output_dir=false",
            "_.rs acme/place/v1/acme.place.v1.rs acme/weather/v1/acme.weather.v1.rs",
        ),
        (
            "include_file=mod.rs,default_package_filename=root",
            "acme.place.v1.rs acme.weather.v1.rs mod.rs root.rs",
        ),
        (
            "gen_crate,no_features",
            "Cargo.toml src/_.rs src/acme.place.v1.rs src/acme.weather.v1.rs src/lib.rs",
        ),
    ] {
        assert_eq!(names(parameter).join(" "), expected, "{parameter}");
    }
}

#[test]
fn a_tree_can_have_some_packages_only() {
    let tree = |parameter: &str| {
        files(parameter).into_iter().find(|(name, _)| name == "mod.rs").unwrap().1
    };
    let included = |text: &str| text.lines().filter(|line| line.contains("include!")).count();
    assert_eq!(included(&tree("mod_file=mod.rs")), 3);
    assert_eq!(included(&tree("mod_file=mod.rs,only_include=.acme")), 2);
    assert_eq!(
        included(&tree("mod_file=mod.rs,only_include=.acme.place,only_include=.acme.weather.v1")),
        2
    );
}
