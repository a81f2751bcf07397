//! The driver: the protocol's steps in their order, over the ports of a host.
//!
//! A [`Client`] is one registration at one server. It is immutable, holds no user's token and may
//! be shared; what it caches (the server's keys) is public.

pub mod browser;
mod exchange;
mod keys;
pub mod ports;

pub use exchange::{Client, IdTokenChecks, discover};
