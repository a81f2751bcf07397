//! `core::codec::json` against `serde_json`.
#![no_main]

use keyward::core::codec::json::{self, Fault, Value};
use keyward::core::secret::Secret;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let theirs = serde_json::from_slice::<serde_json::Value>(bytes);
    let ours = match json::parse(bytes) {
        // At the very end of the range of doubles ours may be a little off, either way.
        Ok(_) if theirs.as_ref().is_err_and(is_out_of_range) => return,
        Err(Fault::NumberRange) => return,
        Ok(ours) => ours,
        Err(Fault::Encoding | Fault::Syntax) => {
            assert!(theirs.is_err(), "only serde_json accepts");
            return;
        }
        // What only ours refuses; the text behind it may hold an error too.
        Err(Fault::Duplicate | Fault::Depth | Fault::Members | Fault::Prototype) => return,
    };
    compare(&ours, &theirs.expect("only ours accepts"));

    let mut written = Secret::new();
    json::write(&ours, &mut written);
    assert!(json::parse(written.expose().as_bytes()) == Ok(ours));
});

fn is_out_of_range(error: &serde_json::Error) -> bool {
    error.to_string().starts_with("number out of range")
}

fn compare(ours: &Value, theirs: &serde_json::Value) {
    match ours {
        Value::Null => assert!(theirs.is_null()),
        Value::Bool(ours) => assert_eq!(Some(*ours), theirs.as_bool()),
        Value::String(ours) => assert_eq!(Some(ours.expose()), theirs.as_str()),
        Value::Number(ours) => {
            let theirs = theirs.as_f64().expect("not a number");
            let double = ours.to_f64();
            assert!(double.is_finite());
            assert_eq!(double.is_sign_negative(), theirs.is_sign_negative());
            let apart = double.abs().to_bits().abs_diff(theirs.abs().to_bits());
            let whole = ours.as_str().bytes().all(|byte| byte.is_ascii_digit());
            let exact = whole && theirs <= 9_007_199_254_740_992.0;
            // In units of the last place.
            assert!(
                apart <= if exact { 0 } else { 16 },
                "{double:e} against {theirs:e}"
            );
        }
        Value::Array(ours) => {
            let theirs = theirs.as_array().expect("not an array");
            assert_eq!(ours.len(), theirs.len());
            for (ours, theirs) in ours.iter().zip(theirs) {
                compare(ours, theirs);
            }
        }
        Value::Object(ours) => {
            let theirs = theirs.as_object().expect("not an object");
            assert_eq!(ours.len(), theirs.len());
            for (name, ours) in ours.iter() {
                compare(ours, theirs.get(name).expect("a member is missing"));
            }
        }
    }
}
