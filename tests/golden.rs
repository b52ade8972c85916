//! The code generated for `fixtures/proto` equals the checked-in files in `fixtures/golden`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use rust_grpc_build::{Options, Request, generate};

#[path = "support/protoc.rs"]
mod protoc;

/// A folder of goldens.
struct Set {
    /// The folder below `fixtures`. The .proto files are in `proto` beside `golden`.
    folder: &'static str,
    parameter: &'static str,
    /// The .proto files. An empty list means all.
    protos: &'static [&'static str],
}

const fn set(
    folder: &'static str,
    parameter: &'static str,
    protos: &'static [&'static str],
) -> Set {
    Set { folder, parameter, protos }
}

const SETS: &[Set] = &[
    set("golden/prost", "codec=prost", &[]),
    set(
        "golden/inline",
        "codec=inline,method_constants=.fixtures.stubs.Described,\
         deprecated_types=.fixtures.attributes,display=.fixtures.enums,\
         presence=.fixtures.unset.Weather,presence=.fixtures.unset.Plain,\
         presence=.fixtures.unset.Nothing,register_types=.fixtures.registered,\
         deprecated_types=.fixtures.registered,type_name_domain=Branded=example.com/types",
        &[],
    ),
    set("well_known/golden/prost", "codec=prost", &[]),
    set("well_known/golden/inline", "codec=inline", &[]),
    set("any/golden/inline", "codec=inline", &[]),
    set(
        "any/golden/preserve",
        "codec=inline,unknown_fields=preserve,bytes=.,\
         field_name=.google.protobuf.Any.value=content",
        &[],
    ),
    set(
        "golden/preserve",
        "codec=inline,unknown_fields=preserve,compile_well_known_types,\
         unknown_fields=Dropped=drop,field_attribute=Kept.unknown_fields=#[allow(dead_code)],\
         derive=Inner=PartialOrd\\,Ord",
        UNKNOWN,
    ),
    set("extensions/golden/inline", "codec=inline", EXTENSIONS),
    set("extensions/golden/elsewhere", "codec=inline,unknown_fields=preserve", EXTERNAL),
    set("typed_enums/golden/prost", "codec=prost", TYPED),
    set("typed_enums/golden/i32", "codec=inline,unknown_fields=preserve", TYPED),
    set("typed_enums/golden/open", "codec=inline,enums=open", TYPED),
    set("typed_enums/golden/closed", "codec=inline,unknown_fields=preserve,enums=closed", TYPED),
    set(
        "typed_enums/golden/mixed",
        "codec=inline,unknown_fields=preserve,presence=.typed_enums,enums=.typed_enums.Sky=open,\
         enums=Day.sky=closed,enums=Day.told.seen=i32,enums=.typed_enums.legacy=closed",
        TYPED,
    ),
    set("grpc_json/golden/inline", "codec=inline", &[]),
    set("tables/golden/inline", "codec=inline", &[]),
    set(
        "tables/golden/open",
        "codec=inline,enums=open,unknown_fields=preserve,extensions,register_types,json,text,\
         reflect",
        NUMBERS,
    ),
    set(
        "tables/golden/closed",
        "codec=inline,enums=closed,unknown_fields=preserve,extensions,register_types,json,text,\
         reflect",
        NUMBERS,
    ),
    set("every/golden/prost", "codec=prost", EVERY),
    set("every/golden/inline", "codec=inline", EVERY),
    set("every/golden/preserve", "codec=inline,unknown_fields=preserve", EVERY),
    set("every/golden/open", "codec=inline,enums=open", EVERY),
    set("every/golden/closed", "codec=inline,unknown_fields=preserve,enums=closed", EVERY),
    set(
        "every/golden/inline_around_prost",
        "codec=inline,extern_path=.every=crate::with_prost::every,boxed=.mixed.Mixed.boxed",
        MIXED,
    ),
    set(
        "every/golden/inline_around_inline",
        "codec=inline,extern_path=.every=crate::with_inline::every,boxed=.mixed.Mixed.boxed",
        MIXED,
    ),
    set(
        "every/golden/prost_around_inline",
        "codec=prost,extern_path=.every=crate::with_inline::every",
        MIXED,
    ),
];
const UNKNOWN: &[&str] = &["unknown.proto", "unknown_well_known.proto"];
const EXTERNAL: &[&str] = &["elsewhere.proto"];
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
        "generated code has changed: fixtures/{}\nIf that is meant, rewrite it with `BLESS=1 \
         cargo test --test golden`, and read the diff.",
        differing.join(", fixtures/")
    );
}

/// Returns the generated files by name.
fn generated(fixtures: &Path, set: &Set) -> BTreeMap<String, String> {
    let mut options = Options::new();
    let folder = fixtures.join(set.folder.split("golden").next().unwrap());
    // These sets lack the elements of the other fixtures' rules.
    if ![UNKNOWN, EXTERNAL, NUMBERS].contains(&set.protos) {
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

/// Returns the checked-in files by name.
fn present(folder: &Path) -> BTreeMap<String, String> {
    let Ok(entries) = fs::read_dir(folder) else { return BTreeMap::new() };
    let file = |path: PathBuf| {
        (path.file_name().unwrap().to_str().unwrap().to_owned(), fs::read_to_string(path).unwrap())
    };
    entries.map(|entry| file(entry.unwrap().path())).collect()
}
