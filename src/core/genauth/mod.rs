//! GenAuth and Authing: what their applications and their management API want beyond OAuth 2.0.
//!
//! Two brands of one product: they differ in the names of headers and in the scheme of a signature.

pub mod api;
#[cfg(feature = "edge")]
pub mod management;
#[cfg(feature = "edge")]
pub mod sha1;
#[cfg(feature = "edge")]
pub mod signature;
