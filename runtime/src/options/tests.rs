//! Custom options in descriptors that are written by hand.

use alloc::string::ToString;
use alloc::vec::Vec;

use prost::Message as _;
use prost_types::{DescriptorProto, FileDescriptorProto, MessageOptions, MethodOptions};

use super::*;
use crate::extension::{Int32, Optional};
use crate::unknown::{UnknownFields, UnknownValue};

const OPTION: Extension<MessageOptions, Optional<Int32>> =
    Extension::new("t.option", "google.protobuf.MessageOptions", 50_000);
const OF_METHOD: Extension<MethodOptions, Optional<Int32>> =
    Extension::new("t.of_method", "google.protobuf.MethodOptions", 50_000);

/// Returns a field with a length prefix.
fn part(number: u32, content: &[u8]) -> Vec<u8> {
    let fields: UnknownFields =
        [(number, UnknownValue::LengthDelimited(content))].into_iter().collect();
    fields.as_bytes().to_vec()
}

/// Returns options with the extension 50000.
fn options(value: u64) -> Vec<u8> {
    let fields: UnknownFields = [(50_000, UnknownValue::Varint(value))].into_iter().collect();
    fields.as_bytes().to_vec()
}

/// Returns a file of the package `a.b` and a file without a package.
fn descriptors() -> Vec<u8> {
    let name = |name: &str| part(1, name.as_bytes());
    let inner = [name("Inner"), part(7, &options(2))].concat();
    let outer = [name("Outer"), part(3, &inner), part(7, &options(1))].concat();
    let method = [name("Get"), part(4, &options(3))].concat();
    let service = [name("Service"), part(2, &method)].concat();
    let file = [name("a.proto"), part(2, b"a.b"), part(4, &outer), part(6, &service)].concat();
    let plain = DescriptorProto { name: Some("Plain".into()), ..Default::default() };
    let other = FileDescriptorProto { message_type: [plain].into(), ..Default::default() };
    [part(1, &other.encode_to_vec()), part(1, &file)].concat()
}

fn of_message(full_name: &str) -> Result<Option<i32>, ExtensionError> {
    let descriptors = descriptors();
    let message = elements::find(&descriptors, full_name, Step::Message);
    read("google.protobuf.MessageOptions", message, OPTION, || "it".into())
}

#[test]
fn elements_are_found_by_full_name() {
    assert_eq!(of_message("a.b.Outer"), Ok(Some(1)));
    assert_eq!(of_message("a.b.Outer.Inner"), Ok(Some(2)));
    assert_eq!(of_message("Plain"), Ok(None));
    for name in ["a.b.Inner", "a.Outer", "Outer", "a.b.Plain", "a.b.", "", "a.b.Outer.Inner.X"] {
        assert!(of_message(name).is_err(), "{name}");
    }
    let descriptors = descriptors();
    let method = |path| method(&descriptors, path, OF_METHOD);
    assert_eq!(method("/a.b.Service/Get"), Ok(Some(3)));
    assert_eq!(method("a.b.Service/Get"), Ok(Some(3)));
    let error = method("/a.b.Service/Set").unwrap_err();
    assert!(
        error.to_string().ends_with("the embedded descriptors have no method `/a.b.Service/Set`")
    );
}

#[test]
fn an_option_of_other_elements_is_an_error() {
    let error = method(&descriptors(), "/a.b.Service/Get", OPTION).unwrap_err();
    assert_eq!(
        error.to_string(),
        "extension `t.option` = 50000 of `google.protobuf.MessageOptions`: \
         it does not extend `google.protobuf.MethodOptions`"
    );
}

#[test]
fn descriptors_that_are_cut_off_are_read_as_far_as_they_go() {
    let all = descriptors();
    for length in 0..all.len() {
        let _ = method(&all[..length], "/a.b.Service/Get", OF_METHOD);
    }
}
