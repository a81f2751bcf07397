//! `core::codec::base64url` against `base64`.
#![no_main]

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use keyward::core::codec::base64url;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let text = base64url::encode(bytes);
    assert_eq!(text, URL_SAFE_NO_PAD.encode(bytes));
    assert_eq!(base64url::decode(&text).as_deref(), Some(bytes));
    assert_eq!(base64url::encode_standard(bytes).expose(), STANDARD.encode(bytes));

    if let Ok(text) = str::from_utf8(bytes) {
        let decoded = base64url::decode(text);
        assert_eq!(decoded, URL_SAFE_NO_PAD.decode(text).ok());
        if let Some(decoded) = decoded {
            assert_eq!(base64url::encode(&decoded), text);
        }
    }
});
