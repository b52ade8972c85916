//! The version, the help texts, and the errors about arguments.

use std::io::Read as _;
use std::process::Stdio;
use std::time::{Duration, Instant};

use crate::sandbox::{BINARY, Sandbox};

#[test]
fn version_and_help() {
    let sandbox = Sandbox::new(&[]);
    for flag in ["--version", "-V"] {
        let text = sandbox.run(&[flag]).quiet().stdout.clone();
        assert_eq!(
            text.lines().next(),
            Some(concat!("protoc-gen-rust-grpc ", env!("CARGO_PKG_VERSION")))
        );
        assert!(text.contains("not the C++ plugin of the same name"), "{text}");
    }
    for (arguments, part) in [
        (&["--help"][..], "protoc --rust-grpc_out="),
        (&["-h"], "buf.gen.yaml"),
        (&["help"], "\n  generate     writes"),
        (&["generate", "--help"], "generate -o FOLDER"),
        (&["help", "generate"], "\n  --prune "),
        (&["check", "-h"], "check -o FOLDER"),
        (&["help", "explain"], "explain [ARGUMENTS]"),
        (&["init", "--help"], "init FOLDER"),
        (&["module-tree", "-h"], "module-tree -o FILE FOLDER..."),
        (&["help", "options"], "\nextern_path=PATH=RUST_PATH"),
        (&["help", "codec"], "codec=prost|inline    [default: inline]"),
        (&["help", "--codec=prost"], "codec=prost|inline    [default: inline]"),
    ] {
        let text = sandbox.run(arguments).quiet().stdout.clone();
        assert!(text.contains(part), "{part}\n{text}");
        assert!(text.lines().all(|line| line.chars().count() <= 84), "{text}");
    }
    for (word, similar) in [("codecs", "codec"), ("optoins", "options"), ("chek", "check")] {
        let error = format!(
            "error: `{word}` is neither a command nor an option\n  help: did you mean `help \
             {similar}`?\n"
        );
        let done = sandbox.run(&["help", word]);
        assert_eq!((done.code, done.stderr), (2, error));
    }
}

#[test]
fn unknown_arguments() {
    let sandbox = Sandbox::new(&[]);
    for arguments in [
        &["--frob"][..],
        &["-x"],
        &["frob"],
        &["generate", "--frob"],
        &["check", "-x"],
        &["init", "a", "--frob"],
    ] {
        let done = sandbox.run(arguments);
        assert_eq!((done.code, done.stdout.as_str()), (2, ""), "{arguments:?}");
        assert!(done.stderr.starts_with("error: unknown "), "{arguments:?} {}", done.stderr);
    }
}

#[test]
fn arguments_are_looked_at_before_the_standard_input() {
    let sandbox = Sandbox::new(&[]);
    for argument in ["--version", "--frob"] {
        let mut command = sandbox.command(BINARY);
        let mut child = command
            .arg(argument)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // The pipe to the standard input stays open until the child has ended.
        let stdin = child.stdin.take();
        let begin = Instant::now();
        while child.try_wait().unwrap().is_none() {
            assert!(begin.elapsed() < Duration::from_secs(20), "it waits for its standard input");
            std::thread::sleep(Duration::from_millis(10));
        }
        drop(stdin);
        let mut text = String::new();
        child.stdout.take().unwrap().read_to_string(&mut text).unwrap();
        assert_eq!(text.is_empty(), argument == "--frob");
    }
}

/// The program runs in a terminal, which `script` of util-linux provides.
#[test]
#[cfg(target_os = "linux")]
fn a_terminal_gets_a_hint() {
    let sandbox = Sandbox::new(&[]);
    let mut script = sandbox.command("/usr/bin/script");
    let done = sandbox.done(
        script.args(["-qec", BINARY, "/dev/null"]).env("PATH", "/usr/bin:/bin").output().unwrap(),
    );
    assert_eq!(done.code, 2, "{done:?}");
    assert!(done.stdout.contains("`protoc-gen-rust-grpc help`"), "{done:?}");
}

#[test]
fn the_readme_names_the_oldest_rust() {
    let readme = include_str!("../../README.md");
    let expected = format!("needs Rust {} or newer", env!("CARGO_PKG_RUST_VERSION"));
    assert!(readme.contains(&expected), "{expected}");
}
