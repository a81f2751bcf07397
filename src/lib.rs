//! OAuth 2.0 and OpenID Connect client for single-page apps and the edge.
//!
//! Three rooms: [`core`] builds requests and judges answers and does no I/O; [`client`] drives the
//! steps in their order over small ports; `wasm` (compiled for wasm32 only) is the boundary to the
//! npm package. Rust users take `core` and `client` with ports of their own.
#![forbid(unsafe_code)]
#![no_std]

extern crate alloc;
// The panic machinery of std formats messages that nobody reads in a page.
#[cfg(not(all(target_arch = "wasm32", feature = "silent-panic")))]
extern crate std;

pub mod client;
pub mod core;

#[cfg(all(target_arch = "wasm32", feature = "browser"))]
mod wasm;
