//! The type of enum fields that keep every number (option `enums=open`).

use core::cmp::Ordering;
use core::fmt::{self, Debug, Formatter};
use core::hash::{Hash, Hasher};
use core::marker::PhantomData;

/// A number of the enum `E`, with or without a name in `E`.
///
/// Enum fields with the option `enums=open` have this type. It has the layout of an `i32`. A number
/// that a newer program sends is kept: it can be compared, printed and encoded again.
///
/// ```
/// use rust_grpc::OpenEnum;
/// # #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, prost::Enumeration)]
/// # #[repr(i32)]
/// # enum Sky {
/// #     Unspecified = 0,
/// #     Clear = 1,
/// #     Overcast = 2,
/// # }
///
/// fn symbol(sky: OpenEnum<Sky>) -> String {
///     match sky.known() {
///         Some(Sky::Clear) => "sun".into(),
///         Some(Sky::Overcast) => "cloud".into(),
///         Some(Sky::Unspecified) => "none".into(),
///         None => format!("number {}", sky.number()),
///     }
/// }
///
/// assert_eq!(symbol(Sky::Clear.into()), "sun");
/// assert_eq!(symbol(OpenEnum::new(7)), "number 7");
/// assert!(OpenEnum::from(Sky::Clear) == Sky::Clear);
/// assert_eq!(format!("{:?}", OpenEnum::from(Sky::Clear)), "Clear");
/// assert_eq!(format!("{:?}", OpenEnum::<Sky>::new(7)), "7");
/// ```
///
/// `Kind::try_from(field)` converts, too, if the option selects the enum itself: by a rule for
/// everything, for the package or for the enum.
///
/// Values are equal, ordered and hashed like their numbers. The default is that of `E`, its first
/// value.
#[repr(transparent)]
pub struct OpenEnum<E> {
    number: i32,
    // A value contains no `E`, so it is `Send` and `Sync` for every `E`.
    of: PhantomData<fn() -> E>,
}

impl<E> OpenEnum<E> {
    /// Creates the value of a number, with or without a name in `E`.
    #[inline]
    pub const fn new(number: i32) -> Self {
        OpenEnum { number, of: PhantomData }
    }

    /// Returns the number, as it is on the wire.
    #[inline]
    pub const fn number(self) -> i32 {
        self.number
    }

    /// Returns the value of `E`. Returns `None` if the number has no name in `E`.
    #[inline]
    pub fn known(self) -> Option<E>
    where
        E: TryFrom<i32>,
    {
        E::try_from(self.number).ok()
    }
}

impl<E> Clone for OpenEnum<E> {
    #[inline]
    fn clone(&self) -> Self {
        *self
    }
}

impl<E> Copy for OpenEnum<E> {}

impl<E: Default + Into<i32>> Default for OpenEnum<E> {
    #[inline]
    fn default() -> Self {
        OpenEnum::new(E::default().into())
    }
}

/// Prints the name, or the number if it has none.
impl<E: TryFrom<i32> + Debug> Debug for OpenEnum<E> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self.known() {
            Some(value) => value.fmt(f),
            None => Debug::fmt(&self.number, f),
        }
    }
}

impl<E> PartialEq for OpenEnum<E> {
    #[inline]
    fn eq(&self, other: &Self) -> bool {
        self.number == other.number
    }
}

impl<E: Copy + Into<i32>> PartialEq<E> for OpenEnum<E> {
    #[inline]
    fn eq(&self, other: &E) -> bool {
        self.number == (*other).into()
    }
}

impl<E> Eq for OpenEnum<E> {}

/// Orders values by number.
impl<E> Ord for OpenEnum<E> {
    #[inline]
    fn cmp(&self, other: &Self) -> Ordering {
        self.number.cmp(&other.number)
    }
}

impl<E> PartialOrd for OpenEnum<E> {
    #[inline]
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<E> Hash for OpenEnum<E> {
    #[inline]
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.number.hash(state);
    }
}

// `From<i32>` would be a second implementation for `OpenEnum<i32>`.
impl<E: Into<i32>> From<E> for OpenEnum<E> {
    #[inline]
    fn from(value: E) -> Self {
        OpenEnum::new(value.into())
    }
}

impl<E> From<OpenEnum<E>> for i32 {
    #[inline]
    fn from(value: OpenEnum<E>) -> i32 {
        value.number
    }
}
