//! Requests and responses as bytes.

use std::io::Write as _;
use std::process::Stdio;

use prost::Message as _;

use crate::sandbox::{BINARY, Sandbox};
use crate::wire::{FileDescriptorSet, Request, error, raw, request, respond};

const GREETER: &str = "syntax = 'proto3'; package example; message Hello { string name = 1; }";

#[test]
fn garbage_and_nothing_on_stdin() {
    for (bytes, why) in [
        (&b""[..], "it is empty"),
        (b"\x0a\xffgarbage", ""),
        (b"\x12\x01a", "it names no file"),
        (b"\x0a\x01a\x12\x01\xff", "its parameter is not UTF-8\n"),
    ] {
        let (done, stdout) = raw(bytes);
        assert_eq!((done.code, stdout.len()), (1, 0), "{done:?}");
        assert!(
            done.stderr.starts_with(&format!(
                "protoc-gen-rust-grpc: the standard input is not a CodeGeneratorRequest: {why}"
            )),
            "{}",
            done.stderr
        );
    }
}

#[test]
fn a_response_that_is_not_read() {
    let sandbox = Sandbox::new(&[("a.proto", GREETER)]);
    let request = request(&sandbox, &["a.proto"], None).encode_to_vec();
    let mut command = sandbox.command(BINARY);
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    child.stdin.take().unwrap().write_all(&request).unwrap();
    let done = sandbox.done(child.wait_with_output().unwrap());
    assert_eq!(done.code, 1);
    assert!(done.stderr.starts_with("protoc-gen-rust-grpc: "), "{}", done.stderr);
}

#[test]
fn packages_that_protoc_refuses() {
    let set = std::fs::read(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/fixtures/errors/package_too_long/set.binpb"
    ))
    .unwrap();
    let proto_file = FileDescriptorSet::decode(set.as_slice()).unwrap().file;
    let error = error(&Request {
        file_to_generate: vec!["long.proto".into()],
        parameter: None,
        proto_file,
    });
    assert!(
        error.starts_with(
            "both.proto: the package's name has 300 parts, but protoc allows at most 101\n  help: "
        ),
        "{error}"
    );
    let long = "the package's name has 512 characters, but protoc allows at most 511";
    assert!(error.contains(&format!("\nlong.proto: {long}\n  help: ")), "{error}");
}

#[test]
fn unknown_option() {
    let sandbox = Sandbox::new(&[("a.proto", GREETER)]);
    let error = error(&request(&sandbox, &["a.proto"], Some("codex=prost")));
    assert_eq!(error, "unknown option `codex`\n  help: did you mean `codec`?");
}

#[test]
fn options_and_schema_are_wrong_at_once() {
    let sandbox = Sandbox::new(&[(
        "a.proto",
        "syntax = 'proto3'; package p;\nmessage A { int32 x = 1;\n int32 y = 2; }",
    )]);
    let parameter = "nonsense=1,field_name=.p.A.x=same,field_name=.p.A.y=same";
    let error = error(&request(&sandbox, &["a.proto"], Some(parameter)));
    assert!(
        error.contains("unknown option `nonsense`") && error.contains("the same name `same`"),
        "{error}"
    );
}

#[test]
fn two_errors_in_one_schema() {
    let sandbox = Sandbox::new(&[(
        "a.proto",
        "syntax = 'proto3'; package p;\nmessage A { int32 a = 1; int32 b = 2; }\nmessage B { \
         int32 c = 1; int32 d = 2; }",
    )]);
    let parameter =
        "field_name=.p.A.a=x,field_name=.p.A.b=x,field_name=.p.B.c=y,field_name=.p.B.d=y";
    let error = error(&request(&sandbox, &["a.proto"], Some(parameter)));
    let places: Vec<&str> = error.lines().filter(|line| line.starts_with("a.proto:")).collect();
    assert_eq!(places.len(), 2, "{error}");
}

#[test]
fn a_file_without_descriptor() {
    let sandbox = Sandbox::new(&[("a.proto", GREETER)]);
    let mut request = request(&sandbox, &["a.proto"], None);
    request.file_to_generate.push("b.proto".into());
    assert!(error(&request).starts_with(
        "the request lists `b.proto` to generate, but has no descriptor of it\n  help: "
    ));
}

#[test]
fn imports_produce_nothing_and_neither_do_empty_files() {
    let sandbox = Sandbox::new(&[
        ("a.proto", "syntax = 'proto3'; package a; import 'b.proto'; message A { b.B b = 1; }"),
        ("b.proto", "syntax = 'proto3'; package b; message B {}"),
        ("c.proto", "syntax = 'proto3'; package c;"),
        (
            "d.proto",
            "syntax = 'proto2'; package d; import 'google/protobuf/descriptor.proto'; extend \
             google.protobuf.FieldOptions { optional int32 x = 50000; }",
        ),
    ]);
    let (response, stderr) = respond(&request(&sandbox, &["a.proto", "c.proto", "d.proto"], None));
    let names: Vec<_> = response.file.iter().filter_map(|file| file.name.as_deref()).collect();
    assert_eq!(names, ["a.rs"]);
    assert!(
        stderr.contains("the listed file `c.proto`: no message")
            && stderr.contains("refers to `b`"),
        "{stderr}"
    );
    assert!(!stderr.contains("d.proto"), "{stderr}");
    let parameter = Some("generated_separately=.");
    assert_eq!(respond(&request(&sandbox, &["a.proto", "d.proto"], parameter)).1, "");
    assert!(response.file.iter().all(|file| file.insertion_point.is_none()));
}

#[test]
fn without_a_package_the_file_is_an_underscore() {
    let sandbox = Sandbox::new(&[
        ("a.proto", "syntax = 'proto3'; message A {}"),
        ("b.proto", "syntax = 'proto3'; package b.c; message B {}"),
    ]);
    let (response, _) = respond(&request(&sandbox, &["a.proto", "b.proto"], None));
    let names: Vec<_> = response.file.iter().filter_map(|file| file.name.as_deref()).collect();
    assert_eq!(names, ["_.rs", "b.c.rs"]);
}

#[test]
fn parameters() {
    let sandbox = Sandbox::new(&[("a.proto", GREETER)]);
    let text = |parameter: &str| {
        let (response, _) = respond(&request(&sandbox, &["a.proto"], Some(parameter)));
        response
            .file
            .first()
            .and_then(|file| file.content.clone())
            .unwrap_or_else(|| panic!("{parameter}: {:?}", response.error))
    };
    // The parameter has an escaped comma, `=` in a value, spaces, booleans with and without a
    // value, and an option that is given twice with one value.
    let attribute = text(
        " type_attribute = .=#[derive(PartialOrd\\, Ord)] ,\
         field_attribute=Hello.name=#[a(b = \"c=d\")]",
    );
    assert!(
        attribute.contains("#[derive(PartialOrd, Ord)]")
            && attribute.contains(r#"#[a(b = "c=d")]"#),
        "{attribute}"
    );
    assert_eq!(text("descriptor_set"), text("descriptor_set=true,descriptor_set=1"));
    assert_ne!(text("descriptor_set"), text("descriptor_set=0"));
    assert_eq!(text(",,"), text(""));
    let twice = error(&request(&sandbox, &["a.proto"], Some("codec=prost,codec=inline")));
    assert_eq!(
        twice,
        "`codec` is given twice, as `prost` and as `inline`\n  help: remove one of the two"
    );
}

#[test]
fn rules_that_match_nothing_are_ignored() {
    let sandbox = Sandbox::new(&[("a.proto", GREETER)]);
    let (response, stderr) = respond(&request(
        &sandbox,
        &["a.proto"],
        Some("bytes=.nowhere,extern_path=.nowhere=::nowhere"),
    ));
    assert_eq!((response.file.len(), stderr.as_str()), (1, ""));
}

#[test]
fn output_does_not_depend_on_the_order_of_inputs() {
    let sandbox = Sandbox::new(&[
        ("a.proto", "syntax = 'proto3'; package p; message A { map<string, int32> m = 1; }"),
        (
            "b.proto",
            "syntax = 'proto3'; package p; message B { message Inner {} Inner inner = 1; }",
        ),
        ("c.proto", "syntax = 'proto3'; package q; import 'a.proto'; message C { p.A a = 1; }"),
    ]);
    let first = request(&sandbox, &["a.proto", "b.proto", "c.proto"], Some("mod_file=mod.rs"));
    let second = request(&sandbox, &["c.proto", "b.proto", "a.proto"], Some("mod_file=mod.rs"));
    assert_ne!(first, second);
    let bytes = |request: &Request| raw(&request.encode_to_vec()).1;
    assert_eq!(bytes(&first), bytes(&first));
    assert_eq!(bytes(&first), bytes(&second));
}

#[test]
fn a_package_split_across_runs() {
    let sandbox = Sandbox::new(&[
        ("a.proto", "syntax = 'proto3'; package p; import 'b.proto'; message A { B b = 1; }"),
        ("b.proto", "syntax = 'proto3'; package p; message B {}"),
    ]);
    let (response, stderr) = respond(&request(&sandbox, &["a.proto"], None));
    assert_eq!(response.file.len(), 1);
    assert_eq!(
        stderr,
        "protoc-gen-rust-grpc: warning: a.proto: package `p` is generated without its file \
         `b.proto`, which this run does not list\n  \
         help: generate all files of a package in one run; for buf, set `strategy: all` in \
         buf.gen.yaml\n"
    );
    assert_eq!(respond(&request(&sandbox, &["a.proto"], Some("extern_path=.p.B=::b::B"))).1, "");
    assert_eq!(respond(&request(&sandbox, &["a.proto", "b.proto"], None)).1, "");
}
