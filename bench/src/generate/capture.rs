//! Requests as protoc sends them. This program acts as a plugin and stores the request.

use std::collections::BTreeMap;
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{env, fs, io};

use super::Size;
use crate::measure;

/// The environment variable that names the file for the request. protoc gives its plugins no
/// arguments.
pub const CAPTURE: &str = "BENCH_CAPTURE";

/// Stores the request on the standard input, and answers that nothing is generated.
pub fn answer(path: &Path) -> Result<(), String> {
    let mut request = Vec::new();
    io::stdin().read_to_end(&mut request).map_err(|error| error.to_string())?;
    fs::write(path, request).map_err(|error| error.to_string())?;
    // `supported_features`, `minimum_edition` and `maximum_edition`. Without them, protoc refuses
    // newer files.
    let response = [&[0x10, 3], &[0x18, 0xe6, 7][..], &[0x20, 0xea, 7]].concat();
    io::stdout().write_all(&response).map_err(|error| error.to_string())
}

/// Returns the file with the request for the files of a size.
pub fn request(root: &Path, work: &Path, size: &Size) -> Result<PathBuf, String> {
    let path = work.join(format!("{}.request", size.name.replace([' ', '/'], "-")));
    let schemas = root.join("target/peers/schemas/google-proto-files");
    let mut folders = BTreeMap::new();
    collect(&schemas, "", &mut folders)
        .map_err(|_| "the schemas are missing; fetch them with: scripts/fetch schemas")?;
    let asked: Vec<String> = folders
        .into_iter()
        .enumerate()
        .filter(|(nth, (folder, _))| (size.asks)(folder, *nth))
        .flat_map(|(_, (_, files))| files)
        .collect();
    if path.exists() {
        return Ok(path);
    }
    let failed = |error: &dyn std::fmt::Display| error.to_string();
    // There are more files than a command line accepts.
    let arguments = work.join("arguments");
    fs::write(&arguments, asked.join("\n")).map_err(|error| failed(&error))?;
    let mut tee = std::ffi::OsString::from("--plugin=protoc-gen-tee=");
    tee.push(env::current_exe().map_err(|error| failed(&error))?);
    let mut protoc =
        Command::new(protoc_bin_vendored::protoc_bin_path().map_err(|error| failed(&error))?);
    protoc
        .arg("-I")
        .arg(schemas)
        .arg("-I")
        .arg(protoc_bin_vendored::include_path().map_err(|error| failed(&error))?);
    protoc.arg(tee).arg("--tee_out").arg(work).arg(format!("@{}", arguments.display()));
    measure::run(protoc.env(CAPTURE, &path).stderr(Stdio::null()))?;
    Ok(path)
}

/// Collects the .proto files below a folder, by their folders.
fn collect(
    root: &Path,
    folder: &str,
    folders: &mut BTreeMap<String, Vec<String>>,
) -> io::Result<()> {
    for entry in fs::read_dir(root.join(folder))? {
        let entry = entry?;
        let name = entry.file_name().into_string().unwrap_or_default();
        let path = if folder.is_empty() { name } else { format!("{folder}/{name}") };
        if entry.file_type()?.is_dir() {
            collect(root, &path, folders)?;
        } else if path.ends_with(".proto") {
            folders.entry(folder.to_owned()).or_default().push(path);
        }
    }
    folders.entry(folder.to_owned()).and_modify(|files| files.sort());
    folders.retain(|_, files| !files.is_empty());
    Ok(())
}
