//! A folder for each test, and programs that run in it without the settings of the machine.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::OnceLock;

use tempfile::TempDir;

/// The binary under test. The package in `tests/projects` has its own binary, made from the same
/// code.
pub const BINARY: &str = match (GENERATOR, PROJECTS_GENERATOR) {
    (Some(binary), _) | (None, Some(binary)) => binary,
    (None, None) => panic!("Cargo names binaries to the tests of their own package only"),
};
const GENERATOR: Option<&str> = option_env!("CARGO_BIN_EXE_protoc-gen-rust-grpc");
const PROJECTS_GENERATOR: Option<&str> = option_env!("CARGO_BIN_EXE_projects-generator");

/// Returns the path of an old protoc.
pub fn old_protoc(version: &str) -> PathBuf {
    peer("protoc", &format!("protoc/{version}/bin/protoc"))
}

/// Returns the path of a program that `scripts/fetch` has fetched.
pub fn peer(what: &str, name: &str) -> PathBuf {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    let root = package.ancestors().find(|folder| folder.join("Cargo.lock").is_file()).unwrap();
    let path = root.join("target/peers").join(name);
    assert!(path.is_file(), "there is no {}; `scripts/fetch {what}` fetches it", path.display());
    path
}

/// Returns the path of the protoc inside the binary, unpacked once for all tests.
pub fn vendored_protoc() -> PathBuf {
    static PROTOC: OnceLock<PathBuf> = OnceLock::new();
    PROTOC
        .get_or_init(|| {
            let sandbox = Sandbox::new(&[("a.proto", "syntax = 'proto3';")]);
            assert_eq!(sandbox.run(&["generate", "--out", "out", "a.proto"]).code, 0);
            let entries = fs::read_dir(cache().join("rust-grpc"))
                .expect("protoc was not unpacked into the cache folder");
            let newest = entries
                .filter_map(|entry| entry.ok())
                .filter(|entry| entry.file_name().to_string_lossy().starts_with("protoc-36.2-"));
            let newest = newest
                .max_by_key(|entry| entry.metadata().and_then(|metadata| metadata.modified()).ok());
            newest.expect("protoc was not unpacked").path().join("protoc")
        })
        .clone()
}

fn cache() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("cache")
}

/// The result of a program.
#[derive(Debug)]
pub struct Done {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

/// A folder with some files. It is deleted when this value is dropped.
pub struct Sandbox(TempDir);

impl Sandbox {
    pub fn new(files: &[(&str, &str)]) -> Self {
        let sandbox = Self(TempDir::new().unwrap());
        for (name, text) in files {
            sandbox.put(name, text);
        }
        sandbox
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub fn put(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// Returns the files in a folder, by name.
    pub fn list(&self, folder: &str) -> Vec<String> {
        let entries = fs::read_dir(self.path(folder))
            .map(|entries| entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()));
        let mut names: Vec<String> = entries.map(Iterator::collect).unwrap_or_default();
        names.sort();
        names
    }

    /// Returns a command that finds no protoc and no home, only a cache folder.
    pub fn command(&self, program: impl AsRef<Path>) -> Command {
        let mut command = Command::new(program.as_ref());
        command
            .env_clear()
            .env("PATH", "")
            .env("XDG_CACHE_HOME", cache())
            .env("LOCALAPPDATA", cache());
        command.current_dir(self.0.path()).stdin(Stdio::null());
        command
    }

    /// Runs the binary under test.
    pub fn run(&self, arguments: &[&str]) -> Done {
        self.done(self.command(BINARY).args(arguments).output().unwrap())
    }

    /// Runs protoc with the binary under test as its plugin.
    pub fn protoc(&self, protoc: &Path, arguments: &[&str]) -> Done {
        let plugin = format!("--plugin=protoc-gen-rust-grpc={BINARY}");
        self.done(self.command(protoc).arg(plugin).args(arguments).output().unwrap())
    }

    /// Returns the texts of a program, without the parts that differ from run to run.
    pub fn done(&self, output: Output) -> Done {
        let text = |bytes: Vec<u8>| {
            String::from_utf8_lossy(&bytes).replace(self.0.path().to_str().unwrap(), "SANDBOX")
        };
        Done {
            code: output.status.code().unwrap_or(-1),
            stdout: text(output.stdout),
            stderr: text(output.stderr),
        }
    }
}

impl Done {
    /// Checks that the program succeeded and wrote nothing to its standard error.
    #[track_caller]
    pub fn quiet(&self) -> &Self {
        assert_eq!((self.code, self.stderr.as_str()), (0, ""), "{self:?}");
        self
    }
}
