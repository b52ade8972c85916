//! Which text stands in which file, and the module tree that puts the files together.

use std::collections::BTreeMap;

use crate::model::{Model, Package};
use crate::render;

/// The files, ordered by name: one for each package, and one named `mod_file` with the module tree, if it is wanted.
///
/// The tree is made of inline modules with `include!`, not of `mod` items: a file is named for its whole package, so nothing
/// about it depends on where the tree stands, and the same text serves as `src/gen/mod.rs` and, by
/// `include!(concat!(env!("OUT_DIR"), "/mod.rs"))`, in a build directory. rustfmt does not follow `include!`, and is told not to
/// touch the tree itself, so `check` finds what was written.
pub(crate) fn files<'m>(model: &'m Model, mod_file: Option<&str>) -> Vec<Planned<'m>> {
    let packages = model.packages.iter();
    let mut files: Vec<Planned> =
        packages.map(|package| Planned { name: file_name(package), content: Content::Package(package) }).collect();
    if let Some(name) = mod_file {
        files.push(Planned { name: name.to_owned(), content: Content::Text(module_tree(model, name)) });
    }
    files.sort_by(|a, b| a.name.cmp(&b.name));
    files
}

/// A file that is to be.
pub(crate) struct Planned<'m> {
    /// e.g. `acme.weather.v1.rs`.
    pub name: String,
    pub content: Content<'m>,
}

/// What is in a file.
pub(crate) enum Content<'m> {
    /// The items of a package, to be rendered.
    Package(&'m Package),
    /// This.
    Text(String),
}

fn file_name(package: &Package) -> String {
    format!("{}.rs", package.file_stem)
}

/// A module of the tree. The root is one, too.
#[derive(Default)]
struct Module<'a> {
    /// The package whose module it is, if it is not only on the way to one.
    package: Option<&'a Package>,
    /// By name.
    children: BTreeMap<String, Module<'a>>,
}

fn module_tree(model: &Model, name: &str) -> String {
    let mut root = Module::default();
    for package in &model.packages {
        let path = package.scope.iter();
        let module = path.fold(&mut root, |module, ident| module.children.entry(ident.to_string()).or_default());
        module.package = Some(package);
    }
    // `include!` starts from the folder of the file it stands in.
    let up = "../".repeat(name.matches('/').count());
    let mut text = render::notice();
    text.push('\n');
    root.write(&mut text, &up, &mut Vec::new());
    text
}

impl<'a> Module<'a> {
    fn write(&'a self, text: &mut String, up: &str, path: &mut Vec<&'a str>) {
        let indent = "    ".repeat(path.len());
        if let Some(package) = self.package {
            text.push_str(&format!("{indent}include!({:?});\n", up.to_owned() + &file_name(package)));
        }
        for (name, child) in &self.children {
            path.push(name);
            let docs = match child.package {
                Some(package) => format!("Package `{}`.", package.full_name),
                None => format!("What is below `{}`.", path.join(".")),
            };
            text.push_str(&format!("{indent}/// {docs}\n"));
            if path.len() == 1 {
                // A program seldom uses everything, and in a binary what is not used is dead code.
                text.push_str("#[allow(dead_code)]\n#[rustfmt::skip]\n");
            }
            text.push_str(&format!("{indent}pub mod {name} {{\n"));
            child.write(text, up, path);
            text.push_str(&format!("{indent}}}\n"));
            path.pop();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Codec, Name};

    fn package(full_name: &str, scope: &[&str]) -> Package {
        Package {
            full_name: full_name.into(),
            scope: scope.iter().map(|name| Name::new(name)).collect(),
            file_stem: if full_name.is_empty() { "_".into() } else { full_name.into() },
            sources: Vec::new(),
            messages: Vec::new(),
            enums: Vec::new(),
            services: Vec::new(),
            descriptor_set: None,
        }
    }

    fn model(packages: Vec<Package>) -> Model {
        Model { codec: Codec::Prost, crates: Default::default(), packages, messages: Vec::new(), enums: Vec::new(), services: Vec::new() }
    }

    fn tree(model: &Model, name: &str) -> String {
        let file = files(model, Some(name)).into_iter().find(|file| file.name == name).unwrap();
        match file.content {
            Content::Text(text) => text,
            Content::Package(_) => panic!("a package"),
        }
    }

    #[test]
    fn a_file_for_each_package_and_no_tree_unasked() {
        let model = model(vec![package("", &[]), package("acme.v1", &["acme", "v1"])]);
        let files = files(&model, None);
        let package = |file: &Planned| match &file.content {
            Content::Package(package) => package.full_name.clone(),
            Content::Text(_) => "a tree".into(),
        };
        let files: Vec<_> = files.iter().map(|file| (file.name.clone(), package(file))).collect();
        assert_eq!(files, [("_.rs".into(), String::new()), ("acme.v1.rs".into(), "acme.v1".into())]);
    }

    #[test]
    fn the_tree_mirrors_the_packages() {
        let model = model(vec![
            package("", &[]),
            package("acme.type", &["acme", "r#type"]),
            package("acme.type.v1", &["acme", "r#type", "v1"]),
            package("b", &["b"]),
        ]);
        let tree = tree(&model, "mod.rs");
        let expected = r#"
include!("_.rs");
/// What is below `acme`.
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
/// Package `b`.
#[allow(dead_code)]
#[rustfmt::skip]
pub mod b {
    include!("b.rs");
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
}
