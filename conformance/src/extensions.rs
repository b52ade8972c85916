//! Reads and sets the extensions of the messages of the tests.
//!
//! C++ decodes extensions together with the message that they extend. Here they are unknown fields
//! until a program reads them. So the testee reads and sets all extensions: a malformed one gives
//! an error, and a valid one is encoded by its own codec.

use rust_grpc::extension::{Extendable, Extension, ExtensionError, Optional, Value};

use crate::generated::protobuf_test_messages::{editions, proto2, proto3};

/// A message of the tests, with the extensions that the protos declare for it.
pub trait Extended {
    /// Reads every extension, and sets it to the value that was read.
    ///
    /// # Errors
    /// Returns an error if a value is malformed.
    fn rewrite_extensions(&mut self) -> Result<(), ExtensionError>;
}

macro_rules! extended {
    ($($($module:ident)::+ $message:ident: $($extension:ident)*;)*) => {$(
        const _: () = {
            use $($module)::+ as package;

            impl Extended for package::$message {
                fn rewrite_extensions(&mut self) -> Result<(), ExtensionError> {
                    $(rewrite(package::$extension, self)?;)*
                    Ok(())
                }
            }
        };
    )*};
}

extended! {
    proto2 TestAllTypesProto2: EXTENSION_INT32 EXTENSION_STRING EXTENSION_BYTES GROUPFIELD;
    proto3 TestAllTypesProto3: ;
    editions::proto2 TestAllTypesProto2:
        EXTENSION_INT32 EXTENSION_STRING EXTENSION_BYTES GROUPFIELD;
    editions::proto3 TestAllTypesProto3: ;
    editions TestAllTypesEdition2023:
        EXTENSION_INT32 EXTENSION_STRING EXTENSION_BYTES GROUPLIKETYPE DELIMITED_EXT;
}

fn rewrite<M: Extendable, V: Value>(
    extension: Extension<M, Optional<V>>,
    message: &mut M,
) -> Result<(), ExtensionError> {
    if let Some(value) = extension.get(message)? {
        extension.set(message, value);
    }
    Ok(())
}
