//! The compiled crates. There is one crate of messages. Each subject has three crates of stubs and
//! a program.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::SystemTime;

use prost::Message as _;
use prost_types::FileDescriptorSet;

use super::program;
use crate::compile::schema::Schema;
use crate::measure::{self, Cost};

/// The subjects. Ratios are relative to the first.
pub const SUBJECTS: [&str; 2] = ["tonic", "ours"];

/// The measured packages, in this order. `both` has the stubs of clients and servers, and the
/// program uses them.
pub const PARTS: [&str; 4] = ["client", "server", "both", "program"];

/// The packages whose check is measured: the default client stubs of both generators, and ours with
/// other items.
pub const CHECKED: [(&str, &str); 4] = [
    ("tonic-client", ""),
    ("ours-client", ""),
    ("ours-trait", "client_trait=true"),
    ("ours-mock", "client_trait=true,mock=true"),
];

/// A Cargo workspace with all crates.
pub struct Project(PathBuf);

impl Project {
    /// Generates all code, and compiles its dependencies.
    pub fn create(root: &Path, schema: &Schema) -> Result<Self, String> {
        let runtime = Path::new(env!("CARGO_MANIFEST_DIR")).join("../runtime");
        let common = format!(
            "prost = {{ version = '0.14', default-features = false }}\nrust-grpc = {{ path = \
             {runtime:?}, features = ['testing'] }}\n"
        );
        let set = FileDescriptorSet::decode(&schema.descriptor_set[..])
            .map_err(|error| error.to_string())?;
        let messages = root.join("messages");
        ours(&messages, "client=false,server=false", schema)?;
        package(&messages, "messages", &common)?;
        let stubs = format!(
            "{common}messages = {{ path = '../messages' }}\nprost-types = '0.14'\ntonic = '0.14'\n\
             tonic-prost = '0.14'\n\
             tokio = {{ version = '1', features = ['rt', 'macros'] }}\n"
        );
        let mut members = vec![String::from("messages")];
        for subject in SUBJECTS {
            for part in ["deps", "client", "server", "both"] {
                let (name, folder) =
                    (format!("{subject}-{part}"), root.join(format!("{subject}-{part}")));
                let (client, server) = (part != "server", part != "client");
                match (subject, part) {
                    (_, "deps") => write(
                        &folder.join("src/lib.rs"),
                        "pub use {messages, tonic, tonic_prost, tokio};\n",
                    )?,
                    ("ours", _) => ours(
                        &folder,
                        &format!(
                            "client={client},server={server},extern_path=.google=::messages::google"
                        ),
                        schema,
                    )?,
                    _ => tonics(&folder, client, server, set.clone())?,
                }
                package(&folder, &name, &stubs)?;
                members.push(name);
            }
            let (name, folder) =
                (format!("{subject}-program"), root.join(format!("{subject}-program")));
            write(&folder.join("src/main.rs"), &program::of(&set))?;
            package(
                &folder,
                &name,
                &format!(
                    "{stubs}stubs = {{ path = '../{subject}-both', package = '{subject}-both' }}\n"
                ),
            )?;
            members.push(name);
        }
        for (name, options) in CHECKED.into_iter().filter(|(_, options)| !options.is_empty()) {
            let folder = root.join(name);
            let options = format!("server=false,{options},extern_path=.google=::messages::google");
            ours(&folder, &options, schema)?;
            package(&folder, name, &stubs)?;
            members.push(name.to_owned());
        }
        write(
            &root.join("Cargo.toml"),
            &format!("[workspace]\nmembers = {members:?}\nresolver = \"3\"\n"),
        )?;
        fs::copy(concat!(env!("CARGO_MANIFEST_DIR"), "/../Cargo.lock"), root.join("Cargo.lock"))
            .map_err(|error| error.to_string())?;
        let project = Project(root.to_owned());
        Ok(project)
    }

    /// Compiles the dependencies of all packages.
    pub fn dependencies(&self, build: &[&str]) -> Result<(), String> {
        self.cargo(build, "ours-deps").map(drop)
    }

    /// Compiles a package whose file has just changed. `build` has the arguments of Cargo.
    pub fn rebuild(&self, build: &[&str], name: &str) -> Result<Cost, String> {
        let file = if name.ends_with("program") { "src/main.rs" } else { "src/lib.rs" };
        let file = fs::File::options().append(true).open(self.0.join(name).join(file));
        file.and_then(|file| file.set_modified(SystemTime::now()))
            .map_err(|error| error.to_string())?;
        self.cargo(build, name)
    }

    fn cargo(&self, build: &[&str], package: &str) -> Result<Cost, String> {
        let mut command = Command::new("cargo");
        command.args(build).args(["-p", package]).current_dir(&self.0).stderr(Stdio::null());
        command.env("CARGO_TARGET_DIR", self.0.join("target")).env("CARGO_INCREMENTAL", "0");
        measure::run(&mut command)
    }
}

fn ours(folder: &Path, options: &str, schema: &Schema) -> Result<(), String> {
    let out = folder.join("src");
    fs::create_dir_all(&out).map_err(|error| error.to_string())?;
    let mut config = rust_grpc_build::Config::new();
    config.opt(options).opt("mod_file=mod.rs").out_dir(&out);
    config.compile_descriptor_set(&schema.descriptor_set).map_err(|error| error.to_string())?;
    write(&out.join("lib.rs"), LIBRARY)
}

fn tonics(folder: &Path, client: bool, server: bool, set: FileDescriptorSet) -> Result<(), String> {
    let out = folder.join("src");
    fs::create_dir_all(&out).map_err(|error| error.to_string())?;
    let builder = tonic_prost_build::configure()
        .build_client(client)
        .build_server(server)
        .extern_path(".google", "::messages::google");
    builder
        .out_dir(&out)
        .include_file("mod.rs")
        .compile_fds(set)
        .map_err(|error| error.to_string())?;
    write(&out.join("lib.rs"), LIBRARY)
}

const LIBRARY: &str =
    "#[allow(warnings)]\nmod generated {\n    include!(\"mod.rs\");\n}\npub use generated::*;\n";

fn package(folder: &Path, name: &str, dependencies: &str) -> Result<(), String> {
    let manifest = format!(
        "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n\
         {dependencies}"
    );
    write(&folder.join("Cargo.toml"), &manifest)
}

fn write(path: &Path, text: &str) -> Result<(), String> {
    let folder = path.parent().expect("it is in a folder");
    fs::create_dir_all(folder)
        .and_then(|()| fs::write(path, text))
        .map_err(|error| format!("{}: {error}", path.display()))
}
