//! OAuth 2.0 and OpenID Connect client for single-page apps and the edge.
//!
//! Three rooms: [`core`] builds requests and judges answers and does no I/O; [`client`] drives the
//! steps in their order over small ports; `wasm` (compiled for wasm32 only) is the boundary to the
//! npm package. Rust users take `core` and `client` with ports of their own and without the default
//! features, as the Worker in `www/worker-rs` does:
//!
//! ```
//! use std::rc::Rc;
//!
//! use keyward::client::{Client, Host, Unverifiable, VerificationPlan};
//! use keyward::core::codec::json::Value;
//! use keyward::core::error::Result;
//! use keyward::core::http::{Request, Response, Transport};
//! use keyward::core::jose::alg::Hash;
//! use keyward::core::options::Options;
//!
//! /// The application's clock, entropy, HTTP and cryptography. This one has heard one answer only.
//! struct Canned(&'static str);
//!
//! impl Host for Canned {
//!     fn now(&self) -> u64 {
//!         1_800_000_000
//!     }
//!     fn fill(&self, buffer: &mut [u8]) -> Result<()> {
//!         buffer.fill(7); // never do this
//!         Ok(())
//!     }
//!     fn send(&self, request: &Request) {
//!         assert_eq!(request.url.expose(), "https://id.example/token");
//!     }
//!     fn response(&self) -> Result<Response, Transport> {
//!         let headers = vec![("content-type", "application/json".to_owned())];
//!         Ok(Response { status: 200, headers, body: self.0.into() })
//!     }
//!     fn verify(&self, _: &VerificationPlan<'_>) {}
//!     fn verdict(&self) -> Result<bool, Unverifiable> {
//!         Err(Unverifiable::Algorithm)
//!     }
//!     fn digest(&self, _: Hash, _: &str) {}
//!     fn digested(&self) -> Result<Vec<u8>, Unverifiable> {
//!         Err(Unverifiable::Algorithm)
//!     }
//! }
//!
//! # fn main() -> Result<()> {
//! let host = Canned(r#"{"access_token":"2YotnFZFEjr1zCsicMWpAA","token_type":"Bearer"}"#);
//! // The options of the JavaScript API, by the same names.
//! let client = Rc::new(Client::new(Options::parse(
//!     r#"{"clientId":"app","redirectUri":"https://app.example/cb","scope":"orders:read","metadata":{
//!         "issuer":"https://id.example","authorization_endpoint":"https://id.example/auth",
//!         "token_endpoint":"https://id.example/token"}}"#,
//! )?)?);
//!
//! // The user goes to the URL; the request is kept until they come back.
//! let request = client.authorization_request(&host, &Options::default())?;
//! assert!(request.url().starts_with("https://id.example/auth?"));
//! let callback = ["https://app.example/cb?code=SplxlOBe&state=", request.state()].concat();
//!
//! let mut params = Options::default();
//! params.set("callback", &callback);
//! params.put("request", Value::from(request.as_object().duplicate()));
//! let mut task = client.call("exchange", params);
//! let tokens = loop {
//!     if let Some(result) = task.poll(&host) {
//!         break result?;
//!     }
//!     // Here a host carries out what the call began, and awaits it.
//! };
//! assert_eq!(tokens.text("access_token"), Some("2YotnFZFEjr1zCsicMWpAA"));
//! # Ok(())
//! # }
//! ```
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
