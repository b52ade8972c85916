//! The ids of a schema's elements. Every stage uses them, and so does the model.

use crate::index::ids;

ids! {
    /// A .proto file of the request.
    FileId;
    /// A message, in the order of the files; a message comes before those nested in it.
    MessageId;
    /// A field or member of a oneof: message by message, in declaration order.
    FieldId;
    /// A oneof, real or synthetic: message by message, in declaration order.
    OneofId;
    /// An extension: file by file, those declared in messages first.
    ExtensionId;
    /// An enum.
    EnumId;
    /// A value of an enum: enum by enum, in declaration order.
    ValueId;
    /// A service.
    ServiceId;
    /// A method: service by service, in declaration order.
    MethodId;
}
