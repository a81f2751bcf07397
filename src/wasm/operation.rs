//! A call under way.

use alloc::boxed::Box;
use alloc::rc::Rc;
use core::pin::Pin;
use core::task::{Context, Waker};

use wasm_bindgen::prelude::*;

use super::host::Host;
use crate::core::error::Result;
use crate::core::secret::Secret;

/// A call that JavaScript polls after each effect.
#[wasm_bindgen]
pub struct Operation(Pin<Box<dyn Future<Output = ()>>>);

impl Operation {
    /// A call whose result goes to `host` when it is there.
    pub(super) fn new<F>(host: Rc<Host>, work: F) -> Self
    where
        F: Future<Output = Result<Secret>> + 'static,
    {
        Self(Box::pin(async move { host.conclude(work.await) }))
    }
}

#[wasm_bindgen]
impl Operation {
    /// Goes on; true when the call is over.
    pub fn poll(&mut self) -> bool {
        // JavaScript polls when the effect is done: nobody needs to be woken.
        self.0.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_ready()
    }
}
