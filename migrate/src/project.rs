//! The package to migrate: its manifest, and the files that call generators.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use toml_edit::Item;

use crate::manifest::{self, Dependency};
use crate::packages::Packages;
use crate::report::{Level, Note};
use crate::script::Problem;

mod modules;

/// The oldest Rust that compiles our generator.
const RUST: (u64, u64) = (1, 88);
/// The release of prost and tonic whose code we generate.
const PROST: &str = "0.14";

/// A package.
#[derive(Debug)]
pub struct Project {
    /// The absolute path of its folder.
    pub folder: PathBuf,
    pub manifest: toml_edit::Document<String>,
    pub dependencies: Vec<Dependency>,
    /// The Cargo features that are on by default.
    pub features: BTreeSet<String>,
    /// build.rs and the files of tests that name a generator.
    pub scripts: Vec<ScriptFile>,
}

/// A file that may call a generator.
#[derive(Debug)]
pub struct ScriptFile {
    /// The path, relative to the folder of the package.
    pub path: String,
    pub text: String,
    pub syntax: syn::File,
    /// Whether Cargo runs the file as a build script. Otherwise it is a test.
    pub is_build_script: bool,
    /// A module in another file that names a generator.
    pub unread: Option<Problem>,
}

impl Project {
    /// Reads a package.
    ///
    /// # Errors
    /// Returns an error if the folder has no package, or if a file is not valid.
    pub fn read(folder: &Path) -> Result<Self, Note> {
        let folder = folder.canonicalize().map_err(|error| cannot_read(folder, &error))?;
        let path = folder.join("Cargo.toml");
        let text = fs::read_to_string(&path).map_err(|error| cannot_read(&path, &error))?;
        let manifest = toml_edit::Document::parse(text).map_err(|error| {
            let help = "`cargo metadata` reports the error, too";
            Note::error(error.to_string().trim_end()).at("Cargo.toml", None).help(help)
        })?;
        let package = manifest.get("package").and_then(Item::as_table_like);
        let Some(package) = package else {
            return Err(Note::error("this is the manifest of a workspace, and has no package")
                .at("Cargo.toml", None)
                .help("name the folder of a member; run the command once for each"));
        };
        let text = |key: &str| package.get(key).and_then(Item::as_str);
        let build = text("build").unwrap_or("build.rs").to_owned();
        let mut files = vec![(build, true)];
        files.extend(tests(&folder).into_iter().map(|test| (test, false)));
        let mut scripts = Vec::new();
        for (path, is_build_script) in files {
            let Ok(text) = fs::read_to_string(folder.join(&path)) else { continue };
            let names_generator = names_generator(&text);
            let syntax = match syn::parse_file(&text) {
                Ok(syntax) => syntax,
                Err(_) if !names_generator => continue,
                Err(error) => {
                    return Err(Note::error(error.to_string())
                        .at(path.as_str(), Some(error.span().start()))
                        .help("rustc reports the error, too"));
                }
            };
            let unread = modules::unread(&syntax, &folder.join(&path));
            if names_generator || unread.is_some() {
                scripts.push(ScriptFile { path, text, syntax, is_build_script, unread });
            }
        }
        let dependencies = manifest::dependencies(&manifest);
        let features = manifest::default_features(manifest.as_table());
        Ok(Self { folder, manifest, dependencies, features, scripts })
    }

    /// Returns the position of a dependency in the manifest.
    pub fn position(&self, dependency: &Dependency) -> Option<proc_macro2::LineColumn> {
        let before = self.manifest.raw().get(..dependency.offset?)?;
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or("").chars().count();
        Some(proc_macro2::LineColumn { line, column })
    }

    /// Returns the dependencies that an edit of the manifest replaces.
    pub fn replaceable(&self) -> Vec<Dependency> {
        self.dependencies
            .iter()
            .filter(|dependency| !dependency.inherited && dependency.package != "tonic-build")
            .cloned()
            .collect()
    }

    /// Returns the parts of the manifest that a person has to know or to change, and the errors
    /// that make a migration impossible.
    pub fn notes(&self, packages: &Packages) -> Vec<Note> {
        let mut notes = Vec::new();
        for dependency in &self.dependencies {
            let Dependency { key, package, version, inherited, .. } = dependency;
            let at = self.position(dependency);
            if *inherited && package != "tonic-build" {
                let source = packages.source(&format!("rust-grpc-{package}"));
                let source = source.iter().map(|(name, value)| format!(", {name} = {value:?}"));
                let source: String = source.collect();
                notes.push(
                    Note::new(
                        Level::Warning,
                        format!("the workspace declares `{key}`, so it is not changed"),
                    )
                    .at("Cargo.toml", at)
                    .help(format!(
                        "in [workspace.dependencies], write `{key} = {{ package = \
                         \"rust-grpc-{package}\"{source} }}`; all members that inherit it move \
                         together"
                    )),
                );
            }
            let old = version.as_deref().is_some_and(|version| !is_current(version));
            // Since 0.14, tonic-build has code-first services alone, and those stay.
            if old {
                notes.push(
                    Note::error(format!(
                        "`{package}` {} generates code for another release of prost than {PROST}",
                        version.as_deref().unwrap_or_default()
                    ))
                    .at("Cargo.toml", at)
                    .help(format!("move to prost and tonic {PROST} first")),
                );
            }
        }
        let rust = self.manifest.get("package").and_then(|package| package.get("rust-version"));
        if let Some(rust) = rust.and_then(Item::as_str)
            && is_older(rust)
            && !self.replaceable().is_empty()
        {
            notes.push(
                Note::new(
                    Level::Warning,
                    format!("our generator needs Rust {}.{} to build", RUST.0, RUST.1),
                )
                .at("Cargo.toml", None)
                .help(format!("`rust-version = \"{rust}\"` promises an older one")),
            );
        }
        notes.extend(self.bazel());
        notes
    }

    /// Returns a reminder for each test that generates code, because that code is checked in.
    pub fn reminders(&self) -> Vec<Note> {
        let tests = self.scripts.iter().filter(|script| !script.is_build_script);
        tests
            .map(|test| {
                Note::new(Level::Note, "this test generates code that is checked in")
                    .at(test.path.as_str(), None)
                    .help("--run-build-scripts runs the test, and changes the code, too")
            })
            .collect()
    }

    /// Reports files of Bazel that name rules for prost.
    fn bazel(&self) -> Vec<Note> {
        let names = ["BUILD.bazel", "BUILD", "MODULE.bazel", "WORKSPACE", "WORKSPACE.bazel"];
        let is_prost = |name: &&str| {
            fs::read_to_string(self.folder.join(name)).is_ok_and(|text| text.contains("prost"))
        };
        names
            .into_iter()
            .filter(is_prost)
            .map(|name| {
                Note::new(Level::Warning, "rules of Bazel for prost are not changed")
                    .at(name, None)
                    .help("rust_prost_toolchain takes protoc-gen-rust-grpc as its plugin")
            })
            .collect()
    }
}

/// Whether the text of a file names a generator.
fn names_generator(text: &str) -> bool {
    text.contains("prost_build") || text.contains("tonic_build")
}

/// Returns the files in `tests/`, relative to the folder of the package.
fn tests(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder.join("tests")).into_iter().flatten().flatten();
    let mut names: Vec<String> = entries
        .filter_map(|entry| entry.file_name().into_string().ok())
        .filter(|name| name.ends_with(".rs"))
        .map(|name| format!("tests/{name}"))
        .collect();
    names.sort();
    names
}

/// Whether a version requirement admits the release of prost whose code we generate.
fn is_current(version: &str) -> bool {
    let version = version.trim_start_matches(['=', '^', '~', '>', ' ']);
    version == PROST || version.starts_with("0.14.") || version.starts_with('*')
}

/// Whether a version of Rust is older than the one that our generator needs.
fn is_older(version: &str) -> bool {
    let mut parts = version.split('.').map(|part| part.parse::<u64>().unwrap_or(0));
    (parts.next().unwrap_or(0), parts.next().unwrap_or(0)) < RUST
}

fn cannot_read(path: &Path, error: &std::io::Error) -> Note {
    Note::error(format!("cannot read {}: {error}", path.display()))
        .help("name the folder of a package, which has a Cargo.toml")
}
