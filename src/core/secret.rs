//! Text that must not outlive its use: tokens, codes, verifiers, client secrets, and the
//! bodies and URLs that carry them.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

/// Secret text: redacted in `Debug`, without `Display`, wiped when dropped and when it grows.
///
/// Copies that a JavaScript engine keeps cannot be reached from here; `SECURITY.md` says so.
#[derive(Default, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// An empty text.
    #[must_use]
    pub const fn new() -> Self {
        Self(String::new())
    }

    /// An empty text with room for `capacity` bytes.
    #[must_use]
    pub fn with_capacity(capacity: usize) -> Self {
        Self(String::with_capacity(capacity))
    }

    /// The text itself. The name marks every place where a secret leaves its box.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Length in bytes.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is no text.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Appends `text`.
    #[inline(never)]
    pub fn push_str(&mut self, text: &str) {
        self.reserve(text.len());
        self.0.push_str(text);
    }

    /// Appends one character.
    pub fn push(&mut self, character: char) {
        self.reserve(character.len_utf8());
        self.0.push(character);
    }

    /// Appends one ASCII character.
    pub fn push_ascii(&mut self, character: u8) {
        self.reserve(1);
        self.0.push(char::from(character & 0x7f));
    }

    /// A second copy; named, because each copy is one more to wipe.
    #[must_use]
    pub fn duplicate(&self) -> Self {
        Self(self.0.clone())
    }

    #[inline(never)]
    // `String` would leave the old buffer behind when it moves to a larger one.
    fn reserve(&mut self, additional: usize) {
        let needed = self.0.len().saturating_add(additional);
        if needed > self.0.capacity() {
            let mut larger = String::with_capacity(needed.max(self.0.capacity().saturating_mul(2)));
            larger.push_str(&self.0);
            wipe_text(core::mem::replace(&mut self.0, larger));
        }
    }
}

impl Drop for Secret {
    // Kept in one place: it would otherwise be written out at every end of a scope.
    #[inline(never)]
    fn drop(&mut self) {
        wipe_text(core::mem::take(&mut self.0));
    }
}

/// Wipes a text and gives its memory back.
pub(crate) fn wipe_text(text: String) {
    wipe(text.into_bytes());
}

/// Wipes bytes, also those behind their end, and gives their memory back: in one stroke, where
/// `Zeroize` writes each byte by itself.
pub(crate) fn wipe(mut bytes: Vec<u8>) {
    bytes.clear();
    bytes.resize(bytes.capacity(), 0);
    zeroize::optimization_barrier(bytes.as_slice());
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(..)")
    }
}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::Secret;
    use std::format;
    use std::prelude::v1::*;

    #[test]
    fn debug_output_is_redacted() {
        assert_eq!(format!("{:?}", Secret::from("hunter2")), "Secret(..)");
    }

    #[test]
    fn a_text_moves_only_when_its_room_ends() {
        let mut text = Secret::with_capacity(4);
        text.push_str("a");
        let place = text.expose().as_ptr();
        text.push_str("bcd");
        assert_eq!(text.expose().as_ptr(), place);
        // The old buffer is still there while the text is copied to the new one.
        text.push_str("e");
        assert_ne!(text.expose().as_ptr(), place);
    }

    #[test]
    fn growing_keeps_the_text() {
        let mut text = Secret::new();
        for _ in 0..100 {
            text.push_str("ab");
            text.push('é');
        }
        assert_eq!(text.expose(), "abé".repeat(100));
        assert_eq!(text.len(), 400);
    }
}
