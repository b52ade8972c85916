//! The module tree as text.

use crate::layout::Module;
use crate::model::Flag as _;

/// Returns the text of the file with the module tree.
pub(crate) fn text(root: &Module) -> String {
    let mut text = super::notice();
    text.push('\n');
    write(root, &mut text, &mut Vec::new());
    text
}

fn write<'m>(module: &'m Module, text: &mut String, path: &mut Vec<&'m str>) {
    let indent = "    ".repeat(path.len());
    if let Some(package) = &module.package {
        if let Some(feature) = &package.feature {
            // The module has no `cfg`: it may contain packages with other features.
            text.push_str(&format!("{indent}#[cfg(feature = {feature:?})]\n"));
        }
        text.push_str(&format!("{indent}include!({:?});\n", package.file));
    }
    for (name, child) in &module.children {
        let lints: Vec<&str> = child.lints.iter().map(|lint| lint.text()).collect();
        path.push(name);
        let docs = match &child.package {
            Some(package) => format!("Package `{}`.", package.full_name),
            None => format!("The packages below `{}`.", path.join(".")),
        };
        text.push_str(&format!("{indent}/// {docs}\n"));
        if path.len() == 1 {
            // A program seldom uses every item, and an unused item of a binary is dead code.
            text.push_str("#[allow(dead_code)]\n#[rustfmt::skip]\n");
        }
        if !lints.is_empty() {
            text.push_str(&format!("{indent}#[allow({})]\n", lints.join(", ")));
        }
        text.push_str(&format!("{indent}pub mod {name} {{\n"));
        write(child, text, path);
        text.push_str(&format!("{indent}}}\n"));
        path.pop();
    }
}
