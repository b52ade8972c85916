//! Tests of names that collide. Names do not depend on the order of files, and rules cannot give a
//! name twice.

use std::fs;

use super::{lower, model_of, request};
use crate::Options;

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
        "syntax = 'proto3'; package p; \
         message Fb { message N {} } enum FOO { A = 0; } message Foo {}",
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
fn a_package_keeps_its_module_name_from_a_message() {
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
fn rules_cannot_give_a_name_that_is_taken() {
    let schema = "syntax = 'proto3';\npackage p;\nenum E { Z = 0; }\n\
        message M {\n  optional int32 a = 1;\n  E b = 2;\n}\n\
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
         test.proto:9:3: `method_name=.p.S.Call=connect`: \
         `p.S.Call` cannot have the name `connect`, because it is taken\n  \
           help: choose another name; client stubs have methods such as `new`, and packages have \
           modules"
    );
}
