//! The types of a method's messages, as functions. Interceptors handle the messages of all methods
//! through them.

use alloc::boxed::Box;
use alloc::vec::Vec;
use core::any::{Any, TypeId};
use core::fmt::{self, Debug};
use core::hash::{Hash, Hasher};
use core::marker::PhantomData;

use prost::{DecodeError, Message};

/// The types of a method's request and response, if they are known.
///
/// The types do not count when methods are compared, because functions have no addresses of their
/// own. The path of a method decides which types its messages have.
#[derive(Clone, Copy)]
pub struct Messages(Option<fn() -> (MessageType, MessageType)>);

/// The functions of a message type.
#[derive(Clone, Copy)]
#[cfg_attr(
    not(all(feature = "layers", any(feature = "json", feature = "reflect"))),
    allow(dead_code)
)]
pub struct MessageType {
    pub(crate) id: TypeId,
    /// The type in Rust, e.g. `acme::v1::Forecast`.
    pub(crate) name: &'static str,
    pub(crate) decode: DecodeFn<DecodeError>,
    /// Prints a message of the type. `None` if the type does not implement `Debug`.
    pub(crate) debug: Option<DebugFn>,
    /// The functions of a type with a field table.
    pub(crate) table: Option<TableFns>,
}

/// Decodes a message.
pub type DecodeFn<E> = fn(&[u8]) -> Result<Box<dyn AnyMessage>, E>;

/// Prints a message. Its type is that of the [`MessageType`].
pub type DebugFn = fn(&dyn Any, &mut fmt::Formatter<'_>) -> fmt::Result;

/// The functions of a type with a field table.
#[derive(Clone, Copy)]
pub struct TableFns {
    #[cfg(all(feature = "json", feature = "layers"))]
    pub(crate) print_json: fn(&dyn Any) -> Option<Result<alloc::string::String, tonic::Status>>,
    #[cfg(all(feature = "json", feature = "layers"))]
    pub(crate) parse_json: DecodeFn<tonic::Status>,
    #[cfg(feature = "reflect")]
    #[cfg_attr(not(feature = "layers"), allow(dead_code))]
    pub(crate) descriptor: fn() -> crate::reflect::MessageDescriptor,
}

/// A message of any type.
#[cfg_attr(not(feature = "layers"), allow(dead_code))]
pub trait AnyMessage: Any + Send + Sync {
    /// Returns the length of the encoded message.
    fn encoded_len(&self) -> usize;

    /// Encodes the message in the binary encoding.
    fn encode(&self) -> Vec<u8>;
}

impl<M: Message + 'static> AnyMessage for M {
    fn encoded_len(&self) -> usize {
        Message::encoded_len(self)
    }

    fn encode(&self) -> Vec<u8> {
        self.encode_to_vec()
    }
}

impl Messages {
    /// The types are not known.
    pub const UNKNOWN: Self = Self(None);

    /// Creates the types of a method from a function that returns the types of its request and its
    /// response.
    pub const fn new(types: fn() -> (MessageType, MessageType)) -> Self {
        Self(Some(types))
    }

    /// Returns the types of the request and the response.
    #[cfg(feature = "layers")]
    pub(crate) fn types(self) -> Option<(MessageType, MessageType)> {
        self.0.map(|types| types())
    }
}

impl PartialEq for Messages {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Messages {}

impl Hash for Messages {
    fn hash<H: Hasher>(&self, _: &mut H) {}
}

impl Debug for Messages {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let types = self.0.map(|types| types());
        f.debug_list().entries(types.iter().flat_map(|(a, b)| [a.name, b.name])).finish()
    }
}

impl MessageType {
    /// Returns the functions of `M`, with those that not every message has.
    pub fn new<M: Message + Default + 'static>(
        debug: Option<DebugFn>,
        table: Option<TableFns>,
    ) -> Self {
        Self {
            id: TypeId::of::<M>(),
            name: core::any::type_name::<M>(),
            decode: |bytes| M::decode(bytes).map(|message| Box::new(message) as _),
            debug,
            table,
        }
    }
}

/// The functions that a type has only if it implements certain traits. Generated code names them
/// for a concrete type: `Of::<Forecast>::DEBUG`. If the type implements the trait, the path is that
/// of the constant here. Otherwise it is that of the trait [`Absent`].
pub struct Of<M>(PhantomData<M>);

/// The constants of types without the traits.
pub trait Absent {
    /// The type does not implement `Debug`.
    const DEBUG: Option<DebugFn> = None;
    /// The type has no field table.
    const TABLE: Option<TableFns> = None;
}

impl<M> Absent for Of<M> {}

impl<M: Debug + 'static> Of<M> {
    /// The function of the type's `Debug`.
    pub const DEBUG: Option<DebugFn> =
        Some(|message, f| message.downcast_ref::<M>().ok_or(fmt::Error)?.fmt(f));
}

#[cfg(feature = "table")]
impl<M: Message + Default + crate::table::Tabled + 'static> Of<M> {
    /// The functions of the type's field table.
    pub const TABLE: Option<TableFns> = Some(TableFns {
        #[cfg(all(feature = "json", feature = "layers"))]
        print_json: |message| {
            let message = message.downcast_ref::<M>()?;
            Some(crate::codec::print(&crate::json::PrintOptions::new(), message))
        },
        #[cfg(all(feature = "json", feature = "layers"))]
        parse_json: |text| {
            let message = crate::codec::parse::<M>(&crate::codec::default_parse_options(), text)?;
            Ok(Box::new(message))
        },
        #[cfg(feature = "reflect")]
        descriptor: crate::reflect::descriptor::<M>,
    });
}

/// Returns the [`Messages`] of a method with these types.
#[doc(hidden)]
#[macro_export]
macro_rules! __messages_v1 {
    ($request:ty, $response:ty) => {
        $crate::__private::v1::messages::Messages::new(|| {
            #[allow(unused_imports)]
            use $crate::__private::v1::messages::{Absent as _, MessageType, Of};
            (
                MessageType::new::<$request>(Of::<$request>::DEBUG, Of::<$request>::TABLE),
                MessageType::new::<$response>(Of::<$response>::DEBUG, Of::<$response>::TABLE),
            )
        })
    };
}
