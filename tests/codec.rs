//! The codecs against the crates that everyone uses: `serde_json`, `base64`, `form_urlencoded`.
#![cfg(not(target_arch = "wasm32"))]

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use keyward::core::codec::json::{self, Fault, Member, Members, Value, in_place};
use keyward::core::codec::{base64url, form};
use keyward::core::secret::Secret;
use proptest::collection::vec;
use proptest::prelude::*;

proptest! {
    #[test]
    fn base64url_encodes_as_base64_does(bytes in vec(any::<u8>(), 0..200)) {
        let text = base64url::encode(&bytes);
        prop_assert_eq!(&text, &URL_SAFE_NO_PAD.encode(&bytes));
        prop_assert_eq!(base64url::decode(&text), Some(bytes));
    }

    #[test]
    fn padded_base64_encodes_as_base64_does(bytes in vec(any::<u8>(), 0..200)) {
        let text = base64url::encode_standard(&bytes);
        prop_assert_eq!(text.expose(), STANDARD.encode(&bytes));
    }

    #[test]
    fn base64url_decodes_as_base64_does(text in "[A-Za-z0-9_-]{0,12}[A-Za-z0-9+/=_ \n-]{0,3}") {
        prop_assert_eq!(base64url::decode(&text), URL_SAFE_NO_PAD.decode(&text).ok());
    }

    #[test]
    fn base64url_never_panics(text in any::<String>()) {
        prop_assert_eq!(base64url::decode(&text), URL_SAFE_NO_PAD.decode(&text).ok());
    }

    #[test]
    fn form_writes_as_form_urlencoded_does(
        pairs in vec((any::<String>(), any::<String>()), 0..6),
    ) {
        let mut ours = Secret::new();
        let mut theirs = form_urlencoded::Serializer::new(String::new());
        for (name, value) in &pairs {
            form::append(&mut ours, name, value);
            theirs.append_pair(name, value);
        }
        prop_assert_eq!(ours.expose(), theirs.finish());
        prop_assert_eq!(read_form(ours.expose()), Some(pairs));
    }

    #[test]
    fn form_reads_as_form_urlencoded_does(
        text in prop_oneof![any::<String>(), "([a-c&=+%é]|%[0-9a-fA-F]{1,2}|%C3%A9){0,20}"],
    ) {
        let theirs = form_urlencoded::parse(text.as_bytes());
        let theirs: Vec<_> = theirs.into_owned().collect();
        match read_form(&text) {
            Some(ours) => prop_assert_eq!(ours, theirs),
            // Only they replace what is not UTF-8.
            None => {
                let replaced = format!("{theirs:?}").contains('\u{fffd}');
                prop_assert!(replaced);
            }
        }
    }

    #[test]
    fn json_reads_what_serde_json_writes(
        value in document(),
        pretty in any::<bool>(),
    ) {
        let text = if pretty {
            serde_json::to_vec_pretty(&value)
        } else {
            serde_json::to_vec(&value)
        }?;
        let ours = json::parse(&text);
        prop_assert!(ours.is_ok(), "{:?}", ours);
        let ours = ours.unwrap_or(Value::Null);
        prop_assert_eq!(same(&ours, &value), Ok(()));
        // And back: theirs reads what ours writes.
        let mut written = Secret::new();
        json::write(&ours, &mut written);
        let theirs: serde_json::Value = serde_json::from_str(written.expose())?;
        prop_assert_eq!(same(&ours, &theirs), Ok(()));
        prop_assert_eq!(json::parse(written.expose().as_bytes()), Ok(ours));
    }

    #[test]
    fn json_reads_in_place_what_it_reads(
        members in vec(("[a-zé]{0,3}|\\PC{0,6}", document()), 0..12),
        pretty in any::<bool>(),
        place in any::<prop::sample::Index>(),
        patch in "([{}\",:0-9a\\\\ ]|__proto__|\"a\":1,){0,2}",
        removed in 0..3_usize,
    ) {
        let members = members.into_iter().filter(|(name, _)| name != "__proto__");
        let value = serde_json::Value::Object(members.collect());
        let mut text = if pretty {
            serde_json::to_string_pretty(&value)
        } else {
            serde_json::to_string(&value)
        }?;
        prop_assert_eq!(agree_in_place(&text), Ok(()));
        let start = place.index(text.len());
        let end = start.saturating_add(removed).min(text.len());
        prop_assume!(text.is_char_boundary(start) && text.is_char_boundary(end));
        text.replace_range(start..end, &patch);
        prop_assert_eq!(agree_in_place(&text), Ok(()));
    }

    #[test]
    fn json_judges_any_bytes_as_serde_json_does(bytes in vec(any::<u8>(), 0..64)) {
        prop_assert_eq!(agree(&bytes), Ok(()));
    }

    #[test]
    fn json_judges_json_like_text_as_serde_json_does(
        text in "([\\[\\]{},:\"0-9.eE+-]|\"[a-c]\":|\"a\"|\\\\u[0-9a-fA-F]{4}|\\\\u[dD][89c-f]00\
                 |\\\\[\"\\\\/bfnrtux]|true|false|null|__proto__|[ \t\r\n]|é|\u{1}){0,24}",
    ) {
        prop_assert_eq!(agree(text.as_bytes()), Ok(()));
    }

    #[test]
    fn json_judges_damaged_documents_as_serde_json_does(
        value in document(),
        place in any::<prop::sample::Index>(),
        patch in vec(any::<u8>(), 0..3),
        removed in 0..3_usize,
    ) {
        let mut text = serde_json::to_vec(&value)?;
        let start = place.index(text.len());
        let end = start.saturating_add(removed).min(text.len());
        text.splice(start..end, patch);
        prop_assert_eq!(agree(&text), Ok(()));
    }

    #[test]
    fn json_numbers_are_close_to_the_nearest_double(
        text in "-?(0|[1-9][0-9]{0,25})(\\.[0-9]{1,25})?([eE][+-]?[0-9]{1,3})?",
    ) {
        prop_assert_eq!(number_is_right(&text), Ok(()));
    }

    #[test]
    fn json_numbers_are_bounded(
        digits in "1797693134862315(7|8|80|807|8079|8080|80793728971405303)[0-9]{0,30}",
        power in 300..310_i32,
    ) {
        let text = format!("{digits}e{}", power.wrapping_sub(digits.len() as i32));
        prop_assert_eq!(number_is_right(&text), Ok(()));
    }

    #[test]
    fn json_whole_numbers_are_exact(number in 0..=(1_u64 << 53)) {
        let value = Value::from(number);
        let double = value.as_number().map(json::Number::to_f64);
        prop_assert_eq!(double, Some(number as f64));
    }

    #[test]
    fn json_refuses_a_repeated_name(
        mut names in prop::collection::hash_set(any::<String>(), 1..40),
        chosen in any::<prop::sample::Index>(),
        place in any::<prop::sample::Index>(),
    ) {
        names.remove("__proto__");
        let mut names: Vec<_> = names.into_iter().map(serde_json::Value::from).collect();
        prop_assert_eq!(judge(&names), Ok(()));
        if let Some(repeated) = names.get(chosen.index(names.len().max(1))).cloned() {
            names.insert(place.index(names.len()), repeated);
            prop_assert_eq!(judge(&names), Err(Fault::Duplicate));
        }
    }
}

/// JSON as `serde_json` models it, within the bounds of ours.
fn document() -> impl Strategy<Value = serde_json::Value> {
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(serde_json::Value::from),
        any::<i64>().prop_map(serde_json::Value::from),
        any::<u64>().prop_map(serde_json::Value::from),
        any::<f64>().prop_map(serde_json::Value::from),
        any::<String>().prop_map(serde_json::Value::from),
        vec(any::<char>(), 0..8)
            .prop_map(|characters| serde_json::Value::from(String::from_iter(characters))),
    ];
    leaf.prop_recursive(5, 64, 8, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..8).prop_map(serde_json::Value::from),
            vec((any::<String>(), inner), 0..8).prop_map(|members| {
                let named = members.into_iter().filter(|(name, _)| name != "__proto__");
                serde_json::Value::Object(named.collect())
            }),
        ]
    })
}

/// Whether both decoders accept `text` with the same meaning, or both refuse it.
fn agree(text: &[u8]) -> Result<(), String> {
    let theirs = serde_json::from_slice::<serde_json::Value>(text);
    match (json::parse(text), theirs) {
        (Ok(ours), Ok(theirs)) => same(&ours, &theirs),
        (Err(Fault::Encoding | Fault::Syntax | Fault::NumberRange), Err(_)) => Ok(()),
        // What only ours refuses; the text behind it may hold an error too.
        (Err(Fault::Duplicate | Fault::Depth | Fault::Members | Fault::Prototype), _) => Ok(()),
        (ours, theirs) => Err(format!("{ours:?} against {theirs:?}")),
    }
}

/// Whether an object that is read where it stands is the one that is read otherwise, and is read at all
/// where no name or text of it needs unescaping.
fn agree_in_place(text: &str) -> Result<(), String> {
    let in_place = in_place::read(text);
    match (json::parse(text.as_bytes()), in_place) {
        (Ok(Value::Object(object)), Some(found)) => {
            for (name, value) in object.iter() {
                let is_same = match (found.member(name), value) {
                    (Some(Member::Text(found)), Value::String(text)) => found == text.expose(),
                    (Some(Member::Number(found)), Value::Number(number)) => {
                        found == number.as_str()
                    }
                    (Some(Member::Other(_)), Value::String(_) | Value::Number(_)) => false,
                    (Some(Member::Other(found)), value) => found == value,
                    _ => false,
                };
                if !is_same {
                    return Err(format!("{name} of {text}"));
                }
            }
            Ok(())
        }
        (Ok(Value::Object(_)), None) if !text.contains('\\') => Err(format!("refused: {text}")),
        (Ok(_) | Err(_), None) => Ok(()),
        (_, Some(_)) => Err(format!("taken: {text}")),
    }
}

fn same(ours: &Value, theirs: &serde_json::Value) -> Result<(), String> {
    let equal = match (ours, theirs) {
        (Value::Null, serde_json::Value::Null) => true,
        (Value::Bool(ours), serde_json::Value::Bool(theirs)) => ours == theirs,
        (Value::String(ours), serde_json::Value::String(theirs)) => ours.expose() == theirs,
        (Value::Number(ours), serde_json::Value::Number(theirs)) => {
            ours.as_str() == theirs.to_string()
                || theirs.as_f64().is_some_and(|theirs| near(ours.to_f64(), theirs))
        }
        (Value::Array(ours), serde_json::Value::Array(theirs)) => {
            for (ours, theirs) in ours.iter().zip(theirs) {
                same(ours, theirs)?;
            }
            ours.len() == theirs.len()
        }
        (Value::Object(ours), serde_json::Value::Object(theirs)) => {
            for (name, theirs) in theirs {
                same(ours.get(name).ok_or("a member is missing")?, theirs)?;
            }
            ours.len() == theirs.len()
        }
        _ => false,
    };
    if equal { Ok(()) } else { Err(format!("{ours:?} against {theirs:?}")) }
}

/// The standard library rounds correctly; ours may be a little off. At the very end of the range,
/// by as much, it may take for finite what rounds to infinity, and the other way round.
fn number_is_right(text: &str) -> Result<(), String> {
    let expected: f64 = text.parse().map_err(|_| "not a number")?;
    let within_range = expected.clamp(f64::MIN, f64::MAX);
    match json::parse(text.as_bytes()) {
        Ok(Value::Number(number)) if number.as_str() == text => {
            let value = number.to_f64();
            if near(value, within_range) {
                Ok(())
            } else {
                Err(format!("{value:e} instead of {expected:e}"))
            }
        }
        Err(Fault::NumberRange) if near(within_range.abs(), f64::MAX) => Ok(()),
        other => Err(format!("{other:?} against {expected:e}")),
    }
}

/// At most 16 representable numbers apart.
fn near(a: f64, b: f64) -> bool {
    a.is_finite()
        && a.is_sign_negative() == b.is_sign_negative()
        && a.abs().to_bits().abs_diff(b.abs().to_bits()) <= 16
}

fn judge(names: &[serde_json::Value]) -> Result<(), Fault> {
    let members: Vec<_> = names.iter().map(|name| format!("{name}:0")).collect();
    json::parse(format!("{{{}}}", members.join(",")).as_bytes()).map(|_| ())
}

fn read_form(text: &str) -> Option<Vec<(String, String)>> {
    let pairs = form::parse(text)?.into_iter();
    Some(pairs.map(|(name, value)| (name, value.expose().to_owned())).collect())
}
