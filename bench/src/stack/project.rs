//! The program that runs one operation on a stack of a given size, with the code of both codecs.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{env, fs};

use super::schema::{LEVELS, SHAPES};

/// The compared codecs: ours, and prost's derived code.
pub const CODECS: [&str; 2] = ["inline", "prost"];

/// A way to build the program.
pub struct Profile {
    /// The title of the profile in the published table.
    pub title: &'static str,
    /// The name of the profile in Cargo.
    name: &'static str,
    /// The folder below `target` with the program.
    folder: &'static str,
}

/// All profiles.
pub const PROFILES: [Profile; 3] = [
    Profile { title: "debug, with debug information", name: "dev", folder: "debug" },
    Profile { title: "debug, without debug information", name: "plain", folder: "plain" },
    Profile { title: "release", name: "release", folder: "release" },
];

/// A Cargo workspace of one package.
pub struct Project(PathBuf);

impl Project {
    /// Generates the code for these codecs, in a project of its own below `target/bench`.
    pub fn create(name: &str, codecs: &[&str]) -> Result<Self, String> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/bench").join(name);
        let runtime = Path::new(env!("CARGO_MANIFEST_DIR")).join("../runtime");
        // The derive macro takes as long to build as everything else.
        let features = if codecs.contains(&"prost") { "\"derive\", \"std\"" } else { "\"std\"" };
        let manifest = format!(
            "[workspace]\n\n[package]\nname = \"stack\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\
             \n[dependencies]\n\
             prost = {{ version = \"0.14\", default-features = false, features = [{features}] }}\n\
             rust-grpc = {{ path = {runtime:?} }}\n\n\
             [profile.dev]\ndebug = true\n\n[profile.plain]\ninherits = \"dev\"\ndebug = false\n"
        );
        write(&root.join("Cargo.toml"), &manifest)?;
        // The locked versions of this workspace.
        write(&root.join("Cargo.lock"), include_str!("../../../Cargo.lock"))?;
        write(&root.join("src/main.rs"), include_str!("../../stack/main.rs"))?;
        write(&root.join("src/shapes.rs"), &shapes(codecs))?;
        for shape in &SHAPES {
            write(&root.join(format!("proto/{}.proto", shape.name)), &shape.proto())?;
        }
        let protos: Vec<PathBuf> =
            SHAPES.iter().map(|shape| root.join(format!("proto/{}.proto", shape.name))).collect();
        for codec in codecs {
            let out = root.join("src/shapes").join(codec);
            fs::create_dir_all(&out).map_err(|error| error.to_string())?;
            let mut config = rust_grpc_build::Config::new();
            config.opt(format!("codec={codec},mod_file=mod.rs")).out_dir(&out);
            config.compile(&protos, &[root.join("proto")]).map_err(|error| error.to_string())?;
        }
        Ok(Project(root))
    }

    /// Builds the program, and returns its path.
    pub fn build(&self, profile: &Profile) -> Result<PathBuf, String> {
        let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        cargo.args(["build", "--quiet", "--profile", profile.name]).current_dir(&self.0);
        cargo.env("CARGO_TARGET_DIR", self.0.join("target")).env("CARGO_INCREMENTAL", "0");
        // Variables that are set for this benchmark would also change the build of the program.
        cargo.env_remove("CARGO_PROFILE_DEV_DEBUG").env_remove("RUSTFLAGS");
        let output = cargo
            .stdout(Stdio::null())
            .output()
            .map_err(|error| format!("cannot run {cargo:?}: {error}"))?;
        if !output.status.success() {
            return Err(format!(
                "{cargo:?} ended with {}:\n{}",
                output.status,
                String::from_utf8_lossy(&output.stderr)
            ));
        }
        Ok(self.0.join("target").join(profile.folder).join("stack"))
    }
}

/// Returns the text of the module that mounts the generated code and finds a message by shape and
/// codec.
fn shapes(codecs: &[&str]) -> String {
    let mut text = String::new();
    for codec in codecs {
        text.push_str(&format!(
            "#[allow(warnings)]\n#[path = \"shapes/{codec}/mod.rs\"]\nmod {codec}_codec;\n"
        ));
    }
    text.push_str(
        "\npub fn run(shape: &str, codec: &str, operation: &str, size: usize) {\n    \
                   match (shape, codec) {\n",
    );
    for shape in &SHAPES {
        let (name, keys, times) = (shape.name, shape.keys, LEVELS / shape.keys.len());
        for codec in codecs {
            text.push_str(&format!(
                "        ({name:?}, {codec:?}) => \
                 crate::measure::<{codec}_codec::{name}::Deep>(operation, size, \
                 crate::nested(&{keys:?}, {times})),\n"
            ));
        }
    }
    text + "        _ => panic!(\"no such message: {shape}, {codec}\"),\n    }\n}\n"
}

/// Writes a file unless it has this text, so that Cargo compiles nothing twice.
fn write(path: &Path, text: &str) -> Result<(), String> {
    if fs::read_to_string(path).is_ok_and(|before| before == text) {
        return Ok(());
    }
    let folder = path.parent().ok_or("a file is in a folder")?;
    fs::create_dir_all(folder)
        .and_then(|()| fs::write(path, text))
        .map_err(|error| format!("{}: {error}", path.display()))
}
