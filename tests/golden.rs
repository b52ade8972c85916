//! What is generated for `fixtures/proto` is what is checked in under `fixtures/golden`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use rust_grpc_build::{Options, Request, generate};

#[path = "support/protoc.rs"]
mod protoc;

/// A folder of goldens.
struct Set {
    /// Where it is, below `fixtures`; the .proto files are in `proto` beside `golden`.
    folder: &'static str,
    parameter: &'static str,
    /// Without any: all of them.
    protos: &'static [&'static str],
}

#[rustfmt::skip]
const SETS: &[Set] = &[
    Set { folder: "golden/prost", parameter: "codec=prost", protos: &[] },
    Set { folder: "golden/inline", parameter: "codec=inline,method_constants=.fixtures.stubs.Described,deprecated_types=.fixtures.attributes,display=.fixtures.enums,presence=.fixtures.unset.Weather,presence=.fixtures.unset.Plain,presence=.fixtures.unset.Nothing,register_types=.fixtures.registered,deprecated_types=.fixtures.registered,type_name_domain=Branded=example.com/types", protos: &[] },
    Set { folder: "well_known/golden/prost", parameter: "codec=prost", protos: &[] },
    Set { folder: "well_known/golden/inline", parameter: "codec=inline", protos: &[] },
    Set { folder: "any/golden/inline", parameter: "codec=inline", protos: &[] },
    Set { folder: "any/golden/preserve", parameter: "codec=inline,unknown_fields=preserve,bytes=.,field_name=.google.protobuf.Any.value=content", protos: &[] },
    Set { folder: "golden/preserve", parameter: r"codec=inline,unknown_fields=preserve,compile_well_known_types,unknown_fields=Dropped=drop,field_attribute=Kept.unknown_fields=#[allow(dead_code)],derive=Inner=PartialOrd\,Ord", protos: UNKNOWN },
    Set { folder: "extensions/golden/inline", parameter: "codec=inline", protos: EXTENSIONS },
    Set { folder: "extensions/golden/elsewhere", parameter: "codec=inline,unknown_fields=preserve", protos: ELSEWHERE },
    Set { folder: "typed_enums/golden/prost", parameter: "codec=prost", protos: TYPED },
    Set { folder: "typed_enums/golden/i32", parameter: "codec=inline,unknown_fields=preserve", protos: TYPED },
    Set { folder: "typed_enums/golden/open", parameter: "codec=inline,enums=open", protos: TYPED },
    Set { folder: "typed_enums/golden/closed", parameter: "codec=inline,unknown_fields=preserve,enums=closed", protos: TYPED },
    Set { folder: "typed_enums/golden/mixed", parameter: "codec=inline,unknown_fields=preserve,presence=.typed_enums,enums=.typed_enums.Sky=open,enums=Day.sky=closed,enums=Day.told.seen=i32,enums=.typed_enums.legacy=closed", protos: TYPED },
    Set { folder: "grpc_json/golden/inline", parameter: "codec=inline", protos: &[] },
    Set { folder: "tables/golden/inline", parameter: "codec=inline", protos: &[] },
    Set { folder: "tables/golden/open", parameter: "codec=inline,enums=open,unknown_fields=preserve,extensions,register_types,json,text,reflect", protos: NUMBERS },
    Set { folder: "tables/golden/closed", parameter: "codec=inline,enums=closed,unknown_fields=preserve,extensions,register_types,json,text,reflect", protos: NUMBERS },
    Set { folder: "every/golden/prost", parameter: "codec=prost", protos: EVERY },
    Set { folder: "every/golden/inline", parameter: "codec=inline", protos: EVERY },
    Set { folder: "every/golden/preserve", parameter: "codec=inline,unknown_fields=preserve", protos: EVERY },
    Set { folder: "every/golden/open", parameter: "codec=inline,enums=open", protos: EVERY },
    Set { folder: "every/golden/closed", parameter: "codec=inline,unknown_fields=preserve,enums=closed", protos: EVERY },
    Set { folder: "every/golden/inline_around_prost", parameter: "codec=inline,extern_path=.every=crate::with_prost::every,boxed=.mixed.Mixed.boxed", protos: MIXED },
    Set { folder: "every/golden/inline_around_inline", parameter: "codec=inline,extern_path=.every=crate::with_inline::every,boxed=.mixed.Mixed.boxed", protos: MIXED },
    Set { folder: "every/golden/prost_around_inline", parameter: "codec=prost,extern_path=.every=crate::with_inline::every", protos: MIXED },
];
const UNKNOWN: &[&str] = &["unknown.proto", "unknown_well_known.proto"];
const ELSEWHERE: &[&str] = &["elsewhere.proto"];
const EXTENSIONS: &[&str] = &[
    "annotated.proto",
    "base.proto",
    "docs.proto",
    "docs_access.proto",
    "editions.proto",
    "more.proto",
    "open.proto",
    "option.proto",
    "oracle.proto",
];
const NUMBERS: &[&str] = &["numbers.proto"];
const TYPED: &[&str] = &["typed.proto", "legacy.proto"];
const EVERY: &[&str] = &["implicit.proto", "every.proto", "mixed.proto"];
const MIXED: &[&str] = &["mixed.proto"];

#[test]
fn generated_code_is_what_is_checked_in() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let bless = std::env::var_os("BLESS").is_some();
    let mut differing = Vec::new();
    for set in SETS {
        let folder = fixtures.join(set.folder);
        let wanted = generated(&fixtures, set);
        let present = present(&folder);
        let names = wanted.keys().chain(present.keys().filter(|name| !wanted.contains_key(*name)));
        for name in names {
            if wanted.get(name) == present.get(name) {
                continue;
            }
            differing.push(format!("{}/{name}", set.folder));
            let path = folder.join(name);
            match wanted.get(name) {
                Some(content) if bless => {
                    fs::create_dir_all(&folder).unwrap();
                    fs::write(path, content).unwrap();
                }
                None if bless => fs::remove_file(path).unwrap(),
                Some(_) | None => {}
            }
        }
    }
    assert!(
        bless || differing.is_empty(),
        "generated code has changed: fixtures/{}\nIf that is meant, rewrite it with `BLESS=1 cargo test --test golden`, and read the diff.",
        differing.join(", fixtures/")
    );
}

/// The generated files by name.
fn generated(fixtures: &Path, set: &Set) -> BTreeMap<String, String> {
    let mut options = Options::new();
    let folder = fixtures.join(set.folder.split("golden").next().unwrap());
    // The rules of the other fixtures would match nothing.
    if ![UNKNOWN, ELSEWHERE, NUMBERS].contains(&set.protos) {
        let text = fs::read_to_string(folder.join("options")).unwrap();
        options.apply_file("fixtures/options", &text).unwrap_or_else(|found| panic!("{found}"));
    }
    options
        .apply(&format!("{},mod_file=mod.rs", set.parameter))
        .unwrap_or_else(|found| panic!("{found}"));
    let (set, listed) = protoc::compile(&folder.join("proto"), set.protos);
    let request = Request::from_descriptor_set("fixtures", &set, Some(&listed))
        .unwrap_or_else(|found| panic!("{found}"));
    let output = generate(&request, &options).unwrap_or_else(|found| panic!("{found}"));
    output.files.into_iter().map(|file| (file.name, file.content)).collect()
}

/// The checked-in files by name.
fn present(folder: &Path) -> BTreeMap<String, String> {
    let Ok(entries) = fs::read_dir(folder) else { return BTreeMap::new() };
    let file = |path: PathBuf| {
        (path.file_name().unwrap().to_str().unwrap().to_owned(), fs::read_to_string(path).unwrap())
    };
    entries.map(|entry| file(entry.unwrap().path())).collect()
}
