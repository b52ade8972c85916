//! The implementations in the matrix: the commands that start them, and the cases of their clients.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::tls;

/// All cases, in the order of their descriptions.
pub const CASES: &[&str] = &[
    "empty_unary",
    "large_unary",
    "client_compressed_unary",
    "server_compressed_unary",
    "client_streaming",
    "client_compressed_streaming",
    "server_streaming",
    "server_compressed_streaming",
    "ping_pong",
    "empty_stream",
    "timeout_on_sleeping_server",
    "cancel_after_begin",
    "cancel_after_first_response",
    "status_code_and_message",
    "special_status_message",
    "custom_metadata",
    "unimplemented_method",
    "unimplemented_service",
];

/// The cases with compression. Most clients have few of them.
const COMPRESSED: [&str; 4] = [
    "client_compressed_unary",
    "server_compressed_unary",
    "client_compressed_streaming",
    "server_compressed_streaming",
];

/// An implementation with a client and a server.
#[derive(Debug)]
pub struct Peer {
    /// The name, e.g. `go`.
    pub name: &'static str,
    /// Whether the quick matrix has the implementation.
    pub quick: bool,
    program: fn(&Path, Role) -> Command,
    /// The cases that the client lacks.
    without: &'static [&'static str],
}

/// A program of an implementation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The client.
    Client,
    /// The server.
    Server,
}

/// All implementations: ours first, then the others.
pub const PEERS: &[Peer] = &[
    Peer { name: "ours", quick: true, program: |_, role| rust("inline", role), without: &[] },
    Peer { name: "ours/prost", quick: false, program: |_, role| rust("prost", role), without: &[] },
    Peer { name: "tonic", quick: false, program: |_, role| rust("upstream", role), without: &[] },
    Peer { name: "go", quick: false, program: go, without: &COMPRESSED },
    Peer { name: "python", quick: true, program: python, without: &COMPRESSED },
    Peer { name: "node", quick: true, program: node, without: &COMPRESSED },
    // The list of cases in this client is older than the two missing cases. The client never checks
    // the compression of responses.
    Peer {
        name: "ruby",
        quick: false,
        program: ruby,
        without: &[
            "server_compressed_unary",
            "server_compressed_streaming",
            "special_status_message",
        ],
    },
    Peer { name: "cpp", quick: false, program: cpp, without: &[] },
    Peer { name: "java", quick: false, program: java, without: &[] },
];

impl Peer {
    /// Returns the cases of the client.
    pub fn cases(&self) -> impl Iterator<Item = &'static str> {
        CASES.iter().copied().filter(|case| !self.without.contains(case))
    }

    /// Returns the command that starts the server on a port of this machine.
    pub fn server(&self, peers: &Path, port: u16, secure: bool) -> Command {
        let mut command = (self.program)(peers, Role::Server);
        command.arg(format!("--port={port}")).arg(format!("--use_tls={secure}"));
        command
    }

    /// Returns the command that runs the client for a case.
    pub fn client(&self, peers: &Path, port: u16, secure: bool, case: &str) -> Command {
        let mut command = (self.program)(peers, Role::Client);
        // An address, because a resolver may turn a name into an address that the server does not
        // listen on.
        command
            .arg("--server_host=127.0.0.1")
            .arg(format!("--server_port={port}"))
            .arg(format!("--test_case={case}"));
        command.arg(format!("--use_tls={secure}")).arg(format!("--use_test_ca={secure}"));
        if secure {
            command.arg(format!("--server_host_override={}", tls::NAME));
        }
        command
    }
}

fn rust(generation: &str, role: Role) -> Command {
    let program = if role == Role::Client { "client" } else { "server" };
    let here = std::env::current_exe().unwrap_or_default();
    let mut command = Command::new(here.with_file_name(program));
    command.arg(format!("--generation={generation}"));
    command
}

fn go(peers: &Path, role: Role) -> Command {
    Command::new(peers.join("go").join(if role == Role::Client { "client" } else { "server" }))
}

fn python(peers: &Path, role: Role) -> Command {
    let folder = peers.join("python");
    let mut command = Command::new(folder.join("venv/bin/python"));
    command.current_dir(folder).args([
        "-m",
        if role == Role::Client { "tests.interop.client" } else { "tests.interop.server" },
    ]);
    command
}

fn node(_: &Path, role: Role) -> Command {
    let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/node"));
    let mut command = Command::new("node");
    command.arg(folder.join(if role == Role::Client { "client.js" } else { "server.js" }));
    command
}

fn ruby(peers: &Path, role: Role) -> Command {
    let folder = peers.join("ruby/pb/test");
    let mut command = Command::new("ruby");
    command.arg(folder.join(if role == Role::Client { "client.rb" } else { "server.rb" }));
    command
}

fn cpp(peers: &Path, role: Role) -> Command {
    Command::new(peers.join("cpp").join(if role == Role::Client { "client" } else { "server" }))
}

fn java(peers: &Path, role: Role) -> Command {
    let mut command = Command::new("java");
    // Files with arguments of the JVM.
    for file in ["options", "classpath"] {
        command.arg(format!("@{}", peers.join("java").join(file).display()));
    }
    command.arg(if role == Role::Client { "interop.Client" } else { "interop.Server" });
    command
}
