//! Sign-in, and staying signed in, in a page.
//!
//! What is stored, all of it under keys that begin with `keyward:` and name client and issuer:
//! the open logins, each under its `state`; what became of a handled callback; the session.

mod login;
mod session;
mod stored;

pub use session::{AccessTokenParams, Session, SignOut, View};
