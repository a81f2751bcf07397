//! Signed tokens: the parts of JOSE that judging them takes (RFC 7515, RFC 7517, RFC 7518).

pub mod alg;
pub mod jwk;
pub mod jws;
