//! A workspace of generated crates, in the target folder.

use std::fs::Permissions;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;
use std::{env, fs};

use crate::{Files, workspace};

/// A workspace of generated crates.
#[derive(Debug)]
pub struct Scratch {
    folder: PathBuf,
    target: PathBuf,
}

impl Scratch {
    /// Creates an empty workspace in `CARGO_TARGET_TMPDIR`. A crate that both the new workspace and
    /// ours depend on is compiled once.
    ///
    /// # Panics
    /// Panics if the target folder cannot be written.
    pub fn new(tmp: &str, name: &str) -> Self {
        let folder = Path::new(tmp).join(name);
        if folder.exists() {
            fs::remove_dir_all(&folder).expect("the target folder can be written");
        }
        let target =
            Path::new(tmp).parent().expect("it is a folder of the target folder").to_owned();
        let scratch = Self { folder, target };
        let root = workspace();
        let manifest = format!(
            "[workspace]\nmembers = [\"crates/*\"]\nresolver = \"3\"\n\n[workspace.dependencies]\n\
             corpora-json = {{ path = {:?} }}\ncorpora-wire = {{ path = {:?} }}\n\
             pbjson = \"0.9\"\npbjson-types = \"0.9\"\nprost = \"0.14\"\nprost-types = \"0.14\"\n\
             serde = \"1\"\n\
             rust-grpc = {{ path = {:?}, features = [\"transport\"] }}\ntonic = \"0.14\"\n\
             tonic-prost = \"0.14\"\n",
            root.join("corpora/json"),
            root.join("corpora/wire"),
            root.join("runtime")
        );
        scratch.write("Cargo.toml", &manifest);
        // The versions of our workspace. Cargo drops those that are not needed.
        fs::copy(root.join("Cargo.lock"), scratch.folder.join("Cargo.lock"))
            .expect("the workspace has a lock file");
        scratch
    }

    /// Gives the workspace a target folder that the others do not use. Its builds do not wait for
    /// theirs.
    #[must_use]
    pub fn apart(mut self, name: &str) -> Self {
        self.target.push(name);
        self
    }

    /// Writes a file, and returns its path.
    ///
    /// # Panics
    /// Panics if the target folder cannot be written.
    pub fn write(&self, path: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.folder.join(path);
        fs::create_dir_all(path.parent().expect("it is in a folder"))
            .expect("the target folder can be written");
        fs::write(&path, text).expect("the target folder can be written");
        path
    }

    /// Writes the manifest of a crate, with these dependencies of the workspace, and its source.
    pub fn write_crate(
        &self,
        name: &str,
        edition: &str,
        dependencies: &[&str],
        file: &str,
        source: &str,
    ) {
        let dependencies: String = dependencies
            .iter()
            .map(|dependency| format!("{dependency}.workspace = true\n"))
            .collect();
        let manifest = format!(
            "[package]\nname = \"{name}\"\nedition = \"{edition}\"\n\n[dependencies]\n\
             {dependencies}"
        );
        self.write(&format!("crates/{name}/Cargo.toml"), &manifest);
        self.write(&format!("crates/{name}/src/{file}"), source);
    }

    /// Writes generated files into a folder, and returns the path of the module tree that mounts
    /// them. Writes one if they have none.
    pub fn write_files(&self, folder: &str, files: &Files) -> PathBuf {
        for (name, text) in files {
            self.write(&format!("{folder}/{name}"), text);
        }
        match files.contains_key("mod.rs") {
            true => self.folder.join(folder).join("mod.rs"),
            false => self.write(&format!("{folder}/mod.rs"), module_tree(files.keys())),
        }
    }

    /// Runs Cargo, and returns the time in seconds and the output.
    ///
    /// # Panics
    /// Panics with the first lines of the output if Cargo fails.
    pub fn cargo(&self, arguments: &[&str]) -> (f64, String) {
        let started = Instant::now();
        let printed = run(self.command(arguments).env("RUSTDOCFLAGS", "-Dwarnings"));
        (started.elapsed().as_secs_f64(), printed)
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        let split =
            arguments.iter().position(|argument| *argument == "--").unwrap_or(arguments.len());
        cargo
            .args(&arguments[..split])
            .arg("--target-dir")
            .arg(&self.target)
            .args(&arguments[split..]);
        // These builds are neither debugged nor repeated.
        cargo
            .env("CARGO_INCREMENTAL", "0")
            .env("CARGO_PROFILE_DEV_DEBUG", "0")
            .current_dir(&self.folder);
        cargo
    }

    /// Runs a program of a crate that was built, and returns its output.
    ///
    /// # Panics
    /// Panics if the program fails.
    pub fn run(&self, program: &str) -> String {
        run(&mut Command::new(self.target.join("debug").join(program)))
    }

    /// Returns rustdoc's JSON for the library of a crate.
    ///
    /// # Panics
    /// Panics if rustdoc fails.
    pub fn rustdoc_json(&self, name: &str) -> serde_json::Value {
        // The stable rustdoc is used, so that no crate has to be compiled again for another
        // toolchain.
        let rustdoc = self.write("rustdoc", "#!/bin/sh\nRUSTC_BOOTSTRAP=1 exec rustdoc \"$@\"\n");
        fs::set_permissions(&rustdoc, Permissions::from_mode(0o755)).expect("it is ours");
        let mut cargo = self.command(&[
            "rustdoc",
            "--package",
            name,
            "--lib",
            "--",
            "-Zunstable-options",
            "--output-format=json",
        ]);
        // rustdoc's lints do not matter here.
        run(cargo.env("RUSTDOC", rustdoc).env("RUSTDOCFLAGS", "-Arustdoc::all"));
        let file = self.target.join("doc").join(name.replace('-', "_") + ".json");
        let text = fs::read_to_string(file).expect("rustdoc wrote it");
        serde_json::from_str(&text).expect("rustdoc writes JSON")
    }
}

/// Runs a command, and returns its output.
///
/// # Panics
/// Panics with the first lines of the output if the command fails.
pub fn run(command: &mut Command) -> String {
    let output = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let text = String::from_utf8_lossy(&output.stdout).into_owned()
        + &String::from_utf8_lossy(&output.stderr);
    if !output.status.success() {
        let problems = text.matches("\nerror").count();
        let from = text.find("\nerror").unwrap_or(0);
        let beginning: String = text[from..].chars().take(6000).collect();
        panic!(
            "{command:?}: {}, {problems} errors, of which the first:\n{beginning}",
            output.status
        );
    }
    text
}

/// Returns the module tree of files that are named for packages.
fn module_tree<'a>(names: impl Iterator<Item = &'a String>) -> String {
    #[derive(Default)]
    struct Module<'a> {
        file: Option<&'a str>,
        modules: std::collections::BTreeMap<&'a str, Module<'a>>,
    }
    fn print(module: &Module<'_>, text: &mut String) {
        if let Some(file) = module.file {
            text.push_str(&format!("include!({file:?});\n"));
        }
        for (name, module) in &module.modules {
            text.push_str(&format!("pub mod {name} {{\n"));
            print(module, text);
            text.push_str("}\n");
        }
    }
    let mut root = Module::default();
    for name in names {
        let stem = name.strip_suffix(".rs").expect("it is a file of Rust");
        let module = stem
            .split('.')
            .filter(|part| *part != "_")
            .fold(&mut root, |module, part| module.modules.entry(part).or_default());
        module.file = Some(name);
    }
    let mut text = String::new();
    print(&root, &mut text);
    text
}
