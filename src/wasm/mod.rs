//! The boundary to JavaScript: convert, call, convert.
//!
//! A call with I/O is a [`client::Handle`] that JavaScript polls. The steps in Rust decide what
//! happens next; JavaScript carries out one effect (a fetch, a signature check) and polls again. No
//! promise is made in Rust, so a trap can hang none, and nothing is kept here between calls but
//! what a handle owns.

#![allow(unreachable_pub, reason = "what wasm-bindgen exports is public to JavaScript")]

mod client;
mod host;
mod random;
mod session;

#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

/// Dies, so that a test sees what follows.
#[cfg(feature = "forced-trap")]
#[wasm_bindgen::prelude::wasm_bindgen(js_name = forceTrap)]
#[allow(clippy::panic, reason = "it is what this is for")]
pub fn force_trap() {
    panic!("forced");
}

/// A panic is a bug, and a trap is all that JavaScript needs to see of it.
#[cfg(feature = "silent-panic")]
#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    core::arch::wasm32::unreachable()
}
