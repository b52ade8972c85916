//! The standard options that the generator reads from an element's encoded options.
//!
//! All other options stay encoded. A string in them need not be UTF-8, and a custom option can be
//! anything, but the generator does not read them. As in C++, a field whose wire type is not that
//! of the option is skipped.

use prost::{DecodeError, Message as _};

use super::descriptor_proto::ExtensionRange;
use super::fields::{Fields, Value};
use super::method_options::IdempotencyLevel;
use super::{
    DescriptorProto, EnumDescriptorProto, EnumValueDescriptorProto, FeatureSet,
    FieldDescriptorProto, FileDescriptorProto, MethodDescriptorProto, OneofDescriptorProto,
    ServiceDescriptorProto,
};

/// The field numbers of the `*Options` messages of descriptor.proto.
mod number {
    pub const MESSAGE_SET_WIRE_FORMAT: u32 = 1;
    pub const MAP_ENTRY: u32 = 7;
    pub const PACKED: u32 = 2;
    pub const ONEOF_FEATURES: u32 = 1;
    pub const EXTENSION_RANGE_FEATURES: u32 = 50;
    pub const DEBUG_REDACT: u32 = 16;
    pub const IDEMPOTENCY_LEVEL: u32 = 34;
    /// The first number that descriptor.proto leaves to extensions.
    pub const FIRST_CUSTOM: u32 = 1000;
    /// The extension `pb.enumvalue.json` of json_enumvalue_options.proto.
    pub const ENUM_VALUE_JSON: u32 = 998;
    /// The field `string` of that extension's message.
    pub const ENUM_VALUE_JSON_STRING: u32 = 1;
}

/// Implements the options that several kinds of element have. Each kind has its own field numbers.
macro_rules! elements {
    ($($element:ident: deprecated = $deprecated:literal, features = $features:literal;)*) => {
        $(impl $element {
            /// Whether the element itself has the option `deprecated`.
            #[allow(dead_code)]
            pub(crate) fn is_deprecated(&self) -> bool {
                flag(self.options(), $deprecated).unwrap_or_default()
            }

            /// Returns the features that the element sets itself, if it sets any.
            #[allow(dead_code)]
            pub(crate) fn feature_set(&self) -> Option<FeatureSet> {
                features(self.options(), $features).ok().flatten()
            }

            /// Checks that the options are a valid encoding, and that the features can be decoded.
            pub(crate) fn check_options(&self) -> Result<(), DecodeError> {
                features(self.options(), $features).map(drop)
            }
        })*
    };
}

elements! {
    FileDescriptorProto: deprecated = 23, features = 50;
    DescriptorProto: deprecated = 3, features = 12;
    FieldDescriptorProto: deprecated = 3, features = 21;
    EnumDescriptorProto: deprecated = 3, features = 7;
    EnumValueDescriptorProto: deprecated = 1, features = 2;
    ServiceDescriptorProto: deprecated = 33, features = 34;
    MethodDescriptorProto: deprecated = 33, features = 35;
}

impl FileDescriptorProto {
    /// Whether the file itself sets custom options. These are the fields from number 1000 on.
    pub(crate) fn has_custom_options(&self) -> bool {
        let mut fields = Fields::of(self.options()).map_while(Result::ok);
        fields.any(|field| field.number >= number::FIRST_CUSTOM)
    }
}

impl OneofDescriptorProto {
    /// Returns the features that the oneof sets itself, if it sets any.
    pub(crate) fn feature_set(&self) -> Option<FeatureSet> {
        features(self.options(), number::ONEOF_FEATURES).ok().flatten()
    }

    /// Checks that the options are a valid encoding, and that the features can be decoded.
    pub(crate) fn check_options(&self) -> Result<(), DecodeError> {
        features(self.options(), number::ONEOF_FEATURES).map(drop)
    }
}

impl ExtensionRange {
    /// Returns the features that the range sets itself, if it sets any.
    pub(crate) fn feature_set(&self) -> Option<FeatureSet> {
        features(self.options(), number::EXTENSION_RANGE_FEATURES).ok().flatten()
    }
}

impl DescriptorProto {
    /// Whether the message has the option `message_set_wire_format`.
    pub(crate) fn is_message_set(&self) -> bool {
        flag(self.options(), number::MESSAGE_SET_WIRE_FORMAT).unwrap_or_default()
    }

    /// Whether it is the message that protoc generates for a `map` field.
    pub(crate) fn is_map_entry(&self) -> bool {
        flag(self.options(), number::MAP_ENTRY).unwrap_or_default()
    }
}

impl FieldDescriptorProto {
    /// Whether the field has the option `debug_redact`, so that `Debug` must hide it.
    pub(crate) fn is_redacted(&self) -> bool {
        flag(self.options(), number::DEBUG_REDACT).unwrap_or_default()
    }

    /// Returns the option `packed`, if it is set.
    pub(crate) fn packed(&self) -> Option<bool> {
        flag(self.options(), number::PACKED)
    }
}

impl EnumValueDescriptorProto {
    /// Returns the JSON name of an enum value from the option `(pb.enumvalue.json).string`.
    pub(crate) fn json_name(&self) -> Option<String> {
        let json = bytes(self.options(), number::ENUM_VALUE_JSON);
        let names = json.flat_map(|json| bytes(json, number::ENUM_VALUE_JSON_STRING));
        names.last().map(|name| String::from_utf8_lossy(name).into_owned())
    }
}

impl MethodDescriptorProto {
    /// Returns the option `idempotency_level`.
    pub(crate) fn idempotency_level(&self) -> IdempotencyLevel {
        let level = varint(self.options(), number::IDEMPOTENCY_LEVEL).map(|level| level as i32);
        level.and_then(|level| level.try_into().ok()).unwrap_or_default()
    }

    /// Returns the encoded custom options of the method.
    pub(crate) fn custom_options(&self) -> Vec<u8> {
        let fields = Fields::of(self.options()).map_while(Result::ok);
        let custom = fields.filter(|field| field.number >= number::FIRST_CUSTOM);
        custom.flat_map(|field| field.encoded).copied().collect()
    }
}

/// Returns a `bool` option, if it is set.
fn flag(options: &[u8], number: u32) -> Option<bool> {
    varint(options, number).map(|value| value != 0)
}

/// Returns an option that is encoded as a varint. If the field is repeated, the last value wins.
fn varint(options: &[u8], number: u32) -> Option<u64> {
    let fields = Fields::of(options).map_while(Result::ok).filter(|field| field.number == number);
    let values = fields.filter_map(|field| match field.value {
        Value::Varint(value) => Some(value),
        _ => None,
    });
    values.last()
}

/// Iterates over the values of a length-prefixed option.
fn bytes(options: &[u8], number: u32) -> impl Iterator<Item = &[u8]> {
    let fields =
        Fields::of(options).map_while(Result::ok).filter(move |field| field.number == number);
    fields.filter_map(|field| match field.value {
        Value::Bytes(bytes) => Some(bytes),
        Value::Varint(_) | Value::Other => None,
    })
}

/// Returns the features, if they are set. If the field is repeated, the values are merged.
fn features(options: &[u8], number: u32) -> Result<Option<FeatureSet>, DecodeError> {
    let mut features = None;
    for field in Fields::of(options) {
        let field = field?;
        if let (Value::Bytes(bytes), true) = (field.value, field.number == number) {
            features.get_or_insert_with(FeatureSet::default).merge(bytes)?;
        }
    }
    Ok(features)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::descriptor::feature_set::FieldPresence;
    use crate::descriptor::{FieldOptions, MethodOptions};

    /// Returns a field with these encoded options.
    fn field(options: &[u8]) -> FieldDescriptorProto {
        FieldDescriptorProto { options: Some(options.to_vec()), ..FieldDescriptorProto::default() }
    }

    #[test]
    fn options_written_by_generated_types_are_read() {
        let presence = FeatureSet {
            field_presence: Some(FieldPresence::Implicit as i32),
            ..FeatureSet::default()
        };
        let options = FieldOptions {
            packed: Some(false),
            deprecated: Some(true),
            features: Some(presence.clone()),
            ..FieldOptions::default()
        };
        let read = field(&options.encode_to_vec());
        assert_eq!(
            (read.packed(), read.is_deprecated(), read.feature_set()),
            (Some(false), true, Some(presence))
        );
        let options = MethodOptions {
            idempotency_level: Some(IdempotencyLevel::Idempotent as i32),
            ..MethodOptions::default()
        };
        let method = MethodDescriptorProto {
            options: Some(options.encode_to_vec()),
            ..MethodDescriptorProto::default()
        };
        assert_eq!(method.idempotency_level(), IdempotencyLevel::Idempotent);
        assert_eq!(
            MethodDescriptorProto::default().idempotency_level(),
            IdempotencyLevel::IdempotencyUnknown
        );
    }

    #[test]
    fn custom_options_of_a_method_are_kept_as_they_are() {
        // `idempotency_level` = 1, 50100 = "ed" twice, `deprecated` = true, 1000 = 5.
        let role = [0xa2, 0xbb, 0x18, 2, b'e', b'd'];
        let options = [&[0x90, 2, 1][..], &role, &[0x88, 2, 1], &role, &[0xc0, 0x3e, 5]].concat();
        let method =
            MethodDescriptorProto { options: Some(options), ..MethodDescriptorProto::default() };
        assert_eq!(method.custom_options(), [&role[..], &role, &[0xc0, 0x3e, 5]].concat());
        assert_eq!(MethodDescriptorProto::default().custom_options(), []);
    }

    #[test]
    fn enum_values_can_have_json_names() {
        // Field 998 has `string` = "a", then "b". A varint of that number is skipped.
        let named = |options: &[u8]| {
            let options = Some(options.to_vec());
            EnumValueDescriptorProto { options, ..EnumValueDescriptorProto::default() }.json_name()
        };
        let json = [0xb2, 0x3e, 3, 0x0a, 1, b'a', 0xb2, 0x3e, 3, 0x0a, 1, b'b', 0xb0, 0x3e, 1];
        assert_eq!(named(&json).as_deref(), Some("b"));
        assert_eq!(named(&[0xb2, 0x3e, 2, 0x0a, 0]).as_deref(), Some(""));
        assert_eq!(named(&[0xb2, 0x3e, 0]), None);
    }

    #[test]
    fn the_last_value_wins_and_other_wire_types_are_skipped() {
        // `packed` as a fixed32, then false, then true, and a custom option that is not UTF-8.
        let read = field(&[0x15, 1, 0, 0, 0, 0x10, 0, 0x10, 1, 0x82, 0xb5, 0x18, 1, 0xe9]);
        assert_eq!(read.packed(), Some(true));
        assert!(read.check_options().is_ok());
        assert!(field(&[0x10]).check_options().is_err());
        // The features end in the middle of a value.
        assert!(field(&[0xaa, 1, 1, 8]).check_options().is_err());
    }
}
