use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::{EnumTable, Table, TableRef, Tabled, TabledEnum};
use crate::schema::{Cardinality, Form, Kind, MapKey, Presence, Type};

static SKY: EnumTable =
    EnumTable::new("acme.Sky", "#closed; 0 SKY_NONE; 1 SKY_RAIN=wet%20; 1 SKY_WET; -1 SKY_ODD");

static FORECAST: Table = Table::new(
    "acme.Forecast",
    "1 string station_name; 2 ?message0 day=the%2Fday; 3 +int32 ids; 4 {string}enum1 skies; \
     5 uint64 number @either; 6 group0 odd @either #redact; 7 !bytes raw; 8 *string names",
    &[TableRef::Message(<() as Tabled>::table::<crate::wire::Late>), TableRef::Enum(|| &SKY)],
);

#[test]
fn the_text_of_a_message_is_read() {
    let schema = FORECAST.schema();
    let field = |name: &str| &schema.fields[schema.index_of_proto(name).unwrap()];
    assert_eq!(*field("station_name").json_name, *"stationName");
    let key = &field("station_name").json_key;
    assert_eq!(key.blocks().as_flattened()[..key.len()], *b"\"stationName\":");
    assert_eq!(*field("day").json_name, *"the/day");
    assert_eq!(field("ids").cardinality, Cardinality::Repeated { is_packed: true });
    assert_eq!(field("names").cardinality, Cardinality::Repeated { is_packed: false });
    assert_eq!(field("skies").cardinality, Cardinality::Map(MapKey::String));
    assert_eq!(field("raw").cardinality, Cardinality::Singular(Presence::Required));
    assert!(matches!(field("odd").kind, Kind::Group(_)));
    assert!(field("odd").is_redacted);
    assert_eq!((field("odd").oneof, field("number").oneof), (Some(0), Some(0)));
    assert_eq!(*schema.oneofs[0].name, *"either");
    assert_eq!(schema.index_of_json("the/day", 0), Some(1));
    assert_eq!(schema.index_of_json("day", 0), Some(1));
    assert_eq!(schema.index_of_proto("the/day"), None);
    assert_eq!(schema.index_of(7), Some(6));
    assert_eq!(schema.index_of(9), None);
}

#[test]
fn the_text_of_an_enum_is_read() {
    let schema = SKY.schema();
    assert!(schema.is_closed);
    assert_eq!(schema.value(1).unwrap().in_json(), "wet ");
    assert_eq!(*schema.value(1).unwrap().name, *"SKY_RAIN");
    assert_eq!(schema.named("SKY_WET").unwrap().number, 1);
    assert_eq!(schema.named_in_json("wet ").unwrap().number, 1);
    assert_eq!(schema.value(-1).unwrap().in_json(), "SKY_ODD");
    assert!(schema.value(2).is_none());
}

#[test]
fn a_reference_decides_which_numbers_a_field_holds() {
    static WIND: EnumTable = EnumTable::new("acme.Wind", "0 WIND_NONE; 1 WIND_GALE");
    static TABLE: Table = Table::new(
        "acme.Numbers",
        "1 ?enum0 sky; 2 enum1 wind; 3 *enum2 open_skies; 4 ?enum3 closed_wind @either",
        &[
            TableRef::Enum(|| &SKY),
            TableRef::Enum(|| &WIND),
            TableRef::OpenEnum(|| &SKY),
            TableRef::ClosedEnum(|| &WIND),
        ],
    );
    let ty = Type::of_table(&TABLE);
    let holds = |number: i32| {
        ty.message().fields.iter().map(move |field| match &field.kind {
            Kind::Enum(link) => ty.holds(link, number),
            _ => panic!("{} is no enum", field.name),
        })
    };
    assert!(holds(1).eq([true; 4]));
    assert!(holds(9).eq([false, true, true, false]));
}

#[test]
fn an_empty_text_is_a_message_without_fields() {
    let schema = <() as Tabled>::table::<crate::wire::Late>().schema();
    assert_eq!(schema.fields.len(), 0);
    assert_eq!(schema.form, Form::Empty);
}

#[test]
fn json_names_count_before_proto_names() {
    static TABLE: Table = Table::new("M", "1 string ab; 2 string a_b=ab; 3 string c=a_b", &[]);
    let schema = TABLE.schema();
    let index = |name: &str| schema.index_of_json(name, usize::MAX);
    assert_eq!(index("ab"), Some(0));
    assert_eq!(index("a_b"), Some(2));
    assert_eq!(schema.index_of_proto("a_b"), Some(1));
}

#[test]
fn prost_types_have_tables() {
    let names = |table: &'static Table| {
        let fields = table.schema().fields.iter();
        fields.map(|field| field.name.to_string()).collect::<Vec<String>>().join(" ")
    };
    assert_eq!(names(prost_types::Timestamp::table::<crate::wire::Late>()), "seconds nanos");
    let value = prost_types::Value::table::<crate::wire::Late>();
    assert_eq!(
        names(value),
        "null_value number_value string_value bool_value struct_value list_value"
    );
    assert_eq!(value.schema().form, Form::Value);
    assert!(prost_types::NullValue::table::<crate::wire::Late>().schema().is_null_value());
    assert_eq!(names(prost_types::FileDescriptorSet::table::<crate::wire::Late>()), "file");
}

#[test]
fn words_for_errors_are_left_out() {
    static TABLE: Table = Table::new(
        "M",
        "#struct Odd; #message_set; #reserved old; 1 ?message skipped; 2 *enum lists; \
         3 {string}group map $r#map; 4 string type $r#type #redact; 5 enum either @one $which",
        &[],
    );
    static NOTHING: Table = Table::new("M", "#struct Odd", &[]);
    let schema = TABLE.schema();
    assert!(schema.is_message_set);
    assert_eq!(*schema.reserved_names, ["old".into()]);
    assert_eq!(schema.fields.len(), 1);
    assert_eq!(*schema.fields[0].name, *"type");
    assert!(schema.fields[0].is_redacted);
    assert_eq!((NOTHING.schema().fields.len(), NOTHING.message()), (0, "Odd"));
}

#[test]
fn reserved_names_stand_in_front_of_the_fields() {
    static BOTH: Table = Table::new("M", "#message_set; #reserved old older; 1 string new", &[]);
    static NAMES: Table = Table::new("M", "#reserved old", &[]);
    let schema = BOTH.schema();
    assert!(schema.is_message_set);
    assert_eq!(*schema.reserved_names, ["old".into(), "older".into()]);
    assert_eq!(schema.index_of_proto("new"), Some(0));
    let schema = NAMES.schema();
    assert_eq!((schema.reserved_names.len(), schema.fields.len()), (1, 0));
}

#[test]
fn unknown_fields_are_hidden_beside_secrets() {
    static FIELD: Table = Table::new("M", "1 string word #redact", &[]);
    static SKIPPED: Table = Table::new("M", "1 string word; 2 ?message day #redact", &[]);
    static EXTENSION: Table = Table::new("M", "#reserved old; 1 string word; #redact_unknown", &[]);
    static EMPTY: Table = Table::new("M", "#redact_unknown", &[]);
    static NONE: Table = Table::new("M", "1 string word; 2 ?message day", &[]);
    let tables = [&FIELD, &SKIPPED, &EXTENSION, &EMPTY, &NONE];
    let hidden = tables.map(|table| (table.schema().hides_unknown, table.schema().fields.len()));
    assert_eq!(hidden, [(true, 1), (true, 1), (true, 1), (true, 0), (false, 1)]);
}
