//! The older version: a folder, a descriptor set or a git revision.

use std::collections::HashMap;
use std::fs;
use std::path::{Component, Path, PathBuf};

use tempfile::TempDir;

use super::revision;
use crate::cli::arguments::Input;
use crate::config::{Config, Source};
use crate::diagnostics::{
    Diagnostic, Diagnostics, Location, cannot_read, code_is_no_rust, no_version_in_folder,
    not_in_old_version, old_is_a_proto,
};
use crate::stability::{Items, Version, read_items};

/// The older version.
pub(super) enum Old {
    /// .proto files.
    Schema(Source),
    /// A descriptor set, after its name in diagnostics, e.g. `build/all.binpb`.
    Set { name: String, bytes: Vec<u8> },
    /// .proto files of a git revision, in a temporary folder.
    Revision { source: Source, folder: TempDir, name: String },
    /// Generated files.
    Code(PathBuf),
}

/// Finds the older version by its name.
pub(super) fn find(old: &str, input: &Input) -> Result<Old, Diagnostics> {
    let path = Path::new(old);
    if path.is_file() && path.extension().is_some_and(|extension| extension == "proto") {
        return Err(old_is_a_proto(old).into());
    }
    if path.is_file() {
        let bytes = fs::read(path).map_err(|error| cannot_read(path, &error))?;
        return Ok(Old::Set { name: old.to_owned(), bytes });
    }
    if path.is_dir() {
        return if has_file(path, "proto")? {
            Ok(Old::Schema(in_folder(path, input)?))
        } else if has_file(path, "rs")? {
            Ok(Old::Code(path.to_owned()))
        } else {
            Err(no_version_in_folder(old).into())
        };
    }
    let folder = TempDir::new().map_err(|error| cannot_read(Path::new("TMPDIR"), &error))?;
    let source = revision::extract(old, input, folder.path())?;
    Ok(Old::Revision { source, folder, name: old.to_owned() })
}

impl Old {
    /// Reads the version. `source` and `new` are the new version.
    pub fn version(
        self,
        config: &Config,
        source: &Source,
        new: &Version,
    ) -> Result<Version, Diagnostics> {
        match self {
            Self::Schema(source) => Ok(config.old_version(&source)?.0),
            Self::Set { name, bytes } => {
                Ok(config.old_version(&source.older_set(name, bytes, new)?)?.0)
            }
            Self::Revision { source, folder, name } => {
                let mut version = config.old_version(&source).map_err(|mut found| {
                    for diagnostic in found.iter_mut() {
                        if let Some(location) = &mut diagnostic.location {
                            name_revision(location, folder.path(), &name);
                        }
                    }
                    found
                })?;
                version.0.each_place(&mut |place| name_revision(place, folder.path(), &name));
                Ok(version.0)
            }
            Self::Code(folder) => code(&folder, &new.modules),
        }
    }
}

/// Replaces the temporary folder in a location with the revision, in git's notation.
fn name_revision(location: &mut Location, folder: &Path, name: &str) {
    if let Ok(rest) = Path::new(&location.file).strip_prefix(folder) {
        location.file = format!("{name}:{}", rest.display().to_string().replace('\\', "/"));
    }
}

/// Returns the source in an older copy of the folder that imports are relative to.
fn in_folder(old: &Path, input: &Input) -> Result<Source, Diagnostic> {
    let includes = match input.includes.is_empty() {
        true => input.protos.iter().filter(|path| path.is_dir()).cloned().collect(),
        false => input.includes.clone(),
    };
    let names = input.protos.iter().map(|proto| {
        let inside = includes.iter().filter_map(|include| inside(proto, include));
        inside.min_by_key(|name| name.components().count()).unwrap_or_else(|| proto.clone())
    });
    let protos: Vec<PathBuf> = match input.protos.is_empty() {
        true => vec![old.to_owned()],
        false => names.map(|name| joined(old, &name)).filter(|path| path.exists()).collect(),
    };
    if protos.is_empty() {
        return Err(not_in_old_version(&old.display().to_string()));
    }
    // Include folders with files of other projects have no older copy.
    let others = includes
        .into_iter()
        .filter(|include| !input.protos.iter().any(|proto| inside(proto, include).is_some()));
    Ok(Source::Protos { protos, includes: std::iter::once(old.to_owned()).chain(others).collect() })
}

/// Returns the path of a file relative to a folder, if it is in it.
fn inside(path: &Path, folder: &Path) -> Option<PathBuf> {
    let plain = |path: &Path| {
        let parts = path.components().filter(|part| *part != Component::CurDir);
        parts.collect::<PathBuf>()
    };
    plain(path).strip_prefix(plain(folder)).ok().map(Path::to_owned)
}

fn joined(folder: &Path, name: &Path) -> PathBuf {
    if name.as_os_str().is_empty() { folder.to_owned() } else { folder.join(name) }
}

/// Whether a folder has a file with an extension, at any depth. Hidden folders are left out.
fn has_file(folder: &Path, extension: &str) -> Result<bool, Diagnostic> {
    Ok(!files(folder, extension)?.is_empty())
}

/// Returns the files with an extension, ordered by path.
fn files(folder: &Path, extension: &str) -> Result<Vec<PathBuf>, Diagnostic> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let entries = fs::read_dir(&folder).map_err(|error| cannot_read(&folder, &error))?;
        for entry in entries.flatten() {
            let is_hidden = entry.file_name().to_string_lossy().starts_with('.');
            // A link is left out, because it can lead into a circle.
            match entry.file_type() {
                Ok(kind) if kind.is_dir() && !is_hidden => folders.push(entry.path()),
                Ok(kind) if kind.is_file() => {
                    found.extend(
                        Some(entry.path()).filter(|path| {
                            path.extension().is_some_and(|found| found == extension)
                        }),
                    );
                }
                _ => {}
            }
        }
    }
    found.sort();
    Ok(found)
}

/// Reads the items of the generated files in a folder. Files without the mark of generated code
/// are left out, and so is the module tree.
fn code(folder: &Path, modules: &HashMap<String, Vec<String>>) -> Result<Version, Diagnostics> {
    let mut items = Items::new();
    let mut found = Diagnostics::default();
    for path in files(folder, "rs")? {
        let text = fs::read_to_string(&path).map_err(|error| cannot_read(&path, &error))?;
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        let is_tree = text.contains("include!(");
        if is_tree || !crate::write::is_generated(&text) {
            continue;
        }
        let name = path.strip_prefix(folder).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        let by_stem = || match &*stem {
            "_" => Vec::new(),
            stem => stem.split('.').map(str::to_owned).collect(),
        };
        let module = modules.get(&name).cloned().unwrap_or_else(by_stem);
        if let Err(error) = read_items(&text, &module, &mut items) {
            found.push(code_is_no_rust(&path.display().to_string(), &error.to_string()));
        }
    }
    found.checkpoint()?;
    if items.is_empty() {
        return Err(no_version_in_folder(&folder.display().to_string()).into());
    }
    Ok(Version { packages: None, items, modules: HashMap::new(), files: Vec::new() })
}
