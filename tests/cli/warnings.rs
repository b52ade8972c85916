//! Every warning in `fixtures/warnings`, with its exact text. A command with warnings succeeds.
//!
//! A case is a folder with `args`, one argument per line, the expected `stderr`, and the files that
//! the command reads. If the first argument is `protoc`, the others are arguments of protoc, which
//! runs the plugin. If a case has `before`, the command with these arguments runs first. `BLESS=1`
//! writes `stderr`.

use std::fs;
use std::path::{Path, PathBuf};

use crate::errors::copy;
use crate::sandbox::{Done, Sandbox, vendored_protoc};

#[test]
fn exact_texts() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/warnings");
    let mut cases: Vec<PathBuf> =
        fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.sort();
    let wrong: Vec<String> = cases.iter().filter_map(|case| run(case).err()).collect();
    assert!(wrong.is_empty(), "{}\nBLESS=1 writes what is said now", wrong.join("\n"));
}

fn run(case: &Path) -> Result<(), String> {
    let sandbox = Sandbox::new(&[("out/.keep", "")]);
    copy(case, "", &sandbox);
    let name = case.file_name().unwrap_or_default().to_string_lossy();
    if case.join("before").exists() {
        command(&sandbox, "before").quiet();
    }
    let done = command(&sandbox, "args");
    if done.code != 0 {
        return Err(format!("{name}: {done:?}"));
    }
    let expected = fs::read_to_string(case.join("stderr")).unwrap_or_default();
    if done.stderr == expected {
        return Ok(());
    }
    if std::env::var_os("BLESS").is_some() {
        fs::write(case.join("stderr"), &done.stderr).unwrap();
        return Ok(());
    }
    Err(format!("--- {name}, expected\n{expected}--- said\n{}", done.stderr))
}

/// Runs the command whose arguments are in a file.
fn command(sandbox: &Sandbox, file: &str) -> Done {
    let args = sandbox.read(file);
    let args: Vec<&str> = args.lines().collect();
    match args.split_first() {
        Some((&"protoc", args)) => sandbox.protoc(&vendored_protoc(), args),
        _ => sandbox.run(&args),
    }
}
