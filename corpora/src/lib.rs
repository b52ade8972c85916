//! Real schemas: their list, their descriptors from protoc, and the code that our generator,
//! prost-build and tonic-prost-build generate from them.

pub mod api;
mod fixtures;
mod generate;
// The command `migrate` compares items, too. A dependency on its package would turn on a feature of
// proc-macro2, with which tokens take more memory.
#[path = "../../migrate/src/items.rs"]
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

/// .proto files that are generated together.
#[derive(Debug)]
pub struct Corpus {
    /// The name of the corpus, e.g. in lists of differences and as a module.
    pub name: &'static str,
    /// The folder that the other paths are relative to, itself relative to the workspace. If it is
    /// the folder of all crates, the paths are relative to `folder` in it, or to the folder of the
    /// corpus' name.
    pub root: &'static str,
    /// The folder below that of all crates, if it is not named for the corpus, e.g.
    /// `protobuf-src/protobuf`.
    pub folder: Option<&'static str>,
    /// The include folders. `*` stands for each folder of `root`.
    pub includes: &'static [&'static str],
    /// The files, or folders of files, that are asked for. Their imports are generated too.
    pub protos: &'static [&'static str],
    /// Folders or files in `protos` that are not asked for.
    pub without: &'static [&'static str],
    /// The options of the corpus, if it needs any.
    pub options: Option<Options>,
    /// The release of protoc that reads the files, e.g. `27.5`. `None` is the protoc inside.
    pub protoc: Option<&'static str>,
    /// The least number of files. If there are fewer, the package has changed.
    pub at_least: usize,
}

/// Equivalent options for our generator and for the others.
#[derive(Debug)]
pub struct Options {
    /// Returns the options files of our generator.
    pub ours: fn() -> Vec<PathBuf>,
    /// Generated files that are not compared after compilation, e.g. since the code of the others
    /// does not compile.
    pub apart: &'static [&'static str],
    /// Sets the options of the others.
    pub theirs: Adjust,
}

/// The descriptors of a corpus.
#[derive(Debug, Clone)]
pub struct Descriptors {
    /// An encoded `google.protobuf.FileDescriptorSet`, with imports and comments.
    pub set: Vec<u8>,
    /// The names of the files that are asked for, as protoc names them.
    pub listed: Vec<String>,
}

/// Returns the root of the workspace.
pub fn workspace() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the package is in a workspace")
}

impl Corpus {
    /// Returns the files without those that are not compared after compilation, and without a
    /// module tree, which may include them.
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

    /// Returns the folder of the corpus.
    ///
    /// # Panics
    /// Panics if the corpus was not fetched.
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

    /// Returns the include folders, relative to the corpus' folder.
    ///
    /// # Panics
    /// Panics if the corpus was not fetched.
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

    /// Returns the names of the files that are asked for, as protoc names them, ordered by path.
    ///
    /// # Panics
    /// Panics if there are fewer than `at_least`.
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

    /// Returns a command for protoc in the corpus' folder, with its include folders.
    ///
    /// # Panics
    /// Panics if the release that the corpus needs was not fetched.
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
    /// Panics if protoc reports an error.
    pub fn descriptors(&self) -> Descriptors {
        let listed = self.names();
        let scratch = tempfile::tempdir().expect("there is a folder for temporary files");
        let out = scratch.path().join("set.binpb");
        // There are more files than a command line accepts.
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

/// Returns a .proto file, or the files below a folder.
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
