//! Errors and warnings about file names.

use super::{Content, Layout, Planned};
use crate::diagnostics::{
    Diagnostic, Diagnostics, Location, crate_root_is_taken, default_file_is_taken,
    file_is_a_program, file_name_is_shortened, mod_file_is_taken, packages_share_a_file,
    windows_cannot_make,
};
use crate::model::{Model, Package};

/// The names of devices. On Windows, a file cannot have such a name, in any folder and with any
/// extension.
const DEVICES: &[&str] = &["con", "prn", "aux", "nul"];

impl Layout<'_> {
    /// Reports files that have the same name, and files of a crate that Cargo takes for programs.
    pub fn check(&self, model: &Model, files: &[Planned<'_>]) -> Diagnostics {
        let taken = files.windows(2).filter(|pair| pair[0].name == pair[1].name);
        let taken = taken.filter_map(|pair| self.is_taken(model, &pair[0], &pair[1]));
        let programs = files.iter().filter(|file| self.options.gen_crate && is_program(&file.name));
        let programs = programs.filter_map(|file| {
            let package = file.package()?;
            Some(file_is_a_program(
                &file.name,
                &package.full_name,
                source(model, package),
                self.way_out(package),
            ))
        });
        taken.chain(programs).collect()
    }

    /// Returns the error about two files of the same name.
    fn is_taken(
        &self,
        model: &Model,
        one: &Planned<'_>,
        other: &Planned<'_>,
    ) -> Option<Diagnostic> {
        let package = one
            .package()
            .into_iter()
            .chain(other.package())
            .max_by_key(|package| package.scope.len())?;
        let source = source(model, package);
        if let (Some(one), Some(other)) = (one.package(), other.package())
            && !one.scope.is_empty()
            && !other.scope.is_empty()
        {
            // A long name is shortened and gets a hash. Two packages can have the same hash.
            return Some(packages_share_a_file(
                &one.file_stem,
                [&one.full_name, &other.full_name],
                source,
            ));
        }
        let is_tree = [one, other].iter().any(|file| matches!(file.content, Content::Tree(_)));
        Some(match (is_tree, self.options.gen_crate) {
            (true, true) => {
                crate_root_is_taken(&one.name, &package.full_name, source, self.way_out(package))
            }
            (true, false) => mod_file_is_taken(&one.name, &package.full_name, source),
            (false, _) => default_file_is_taken(
                &self.options.default_package_filename.0,
                &package.full_name,
                source,
            ),
        })
    }

    /// Returns the help line with the option that gives a package's file another name.
    fn way_out(&self, package: &Package) -> &'static str {
        match (package.scope.is_empty(), self.options.flat_output_dir) {
            (true, _) => "`default_package_filename=NAME` gives the file another name",
            (false, true) => "`flat_output_dir=false` gives each package a folder of its own",
            (false, false) => {
                "`flat_output_dir=true` puts the files of all packages into one folder"
            }
        }
    }

    /// Warns of files that some platform cannot create, and of files whose names users cannot
    /// guess.
    pub fn warnings(&self, model: &Model, files: &[Planned<'_>]) -> Diagnostics {
        let devices = files.iter().filter_map(|file| {
            Some(at_package(model, file, windows_cannot_make(&file.name, device_in(&file.name)?)))
        });
        let mut found: Diagnostics = devices.collect();
        if self.tree_file().is_none() {
            let shortened = files.iter().filter(|file| file.package().is_some_and(is_shortened));
            found.extend(
                shortened.map(|file| at_package(model, file, file_name_is_shortened(&file.name))),
            );
        }
        found
    }
}

/// Whether Cargo takes a file of a crate for a program: `src/main.rs`, or a file in `src/bin`.
fn is_program(path: &str) -> bool {
    path == "src/main.rs" || path.strip_prefix("src/bin/").is_some_and(|name| !name.contains('/'))
}

/// Returns the first .proto file of a package.
fn source<'m>(model: &'m Model, package: &Package) -> &'m str {
    package.sources.first().map_or("", |source| &model.files[*source].name)
}

/// Whether the name of a package's file is shortened. A shortened name has a `-`, and no package
/// name has one.
fn is_shortened(package: &Package) -> bool {
    !package.scope.is_empty() && package.file_stem.contains('-')
}

/// Returns the part of a path that names a device, e.g. `con` in `src/con.v1.rs`.
fn device_in(path: &str) -> Option<&str> {
    let is_numbered = |name: &str| {
        let number = name.strip_prefix("com").or_else(|| name.strip_prefix("lpt"));
        number.is_some_and(|number| {
            number.len() == 1 && number.bytes().all(|byte| byte.is_ascii_digit())
        })
    };
    path.split('/').map(|part| part.split('.').next().unwrap_or_default()).find(|name| {
        let name = name.to_ascii_lowercase();
        DEVICES.contains(&name.as_str()) || is_numbered(&name)
    })
}

/// Adds the location of a package's first .proto file to a diagnostic about the package's file.
fn at_package(model: &Model, file: &Planned<'_>, diagnostic: Diagnostic) -> Diagnostic {
    match file.package().and_then(|package| package.sources.first()) {
        Some(source) => {
            diagnostic.at(Location { file: model.files[*source].name.clone(), position: None })
        }
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
