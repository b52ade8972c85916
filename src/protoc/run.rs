//! One run of protoc.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{fs, io};

use tempfile::TempDir;

use super::inputs::Input;
use super::locate::{Protoc, output};
use super::{Compiled, Settings, edition, private, stderr};
use crate::Diagnostics;
use crate::diagnostics::{broken_protoc, protoc_failed};

pub(super) fn run(
    protoc: &Protoc,
    inputs: &[Input],
    includes: &[PathBuf],
    settings: &Settings,
) -> Result<Compiled, Diagnostics> {
    let broken =
        |error: io::Error| Diagnostics::from(broken_protoc(&protoc.path, &error.to_string()));
    let scratch = private::temporary()?;
    let mut includes: Vec<PathBuf> = includes.to_vec();
    includes.extend(super::include_from_env());
    let own = protoc.include.as_slice();
    let result = scratch.path().join("descriptors.binpb");
    let arguments = scratch.path().join("arguments");

    // Arguments go through a file, because a command line has a limit, which is low on Windows.
    // protoc takes each line of the file literally, so no argument needs quotes.
    let mut lines = Lines::default();
    let mapped = Mapped::new(includes.iter().chain(own), &scratch).map_err(broken)?;
    for include in &mapped.folders {
        lines.push("--proto_path=", include);
    }
    lines.push("--descriptor_set_out=", &result);
    lines.push("--include_imports", "");
    if !settings.skip_source_info {
        lines.push("--include_source_info", "");
    }
    if protoc.version.retains_options() {
        lines.push("--retain_options", "");
    }
    for argument in &settings.arguments {
        lines.push("", argument);
    }
    for input in inputs {
        lines.push("", mapped.input(input));
    }
    fs::write(&arguments, lines.0).map_err(broken)?;

    let mut argument = std::ffi::OsString::from("@");
    argument.push(&arguments);
    let done = output(Command::new(&protoc.path).arg(&argument)).map_err(broken)?;

    let mut said = stderr::parse(&String::from_utf8_lossy(&done.stderr), done.status.success());
    mapped.restore(&mut said);
    if done.status.success() {
        let descriptor_set = fs::read(&result).map_err(broken)?;
        let listed = inputs.iter().map(|input| input.name.clone()).collect();
        return Ok(Compiled { descriptor_set, listed, warnings: said });
    }
    said = stderr::explain_imports(said, &includes, settings.front_end);
    said = edition::explain(said, &protoc.version, &protoc.path, inputs, &includes);
    if !said.has_errors() {
        said.push(protoc_failed(&protoc.path, &done.status.to_string()));
    }
    Err(said)
}

/// The argument file.
#[derive(Default)]
struct Lines(Vec<u8>);

impl Lines {
    fn push(&mut self, flag: &str, value: impl AsRef<OsStr>) {
        self.0.extend(flag.as_bytes());
        self.0.extend(value.as_ref().as_encoded_bytes());
        self.0.push(b'\n');
    }
}

/// Include folders in a form that protoc accepts. protoc splits `a:b` into two folders (`a;b` on
/// Windows), and reads `a=b` as the folder `b` mapped to `a`. A folder with such a name is replaced
/// by a link.
struct Mapped {
    folders: Vec<PathBuf>,
    /// The include folders that are replaced, each with the link that stands for it.
    replaced: Vec<(PathBuf, PathBuf)>,
}

impl Mapped {
    fn new<'a>(includes: impl Iterator<Item = &'a PathBuf>, scratch: &TempDir) -> io::Result<Self> {
        let mut mapped = Self { folders: Vec::new(), replaced: Vec::new() };
        let separator = if cfg!(windows) { b';' } else { b':' };
        for (index, include) in includes.enumerate() {
            if include
                .as_os_str()
                .as_encoded_bytes()
                .iter()
                .any(|byte| *byte == separator || *byte == b'=')
            {
                let link = scratch.path().join(format!("include-{index}"));
                link_folder(&include.canonicalize()?, &link)?;
                mapped.replaced.push((include.clone(), link.clone()));
                mapped.folders.push(link);
            } else {
                mapped.folders.push(include.clone());
            }
        }
        Ok(mapped)
    }

    fn input(&self, input: &Input) -> PathBuf {
        if input.by_name {
            return PathBuf::from(&input.name);
        }
        let link = self
            .replaced
            .iter()
            .find_map(|(include, link)| Some(link.join(input.path.strip_prefix(include).ok()?)));
        link.unwrap_or_else(|| input.path.clone())
    }

    /// Replaces the links in diagnostics with the folders that the user gave.
    fn restore(&self, said: &mut Diagnostics) {
        for location in said.iter_mut().filter_map(|diagnostic| diagnostic.location.as_mut()) {
            let below = |(include, link): &(PathBuf, PathBuf)| {
                Some(include.join(Path::new(&location.file).strip_prefix(link).ok()?))
            };
            if let Some(path) = self.replaced.iter().find_map(below) {
                location.file = path.display().to_string();
            }
        }
    }
}

#[cfg(unix)]
use std::os::unix::fs::symlink as link_folder;
#[cfg(windows)]
use std::os::windows::fs::symlink_dir as link_folder;
