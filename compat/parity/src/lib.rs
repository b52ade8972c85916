//! This library is empty. The package has the tests in `tests/`.
