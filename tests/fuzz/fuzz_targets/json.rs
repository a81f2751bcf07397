//! `core::codec::json` against `serde_json`.
#![no_main]

use keyward::core::codec::json::{self, Fault, Value};
use keyward::core::secret::Secret;
use keyward_fuzz::assert_same;
use libfuzzer_sys::fuzz_target;

// Ours reads numbers to a few units of the last place, so at the very end of the range of doubles
// the two may differ on whether one is finite; nowhere else.
const NEARLY_INFINITE: f64 = 1.797_693_134_862_31e308;

fuzz_target!(|bytes: &[u8]| {
    let theirs = serde_json::from_slice::<serde_json::Value>(bytes);
    let ours = match (json::parse(bytes), &theirs) {
        (Ok(ours), Ok(_)) => ours,
        (Ok(ours), Err(error)) => {
            assert!(error.to_string().starts_with("number out of range"), "only ours accepts");
            assert!(has_huge(&ours));
            return;
        }
        (Err(Fault::NumberRange), Ok(theirs)) => {
            return assert!(theirs_has_huge(theirs), "only serde_json accepts");
        }
        (Err(Fault::Encoding | Fault::Syntax), Ok(_)) => panic!("only serde_json accepts"),
        // What only ours refuses (Duplicate, Depth, Members, Prototype), or both do.
        (Err(_), _) => return,
    };
    assert_same(&ours, &theirs.expect("both accept"));

    let mut written = Secret::new();
    json::write(&ours, &mut written);
    assert!(json::parse(written.expose().as_bytes()) == Ok(ours));
});

fn has_huge(value: &Value) -> bool {
    match value {
        Value::Number(number) => number.to_f64().abs() > NEARLY_INFINITE,
        Value::Array(items) => items.iter().any(has_huge),
        Value::Object(object) => object.iter().any(|(_, value)| has_huge(value)),
        _ => false,
    }
}

fn theirs_has_huge(value: &serde_json::Value) -> bool {
    match value {
        serde_json::Value::Number(number) => {
            number.as_f64().is_some_and(|number| number.abs() > NEARLY_INFINITE)
        }
        serde_json::Value::Array(items) => items.iter().any(theirs_has_huge),
        serde_json::Value::Object(object) => object.values().any(theirs_has_huge),
        _ => false,
    }
}
