//! About the older version of a schema, and the ids of rules.

use super::{Diagnostic, Location};

/// Reports an id that no rule has. `page` lists all ids, e.g. `docs/lint.md`.
pub(crate) fn unknown_rule(id: &str, page: &str) -> Diagnostic {
    Diagnostic::error(format!("there is no rule `{id}`")).help(format!("{page} lists all rules"))
}

pub(crate) fn no_version_in_folder(folder: &str) -> Diagnostic {
    Diagnostic::error(format!(
        "the folder `{folder}` has neither .proto files nor generated code to compare with"
    ))
    .help(
        "name the folder that imports are relative to, a folder of generated code, a descriptor \
         set or a git revision",
    )
}

pub(crate) fn old_is_a_proto(file: &str) -> Diagnostic {
    Diagnostic::error(format!("`{file}` is one .proto file, and not an older version"))
        .help("name the folder that its imports are relative to, or a git revision")
}

pub(crate) fn not_in_old_version(old: &str) -> Diagnostic {
    Diagnostic::error(format!("`{old}` has none of the .proto files"))
        .help("name a version that has them, or the folder that their imports are relative to")
}

pub(crate) fn code_is_no_rust(file: &str, reason: &str) -> Diagnostic {
    Diagnostic::error(format!("the file is not valid Rust: {reason}"))
        .at(Location { file: file.to_owned(), position: None })
        .help("generate the file again")
}

/// Reports a name that stands for no older version. `reason` is a clause, e.g. "git knows no commit
/// of this name here".
pub(crate) fn bad_revision(name: &str, reason: &str) -> Diagnostic {
    Diagnostic::error(format!("there is no file, folder or git revision `{name}`: {reason}"))
        .help("name a branch, a tag or a commit, e.g. `--against origin/main`")
}

pub(crate) fn revision_needs_protos(name: &str) -> Diagnostic {
    Diagnostic::error(format!(
        "the git revision `{name}` can be compared with .proto files, not with a descriptor set"
    ))
    .help("name .proto files of the repository, or compare two descriptor sets")
}

pub(crate) fn input_outside_repository(path: &str, name: &str) -> Diagnostic {
    Diagnostic::error(format!(
        "`{path}` is not in the git repository of the other files, so the revision `{name}` does \
         not have it"
    ))
    .help("name .proto files of one repository")
}

pub(crate) fn git_failed(reason: &str) -> Diagnostic {
    Diagnostic::error(format!("cannot read the repository with git: {reason}"))
        .help("compare with a folder of the older .proto files, or with a descriptor set")
}
