//! `core::device`: what is accepted can be shown to the user and polled with.
#![no_main]

use keyward::core::device::{Pending, process, request};
use keyward::core::options::Options;
use keyward_fuzz::{answer, assert_guarded, assert_presentable, assert_same};
use libfuzzer_sys::fuzz_target;
use serde_json::Value;

const NOW: u64 = 1_700_000_000;

fuzz_target!(|bytes: &[u8]| {
    // The first byte chooses the status, and whether plain HTTP is allowed.
    let (choice, body) = bytes.split_first().unwrap_or((&0, &[]));
    let status = [200, 200, 200, 400][usize::from(choice % 4)];
    let allow_insecure = choice & 4 != 0;
    let request = request("https://op.example/device", &Options::default(), None).unwrap();
    let code = match process(&answer(status, body), &request, NOW, allow_insecure) {
        Ok(code) => code,
        Err(error) => return assert_presentable(&error, &[]),
    };
    assert_eq!(status, 200);
    let theirs: Value = serde_json::from_slice(body).expect("only ours accepts");
    assert!(theirs["error"].is_null());
    let text = |name| code.text(name).filter(|text| !text.is_empty());
    assert!(text("device_code").is_some());
    assert!(!text("user_code").expect("no code").contains(char::is_control));
    assert_guarded(text("verification_uri").expect("nowhere to go"), allow_insecure);
    if let Some(complete) = code.text("verification_uri_complete") {
        assert_guarded(complete, allow_insecure);
    }
    let number = |name| {
        let number = code.get(name).and_then(|value| value.as_number()).expect("no number");
        number.as_str().parse::<u64>().expect("not whole seconds")
    };
    assert!(number("interval") > 0);
    assert_eq!(number("expires_at"), NOW.saturating_add(number("expires_in")));
    // All else is handed on as it came; Google's name for the address has become that of the RFC.
    let ours = ["interval", "expires_in", "expires_at"];
    for (name, value) in code.iter().filter(|(name, _)| !ours.contains(name)) {
        let is_renamed = name == "verification_uri" && theirs[name].is_null();
        assert_same(value, &theirs[if is_renamed { "verification_url" } else { name }]);
    }
    // It can be handed back, until its life is over.
    let life = number("expires_in");
    let options = Options::from(code);
    if life < 1_000_000_000 {
        let pending = Pending::new(&options, NOW).is_ok();
        assert_eq!(pending, life > 0);
        assert!(Pending::new(&options, NOW + life).is_err());
    }
});
