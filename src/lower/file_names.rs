//! Whether each file has a name of its own.

use crate::diagnostics::{Diagnostics, default_file_is_taken, mod_file_is_taken, packages_share_a_file};
use crate::model::Package;
use crate::options::Options;

/// Neither the module tree nor the file of what has no package nor another package may take the place of a package's file.
pub(super) fn check(options: &Options, packages: &[Package], found: &mut Diagnostics) {
    // Ordered by file name, then by module, so the unnamed package comes first.
    for pair in packages.windows(2).filter(|pair| pair[0].file_stem == pair[1].file_stem) {
        let [first, second] = pair else { continue };
        let source = &second.sources[0].name;
        found.push(match first.scope.is_empty() {
            true => default_file_is_taken(&first.file_stem, &second.full_name, source),
            // Names that are too long for a file end in a hash, and packages can be made that have the same one.
            false => packages_share_a_file(&first.file_stem, [&first.full_name, &second.full_name], source),
        });
    }
    let in_crate = options.gen_crate.then_some("src/lib.rs");
    let Some(mod_file) = options.mod_file.as_deref().or(in_crate) else { return };
    let name = match options.gen_crate {
        true => mod_file.strip_prefix("src/").unwrap_or(mod_file),
        false => mod_file,
    };
    let is_taken = |package: &&Package| options.flat_output_dir && name.strip_suffix(".rs") == Some(&package.file_stem);
    if let Some(package) = packages.iter().find(is_taken) {
        found.push(mod_file_is_taken(mod_file, &package.full_name, &package.sources[0].name));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::code::Name;
    use crate::model::Source;

    #[test]
    fn packages_with_one_file_are_told_apart() {
        let package = |full_name: &str| Package {
            full_name: full_name.into(),
            scope: full_name.split('.').filter(|part| !part.is_empty()).map(Name::new).collect(),
            file_stem: "x-1".into(),
            in_tree: true,
            sources: vec![Source { name: format!("{full_name}.proto"), edition: "proto3".into() }],
            messages: Vec::new(),
            enums: Vec::new(),
            services: Vec::new(),
            descriptor_set: None,
        };
        let mut found = Diagnostics::default();
        check(&Options::default(), &["", "a", "b"].map(package), &mut found);
        assert_eq!(
            found.to_string(),
            "`default_package_filename=x-1` names the file of package `a`, which a.proto needs\n  \
               help: give the file of what has no package another name\n\
             packages `a` and `b` have the same file `x-1.rs`, which b.proto needs\n  \
               help: give one of the packages a shorter name"
        );
    }
}
