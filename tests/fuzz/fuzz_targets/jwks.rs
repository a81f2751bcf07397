//! `core::jose::jwk`: what is chosen is the one key that a second reading finds, and sound.
#![no_main]

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use keyward::core::jose::alg::{Alg, KeyType};
use keyward::core::jose::jwk::{KEYS_LIMIT, KeySet};
use keyward_fuzz::{assert_presentable, object};
use libfuzzer_sys::fuzz_target;
use serde_json::Value;

fuzz_target!(|bytes: &[u8]| {
    let Some(document) = object(bytes) else {
        return;
    };
    let theirs: Value = serde_json::from_slice(bytes).expect("only ours accepts");
    let set = match KeySet::new(document) {
        Ok(set) => set,
        Err(error) => {
            assert_presentable(&error, &[]);
            let keys = theirs["keys"].as_array();
            let good =
                |keys: &&Vec<Value>| keys.len() <= KEYS_LIMIT && keys.iter().all(Value::is_object);
            assert!(keys.filter(good).is_none(), "a good set is refused");
            return;
        }
    };
    let keys = theirs["keys"].as_array().expect("no keys");
    assert!(keys.len() <= KEYS_LIMIT);
    let first = keys.first().and_then(|key| key["kid"].as_str());
    for alg in Alg::ALL {
        for kid in [None, Some("1"), first] {
            let fits =
                |key: &&Value| fits(key, *alg) && (kid.is_none() || key["kid"].as_str() == kid);
            let mut fitting = keys.iter().filter(fits);
            let only = fitting.next().filter(|_| fitting.next().is_none());
            match (set.select(*alg, kid), only) {
                (Ok(chosen), Some(key)) => {
                    assert!(is_sound(key, *alg), "a weak key is chosen");
                    let chosen: Value = serde_json::from_str(chosen.as_str()).expect("no JSON");
                    for (name, value) in chosen.as_object().expect("no object") {
                        assert!(["kty", "crv", "n", "e", "x", "y"].contains(&name.as_str()));
                        assert_eq!(value, &key[name]);
                    }
                }
                (Ok(_), None) => panic!("a key is chosen that is not the only one"),
                (Err(error), only) => {
                    assert_presentable(&error, &[]);
                    assert!(!only.is_some_and(|key| is_sound(key, *alg)), "a good key is refused");
                }
            }
        }
    }
});

fn fits(key: &Value, alg: Alg) -> bool {
    let (members, kty, crv): (&[&str], _, _) = match alg.key_type() {
        KeyType::Rsa => (&["n", "e"], "RSA", None),
        KeyType::Ec(curve, _) => (&["x", "y"], "EC", Some(curve)),
        KeyType::Ed25519 => (&["x"], "OKP", Some("Ed25519")),
        KeyType::Secret => return false,
    };
    let named = match key["alg"].as_str() {
        None => true,
        Some("EdDSA" | "Ed25519") => matches!(alg.key_type(), KeyType::Ed25519),
        Some(name) => name == alg.as_str(),
    };
    let verify = Value::from("verify");
    key["kty"] == kty
        && crv.is_none_or(|crv| key["crv"] == crv)
        && members.iter().all(|name| key[name].is_string())
        && named
        && key.get("use").is_none_or(|value| value == "sig")
        && key
            .get("key_ops")
            .is_none_or(|ops| ops.as_array().is_some_and(|ops| ops.contains(&verify)))
}

fn is_sound(key: &Value, alg: Alg) -> bool {
    let bytes = |name: &str| {
        let text = key[name].as_str().unwrap_or_default();
        URL_SAFE_NO_PAD.decode(text).unwrap_or_default()
    };
    // Digits of the number in base 2.
    let digits = |bytes: &[u8]| {
        let digits: String = bytes.iter().map(|byte| format!("{byte:08b}")).collect();
        digits.trim_start_matches('0').to_owned()
    };
    match alg.key_type() {
        KeyType::Rsa => {
            let (n, e) = (digits(&bytes("n")), digits(&bytes("e")));
            (2_048..=16_384).contains(&n.len())
                && n.ends_with('1')
                && e.ends_with('1')
                && (2..=64).contains(&e.len())
        }
        KeyType::Ec(_, size) => bytes("x").len() == size && bytes("y").len() == size,
        KeyType::Ed25519 => bytes("x").len() == 32,
        KeyType::Secret => false,
    }
}
