//! Whether each file has a name of its own.

use super::link::Schema;
use crate::diagnostics::{Diagnostics, default_file_is_taken, mod_file_is_taken};
use crate::model::Package;
use crate::options::Options;

/// Neither the module tree nor the file of what has no package may take the place of a package's file.
pub(super) fn check(schema: &Schema<'_>, options: &Options, packages: &[Package], found: &mut Diagnostics) {
    let source = |package: &Package| schema.files[package.sources[0]].proto.name();
    // Ordered by file name, then by module, so the unnamed package comes first.
    for pair in packages.windows(2).filter(|pair| pair[0].file_stem == pair[1].file_stem) {
        let [unnamed, named] = pair else { continue };
        let source = source(named);
        found.push(default_file_is_taken(&unnamed.file_stem, &named.full_name, source));
    }
    let in_crate = options.gen_crate.then_some("src/lib.rs");
    let Some(mod_file) = options.mod_file.as_deref().or(in_crate) else { return };
    let name = match options.gen_crate {
        true => mod_file.strip_prefix("src/").unwrap_or(mod_file),
        false => mod_file,
    };
    let is_taken = |package: &&Package| options.flat_output_dir && name.strip_suffix(".rs") == Some(&package.file_stem);
    if let Some(package) = packages.iter().find(is_taken) {
        found.push(mod_file_is_taken(mod_file, &package.full_name, source(package)));
    }
}
