//! The cost of a message without any decoding or encoding. The code is the obvious one. Our codec
//! is faster in some places, because it copies short strings faster than `memcpy` does.
//!
//! Building a message makes the allocations, copies, UTF-8 checks and map insertions of decoding,
//! but copies a message instead of bytes. Writing a message makes one allocation, and copies each
//! string and each `bytes` value.

use std::collections::HashMap;
use std::hash::Hash;

use bytes::Bytes;

use crate::generated::ours::*;

pub trait Rebuild {
    fn rebuild(&self) -> Self;

    /// Appends the strings and `bytes` values of the message.
    fn copy(&self, to: &mut Vec<u8>);
}

impl Rebuild for String {
    fn rebuild(&self) -> Self {
        assert!(self.is_ascii() || str::from_utf8(self.as_bytes()).is_ok());
        self.clone()
    }

    fn copy(&self, to: &mut Vec<u8>) {
        to.extend_from_slice(self.as_bytes());
    }
}

impl Rebuild for Vec<u8> {
    fn rebuild(&self) -> Self {
        self.clone()
    }

    fn copy(&self, to: &mut Vec<u8>) {
        to.extend_from_slice(self);
    }
}

impl Rebuild for Bytes {
    fn rebuild(&self) -> Self {
        Bytes::copy_from_slice(self)
    }

    fn copy(&self, to: &mut Vec<u8>) {
        to.extend_from_slice(self);
    }
}

impl<T: Rebuild> Rebuild for Option<T> {
    fn rebuild(&self) -> Self {
        self.as_ref().map(T::rebuild)
    }

    fn copy(&self, to: &mut Vec<u8>) {
        self.iter().for_each(|value| value.copy(to));
    }
}

impl<T: Rebuild> Rebuild for Box<T> {
    fn rebuild(&self) -> Self {
        Box::new((**self).rebuild())
    }

    fn copy(&self, to: &mut Vec<u8>) {
        (**self).copy(to);
    }
}

impl<K: Rebuild + Eq + Hash, V: Rebuild> Rebuild for HashMap<K, V> {
    fn rebuild(&self) -> Self {
        let mut map = HashMap::with_capacity(self.len());
        for (key, value) in self {
            map.insert(key.rebuild(), value.rebuild());
        }
        map
    }

    fn copy(&self, to: &mut Vec<u8>) {
        for (key, value) in self {
            key.copy(to);
            value.copy(to);
        }
    }
}

macro_rules! scalars {
    ($($scalar:ident)*) => {$(
        impl Rebuild for $scalar {
            fn rebuild(&self) -> Self {
                *self
            }

            fn copy(&self, _: &mut Vec<u8>) {}
        }
    )*};
}

scalars!(bool i32 i64 u32 u64 f32 f64);

/// Packed fields. Their length is known before the first element.
macro_rules! packed {
    ($($scalar:ident)*) => {$(
        impl Rebuild for Vec<$scalar> {
            fn rebuild(&self) -> Self {
                self.clone()
            }

            fn copy(&self, _: &mut Vec<u8>) {}
        }
    )*};
}

packed!(bool i32 i64 u32 u64 f32 f64);

/// Other repeated fields. The number of elements is known only after the last one.
macro_rules! repeated {
    ($($element:ty)*) => {$(
        impl Rebuild for Vec<$element> {
            fn rebuild(&self) -> Self {
                let mut elements = Vec::new();
                for element in self {
                    elements.push(element.rebuild());
                }
                elements
            }

            fn copy(&self, to: &mut Vec<u8>) {
                self.iter().for_each(|element| element.copy(to));
            }
        }
    )*};
}

repeated!(String Vec<u8> Bytes Address Tree Span Expr Row Vertex);

macro_rules! messages {
    ($($message:ident { $($field:ident)* })*) => {$(
        impl Rebuild for $message {
            fn rebuild(&self) -> Self {
                $message { $($field: self.$field.rebuild()),* }
            }

            fn copy(&self, to: &mut Vec<u8>) {
                $(self.$field.copy(to);)*
            }
        }
    )*};
}

messages! {
    Flat {
        id name count active score flags region delta stamp ratio kind note limit offset owner
        parent version hidden
    }
    Profile { name display_name description labels address tags counters others etag created }
    Address { street city country number latitude longitude }
    Tree { file line function calls span }
    Span { start end }
    Sparse {
        a1 a2 a3 a4 a5 a6 a7 a8 a9 a10 a11 a12 a13 a14 a15 a16 a17 a18 a19 a20 a21 a22
        b1 b2 b3 b4 b5 b6 b7 b8 b9 b10 b11 b12 b13 b14 b15 b16 b17 b18 b19 b20
    }
    Blobs { name digest chunks payload offset }
    SharedBlobs { name digest chunks payload offset }
    Expr { kind span }
    Literal { value }
    Call { function arguments }
    Binary { operator left right }
    Table { rows }
    Row { counts values ids flags weights deltas }
    Varints { values }
    SmallVarints { values }
    Zigzags { values }
    Bools { values }
    Floats { values }
    Doubles { values }
    Cloud { points }
    Vertex { x y z }
    Nest { inner level label }
}

macro_rules! oneofs {
    ($($oneof:path { $($member:ident)* })*) => {$(
        impl Rebuild for $oneof {
            fn rebuild(&self) -> Self {
                type Oneof = $oneof;
                match self {
                    $(Oneof::$member(value) => Oneof::$member(value.rebuild()),)*
                }
            }

            fn copy(&self, to: &mut Vec<u8>) {
                type Oneof = $oneof;
                match self {
                    $(Oneof::$member(value) => value.copy(to),)*
                }
            }
        }
    )*};
}

oneofs! {
    expr::Kind { Literal Name Call Binary Not }
    literal::Value { Integer Real Text Truth }
}
