//! The schemas of a registry's messages.

use super::Registry;
use crate::any::name_in;
use crate::schema::Type;
use crate::table::well_known;

impl Registry {
    /// Returns the schema with this full name, e.g. `acme.v1.Forecast`, or this type URL, e.g.
    /// `type.googleapis.com/acme.v1.Forecast`.
    ///
    /// Registered types with a field table have a schema, and so have the messages of pools. The
    /// well-known types need not be registered.
    pub(crate) fn schema(&self, name_or_url: &str) -> Option<Type<'_>> {
        let name = if name_or_url.contains('/') { name_in(name_or_url)? } else { name_or_url };
        let registered = self.messages.get(name).and_then(|entry| entry.ty.table());
        if let Some(table) = registered {
            return Some(Type::of_table(table));
        }
        #[cfg(feature = "reflect")]
        if let Some(ty) = self.schema_in_pools(name) {
            return Some(ty);
        }
        well_known(name).map(Type::of_table)
    }
}

#[cfg(test)]
mod tests {
    use prost::Name;

    use super::*;
    use crate::registry::MessageType;
    use crate::table::{Table, TableSource, Tabled};

    #[derive(Clone, PartialEq, prost::Message)]
    struct Note {}

    impl Name for Note {
        const NAME: &'static str = "Note";
        const PACKAGE: &'static str = "acme";
    }

    impl Tabled for Note {}

    impl TableSource for Note {
        fn source<L>() -> &'static Table {
            static TABLE: Table = Table::new("acme.Note", "", &[]);
            &TABLE
        }
    }

    #[test]
    fn well_known_types_need_not_be_registered() {
        let registry = Registry::new();
        for name in ["google.protobuf.Timestamp", "type.googleapis.com/google.protobuf.Empty"] {
            let ty = registry.schema(name).unwrap();
            assert!(name.ends_with(&*ty.message().full_name));
        }
        for name in ["google.protobuf.None", "google.protobuf.FileDescriptorProto", "a/", ""] {
            assert!(registry.schema(name).is_none(), "{name}");
        }
    }

    #[test]
    fn a_type_with_a_table_replaces_the_one_without() {
        let mut registry = Registry::new();
        registry.add::<Note>().unwrap();
        assert!(registry.schema("acme.Note").is_none());
        registry.add_all(&[MessageType::tabled::<Note>()]).unwrap();
        assert!(registry.schema("acme.Note").is_some());
        registry.add::<Note>().unwrap();
        assert!(registry.schema("acme.Note").is_some());
    }
}
