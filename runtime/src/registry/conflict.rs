//! The error of adding to a registry.

use alloc::string::String;
use core::error::Error;
use core::fmt;

/// A conflict between two types or two extensions, because of which a registry cannot have both. It
/// is one of these:
///
/// * Two Rust types have one full name.
/// * Two extensions have one full name.
/// * Two extensions of a message have one number.
///
/// The most likely cause is that two crates were generated from one schema. An `extern_path` makes
/// one of them use the types of the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegistryError {
    full_name: String,
    registered: &'static str,
    refused: &'static str,
    conflict: Conflict,
}

/// The property that the two types or extensions share.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Conflict {
    /// The full name of two Rust types.
    TypeName,
    /// The full name of two extensions.
    #[cfg(feature = "table")]
    ExtensionName,
    /// The number of two extensions of one message.
    #[cfg(feature = "table")]
    ExtensionNumber(u32),
}

impl RegistryError {
    #[cold]
    pub(super) fn new(full_name: &str, registered: &'static str, refused: &'static str) -> Self {
        Self { full_name: full_name.into(), registered, refused, conflict: Conflict::TypeName }
    }

    /// Creates the error of one name. `extendees` are the full names of the two extended messages.
    #[cfg(feature = "table")]
    #[cold]
    pub(super) fn extension_name(full_name: &str, extendees: (&'static str, &'static str)) -> Self {
        let (registered, refused) = extendees;
        let conflict = Conflict::ExtensionName;
        Self { full_name: full_name.into(), registered, refused, conflict }
    }

    /// Creates the error of one number. `names` are the full names of the two extensions.
    #[cfg(feature = "table")]
    #[cold]
    pub(super) fn extension_number(
        extendee: &str,
        number: u32,
        names: (&'static str, &'static str),
    ) -> Self {
        let (registered, refused) = names;
        let conflict = Conflict::ExtensionNumber(number);
        Self { full_name: extendee.into(), registered, refused, conflict }
    }

    /// Returns the full name that the two types or extensions share, e.g. `acme.v1.Forecast`. If
    /// two extensions have one number, it is the full name of the extended message.
    pub fn full_name(&self) -> &str {
        &self.full_name
    }

    /// Returns the type or extension that the registry has:
    ///
    /// * For two types, the Rust type, e.g. `shop::acme::v1::Forecast`.
    /// * For two extensions with one name, the extended message.
    /// * For two extensions with one number, the full name of the extension.
    pub fn registered(&self) -> &'static str {
        self.registered
    }

    /// Returns the type or extension that was not added, e.g. `stock::acme::v1::Forecast`. It has
    /// the form of [`RegistryError::registered`].
    pub fn refused(&self) -> &'static str {
        self.refused
    }
}

impl fmt::Display for RegistryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { full_name, registered, refused, conflict } = self;
        match conflict {
            Conflict::TypeName => write!(
                f,
                "`{full_name}` is registered as `{registered}`, and `{refused}` has that name too"
            ),
            #[cfg(feature = "table")]
            Conflict::ExtensionName => write!(
                f,
                "`{full_name}` is registered as an extension of `{registered}`, and an extension \
                 of `{refused}` has that name too"
            ),
            #[cfg(feature = "table")]
            Conflict::ExtensionNumber(number) => write!(
                f,
                "field {number} of `{full_name}` is registered as `{registered}`, and `{refused}` \
                 has that number too"
            ),
        }
    }
}

impl Error for RegistryError {}
