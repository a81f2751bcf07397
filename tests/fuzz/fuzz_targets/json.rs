//! `core::codec::json` against `serde_json`, and what it reads in place against itself.
#![no_main]

use keyward::core::codec::json::{self, Fault, Member, Members, Value, in_place};
use keyward::core::secret::Secret;
use keyward_fuzz::assert_same;
use libfuzzer_sys::fuzz_target;

// Ours reads numbers to a few units of the last place, so at the very end of the range of doubles
// the two may differ on whether one is finite; nowhere else.
const NEARLY_INFINITE: f64 = 1.797_693_134_862_31e308;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(text) = str::from_utf8(bytes) {
        judge_in_place(text);
    }
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

fn judge_in_place(text: &str) {
    match (json::parse(text.as_bytes()), in_place::read(text)) {
        (Ok(Value::Object(object)), Some(found)) => {
            for (name, value) in object.iter() {
                assert!(match (found.member(name), value) {
                    (Some(Member::Text(found)), Value::String(text)) => found == text.expose(),
                    (Some(Member::Number(found)), Value::Number(number)) => found == number.as_str(),
                    (Some(Member::Other(_)), Value::String(_) | Value::Number(_)) => false,
                    (Some(Member::Other(found)), value) => found == value,
                    _ => false,
                });
            }
        }
        (_, Some(_)) => panic!("read in place only"),
        (Ok(Value::Object(_)), None) => assert!(text.contains('\\'), "not read in place"),
        (_, None) => {}
    }
}

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
