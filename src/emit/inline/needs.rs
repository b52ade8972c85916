//! The features of the runtime that a block of code needs.
//!
//! A block names the runtime once, at its alias, by a module of the runtime that the feature gates.
//! So without the feature, rustc reports one error for each block, and its note says which feature
//! is missing. Without the modules, each use of a missing item would be an error.

use proc_macro2::TokenStream;
use quote::quote;

use super::json;
use crate::emit::cfg;
use crate::emit::surface::Spelling;
use crate::model::{Enum, Message, Table, TablePurpose};

/// The parts of a block that need features of the runtime.
#[derive(Clone, Default)]
pub(super) struct Needs<'m> {
    /// serde's traits. The inner option is the feature of the user's crate that they need.
    serde: Option<Option<&'m str>>,
    /// Field tables.
    tables: Option<Tables<'m>>,
}

#[derive(Clone)]
struct Tables<'m> {
    purpose: TablePurpose,
    /// The features of the user's crate. The tables exist if any of them is on, or if there are
    /// none.
    features: Vec<&'m str>,
}

impl<'m> Needs<'m> {
    /// Returns the needs of the code of a message.
    pub fn of_message(spelling: &Spelling<'m>, message: &'m Message) -> Self {
        let serde = json::feature(spelling, message.settings);
        Self { serde, tables: message.table.as_deref().map(Tables::of) }
    }

    /// Returns the needs of the code of an enum. The code exists if any feature of the enum's table
    /// is on.
    pub fn of_tabled_enum(spelling: &Spelling<'m>, enumeration: &'m Enum) -> Self {
        let serde = json::feature(spelling, enumeration.settings);
        let Some(table) = enumeration.table.as_deref() else { return Self::default() };
        // The block exists only if the feature is on, so its import needs no condition.
        let is_only = |feature: &&str| matches!(&*table.features, [only] if **only == **feature);
        let serde = serde.map(|feature| feature.filter(|feature| !is_only(feature)));
        Self { serde, tables: Some(Tables { purpose: table.purpose, features: Vec::new() }) }
    }

    /// Returns the needs of code that lists tables. The code exists if any of the tables exists.
    pub fn of_list(tables: impl Iterator<Item = &'m Table>) -> Self {
        let all = tables.map(Tables::of).reduce(|mut all, more| {
            match (all.features.is_empty(), more.features.is_empty()) {
                // Tables that always exist decide: the others may need more of the runtime, which
                // is only there with their features.
                (true, false) => return all,
                (false, true) => return more,
                (true, true) | (false, false) => {}
            }
            all.purpose = all.purpose.min(more.purpose);
            let new = |feature: &&str| !all.features.contains(feature);
            let new: Vec<&str> = more.features.into_iter().filter(new).collect();
            all.features.extend(new);
            all
        });
        Self { serde: None, tables: all }
    }

    /// Returns the needs of code that exists only if these tables exist.
    pub fn always(self) -> Self {
        let always = |tables: Tables<'m>| Tables { features: Vec::new(), ..tables };
        Self { serde: self.serde, tables: self.tables.map(always) }
    }

    /// Returns the items that import the runtime.
    pub fn import(&self) -> TokenStream {
        let all = alias(&TokenStream::new());
        let (with_json, tables) = (alias(&quote!(::with_json)), self.tables.as_ref());
        let with_tables = tables.map_or_else(|| all.clone(), |tables| tables.import());
        let features = tables.map_or(&[][..], |tables| &tables.features);
        match self.serde {
            Some(None) => with_json,
            Some(Some(feature)) if features.is_empty() => {
                let [with, without] = either(&[feature]);
                quote!(#with #with_json #without #with_tables)
            }
            // The tables are for JSON, among others for the feature of serde's traits.
            Some(Some(_)) | None if !features.is_empty() => {
                let [with, without] = either(features);
                quote!(#with #with_tables #without #all)
            }
            Some(Some(_)) | None => with_tables,
        }
    }
}

impl<'m> Tables<'m> {
    fn of(table: &'m Table) -> Self {
        Self {
            purpose: if table.has_serde() { TablePurpose::Json } else { table.purpose },
            features: table.features.iter().map(AsRef::as_ref).collect(),
        }
    }

    fn import(&self) -> TokenStream {
        alias(&match self.purpose {
            TablePurpose::Json => quote!(::with_json),
            TablePurpose::Text => quote!(::with_text),
            TablePurpose::Reflection => quote!(::with_reflect),
        })
    }
}

/// Returns the attributes of two items. The first exists if any of the features is on, and the
/// second if all of them are off.
fn either(features: &[&str]) -> [Option<TokenStream>; 2] {
    [cfg::any(features), cfg::none(features)]
}

/// Returns the import of a module of the runtime.
fn alias(module: &TokenStream) -> TokenStream {
    quote!(
        use ::rust_grpc::__private::v1 #module as __rt;
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the table of a message, which needs a part of the runtime.
    fn table(purpose: TablePurpose, features: &[&str]) -> Table {
        let features = features.iter().map(|&feature| feature.into()).collect();
        Table { text: "".into(), types: Vec::new(), paths: None, features, purpose }
    }

    /// Returns the items without spaces.
    fn import_of_list(tables: &[&Table]) -> String {
        Needs::of_list(tables.iter().copied()).import().to_string().replace(' ', "")
    }

    #[test]
    fn a_list_needs_what_its_tables_need() {
        let always = |purpose| table(purpose, &[]);
        let (json, text) = (always(TablePurpose::Json), always(TablePurpose::Text));
        let reflect = always(TablePurpose::Reflection);
        let if_a = table(TablePurpose::Json, &["a"]);
        let if_b = table(TablePurpose::Json, &["b"]);
        let alias = |part: &str| format!("use::rust_grpc::__private::v1{part}as__rt;");
        let [plain, with_json, with_text, with_reflect] =
            ["", "::with_json", "::with_text", "::with_reflect"].map(alias);
        let json_if = |condition: &str| {
            format!("#[cfg({condition})]{with_json}#[cfg(not({condition}))]{plain}")
        };
        for (tables, expected) in [
            (&[][..], plain.clone()),
            (&[&json], with_json.clone()),
            (&[&reflect, &text], with_text.clone()),
            (&[&reflect], with_reflect),
            // A table that always exists decides, wherever it is in the list.
            (&[&if_a, &text, &if_b], with_text.clone()),
            (&[&text, &if_a], with_text),
            (&[&if_a, &json], with_json.clone()),
            (&[&if_a, &if_a], json_if("feature=\"a\"")),
            (&[&if_a, &if_b, &if_a], json_if("any(feature=\"a\",feature=\"b\")")),
        ] {
            assert_eq!(import_of_list(tables), expected);
        }
    }
}
