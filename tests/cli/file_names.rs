//! Packages whose file names some systems do not accept. `fixtures/errors/package_too_long` has
//! names that protoc does not accept either.

use crate::sandbox::{Done, Sandbox, vendored_protoc};

fn sandbox(package: &str) -> Sandbox {
    Sandbox::new(&[
        ("a.proto", &format!("syntax = 'proto3'; package {package}; message M {{}}")),
        ("out/.keep", ""),
    ])
}

#[track_caller]
fn says(done: &Done, expected: &str) {
    assert_eq!((done.code, done.stderr.as_str()), (0, expected));
}

#[test]
fn a_long_package_has_a_file() {
    let sandbox = sandbox(&format!("long.{}", "l".repeat(400)));
    let done = sandbox.run(&["generate", "--out", "out", "a.proto"]);
    let [_, file] = &sandbox.list("out")[..] else { panic!("{:?}", sandbox.list("out")) };
    let stem = file.strip_suffix(".rs").unwrap();
    // The name must not change: programs include it.
    assert_eq!(stem, format!("long.{}-388be916dcb94a9c3861773354ea8017", "l".repeat(209)));
    let warning = format!(
        "the package's name is too long for a file name, so its code is in \
         `{file}`\n  help: include it with `include_proto!(\"{stem}\")` or with the module tree \
         (`mod_file=mod.rs`)\n"
    );
    says(&done, &format!("a.proto: warning: {warning}"));
    says(
        &sandbox.protoc(&vendored_protoc(), &["--rust-grpc_out=out", "a.proto"]),
        &format!("protoc-gen-rust-grpc: warning: a.proto: {warning}"),
    );
    // The module tree names the file.
    sandbox.run(&["generate", "--out", "out", "--opt", "mod_file=mod.rs", "a.proto"]).quiet();
    assert!(sandbox.read("out/mod.rs").contains(&format!("include!(\"{file}\");")));
    sandbox.run(&["check", "--out", "out", "--opt", "mod_file=mod.rs", "a.proto"]).quiet();
    // Folders have short names, too.
    sandbox.run(&[
        "generate",
        "--out",
        "out",
        "--opt",
        "mod_file=mod.rs,flat_output_dir=false",
        "a.proto",
    ]);
    let [folder] = &sandbox.list("out/long")[..] else { panic!("{:?}", sandbox.list("out/long")) };
    assert_eq!(sandbox.list(&format!("out/long/{folder}")), [file.as_str()]);
}

#[test]
fn windows_knows_devices() {
    let warning = |file: &str, device: &str| {
        format!(
            "Windows cannot create the file `{file}`: `{device}` is the name of a \
             device there\n  help: for Windows, begin the name of the package or file with another \
             word, e.g. `acme.{device}`\n"
        )
    };
    for (package, device) in
        [("con", "con"), ("NUL", "nul"), ("aux.v1", "aux"), ("Com1.v1.more", "com1")]
    {
        let (sandbox, file) = (sandbox(package), format!("{}.rs", package.to_lowercase()));
        let warning = warning(&file, device);
        says(
            &sandbox.run(&["generate", "--out", "out", "a.proto"]),
            &format!("a.proto: warning: {warning}"),
        );
        assert!(sandbox.path(&format!("out/{file}")).is_file());
        says(
            &sandbox.protoc(&vendored_protoc(), &["--rust-grpc_out=out", "a.proto"]),
            &format!("protoc-gen-rust-grpc: warning: a.proto: {warning}"),
        );
    }
    let sandbox = sandbox("acme.con");
    sandbox.run(&["generate", "--out", "out", "a.proto"]).quiet();
    let done =
        sandbox.run(&["generate", "--out", "out", "--opt", "flat_output_dir=false", "a.proto"]);
    assert!(done.stderr.contains(&warning("acme/con/acme.con.rs", "con")), "{done:?}");
    let done = sandbox.run(&["generate", "--out", "more", "--opt", "mod_file=prn.rs", "a.proto"]);
    says(&done, &format!("warning: {}", warning("prn.rs", "prn")));
}
