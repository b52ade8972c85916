//! The messages of [`ours`](super::ours) with prost's derive, field by field.

use std::collections::{BTreeMap, HashMap};

use bytes::Bytes;
use prost_types::Timestamp;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, prost::Enumeration)]
#[repr(i32)]
pub enum Kind {
    Unknown = 0,
    Small = 1,
    Negative = -1,
}

#[derive(Clone, PartialEq, prost::Message)]
pub struct Scalars {
    #[prost(int32, tag = "1")]
    pub int32: i32,
    #[prost(int64, tag = "2")]
    pub int64: i64,
    #[prost(uint32, tag = "3")]
    pub uint32: u32,
    #[prost(uint64, tag = "4")]
    pub uint64: u64,
    #[prost(sint32, tag = "5")]
    pub sint32: i32,
    #[prost(sint64, tag = "6")]
    pub sint64: i64,
    #[prost(fixed32, tag = "7")]
    pub fixed32: u32,
    #[prost(fixed64, tag = "8")]
    pub fixed64: u64,
    #[prost(sfixed32, tag = "15")]
    pub sfixed32: i32,
    #[prost(sfixed64, tag = "16")]
    pub sfixed64: i64,
    #[prost(bool, tag = "17")]
    pub bool: bool,
    #[prost(float, tag = "2047")]
    pub float: f32,
    #[prost(double, tag = "2048")]
    pub double: f64,
    #[prost(string, tag = "300000")]
    pub string: String,
    #[prost(bytes = "vec", tag = "536870910")]
    pub bytes: Vec<u8>,
    #[prost(enumeration = "Kind", tag = "536870911")]
    pub kind: i32,
}

#[derive(Clone, PartialEq, prost::Message)]
pub struct Optionals {
    #[prost(int32, optional, tag = "1")]
    pub int32: Option<i32>,
    #[prost(sint64, optional, tag = "2")]
    pub sint64: Option<i64>,
    #[prost(fixed32, optional, tag = "3")]
    pub fixed32: Option<u32>,
    #[prost(double, optional, tag = "4")]
    pub double: Option<f64>,
    #[prost(string, optional, tag = "5")]
    pub string: Option<String>,
    #[prost(bytes = "vec", optional, tag = "6")]
    pub bytes: Option<Vec<u8>>,
    #[prost(enumeration = "Kind", optional, tag = "7")]
    pub kind: Option<i32>,
    #[prost(int32, required, tag = "8")]
    pub required: i32,
    #[prost(message, required, tag = "9")]
    pub message: Scalars,
}

#[derive(Clone, PartialEq, prost::Message)]
pub struct Repeats {
    #[prost(int32, repeated, tag = "1")]
    pub int32: Vec<i32>,
    #[prost(int64, repeated, tag = "2")]
    pub int64: Vec<i64>,
    #[prost(uint32, repeated, tag = "3")]
    pub uint32: Vec<u32>,
    #[prost(uint64, repeated, tag = "4")]
    pub uint64: Vec<u64>,
    #[prost(sint32, repeated, tag = "5")]
    pub sint32: Vec<i32>,
    #[prost(sint64, repeated, tag = "6")]
    pub sint64: Vec<i64>,
    #[prost(fixed32, repeated, tag = "7")]
    pub fixed32: Vec<u32>,
    #[prost(fixed64, repeated, tag = "8")]
    pub fixed64: Vec<u64>,
    #[prost(sfixed32, repeated, tag = "9")]
    pub sfixed32: Vec<i32>,
    #[prost(sfixed64, repeated, tag = "10")]
    pub sfixed64: Vec<i64>,
    #[prost(bool, repeated, tag = "11")]
    pub bool: Vec<bool>,
    #[prost(float, repeated, tag = "12")]
    pub float: Vec<f32>,
    #[prost(double, repeated, tag = "13")]
    pub double: Vec<f64>,
    #[prost(enumeration = "Kind", repeated, tag = "14")]
    pub kind: Vec<i32>,
    #[prost(sint32, repeated, packed = "false", tag = "15")]
    pub expanded: Vec<i32>,
    #[prost(string, repeated, tag = "16")]
    pub string: Vec<String>,
    #[prost(bytes = "vec", repeated, tag = "17")]
    pub bytes: Vec<Vec<u8>>,
    #[prost(message, repeated, tag = "18")]
    pub message: Vec<Optionals>,
}

#[derive(Clone, PartialEq, prost::Message)]
pub struct Node {
    #[prost(string, tag = "1")]
    pub name: String,
    #[prost(message, optional, boxed, tag = "2")]
    pub next: Option<Box<Node>>,
    #[prost(message, repeated, tag = "3")]
    pub children: Vec<Node>,
    #[prost(btree_map = "string, message", tag = "4")]
    pub by_name: BTreeMap<String, Node>,
    #[prost(btree_map = "sint32, enumeration(Kind)", tag = "5")]
    pub kinds: BTreeMap<i32, i32>,
    #[prost(message, optional, tag = "10")]
    pub at: Option<Timestamp>,
    #[prost(group, optional, boxed, tag = "11")]
    pub part: Option<Box<Node>>,
    #[prost(group, repeated, tag = "12")]
    pub parts: Vec<Node>,
    #[prost(btree_map = "uint64, message", tag = "13")]
    pub times: BTreeMap<u64, Timestamp>,
    #[prost(btree_map = "bool, bytes", tag = "14")]
    pub blobs: BTreeMap<bool, Vec<u8>>,
    #[prost(bytes = "bytes", tag = "15")]
    pub shared: Bytes,
    #[prost(oneof = "node::What", tags = "6, 7, 8, 9, 20, 21")]
    pub what: Option<node::What>,
}

pub mod node {
    use super::*;

    #[derive(Clone, PartialEq, prost::Oneof)]
    pub enum What {
        #[prost(string, tag = "6")]
        Text(String),
        #[prost(message, tag = "7")]
        Node(Box<Node>),
        #[prost(group, tag = "8")]
        Part(Box<Node>),
        #[prost(enumeration = "Kind", tag = "9")]
        Kind(i32),
        #[prost(bytes = "bytes", tag = "20")]
        Shared(Bytes),
        #[prost(double, tag = "21")]
        Double(f64),
    }
}

#[derive(Clone, PartialEq, prost::Message)]
pub struct Hashed {
    #[prost(map = "string, message", tag = "1")]
    pub nodes: HashMap<String, Node>,
    #[prost(map = "fixed64, float", tag = "2")]
    pub floats: HashMap<u64, f32>,
    #[prost(map = "int32, enumeration(Kind)", tag = "3")]
    pub kinds: HashMap<i32, i32>,
}
