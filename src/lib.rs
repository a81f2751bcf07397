//! keyward
#![forbid(unsafe_code)]
