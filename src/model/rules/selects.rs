//! The selector of a rule, whatever kind of rule it is.

use super::{Attribute, Deriving};
use crate::options::{Choice, Rule, Selector, Toggle};

/// A rule that selects elements by path.
pub(super) trait Selects {
    fn selector(&self) -> &Selector;
}

macro_rules! has_selector {
    ($($type:ident $(<$of:ident>)?),*) => {$(
        impl $(<$of>)? Selects for $type $(<$of>)? {
            fn selector(&self) -> &Selector {
                &self.selector
            }
        }
    )*};
}

has_selector!(Attribute, Deriving<T>, Rule, Toggle, Choice<V>);

impl Selects for Selector {
    fn selector(&self) -> &Selector {
        self
    }
}
