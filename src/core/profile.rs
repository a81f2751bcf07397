//! Who the user is, at servers that say it in their own way: a request, and paths into its answer,
//! both given as data (`profile` of the options).
//!
//! Without data, or for what the data leaves out, the rules are those of UserInfo (OpenID Connect
//! Core 1.0 §5.3): its endpoint, `sub` and `email`.

use super::codec::json::{self, Number, Object, Value};
use super::codec::{all, cut, decimal, form};
use super::error::{Code, Error, Evidence, Phase, Result};
use super::http::{Method, Request, Response};
use super::options::{Options, Strings};
use super::secret::Secret;
use super::url::check_endpoint;

/// What a request for a profile is made of, besides the data.
#[derive(Clone, Copy)]
#[allow(missing_debug_implementations, reason = "the tokens are borrowed")]
pub struct Caller<'a> {
    /// `access_token`, and the members that the address may name.
    pub tokens: &'a Object,
    /// `client_id`, which the headers may name.
    pub client_id: &'a str,
    /// Whether http: is allowed beyond loopback hosts.
    pub allow_insecure: bool,
}

fn invalid(message: &'static str) -> Error {
    Error::claim(Code::InvalidConfig, "profile", message).at(Phase::Config)
}

/// The request for the profile: `url`, or `userinfo_endpoint` where the data names none.
pub fn request(data: &Options, userinfo: &str, caller: Caller<'_>) -> Result<Request> {
    let mut request = plain_request(data, data.text("url")?.unwrap_or(userinfo), caller)?;
    match data.text("method")? {
        None | Some("GET") => {}
        Some("POST") => request.method = Method::Post,
        Some(_) => return Err(invalid("the method is GET or POST")),
    }
    request.body = data.secret("body")?;
    Ok(request)
}

/// The request for the addresses of a user whose profile holds none (`emails.url`).
pub fn emails_request(data: &Options, url: &str, caller: Caller<'_>) -> Result<Request> {
    plain_request(data, url, caller)
}

// A GET with the token where the data wants it (RFC 6750 §2).
fn plain_request(data: &Options, url: &str, caller: Caller<'_>) -> Result<Request> {
    let token = caller.tokens.text("access_token").unwrap_or_default();
    // token68 of RFC 9110 §11.2; anything else could break out of a header.
    if token.is_empty() || !all(token, |byte| byte.is_ascii_graphic()) {
        return Err(
            Error::claim(Code::InvalidConfig, "token", "is no printable word").at(Phase::Config)
        );
    }
    let mut address = Secret::with_capacity(512);
    fill(url, caller, true, &mut address)?;
    if data.text("placement")? == Some("query") {
        // §2.3, for servers that read it nowhere else.
        address = form::url(address.expose());
        form::append(&mut address, "access_token", token);
    }
    check_endpoint(address.expose(), caller.allow_insecure)?;
    let mut request = Request::get(address.expose(), "application/json");
    // Wherever it is placed, no error may repeat it.
    request.password = Secret::from(token);
    if let Some(headers) = data.object("headers")? {
        for (name, value) in headers.iter() {
            let template = value.as_str().ok_or_else(|| invalid("the headers are strings"))?;
            let mut text = Secret::new();
            fill(template, caller, false, &mut text)?;
            request.more_headers.push((Secret::from(name), text));
        }
    }
    match (data.text("placement")?, data.text("header")?) {
        (Some("query"), _) => {}
        (None | Some("header"), Some(name)) => {
            request.more_headers.push((Secret::from(name), Secret::from(token)));
        }
        (None | Some("header"), None) => {
            let mut scheme = Secret::from(data.text("scheme")?.unwrap_or("Bearer"));
            scheme.push_ascii(b' ');
            request.header("authorization", scheme.expose(), token);
        }
        (Some(_), _) => return Err(invalid("the placement is header or query")),
    }
    Ok(request)
}

// Appends a template, each `{member}` replaced by that of the token set, or by `client_id`.
fn fill(template: &str, caller: Caller<'_>, encode: bool, out: &mut Secret) -> Result<()> {
    let mut rest = template;
    while let Some((before, after)) = cut(rest, b'{') {
        let (name, after) = cut(after, b'}').ok_or_else(|| invalid("a brace is not closed"))?;
        out.push_str(before);
        let value = if name == "client_id" {
            caller.client_id
        } else {
            let member = caller.tokens.get(name).and_then(plain_text);
            member
                .ok_or_else(|| invalid("needs the whole token set, with what its address names"))?
        };
        if encode {
            // `+` means a space in a query only.
            let mut value = value;
            while let Some((word, after)) = cut(value, b' ') {
                form::encode_component(out, word);
                out.push_str("%20");
                value = after;
            }
            form::encode_component(out, value);
        } else {
            out.push_str(value);
        }
        rest = after;
    }
    out.push_str(rest);
    Ok(())
}

/// Judges an answer that must hold a profile.
pub fn process(data: &Options, response: &Response, request: &Request) -> Result<Object> {
    let object = match response.json(request) {
        // WeChat sends JSON as text/plain.
        Err(error)
            if error.code() == Code::WrongContentType
                && data.flag("anyMediaType")?.unwrap_or(false) =>
        {
            response.object()?
        }
        judged => judged?,
    };
    let mut names = data.list("error")?;
    if let Some(code) = names.next()
        && let Some(text) = object.get(code).and_then(plain_text)
        && text != "0"
    {
        let mut evidence = Evidence::of_status(response.status);
        evidence.say("error", text);
        if let Some(text) = names.next().and_then(|name| object.text(name))
            && !request.repeats_secret(text)
        {
            evidence.say("error_description", text);
        }
        return Err(Error::new(Code::ServerErrorResponse, "the server answered with an error")
            .with_evidence(evidence));
    }
    Ok(object)
}

/// Judges an answer that holds addresses; it may be an array.
pub fn process_emails(response: &Response, request: &Request) -> Result<Value> {
    match response.json(request) {
        Ok(object) => Ok(Value::Object(object)),
        Err(error) => match json::parse(&response.body) {
            // All but the kind of value has been judged.
            Ok(array @ Value::Array(_)) if error.code() == Code::InvalidResponse => Ok(array),
            _ => Err(error),
        },
    }
}

/// Who the user is: a non-empty string, or the spelling of a whole number.
pub fn id(data: &Options, profile: &Value) -> Result<Secret> {
    let paths = data.list("id")?;
    let sub = Value::from("sub");
    let paths = if paths.is_empty() { Strings::of(&sub).unwrap_or_default() } else { paths };
    for path in paths {
        match select(profile, path) {
            Some(Value::String(text)) if !text.is_empty() => return Ok(text.duplicate()),
            Some(Value::Number(number)) if all(number.as_str(), |byte| byte.is_ascii_digit()) => {
                return Ok(Secret::from(number.as_str()));
            }
            _ => {}
        }
    }
    Err(Error::new(Code::InvalidResponse, "the answer does not say who the user is"))
}

/// The user's address: the first of the paths that leads to one, if the server says that it
/// verified it. Where the data names no member that says so, any address counts.
pub fn email(data: &Options, profile: &Value) -> Result<Option<Secret>> {
    for path in data.list("emailVerified")? {
        let verified = select(profile, path).and_then(plain_text);
        // Cognito and Apple also send the word as a string, Zoom sends 1.
        if !matches!(verified, Some("true" | "1")) {
            return Ok(None);
        }
    }
    let paths = data.list("email")?;
    let email = Value::from("email");
    let paths = if paths.is_empty() { Strings::of(&email).unwrap_or_default() } else { paths };
    for path in paths {
        if let Some(Value::String(text)) = select(profile, path)
            && !text.is_empty()
        {
            return Ok(Some(text.duplicate()));
        }
    }
    Ok(None)
}

/// The value that a path leads to: members and indices joined by `.`, and filters `[path=value,…]`,
/// which stand for the first item of an array that has all of these values.
///
/// `elements.0.name`, `[primary=true,verified=true].email`, `addresses[meta.primary=true].value`
#[must_use]
pub fn select<'a>(value: &'a Value, path: &str) -> Option<&'a Value> {
    let (mut value, mut rest) = (value, path);
    loop {
        if let Some(filter) = rest.strip_prefix('[') {
            let (conditions, after) = cut(filter, b']')?;
            value = first_match(value.as_array()?, conditions)?;
            rest = after;
        } else if !rest.is_empty() {
            let (name, after) = segment(rest);
            value = match value {
                Value::Object(object) => object.get(name)?,
                Value::Array(items) => items.get(usize::try_from(decimal(name)?).ok()?)?,
                _ => return None,
            };
            rest = after;
        }
        if rest.is_empty() {
            return Some(value);
        }
        rest = rest.strip_prefix('.').unwrap_or(rest);
    }
}

// A name, and what follows it from its `.` or `[` on.
fn segment(path: &str) -> (&str, &str) {
    for (place, byte) in path.bytes().enumerate() {
        if matches!(byte, b'.' | b'[') {
            return path.split_at_checked(place).unwrap_or((path, ""));
        }
    }
    (path, "")
}

fn first_match<'a>(items: &'a [Value], conditions: &str) -> Option<&'a Value> {
    for item in items {
        let mut rest = conditions;
        let mut fits = true;
        while !rest.is_empty() {
            let (condition, after) = cut(rest, b',').unwrap_or((rest, ""));
            let (path, wanted) = cut(condition, b'=')?;
            fits &= select(item, path).and_then(plain_text) == Some(wanted);
            rest = after;
        }
        if fits {
            return Some(item);
        }
    }
    None
}

// A string, or the spelling of a number or truth value.
fn plain_text(value: &Value) -> Option<&str> {
    match value {
        Value::String(text) => Some(text.expose()),
        Value::Number(number) => Some(Number::as_str(number)),
        Value::Bool(true) => Some("true"),
        Value::Bool(false) => Some("false"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::borrow::ToOwned;
    use std::string::String;
    use std::{format, vec};

    fn value(text: &str) -> Value {
        json::parse(text.as_bytes()).unwrap()
    }

    fn options(text: &str) -> Options {
        Options::parse(text).unwrap()
    }

    fn built(data: &str, tokens: &str) -> Result<Request> {
        let tokens = value(tokens).into_object().unwrap();
        let caller = Caller { tokens: &tokens, client_id: "c 1", allow_insecure: false };
        request(&options(data), "https://op.example/userinfo", caller)
    }

    // Method, URL, headers without `accept`, body.
    fn shown(data: &str, tokens: &str) -> String {
        let request = built(data, tokens).unwrap();
        let mut out = format!("{:?} {}", request.method, request.url.expose());
        for (name, text) in request.headers.iter().skip(1) {
            out.push_str(&format!(" | {name}: {}", text.expose()));
        }
        for (name, text) in &request.more_headers {
            out.push_str(&format!(" | {}: {}", name.expose(), text.expose()));
        }
        if let Some(body) = &request.body {
            out.push_str(&format!(" | {}", body.expose()));
        }
        out
    }

    const TOKEN: &str = r#"{"access_token":"mF_9.B5f-4.1JqM"}"#;

    #[test]
    fn without_data_the_request_is_that_of_userinfo() {
        let expected = "Get https://op.example/userinfo | authorization: Bearer mF_9.B5f-4.1JqM";
        assert_eq!(shown("{}", TOKEN), expected);
    }

    #[test]
    fn the_token_goes_where_the_data_says() {
        let at = |rest: &str| shown(&format!(r#"{{"url":"https://a.example/me",{rest}}}"#), TOKEN);
        assert_eq!(
            at(r#""scheme":"token""#),
            "Get https://a.example/me | authorization: token mF_9.B5f-4.1JqM"
        );
        assert_eq!(
            at(r#""header":"X-Shopify-Access-Token""#),
            "Get https://a.example/me | X-Shopify-Access-Token: mF_9.B5f-4.1JqM"
        );
        // RFC 6750 §2.3
        assert_eq!(
            at(r#""placement":"query""#),
            "Get https://a.example/me?access_token=mF_9.B5f-4.1JqM"
        );
        assert_eq!(
            at(
                r#""method":"POST","body":"null","headers":{"content-type":"application/json","client-id":"{client_id}"}"#
            ),
            "Post https://a.example/me | authorization: Bearer mF_9.B5f-4.1JqM \
             | content-type: application/json | client-id: c 1 | null"
        );
    }

    #[test]
    fn a_query_that_is_there_is_kept() {
        let data = r#"{"url":"https://a.example/me?fields=id","placement":"query"}"#;
        assert_eq!(
            shown(data, r#"{"access_token":"a&b"}"#),
            "Get https://a.example/me?fields=id&access_token=a%26b"
        );
    }

    #[test]
    fn members_of_the_token_set_fill_the_address() {
        let data = r#"{"url":"https://a.example/{user}/{n}?openid={openid}"}"#;
        let tokens = r#"{"access_token":"a","openid":"o/&=?#é","user":"a b ","n":7}"#;
        let expected = "Get https://a.example/a%20b%20/7?openid=o%2F%26%3D%3F%23%C3%A9 | authorization: Bearer a";
        assert_eq!(shown(data, tokens), expected);
        let error = built(data, r#"{"access_token":"a","openid":"o"}"#).unwrap_err();
        assert_eq!((error.code(), error.claim_name()), (Code::InvalidConfig, Some("profile")));
    }

    #[test]
    fn bad_data_is_refused() {
        for (data, code) in [
            (r#"{"url":"http://a.example/"}"#, Code::InsecureUrl),
            (r#"{"url":"https://a.example/{open"}"#, Code::InvalidConfig),
            (r#"{"url":1}"#, Code::InvalidConfig),
            (r#"{"method":"PUT"}"#, Code::InvalidConfig),
            (r#"{"placement":"cookie"}"#, Code::InvalidConfig),
            (r#"{"headers":{"a":1}}"#, Code::InvalidConfig),
        ] {
            assert_eq!(built(data, TOKEN).unwrap_err().code(), code, "{data}");
        }
        for tokens in ["{}", r#"{"access_token":""}"#, r#"{"access_token":"a\r\nb: c"}"#] {
            let error = built("{}", tokens).unwrap_err();
            assert_eq!((error.code(), error.claim_name()), (Code::InvalidConfig, Some("token")));
        }
    }

    #[test]
    fn paths_lead_through_members_indices_and_filters() {
        let people = value(
            r#"{"a":{"b":[10,{"c":"x"}]},"e":[{"m":{"p":false},"v":1},{"m":{"p":true},"v":2,"k":"w"}]}"#,
        );
        let found = |path: &str| select(&people, path).and_then(plain_text).map(str::to_owned);
        for (path, expected) in [
            ("a.b.0", Some("10")),
            ("a.b.1.c", Some("x")),
            ("e[m.p=true].v", Some("2")),
            ("e[m.p=true,k=w].v", Some("2")),
            ("e[v=1].m.p", Some("false")),
            ("e[m.p=true,k=x].v", None),
            ("e[m.p=true", None),
            ("e[m].v", None),
            ("a.b.2", None),
            ("a.b.x", None),
            ("a.x.c", None),
            ("a[m=1]", None),
            ("a.b.0.c", None),
        ] {
            assert_eq!(found(path).as_deref(), expected, "{path}");
        }
        let list = value(r#"[{"email":"a@app.example"}]"#);
        assert_eq!(select(&list, "0.email").and_then(Value::as_str), Some("a@app.example"));
        assert_eq!(select(&list, "[x=1].email"), None);
    }

    #[test]
    fn an_id_is_a_string_or_a_whole_number() {
        let id_of = |data: &str, profile: &str| {
            id(&options(data), &value(profile)).map(|id| id.expose().to_owned()).ok()
        };
        assert_eq!(id_of("{}", r#"{"sub":"248289761001"}"#).as_deref(), Some("248289761001"));
        // Beyond what a double could hold.
        let data = r#"{"id":"user.id"}"#;
        let large = r#"{"user":{"id":90071992547409931}}"#;
        assert_eq!(id_of(data, large).as_deref(), Some("90071992547409931"));
        let either = r#"{"id":["unionid","openid"]}"#;
        assert_eq!(id_of(either, r#"{"openid":"o"}"#).as_deref(), Some("o"));
        for bad in ["{}", r#"{"sub":""}"#, r#"{"sub":null}"#, r#"{"sub":{}}"#, r#"{"sub":1.5}"#] {
            assert_eq!(id_of("{}", bad), None, "{bad}");
        }
    }

    #[test]
    fn an_address_counts_when_the_server_verified_it() {
        let email_of = |data: &str, profile: &str| {
            let email = email(&options(data), &value(profile)).unwrap();
            email.map(|email| email.expose().to_owned())
        };
        let mail = Some("a@app.example".to_owned());
        assert_eq!(email_of("{}", r#"{"email":"a@app.example"}"#), mail);
        for none in ["{}", r#"{"email":null}"#, r#"{"email":""}"#, r#"{"email":["a"]}"#] {
            assert_eq!(email_of("{}", none), None, "{none}");
        }
        let data = r#"{"emailVerified":"v"}"#;
        for (verified, expected) in [
            ("true", &mail),
            (r#""true""#, &mail),
            ("false", &None),
            ("1", &mail),
            ("0", &None),
            ("null", &None),
            ("[true]", &None),
        ] {
            let profile = format!(r#"{{"email":"a@app.example","v":{verified}}}"#);
            assert_eq!(&email_of(data, &profile), expected, "{verified}");
        }
        assert_eq!(email_of(data, r#"{"email":"a@app.example"}"#), None);
        let both = r#"{"email":["x","y.0"],"emailVerified":["v","w"]}"#;
        assert_eq!(email_of(both, r#"{"y":["a@app.example"],"v":true,"w":true}"#), mail);
        assert_eq!(email_of(both, r#"{"y":["a@app.example"],"v":true,"w":false}"#), None);
    }

    fn answer(status: u16, media_type: &str, body: &str) -> Response {
        let headers = vec![("content-type", media_type.to_owned())];
        Response { status, headers, body: body.as_bytes().to_vec() }
    }

    #[test]
    fn answers_are_judged() {
        let request = built("{}", TOKEN).unwrap();
        let code = |data: &str, status, media_type: &str, body: &str| {
            process(&options(data), &answer(status, media_type, body), &request)
                .err()
                .map(|error| error.code())
        };
        let (json, text) = ("application/json", "text/plain");
        assert_eq!(code("{}", 200, json, "{}"), None);
        assert_eq!(code("{}", 401, json, r#"{"code":-401}"#), Some(Code::HttpError));
        assert_eq!(code("{}", 200, json, r#"{"error":"x"}"#), Some(Code::ServerErrorResponse));
        assert_eq!(code("{}", 200, text, "{}"), Some(Code::WrongContentType));
        assert_eq!(code("{}", 200, json, "[]"), Some(Code::InvalidResponse));
        let any = r#"{"anyMediaType":true,"error":["errcode","errmsg"]}"#;
        assert_eq!(code(any, 200, text, r#"{"errcode":0}"#), None);
        assert_eq!(code(any, 200, text, r#"{"errcode":40003}"#), Some(Code::ServerErrorResponse));
        assert_eq!(code(any, 200, text, "<p>"), Some(Code::InvalidJson));
        assert_eq!(code(any, 401, text, "{}"), Some(Code::HttpError));
    }

    #[test]
    fn an_error_of_a_providers_own_shape_is_told_without_the_token() {
        let request = built("{}", TOKEN).unwrap();
        let data = options(r#"{"error":["errcode","errmsg"]}"#);
        let said = |message: &str| {
            let body = format!(r#"{{"errcode":40003,"errmsg":"{message}"}}"#);
            let error = process(&data, &answer(200, "application/json", &body), &request);
            let error = error.unwrap_err();
            let evidence = error.evidence().unwrap();
            assert_eq!(evidence.said("error"), Some("40003"));
            evidence.said("error_description").map(str::to_owned)
        };
        assert_eq!(said("invalid openid").as_deref(), Some("invalid openid"));
        assert_eq!(said("mF_9.B5f-4.1JqM is invalid"), None);
    }

    #[test]
    fn addresses_may_be_an_array() {
        let request = built("{}", TOKEN).unwrap();
        let judged = |status, body: &str| {
            process_emails(&answer(status, "application/json", body), &request)
                .map(|value| value.as_array().is_some())
                .map_err(|error| error.code())
        };
        assert_eq!(judged(200, "[]"), Ok(true));
        assert_eq!(judged(200, "{}"), Ok(false));
        assert_eq!(judged(404, "[]"), Err(Code::HttpError));
        assert_eq!(judged(200, "1"), Err(Code::InvalidResponse));
        assert_eq!(judged(200, "["), Err(Code::InvalidJson));
        assert_eq!(judged(200, r#"{"error":"x"}"#), Err(Code::ServerErrorResponse));
    }
}
