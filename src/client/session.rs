//! The rules of a session in a page: what an address means, where a user may return to, when a
//! token is due, when signing in leads nowhere.
//!
//! Pure questions and answers: the page's address, the clock and what storage holds come in.
//! JavaScript carries the answers out (`pkg/src/session.js`) and decides nothing.

use crate::core::authorization;
use crate::core::codec::json::{Number, Value};
use crate::core::codec::{before, cut, has_word, next_piece};
use crate::core::error::{Code, Error, Phase, Result};
use crate::core::options::Options;
use crate::core::secret::Secret;
use crate::core::url::{Url, check_endpoint, check_issuer, is_callback_for, is_safe_return_target};

/// Seconds that a begun login stays open.
pub const LOGIN_LIFE: u64 = 600;
/// Seconds before its end from which a token is refreshed, unless the application says otherwise.
const LEEWAY: u64 = 60;
/// Sign-ins within [`LOOP_WINDOW`] seconds that may end without a session.
const LOOP_LIMIT: usize = 5;
const LOOP_WINDOW: u64 = 60;

/// Answers one question, in a word or with an address; no answer is an empty one.
pub fn decide(question: &str, input: &Options) -> Result<Secret> {
    match question {
        "open" => open(input).map_err(|error| error.at(Phase::Config)),
        "arrival" => Ok(arrival(input)),
        "unknown" => Err(unknown(input)),
        "login" => login(input),
        "return" => return_target(input),
        "attempt" => attempt(input),
        "token" => token(input).map(Secret::from),
        "refusal" => Ok(yes(is_end(input))),
        _ => api(input).map(yes),
    }
}

fn yes(yes: bool) -> Secret {
    Secret::from(if yes { "yes" } else { "" })
}

// What the package itself fills in needs no typed error when it is missing.
fn text<'a>(input: &'a Options, name: &str) -> &'a str {
    input.get(name).and_then(Value::as_str).unwrap_or_default()
}

// Seconds of a time in milliseconds.
fn time(input: &Options, name: &str) -> u64 {
    input.get(name).map_or(0, seconds)
}

fn seconds(milliseconds: &Value) -> u64 {
    (milliseconds.as_number().map_or(0.0, Number::to_f64) / 1_000.0) as u64
}

/// Judges the options of a session; the redirect URI, which the page's address fills in.
fn open(input: &Options) -> Result<Secret> {
    let insecure = input.flag("allowInsecure")?.unwrap_or(false);
    check_issuer(input.required("issuer")?, insecure)?;
    input.required("clientId")?;
    if input.get("clientSecret").is_some() {
        // RFC 6749 §2.1, RFC 8252 §8.5: what a page holds is no secret.
        let message = "has no place in a page";
        return Err(Error::claim(Code::InvalidConfig, "clientSecret", message));
    }
    for origin in input.list("allowedOrigins")? {
        check_issuer(origin, insecure)?;
    }
    input.number("leeway")?;
    Ok(input.text("redirectUri")?.unwrap_or(place(text(input, "page"))).into())
}

/// What the page's address is: nothing of ours, or a callback: its `state`, and on the next line the
/// address without it.
fn arrival(input: &Options) -> Secret {
    let page = text(input, "page");
    let mut answer = Secret::new();
    if is_callback_for(page, text(input, "redirectUri"))
        && let Some(state) = authorization::callback_state(page)
    {
        // A state of ours is one line; what follows in a forged one is no address.
        answer.push_str(before(state.expose(), b'\n'));
        answer.push('\n');
        answer.push_str(without_answer(page).expose());
    }
    answer
}

/// A callback without a login: what the server said comes along.
fn unknown(input: &Options) -> Error {
    let message = "no login with this state was begun in this browser, or it is over";
    let evidence = authorization::callback_error(text(input, "page"));
    Error::new(Code::StateUnknown, message).at(Phase::Callback).with_evidence(evidence)
}

/// Whether a login is still open.
fn login(input: &Options) -> Result<Secret> {
    if time(input, "now").saturating_sub(time(input, "createdAt")) <= LOGIN_LIFE {
        return Ok(Secret::new());
    }
    let message = "the login was begun more than ten minutes ago";
    Err(Error::new(Code::StateExpired, message).at(Phase::Callback))
}

/// Where the user returns to: `target` if it lies on this site, by default the page itself.
fn return_target(input: &Options) -> Result<Secret> {
    let page = text(input, "page");
    let Some(target) = input.text("target")? else {
        return Ok(without_answer(page));
    };
    let resolved = text(input, "resolved");
    if is_safe_return_target(target, resolved, page) {
        return Ok(resolved.into());
    }
    let error = Error::claim(Code::InvalidConfig, "returnTo", "must lie on this site");
    Err(error.at(Phase::Authorize))
}

/// Whether one more sign-in makes sense after those at `attempts` (milliseconds, in their order)
/// that did not lead to a session.
fn attempt(input: &Options) -> Result<Secret> {
    let now = time(input, "now");
    let attempts = input.get("attempts").and_then(Value::as_array).unwrap_or_default();
    let fifth = attempts.len().checked_sub(LOOP_LIMIT).and_then(|at| attempts.get(at));
    if fifth.is_some_and(|fifth| now.saturating_sub(seconds(fifth)) < LOOP_WINDOW) {
        let message = "five sign-ins in a minute did not lead to a session";
        return Err(Error::new(Code::RedirectLoop, message).at(Phase::Session));
    }
    Ok(Secret::new())
}

/// What is to be done with an access token: nothing, or a refresh because it is `due`, or because
/// it is `over` and nothing but a new one will do. After a refresh that failed the session rests: it
/// asks for no other then, except for somebody who can do with nothing else, which is nobody where the
/// session looks after itself (`isAlone`). Nor does it end then for want of a refresh token.
fn token(input: &Options) -> Result<&'static str> {
    let Some(tokens) = input.get("tokens").and_then(Value::as_object) else {
        return Err(Error::new(Code::LoginRequired, "nobody is signed in").at(Phase::Session));
    };
    let now = time(input, "now");
    let number = |name| {
        let number = tokens.get(name).and_then(Value::as_number).map(Number::to_f64);
        number.map_or(u64::MAX, |number| number as u64)
    };
    let expires_at = number("expires_at");
    // A token that lives shorter than the leeway would be due at once, for ever.
    let leeway = input.number("leeway")?.unwrap_or(LEEWAY).min(number("expires_in") / 2);
    let over = expires_at <= now;
    let flag = |name| input.get(name).and_then(Value::as_bool).unwrap_or(false);
    let (forced, alone) = (flag("forceRefresh"), flag("isAlone"));
    if tokens.get("refresh_token").is_none() {
        if over && !alone {
            let message = "the access token has expired and there is no refresh token";
            return Err(Error::new(Code::SessionEnded, message).at(Phase::Session));
        }
        if forced {
            let message = "the server gave no refresh token";
            return Err(Error::new(Code::RefreshNotSupported, message).at(Phase::Refresh));
        }
        return Ok("");
    }
    let due = expires_at <= now.saturating_add(leeway);
    let rests = now < time(input, "restsUntil");
    Ok(if forced || over && !(alone && rests) {
        "over"
    } else if due && !rests {
        "due"
    } else {
        ""
    })
}

/// Whether a refresh that failed with `code` and the server's `error` ends the session: only
/// `invalid_grant` says that the grant is gone (RFC 6749 §5.2), and another user is another session.
fn is_end(input: &Options) -> bool {
    match text(input, "code") {
        "server_error_response" => text(input, "error") == "invalid_grant",
        code => code == "sub_mismatch",
    }
}

/// Whether the access token may be sent to a URL: to the page's own origin and those that the
/// application listed, over https or on this machine.
fn api(input: &Options) -> Result<bool> {
    let url = text(input, "url");
    let insecure = input.flag("allowInsecure")?.unwrap_or(false);
    let url = cut(url, b'#').map_or(url, |(url, _)| url);
    let mut may = false;
    if check_endpoint(url, insecure).is_ok()
        && let Some(target) = Url::parse(url)
    {
        let own = |origin| Url::parse(origin).is_some_and(|origin| origin.same_origin(&target));
        may = own(text(input, "page"));
        for origin in input.list("allowedOrigins")? {
            may |= own(origin);
        }
    }
    Ok(may)
}

// An address without query and fragment.
fn place(page: &str) -> &str {
    let page = cut(page, b'#').map_or(page, |(page, _)| page);
    cut(page, b'?').map_or(page, |(page, _)| page)
}

/// The page's address without the parameters of a callback; a hash router's fragment stays.
fn without_answer(page: &str) -> Secret {
    let Some(url) = Url::parse(page) else { return page.into() };
    if !authorization::is_callback(page) {
        return page.into();
    }
    let mut clean = Secret::from(place(page));
    for (part, separator) in [(url.query, '?'), (url.fragment, '#')] {
        let Some(part) = part else { continue };
        let answer = separator == '?' || authorization::is_answer(part);
        let mut first = true;
        let mut rest = part;
        while let Some(piece) = next_piece(&mut rest, b'&') {
            let name = cut(piece, b'=').map_or(piece, |(name, _)| name);
            if answer && has_word(authorization::CALLBACK_PARAMETERS, name) {
                continue;
            }
            clean.push(if first { separator } else { '&' });
            clean.push_str(piece);
            first = false;
        }
    }
    clean
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::borrow::ToOwned;
    use std::format;
    use std::string::String;

    fn ask(question: &str, input: &str) -> Result<String> {
        let answer = decide(question, &Options::parse(input).unwrap());
        answer.map(|answer| answer.expose().to_owned())
    }

    #[test]
    fn only_the_answer_is_removed_from_the_address() {
        for (page, clean) in [
            ("https://app.example/cb?code=1&state=2&iss=3", "https://app.example/cb"),
            (
                "https://app.example/?tab=a&code=1&state=2#/route?code=x",
                "https://app.example/?tab=a#/route?code=x",
            ),
            ("https://app.example/#access_token=1&state=2", "https://app.example/"),
            ("https://app.example/?error=access_denied&state=2", "https://app.example/"),
            ("https://app.example/?code=ABC", "https://app.example/?code=ABC"),
            ("https://app.example/x?q=1#top", "https://app.example/x?q=1#top"),
        ] {
            assert_eq!(without_answer(page).expose(), clean, "{page}");
        }
    }

    #[test]
    fn a_callback_counts_at_its_redirect_uri_only() {
        let ask = |page: &str| {
            let input = format!(r#"{{"page":"{page}","redirectUri":"https://app.example/cb"}}"#);
            ask("arrival", &input).unwrap()
        };
        let ours = ask("https://app.example/cb?code=1&state=abc&tab=2");
        assert_eq!(ours, "abc\nhttps://app.example/cb?tab=2");
        assert_eq!(ask("https://app.example/x?code=1&state=abc"), "");
        assert_eq!(ask("https://app.example/cb?state=abc"), "");
        let forged = ask("https://app.example/cb?code=1&state=abc%0Ahttps://app.example/x");
        assert_eq!(forged, "abc\nhttps://app.example/cb");
    }

    #[test]
    fn a_secret_has_no_place_in_a_page() {
        let options = r#"{"issuer":"https://op.example","clientId":"a","clientSecret":"s",
            "page":"https://app.example/"}"#;
        assert_eq!(ask("open", options).unwrap_err().code(), Code::InvalidConfig);
    }

    #[test]
    fn tokens_are_refreshed_in_time_and_never_too_early() {
        let ask = |now: u64, tokens: &str, force: bool| {
            let now = now * 1_000;
            let input = format!(r#"{{"now":{now},"tokens":{{{tokens}}},"forceRefresh":{force}}}"#);
            ask("token", &input)
        };
        let long = r#""expires_in":3600,"expires_at":10000,"refresh_token":"r""#;
        assert_eq!(ask(9_939, long, false).unwrap(), "");
        assert_eq!(ask(9_940, long, false).unwrap(), "due");
        assert_eq!(ask(10_000, long, false).unwrap(), "over");
        let short = r#""expires_in":40,"expires_at":10000,"refresh_token":"r""#;
        assert_eq!(ask(9_979, short, false).unwrap(), "");
        assert_eq!(ask(9_980, short, false).unwrap(), "due");
        // Without a refresh token a token is good to its end, and then the session is over.
        let alone = r#""expires_in":3600,"expires_at":10000"#;
        assert_eq!(ask(9_999, alone, false).unwrap(), "");
        assert_eq!(ask(10_000, alone, false).unwrap_err().code(), Code::SessionEnded);
        assert_eq!(ask(9_000, alone, true).unwrap_err().code(), Code::RefreshNotSupported);
        assert_eq!(ask(9_000, "", false).unwrap(), "");
    }

    #[test]
    fn a_session_rests_after_a_refresh_that_failed() {
        let what = |now: u64, expires_at: u64, more: &str| {
            let tokens =
                format!(r#"{{"expires_in":3600,"expires_at":{expires_at},"refresh_token":"r"}}"#);
            let rest = r#""restsUntil":9990000"#;
            ask("token", &format!(r#"{{"now":{now}000,"tokens":{tokens},{rest}{more}}}"#)).unwrap()
        };
        let alone = r#","isAlone":true"#;
        assert_eq!(what(9_989, 10_000, ""), "");
        assert_eq!(what(9_989, 10_000, alone), "");
        assert_eq!(what(9_990, 10_000, ""), "due");
        assert_eq!(what(9_990, 10_000, alone), "due");
        assert_eq!(what(9_950, 10_000, r#","forceRefresh":true"#), "over");
        // Nothing but a new one will do: whoever asks does not wait.
        assert_eq!(what(9_989, 9_000, ""), "over");
        assert_eq!(what(9_989, 9_000, alone), "");
        assert_eq!(what(9_990, 9_000, alone), "over");
    }

    #[test]
    fn a_session_without_a_refresh_token_ends_when_somebody_needs_it() {
        let tokens = r#""tokens":{"expires_in":3600,"expires_at":10000}"#;
        let alone = format!(r#"{{"now":10000000,{tokens},"isAlone":true}}"#);
        assert_eq!(ask("token", &alone).unwrap(), "");
        let asked = format!(r#"{{"now":10000000,{tokens}}}"#);
        assert_eq!(ask("token", &asked).unwrap_err().code(), Code::SessionEnded);
    }

    #[test]
    fn the_sixth_sign_in_within_a_minute_is_a_loop() {
        let at = |now: u64| {
            let times = "[1000000,1001000,1002000,1003000,1004000]";
            ask("attempt", &format!(r#"{{"now":{now},"attempts":{times}}}"#))
        };
        assert_eq!(at(1_005_000).unwrap_err().code(), Code::RedirectLoop);
        assert_eq!(at(1_059_999).unwrap_err().code(), Code::RedirectLoop);
        assert!(at(1_060_000).is_ok());
        assert!(ask("attempt", r#"{"now":1005000,"attempts":[1004000,1004000]}"#).is_ok());
    }

    #[test]
    fn the_token_goes_to_listed_origins_only() {
        let ask = |url: &str| {
            let input = format!(
                r#"{{"url":"{url}","page":"https://app.example/x","allowedOrigins":["https://api.example"]}}"#
            );
            ask("api", &input).unwrap() == "yes"
        };
        assert!(ask("https://api.example/v1") && ask("https://app.example/api"));
        for url in [
            "https://api.example.evil.example/",
            "https://api.example@evil.example/",
            "http://api.example/",
            "https://api.example:8443/",
            "data:text/plain,x",
        ] {
            assert!(!ask(url), "{url}");
        }
    }

    #[test]
    fn a_login_stays_open_for_ten_minutes() {
        let ask = |now: u64| ask("login", &format!(r#"{{"now":{now},"createdAt":1000000}}"#));
        assert!(ask(1_600_999).is_ok());
        assert_eq!(ask(1_601_000).unwrap_err().code(), Code::StateExpired);
    }
}
