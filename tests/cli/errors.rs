//! Every error in `fixtures/errors`, with its exact text.
//!
//! A case is a folder with `args`, one argument per line, the expected `stderr`, and the files that
//! the command reads. If the first argument is `protoc`, the others are arguments of protoc, which
//! runs the plugin. `BLESS=1` writes `stderr`.

use std::fs;
use std::path::{Path, PathBuf};

use crate::sandbox::{Sandbox, vendored_protoc};

#[test]
fn exact_texts() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/errors");
    let mut cases: Vec<PathBuf> =
        fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.sort();
    let wrong: Vec<String> = cases.iter().filter_map(|case| run(case).err()).collect();
    assert!(wrong.is_empty(), "{}\nBLESS=1 writes what is said now", wrong.join("\n"));
}

fn run(case: &Path) -> Result<(), String> {
    let sandbox = Sandbox::new(&[]);
    copy(case, "", &sandbox);
    let args = sandbox.read("args");
    let args: Vec<&str> = args.lines().collect();
    let before = tree(&sandbox, "");
    let (done, code) = match args.split_first() {
        Some((&"protoc", args)) => (sandbox.protoc(&vendored_protoc(), args), 1),
        _ => (sandbox.run(&args), 2),
    };
    let name = case.file_name().unwrap_or_default().to_string_lossy();
    let expected = fs::read_to_string(case.join("stderr")).unwrap_or_default();
    if (done.code, done.stdout.as_str()) != (code, "") {
        return Err(format!("{name}: {done:?}"));
    }
    if tree(&sandbox, "") != before {
        return Err(format!("{name}: something was written"));
    }
    if done.stderr == expected {
        return Ok(());
    }
    if std::env::var_os("BLESS").is_some() {
        fs::write(case.join("stderr"), &done.stderr).unwrap();
        return Ok(());
    }
    Err(format!("--- {name}, expected\n{expected}--- said\n{}", done.stderr))
}

pub fn copy(from: &Path, prefix: &str, sandbox: &Sandbox) {
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let name = format!("{prefix}{}", entry.file_name().to_str().unwrap());
        match entry.file_type().unwrap().is_dir() {
            true => copy(&entry.path(), &format!("{name}/"), sandbox),
            false => sandbox.put(&name, fs::read(entry.path()).unwrap()),
        }
    }
}

/// Returns every file with its content.
fn tree(sandbox: &Sandbox, folder: &str) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    for name in sandbox.list(folder) {
        let name = format!("{folder}{name}");
        if sandbox.path(&name).is_dir() {
            files.push((name.clone(), Vec::new()));
            files.extend(tree(sandbox, &format!("{name}/")));
        } else {
            files.push((name.clone(), fs::read(sandbox.path(&name)).unwrap()));
        }
    }
    files
}
