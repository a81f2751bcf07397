//! The protocol, pure: requests are built and answers judged, as data in and data out.
//!
//! Nothing here touches a clock, the network, storage, entropy or JavaScript; what a step needs
//! of them comes in as an argument. Each file is one concern, named as its specification names it.

#[cfg(feature = "oauth")]
pub mod access_token;
#[cfg(feature = "oauth")]
pub mod assertion;
pub mod authorization;
#[cfg(feature = "edge")]
pub mod bearer;
#[cfg(feature = "oauth")]
pub mod cas;
#[cfg(feature = "oauth")]
pub mod client_auth;
pub mod codec;
#[cfg(feature = "oauth")]
pub mod device;
pub mod error;
#[cfg(feature = "edge")]
pub mod fingerprint;
#[cfg(feature = "oauth")]
pub mod genauth;
#[cfg(feature = "oauth")]
pub mod grant;
pub mod hash;
pub mod http;
pub mod id_token;
#[cfg(feature = "oauth")]
pub mod introspection;
pub mod jose;
pub mod logout;
#[cfg(feature = "edge")]
pub mod logout_token;
pub mod metadata;
pub mod options;
pub mod pkce;
#[cfg(feature = "oauth")]
pub mod profile;
pub mod random;
pub mod revocation;
pub mod secret;
pub mod token;
pub mod url;
pub mod userinfo;
