//! The paths that the user gives, turned into the names that protoc knows files by.

use std::collections::HashMap;
use std::ffi::OsString;
use std::path::{Component, Path, PathBuf};

use super::folder::protos_below;
use super::shown;
use crate::diagnostics::{
    Diagnostics, FrontEnd, cannot_read, folder_without_protos, include_is_missing,
    input_is_missing, input_is_outside, no_inputs, one_name, unprintable_path,
};

/// A .proto file to compile.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Input {
    /// The name in descriptors. It is relative to the include folder and has `/`, e.g.
    /// `acme/v1/weather.proto`.
    pub name: String,
    /// The include folder as it was given, joined with the name. With another spelling, protoc does
    /// not see that the folder contains the file.
    pub path: PathBuf,
    /// Whether protoc gets the name instead of the path. For a path, protoc would search all
    /// include folders and take the first one that contains the file.
    pub by_name: bool,
}

/// Returns the include folders that exist, or the current folder if none is given.
pub(super) fn check_includes(
    given: &[PathBuf],
    front_end: FrontEnd,
    found: &mut Diagnostics,
) -> Vec<PathBuf> {
    if given.is_empty() {
        return vec![PathBuf::from(".")];
    }
    let mut includes = Vec::new();
    for include in given {
        let include = Some(clean(include))
            .filter(|path| !path.as_os_str().is_empty())
            .unwrap_or_else(|| PathBuf::from("."));
        if !include.is_dir() {
            found.push(include_is_missing(&shown(&include), include.exists(), front_end));
        } else if has_line_break(&include) {
            found.push(unprintable_path(&include));
        } else {
            includes.push(include);
        }
    }
    includes
}

/// Returns the include folders among the arguments for protoc. They may contain input files.
pub(super) fn folders_in(arguments: &[OsString]) -> Vec<PathBuf> {
    const FLAGS: [&str; 2] = ["-I", "--proto_path"];
    let mut arguments = arguments.iter().filter_map(|argument| argument.to_str());
    let mut folders = Vec::new();
    while let Some(argument) = arguments.next() {
        let folder = match FLAGS.iter().find_map(|flag| argument.strip_prefix(flag)) {
            Some("") => arguments.next(),
            Some(rest) => Some(rest.strip_prefix('=').unwrap_or(rest)),
            None => None,
        };
        folders.extend(folder.map(PathBuf::from));
    }
    folders
}

/// Returns every file once, in the order given. A folder stands for the .proto files below it.
pub(super) fn find(
    protos: &[PathBuf],
    includes: &[PathBuf],
    front_end: FrontEnd,
    found: &mut Diagnostics,
) -> Vec<Input> {
    if protos.is_empty() {
        found.push(no_inputs(front_end));
    }
    let folders: Vec<String> = includes.iter().map(|include| shown(include)).collect();
    let mut inputs = Vec::new();
    let mut paths: HashMap<String, PathBuf> = HashMap::new();
    for proto in with_folders_read(protos, found) {
        if has_line_break(&proto) || proto.to_str().is_none() {
            found.push(unprintable_path(&proto));
            continue;
        }
        match find_one(&proto, includes) {
            Some(input) => match paths.get(&input.name) {
                Some(other) if is_same(other, &input.path) => {}
                Some(other) => {
                    found.push(one_name(&input.name, &shown(other), &shown(&input.path)));
                }
                None => {
                    paths.insert(input.name.clone(), input.path.clone());
                    inputs.push(input);
                }
            },
            None if proto.is_file() => {
                let suggested = suggested_include(&proto);
                found.push(input_is_outside(&shown(&proto), &folders, &suggested, front_end));
            }
            None => found.push(input_is_missing(&shown(&proto), &folders)),
        }
    }
    inputs
}

/// Whether two paths lead to one file.
fn is_same(one: &Path, other: &Path) -> bool {
    one == other || one.canonicalize().is_ok_and(|one| other.canonicalize().is_ok_and(|o| o == one))
}

/// Returns the files, with each folder replaced by the .proto files below it.
fn with_folders_read(protos: &[PathBuf], found: &mut Diagnostics) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for proto in protos {
        if !proto.is_dir() {
            files.push(proto.clone());
            continue;
        }
        match protos_below(&clean(proto)) {
            Ok(below) if below.is_empty() => found.push(folder_without_protos(&shown(proto))),
            Ok(below) => files.extend(below),
            Err((folder, error)) => found.push(cannot_read(&folder, &error)),
        }
    }
    files
}

/// Finds one file. The path leads to a file below an include folder, as protoc requires. A name
/// relative to an include folder is accepted too, as in prost-build and protoc.
fn find_one(proto: &Path, includes: &[PathBuf]) -> Option<Input> {
    let name = proto.is_file().then(|| {
        let as_written = || {
            includes
                .iter()
                .find_map(|include| Some((include, name_below(&clean(proto), &clean(include))?)))
        };
        let as_it_is = || {
            let proto = proto.canonicalize().ok()?;
            includes.iter().find_map(|include| {
                Some((include, name_below(&proto, &include.canonicalize().ok()?)?))
            })
        };
        as_written().or_else(as_it_is)
    });
    let by_name = || {
        let name = name_below(&clean(proto), Path::new(""))?;
        Some((includes.iter().find(|include| join(include, &name).is_file())?, name))
    };
    if let Some((include, name)) = name.flatten() {
        return Some(Input { path: join(include, &name), name, by_name: false });
    }
    let (include, name) = by_name()?;
    // protoc would take a name for a path if a file of that path exists.
    Some(Input { path: join(include, &name), name, by_name: !proto.exists() })
}

/// Returns the name of a path relative to a folder. Returns `None` if the path is not below the
/// folder.
fn name_below(path: &Path, folder: &Path) -> Option<String> {
    let rest = path.strip_prefix(folder).ok()?;
    let parts: Option<Vec<&str>> = rest
        .components()
        .map(|component| match component {
            Component::Normal(part) => part.to_str(),
            _ => None,
        })
        .collect();
    parts.filter(|parts| !parts.is_empty()).map(|parts| parts.join("/"))
}

/// Returns the path of a named file in an include folder.
pub(super) fn join(include: &Path, name: &str) -> PathBuf {
    let mut path = include.to_path_buf();
    path.extend(name.split('/'));
    path
}

/// Returns a path without `.` components.
pub(super) fn clean(path: &Path) -> PathBuf {
    path.components().filter(|component| *component != Component::CurDir).collect()
}

/// Whether a path has a line break. protoc reads its arguments line by line.
fn has_line_break(path: &Path) -> bool {
    path.as_os_str().as_encoded_bytes().iter().any(|byte| matches!(byte, b'\n' | b'\r'))
}

fn suggested_include(proto: &Path) -> String {
    shown(proto.parent().unwrap_or(Path::new(".")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_name_folders() {
        let arguments =
            ["-Ia", "--proto_path=b", "--experimental_editions", "-I", "c", "--proto_path", "d"]
                .map(OsString::from);
        assert_eq!(folders_in(&arguments), ["a", "b", "c", "d"].map(PathBuf::from));
    }

    #[test]
    fn names_are_relative_to_the_folder() {
        let below = |path: &str, folder: &str| {
            name_below(&clean(Path::new(path)), &clean(Path::new(folder)))
        };
        assert_eq!(below("proto/a/b.proto", "proto").as_deref(), Some("a/b.proto"));
        assert_eq!(below("./proto//a/./b.proto", "proto/").as_deref(), Some("a/b.proto"));
        assert_eq!(below("a.proto", ".").as_deref(), Some("a.proto"));
        assert_eq!(below("../x/a.proto", "..").as_deref(), Some("x/a.proto"));
        assert_eq!(below("../../x/a.proto", ".."), None);
        assert_eq!(below("/x/a.proto", "."), None);
        assert_eq!(below("protos/a.proto", "proto"), None);
    }
}
