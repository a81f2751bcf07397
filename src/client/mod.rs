//! The driver: the protocol's steps in their order, over one port.
//!
//! A [`Client`] is one registration at one server. It is immutable, holds no user's token and may
//! be shared; what it caches (the server's keys) is public. A call on it is a [`Task`]: it does
//! what it can, begins one effect at the [`Host`], and goes on when that is done. No future, no
//! thread and no clock is needed, so a fake host drives it in a test and JavaScript in a page.

mod calls;
#[cfg(feature = "edge")]
pub mod edge;
#[cfg(feature = "oauth")]
mod genauth;
#[cfg(feature = "edge")]
pub mod guard;
mod host;
mod keys;
#[cfg(feature = "oauth")]
mod oauth;
#[cfg(feature = "oauth")]
pub mod oauth_session;
#[cfg(feature = "oauth")]
mod profile;
mod registration;
#[cfg(feature = "oauth")]
mod resource;
pub mod session;
mod task;

#[cfg(feature = "oauth")]
pub use host::Purpose;
pub use host::{Host, Unverifiable, VerificationKey, VerificationPlan};
pub use registration::Client;
#[cfg(feature = "edge")]
pub use resource::Glance;
pub use task::Task;
