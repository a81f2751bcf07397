//! The server's keys, kept by age; public, and the only thing that a client learns.

use alloc::rc::Rc;
use core::cell::RefCell;

use crate::core::codec::next_piece;
use crate::core::http::{Response, decimal};
use crate::core::jose::jwk::KeySet;

/// Seconds that keys are kept where the server says nothing.
const DEFAULT_AGE: u64 = 600;
/// Bounds of what the server may say, in seconds.
const AGES: (u64, u64) = (60, 86_400);
/// Seconds between two fetches for keys that are not there.
const COOL_DOWN: u64 = 30;

#[derive(Debug, Default)]
pub(super) struct Keys(RefCell<Cache>);

#[derive(Debug, Default)]
struct Cache {
    keys: Option<Rc<KeySet>>,
    fresh_until: u64,
    // No fetch for an unknown key before this time.
    patient_until: u64,
}

impl Keys {
    /// The keys at hand, and whether they are fresh.
    pub(super) fn at_hand(&self, now: u64) -> Option<(Rc<KeySet>, bool)> {
        let cache = self.0.borrow();
        cache.keys.clone().map(|keys| (keys, now < cache.fresh_until))
    }

    /// Whether to fetch again for a key that is not there: a new one works at once (OpenID
    /// Connect Core 1.0 §10.1.1), a storm of unknown ones costs one fetch.
    pub(super) fn ask_again(&self, now: u64) -> bool {
        let mut cache = self.0.borrow_mut();
        let again = cache.patient_until <= now;
        if again {
            cache.patient_until = now.saturating_add(COOL_DOWN);
        }
        again
    }

    /// A failed fetch never evicts good keys: they serve for another while.
    pub(super) fn keep_serving(&self, now: u64) -> Option<Rc<KeySet>> {
        let mut cache = self.0.borrow_mut();
        cache.fresh_until = now.saturating_add(COOL_DOWN);
        cache.keys.clone()
    }

    pub(super) fn keep(&self, keys: KeySet, fresh_until: u64) -> Rc<KeySet> {
        let keys = Rc::new(keys);
        let mut cache = self.0.borrow_mut();
        cache.keys = Some(Rc::clone(&keys));
        cache.fresh_until = fresh_until;
        keys
    }
}

/// How long a key set is fresh (RFC 9111 §5.2.2.1, within bounds), in seconds.
pub(super) fn age(response: &Response) -> u64 {
    let directives = response.header("cache-control").unwrap_or_default();
    let mut age = DEFAULT_AGE;
    let mut rest = directives;
    while let Some(directive) = next_piece(&mut rest, b',') {
        if let Some(seconds) = directive.trim_ascii().strip_prefix("max-age=") {
            age = decimal(seconds).unwrap_or(DEFAULT_AGE);
        }
    }
    age.clamp(AGES.0, AGES.1)
}
