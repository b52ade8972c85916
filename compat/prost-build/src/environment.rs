//! The environment variables that name protoc and its include folder.

use std::env;
use std::path::PathBuf;

/// Returns the `protoc` that `PROTOC` names, or `protoc`. [`Config`](crate::Config) searches
/// further: if `PATH` has no `protoc`, it runs the one inside the library.
pub fn protoc_from_env() -> PathBuf {
    env::var_os("PROTOC").map_or_else(|| PathBuf::from("protoc"), PathBuf::from)
}

/// Returns the folder that `PROTOC_INCLUDE` names, if it is set.
///
/// # Panics
/// Panics if the folder does not exist.
pub fn protoc_include_from_env() -> Option<PathBuf> {
    let folder = PathBuf::from(env::var_os("PROTOC_INCLUDE")?);
    assert!(folder.exists(), "PROTOC_INCLUDE names `{}`, which does not exist", folder.display());
    assert!(folder.is_dir(), "PROTOC_INCLUDE names `{}`, which is not a folder", folder.display());
    Some(folder)
}

/// Returns an error message that says how to install `protoc`.
pub fn error_message_protoc_not_found() -> String {
    let install = match env::consts::OS {
        "macos" => "`brew install protobuf`",
        "linux" => "e.g. `apt-get install protobuf-compiler`",
        _ => "e.g. from https://github.com/protocolbuffers/protobuf/releases",
    };
    format!(
        "`protoc` was not found: install it ({install}), or set the environment variable PROTOC to \
         its path"
    )
}
