//! buf.gen.yaml, with real buf.

use std::path::{Path, PathBuf};

use crate::project::Project;

const BEFORE: &str = "\
version: v2
plugins:
  # Messages.
  - local: protoc-gen-prost
    out: src/gen
    opt: [bytes=., file_descriptor_set, flat_output_dir]
  - local: protoc-gen-tonic
    out: src/gen
    opt:
      - no_server
      - flat_output_dir
  - local: protoc-gen-prost-crate
    out: src/gen
    strategy: all
    opt: [no_features, flat_output_dir]
";

const AFTER: &str = "\
version: v2
plugins:
  # Messages.
  - local: protoc-gen-rust-grpc
    out: src/gen
    strategy: all
    opt:
      - codec=prost
      - bytes=.
      - file_descriptor_set
      - no_server
      - include_file=mod.rs
";

/// Returns the folder with buf.
fn buf() -> PathBuf {
    let folder =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/peers/buf/node_modules/.bin");
    assert!(folder.exists(), "there is no buf; `scripts/fetch buf` fetches it");
    folder
}

#[test]
#[ignore = "needs buf: scripts/fetch buf"]
fn plugins_are_replaced_and_proven() {
    let project = Project::new(&[
        ("buf.gen.yaml", BEFORE),
        ("buf.yaml", "version: v2\nmodules:\n  - path: proto\n"),
    ]);
    project.commit();
    let done = project.migrate_with(&[], &buf());
    done.is_equal(&["buf.gen.yaml"]);
    let done = project.migrate_with(&["--write"], &buf());
    assert_eq!(done.code, 0, "{done:?}");
    assert_eq!(project.read("buf.gen.yaml"), AFTER);
    project.commit();
    let again = project.migrate_with(&["--write"], &buf());
    assert_eq!(again.code, 0, "{again:?}");
}

#[test]
fn without_buf_there_is_no_proof() {
    let project = Project::new(&[("buf.gen.yaml", BEFORE)]);
    project.commit();
    let done = project.migrate(&["--write"]);
    assert_eq!(done.code, 1, "{done:?}");
    assert_eq!(project.read("buf.gen.yaml"), BEFORE);
}
