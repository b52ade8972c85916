//! The test types docs/tutorial.md: it writes the files of the page, runs its commands, and
//! compares what they print.
//!
//! A fenced block that begins with a comment that has a path is the file of this path. A block of
//! `sh` has commands, and the `text` after it has their standard output. A block `sh server` starts
//! a program that runs until the page stops it, with a block `text server`, or starts another one.
//! A block `peers` needs programs that `scripts/fetch` fetches, and a block `deep` a release build.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _};
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use crate::sandbox::{BINARY, Sandbox};
use crate::{alone, checkout, target};

const PAGE: &str = include_str!("../../docs/tutorial.md");

/// A fenced block: the words behind its fence, and its text.
struct Block {
    words: Vec<String>,
    text: String,
}

impl Block {
    fn has(&self, word: &str) -> bool {
        self.words.iter().any(|it| it == word)
    }

    /// Returns the path of the file that the block is, if its first line has one.
    fn file(&self) -> Option<&str> {
        let line = self.text.lines().next()?;
        let path = line.strip_prefix("// ").or_else(|| line.strip_prefix("# "))?;
        let is_path = !path.contains(' ') && path.contains(['.', '/']);
        (!self.has("sh") && is_path).then_some(path)
    }
}

fn blocks() -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut lines = PAGE.lines();
    while let Some(line) = lines.next() {
        let Some(words) = line.strip_prefix("```") else { continue };
        let text = lines.by_ref().take_while(|line| *line != "```");
        let text = text.map(|line| format!("{line}\n")).collect();
        blocks.push(Block { words: words.split(' ').map(str::to_owned).collect(), text });
    }
    blocks
}

/// A program that the page starts, killed when this value is dropped.
struct Server {
    child: Child,
    output: BufReader<std::process::ChildStdout>,
}

impl Server {
    /// Checks the next lines that the server prints.
    fn expect(&mut self, expected: &str) {
        for expected in expected.lines() {
            let mut line = String::new();
            self.output.read_line(&mut line).unwrap();
            assert_eq!(line.trim_end(), expected);
        }
    }

    fn signal(&self, signal: &str) {
        // The group has the shell, Cargo and the program, as in a terminal.
        let group = format!("-{}", self.child.id());
        assert!(Command::new("kill").args([signal, "--", &group]).status().unwrap().success());
    }

    /// Stops the server as Ctrl-C does, and returns the rest of its output.
    fn stop(mut self) -> String {
        self.signal("-INT");
        let mut rest = String::new();
        self.output.read_to_string(&mut rest).unwrap();
        let status = self.child.wait().unwrap();
        assert!(status.success(), "the server ended with {status}: {rest}");
        rest
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if matches!(self.child.try_wait(), Ok(None)) {
            self.signal("-KILL");
            let _ = self.child.wait();
        }
    }
}

/// The terminals of a reader of the page.
struct Reader {
    sandbox: Sandbox,
    folder: PathBuf,
    /// A free port. The page has 50051, which another test may have.
    port: String,
    /// `export` lines of the blocks so far.
    exports: String,
    path: String,
    server: Option<Server>,
}

impl Reader {
    fn new(peers: bool) -> Self {
        let sandbox = Sandbox::new(&[]);
        // Tests make no network calls: the project takes our crates from the checkout, and the
        // versions of other crates from our lock file.
        sandbox.put(
            "bin/protoc-gen-rust-grpc",
            format!(
                "#!/bin/sh -e\nif [ \"$1\" = init ]; then\n'{BINARY}' \"$@\" --runtime '{root}'\n\
                 cp '{root}/Cargo.lock' \"$2\"\nelse\nexec '{BINARY}' \"$@\"\nfi\n",
                root = checkout()
            ),
        );
        let executable = fs::Permissions::from_mode(0o755);
        fs::set_permissions(sandbox.path("bin/protoc-gen-rust-grpc"), executable).unwrap();
        let mut folders = vec![sandbox.path("bin")];
        if peers {
            let fetched = |what: &str, program: &str| {
                let program = Path::new(checkout()).join("target/peers").join(program);
                assert!(program.is_file(), "`scripts/fetch {what}` fetches {program:?}");
                program.parent().unwrap().to_owned()
            };
            // The folder of grpcurl has a Python, too.
            folders.push(fetched("python", "python/bin/python-grpc-tools-protoc"));
            folders.push(fetched("grpcurl", "grpcurl/bin/grpcurl"));
        }
        folders.extend(std::env::split_paths(&std::env::var_os("PATH").unwrap()));
        let path = std::env::join_paths(folders).unwrap().into_string().unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port().to_string();
        let folder = sandbox.path(".");
        Self { sandbox, folder, port, exports: String::new(), path, server: None }
    }

    /// Returns a text of the page with the port of this test.
    fn localized(&self, text: &str) -> String {
        text.replace("50051", &self.port)
    }

    /// Returns a shell that runs commands of the page.
    fn shell(&self, commands: &str) -> Command {
        let mut shell = Command::new("bash");
        shell
            .args(["-euo", "pipefail", "-c", &format!("{}{commands}", self.exports)])
            .current_dir(&self.folder)
            .env("PATH", &self.path)
            .env("CARGO_TARGET_DIR", target())
            .env("CARGO_NET_OFFLINE", "true")
            .env("CARGO_TERM_COLOR", "never")
            .env_remove("RUSTFLAGS")
            .stdin(Stdio::null());
        // These variables describe this test, not the project.
        for name in ["CARGO_MANIFEST_DIR", "CARGO_PKG_NAME", "OUT_DIR", "PROTOC", "PROTOC_INCLUDE"]
        {
            shell.env_remove(name);
        }
        shell
    }

    /// Runs commands, and returns what they print.
    fn run(&mut self, commands: &str) -> String {
        let place = self.sandbox.path("place");
        let output =
            self.shell(&format!("{commands}\npwd > '{}'", place.display())).output().unwrap();
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let errors = text(&output.stderr);
        assert!(output.status.success(), "{commands}\n{errors}");
        // Cargo warns that `PATH` lacks the folder of `cargo install`.
        let mut warnings = errors.lines().filter(|line| line.contains("warning"));
        assert!(warnings.all(|line| line.contains("to your PATH")), "{commands}\n{errors}");
        self.folder = fs::read_to_string(place).unwrap().trim_end().into();
        let exports = commands.lines().filter(|line| line.starts_with("export "));
        self.exports.extend(exports.map(|line| format!("{line}\n")));
        text(&output.stdout)
    }

    fn start(&mut self, commands: &str) {
        self.stop();
        let mut shell = self.shell(commands);
        let mut child = shell.process_group(0).stdout(Stdio::piped()).spawn().unwrap();
        let output = BufReader::new(child.stdout.take().unwrap());
        self.server = Some(Server { child, output });
    }

    /// Stops the server, and returns the rest of its output.
    fn stop(&mut self) -> String {
        self.server.take().map(Server::stop).unwrap_or_default()
    }
}

/// Reads the page with the blocks of these words, and without the other special blocks.
fn read(with: &[&str]) {
    let _alone = alone();
    let mut reader = Reader::new(with.contains(&"peers"));
    let left_out = |block: &Block| {
        ["peers", "deep"].iter().any(|word| block.has(word) && !with.contains(word))
    };
    let mut blocks = blocks().into_iter().peekable();
    let mut printed = 0;
    while let Some(block) = blocks.next() {
        let text = reader.localized(&block.text);
        if let Some(file) = block.file() {
            let path = reader.folder.join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, &text).unwrap();
            continue;
        }
        if block.has("text") && block.has("server") {
            assert_eq!(reader.stop(), text);
            printed += 1;
            continue;
        }
        assert!(
            block.has("sh"),
            "the page has a block that is no file and has no command:\n{text}"
        );
        let expected = blocks
            .next_if(|next| next.has("text") && !next.has("server"))
            .map(|block| reader.localized(&block.text));
        if left_out(&block) {
            continue;
        }
        printed += usize::from(expected.is_some());
        if block.has("server") {
            reader.start(&text);
            let server = reader.server.as_mut().expect("it was just started");
            server.expect(&expected.expect("a server prints that it listens"));
        } else {
            let output = reader.run(&text);
            if let Some(expected) = expected {
                assert_eq!(output, expected, "{text}");
            }
        }
    }
    reader.stop();
    // An editor that formats files on saving changes nothing.
    reader.run("cargo fmt --check");
    assert!(printed >= 5, "the page has lost its outputs");
}

/// `cargo add` accepts the features of the oldest version that Cargo.toml allows. The other tests
/// have the locked versions alone, so they do not meet a version that lacks a feature.
#[test]
fn the_oldest_tokio_stream_has_the_features_of_the_page() {
    let manifest = include_str!("../../templates/greeter/Cargo.toml.in");
    let requirement = manifest.lines().find_map(|line| line.strip_prefix("tokio-stream = \"0.1."));
    let patch = requirement.and_then(|rest| rest.trim_end_matches('"').parse::<u32>().ok());
    assert!(PAGE.contains("cargo add tokio-stream --features sync"));
    assert!(patch >= Some(3), "tokio-stream 0.1.3 is the first one with the feature `sync`");
}

#[test]
fn its_files_and_commands_work() {
    read(&[]);
}

#[test]
#[ignore = "needs grpcurl and grpcio: scripts/fetch grpcurl python"]
fn it_works_with_grpcurl_and_python() {
    read(&["peers"]);
}

#[test]
#[ignore = "a release build, and grpcurl and grpcio: scripts/fetch grpcurl python"]
fn deep_it_works_with_the_release_build() {
    read(&["peers", "deep"]);
}
