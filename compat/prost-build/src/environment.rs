//! What the environment says about protoc.

use std::env;
use std::path::PathBuf;

/// The `protoc` that `PROTOC` names; `protoc` if it names none. [`Config`](crate::Config) looks
/// further: where `PATH` has no `protoc`, it runs the one inside.
pub fn protoc_from_env() -> PathBuf {
    env::var_os("PROTOC").map_or_else(|| PathBuf::from("protoc"), PathBuf::from)
}

/// The folder that `PROTOC_INCLUDE` names, if it names one.
///
/// # Panics
/// If there is no such folder.
pub fn protoc_include_from_env() -> Option<PathBuf> {
    let folder = PathBuf::from(env::var_os("PROTOC_INCLUDE")?);
    assert!(folder.exists(), "PROTOC_INCLUDE names `{}`, which does not exist", folder.display());
    assert!(folder.is_dir(), "PROTOC_INCLUDE names `{}`, which is no folder", folder.display());
    Some(folder)
}

/// How to get a `protoc`, for the error messages of those who need one.
pub fn error_message_protoc_not_found() -> String {
    let install = match env::consts::OS {
        "macos" => "`brew install protobuf`",
        "linux" => "e.g. `apt-get install protobuf-compiler`",
        _ => "e.g. from https://github.com/protocolbuffers/protobuf/releases",
    };
    format!(
        "there is no `protoc` here: install it ({install}), or let the environment variable PROTOC name one"
    )
}
