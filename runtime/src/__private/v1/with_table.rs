//! Modules of options whose features are off, while another feature brings field tables. The code
//! of messages and enums needs no more than tables, so that it compiles. rustc notes the items of
//! this module for no error about the module above.

#[cfg(not(feature = "reflect"))]
pub use super::super::v1 as with_reflect;
#[cfg(not(feature = "text"))]
pub use super::super::v1 as with_text;
