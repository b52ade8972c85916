//! Tests of the file names and the module tree.

use super::*;
use crate::index::Id as _;
use crate::model::{Lint, Lints, Name, SettingsId};
use crate::render;

fn package(full_name: &str, scope: &[&str]) -> Package {
    Package {
        full_name: full_name.into(),
        scope: scope.iter().map(|name| Name::new(name)).collect(),
        scope_lints: vec![Lints::EMPTY; scope.len()],
        file_stem: if full_name.is_empty() { "_".into() } else { full_name.into() },
        sources: Vec::new(),
        messages: Vec::new(),
        enums: Vec::new(),
        services: Vec::new(),
        extensions: Vec::new(),
        registered: None,
        settings: SettingsId::new(0),
        in_tree: true,
        descriptor_set: None,
    }
}

fn model(packages: Vec<Package>) -> Model {
    Model { packages, ..Model::default() }
}

fn tree(model: &Model, name: &str) -> String {
    let options = format!("mod_file={name}").parse().unwrap();
    let file =
        Layout::new(&options).files(model).into_iter().find(|file| file.name == name).unwrap();
    match file.content {
        Content::Tree(tree) => render::module_tree::text(&tree),
        Content::Package(_) | Content::Manifest(_) => panic!("no tree"),
    }
}

#[test]
fn each_package_has_a_file_and_the_tree_is_optional() {
    let model = model(vec![package("", &[]), package("acme.v1", &["acme", "v1"])]);
    let options = Options::default();
    let files = Layout::new(&options).files(&model);
    let package = |file: &Planned| match &file.content {
        Content::Package(package) => package.full_name.clone(),
        Content::Tree(_) | Content::Manifest(_) => "a tree".into(),
    };
    let files: Vec<_> = files.iter().map(|file| (file.name.clone(), package(file))).collect();
    assert_eq!(files, [("_.rs".into(), String::new()), ("acme.v1.rs".into(), "acme.v1".into())]);
}

#[test]
fn the_tree_mirrors_the_packages() {
    let mut inside_its_namesake = package("b.b", &["b", "b"]);
    inside_its_namesake.scope_lints[1].insert(Lint::ModuleInception);
    let model = model(vec![
        package("", &[]),
        package("acme.type", &["acme", "r#type"]),
        package("acme.type.v1", &["acme", "r#type", "v1"]),
        inside_its_namesake,
    ]);
    let tree = tree(&model, "mod.rs");
    let expected = r#"
include!("_.rs");
/// The packages below `acme`.
#[allow(dead_code)]
#[rustfmt::skip]
pub mod acme {
    /// Package `acme.type`.
    pub mod r#type {
        include!("acme.type.rs");
        /// Package `acme.type.v1`.
        pub mod v1 {
            include!("acme.type.v1.rs");
        }
    }
}
/// The packages below `b`.
#[allow(dead_code)]
#[rustfmt::skip]
pub mod b {
    /// Package `b.b`.
    #[allow(clippy::module_inception)]
    pub mod b {
        include!("b.b.rs");
    }
}
"#;
    assert_eq!(tree, render::notice() + expected);
}

#[test]
fn a_tree_in_a_folder_includes_from_there() {
    let model = model(vec![package("", &[])]);
    let tree = tree(&model, "a/b/mod.rs");
    assert_eq!(tree, render::notice() + "\ninclude!(\"../../_.rs\");\n");
}

#[test]
fn packages_with_the_same_file_are_errors() {
    let in_file = |package: Package| Package { file_stem: "x-1".into(), ..package };
    let model =
        model([package("", &[]), package("a", &["a"]), package("b", &["b"])].map(in_file).into());
    let options = Options::default();
    let layout = Layout::new(&options);
    let found = layout.check(&model, &layout.files(&model)).to_string();
    let errors: Vec<&str> = found.lines().filter(|line| !line.starts_with("  help")).collect();
    assert_eq!(errors.len(), 2, "{found}");
    assert!(errors[0].starts_with("`default_package_filename="), "{found}");
    assert!(errors[1].starts_with("packages `a` and `b` have the same file `x-1.rs`"), "{found}");
}
