//! Compiles fixtures to descriptors.

use std::fs;
use std::path::Path;
use std::process::Command;

/// Returns an encoded descriptor set, and the names of the files that were asked for. These are
/// `protos`, or all files of the folder if `protos` is empty.
pub fn compile(folder: &Path, protos: &[&str]) -> (Vec<u8>, Vec<String>) {
    let mut listed: Vec<String> = protos.iter().map(|name| (*name).to_owned()).collect();
    if listed.is_empty() {
        listed = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        listed.sort();
    }
    // Each call needs a folder of its own, because tests run at the same time.
    let scratch = tempfile::tempdir().unwrap();
    let out = scratch.path().join("fixtures.binpb");
    let status = Command::new(protoc_bin_vendored::protoc_bin_path().unwrap())
        .args(["--include_imports", "--include_source_info"])
        .arg(format!("--descriptor_set_out={}", out.display()))
        .arg(format!("--proto_path={}", folder.display()))
        .args(&listed)
        .status()
        .unwrap();
    assert!(status.success());
    (fs::read(out).unwrap(), listed)
}
