//! The rules of an `OAuth2Session`: what a token is worth now, and where it goes in a request
//! (RFC 6750 §2).
//!
//! Pure questions and answers, as those of a page's session; `pkg/src/token-session.js` carries the
//! answers out.

use crate::core::codec::form;
use crate::core::codec::json::{self, Number, Object, Value};
use crate::core::codec::{before, cut};
use crate::core::error::{Code, Error, Phase, Result};
use crate::core::http::decimal;
use crate::core::options::Options;
use crate::core::secret::Secret;
use crate::core::url::check_endpoint;

/// Seconds before its end from which a token is renewed, unless the application says otherwise.
const LEEWAY: u64 = 60;

/// Answers one question; `None` if it is none of these.
pub fn decide(question: &str, input: &Options) -> Option<Result<Secret>> {
    match question {
        "token-adopt" => Some(adopt(input).map(|token| text_of(&token))),
        "token-due" => Some(due(input).map(Secret::from)),
        "token-place" => Some(place(input).map(|change| text_of(&change))),
        _ => None,
    }
}

fn text_of(object: &Object) -> Secret {
    let mut text = Secret::with_capacity(512);
    json::write_object(object, &mut text);
    text
}

fn number(value: Option<&Value>) -> Option<u64> {
    match value? {
        Value::Number(number) => {
            let number = Number::to_f64(number);
            (0.0..9.0e15).contains(&number).then_some(number as u64)
        }
        Value::String(text) => decimal(text.expose()),
        _ => None,
    }
}

fn now(input: &Options) -> u64 {
    number(input.get("now")).unwrap_or(0) / 1_000
}

/// A token as the application brings it: `expires_at` becomes a number of seconds, computed from
/// `expires_in` where it is missing or unreadable.
fn adopt(input: &Options) -> Result<Object> {
    let invalid =
        |name, message| Err(Error::claim(Code::InvalidConfig, name, message).at(Phase::Config));
    let Some(token) = input.object("token")? else {
        return invalid("token", "is required");
    };
    if token.text("access_token").unwrap_or_default().is_empty() {
        return invalid("token", "has no access_token");
    }
    let mut token = token.duplicate();
    let lifetime = number(token.get("expires_in"));
    let end = number(token.get("expires_at"))
        .or_else(|| lifetime.map(|lifetime| now(input).saturating_add(lifetime)));
    token.remove("expires_at");
    if let Some(end) = end {
        token.insert("expires_at", Value::from(end));
    }
    Ok(token)
}

/// What is to be done before a token is used: nothing, a `refresh`, or a new one by the session's own
/// grant (`fetch`).
fn due(input: &Options) -> Result<&'static str> {
    let leeway = input.number("leeway")?.unwrap_or(LEEWAY);
    let fetches = input.text("grantType")?.is_some();
    let forced = input.flag("force")?.unwrap_or(false);
    let Some(token) = input.object("token")? else {
        if fetches {
            return Ok("fetch");
        }
        let message = "the session has no token";
        return Err(Error::new(Code::TokenMissing, message).at(Phase::Session));
    };
    // RFC 6749 §7.1.
    let kind = token.text("token_type").unwrap_or("bearer");
    if !kind.eq_ignore_ascii_case("bearer") {
        let message = "the token's type is not Bearer";
        return Err(Error::new(Code::NotSupported, message).at(Phase::Session));
    }
    // A token that lives shorter than the leeway would be due at once, for ever.
    let lifetime = number(token.get("expires_in")).unwrap_or(u64::MAX);
    let soon = now(input).saturating_add(leeway.min(lifetime / 2));
    let over = number(token.get("expires_at")).is_some_and(|end| end <= soon);
    if !over && !forced {
        return Ok("");
    }
    if token.get("refresh_token").is_some() && input.flag("isRefreshable")?.unwrap_or(true) {
        return Ok("refresh");
    }
    if fetches {
        return Ok("fetch");
    }
    Err(if over {
        let message = "the token has expired and cannot be renewed";
        Error::new(Code::TokenExpired, message).at(Phase::Session)
    } else {
        let message = "the server gave no refresh token";
        Error::new(Code::RefreshNotSupported, message).at(Phase::Refresh)
    })
}

/// Where the access token goes in a request: `authorization`, a new `url`, or a new `body`.
fn place(input: &Options) -> Result<Object> {
    let refuse =
        |message| Err(Error::claim(Code::InvalidConfig, "tokenPlacement", message).at(Phase::Api));
    let token = input.required("accessToken")?;
    let (url, fragment) = split_fragment(input.required("url")?);
    // RFC 6750 §5.3.
    check_endpoint(url, input.flag("allowInsecure")?.unwrap_or(false))
        .map_err(|error| error.at(Phase::Api))?;
    let mut change = Object::new();
    match input.text("placement")? {
        // §2.1
        None | Some("header") => {
            if !token.bytes().all(|byte| byte.is_ascii_graphic()) {
                return refuse("needs a token that is one printable word");
            }
            let mut bearer = Secret::from("Bearer ");
            bearer.push_str(token);
            change.insert("authorization", Value::String(bearer));
        }
        // §2.3
        Some("uri") => {
            let query = cut(url, b'?').map_or("", |(_, query)| query);
            if holds_token(query) {
                return refuse("finds an access_token in the URL already");
            }
            let mut placed = form::url(url);
            form::append(&mut placed, "access_token", token);
            placed.push_str(fragment);
            change.insert("url", Value::String(placed));
        }
        // §2.2
        Some("body") => {
            let method = input.text("method")?.unwrap_or("GET");
            if matches!(method, "GET" | "HEAD") {
                return refuse("body needs a method that has one");
            }
            let kind = input.text("contentType")?.unwrap_or_default();
            let is_form = before(kind, b';')
                .trim_ascii()
                .eq_ignore_ascii_case("application/x-www-form-urlencoded");
            let body = input.get("body").and_then(Value::as_str);
            let is_empty = body.is_none() && input.flag("hasBody")? != Some(true);
            if !is_empty && (body.is_none() || !is_form) {
                return refuse("body needs a form: it would corrupt anything else");
            }
            let body = body.unwrap_or_default();
            if holds_token(body) {
                return refuse("finds an access_token in the form already");
            }
            let mut placed = Secret::with_capacity(body.len().saturating_add(token.len()));
            placed.push_str(body);
            form::append(&mut placed, "access_token", token);
            change.insert("body", Value::String(placed));
        }
        Some(_) => return refuse("is header, body or uri"),
    }
    Ok(change)
}

fn split_fragment(url: &str) -> (&str, &str) {
    let plain = cut(url, b'#').map_or(url, |(plain, _)| plain);
    (plain, url.strip_prefix(plain).unwrap_or_default())
}

fn holds_token(form: &str) -> bool {
    form::parse(form).unwrap_or_default().iter().any(|(name, _)| name == "access_token")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::borrow::ToOwned;
    use std::string::{String, ToString};

    fn ask(question: &str, input: &str) -> Result<String> {
        let options = Options::parse(input).expect("test input is JSON");
        decide(question, &options).expect("a question").map(|answer| answer.expose().to_owned())
    }

    fn due_of(more: &str) -> Result<String> {
        ask("token-due", &[r#"{"now":1000000999,"#, more, "}"].concat())
    }

    #[test]
    fn expires_at_is_parsed_computed_and_kept() {
        for (token, expected) in [
            (r#""expires_at":5"#, r#""expires_at":5}"#),
            (r#""expires_at":"5""#, r#""expires_at":5}"#),
            (r#""expires_at":5.9,"expires_in":9"#, r#""expires_in":9,"expires_at":5}"#),
            (r#""expires_at":"x","expires_in":"9""#, r#""expires_in":"9","expires_at":1009}"#),
            (r#""expires_in":9"#, r#""expires_in":9,"expires_at":1009}"#),
            (r#""x":1"#, r#""x":1}"#),
            (r#""expires_at":null"#, r#""access_token":"a"}"#),
        ] {
            let input = [r#"{"now":1000000,"token":{"access_token":"a","#, token, "}}"].concat();
            let adopted = ask("token-adopt", &input).unwrap();
            assert!(adopted.ends_with(expected), "{token}: {adopted}");
        }
        for bad in [r"{}", r#"{"token":{}}"#, r#"{"token":{"access_token":""}}"#, r#"{"token":1}"#]
        {
            assert_eq!(ask("token-adopt", bad).unwrap_err().code(), Code::InvalidConfig, "{bad}");
        }
    }

    #[test]
    fn a_token_is_renewed_a_leeway_before_its_end() {
        let token = |left: u64, more: &str| {
            let end = Secret::from((1_000_000 + left).to_string().as_str());
            [r#""token":{"access_token":"a","expires_at":"#, end.expose(), more, "}"].concat()
        };
        let refreshable = r#","refresh_token":"r""#;
        assert_eq!(due_of(&token(61, refreshable)).unwrap(), "");
        assert_eq!(due_of(&token(60, refreshable)).unwrap(), "refresh");
        assert_eq!(due_of(&[&token(5, refreshable), r#","leeway":4"#].concat()).unwrap(), "");
        assert_eq!(due_of(&token(60, r#","expires_in":60,"refresh_token":"r""#)).unwrap(), "");
        assert_eq!(due_of(&token(60, "")).unwrap_err().code(), Code::TokenExpired);
        let fetching = r#","grantType":"client_credentials""#;
        assert_eq!(due_of(&[&token(60, ""), fetching].concat()).unwrap(), "fetch");
        assert_eq!(due_of(&[&token(61, ""), fetching].concat()).unwrap(), "");
        assert_eq!(due_of(&[&token(60, refreshable), fetching].concat()).unwrap(), "refresh");
        let unrefreshable = r#","grantType":"x","isRefreshable":false"#;
        assert_eq!(due_of(&[&token(60, refreshable), unrefreshable].concat()).unwrap(), "fetch");
        // Unknown: the server will say.
        assert_eq!(due_of(r#""token":{"access_token":"a"}"#).unwrap(), "");
        assert_eq!(
            due_of(r#""token":{"access_token":"a","expires_at":0}"#).unwrap_err().code(),
            Code::TokenExpired
        );
    }

    #[test]
    fn what_cannot_be_used_or_renewed_is_said() {
        assert_eq!(due_of(r#""force":false"#).unwrap_err().code(), Code::TokenMissing);
        assert_eq!(due_of(r#""grantType":"client_credentials""#).unwrap(), "fetch");
        let mac = due_of(r#""token":{"access_token":"a","token_type":"mac"}"#);
        assert_eq!(mac.unwrap_err().code(), Code::NotSupported);
        assert_eq!(due_of(r#""token":{"access_token":"a","token_type":"BEARER"}"#).unwrap(), "");
        let forced = due_of(r#""token":{"access_token":"a"},"force":true"#);
        assert_eq!(forced.unwrap_err().code(), Code::RefreshNotSupported);
        let forced = due_of(r#""token":{"access_token":"a","refresh_token":"r"},"force":true"#);
        assert_eq!(forced.unwrap(), "refresh");
    }

    fn placed(more: &str) -> Result<String> {
        ask("token-place", &[r#"{"accessToken":"a/b=","#, more, "}"].concat())
    }

    #[test]
    fn a_token_goes_where_rfc_6750_says() {
        for (input, expected) in [
            (r#""url":"https://a.example/x""#, r#"{"authorization":"Bearer a/b="}"#),
            (
                r#""url":"https://a.example/x#f","placement":"uri""#,
                r#"{"url":"https://a.example/x?access_token=a%2Fb%3D#f"}"#,
            ),
            (
                r#""url":"https://a.example/x?p=q","placement":"uri""#,
                r#"{"url":"https://a.example/x?p=q&access_token=a%2Fb%3D"}"#,
            ),
            (
                r#""url":"https://a.example/x","placement":"body","method":"POST","body":"p=q",
                   "contentType":"application/x-www-form-urlencoded;charset=UTF-8""#,
                r#"{"body":"p=q&access_token=a%2Fb%3D"}"#,
            ),
            (
                r#""url":"https://a.example/x","placement":"body","method":"POST""#,
                r#"{"body":"access_token=a%2Fb%3D"}"#,
            ),
        ] {
            assert_eq!(placed(input).unwrap(), expected);
        }
    }

    #[test]
    fn a_token_never_corrupts_a_request_nor_travels_in_the_clear() {
        let url = r#""url":"https://a.example/x","placement":"#;
        for (more, code) in [
            (
                r#""body","method":"POST","body":"{}","contentType":"application/json""#,
                Code::InvalidConfig,
            ),
            (r#""body","method":"POST","hasBody":true"#, Code::InvalidConfig),
            (r#""body","method":"POST","body":"p=q""#, Code::InvalidConfig),
            (r#""body","method":"GET""#, Code::InvalidConfig),
            (
                r#""body","method":"POST","body":"access_token=x","contentType":"application/x-www-form-urlencoded""#,
                Code::InvalidConfig,
            ),
            (r#""cookie""#, Code::InvalidConfig),
        ] {
            assert_eq!(placed(&[url, more].concat()).unwrap_err().code(), code, "{more}");
        }
        let twice = r#""url":"https://a.example/?access_token=x","placement":"uri""#;
        assert_eq!(placed(twice).unwrap_err().code(), Code::InvalidConfig);
        assert_eq!(placed(r#""url":"http://a.example/""#).unwrap_err().code(), Code::InsecureUrl);
        assert!(placed(r#""url":"http://localhost:1/""#).is_ok());
        let broken = r#"{"accessToken":"a\r\nx: y","url":"https://a.example/"}"#;
        assert_eq!(ask("token-place", broken).unwrap_err().code(), Code::InvalidConfig);
    }
}
