//! Tests of protoc with real files. Tests that depend on the environment are in
//! `tests/cli/protoc.rs`, in processes of their own.

use std::fs;
use std::path::{Path, PathBuf};

use prost::Message as _;
use tempfile::TempDir;

use super::*;
use crate::descriptor::FileDescriptorSet;

/// Makes a folder with files.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = TempDir::new().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

fn names(compiled: &Compiled) -> Vec<String> {
    let set = FileDescriptorSet::decode(compiled.descriptor_set.as_slice()).unwrap();
    set.file.into_iter().filter_map(|file| file.name).collect()
}

/// Returns the messages of a run, with `DIR` in place of the folder's path.
fn error(folder: &Path, protos: &[&str], includes: &[&str]) -> String {
    let below =
        |paths: &[&str]| paths.iter().map(|path| folder.join(path)).collect::<Vec<PathBuf>>();
    let text =
        compile(&below(protos), &below(includes), &Settings::vendored()).unwrap_err().to_string();
    text.replace(folder.to_str().unwrap(), "DIR")
}

const USES_TIMESTAMP: &str = "syntax = 'proto3'; package a; import \
                              'google/protobuf/timestamp.proto'; message A { \
                              google.protobuf.Timestamp t = 1; }";

#[test]
fn every_name_of_a_folder_or_file_works() {
    for (include, name) in [
        ("a b", "x y.proto"),
        ("@at", "@x.proto"),
        ("-w", "-x.proto"),
        ("a=b:c;d", "e=f:g.proto"),
        (r"back\slash", "x.proto"),
        ("ünï", "ö.proto"),
    ] {
        if cfg!(windows) && (include.contains(':') || include.contains('\\')) {
            continue;
        }
        let folder = folder(&[(&format!("{include}/sub/{name}"), USES_TIMESTAMP)]);
        let include = folder.path().join(include);
        let path = include.join("sub").join(name);
        for proto in [
            path.clone(),
            PathBuf::from(format!("sub/{name}")),
            path.parent().unwrap().join("../sub").join(name),
        ] {
            let compiled =
                compile(&[proto], std::slice::from_ref(&include), &Settings::vendored()).unwrap();
            assert_eq!(compiled.listed, [format!("sub/{name}")]);
            assert_eq!(
                names(&compiled),
                ["google/protobuf/timestamp.proto".to_string(), format!("sub/{name}")]
            );
        }
    }
}

#[test]
fn syntax_errors_are_passed_through() {
    let folder = folder(&[(
        "a.proto",
        "syntax = 'proto3';\nmessage A {\n  int32 x = 1\n}\nmessage B { x y z }\n",
    )]);
    assert_eq!(
        error(folder.path(), &["a.proto"], &[""]),
        "DIR/a.proto:4:1: Expected \";\"\nDIR/a.proto:5:17: Missing field number"
    );
}

#[test]
#[cfg(unix)]
fn folders_that_protoc_cannot_take_keep_their_names() {
    let folder = folder(&[("a:b=c/a.proto", "syntax = 'proto3';\nnonsense")]);
    let text = error(folder.path(), &["a:b=c/a.proto"], &["a:b=c"]);
    assert!(text.starts_with("DIR/a:b=c/a.proto:2:1: "), "{text}");
}

#[test]
fn missing_files_and_folders() {
    let folder = folder(&[
        ("p/a.proto", "syntax = 'proto3';\nimport 'nope.proto';\n"),
        ("q/b.proto", "syntax = 'proto3';"),
        ("r/c.txt", ""),
    ]);
    let error = |protos: &[&str], includes: &[&str]| error(folder.path(), protos, includes);
    assert_eq!(
        error(&["p/a.proto"], &["p"]).lines().next().unwrap(),
        "DIR/p/a.proto:2:1: import \"nope.proto\" is not found"
    );
    assert_eq!(
        error(&["q", "p/c.proto", "r"], &["p"]),
        "`DIR/q/b.proto` is in no include folder (`DIR/p`)\n  \
           help: add the folder that its imports are relative to, e.g. `\"DIR/q\"`, to the include \
         folders, which are the second argument\n\
         no .proto file is in the folder `DIR/r`\n  \
           help: name a folder that has .proto files, at any depth; hidden folders are left out\n\
         there is no file `DIR/p/c.proto`\n  \
           help: searched for it as a path, and relative to `DIR/p`; check the name and the \
           include folders"
    );
    assert!(error(&["p/a.proto"], &["p", "s"]).contains("there is no include folder `DIR/s`"));
}

#[test]
fn arguments_of_the_users_own() {
    let folder = folder(&[
        ("a.proto", "syntax = 'proto3'; import 'b.proto'; // Said.\nmessage A {}"),
        ("more/b.proto", "syntax = 'proto3';"),
    ]);
    let more = format!("-I{}", folder.path().join("more").display());
    let settings =
        Settings { arguments: vec![more.into()], skip_source_info: true, ..Settings::vendored() };
    let compiled =
        compile(&["a.proto".into(), "b.proto".into()], &[folder.path().to_owned()], &settings)
            .unwrap();
    assert_eq!(names(&compiled), ["b.proto", "a.proto"]);
    let set = FileDescriptorSet::decode(compiled.descriptor_set.as_slice()).unwrap();
    assert!(set.file.iter().all(|file| file.source_code_info.is_none()));
}
