//! Real schemas: which there are, what protoc makes of them, and what we and prost-build and
//! tonic-prost-build generate.

pub mod api;
mod fixtures;
mod generate;
pub mod items;
mod list;
pub mod messages;
pub mod reviewed;
pub mod scratch;
mod unittests;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{fs, iter};

pub use generate::{Adjust, Files};
pub use list::{CORPORA, EVERYTHING, SAMPLE, named};
pub use unittests::UNITTESTS;

/// Some .proto files that are generated together.
#[derive(Debug)]
pub struct Corpus {
    /// What it is called here, e.g. in lists of differences and as a module.
    pub name: &'static str,
    /// The folder that everything below is relative to, itself relative to the workspace. If it is
    /// that of all crates, then `folder` in it, or else the folder of the corpus' name.
    pub root: &'static str,
    /// The folder below that of all crates, e.g. `protobuf-src/protobuf`, if the corpus has another
    /// name.
    pub folder: Option<&'static str>,
    /// The include folders. `*` stands for each folder of `root`.
    pub includes: &'static [&'static str],
    /// Files, or folders of files, that are asked for. What they import is generated, too.
    pub protos: &'static [&'static str],
    /// Folders or files among these that are not asked for.
    pub without: &'static [&'static str],
    /// What it asks for besides defaults.
    pub options: Option<Options>,
    /// The release of protoc that reads the files, e.g. `27.5`, if it is not the one inside.
    pub protoc: Option<&'static str>,
    /// How many files are asked for at least; fewer would mean that the package is not what it was.
    pub at_least: usize,
}

/// The same options for us and for the others.
#[derive(Debug)]
pub struct Options {
    /// Files of ours.
    pub ours: fn() -> Vec<PathBuf>,
    /// Generated files that cannot be compared where they are compiled, e.g. since theirs does not
    /// compile.
    pub apart: &'static [&'static str],
    /// Theirs.
    pub theirs: Adjust,
}

/// What protoc makes of a corpus.
#[derive(Debug, Clone)]
pub struct Descriptors {
    /// An encoded `google.protobuf.FileDescriptorSet`, with imports and comments.
    pub set: Vec<u8>,
    /// The files that are asked for, as protoc names them.
    pub listed: Vec<String>,
}

/// The root of the workspace.
pub fn workspace() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the package is in a workspace")
}

impl Corpus {
    /// Takes out what cannot be compared where it is compiled, and a module tree, which may be
    /// about it.
    pub fn without_apart(&self, mut files: Files) -> Files {
        files.retain(|name, _| {
            name != "mod.rs"
                && !self
                    .options
                    .as_ref()
                    .is_some_and(|options| options.apart.contains(&name.as_str()))
        });
        files
    }

    /// Its folder.
    ///
    /// # Panics
    /// It was not fetched.
    pub fn folder(&self) -> PathBuf {
        let mut folder = workspace().join(self.root);
        if self.root == list::CRATES {
            folder.push(self.folder.unwrap_or(self.name));
        }
        assert!(
            folder.exists(),
            "{} is missing; fetch it with: scripts/fetch schemas crates",
            folder.display()
        );
        folder
    }

    /// The include folders, relative to the corpus' folder.
    ///
    /// # Panics
    /// It was not fetched.
    pub fn includes(&self) -> Vec<String> {
        if self.includes != ["*"] {
            return self.includes.iter().map(|folder| (*folder).to_owned()).collect();
        }
        let entries = fs::read_dir(self.folder()).expect("the folder can be read");
        let entries = entries.map(|entry| entry.expect("the folder can be read"));
        let mut folders: Vec<String> = entries
            .filter(|entry| entry.path().is_dir())
            .map(|entry| entry.file_name().into_string().expect("names are ASCII"))
            .collect();
        folders.sort();
        folders
    }

    /// The files asked for, as protoc names them, in the order of their paths.
    ///
    /// # Panics
    /// There are fewer than there were.
    pub fn names(&self) -> Vec<String> {
        let root = self.folder();
        let mut files: Vec<PathBuf> =
            self.protos.iter().flat_map(|path| protos(&root.join(path))).collect();
        files.sort();
        let files =
            files.iter().map(|file| file.strip_prefix(&root).expect("it is below the root"));
        let files =
            files.filter(|file| !self.without.iter().any(|without| file.starts_with(without)));
        let includes = self.includes();
        let names = files.map(|file| {
            let name = includes
                .iter()
                .filter_map(|folder| file.strip_prefix(folder).ok())
                .min_by_key(|rest| rest.components().count());
            name.unwrap_or(file).to_str().expect("names are ASCII").to_owned()
        });
        let names: Vec<String> = names.collect();
        assert!(names.len() >= self.at_least, "{}: only {} files", self.name, names.len());
        names
    }

    /// protoc in the corpus' folder, with its include folders.
    ///
    /// # Panics
    /// The release that it needs was not fetched.
    pub fn protoc(&self) -> Command {
        let (program, include) = match self.protoc {
            Some(release) => {
                let folder = workspace().join("target/peers/protoc").join(release);
                let program = folder.join("bin/protoc");
                assert!(
                    program.exists(),
                    "protoc {release} is missing; fetch it with: scripts/fetch protoc"
                );
                (program, folder.join("include"))
            }
            None => (
                protoc_bin_vendored::protoc_bin_path().expect("there is one for this machine"),
                protoc_bin_vendored::include_path().expect("it has one"),
            ),
        };
        let mut protoc = Command::new(program);
        protoc
            .current_dir(self.folder())
            .args(self.includes().iter().map(|folder| format!("--proto_path={folder}")))
            .arg(format!("--proto_path={}", include.display()));
        protoc
    }

    /// Runs protoc.
    ///
    /// # Panics
    /// It finds fault with the files.
    pub fn descriptors(&self) -> Descriptors {
        let listed = self.names();
        let scratch = tempfile::tempdir().expect("there is a folder for temporary files");
        let out = scratch.path().join("set.binpb");
        // There are more files than a command line takes.
        let arguments = scratch.path().join("arguments");
        fs::write(&arguments, listed.join("\n")).expect("the folder can be written");
        let mut protoc = self.protoc();
        protoc.args(["--include_imports", "--include_source_info"]);
        protoc
            .arg(format!("--descriptor_set_out={}", out.display()))
            .arg(format!("@{}", arguments.display()));
        scratch::run(&mut protoc);
        Descriptors { set: fs::read(out).expect("protoc wrote it"), listed }
    }
}

/// A .proto file, or those below a folder.
fn protos(path: &Path) -> Box<dyn Iterator<Item = PathBuf>> {
    if path.is_dir() {
        let entries = fs::read_dir(path).expect("the folder can be read");
        Box::new(entries.flat_map(|entry| protos(&entry.expect("the folder can be read").path())))
    } else if path.extension().is_some_and(|extension| extension == "proto") {
        Box::new(iter::once(path.to_owned()))
    } else {
        Box::new(iter::empty())
    }
}
