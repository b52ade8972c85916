//! Tests of the purposes and Cargo features of field tables.

use super::model_of;

/// `Json` and `Text` can each hold one message, which can hold one enum.
const SCHEMA: &str = "syntax = 'proto3'; package p;
    message Json { InJson held = 1; }
    message InJson { SkyInJson sky = 1; }
    enum SkyInJson { CLEAR = 0; }
    message Text { InText held = 1; }
    message InText { SkyInText sky = 1; }
    enum SkyInText { GREY = 0; }";

/// Returns a line for each table: the full name, the purpose, and the Cargo features.
fn tables(options: &str) -> Vec<String> {
    let model = model_of(SCHEMA, options).unwrap();
    let messages = model.messages.values().flatten().filter_map(|message| {
        let table = message.table.as_deref()?;
        Some((&message.full_name, table.purpose, &table.features))
    });
    let enums = model.enums.values().flatten().filter_map(|enumeration| {
        let table = enumeration.table.as_deref()?;
        Some((&enumeration.full_name, table.purpose, &table.features))
    });
    let tables = messages.chain(enums);
    tables.map(|(name, purpose, features)| format!("{name} {purpose:?} {features:?}")).collect()
}

#[test]
fn a_type_without_an_option_has_the_purpose_of_its_holder() {
    assert_eq!(
        tables("json=.p.Json,text=.p.Text"),
        [
            "p.Json Json []",
            "p.InJson Json []",
            "p.Text Text []",
            "p.InText Text []",
            "p.SkyInJson Json []",
            "p.SkyInText Text []",
        ]
    );
}

#[test]
fn the_options_of_a_type_decide_before_its_holder() {
    assert_eq!(
        tables("json=.p.Json,reflect=.p.InJson"),
        ["p.Json Json []", "p.InJson Reflection []", "p.SkyInJson Json []"]
    );
    // The table always exists for text format. JSON alone depends on the feature.
    assert_eq!(
        tables("text=.p.Text,json=.p.InText,json_feature=.p=web"),
        ["p.Text Text []", "p.InText Text []", "p.SkyInText Text []"]
    );
}

#[test]
fn the_holders_of_a_type_give_it_their_features() {
    let options = "json=.p.Json,json_feature=.p.Json=web,json=.p.InJson,json_feature=.p.InJson=cli";
    assert_eq!(
        tables(options),
        [
            r#"p.Json Json ["web"]"#,
            r#"p.InJson Json ["cli", "web"]"#,
            r#"p.SkyInJson Json ["cli", "web"]"#,
        ]
    );
}
