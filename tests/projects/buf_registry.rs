//! The files in `buf/plugins`, which buf's registry builds the plugin from.

mod crates;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::checkout;
use crate::sandbox::{Done, Sandbox, peer};

const CONFIG: &str = "buf.plugin.yaml";

/// Returns the folder for the current version, as `PLUGIN/vVERSION`.
fn folder() -> PathBuf {
    let version = Sandbox::new(&[]).run(&["--version"]).stdout;
    let version = version.split_whitespace().nth(1).unwrap();
    Path::new(checkout()).join("buf/plugins/community/rust-grpc").join(format!("v{version}"))
}

fn yaml(path: &Path) -> Value {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{path:?}: {error}"));
    serde_saphyr::from_str(&text).unwrap()
}

/// Runs buf without a network: `generate` needs none, and `push` stops where it needs Docker.
fn buf(sandbox: &Sandbox, arguments: &[&str]) -> Done {
    let mut buf = sandbox.command(peer("buf", "buf/node_modules/@bufbuild/buf/bin/buf"));
    buf.args(arguments)
        .env("BUF_BETA_SUPPRESS_WARNINGS", "1")
        .env("DOCKER_HOST", "unix:///nowhere")
        .env("HOME", sandbox.path("home"))
        .env("PATH", std::env::var_os("PATH").unwrap_or_default());
    sandbox.done(buf.output().unwrap())
}

/// The tests of bufbuild/plugins check most of this.
#[test]
fn the_files_agree_with_each_other_and_with_the_release() {
    let folder = folder();
    let config = yaml(&folder.join(CONFIG));
    let version = folder.file_name().unwrap().to_str().unwrap();
    assert_eq!(config["plugin_version"], version);
    let number = &version[1..];
    let name = config["name"].as_str().unwrap();
    assert!(name.starts_with("buf.build/") && !name.contains('_'), "{name}");
    assert!(folder.join(".dockerignore").is_file());
    let manifest = fs::read_to_string(Path::new(checkout()).join("Cargo.toml")).unwrap();
    let licence = config["spdx_license_id"].as_str().unwrap();
    assert!(manifest.contains(&format!("license = \"{licence} OR MIT\"")), "{licence}");
    for key in ["license_url", "integration_guide_url"] {
        let url = config[key].as_str().unwrap();
        assert!(url.contains(&format!("rust-grpc-build/{number}")), "{url}");
    }
    let cargo = &config["registry"]["cargo"];
    let minimum = cargo["rust_version"].as_str().unwrap();
    assert!(manifest.contains(&format!("rust-version = \"{minimum}\"")), "{minimum}");
    assert_eq!(cargo["deps"].as_array().unwrap().len(), 1);
    assert_eq!(cargo["deps"][0]["req"], number);
    // buf keeps the options as a map from keys to values.
    let options = config["registry"]["opts"].as_array().unwrap();
    let keys: BTreeMap<_, _> =
        options.iter().map(|it| it.as_str().unwrap().split_once('=').unwrap()).collect();
    assert_eq!(keys.len(), options.len());
    let dockerfile = fs::read_to_string(folder.join("Dockerfile")).unwrap();
    let source = yaml(&folder.with_file_name("source.yaml"));
    let name = source["source"]["crates"]["crate_name"].as_str().unwrap();
    let install = format!("cargo install {name} --version {number} --locked ");
    assert!(dockerfile.contains(&install), "{dockerfile}");
}

#[test]
#[ignore = "needs buf: scripts/fetch buf"]
fn buf_accepts_the_configuration() {
    let text = fs::read_to_string(folder().join(CONFIG)).unwrap();
    let sandbox = Sandbox::new(&[("plugin/buf.plugin.yaml", &text)]);
    let push = || {
        let arguments = ["beta", "registry", "plugin", "push", "plugin", "--image", "none"];
        let safe = ["--visibility", "private", "--override-remote", "localhost"];
        buf(&sandbox, &[&arguments[..], &safe[..]].concat()).stderr
    };
    // Docker comes after the configuration.
    let said = push();
    assert!(said.contains("failed to connect to the docker API at unix:///nowhere"), "{said}");
    sandbox.put("plugin/buf.plugin.yaml", text.replace("default_features", "default-features"));
    let said = push();
    assert!(said.contains("field default-features not found"), "{said}");
}
