//! The error of registering.

use alloc::string::String;
use core::error::Error;
use core::fmt;

/// Two types or two extensions exclude each other, so that a registry cannot have both: two Rust
/// types with one full name, or two extensions with one full name or one number.
///
/// Most likely two crates were generated from one schema. An `extern_path` makes one of them use
/// the types of the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegistryError {
    full_name: String,
    registered: &'static str,
    refused: &'static str,
    conflict: Conflict,
}

/// The property that two types or extensions have in common.
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

    /// `extendees` are the full names of the two extended messages.
    #[cfg(feature = "table")]
    #[cold]
    pub(super) fn extension_name(full_name: &str, extendees: (&'static str, &'static str)) -> Self {
        let (registered, refused) = extendees;
        let conflict = Conflict::ExtensionName;
        Self { full_name: full_name.into(), registered, refused, conflict }
    }

    /// `names` are the full names of the two extensions.
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

    /// Returns the full name that two types or extensions have, e.g. `acme.v1.Forecast`. For two
    /// extensions with one number, it is the full name of the extended message.
    pub fn full_name(&self) -> &str {
        &self.full_name
    }

    /// Returns the one that the registry has. Of types, it is the Rust type, e.g.
    /// `shop::acme::v1::Forecast`. Of extensions with one name, it is the extended message. Of
    /// extensions with one number, it is the full name.
    pub fn registered(&self) -> &'static str {
        self.registered
    }

    /// Returns the one that was to be added, e.g. `stock::acme::v1::Forecast`. Of extensions, it is
    /// the extended message or the full name, as with [`RegistryError::registered`].
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
