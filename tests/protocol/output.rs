//! What the code is for: it compiles in a crate of today and of 2021, wherever it is put.
