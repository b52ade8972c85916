//! serde's traits for generated types.

mod defaults;
mod serialize;

pub use defaults::JsonDefaults;
pub use serialize::{json_serialize, json_serialize_enum};
