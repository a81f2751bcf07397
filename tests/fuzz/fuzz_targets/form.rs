//! `core::codec::form` against `form_urlencoded`.
#![no_main]

use keyward::core::codec::form;
use keyward::core::secret::Secret;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let theirs: Vec<_> = form_urlencoded::parse(text.as_bytes()).collect();
    let Some(ours) = form::parse(text) else {
        // Only they replace bytes that are not UTF-8.
        assert!(
            theirs
                .iter()
                .any(|(name, value)| name.contains('\u{fffd}') || value.contains('\u{fffd}'))
        );
        return;
    };
    assert_eq!(ours.len(), theirs.len());
    let mut ours_written = Secret::new();
    let mut theirs_written = form_urlencoded::Serializer::new(String::new());
    for ((our_name, our_value), (name, value)) in ours.iter().zip(&theirs) {
        assert_eq!(our_name, name);
        assert_eq!(our_value.expose(), value);
        form::append(&mut ours_written, our_name, our_value.expose());
        theirs_written.append_pair(name, value);
    }
    assert_eq!(ours_written.expose(), theirs_written.finish());
    assert!(form::parse(ours_written.expose()) == Some(ours));
});
