//! The conditions of `#[cfg]`.

use syn::punctuated::Punctuated;
use syn::{Attribute, Expr, ExprLit, Lit, Meta, Token};

use super::Evaluator;

impl Evaluator<'_> {
    /// Whether all `#[cfg]` attributes hold. Returns `None` if that is not known.
    pub fn cfg(&self, attributes: &[Attribute]) -> Option<bool> {
        let conditions = attributes.iter().filter(|attribute| attribute.path().is_ident("cfg"));
        all(conditions.map(|attribute| {
            attribute.parse_args::<Meta>().ok().and_then(|meta| self.condition(&meta))
        }))
    }

    /// Returns the one item whose `#[cfg]` attributes hold. Returns `None` if there are several, or
    /// if that is not known.
    pub(super) fn active<'i, T>(
        &self,
        items: impl Iterator<Item = (&'i [Attribute], T)>,
    ) -> Option<T> {
        let mut active = items
            .map(|(attributes, item)| (self.cfg(attributes), item))
            .filter(|(condition, _)| *condition != Some(false));
        let (condition, item) = active.next()?;
        (condition == Some(true) && active.next().is_none()).then_some(item)
    }

    /// Whether a condition holds. Features are known, other settings of the compiler are not.
    pub(super) fn condition(&self, condition: &Meta) -> Option<bool> {
        match condition {
            Meta::NameValue(meta) if meta.path.is_ident("feature") => match &meta.value {
                Expr::Lit(ExprLit { lit: Lit::Str(name), .. }) => {
                    Some(self.features.contains(&name.value()))
                }
                _ => None,
            },
            Meta::List(list) => {
                let inner =
                    list.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated).ok()?;
                let mut values = inner.iter().map(|meta| self.condition(meta));
                if list.path.is_ident("not") {
                    values.next()?.map(|value| !value)
                } else if list.path.is_ident("all") {
                    all(values)
                } else if list.path.is_ident("any") {
                    all(values.map(|value| value.map(|value| !value))).map(|none| !none)
                } else {
                    None
                }
            }
            _ => None,
        }
    }
}

/// Whether all values are true. A false value decides even if other values are not known.
fn all(values: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    let mut result = Some(true);
    for value in values {
        match value {
            Some(false) => return Some(false),
            Some(true) => {}
            None => result = None,
        }
    }
    result
}
