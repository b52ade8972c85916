//! The functions of packages.
//!
//! In Rust, functions and types have separate namespaces. So a function can collide only with other
//! functions of its module.

use std::collections::BTreeMap;

use super::scope::{self, Reserved, Style, Want};
use super::{FunctionNames, ModulePath, Namer, package_scope};

impl Namer<'_, '_> {
    /// Names the functions of each package that has functions, by module.
    pub(super) fn functions(&self) -> BTreeMap<ModulePath, FunctionNames> {
        let packages = self.settings.packages.iter();
        let registered = packages.filter(|(_, id)| self.settings.all[**id].register_types.value);
        registered.map(|(package, _)| (package_scope(package), named(package))).collect()
    }
}

/// Returns the names of the functions of a package.
fn named(package: &str) -> FunctionNames {
    let want = |name: &str| Want {
        proto_name: name.to_owned(),
        full_name: package.to_owned(),
        natural: name.to_owned(),
        explicit: None,
        style: Style::Snake,
    };
    let wants = ["message_types", "register_types", "extension_tables"].map(want);
    let mut names = scope::assign(&wants, &Reserved::default()).0.into_iter().map(|one| one.name);
    let mut next = || names.next().unwrap_or_default();
    FunctionNames { list: next(), register: next(), list_extensions: next() }
}
