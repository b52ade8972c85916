//! The measured shapes. The means are those of the first five.

use crate::contenders::{Shape, shape};
use crate::data;
use crate::generated::{buffa, buffa_dropping, kept, ours, prost};

/// The number of shapes at the beginning of the list that make up the means.
pub const IN_MEANS: usize = 5;

macro_rules! shapes {
    ($($name:literal $message:ident $data:expr;)*) => {
        /// The functions that make the shapes. Each shape is made when it is measured.
        pub static SHAPES: &[fn() -> Shape] = &[$(
            || shape::<
                prost::$message,
                ours::$message,
                kept::$message,
                buffa::$message,
                buffa_dropping::$message,
            >($name, $data),
        )*];
    };
}

/// Calls the macro `$with` with all shapes. A shape has a name, a message, and the function that
/// makes the data, e.g. `"oneofs" Expr data::expr;`. The caller imports the module `data`.
#[macro_export]
macro_rules! with_shapes {
    ($with:ident) => {
        $with! {
            "flat scalars, strings" Flat data::flat;
            "strings, maps, message" Profile data::profile;
            "deep tree" Tree data::tree;
            "42 sparse fields" Sparse data::sparse;
            "bytes" Blobs data::blobs;
            "bytes as Bytes" SharedBlobs data::shared_blobs;
            "oneofs" Expr data::expr;
            "short packed arrays" Table data::table;
            "packed uint64" Varints data::varints;
            "packed int32, small" SmallVarints data::small_varints;
            "packed int32, alike" SmallVarints data::alike_varints;
            "packed int32, few" SmallVarints data::few_varints;
            "packed int32, growing" SmallVarints data::growing_varints;
            "packed int32, negative" SmallVarints data::negative_varints;
            "packed sint64" Zigzags data::zigzags;
            "packed bool" Bools data::bools;
            "packed float" Floats data::floats;
            "packed double" Doubles data::doubles;
            "3-float messages" Cloud data::cloud;
            "150 KB of strings" Profile data::strings;
            "300 KB of texts" Profile data::texts;
            "200 KB of trees" Tree data::trees;
            "10 levels" Nest data::nest::<10>;
            "20 levels" Nest data::nest::<20>;
            "50 levels" Nest data::nest::<50>;
        }
    };
}

with_shapes!(shapes);
