//! The model of small schemas, as its `Debug` text: `fixtures/model/NAME.proto` beside `NAME.txt`.
//! `BLESS=1` rewrites.

use std::path::{Path, PathBuf};
use std::{env, fs};

use prost::Message as _;

use crate::emit::Surfaces;
use crate::model::Model;
use crate::{Diagnostics, Options, Request, Severity, UnmatchedRules, protoc};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/model")
}

fn request(include: &Path, protos: &[&str]) -> Request {
    let protos: Vec<PathBuf> = protos.iter().map(|proto| include.join(proto)).collect();
    let compiled =
        protoc::compile(&protos, &[include.to_owned()], &protoc::Settings::vendored()).unwrap();
    Request::from_descriptor_set("compiled", &compiled.descriptor_set, Some(&compiled.listed))
        .unwrap()
}

/// The model of a schema given as text.
fn model_of(proto: &str, options: &str) -> Result<Model, Diagnostics> {
    let folder = tempfile::TempDir::new().unwrap();
    fs::write(folder.path().join("test.proto"), proto).unwrap();
    lower(&request(folder.path(), &["test.proto"]), &options.parse::<Options>()?)
        .map(|(model, _)| model)
}

/// `Debug` of an id takes three lines; one reads better.
fn debug_text(model: &Model) -> String {
    let text = format!("{model:#?}\n");
    let mut lines: Vec<String> = Vec::new();
    for line in text.lines() {
        match lines.last_mut() {
            Some(last) if last.ends_with("Id(") => last.push_str(line.trim().trim_end_matches(',')),
            Some(last) if last.contains("Id(") && !last.contains(')') => last.push_str(line.trim()),
            _ => lines.push(line.to_owned()),
        }
    }
    lines.join("\n") + "\n"
}

#[test]
fn models_are_as_recorded() {
    let mut stale = Vec::new();
    for (name, options) in [
        ("shapes", "unknown_fields=preserve,bytes=.fixtures.Shapes.shared"),
        ("legacy", "btree_map=.,boxed=Node.left"),
        ("service", "server=false"),
    ] {
        let model =
            lower(&request(&folder(), &[&format!("{name}.proto")]), &options.parse().unwrap())
                .unwrap()
                .0;
        let (recorded, text) = (folder().join(format!("{name}.txt")), debug_text(&model));
        if fs::read_to_string(&recorded).unwrap_or_default() == text {
            continue;
        }
        if env::var_os("BLESS").is_some() {
            fs::write(&recorded, text).unwrap();
        } else {
            stale.push(name);
        }
    }
    assert!(
        stale.is_empty(),
        "the models of {stale:?} have changed: read `BLESS=1 cargo test models_are && git diff fixtures/model`"
    );
}

#[test]
fn names_do_not_depend_on_the_order_of_files() {
    let folder = tempfile::TempDir::new().unwrap();
    fs::write(
        folder.path().join("a.proto"),
        "syntax = 'proto3'; package p; message FB { message N {} } message Zed {}",
    )
    .unwrap();
    fs::write(
        folder.path().join("b.proto"),
        "syntax = 'proto3'; package p; message Fb { message N {} } enum FOO { A = 0; } message Foo {}",
    )
    .unwrap();
    let names = |protos: [&str; 2]| {
        let model = lower(&request(folder.path(), &protos), &Options::default()).unwrap().0;
        let messages = model.messages.values().flatten().map(|message| {
            (message.full_name.clone(), message.ident.to_string(), message.module.to_string())
        });
        let mut names: Vec<_> = messages.collect();
        names.extend(
            model
                .enums
                .values()
                .flatten()
                .map(|decl| (decl.full_name.clone(), decl.ident.to_string(), String::new())),
        );
        names.sort();
        let order: Vec<_> = model.packages[0]
            .messages
            .iter()
            .map(|id| model.message(*id).full_name.clone())
            .collect();
        (names, order)
    };
    let (forward, backward) = (names(["a.proto", "b.proto"]), names(["b.proto", "a.proto"]));
    assert_eq!(forward, backward);
    let find = |wanted: &str| {
        forward
            .0
            .iter()
            .find(|(name, ..)| name == wanted)
            .map(|(_, ident, module)| (ident.as_str(), module.as_str()))
    };
    assert_eq!(find("p.FB"), Some(("Fb", "fb")));
    assert_eq!(find("p.Fb"), Some(("Fb2", "fb_2")));
    assert_eq!(find("p.FOO"), Some(("Foo", "")));
    assert_eq!(find("p.Foo"), Some(("Foo2", "foo")));
}

#[test]
fn a_package_keeps_its_module_from_a_message() {
    let folder = tempfile::TempDir::new().unwrap();
    fs::write(
        folder.path().join("a.proto"),
        "syntax = 'proto3'; package p; message Sub { message N {} }",
    )
    .unwrap();
    fs::write(folder.path().join("b.proto"), "syntax = 'proto3'; package p.sub; message M {}")
        .unwrap();
    let module = |options: &str| {
        let model =
            lower(&request(folder.path(), &["a.proto", "b.proto"]), &options.parse().unwrap())
                .unwrap()
                .0;
        model
            .messages
            .values()
            .flatten()
            .find(|message| message.full_name == "p.Sub")
            .unwrap()
            .module
            .to_string()
    };
    assert_eq!(module(""), "sub_2");
    assert_eq!(module("module_name=.p.Sub=nested"), "nested");
}

#[test]
fn errors_come_all_at_once_and_with_places() {
    let schema = "syntax = 'proto3';\npackage p;\nmessage M {\n  int32 a = 1;\n  int32 b = 2;\n}\n";
    let error = model_of(schema, "field_name=.p.M.a=c,field_name=.p.M.b=c,skip_copy=.p.X")
        .unwrap_err()
        .to_string();
    assert_eq!(
        error,
        "`skip_copy=.p.X` matches nothing that is generated: there is no `p.X`\n  \
           help: did you mean `.p.M`?\n\
         test.proto:5:3: `field_name` rules give `p.M.a` and `p.M.b` the same name `c`\n  \
           help: change one of `field_name=.p.M.a=c` and `field_name=.p.M.b=c`"
    );
}

#[test]
fn rules_of_prost_build_may_match_nothing_and_texts_are_mentioned() {
    let folder = tempfile::TempDir::new().unwrap();
    fs::write(folder.path().join("test.proto"), "syntax = 'proto3';\npackage p;\nmessage M {}\n")
        .unwrap();
    let mut options: Options =
        "bytes=.p.N,bytes=.,client=.p.S=true,extern_path=q=::q".parse().unwrap();
    options.unmatched = UnmatchedRules::Warn;
    options.set("boxed", ".p.N").unwrap();
    let warnings = lower(&request(folder.path(), &["test.proto"]), &options).unwrap().1;
    assert_eq!(
        warnings
            .iter()
            .map(|warning| (warning.severity, warning.message.as_str()))
            .collect::<Vec<_>>(),
        [
            (
                Severity::Warning,
                "`bytes=.p.N` matches nothing that is generated: there is no `p.N`"
            ),
            (
                Severity::Warning,
                "`client=.p.S` matches nothing that is generated: there is no `p.S`"
            ),
            (
                Severity::Warning,
                "`extern_path=.q=::q` matches nothing that is generated: no package of this run is or holds `q`"
            ),
        ]
    );
}

#[test]
fn options_without_effect_are_reported_unless_prost_build_is_imitated() {
    let folder = tempfile::TempDir::new().unwrap();
    fs::write(folder.path().join("test.proto"), "syntax = 'proto3';\npackage p;\nmessage M {}\n")
        .unwrap();
    let request = request(folder.path(), &["test.proto"]);
    // As `Config` sets them.
    let mut options = Options::default();
    options.unmatched = UnmatchedRules::Warn;
    options.set("crate_name", "acme").unwrap();
    let warnings = |options: &Options| {
        lower(&request, options)
            .unwrap()
            .1
            .iter()
            .map(|warning| warning.message.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(warnings(&options), ["`crate_name` has no effect without `gen_crate`"]);
    options.like_prost_build = true;
    assert!(warnings(&options).is_empty());
}

#[test]
fn stubs_come_with_the_messages_unless_they_are_asked_for() {
    let folder = tempfile::TempDir::new().unwrap();
    let imported =
        "syntax = 'proto3'; package q; message M {} service S { rpc Call(M) returns (M); }";
    fs::write(folder.path().join("q.proto"), imported).unwrap();
    fs::write(
        folder.path().join("p.proto"),
        "syntax = 'proto3'; package p; import 'q.proto'; message N { q.M m = 1; }",
    )
    .unwrap();
    let packages = |protos: &[&str]| {
        let model = lower(&request(folder.path(), protos), &"extern_path=.q=::q".parse().unwrap())
            .unwrap()
            .0;
        model
            .packages
            .iter()
            .map(|package| format!("{}: {} stubs", package.full_name, package.services.len()))
            .collect::<Vec<_>>()
    };
    assert_eq!(packages(&["p.proto"]), ["p: 0 stubs"]);
    assert_eq!(packages(&["p.proto", "q.proto"]), ["p: 0 stubs", "q: 1 stubs"]);
}

#[test]
fn boxes_are_for_single_messages() {
    let schema = "syntax = 'proto3'; package p; message T { int32 a = 1; }
        message M { int32 a = 1; repeated T b = 2; map<int32, T> c = 3; T d = 4; oneof o { string e = 5; T f = 6; } }";
    let text = format!("{:?}", model_of(schema, "boxed=.").unwrap());
    assert_eq!(text.matches("storage: Boxed").count(), 2, "{text}");
    let error = model_of(schema, "boxed=.p.M.a").unwrap_err().to_string();
    assert!(error.starts_with("`boxed=.p.M.a` matches nothing"), "{error}");
}

#[test]
fn rules_give_no_name_that_is_taken() {
    let schema = "syntax = 'proto3';\npackage p;\nenum E { Z = 0; }\nmessage M {\n  optional int32 a = 1;\n  E b = 2;\n}\n\
        service S {\n  rpc Call(M) returns (M);\n}\n";
    let error = model_of(
        schema,
        "method_name=.p.S.Call=connect,field_name=.p.M.a=set_c,field_name=.p.M.b=c",
    )
    .unwrap_err()
    .to_string();
    assert_eq!(
        error,
        "test.proto:6:3: `field_name` rules give `p.M.a` and `p.M.b` methods of the same name\n  \
           help: change one of `field_name=.p.M.a=set_c` and `field_name=.p.M.b=c`\n\
         test.proto:9:3: `method_name=.p.S.Call=connect`: `p.S.Call` cannot be called `connect`, which is there already\n  \
           help: choose another name: client stubs have methods of their own, such as `new`, and packages have modules"
    );
}

#[test]
fn editions_are_refused_with_a_place() {
    let error = model_of("edition = '2023';\nmessage M {}\n", "").unwrap_err().to_string();
    assert_eq!(
        error,
        "test.proto:1:1: edition 2023 is not supported yet\n  help: supported are proto2 and proto3"
    );
}

#[test]
fn descriptors_that_no_protoc_makes_are_refused() {
    use crate::descriptor::field_descriptor_proto::Label;
    use crate::descriptor::{
        DescriptorProto, EnumDescriptorProto, EnumValueDescriptorProto, FieldDescriptorProto,
        FileDescriptorProto, MessageOptions, MethodDescriptorProto, OneofDescriptorProto,
        ServiceDescriptorProto,
    };
    let nest = |depth: usize| {
        (0..depth).fold(
            DescriptorProto { name: Some("M".into()), ..Default::default() },
            |inner, _| DescriptorProto {
                name: Some("M".into()),
                nested_type: vec![inner],
                ..Default::default()
            },
        )
    };
    let field = |field: FieldDescriptorProto| DescriptorProto {
        name: Some("M".into()),
        field: vec![field],
        ..Default::default()
    };
    let named = |number| FieldDescriptorProto {
        name: Some("f".into()),
        number: Some(number),
        ..Default::default()
    };
    let with_oneof = |name: &str, label: Label| DescriptorProto {
        oneof_decl: vec![OneofDescriptorProto { name: Some(name.into()), ..Default::default() }],
        ..field(FieldDescriptorProto {
            label: Some(label as i32),
            r#type: Some(5),
            oneof_index: Some(0),
            ..named(1)
        })
    };
    let with_entry = |label: Label| {
        let scalar =
            |number| FieldDescriptorProto { label: Some(1), r#type: Some(5), ..named(number) };
        let entry = DescriptorProto {
            name: Some("Entry".into()),
            field: vec![scalar(1), FieldDescriptorProto { name: Some("g".into()), ..scalar(2) }],
            options: Some(
                MessageOptions { map_entry: Some(true), ..Default::default() }.encode_to_vec(),
            ),
            ..Default::default()
        };
        let message = field(FieldDescriptorProto {
            label: Some(label as i32),
            type_name: Some(".M.Entry".into()),
            ..named(1)
        });
        DescriptorProto { nested_type: vec![entry], ..message }
    };
    let enumeration = |value: &str| EnumDescriptorProto {
        name: Some("E".into()),
        value: vec![EnumValueDescriptorProto { name: Some(value.into()), ..Default::default() }],
        ..Default::default()
    };
    let service = |name: &str, method: &str, input: &str| ServiceDescriptorProto {
        name: Some(name.into()),
        method: vec![MethodDescriptorProto {
            name: Some(method.into()),
            input_type: Some(input.into()),
            output_type: Some(".M".into()),
            ..Default::default()
        }],
        ..Default::default()
    };
    let refused = |file: FileDescriptorProto| {
        let file = FileDescriptorProto { name: Some("t.proto".into()), ..file };
        let request = Request::of_file(file);
        let error = lower(&request, &Options::default()).unwrap_err().to_string();
        assert!(error.starts_with("t.proto: "), "{error}");
        error
    };
    for (message, expected) in [
        (nest(200), "nested more than 32 messages deep"),
        (
            DescriptorProto { name: Some("a\"b".into()), ..Default::default() },
            "its name is no identifier",
        ),
        (DescriptorProto::default(), "its name is no identifier"),
        (field(named(0)), "is not between 1 and 536870911"),
        (
            field(FieldDescriptorProto { type_name: Some(".No".into()), ..named(1) }),
            "refers to `No`, which is no type of this request",
        ),
        (
            field(FieldDescriptorProto {
                r#type: Some(14),
                type_name: Some(".M".into()),
                ..named(1)
            }),
            "refers to `M`, which is no enum",
        ),
        (
            field(FieldDescriptorProto { r#type: Some(5), oneof_index: Some(3), ..named(1) }),
            "a oneof that is not there",
        ),
        (
            field(FieldDescriptorProto {
                r#type: Some(5),
                default_value: Some("x".into()),
                ..named(1)
            }),
            "`x` is no default value for `M.f`",
        ),
        (with_oneof("o²", Label::Optional), "`M.o²` is not valid: its name is no identifier"),
        (
            with_oneof("o", Label::Repeated),
            "`M.f` is not valid: a member of a oneof is a single value",
        ),
        (
            with_entry(Label::Optional),
            "`M.f` is not valid: only a repeated field can have the entries of a map",
        ),
    ] {
        let file = FileDescriptorProto { message_type: vec![message], ..Default::default() };
        let error = refused(file);
        assert!(error.contains(expected), "{error}");
    }
    let entry = || vec![with_entry(Label::Repeated)];
    for (file, expected) in [
        (
            FileDescriptorProto { package: Some("p`\nmod x {}//".into()), ..Default::default() },
            "this package is no name",
        ),
        (
            FileDescriptorProto { enum_type: vec![enumeration("x²")], ..Default::default() },
            "`E.x²` is not valid: its name is no identifier",
        ),
        (
            FileDescriptorProto {
                service: vec![service("S²", "m", ".M")],
                message_type: entry(),
                ..Default::default()
            },
            "`S²` is not valid",
        ),
        (
            FileDescriptorProto {
                service: vec![service("S", "m²", ".M")],
                message_type: entry(),
                ..Default::default()
            },
            "`S.m²` is not valid",
        ),
        (
            FileDescriptorProto {
                service: vec![service("S", "m", ".M.Entry")],
                message_type: entry(),
                ..Default::default()
            },
            "`S.m` refers to `M.Entry`, which is no message",
        ),
    ] {
        let error = refused(file);
        assert!(error.contains(expected), "{error}");
    }
}

#[test]
fn options_of_imports_are_read_for_their_features_alone() {
    use crate::descriptor::{
        DescriptorProto, EnumDescriptorProto, EnumValueDescriptorProto, FileDescriptorProto,
        FileDescriptorSet,
    };
    // A varint without an end.
    let broken = || Some(vec![0x08, 0xff]);
    let value = || EnumValueDescriptorProto { name: Some("V".into()), ..Default::default() };
    let imported =
        |file: FileDescriptorProto, value: EnumValueDescriptorProto| FileDescriptorProto {
            name: Some("a.proto".into()),
            enum_type: vec![EnumDescriptorProto {
                name: Some("E".into()),
                value: vec![value],
                ..Default::default()
            }],
            ..file
        };
    let errors = |imported: FileDescriptorProto| {
        let file = FileDescriptorProto {
            name: Some("b.proto".into()),
            dependency: vec!["a.proto".into()],
            ..Default::default()
        };
        let set =
            FileDescriptorSet { file: vec![imported, file], ..Default::default() }.encode_to_vec();
        let mut options = Options::default();
        options.include_imports = false;
        let request = Request::from_descriptor_set("set", &set, Some(&["b.proto".into()])).unwrap();
        match lower(&request, &options) {
            Ok(_) => Vec::new(),
            Err(found) => found
                .iter()
                .map(|error| error.message.split(':').next().unwrap_or_default().to_owned())
                .collect::<Vec<_>>(),
        }
    };
    let message =
        |options| DescriptorProto { name: Some("M".into()), options, ..Default::default() };
    let of_value = EnumValueDescriptorProto { options: broken(), ..value() };
    assert_eq!(errors(imported(FileDescriptorProto::default(), of_value)), [""; 0]);
    let of_message =
        FileDescriptorProto { message_type: vec![message(broken())], ..Default::default() };
    assert_eq!(errors(imported(of_message, value())), ["`M` is not valid"]);
    let of_file = FileDescriptorProto {
        options: broken(),
        message_type: vec![message(None)],
        ..Default::default()
    };
    assert_eq!(errors(imported(of_file, value())), ["`a.proto` is not valid"]);
}

/// Lowers with the names that the surface of the options reserves.
fn lower(request: &Request, options: &Options) -> Result<(Model, Diagnostics), Diagnostics> {
    super::lower(request, options, &Surfaces::new(options).reserved())
}
