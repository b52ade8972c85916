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

/// The reason why a registry has no schema of a type.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[cfg(any(feature = "json", feature = "text"))]
pub(crate) enum NoSchema {
    /// The type is not registered.
    NotRegistered,
    /// The type is registered without a field table.
    NoTable,
}

#[cfg(any(feature = "json", feature = "text"))]
impl Registry {
    /// Returns the reason why [`Registry::schema`] has returned `None`.
    #[cold]
    pub(crate) fn why_no_schema(&self, name_or_url: &str) -> NoSchema {
        match self.contains(name_or_url) {
            true => NoSchema::NoTable,
            false => NoSchema::NotRegistered,
        }
    }
}

/// The reason and the help of [`NoSchema::NoTable`].
#[cfg(any(feature = "json", feature = "text"))]
pub(crate) const NO_TABLE: &str =
    "has no field table: generate it with one of the options `json`, `text` and `reflect`";

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
        #[cfg(any(feature = "json", feature = "text"))]
        assert_eq!(
            ["a/acme.Note", "a/acme.None"].map(|url| registry.why_no_schema(url)),
            [NoSchema::NoTable, NoSchema::NotRegistered]
        );
        registry.add_all(&[MessageType::tabled::<Note>()]).unwrap();
        assert!(registry.schema("acme.Note").is_some());
        registry.add::<Note>().unwrap();
        assert!(registry.schema("acme.Note").is_some());
    }

    #[cfg(feature = "json")]
    #[test]
    fn an_any_without_a_table_names_the_options() {
        use alloc::string::ToString;

        use crate::AnyMessage;
        use crate::json::{ParseOptions, PrintOptions};

        let mut registry = Registry::new();
        registry.add::<Note>().unwrap();
        let any = prost_types::Any::pack(&Note {});
        let expected = "the type of the `Any` `type.googleapis.com/acme.Note` has no field table: \
                        generate it with one of the options `json`, `text` and `reflect`";
        let printed = PrintOptions::new().registry(&registry).to_json(&any);
        assert_eq!(printed.unwrap_err().to_string(), expected);
        let text = r#"{"@type":"type.googleapis.com/acme.Note"}"#;
        let parsed = ParseOptions::new().registry(&registry).from_json::<prost_types::Any>(text);
        assert!(parsed.unwrap_err().to_string().ends_with(expected));
        let empty = Registry::new();
        let printed = PrintOptions::new().registry(&empty).to_json(&any);
        assert!(printed.unwrap_err().to_string().ends_with("(`Registry::add_all` adds types)"));
    }

    #[cfg(feature = "text")]
    #[test]
    fn text_without_a_table_names_the_options() {
        let mut registry = Registry::new();
        registry.add::<Note>().unwrap();
        let options = crate::text::ParseOptions::new().registry(&registry);
        let parsed = options.from_text::<prost_types::Any>("[a/acme.Note] {}");
        assert_eq!(
            parsed.unwrap_err().reason(),
            "the type of `a/acme.Note` has no field table: generate it with one of the options \
             `json`, `text` and `reflect`"
        );
    }
}
