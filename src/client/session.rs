//! The rules of a session in a page: what an address means, where a user may return to, when a
//! token is due, when signing in leads nowhere.
//!
//! Pure questions and answers: the page's address, the clock and what storage holds come in.
//! JavaScript carries the answers out (`pkg/src/session.js`) and decides nothing.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

use crate::core::authorization;
use crate::core::codec::json::{Number, Object, Value};
use crate::core::codec::{cut, next_piece};
use crate::core::error::{Code, Error, Phase, Result};
use crate::core::options::Options;
use crate::core::url::{Url, check_endpoint, check_issuer, is_callback_for, is_safe_return_target};

/// Seconds that a begun login stays open.
pub const LOGIN_LIFE: u64 = 600;
/// Seconds before its end from which a token is refreshed, unless the application says otherwise.
const LEEWAY: u64 = 60;
/// Sign-ins within [`LOOP_WINDOW`] milliseconds that may end without a session.
const LOOP_LIMIT: usize = 5;
const LOOP_WINDOW: f64 = 60_000.0;

/// Answers one question.
pub fn decide(question: &str, input: &Options) -> Result<Object> {
    match question {
        "open" => open(input).map_err(|error| error.at(Phase::Config)),
        "arrival" => Ok(arrival(input)),
        "unknown" => Err(unknown(input)),
        "login" => login(input),
        "return" => return_target(input),
        "attempt" => attempt(input),
        "token" => token(input),
        "refusal" => Ok(refusal(input)),
        _ => api(input),
    }
}

fn answer(name: &str, value: Value) -> Object {
    let mut object = Object::new();
    object.insert(name, value);
    object
}

// What the package itself fills in needs no typed error when it is missing.
fn text<'a>(input: &'a Options, name: &str) -> &'a str {
    input.get(name).and_then(Value::as_str).unwrap_or_default()
}

// Seconds of a time in milliseconds.
fn time(input: &Options, name: &str) -> u64 {
    let number = input.get(name).and_then(Value::as_number).map_or(0.0, Number::to_f64);
    (number / 1_000.0) as u64
}

fn flag(input: &Options, name: &str) -> bool {
    input.get(name).and_then(Value::as_bool).unwrap_or(false)
}

/// The options of a session, judged: what the page's address fills in comes back.
fn open(input: &Options) -> Result<Object> {
    let insecure = input.flag("allowInsecure")?.unwrap_or(false);
    check_issuer(input.required("issuer")?, insecure)?;
    input.required("clientId")?;
    if input.get("clientSecret").is_some() {
        // RFC 6749 §2.1, RFC 8252 §8.5: what a page holds is no secret.
        let message = "must not be given to a page: anybody can read it there";
        return Err(Error::claim(Code::InvalidConfig, "clientSecret", message));
    }
    for origin in input.list("allowedOrigins")? {
        check_issuer(origin, insecure)?;
    }
    input.number("leeway")?;
    let redirect_uri = input.text("redirectUri")?.unwrap_or(place(text(input, "page")));
    let mut object = answer("redirectUri", Value::from(redirect_uri));
    if input.words("scope")?.is_none() {
        object.insert("scope", Value::from("openid profile email"));
    }
    Ok(object)
}

/// What the page's address is: nothing of ours, or a callback with its `state`, and the address
/// without it.
fn arrival(input: &Options) -> Object {
    let page = text(input, "page");
    if !is_callback_for(page, text(input, "redirectUri")) {
        return Object::new();
    }
    let Some(state) = authorization::callback_state(page) else { return Object::new() };
    let mut object = answer("state", Value::from(state.as_str()));
    object.insert("clean", Value::from(without_answer(page).as_str()));
    object
}

/// A callback without a login: what the server said comes along.
fn unknown(input: &Options) -> Error {
    let message = "no login with this state was begun in this browser, or it is over";
    let evidence = authorization::callback_error(text(input, "page"));
    Error::new(Code::StateUnknown, message).at(Phase::Callback).with_evidence(evidence)
}

/// Whether a login is still open.
fn login(input: &Options) -> Result<Object> {
    if time(input, "now").saturating_sub(time(input, "createdAt")) <= LOGIN_LIFE {
        return Ok(Object::new());
    }
    let message = "the login was begun more than ten minutes ago";
    Err(Error::new(Code::StateExpired, message).at(Phase::Callback))
}

/// Where the user returns to: `target` if it lies on this site, by default the page itself.
fn return_target(input: &Options) -> Result<Object> {
    let page = text(input, "page");
    let Some(target) = input.text("target")? else {
        return Ok(answer("target", Value::from(without_answer(page).as_str())));
    };
    let resolved = text(input, "resolved");
    if is_safe_return_target(target, resolved, page) {
        return Ok(answer("target", Value::from(resolved)));
    }
    let error = Error::claim(Code::InvalidConfig, "returnTo", "must lie on this site");
    Err(error.at(Phase::Authorize))
}

/// The sign-ins of the last minute that did not lead to a session, this one among them, as times
/// in milliseconds.
fn attempt(input: &Options) -> Result<Object> {
    let now = input.get("now").and_then(Value::as_number).map_or(0.0, Number::to_f64);
    let mut kept = Vec::new();
    for before in input.get("attempts").and_then(Value::as_array).unwrap_or_default() {
        let at = before.as_number().map_or(0.0, Number::to_f64);
        if now - at < LOOP_WINDOW {
            kept.push(Value::from(at as u64));
        }
    }
    if kept.len() >= LOOP_LIMIT {
        let message = "five sign-ins in a minute did not lead to a session";
        return Err(Error::new(Code::RedirectLoop, message).at(Phase::Session));
    }
    kept.push(Value::from(now as u64));
    Ok(answer("attempts", Value::Array(kept)))
}

/// What is to be done with an access token: whether to `refresh` it, and whether it is `over`, so
/// that nothing but a new one will do.
fn token(input: &Options) -> Result<Object> {
    let Some(tokens) = input.get("tokens").and_then(Value::as_object) else {
        return Err(Error::new(Code::LoginRequired, "nobody is signed in").at(Phase::Session));
    };
    let now = time(input, "now");
    let seconds = |name| tokens.get(name).and_then(Value::as_number).map(Number::to_f64);
    let expires_at = seconds("expires_at").map_or(u64::MAX, |at| at as u64);
    // A token that lives shorter than the leeway would be due at once, for ever.
    let life = seconds("expires_in").map_or(u64::MAX, |life| life as u64);
    let leeway = input.number("leeway")?.unwrap_or(LEEWAY).min(life / 2);
    let over = expires_at <= now;
    let due = expires_at <= now.saturating_add(leeway);
    let forced = flag(input, "forceRefresh");
    if tokens.get("refresh_token").is_none() {
        if over {
            let message = "the access token has expired and there is no refresh token";
            return Err(Error::new(Code::SessionEnded, message).at(Phase::Session));
        }
        if forced {
            let message = "the server gave no refresh token";
            return Err(Error::new(Code::RefreshNotSupported, message).at(Phase::Refresh));
        }
        return Ok(Object::new());
    }
    let mut object = answer("refresh", Value::from(forced || due));
    object.insert("over", Value::from(over || forced));
    Ok(object)
}

/// Whether a refresh that failed with `code` and the server's `error` ends the session: only
/// `invalid_grant` says that the grant is gone (RFC 6749 §5.2), and another user is another session.
fn refusal(input: &Options) -> Object {
    let code = text(input, "code");
    let gone = code == "server_error_response" && text(input, "error") == "invalid_grant";
    answer("ended", Value::from(gone || code == "sub_mismatch"))
}

/// Whether the access token may be sent to a URL: to the page's own origin and those that the
/// application listed, over https or on this machine.
fn api(input: &Options) -> Result<Object> {
    let url = text(input, "url");
    let insecure = flag(input, "allowInsecure");
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
    Ok(answer("may", Value::from(may)))
}

// An address without query and fragment.
fn place(page: &str) -> &str {
    let page = cut(page, b'#').map_or(page, |(page, _)| page);
    cut(page, b'?').map_or(page, |(page, _)| page)
}

/// The page's address without the parameters of a callback; a hash router's fragment stays.
fn without_answer(page: &str) -> String {
    let Some(url) = Url::parse(page) else { return page.to_owned() };
    if !authorization::is_callback(page) {
        return page.to_owned();
    }
    let mut clean = place(page).to_owned();
    for (part, separator) in [(url.query, '?'), (url.fragment, '#')] {
        let Some(part) = part else { continue };
        let answer = separator == '?' || authorization::is_answer(part);
        let mut first = true;
        let mut rest = part;
        while let Some(piece) = next_piece(&mut rest, b'&') {
            let name = cut(piece, b'=').map_or(piece, |(name, _)| name);
            if answer && authorization::CALLBACK_PARAMETERS.contains(&name) {
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
    use std::format;

    fn ask(question: &str, input: &str) -> Result<Object> {
        decide(question, &Options::parse(input).unwrap())
    }

    fn said(object: &Object, name: &str) -> Option<String> {
        object.get(name).and_then(Value::as_str).map(str::to_owned)
    }

    fn is(object: &Object, name: &str) -> bool {
        object.get(name).and_then(Value::as_bool).unwrap_or(false)
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
            assert_eq!(without_answer(page), clean, "{page}");
        }
    }

    #[test]
    fn a_callback_counts_at_its_redirect_uri_only() {
        let ask = |page: &str| {
            let input = format!(r#"{{"page":"{page}","redirectUri":"https://app.example/cb"}}"#);
            said(&ask("arrival", &input).unwrap(), "state")
        };
        assert_eq!(ask("https://app.example/cb?code=1&state=abc").as_deref(), Some("abc"));
        assert_eq!(ask("https://app.example/x?code=1&state=abc"), None);
        assert_eq!(ask("https://app.example/cb?state=abc"), None);
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
            ask("token", &input).map(|a| (is(&a, "refresh"), is(&a, "over")))
        };
        let long = r#""expires_in":3600,"expires_at":10000,"refresh_token":"r""#;
        assert_eq!(ask(9_939, long, false).unwrap(), (false, false));
        assert_eq!(ask(9_940, long, false).unwrap(), (true, false));
        assert_eq!(ask(10_000, long, false).unwrap(), (true, true));
        let short = r#""expires_in":40,"expires_at":10000,"refresh_token":"r""#;
        assert_eq!(ask(9_979, short, false).unwrap(), (false, false));
        assert_eq!(ask(9_980, short, false).unwrap(), (true, false));
        // Without a refresh token a token is good to its end, and then the session is over.
        let alone = r#""expires_in":3600,"expires_at":10000"#;
        assert_eq!(ask(9_999, alone, false).unwrap(), (false, false));
        assert_eq!(ask(10_000, alone, false).unwrap_err().code(), Code::SessionEnded);
        assert_eq!(ask(9_000, alone, true).unwrap_err().code(), Code::RefreshNotSupported);
        assert_eq!(ask(9_000, "", false).unwrap(), (false, false));
    }

    #[test]
    fn the_sixth_sign_in_within_a_minute_is_a_loop() {
        let mut attempts = String::from("[]");
        for now in 0..5_u64 {
            let input = format!(r#"{{"now":{},"attempts":{attempts}}}"#, (1_000 + now) * 1_000);
            let answer = ask("attempt", &input).unwrap();
            let mut out = crate::core::secret::Secret::new();
            crate::core::codec::json::write(answer.get("attempts").unwrap(), &mut out);
            attempts = out.expose().to_owned();
        }
        let at = |now: u64| ask("attempt", &format!(r#"{{"now":{now},"attempts":{attempts}}}"#));
        assert_eq!(at(1_005_000).unwrap_err().code(), Code::RedirectLoop);
        assert!(at(1_060_000).is_ok());
    }

    #[test]
    fn the_token_goes_to_listed_origins_only() {
        let ask = |url: &str| {
            let input = format!(
                r#"{{"url":"{url}","page":"https://app.example/x","allowedOrigins":["https://api.example"]}}"#
            );
            is(&ask("api", &input).unwrap(), "may")
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
