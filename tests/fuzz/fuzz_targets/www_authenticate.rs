//! `WWW-Authenticate` as `core::http` reads it: text of any kind stays harmless, and what is
//! written by the grammar is read as it was meant.
#![no_main]

use keyward::core::error::{Error, plain_text};
use keyward::core::http::{Request, Response};
use keyward_fuzz::assert_presentable;
use libfuzzer_sys::fuzz_target;

const SECRET: &str = "access-1";

fn refusal(challenge: &str) -> Error {
    let mut request = Request::get("https://op.example/userinfo", "application/json");
    request.bearer(SECRET).expect("the token is one word");
    let headers = vec![("www-authenticate", challenge.to_owned())];
    let response = Response { status: 401, headers, body: Vec::new() };
    response.expect_ok(&request).expect_err("401 is an error")
}

// RFC 9110 §5.6.4.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

fuzz_target!(|text: &str| {
    assert_presentable(&refusal(text), &[SECRET]);

    let mut lines = text.splitn(3, '\n');
    let mut line = || lines.next().unwrap_or_default();
    let (realm, error, description) = (line(), line(), line());
    let challenge = format!(
        "Bearer realm={}, error={}, error_description={}",
        quoted(realm),
        quoted(error),
        quoted(description)
    );
    let refused = refusal(&challenge);
    assert_presentable(&refused, &[SECRET]);
    let evidence = refused.evidence().expect("a status");
    for (name, meant) in [("error", error), ("error_description", description)] {
        let meant = plain_text(meant);
        let said = evidence.said(name).expect("it was said");
        assert!(said == meant.expose() || said.starts_with("(left out:"));
    }
});
