//! The methods of [`Config`] that set options, one for each row of the table.

use super::Config;
use crate::options::{
    ByPath, Codec, Enums, JsonExtern, Paths, Preset, Switching, UnknownFields, Views, option_table,
};

macro_rules! methods {
    (
        run {$(
            $(#[doc = $help:literal])+ $kind:ident $key:ident: $type:ty = $default:expr,
            $shape:literal, $shown:literal $(, needs $($need:ident),+)?;
        )*}
        by_path {$(
            $(#[doc = $path_help:literal])+ $form:ident $path_key:ident $(: $word:ty)?,
            $path_shape:literal, $path_shown:literal,
            for $elements:ident $(, needs $($path_need:ident),+)?;
        )*}
    ) => {
        /// The methods that set options. A path selects elements as in a parameter:
        /// `.acme.v1.Forecast` begins at the root and covers everything below the message,
        /// `Forecast.day` is a suffix, and `.` selects everything.
        impl Config {
            $(methods!(@method $kind $key $type, $($help)+);)*
            $(methods!(@method $form $path_key $($word)?, $($path_help)+);)*
        }
    };
    (@method scalar $key:ident $type:ty, $($help:literal)+) => {
        $(#[doc = $help])+
        pub fn $key(&mut self, value: $type) -> &mut Self {
            self.options.$key = value;
            self
        }
    };
    (@method file $key:ident $type:ty, $($help:literal)+) => {
        $(#[doc = $help])+
        #[track_caller]
        pub fn $key(&mut self, name: impl AsRef<str>) -> &mut Self {
            self.set(stringify!($key), name.as_ref())
        }
    };
    (@method switch $key:ident , $($help:literal)+) => {
        methods!(@method switch $key bool, $($help)+);
    };
    (@method switch $key:ident $values:ty, $($help:literal)+) => {
        $(#[doc = $help])+
        #[track_caller]
        pub fn $key(&mut self, on: impl Switching<$values>) -> &mut Self {
            for value in on.into_values() {
                self.set(stringify!($key), &value);
            }
            self
        }
    };
    (@method selection $key:ident , $($help:literal)+) => {
        $(#[doc = $help])+
        #[track_caller]
        pub fn $key(&mut self, paths: impl Paths) -> &mut Self {
            for path in paths.into_paths() {
                self.set(stringify!($key), &path);
            }
            self
        }
    };
    (@method word $key:ident $word:ty, $($help:literal)+) => {
        $(#[doc = $help])+
        #[track_caller]
        pub fn $key(&mut self, choice: impl ByPath<$word>) -> &mut Self {
            self.set(stringify!($key), &choice.into_rule())
        }
    };
    (@method $form:ident $key:ident , $($help:literal)+) => {
        $(#[doc = $help])+
        #[track_caller]
        pub fn $key(&mut self, path: impl AsRef<str>, value: impl AsRef<str>) -> &mut Self {
            self.set(stringify!($key), &format!("{}={}", path.as_ref(), value.as_ref()))
        }
    };
}

option_table!(methods);
