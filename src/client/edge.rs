//! The rules of a session at the edge: which request is one of its own and may act, which cookies
//! there are and how they are set, and how long a session lasts.
//!
//! Pure questions and answers; `pkg/src/edge-session.js` carries the answers out, and what a page's
//! session needs as well (return targets, renewal) is asked of `session.rs`.

use alloc::vec::Vec;

use super::guard::{now, text_of};
use super::session::LOGIN_LIFE;
use crate::core::authorization;
use crate::core::codec::json::{Number, Object, Value};
use crate::core::codec::{all, base64url, cut, decimal, next_piece, push_decimal};
use crate::core::error::{Code, Error, Phase, Result};
use crate::core::hash::sha256;
use crate::core::options::Options;
use crate::core::secret::Secret;
use crate::core::url::{check_endpoint, check_issuer, is_callback_for};

/// Seconds that a session lasts unless the application says otherwise: a week.
const LIFE: u64 = 604_800;
/// Shortest secret, in characters: 32 random bytes have more in every spelling.
const SECRET_LENGTH: usize = 32;
/// Longest value of one cookie; with name and attributes it stays below the 4,096 bytes that every
/// browser keeps (RFC 6265 §6.1).
const CHUNK: usize = 3_800;
/// Most cookies of one session: servers take 16 KiB of headers and no more.
const CHUNKS: usize = 4;
/// Longest `Cookie` header that is read.
const HEADER_LIMIT: usize = 64 << 10;
/// Logins that may be open in one browser.
const LOGINS: usize = 5;

/// The routes, with their paths unless the application says otherwise. The page gets no token unless
/// the application asks for that.
const ROUTES: [(&str, &str); 6] = [
    ("login", "/auth/login"),
    ("callback", "/auth/callback"),
    ("logout", "/auth/logout"),
    ("me", "/auth/me"),
    ("backchannelLogout", "/auth/backchannel-logout"),
    ("token", ""),
];

/// Answers one question; `None` if it is none of these.
pub fn decide(question: &str, input: &Options) -> Option<Result<Secret>> {
    Some(match question {
        "edge-open" => open(input).map_err(|error| error.at(Phase::Config)).map(|it| text_of(&it)),
        "edge-route" => Ok(route(input)),
        "edge-callback" => callback(input).map_err(|error| error.at(Phase::Callback)),
        "edge-digest" => Ok(digest(text(input, "text"))),
        "edge-cookies" => Ok(text_of(&cookies(input))),
        "edge-set" => set(input).map_err(|error| error.at(Phase::Session)).map(|it| text_of(&it)),
        "edge-life" => Ok(Secret::from(if is_alive(input) { "yes" } else { "" })),
        _ => return None,
    })
}

fn text<'a>(input: &'a Options, name: &str) -> &'a str {
    input.get(name).and_then(Value::as_str).unwrap_or_default()
}

/// Judges the options; routes, cookie name and life as they are then.
fn open(input: &Options) -> Result<Object> {
    let invalid = |option, message| Err(Error::claim(Code::InvalidConfig, option, message));
    let insecure = input.flag("allowInsecure")?.unwrap_or(false);
    check_issuer(input.required("issuer")?, insecure)?;
    input.required("clientId")?;
    let secrets = input.list("cookieSecrets")?;
    if secrets.is_empty() {
        return invalid("cookieSecrets", "is required");
    }
    for secret in secrets {
        if secret.chars().count() < SECRET_LENGTH {
            return invalid("cookieSecrets", "must have 32 characters or more each");
        }
    }
    for origin in input.list("allowedOrigins")? {
        check_issuer(origin, insecure)?;
    }
    for option in ["origin", "redirectUri"] {
        if let Some(url) = input.text(option)? {
            check_endpoint(url, insecure)?;
        }
    }
    let name = input.text("cookieName")?.unwrap_or("keyward");
    if !all(name, |byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte)) {
        return invalid("cookieName", "has letters, digits, - and _ only");
    }
    let none = Object::new();
    let given = input.object("routes")?.unwrap_or(&none);
    let mut routes = Object::new();
    for (route, default) in ROUTES {
        let path = match given.get(route) {
            None => default,
            Some(Value::Bool(false)) => "",
            Some(Value::String(path)) if path.expose().starts_with('/') => path.expose(),
            Some(_) => return invalid("routes", "are paths that begin with /"),
        };
        let is_taken = routes.iter().any(|(_, other)| other.as_str() == Some(path));
        if is_taken && !path.is_empty() {
            return invalid("routes", "must differ");
        }
        routes.set(route, path);
    }
    let mut session = Object::new();
    // RFC 6265bis §4.1.3.2: with this prefix a cookie is of this host and its root, and Secure; no
    // other host of the site can set it.
    let mut prefixed = Secret::from("__Host-");
    prefixed.push_str(name);
    session.insert("name", Value::String(prefixed));
    session.insert("routes", Value::Object(routes));
    session.insert("life", Value::from(input.number("maxAge")?.unwrap_or(LIFE)));
    Ok(session)
}

/// Which route a request is for: its name, nothing, or `!` with the status that refuses it.
fn route(input: &Options) -> Secret {
    let path = text(input, "path");
    let routes = input.get("routes").and_then(Value::as_object);
    let found = routes.and_then(|routes| {
        routes.iter().find(|(_, route)| !path.is_empty() && route.as_str() == Some(path))
    });
    let Some((name, _)) = found else { return Secret::new() };
    let method = text(input, "method");
    let answer = match (name, method) {
        ("login" | "callback" | "me", "GET") | ("backchannelLogout", "POST") => name,
        // They change what the user has: only this site's own pages may ask for it.
        ("logout" | "token", "POST") if is_own(input) => name,
        // A link of this site; what loads pages ahead of the user is no user.
        ("logout", "GET")
            if text(input, "fetchSite") == "same-origin"
                && text(input, "fetchMode") == "navigate"
                && text(input, "purpose").is_empty() =>
        {
            name
        }
        ("logout", "GET" | "POST") | ("token", "POST") => "!403",
        _ => "!405",
    };
    Secret::from(answer)
}

// Where a request comes from, in the words of the browser, which no page can forge (Fetch Metadata;
// RFC 6454 §7). A request that says nothing is refused: every browser sends one of the two.
fn is_own(input: &Options) -> bool {
    let (site, origin) = (text(input, "fetchSite"), text(input, "origin"));
    let same = origin == text(input, "site");
    match site {
        // A page without a referrer says that its origin is `null`.
        "same-origin" => same || origin.is_empty() || origin == "null",
        "" => same,
        _ => false,
    }
}

/// Which login a callback ends: what its cookie is called by.
fn callback(input: &Options) -> Result<Secret> {
    let url = text(input, "url");
    if is_callback_for(url, text(input, "redirectUri"))
        && let Some(state) = authorization::callback_state(url)
    {
        return Ok(digest(state.expose()));
    }
    Err(Error::new(Code::StateMissing, "this is no answer to a login"))
}

// A name for something that must not be seen.
fn digest(text: &str) -> Secret {
    Secret::from(base64url::encode(&sha256(text.as_bytes())))
}

/// The cookies of ours in a `Cookie` header: the session's text, put together again; how many
/// cookies of it there are; the value of the login that is asked for, and which logins there are.
fn cookies(input: &Options) -> Object {
    let (header, prefix) = (text(input, "cookie"), text(input, "name"));
    let wanted = text(input, "login");
    let mut found = Object::new();
    let mut logins = Vec::new();
    let mut chunks: [&str; CHUNKS] = [""; CHUNKS];
    let mut present = 0;
    let mut rest = if header.len() > HEADER_LIMIT { "" } else { header };
    while let Some(pair) = next_piece(&mut rest, b';') {
        let Some((name, value)) = cut(pair.trim_ascii(), b'=') else { continue };
        let Some(name) = name.strip_prefix(prefix) else { continue };
        if let Some(login) = name.strip_prefix("-login.") {
            if login == wanted && !wanted.is_empty() && found.get("login").is_none() {
                found.set("login", value);
            }
            logins.push(Value::from(login));
        } else if let Some(place) = name.strip_prefix('.').and_then(decimal) {
            // What was never ours is left alone.
            if let Some(chunk) = chunks.get_mut(place as usize) {
                if chunk.is_empty() {
                    *chunk = value;
                }
                present = present.max(place.saturating_add(1));
            }
        }
    }
    found.insert("session", Value::String(joined(&chunks).unwrap_or_default()));
    found.insert("present", Value::from(present));
    // The oldest come first (RFC 6265 §5.4): those are over.
    let surplus = logins.len().saturating_sub(LOGINS.saturating_sub(1));
    logins.truncate(surplus);
    found.insert("surplus", Value::from(logins));
    found
}

// The first chunk says how many there are: `3~…`.
fn joined(chunks: &[&str; CHUNKS]) -> Option<Secret> {
    let (first, others) = chunks.split_first()?;
    let (count, first) = cut(first, b'~')?;
    let others = others.get(..(decimal(count)? as usize).checked_sub(1)?)?;
    let mut whole = Secret::from(first);
    for chunk in others {
        if chunk.is_empty() {
            return None;
        }
        whole.push_str(chunk);
    }
    Some(whole)
}

/// The lines of `Set-Cookie` that keep a `value` for `life` seconds: in one cookie, or with `present`,
/// the number of cookies that the browser has of it, in as many as it takes. No value removes it.
fn set(input: &Options) -> Result<Object> {
    let (name, value) = (text(input, "name"), text(input, "value"));
    let life = input.number("life")?.unwrap_or(LOGIN_LIFE);
    let mut lines = Vec::new();
    let Some(present) = input.number("present")? else {
        lines.push(line(name, None, "", value, life));
        return Ok(lines_of(lines));
    };
    let mut rest = value;
    let mut pieces: Vec<&str> = Vec::new();
    while !rest.is_empty() {
        let (piece, after) = rest.split_at_checked(CHUNK).unwrap_or((rest, ""));
        pieces.push(piece);
        rest = after;
    }
    if pieces.len() > CHUNKS {
        let message = "the session is too large for cookies: give it a store";
        return Err(Error::claim(Code::StorageUnavailable, "session", message));
    }
    for (place, piece) in pieces.iter().enumerate() {
        let mut count = Secret::new();
        if place == 0 {
            push_decimal(&mut count, pieces.len() as u64);
            count.push('~');
        }
        lines.push(line(name, Some(place as u64), count.expose(), piece, life));
    }
    for place in pieces.len() as u64..present.min(CHUNKS as u64) {
        lines.push(line(name, Some(place), "", "", 0));
    }
    Ok(lines_of(lines))
}

fn lines_of(lines: Vec<Value>) -> Object {
    let mut answer = Object::new();
    answer.insert("lines", Value::from(lines));
    answer
}

fn line(name: &str, place: Option<u64>, count: &str, value: &str, life: u64) -> Value {
    let mut line = Secret::with_capacity(value.len().saturating_add(128));
    line.push_str(name);
    if let Some(place) = place {
        line.push('.');
        push_decimal(&mut line, place);
    }
    line.push('=');
    line.push_str(count);
    line.push_str(value);
    // Lax: a callback is a navigation from another site, and no other request of one needs it.
    line.push_str("; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=");
    push_decimal(&mut line, if value.is_empty() { 0 } else { life });
    Value::String(line)
}

/// Whether a session that was sealed by us still lasts: its own end has not come, and no logout of its
/// user came after it began.
fn is_alive(input: &Options) -> bool {
    let Some(session) = input.get("session").and_then(Value::as_object) else { return false };
    let number = |name| session.get(name).and_then(Value::as_number).map_or(0.0, Number::to_f64);
    let ended = input.get("ended").and_then(Value::as_number).map_or(0.0, Number::to_f64);
    // To the second, a logout counts against a session that began in the same one.
    number("until") > now(input) as f64 && number("created") > ended
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::borrow::ToOwned;
    use std::format;
    use std::string::String;

    fn ask(question: &str, input: &str) -> Result<String> {
        let input = Options::parse(input).unwrap();
        decide(question, &input).unwrap().map(|answer| answer.expose().to_owned())
    }

    const OPTIONS: &str = r#""issuer":"https://op.example","clientId":"c""#;
    const SECRETS: &str = r#""cookieSecrets":["0123456789abcdef0123456789abcdef"]"#;

    #[test]
    fn options_are_judged() {
        assert!(
            ask("edge-open", &format!("{{{OPTIONS},{SECRETS}}}"))
                .unwrap()
                .contains("__Host-keyward")
        );
        for more in [
            r#""x":1"#,
            r#""cookieSecrets":[]"#,
            r#""cookieSecrets":["short"]"#,
            r#""cookieSecrets":["0123456789abcdef0123456789abcdef","short"]"#,
        ] {
            assert!(ask("edge-open", &format!("{{{OPTIONS},{more}}}")).is_err(), "{more}");
        }
        for more in [
            r#""cookieName":"a=b""#,
            r#""cookieName":"a;b""#,
            r#""routes":{"login":"x"}"#,
            r#""routes":{"login":"/auth/me"}"#,
            r#""allowedOrigins":["http://api.example"]"#,
            r#""origin":"javascript:x""#,
        ] {
            assert!(
                ask("edge-open", &format!("{{{OPTIONS},{SECRETS},{more}}}")).is_err(),
                "{more}"
            );
        }
    }

    #[test]
    fn only_pages_of_this_site_change_what_the_user_has() {
        let route = |method: &str, path: &str, more: &str| {
            let routes = r#"{"login":"/login","callback":"/cb","logout":"/out","me":"/me","backchannelLogout":"/back","token":""}"#;
            let input = format!(
                r#"{{"method":"{method}","path":"{path}","site":"https://app.example","routes":{routes}{more}}}"#
            );
            ask("edge-route", &input).unwrap()
        };
        for (method, path, more, expected) in [
            ("GET", "/login", "", "login"),
            ("POST", "/login", "", "!405"),
            ("GET", "/cb", "", "callback"),
            ("POST", "/back", "", "backchannelLogout"),
            ("GET", "/", "", ""),
            ("GET", "", "", ""),
            ("POST", "/out", r#","origin":"https://app.example""#, "logout"),
            ("POST", "/out", r#","fetchSite":"same-origin","origin":"null""#, "logout"),
            ("POST", "/out", r#","fetchSite":"same-origin""#, "logout"),
            (
                "POST",
                "/out",
                r#","fetchSite":"same-origin","origin":"https://evil.example""#,
                "!403",
            ),
            ("POST", "/out", r#","fetchSite":"same-site","origin":"https://app.example""#, "!403"),
            ("POST", "/out", r#","fetchSite":"cross-site""#, "!403"),
            ("POST", "/out", r#","origin":"https://app.example.evil.example""#, "!403"),
            ("POST", "/out", r#","origin":"null""#, "!403"),
            ("POST", "/out", "", "!403"),
            ("GET", "/out", "", "!403"),
            ("GET", "/out", r#","fetchSite":"same-origin","fetchMode":"navigate""#, "logout"),
            ("GET", "/out", r#","fetchSite":"same-origin","fetchMode":"no-cors""#, "!403"),
            (
                "GET",
                "/out",
                r#","fetchSite":"same-origin","fetchMode":"navigate","purpose":"prefetch""#,
                "!403",
            ),
            ("GET", "/out", r#","fetchSite":"cross-site","fetchMode":"navigate""#, "!403"),
            ("DELETE", "/out", r#","origin":"https://app.example""#, "!405"),
        ] {
            assert_eq!(route(method, path, more), expected, "{method} {path} {more}");
        }
    }

    fn read(header: &str) -> String {
        ask("edge-cookies", &format!(r#"{{"name":"__Host-k","login":"b","cookie":"{header}"}}"#))
            .unwrap()
    }

    #[test]
    fn chunks_are_put_together_or_ignored() {
        for (header, session, present) in [
            ("__Host-k.0=1~abc", "abc", 1),
            ("x=1; __Host-k.1=def; __Host-k.0=2~abc", "abcdef", 2),
            ("__Host-k.0=2~abc", "", 1),
            ("__Host-k.0=1000~abc; __Host-k.1=d", "", 2),
            ("__Host-k.0=0~abc", "", 1),
            ("__Host-k.0=~abc", "", 1),
            ("__Host-k.0=-1~abc", "", 1),
            ("__Host-k.0=abc", "", 1),
            ("__Host-k.1=abc", "", 2),
            ("__Host-k.999=abc", "", 0),
            ("__Host-k.0=1~abc; __Host-k.0=1~x", "abc", 1),
            ("__Host-kk.0=1~abc; k.0=1~abc", "", 0),
            ("", "", 0),
        ] {
            let expected = format!(r#"{{"session":"{session}","present":{present},"surplus":[]}}"#);
            assert_eq!(read(header), expected, "{header}");
        }
        let many: String =
            (0..1_000).map(|place| format!("__Host-k.{place}=1000~{}; ", "x".repeat(60))).collect();
        assert!(read(&many).contains(r#""session":"","present":0"#));
    }

    #[test]
    fn a_login_is_found_and_old_ones_give_way() {
        let header = "__Host-k-login.a=1; __Host-k-login.b=2; __Host-k-login.c=3; __Host-k-login.d=4; __Host-k-login.e=5";
        assert_eq!(read(header), r#"{"login":"2","session":"","present":0,"surplus":["a"]}"#);
    }

    #[test]
    fn what_is_set_can_be_read_and_fits() {
        let set = |length: usize, present: u64| {
            let value = "v".repeat(length);
            ask(
                "edge-set",
                &format!(
                    r#"{{"name":"__Host-k","value":"{value}","life":60,"present":{present}}}"#
                ),
            )
        };
        let attributes = "; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=";
        assert_eq!(set(2, 0).unwrap(), format!(r#"{{"lines":["__Host-k.0=1~vv{attributes}60"]}}"#));
        assert_eq!(
            set(0, 2).unwrap(),
            format!(r#"{{"lines":["__Host-k.0={attributes}0","__Host-k.1={attributes}0"]}}"#)
        );
        let three = set(CHUNK * 2 + 1, 9).unwrap();
        assert_eq!(three.matches("Max-Age=60").count(), 3);
        assert_eq!(three.matches("Max-Age=0").count(), 1);
        assert_eq!(set(CHUNK * CHUNKS + 1, 0).unwrap_err().code(), Code::StorageUnavailable);
        let login = ask("edge-set", r#"{"name":"__Host-k-login.b","value":"x"}"#).unwrap();
        assert_eq!(login, format!(r#"{{"lines":["__Host-k-login.b=x{attributes}600"]}}"#));
    }

    #[test]
    fn a_session_ends_by_its_life_or_by_a_logout() {
        let alive = |session: &str, more: &str| {
            ask("edge-life", &format!(r#"{{"now":1000000000,"session":{session}{more}}}"#)).unwrap()
                == "yes"
        };
        assert!(alive(r#"{"created":999000,"until":1000001}"#, ""));
        assert!(!alive(r#"{"created":999000,"until":1000000}"#, ""));
        assert!(!alive(r#"{"created":999000,"until":1000001}"#, r#","ended":999000"#));
        assert!(alive(r#"{"created":999000,"until":1000001}"#, r#","ended":998999"#));
        assert!(!alive("null", "") && !alive("{}", ""));
    }

    #[test]
    fn a_callback_names_its_login() {
        let callback = |url: &str| {
            ask(
                "edge-callback",
                &format!(r#"{{"redirectUri":"https://app.example/cb","url":"{url}"}}"#),
            )
        };
        assert_eq!(callback("https://app.example/cb?code=1&state=abc").unwrap().len(), 43);
        let code = callback("https://app.example/cb?code=1").unwrap_err().code();
        assert_eq!(code, Code::StateMissing);
        assert!(callback("https://app.example/x?code=1&state=abc").is_err());
    }
}
