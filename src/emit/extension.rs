//! The constant of an extension.

use proc_macro2::TokenStream;

use super::surface::Spelling;
use crate::model::Extension;

/// Returns the constant of an extension, if it has one.
pub(crate) fn item(spelling: &Spelling<'_>, extension: &Extension) -> Option<TokenStream> {
    let constant = extension.constant.as_deref()?;
    spelling.messages.extension(spelling, extension, constant)
}
