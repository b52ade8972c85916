//! Which text stands in which file, and the module tree that puts the files together.

use std::collections::BTreeMap;

use crate::emit;
use crate::file_name::short_file_name;
use crate::model::{Model, Package};
use crate::options::Options;
use crate::render;

mod features;
mod manifest;
mod names;

/// Where files go, and which there are.
pub(crate) struct Layout<'o> {
    options: &'o Options,
}

impl<'o> Layout<'o> {
    pub fn new(options: &'o Options) -> Self {
        Self { options }
    }

    /// The files, ordered by name: one for each package, and what is wanted of a module tree and a manifest.
    ///
    /// The tree is made of inline modules with `include!`, not of `mod` items: a file is named for its whole package, so
    /// nothing about it depends on where the tree stands, and the same text serves as `src/gen/mod.rs` and, by
    /// `include!(concat!(env!("OUT_DIR"), "/mod.rs"))`, in a build directory. rustfmt does not follow `include!`, and is told
    /// not to touch the tree itself, so `check` finds what was written.
    pub fn files<'m>(&self, model: &'m Model) -> Vec<Planned<'m>> {
        let packages = model.packages.iter();
        let mut files: Vec<Planned> =
            packages.map(|package| Planned { name: self.file(package), content: Content::Package(package) }).collect();
        if let Some(name) = self.tree_file() {
            files.push(Planned { name: name.to_owned(), content: Content::Text(self.tree(model, name)) });
        }
        if self.options.gen_crate {
            let graph = match self.options.no_features {
                true => BTreeMap::new(),
                false => features::graph(model, &self.options.package_separator.0, |package| package.in_tree),
            };
            let text = manifest::text(model, &self.options.crate_name.0, &graph);
            files.push(Planned { name: "Cargo.toml".into(), content: Content::Text(text) });
        }
        files.sort_by(|a, b| a.name.cmp(&b.name));
        files
    }

    /// The file of a package, e.g. `acme.v1.rs`.
    fn file(&self, package: &Package) -> String {
        let sources = if self.options.gen_crate { "src/" } else { "" };
        let folders = match self.options.flat_output_dir || package.full_name.is_empty() {
            true => String::new(),
            false => package.full_name.split('.').map(|part| short_file_name(part) + "/").collect(),
        };
        format!("{sources}{folders}{}.rs", package.file_stem)
    }

    /// The file of the module tree.
    pub fn tree_file(&self) -> Option<&'o str> {
        self.options.mod_file.as_deref().or(self.options.gen_crate.then_some("src/lib.rs"))
    }

    fn tree(&self, model: &Model, name: &str) -> String {
        let mut root = Module::default();
        for package in model.packages.iter().filter(|package| package.in_tree) {
            let path = package.scope.iter();
            let module = path.fold(&mut root, |module, ident| module.children.entry(ident.to_string()).or_default());
            let feature = (self.options.gen_crate && !self.options.no_features)
                .then(|| features::name(package, &self.options.package_separator.0))
                .flatten();
            module.package = Some(Leaf { full_name: &package.full_name, file: relative(name, &self.file(package)), feature });
        }
        let mut text = render::notice();
        text.push('\n');
        root.write(&mut text, &mut Vec::new());
        text
    }
}

/// A file that is to be.
pub(crate) struct Planned<'m> {
    /// e.g. `acme.weather.v1.rs`.
    pub name: String,
    pub content: Content<'m>,
}

impl<'m> Planned<'m> {
    /// The package whose items it holds.
    pub fn package(&self) -> Option<&'m Package> {
        match self.content {
            Content::Package(package) => Some(package),
            Content::Text(_) => None,
        }
    }
}

/// What is in a file.
pub(crate) enum Content<'m> {
    /// The items of a package, to be rendered.
    Package(&'m Package),
    /// This.
    Text(String),
}

/// How `include!` in one file names another: from the folder of the file it stands in.
fn relative(from: &str, to: &str) -> String {
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let folders: Vec<&str> = folder.split('/').filter(|name| !name.is_empty()).collect();
    let target: Vec<&str> = to.split('/').collect();
    let shared = folders.iter().zip(&target[..target.len() - 1]).take_while(|(here, there)| here == there).count();
    "../".repeat(folders.len() - shared) + &target[shared..].join("/")
}

/// A module of the tree. The root is one, too.
#[derive(Default)]
struct Module<'a> {
    /// The package whose module it is, if it is not only on the way to one.
    package: Option<Leaf<'a>>,
    /// By name.
    children: BTreeMap<String, Module<'a>>,
}

/// A package in the tree.
struct Leaf<'a> {
    /// e.g. `acme.v1`.
    full_name: &'a str,
    /// Its file, as `include!` names it.
    file: String,
    /// The feature that it is for.
    feature: Option<String>,
}

impl<'a> Module<'a> {
    fn write(&'a self, text: &mut String, path: &mut Vec<&'a str>) {
        let indent = "    ".repeat(path.len());
        if let Some(package) = &self.package {
            if let Some(feature) = &package.feature {
                // Not the module, which may hold packages with features of their own.
                text.push_str(&format!("{indent}#[cfg(feature = {feature:?})]\n"));
            }
            text.push_str(&format!("{indent}include!({:?});\n", package.file));
        }
        for (name, child) in &self.children {
            let lint = emit::lint_of_module(path, &name.as_str());
            path.push(name);
            let docs = match &child.package {
                Some(package) => format!("Package `{}`.", package.full_name),
                None => format!("What is below `{}`.", path.join(".")),
            };
            text.push_str(&format!("{indent}/// {docs}\n"));
            if path.len() == 1 {
                // A program seldom uses everything, and in a binary what is not used is dead code.
                text.push_str("#[allow(dead_code)]\n#[rustfmt::skip]\n");
            }
            if let Some(lint) = lint {
                text.push_str(&format!("{indent}#[allow({lint})]\n"));
            }
            text.push_str(&format!("{indent}pub mod {name} {{\n"));
            child.write(text, path);
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
            in_tree: true,
            descriptor_set: None,
        }
    }

    fn model(packages: Vec<Package>) -> Model {
        Model {
            codec: Codec::Prost,
            crates: Default::default(),
            packages,
            missing_packages: Vec::new(),
            deprecated_types: false,
            messages: Default::default(),
            enums: Default::default(),
            services: Default::default(),
            settings: Default::default(),
            rules: Default::default(),
        }
    }

    fn tree(model: &Model, name: &str) -> String {
        let options = format!("mod_file={name}").parse().unwrap();
        let file = Layout::new(&options).files(model).into_iter().find(|file| file.name == name).unwrap();
        match file.content {
            Content::Text(text) => text,
            Content::Package(_) => panic!("a package"),
        }
    }

    #[test]
    fn a_file_for_each_package_and_no_tree_unasked() {
        let model = model(vec![package("", &[]), package("acme.v1", &["acme", "v1"])]);
        let options = Options::default();
        let files = Layout::new(&options).files(&model);
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
            package("b.b", &["b", "b"]),
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
/// What is below `b`.
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
    fn files_are_included_from_where_the_tree_stands() {
        for (from, to, expected) in [
            ("mod.rs", "a.rs", "a.rs"),
            ("a/b/mod.rs", "_.rs", "../../_.rs"),
            ("a/mod.rs", "a/v1/a.v1.rs", "v1/a.v1.rs"),
            ("src/lib.rs", "src/a.rs", "a.rs"),
            ("mod.rs", "a/v1/a.v1.rs", "a/v1/a.v1.rs"),
        ] {
            assert_eq!(relative(from, to), expected, "{from} {to}");
        }
    }
}
