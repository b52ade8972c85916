//! The arguments of `init`, and the folders that it refuses. `tests/projects` builds the new
//! project.

use crate::sandbox::Sandbox;

#[test]
fn a_version_or_a_checkout_to_depend_on() {
    let sandbox = Sandbox::new(&[]);
    sandbox.run(&["init", "a", "--runtime", "0.1"]).quiet();
    let manifest = sandbox.read("a/Cargo.toml");
    assert!(
        manifest.contains("rust-grpc = { version = \"0.1\", features")
            && manifest.contains("rust-grpc-build = { version = \"0.1\" }"),
        "{manifest}"
    );
    let checkout = env!("CARGO_MANIFEST_DIR");
    for (folder, runtime) in [("b", checkout.to_string()), ("c", format!("{checkout}/runtime"))] {
        sandbox.run(&["init", folder, "--runtime", &runtime]).quiet();
        assert!(
            sandbox
                .read(&format!("{folder}/Cargo.toml"))
                .contains(&format!("{{ path = \"{checkout}/runtime\", features"))
        );
    }
}

#[test]
fn nothing_is_overwritten() {
    let sandbox = Sandbox::new(&[("full/file", ""), ("empty/file", "")]);
    std::fs::remove_file(sandbox.path("empty/file")).unwrap();
    let done = sandbox.run(&["init", "full"]);
    assert_eq!(
        (done.code, done.stderr.as_str()),
        (2, "error: `full` is not empty\n  help: name a new or empty folder\n")
    );
    assert_eq!(sandbox.list("full"), ["file"]);
    sandbox.run(&["init", "empty"]).quiet();
    let done = sandbox.run(&["init", "new", "--runtime", "nonsense"]);
    assert_eq!(done.code, 2);
    assert!(!sandbox.path("new").exists());
}

#[test]
fn a_folder_without_a_name_is_refused() {
    let sandbox = Sandbox::new(&[("Cargo.toml", "mine")]);
    let done = sandbox.run(&["init", ""]);
    assert_eq!(done.code, 2, "{done:?}");
    assert!(done.stderr.starts_with("error: the folder for the new project has no name\n"));
    assert_eq!(sandbox.read("Cargo.toml"), "mine");
}
