//! The ids of the schema's elements. All stages and the model use them.

use crate::index::ids;

ids! {
    /// A .proto file of the request.
    FileId;
    /// A message, in the order of the files. A message comes before its nested messages.
    MessageId;
    /// A field or oneof member. The order is that of the messages, then the declaration order.
    FieldId;
    /// A oneof, real or synthetic. The order is that of the messages, then the declaration order.
    OneofId;
    /// An extension, in the order of the files. Extensions that messages declare come first.
    ExtensionId;
    /// An enum.
    EnumId;
    /// A value of an enum. The order is that of the enums, then the declaration order.
    ValueId;
    /// A service.
    ServiceId;
    /// A method. The order is that of the services, then the declaration order.
    MethodId;
}
