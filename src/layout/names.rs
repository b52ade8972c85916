//! Warnings about the names of files.

use super::{Layout, Planned};
use crate::diagnostics::{Diagnostic, Diagnostics, Location, file_name_is_shortened, windows_cannot_make};
use crate::model::{Model, Package};

/// The names of devices, which Windows finds in every folder, with any extension.
const DEVICES: &[&str] = &["con", "prn", "aux", "nul"];

impl Layout<'_> {
    /// Warns of files that a platform cannot make, and of those whose name a user cannot guess.
    pub fn warnings(&self, model: &Model, files: &[Planned<'_>]) -> Diagnostics {
        let devices =
            files.iter().filter_map(|file| Some(at_package(model, file, windows_cannot_make(&file.name, device_in(&file.name)?))));
        let mut found: Diagnostics = devices.collect();
        if self.tree_file().is_none() {
            let shortened = files.iter().filter(|file| file.package().is_some_and(is_shortened));
            found.extend(shortened.map(|file| at_package(model, file, file_name_is_shortened(&file.name))));
        }
        found
    }
}

/// Whether a package's file is not named for the whole package: no package has a `-` in its name.
fn is_shortened(package: &Package) -> bool {
    !package.scope.is_empty() && package.file_stem.contains('-')
}

/// The part of a path that names a device, e.g. `con` in `src/con.v1.rs`.
fn device_in(path: &str) -> Option<&str> {
    let is_numbered = |name: &str| {
        let number = name.strip_prefix("com").or_else(|| name.strip_prefix("lpt"));
        number.is_some_and(|number| number.len() == 1 && number.bytes().all(|byte| byte.is_ascii_digit()))
    };
    path.split('/').map(|part| part.split('.').next().unwrap_or_default()).find(|name| {
        let name = name.to_ascii_lowercase();
        DEVICES.contains(&name.as_str()) || is_numbered(&name)
    })
}

/// A diagnostic at the first .proto file of the package whose file it is.
fn at_package(model: &Model, file: &Planned<'_>, diagnostic: Diagnostic) -> Diagnostic {
    match file.package().and_then(|package| package.sources.first()) {
        Some(source) => diagnostic.at(Location { file: model.files[*source].name.clone(), position: None }),
        None => diagnostic,
    }
}

#[cfg(test)]
mod tests {
    use super::device_in;

    #[test]
    fn devices_have_any_extension_and_case() {
        for (path, expected) in [
            ("con.rs", Some("con")),
            ("con.v1.rs", Some("con")),
            ("NUL.rs", Some("NUL")),
            ("src/aux.rs", Some("aux")),
            ("acme/com1/acme.com1.rs", Some("com1")),
            ("lpt9.a.rs", Some("lpt9")),
            ("com10.rs", None),
            ("com.rs", None),
            ("acme.con.rs", None),
            ("console.rs", None),
            ("_.rs", None),
        ] {
            assert_eq!(device_in(path), expected, "{path}");
        }
    }
}
