//! The constants of extensions.
//!
//! In Rust, constants and types have separate namespaces. So a constant can collide only with other
//! constants of its module.

use std::collections::BTreeMap;

use super::scope::{Owner, Reserved, Style};
use super::wanted::{WantId, Wanted};
use super::{ExtensionNames, ModulePath, Namer, Names, package_scope};
use crate::case;
use crate::code::bare;
use crate::diagnostics::Diagnostics;
use crate::lower::link::ElementId;
use crate::model::ExtensionId;

impl Namer<'_, '_> {
    /// Names the constants of extensions, module by module. The modules have their names already.
    pub(super) fn extensions(
        &self,
        names: &Names,
        found: &mut Diagnostics,
    ) -> Vec<(ExtensionId, ExtensionNames)> {
        let mut scopes: BTreeMap<(ModulePath, bool), Vec<ExtensionId>> = BTreeMap::new();
        let declared = self.schema.extensions.iter();
        for (id, extension) in declared.filter(|(id, _)| self.declared.constants[*id]) {
            let at = &extension.at;
            let scope = match at.parent {
                Some(parent) => names.inside(parent),
                None => package_scope(self.schema.files[at.file].proto.package()),
            };
            scopes.entry((scope, at.parent.is_none())).or_default().push(id);
        }
        let mut named = Vec::new();
        for ((scope, is_package), extensions) in scopes {
            let mut wanted = Wanted::new(self);
            let want = |id: &ExtensionId| {
                let snake = case::snake(self.schema.extensions[*id].proto.name());
                let natural = bare(&snake).to_uppercase();
                let named = &self.settings.extension(*id).field_name;
                wanted.element(ElementId::Extension(*id), natural, Style::Snake, named)
            };
            let want_ids: Vec<WantId> = extensions.iter().map(want).collect();
            // The name is reserved even without the option `descriptor_set`, because turning the
            // option on must not rename a constant.
            let reserved = Reserved {
                names: if is_package { vec!["FILE_DESCRIPTOR_SET"] } else { Vec::new() },
                owner: Owner::Reserved("the embedded descriptors"),
            };
            let mut assigned = wanted.assign(&reserved, found);
            named.extend(extensions.into_iter().zip(want_ids).map(|(id, want_id)| {
                let ident = assigned.take(want_id);
                (id, ExtensionNames { ident, scope: scope.clone() })
            }));
        }
        named
    }
}
