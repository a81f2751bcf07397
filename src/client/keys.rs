//! The server's keys, kept by age; public, and the only thing that a client learns.

use alloc::borrow::ToOwned;
use alloc::rc::Rc;
use alloc::string::String;
use alloc::vec::Vec;
use core::cell::RefCell;

use crate::core::codec::next_piece;
use crate::core::error::Result;
use crate::core::http::{Response, decimal};
use crate::core::jose::alg::Alg;
use crate::core::jose::jwk::{KeySet, PublicKey};
#[cfg(feature = "edge")]
use crate::core::jose::jws::Header;

/// Seconds that keys are kept where the server says nothing.
const DEFAULT_AGE: u64 = 600;
/// Bounds of what the server may say, in seconds.
const AGES: (u64, u64) = (60, 86_400);
/// Seconds between two fetches for keys that are not there.
const COOL_DOWN: u64 = 30;
/// Seconds after which a fetch by another call counts as lost: its caller may have gone away.
#[cfg(feature = "edge")]
const FOLLOW: u64 = 2;

#[derive(Debug, Default)]
pub(super) struct Keys(RefCell<Cache>);

/// A key set, and the keys of it that tokens asked for: each is looked for and judged once.
#[derive(Debug)]
pub(super) struct Ring {
    set: KeySet,
    chosen: RefCell<Vec<Rc<Chosen>>>,
    // Tokens of one issuer come with the same header, one after the other.
    #[cfg(feature = "edge")]
    seen: RefCell<Option<Rc<Seen>>>,
}

/// The header of the token that came last, and its key.
#[cfg(feature = "edge")]
#[derive(Debug)]
pub(super) struct Seen {
    part: String,
    pub(super) header: Header,
    pub(super) key: Rc<Chosen>,
}

/// A key that fits tokens with this `alg` and `kid`.
#[derive(Debug)]
pub(super) struct Chosen {
    alg: Alg,
    kid: Option<String>,
    /// Of this key alone, among all that this client ever chose.
    pub(super) number: u32,
    pub(super) key: PublicKey,
}

#[derive(Debug, Default)]
struct Cache {
    keys: Option<Rc<Ring>>,
    chosen: u32,
    fresh_until: u64,
    // No fetch for an unknown key before this time.
    patient_until: u64,
    // Whether the last fetch brought none.
    #[cfg(feature = "edge")]
    failed: bool,
    // When the fetch for an unknown key began that is under way, and its number.
    #[cfg(feature = "edge")]
    asked: Option<(u64, u32)>,
    // How many fetches there were, and which of them brought the keys.
    #[cfg(feature = "edge")]
    fetches: u32,
    #[cfg(feature = "edge")]
    brought_by: u32,
}

/// What to do for a key that is not there.
#[cfg(feature = "edge")]
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Again {
    /// Fetch.
    Ask,
    /// Look again in a moment: another call is fetching.
    Wait,
    /// Nothing helps.
    Never,
}

impl Keys {
    /// The keys at hand, and whether they are fresh.
    pub(super) fn at_hand(&self, now: u64) -> Option<(Rc<Ring>, bool)> {
        let cache = self.0.borrow();
        cache.keys.clone().map(|keys| (keys, now < cache.fresh_until))
    }

    /// The key of a set for a token.
    pub(super) fn choose(&self, keys: &Ring, alg: Alg, kid: Option<&str>) -> Result<Rc<Chosen>> {
        let mut chosen = keys.chosen.borrow_mut();
        for known in chosen.iter() {
            if known.alg == alg && known.kid.as_deref() == kid {
                return Ok(Rc::clone(known));
            }
        }
        let key = keys.set.select(alg, kid)?;
        let mut cache = self.0.borrow_mut();
        cache.chosen = cache.chosen.wrapping_add(1);
        let number = cache.chosen;
        let found = Rc::new(Chosen { alg, kid: kid.map(ToOwned::to_owned), number, key });
        chosen.push(Rc::clone(&found));
        Ok(found)
    }

    /// The header that a part of a token is, and the key of a set for it.
    #[cfg(feature = "edge")]
    pub(super) fn see(&self, keys: &Ring, part: &str) -> Result<Rc<Seen>> {
        if let Some(seen) = &*keys.seen.borrow()
            && seen.part == part
        {
            return Ok(Rc::clone(seen));
        }
        let header = Header::parse(part)?;
        let key = self.choose(keys, header.alg()?, header.kid.as_deref())?;
        let seen = Rc::new(Seen { part: part.to_owned(), header, key });
        *keys.seen.borrow_mut() = Some(Rc::clone(&seen));
        Ok(seen)
    }

    /// What to do for a key that is not there, where many users come at once: of their calls, one
    /// fetches and the others look for what it brought. Its pending request is never shared.
    #[cfg(feature = "edge")]
    pub(super) fn again(&self, now: u64) -> Again {
        if let Some((since, _)) = self.0.borrow().asked
            && now < since.saturating_add(FOLLOW)
        {
            return Again::Wait;
        }
        let is_lost = self.0.borrow().asked.is_some();
        if !is_lost && !self.ask_again(now) {
            return Again::Never;
        }
        let mut cache = self.0.borrow_mut();
        cache.asked = Some((now, cache.fetches.wrapping_add(1)));
        Again::Ask
    }

    /// A fetch begins: its number.
    #[cfg(feature = "edge")]
    pub(super) fn begin(&self) -> u32 {
        let mut cache = self.0.borrow_mut();
        cache.fetches = cache.fetches.wrapping_add(1);
        cache.fetches
    }

    /// Keeps what a fetch brought, unless one that began later was faster; its own call goes on with
    /// its own, which is newer than the token that it looks for a key of.
    #[cfg(feature = "edge")]
    pub(super) fn keep_newest(&self, keys: KeySet, fresh_until: u64, fetch: u32) -> Rc<Ring> {
        if self.0.borrow().brought_by > fetch {
            return ring(keys);
        }
        self.0.borrow_mut().brought_by = fetch;
        self.keep(keys, fresh_until)
    }

    /// A fetch is over.
    #[cfg(feature = "edge")]
    pub(super) fn over(&self, fetch: u32) {
        let mut cache = self.0.borrow_mut();
        if cache.asked.is_some_and(|(_, number)| number <= fetch) {
            cache.asked = None;
        }
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
    pub(super) fn keep_serving(&self, now: u64) -> Option<Rc<Ring>> {
        let mut cache = self.0.borrow_mut();
        cache.fresh_until = now.saturating_add(COOL_DOWN);
        #[cfg(feature = "edge")]
        {
            cache.failed = true;
        }
        cache.keys.clone()
    }

    /// Whether the last fetch failed: a key that is not there may then well exist.
    #[cfg(feature = "edge")]
    pub(super) fn has_failed(&self) -> bool {
        self.0.borrow().failed
    }

    pub(super) fn keep(&self, keys: KeySet, fresh_until: u64) -> Rc<Ring> {
        let keys = ring(keys);
        let mut cache = self.0.borrow_mut();
        cache.keys = Some(Rc::clone(&keys));
        cache.fresh_until = fresh_until;
        #[cfg(feature = "edge")]
        {
            cache.failed = false;
        }
        keys
    }
}

fn ring(set: KeySet) -> Rc<Ring> {
    let chosen = RefCell::default();
    #[cfg(feature = "edge")]
    return Rc::new(Ring { set, chosen, seen: RefCell::default() });
    #[cfg(not(feature = "edge"))]
    Rc::new(Ring { set, chosen })
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

#[cfg(test)]
#[cfg(feature = "edge")]
mod tests {
    use super::*;
    use crate::core::codec::json::{self, Value};

    fn set() -> KeySet {
        let document = json::parse(br#"{"keys":[]}"#).ok().and_then(Value::into_object);
        KeySet::new(document.unwrap()).unwrap()
    }

    #[test]
    fn of_many_calls_one_fetches_and_the_others_look_again() {
        let keys = Keys::default();
        let early = keys.begin();
        assert_eq!(keys.again(100), Again::Ask);
        let fetch = keys.begin();
        assert_eq!((keys.again(100), keys.again(101)), (Again::Wait, Again::Wait));
        let newer = keys.keep_newest(set(), 1_000, fetch);
        // What was asked for earlier comes late, and changes nothing.
        keys.keep_newest(set(), 2_000, early);
        assert!(keys.at_hand(1).is_some_and(|(kept, _)| Rc::ptr_eq(&kept, &newer)));
        keys.over(fetch);
        // Not there, for everybody, for a while.
        assert_eq!((keys.again(101), keys.again(129)), (Again::Never, Again::Never));
        assert_eq!(keys.again(130), Again::Ask);
        let lost = keys.begin();
        keys.over(early);
        // Whoever asked went away.
        assert_eq!(
            (keys.again(131), keys.again(132), keys.again(133)),
            (Again::Wait, Again::Ask, Again::Wait)
        );
        let fetch = keys.begin();
        keys.over(lost);
        assert_eq!(keys.again(133), Again::Wait);
        keys.over(fetch);
        assert_eq!(keys.again(134), Again::Never);
    }
}
