//! The command `init` makes a project that builds and runs.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};

use crate::sandbox::Sandbox;
use crate::{alone, cargo, checkout, target};

/// A server that is killed when this value is dropped.
struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn the_project_builds_and_greets() {
    let _alone = alone();
    let sandbox = Sandbox::new(&[]);
    let checkout = checkout();
    // Without a checkout, Cargo would fetch a public commit.
    let done = sandbox.run(&["init", "my greeter", "--runtime", checkout]);
    assert_eq!(
        done.quiet().stdout,
        format!(
            "Created 'my greeter'. To run it:\n  cd 'my greeter'\n  cargo run --bin server\n  \
             cargo run --bin client    (in another terminal)\n\
             rust-grpc and rust-grpc-build are not published yet. The project takes them from \
             {checkout}.\n\
             The generated code needs this line, which Cargo.toml has:\n  \
             rust-grpc = {{ path = \"{checkout}/runtime\", features = [\"transport\"] }}\n"
        )
    );
    assert_eq!(
        sandbox.list("my greeter"),
        [".gitattributes", ".gitignore", "Cargo.toml", "README.md", "build.rs", "proto", "src"]
    );
    let built = cargo(&sandbox, "my greeter", &["build", "--bins"]);
    assert_eq!(built.code, 0, "{}", built.stderr);
    assert!(!built.stderr.contains("warning"), "{}", built.stderr);

    let mut server = Server(
        Command::new(target().join("debug/server"))
            .arg("127.0.0.1:0")
            .stdout(Stdio::piped())
            .spawn()
            .unwrap(),
    );
    let mut line = String::new();
    BufReader::new(server.0.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let address = line.trim().strip_prefix("listening on ").unwrap_or_else(|| panic!("{line}"));
    let client =
        Command::new(target().join("debug/client")).args(["Ada", address]).output().unwrap();
    assert_eq!(
        String::from_utf8_lossy(&client.stdout),
        "Hello, Ada!\nBonjour, Ada!\nGuten Tag, Ada!\nKonnichiwa, Ada!\n",
        "{client:?}"
    );
}
