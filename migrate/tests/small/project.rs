//! A project in a folder of its own, and runs of the command over it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

/// A file with a message and a service. It imports another file.
const WEATHER: &str = "\
syntax = \"proto3\";
package acme.weather.v1;
import \"place.proto\";
message Forecast {
  acme.place.v1.Place place = 1;
  optional string text = 2;
  bytes map = 3;
  oneof sky { int32 clouds = 4; Place sun = 5; }
  enum Kind { KIND_UNSPECIFIED = 0; KIND_RAIN = 1; }
  Kind kind = 6;
}
message Place { string name = 1; }
service Weather {
  rpc Get(Place) returns (Forecast);
  rpc Watch(Place) returns (stream Forecast);
}
";

const PLACE: &str = "\
syntax = \"proto3\";
package acme.place.v1;
message Place { string name = 1; }
";

/// The manifest of a package with a build-dependency on tonic-prost-build.
pub const MANIFEST: &str = "\
[package]
name = \"weather\"
version = \"0.1.0\"
edition = \"2024\"

[build-dependencies]
tonic-prost-build = \"0.14\"
";

/// A build.rs whose calls all have an equivalent.
pub const BUILD: &str = "\
fn main() {
    tonic_prost_build::configure()
        .build_server(false)
        .compile_protos(&[\"proto/weather.proto\"], &[\"proto\"])
        .unwrap();
}
";

/// A folder with a project.
pub struct Project(TempDir);

/// The result of a run.
#[derive(Debug)]
pub struct Done {
    pub code: i32,
    /// The diff.
    pub out: String,
    /// The notes.
    pub notes: String,
}

impl Project {
    /// Writes a project with two .proto files and these files.
    pub fn new(files: &[(&str, &str)]) -> Self {
        let project = Self(TempDir::new().unwrap());
        for (name, text) in
            [("proto/weather.proto", WEATHER), ("proto/place.proto", PLACE)].iter().chain(files)
        {
            project.put(name, text);
        }
        project
    }

    /// Writes a project with this build.rs and [`MANIFEST`].
    pub fn with_build(build: &str) -> Self {
        Self::new(&[("Cargo.toml", MANIFEST), ("build.rs", build)])
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub fn put(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// Runs the command in a folder of the project, for a folder relative to it.
    pub fn migrate_from(&self, current: &str, folder: &str) -> Done {
        run_in(Some(&self.path(current)), Path::new(folder), &[], Path::new(""))
    }

    /// Runs the command with our packages from the registry, so that texts name no folder.
    pub fn migrate(&self, arguments: &[&str]) -> Done {
        self.migrate_with(arguments, Path::new(""))
    }

    /// Runs the command for a package in a folder of the project.
    pub fn migrate_in(&self, folder: &str, arguments: &[&str]) -> Done {
        run(&self.path(folder), arguments, Path::new(""))
    }

    /// Runs the command with a folder of programs at the begin of `PATH`.
    pub fn migrate_with(&self, arguments: &[&str], programs: &Path) -> Done {
        run(self.0.path(), arguments, programs)
    }

    pub fn git(&self, arguments: &[&str]) {
        let mut git = Command::new("git");
        git.arg("-C").arg(self.0.path());
        git.args(["-c", "user.name=Ada", "-c", "user.email=ada@example.com"]).args(arguments);
        let output = git.output().expect("git runs");
        assert!(output.status.success(), "{output:?}");
    }

    /// Commits everything.
    pub fn commit(&self) {
        self.git(&["init", "--quiet"]);
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--message", "all"]);
    }
}

fn run(folder: &Path, arguments: &[&str], programs: &Path) -> Done {
    run_in(None, folder, arguments, programs)
}

fn run_in(current: Option<&Path>, folder: &Path, arguments: &[&str], programs: &Path) -> Done {
    let mut command = Command::new(env!("CARGO_BIN_EXE_protoc-gen-rust-grpc-migrate"));
    let path = std::env::var("PATH").unwrap_or_default();
    command.env("PATH", format!("{}:{path}", programs.display()));
    command.args(["--runtime", "0.1"]).args(arguments).arg(folder);
    // `cargo test` sets this variable, which names another package.
    command.env_remove("CARGO_MANIFEST_DIR").env_remove("OUT_DIR");
    if let Some(current) = current {
        command.current_dir(current);
    }
    let output = command.output().unwrap();
    Done {
        code: output.status.code().unwrap_or(-1),
        out: String::from_utf8(output.stdout).unwrap(),
        notes: String::from_utf8(output.stderr).unwrap(),
    }
}

impl Done {
    /// Checks that the code is equal, and that the diff changes these files.
    #[track_caller]
    pub fn is_equal(&self, files: &[&str]) -> &Self {
        assert!(self.notes.contains("note: the generated code is equal: "), "{self:#?}");
        assert_eq!(self.code, 0, "{self:#?}");
        let changed: Vec<_> =
            self.out.lines().filter_map(|line| line.strip_prefix("+++ b/")).collect();
        assert_eq!(changed, files, "{self:#?}");
        self
    }

    /// Checks that the code could not be compared, because of a place in a file.
    #[track_caller]
    pub fn is_unknown(&self, place: &str) -> &Self {
        assert!(self.notes.contains(place), "{place}: {self:#?}");
        assert!(
            self.notes.contains("error: the generated code could not be compared"),
            "{self:#?}"
        );
        assert_eq!(self.code, 1);
        self
    }
}
