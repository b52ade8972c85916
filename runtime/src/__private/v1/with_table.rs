//! Modules of options whose features are off, if another feature brings field tables. The code of
//! messages and enums needs tables alone, so it compiles. For an error about the module above,
//! rustc's note does not list the items of this module.

#[cfg(not(feature = "reflect"))]
pub use super::super::v1 as with_reflect;
#[cfg(not(feature = "text"))]
pub use super::super::v1 as with_text;
