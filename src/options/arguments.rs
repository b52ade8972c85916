//! The arguments of the methods of [`Config`](crate::Config).

use super::value::{Enums, JsonExtern, UnknownFields, Views, Word as _};

/// The paths of elements that a method of [`Config`](crate::Config) selects: a path such as
/// `"Forecast.day"`, or an array, slice or vector of paths.
pub trait Paths {
    /// Returns each path.
    fn into_paths(self) -> Vec<String>;
}

macro_rules! one {
    ($($type:ty),*) => {$(
        impl Paths for $type {
            fn into_paths(self) -> Vec<String> {
                vec![String::from(self)]
            }
        }
    )*};
}

one!(&str, &String, String);

impl<S: AsRef<str>> Paths for &[S] {
    fn into_paths(self) -> Vec<String> {
        self.iter().map(|path| path.as_ref().to_owned()).collect()
    }
}

impl<S: AsRef<str>, const N: usize> Paths for [S; N] {
    fn into_paths(self) -> Vec<String> {
        self.as_slice().into_paths()
    }
}

impl<S: AsRef<str>, const N: usize> Paths for &[S; N] {
    fn into_paths(self) -> Vec<String> {
        self.as_slice().into_paths()
    }
}

impl<S: AsRef<str>> Paths for Vec<S> {
    fn into_paths(self) -> Vec<String> {
        self.as_slice().into_paths()
    }
}

impl<S: AsRef<str>> Paths for &Vec<S> {
    fn into_paths(self) -> Vec<String> {
        self.as_slice().into_paths()
    }
}

/// The argument of a method of [`Config`](crate::Config) that turns an option on or off.
///
/// `true` or `false` is for everything, and paths turn the option on. A path with `=false` after it
/// turns it off. An option with more values than `true` and `false` also takes a value of their
/// type `T`, or a pair of a path and a value.
pub trait Switching<T = bool> {
    /// Returns each value as a parameter writes it.
    fn into_values(self) -> Vec<String>;
}

impl<T> Switching<T> for bool {
    fn into_values(self) -> Vec<String> {
        vec![self.to_string()]
    }
}

impl<T, P: Paths> Switching<T> for P {
    fn into_values(self) -> Vec<String> {
        self.into_paths()
    }
}

impl Switching<Self> for Views {
    fn into_values(self) -> Vec<String> {
        vec![self.word().to_owned()]
    }
}

impl<P: AsRef<str>> Switching<Views> for (P, Views) {
    fn into_values(self) -> Vec<String> {
        vec![format!("{}={}", self.0.as_ref(), self.1.word())]
    }
}

/// The argument of a method of [`Config`](crate::Config) that chooses a value.
///
/// `UnknownFields::Preserve` is for everything. `(".acme.v1", UnknownFields::Preserve)` is for the
/// elements below a path.
pub trait ByPath<T> {
    /// Returns the rule as a parameter writes it.
    fn into_rule(self) -> String;
}

macro_rules! chosen {
    ($($type:ty),*) => {$(
        impl ByPath<$type> for $type {
            fn into_rule(self) -> String {
                self.word().to_owned()
            }
        }

        impl<P: AsRef<str>> ByPath<$type> for (P, $type) {
            fn into_rule(self) -> String {
                format!("{}={}", self.0.as_ref(), self.1.word())
            }
        }
    )*};
}

chosen!(UnknownFields, Enums, JsonExtern);

#[cfg(test)]
mod tests {
    use crate::{Config, Enums, UnknownFields, Views};

    #[test]
    fn one_path_or_several_are_accepted() {
        let array: &[&str; 1] = &["d"];
        let mut config = Config::new();
        config.boxed("a").boxed(["b", "c"]).boxed(array);
        config.boxed(vec![String::from("e")]).boxed(["f".to_owned()].as_slice());
        let expected = "boxed=a,boxed=b,boxed=c,boxed=d,boxed=e,boxed=f";
        assert_eq!(config.options.to_string(), expected);
    }

    #[test]
    fn switches_are_for_everything_or_by_path() {
        let mut config = Config::new();
        config.client(false).server(".a").transport(["B", ".c=false"]);
        let expected = "client=false,server=.a,transport=B,transport=.c=false";
        assert_eq!(config.options.to_string(), expected);
        let mut config = Config::new();
        config.views(Views::Lazy).views((".a.B", Views::Off)).views([".b", "C=lazy"]);
        let expected = "views=lazy,views=.a.B=false,views=.b,views=C=lazy";
        assert_eq!(config.options.to_string(), expected);
    }

    #[test]
    fn choices_can_have_a_path() {
        let mut config = Config::new();
        config.unknown_fields(UnknownFields::Preserve);
        config.unknown_fields((".a.v1", UnknownFields::Drop));
        config.enums(Enums::Open).enums((".a.v1.Kind", Enums::Closed));
        let expected =
            "unknown_fields=preserve,unknown_fields=.a.v1=drop,enums=open,enums=.a.v1.Kind=closed";
        assert_eq!(config.options.to_string(), expected);
    }
}
