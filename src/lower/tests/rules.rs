//! Tests of rules that match nothing or have no effect.

use std::fs;

use super::{lower, model_of, request};
use crate::model::{Openness, Presence, Shape, Utf8, Value};
use crate::{Options, Severity, UnmatchedRules};

#[test]
fn all_errors_are_reported_at_once_with_positions() {
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
fn rules_for_prost_build_may_match_nothing_unless_given_as_text() {
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
                "`extern_path=.q=::q` matches nothing that is generated: \
                 this run has no package `q`"
            ),
        ]
    );
}

#[test]
fn options_without_effect_are_reported_unless_like_prost_build() {
    let folder = tempfile::TempDir::new().unwrap();
    fs::write(folder.path().join("test.proto"), "syntax = 'proto3';\npackage p;\nmessage M {}\n")
        .unwrap();
    let request = request(folder.path(), &["test.proto"]);
    // These are the options that `Config` sets.
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
fn boxed_rules_are_for_single_messages() {
    let schema = "syntax = 'proto3'; package p; message T { int32 a = 1; }
        message M { int32 a = 1; repeated T b = 2; map<int32, T> c = 3; T d = 4; \
        oneof o { string e = 5; T f = 6; } }";
    let text = format!("{:?}", model_of(schema, "boxed=.").unwrap());
    assert_eq!(text.matches("storage: Boxed").count(), 2, "{text}");
    let error = model_of(schema, "boxed=.p.M.a").unwrap_err().to_string();
    assert!(error.starts_with("`boxed=.p.M.a` matches nothing"), "{error}");
}

#[test]
fn services_of_imported_files_have_no_stubs() {
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
fn edition_feature_rules_override_the_schema() {
    let schema = "syntax = 'proto2';\npackage p;\n\
        enum E { V = 1; }\n\
        message M {\n\
          required string a = 1;\n\
          optional string b = 2;\n\
          optional M c = 3;\n\
          oneof o { string d = 4; }\n\
          map<string, string> e = 5;\n\
          optional E f = 6;\n\
        }\n";
    let options = "edition_feature=field_presence:IMPLICIT,\
        edition_feature=M.f=field_presence:EXPLICIT,\
        edition_feature=utf8_validation:VERIFY,edition_feature=.p.E=enum_type:OPEN,\
        edition_feature=M.b=utf8_validation:NONE";
    let model = model_of(schema, options).unwrap();
    let message = model.messages.values().flatten().find(|m| m.full_name == "p.M").unwrap();
    let shapes = message.fields.iter().map(|field| match &field.shape {
        Shape::Singular { value: Value::String(utf8), presence, .. } => {
            (Some(*presence), Some(*utf8))
        }
        Shape::Singular { presence, .. } => (Some(*presence), None),
        Shape::Map { key: Value::String(utf8), .. } => (None, Some(*utf8)),
        Shape::Repeated { .. } | Shape::Map { .. } => (None, None),
    });
    assert_eq!(
        shapes.collect::<Vec<_>>(),
        [
            (Some(Presence::Implicit), Some(Utf8::Verify)),
            (Some(Presence::Implicit), Some(Utf8::None)),
            // A message field always has presence.
            (Some(Presence::Explicit), None),
            (None, Some(Utf8::Verify)),
            (Some(Presence::Explicit), None),
        ]
    );
    let enums = model.enums.values().flatten();
    assert_eq!(enums.map(|found| found.openness).collect::<Vec<_>>(), [Openness::Open]);
}
