//! serde's traits for generated types.

mod defaults;
pub(super) mod deserialize;
mod serialize;
#[cfg(test)]
mod tests;

pub use defaults::JsonDefaults;
pub use deserialize::{json_deserialize, json_deserialize_enum};
pub use serialize::{json_serialize, json_serialize_enum, json_serialize_enum_value};
