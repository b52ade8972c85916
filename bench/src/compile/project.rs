//! The compiled crates. Each subject has a crate of messages, and two programs that use them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::SystemTime;
use std::{fs, io};

use super::scan;
use super::schema::Schema;
use super::subject::Subject;
use crate::measure::{self, Cost};

/// The program that uses few messages uses one in this number, i.e. 5 %.
const ONE_IN: usize = 20;

/// A Cargo workspace with all crates.
pub struct Workspace {
    root: PathBuf,
    /// The number of messages that the two programs of a subject use: all, and few.
    pub used: BTreeMap<&'static str, (usize, usize)>,
}

impl Workspace {
    /// Generates all code, and compiles its dependencies.
    pub fn create(root: &Path, schema: &Schema, subjects: &[&Subject]) -> Result<Self, String> {
        let mut workspace = Workspace { root: root.to_owned(), used: BTreeMap::new() };
        let members: Vec<String> = subjects
            .iter()
            .flat_map(|subject| {
                ["", "-deps", "-all", "-few"]
                    .map(|part| format!("{:?}", package(subject.name, part)))
            })
            .collect();
        write(
            &root.join("Cargo.toml"),
            &format!("[workspace]\nmembers = [{}]\nresolver = \"3\"\n", members.join(", ")),
        )?;
        // The locked versions of this workspace, for the dependencies that both have.
        fs::copy(concat!(env!("CARGO_MANIFEST_DIR"), "/../Cargo.lock"), root.join("Cargo.lock"))
            .map_err(|error| error.to_string())?;
        for subject in subjects {
            workspace.create_crates(schema, subject)?;
        }
        for subject in subjects {
            let deps = package(subject.name, "-deps");
            workspace.cargo(&["check", "-p", &deps])?;
            workspace.cargo(&["build", "-p", &deps])?;
            workspace.cargo(&["build", "--release", "-p", &deps])?;
            workspace.cargo_incremental(&["check", "-p", &deps])?;
        }
        Ok(workspace)
    }

    fn create_crates(&mut self, schema: &Schema, subject: &Subject) -> Result<(), String> {
        let name = subject.name;
        let runtime = Path::new(env!("CARGO_MANIFEST_DIR")).join("../runtime");
        let dependencies =
            subject.dependencies.replace("{runtime}", &runtime.display().to_string());
        let library = self.folder(name, "");
        for (folder, descriptor_set) in
            [("before", &schema.descriptor_set), ("after", &schema.with_a_field)]
        {
            let out = library.join(folder);
            fs::create_dir_all(&out).map_err(|error| error.to_string())?;
            (subject.generate)(schema, descriptor_set, &out)
                .map_err(|error| format!("{name}: {error}"))?;
        }
        let lib = "#[allow(warnings)]\npub mod generated {\n    include!(\"../before/mod.rs\");\n\
                   }\npub use generated::*;\n";
        write(&library.join("src/lib.rs"), lib)?;
        write(&library.join("Cargo.toml"), &manifest(&package(name, ""), &dependencies))?;
        write(&self.folder(name, "-deps").join("src/lib.rs"), "")?;
        write(
            &self.folder(name, "-deps").join("Cargo.toml"),
            &manifest(&package(name, "-deps"), &dependencies),
        )?;

        let messages: Vec<String> =
            scan::messages(&library.join("before/mod.rs"), &schema.messages)?
                .into_values()
                .collect();
        let few: Vec<String> = messages.iter().step_by(ONE_IN).cloned().collect();
        self.used.insert(subject.name, (messages.len(), few.len()));
        let dependencies = format!(
            "{dependencies}messages = {{ path = '../{}', package = '{0}' }}\n",
            package(name, "")
        );
        for (part, messages) in [("-all", messages), ("-few", few)] {
            write(&self.folder(name, part).join("src/main.rs"), &program(subject.pass, &messages))?;
            write(
                &self.folder(name, part).join("Cargo.toml"),
                &manifest(&package(name, part), &dependencies),
            )?;
        }
        Ok(())
    }

    pub fn folder(&self, subject: &str, part: &str) -> PathBuf {
        self.root.join(package(subject, part))
    }

    /// Returns the target folder of all but incremental builds.
    pub fn target(&self) -> PathBuf {
        self.root.join("target")
    }

    /// Runs Cargo on a package whose file has just changed, without incremental compilation. CI
    /// builds so, too.
    pub fn rebuild(&self, command: &[&str], subject: &str, part: &str) -> Result<Cost, String> {
        let file = if part.is_empty() { "src/lib.rs" } else { "src/main.rs" };
        touch(&self.folder(subject, part).join(file)).map_err(|error| error.to_string())?;
        self.cargo(&[command, &["-p", &package(subject, part)]].concat())
    }

    /// Runs Cargo on the library after a field was added to a message.
    pub fn recheck_with_a_field(&self, subject: &str) -> Result<Cost, String> {
        let lib = self.folder(subject, "").join("src/lib.rs");
        let before = fs::read_to_string(&lib).map_err(|error| error.to_string())?;
        let package = package(subject, "");
        self.cargo_incremental(&["check", "-p", &package])?;
        // A generator replaces the files that changed.
        let (out, after) =
            (self.folder(subject, "").join("before"), self.folder(subject, "").join("after"));
        let original = self.folder(subject, "").join("original");
        let exchange =
            |from: &Path, to: &Path| fs::rename(from, to).map_err(|error| error.to_string());
        exchange(&out, &original)?;
        exchange(&after, &out)?;
        write(&lib, &before)?;
        let cost = self.cargo_incremental(&["check", "-p", &package]);
        exchange(&out, &after)?;
        exchange(&original, &out)?;
        write(&lib, &before)?;
        cost
    }

    fn cargo(&self, arguments: &[&str]) -> Result<Cost, String> {
        self.run("target", "0", arguments)
    }

    fn cargo_incremental(&self, arguments: &[&str]) -> Result<Cost, String> {
        self.run("incremental", "1", arguments)
    }

    fn run(&self, target: &str, incremental: &str, arguments: &[&str]) -> Result<Cost, String> {
        let mut command = Command::new("cargo");
        command.args(arguments).current_dir(&self.root).stderr(Stdio::null());
        command
            .env("CARGO_TARGET_DIR", self.root.join(target))
            .env("CARGO_INCREMENTAL", incremental);
        // Cargo passes its own variables on to this program.
        command.env_remove("CARGO_PROFILE_DEV_DEBUG");
        measure::run(&mut command)
    }
}

/// Returns the name of a package, e.g. `messages-codec-inline-all`.
pub fn package(subject: &str, part: &str) -> String {
    // The name has a prefix, because a package `buffa` would clash with its dependency `buffa`.
    format!("messages-{}{part}", subject.replace(['=', '+'], "-"))
}

fn manifest(name: &str, dependencies: &str) -> String {
    format!(
        "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n\
         {dependencies}"
    )
}

/// Returns a program that decodes and encodes messages. It calls them through a table, so that the
/// compiler does not inline everything into one huge `main`.
fn program(pass: &str, messages: &[String]) -> String {
    let passes: String =
        messages.iter().map(|path| format!("    pass::<messages::{path}>,\n")).collect();
    format!(
        "{pass}\nstatic PASSES: &[fn(&[u8]) -> usize] = &[\n{passes}];\n\nfn main() {{\n    \
         let bytes = std::env::args().nth(1).unwrap_or_default().into_bytes();\n    \
         println!(\"{{}}\", PASSES.iter().map(|pass| pass(&bytes)).sum::<usize>());\n}}\n"
    )
}

fn write(path: &Path, text: &str) -> Result<(), String> {
    let folder = path.parent().expect("it is in a folder");
    fs::create_dir_all(folder)
        .and_then(|()| fs::write(path, text))
        .map_err(|error| format!("{}: {error}", path.display()))
}

fn touch(path: &Path) -> io::Result<()> {
    fs::File::options().append(true).open(path)?.set_modified(SystemTime::now())
}
