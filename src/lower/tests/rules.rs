//! Rules that match nothing or have no effect.

use std::fs;

use super::{lower, model_of, request};
use crate::{Options, Severity, UnmatchedRules};

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
fn boxes_are_for_single_messages() {
    let schema = "syntax = 'proto3'; package p; message T { int32 a = 1; }
        message M { int32 a = 1; repeated T b = 2; map<int32, T> c = 3; T d = 4; oneof o { string e = 5; T f = 6; } }";
    let text = format!("{:?}", model_of(schema, "boxed=.").unwrap());
    assert_eq!(text.matches("storage: Boxed").count(), 2, "{text}");
    let error = model_of(schema, "boxed=.p.M.a").unwrap_err().to_string();
    assert!(error.starts_with("`boxed=.p.M.a` matches nothing"), "{error}");
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
