//! Diagnostics about the generated files of several runs.

use std::path::{Path, PathBuf};

use super::Diagnostic;
use super::front::list;

pub(crate) fn no_shards(folders: &[PathBuf]) -> Diagnostic {
    let folders: Vec<_> = folders.iter().map(|folder| folder.display()).collect();
    Diagnostic::error(format!("no generated file of a package is in {}", list(&folders)))
        .help("name the folders that `generate --out` wrote to")
}

pub(crate) fn shard_twice(package: &str, files: [&PathBuf; 2]) -> Diagnostic {
    let [one, other] = files.map(|path| path.display());
    let package = match package {
        "" => "the unnamed package".to_owned(),
        name => format!("the package `{name}`"),
    };
    Diagnostic::error(format!("`{one}` and `{other}` both have {package}"))
        .help("generate all files of a package in one run")
}

pub(crate) fn packages_share_a_module(
    packages: [&str; 2],
    module: &str,
    files: [&PathBuf; 2],
) -> Diagnostic {
    let ([one, other], files) = (packages, files.map(|path| path.display()));
    Diagnostic::error(format!(
        "the packages `{one}` and `{other}` are both the module `{module}`, in `{}` and `{}`",
        files[0], files[1]
    ))
    .help("generate both packages in one run, or rename one of them")
}

pub(crate) fn not_generated_code(path: &Path, reason: &str) -> Diagnostic {
    Diagnostic::error(format!("`{}` is not Rust code: {reason}", path.display()))
        .help("generate the file again")
}

/// `rule` is the rule that gives the item another name.
pub(crate) fn package_takes_a_name(
    path: &Path,
    item: &str,
    package: &str,
    rule: &str,
) -> Diagnostic {
    Diagnostic::error(format!(
        "`{}` has an item `{item}`, which is also the module of the package `{package}`",
        path.display()
    ))
    .help(format!("give every run the option `{rule}`"))
}

/// `rule` is the rule that gives the item the same name in every run.
pub(crate) fn shards_disagree(path: &Path, item: &str, rule: &str) -> Diagnostic {
    Diagnostic::error(format!(
        "`{}` refers to `{item}`, which has another name in the run that generated it",
        path.display()
    ))
    .help(format!("give every run the option `{rule}`"))
}

pub(crate) fn item_in_no_shard(path: &Path, item: &str) -> Diagnostic {
    Diagnostic::error(format!("`{}` refers to `{item}`, which no file has", path.display()))
        .help("name the folder with the code of that package, too")
        .help("if the package is in the folders, generate all of them again")
}
