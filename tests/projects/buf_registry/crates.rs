//! The crates that buf's registry makes of the plugin's output.
//!
//! The registry runs the plugin once for each module and plugin version. The crate of a module has
//! the name `{module owner}_{module}_{plugin owner}_{plugin}`, the dependencies of
//! `buf.plugin.yaml` and the crates of the module's own dependencies, and a `src/lib.rs` with a
//! module tree made from the names of the generated files. `extern_path` leads to the types of
//! other modules. `make_crate` does this here, because the registry's code is not public.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use super::{CONFIG, buf, folder, yaml};
use crate::sandbox::{BINARY, Sandbox};
use crate::{cargo, checkout};

const INDEX: &str = "sparse+https://buf.build/gen/cargo/";

/// Returns the module tree of generated files. The parts of their names are the modules.
fn tree(names: &[String]) -> String {
    #[derive(Default)]
    struct Module<'a> {
        file: Option<&'a str>,
        inside: BTreeMap<&'a str, Module<'a>>,
    }
    fn write(module: &Module, text: &mut String) {
        for (name, module) in &module.inside {
            writeln!(text, "pub mod {name} {{").unwrap();
            write(module, text);
            text.push_str("}\n");
        }
        if let Some(file) = module.file {
            writeln!(text, "include!(\"{file}\");").unwrap();
        }
    }
    let mut root = Module::default();
    for name in names {
        let parts = name.strip_suffix(".rs").unwrap().split('.');
        let module = parts.fold(&mut root, |it, part| it.inside.entry(part).or_default());
        module.file = Some(name);
    }
    let mut text = String::new();
    write(&root, &mut text);
    text
}

/// A module of the registry, and the modules that it depends on, each with its packages.
struct Module<'a> {
    name: &'a str,
    depends: &'a [(&'a str, &'a [&'a str])],
}

/// The version of the crates: plugin, time and commit of the module, revision of the plugin.
fn version(folder: &Path) -> String {
    let plugin = &folder.file_name().unwrap().to_str().unwrap()[1..];
    format!("{plugin}-20261101120000-0123456789ab.1")
}

/// Generates the code of a module of the owner `acme`, and puts its crate into `crates/`.
fn make_crate(sandbox: &Sandbox, folder: &Path, module: &Module) {
    let config = yaml(&folder.join(CONFIG));
    let name = |module: &str| format!("acme_{module}_community_rust-grpc");
    let into = format!("crates/{}", name(module.name));
    let mut options = config["registry"]["opts"].as_array().unwrap().clone();
    for (other, packages) in module.depends {
        let other = name(other).replace('-', "_");
        options.extend(packages.iter().map(|package| {
            format!("extern_path=.{package}=::{other}::{}", package.replace('.', "::")).into()
        }));
    }
    let template = serde_json::json!({"version": "v2", "plugins": [
        {"local": BINARY, "out": format!("{into}/src"), "strategy": "all", "opt": options},
    ]});
    buf(sandbox, &["generate", module.name, "--template", &template.to_string()]).quiet();
    let mut manifest = format!(
        "[package]\nname = \"{}\"\nversion = \"{}\"\nedition = \"2021\"\nrust-version = {}\n",
        name(module.name),
        version(folder),
        config["registry"]["cargo"]["rust_version"]
    );
    for dependency in config["registry"]["cargo"]["deps"].as_array().unwrap() {
        write!(
            manifest,
            "[dependencies.{}]\nversion = {}\ndefault-features = {}\nfeatures = {}\n",
            dependency["name"],
            dependency["req"],
            dependency["default_features"],
            dependency["features"]
        )
        .unwrap();
    }
    for (other, _) in module.depends {
        write!(
            manifest,
            "[dependencies.{}]\nversion = \"={}\"\nregistry-index = \"{INDEX}\"\n",
            name(other),
            version(folder)
        )
        .unwrap();
    }
    sandbox.put(&format!("{into}/Cargo.toml"), manifest);
    sandbox.put(&format!("{into}/.cargo-checksum.json"), r#"{"files":{}}"#);
    let tree = tree(&sandbox.list(&format!("{into}/src")));
    sandbox.put(&format!("{into}/src/lib.rs"), tree);
}

#[test]
#[ignore = "needs buf: scripts/fetch buf"]
fn a_program_uses_the_crates_of_two_modules() {
    let folder = folder();
    let sandbox = Sandbox::new(&[
        (
            "buf.yaml",
            "version: v2\nmodules:\n  - path: places\n    name: buf.build/acme/places\n  - path: \
             weather\n    name: buf.build/acme/weather\n",
        ),
        (
            "places/acme/places/v1/place.proto",
            "syntax = 'proto3'; package acme.places.v1; message Place { string name = 1; Kind \
             kind = 2; } enum Kind { KIND_UNSPECIFIED = 0; KIND_CITY = 1; }",
        ),
        (
            "places/acme/type/v1/angle.proto",
            "syntax = 'proto3'; package acme.type.v1; message Angle { double degrees = 1; }",
        ),
        (
            "weather/acme/weather/v1/weather.proto",
            "edition = '2023'; package acme.weather.v1; import 'acme/places/v1/place.proto'; \
             import 'google/protobuf/timestamp.proto'; message Report { acme.places.v1.Place \
             place = 1; google.protobuf.Timestamp at = 2; } service Weather { rpc \
             Watch(acme.places.v1.Place) returns (stream Report); }",
        ),
        (
            ".cargo/config.toml",
            &format!(
                "[registries.buf]\nindex = \"{INDEX}\"\n[source.buf]\nregistry = \"{INDEX}\"\n\
                 replace-with = \"crates\"\n[source.crates]\ndirectory = \"crates\"\n"
            ),
        ),
        (
            "program/Cargo.toml",
            &format!(
                "[package]\nname = \"project-buf-registry\"\nversion = \"0.0.0\"\nedition = \
                 \"2021\"\n[dependencies]\nacme_places_community_rust-grpc = {{ version = \
                 \"={version}\", registry = \"buf\" }}\nacme_weather_community_rust-grpc = {{ \
                 version = \"={version}\", registry = \"buf\" }}\nrust-grpc = \"0.1\"\n\
                 [patch.crates-io]\nrust-grpc = {{ path = \"{}/runtime\" }}\n[workspace]\n",
                checkout(),
                version = version(&folder),
            ),
        ),
        (
            "program/src/main.rs",
            r#"use acme_places_community_rust_grpc::acme::places::v1::{Kind, Place};
            use acme_places_community_rust_grpc::acme::r#type::v1::Angle;
            use acme_weather_community_rust_grpc::acme::weather::v1 as weather;
            fn main() {
                let place = Place { name: "Rome".into(), kind: Kind::City.into() };
                let report = weather::Report { place: Some(place), at: None };
                println!("{}", rust_grpc::json::to_json(&report).unwrap());
                println!("{:?}", Angle { degrees: 1.5 });
                let _ = weather::weather_client::WeatherClient::connect("http://localhost");
            }"#,
        ),
    ]);
    let places = Module { name: "places", depends: &[] };
    let packages: &[_] = &["acme.places.v1", "acme.type.v1"];
    let weather = Module { name: "weather", depends: &[("places", packages)] };
    for module in [places, weather] {
        make_crate(&sandbox, &folder, &module);
    }
    let crates = ["acme_places_community_rust-grpc", "acme_weather_community_rust-grpc"];
    assert_eq!(sandbox.list("crates"), crates);
    let files = crates.map(|name| sandbox.list(&format!("crates/{name}/src")));
    assert_eq!(files[0], ["acme.places.v1.rs", "acme.r#type.v1.rs", "lib.rs"]);
    assert_eq!(files[1], ["acme.weather.v1.rs", "lib.rs"]);
    let done = cargo(&sandbox, "program", &["run", "--quiet"]);
    assert_eq!(
        (done.code, done.stdout.as_str()),
        (0, "{\"place\":{\"name\":\"Rome\",\"kind\":\"KIND_CITY\"}}\nAngle { degrees: 1.5 }\n"),
        "{}",
        done.stderr
    );
}
