//! The compared generators, and how to run them.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::in_process;

/// A way to generate all code of a request.
pub struct Subject {
    pub name: &'static str,
    /// The parameter that protoc would pass on from its command line.
    pub parameter: &'static str,
    /// The programs, which run one after the other.
    pub programs: &'static [Program],
}

/// A program.
pub enum Program {
    /// Our plugin.
    Plugin,
    /// A plugin that `scripts/fetch generators` installs.
    Peer(&'static str),
    /// This program, which calls [`in_process`].
    InProcess,
}

/// All subjects. Ratios are relative to the first.
pub const SUBJECTS: &[Subject] = &[
    Subject {
        name: PEERS,
        parameter: "",
        programs: &[Program::Peer("protoc-gen-prost"), Program::Peer("protoc-gen-tonic")],
    },
    Subject { name: "ours, codec=prost", parameter: "codec=prost", programs: &[Program::Plugin] },
    Subject { name: "ours, codec=inline", parameter: "codec=inline", programs: &[Program::Plugin] },
    Subject {
        name: "prost-build + tonic-prost-build",
        parameter: "",
        programs: &[Program::InProcess],
    },
    Subject { name: BUFFA, parameter: "", programs: &[Program::Peer(BUFFA)] },
];

pub const PEERS: &str = "protoc-gen-prost + protoc-gen-tonic";
const BUFFA: &str = "protoc-gen-buffa";

impl Subject {
    /// Whether the subject takes minutes for a size that others generate in seconds.
    pub fn is_too_slow_for(&self, size: &str) -> bool {
        self.name == BUFFA && !["aiplatform v1", "cloud 1/16"].contains(&size)
    }
}

impl Program {
    pub fn path(&self, root: &Path) -> Result<PathBuf, String> {
        match self {
            Program::Plugin => Ok(root.join("target/release/protoc-gen-rust-grpc")),
            Program::Peer(name) => Ok(root.join("target/peers/generators/bin").join(name)),
            Program::InProcess => std::env::current_exe().map_err(|error| error.to_string()),
        }
    }

    /// Returns the arguments of a program. Plugins have none.
    pub fn arguments(&self, request: &Path, out: &Path) -> Vec<OsString> {
        match self {
            Program::Plugin | Program::Peer(_) => Vec::new(),
            Program::InProcess => {
                vec!["generate".into(), in_process::NAME.into(), request.into(), out.into()]
            }
        }
    }
}

/// Builds our plugin, and checks that the other programs exist.
pub fn prepare(root: &Path, subjects: &[&Subject]) -> Result<(), String> {
    for program in subjects.iter().flat_map(|subject| subject.programs) {
        let path = program.path(root)?;
        if matches!(program, Program::Peer(_)) && !path.exists() {
            return Err(format!(
                "{} is missing; install it with: scripts/fetch generators",
                path.display()
            ));
        }
    }
    let mut build = Command::new(env!("CARGO"));
    build
        .args([
            "build",
            "--release",
            "--locked",
            "--package",
            "rust-grpc-build",
            "--bin",
            "protoc-gen-rust-grpc",
        ])
        .current_dir(root);
    crate::measure::run(&mut build).map(|_| ())
}
