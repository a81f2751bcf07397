//! The signature of a management request: HMAC-SHA1 over what is sent, in the vendor's own form.

use alloc::string::String;
use alloc::vec::Vec;

use super::api::{self, text_of};
use super::sha1::hmac;
use crate::core::codec::json::{Object, Value};
use crate::core::codec::{all, base64url};
use crate::core::error::{Code, Error, Phase, Result};
use crate::core::http::{Method, Request};
use crate::core::options::Options;
use crate::core::secret::Secret;

/// A header of which each brand has its own spelling: GenAuth, Authing.
pub(super) type Spellings = [&'static str; 2];

/// This brand's spelling.
pub(super) fn spelled(input: &Options, header: Spellings) -> &'static str {
    let [genauth, authing] = header;
    let is_authing = input.get("brand").and_then(Value::as_str) == Some("authing");
    if is_authing { authing } else { genauth }
}

/// What this client calls itself.
const VERSION: &str = concat!("keyward:", env!("CARGO_PKG_VERSION"));

// In the order of their names, which is that in which they are signed.
const APP_ID: Spellings = ["x-genauth-app-id", "x-authing-app-id"];
const LANG: Spellings = ["x-genauth-lang", "x-authing-lang"];
const SDK: Spellings = ["x-genauth-sdk-version", "x-authing-sdk-version"];
const METHOD: Spellings = ["x-genauth-signature-method", "x-authing-signature-method"];
const NONCE: Spellings = ["x-genauth-signature-nonce", "x-authing-signature-nonce"];
const SIGNATURE_VERSION: Spellings = ["x-genauth-signature-version", "x-authing-signature-version"];
const SCHEME: Spellings = ["GenAuth ", "authing "];

/// Bytes of entropy in a nonce.
pub const ENTROPY: usize = 16;

/// The request of a call, signed: exactly what is sent is what was signed.
pub fn signed(
    method: Method,
    input: &Options,
    params: &Object,
    key_id: &str,
    secret: &str,
    entropy: &[u8; ENTROPY],
) -> Result<Request> {
    let read;
    let params = if method == Method::Get {
        read = as_query(params);
        &read
    } else {
        params
    };
    let mut request = api::request(method, input, params)?;
    let nonce = hex(entropy);
    let headers = [
        ("date", Some(input.required("date")?)),
        (spelled(input, APP_ID), input.text("tenantId")?),
        (spelled(input, LANG), input.text("lang")?.or(Some("zh-CN"))),
        (spelled(input, SDK), Some(VERSION)),
        (spelled(input, METHOD), Some("HMAC-SHA1")),
        (spelled(input, NONCE), Some(nonce.as_str())),
        (spelled(input, SIGNATURE_VERSION), Some("1.0")),
    ];
    let mut text = Secret::with_capacity(512);
    text.push_str(match method {
        Method::Get => "GET\n",
        Method::Put => "PUT\n",
        Method::Delete => "DELETE\n",
        Method::Post => "POST\n",
    });
    for (name, value) in headers {
        if let Some(value) = value {
            check_header(value, "lang")?;
            push_header(&mut text, name, value);
            request.header(name, "", value);
        }
    }
    text.push_str(input.required("path")?);
    // The parameters of a DELETE travel in its query, which nobody signs.
    if method != Method::Delete {
        push_params(&mut text, params);
    }
    let mut credentials = Secret::from(key_id);
    credentials.push_ascii(b':');
    credentials.push_str(signature(secret, &text).expose());
    check_header(credentials.expose(), "accessKeyId")?;
    request.header("authorization", spelled(input, SCHEME), credentials.expose());
    Ok(request)
}

/// A value that cannot break out of its header.
pub(super) fn check_header(value: &str, option: &'static str) -> Result<()> {
    if all(value, |byte| (b' '..127).contains(&byte)) {
        return Ok(());
    }
    Err(Error::claim(Code::InvalidConfig, option, "must be printable ASCII").at(Phase::Config))
}

/// The signature for exactly these headers, and for `method`, `path` and `params`.
pub fn sign(input: &Options) -> Result<Secret> {
    let mut text = Secret::with_capacity(512);
    let method = input.required("method")?;
    if method == "websocket" {
        text.push_str(method);
    } else {
        text.push_str(&method.to_ascii_uppercase());
    }
    text.push_ascii(b'\n');
    if let Some(headers) = input.object("headers")? {
        let mut names: Vec<(String, Secret)> = headers
            .iter()
            .map(|(name, value)| (name.to_ascii_lowercase(), text_of(value)))
            .filter(|(name, _)| is_signed(name))
            .collect();
        names.sort_by(|(one, _), (other, _)| one.cmp(other));
        for (name, value) in &names {
            push_header(&mut text, name, value.expose());
        }
    }
    text.push_str(input.text("path")?.unwrap_or_default());
    if let Some(params) = input.object("params")? {
        // Names without any value: what the vendor's clients then sign.
        if params.is_empty() && input.flag("onlyNames")?.unwrap_or(false) {
            text.push_ascii(b'?');
        }
        push_params(&mut text, params);
    }
    Ok(signature(input.required("accessKeySecret")?, &text))
}

fn signature(secret: &str, text: &Secret) -> Secret {
    base64url::encode_standard(&hmac(secret.as_bytes(), text.expose().as_bytes()))
}

fn is_signed(name: &str) -> bool {
    name == "date" || name.starts_with("x-authing-") || name.starts_with("x-genauth-")
}

fn push_header(text: &mut Secret, name: &str, value: &str) {
    text.push_str(name);
    text.push_ascii(b':');
    let mut plain = Secret::with_capacity(value.len());
    for character in value.chars() {
        let is_gap = matches!(character, '\t' | '\n' | '\u{c}' | '\r');
        plain.push(if is_gap { ' ' } else { character });
    }
    text.push_str(plain.expose().trim());
    text.push_ascii(b'\n');
}

// Sorted by name, as JavaScript sorts: by UTF-16 units. Nothing is percent-encoded.
fn push_params(text: &mut Secret, params: &Object) {
    let mut sorted: Vec<(&str, &Value)> = params.iter().collect();
    sorted.sort_by(|(one, _), (other, _)| one.encode_utf16().cmp(other.encode_utf16()));
    let mut mark = b'?';
    for (name, value) in sorted {
        text.push_ascii(mark);
        text.push_str(name);
        text.push_ascii(b'=');
        text.push_str(text_of(value).expose());
        mark = b'&';
    }
}

// What the server reads out of a query again: texts, lists of texts, no `null` and nothing empty. Only
// that can it find signed.
fn as_query(params: &Object) -> Object {
    let mut query = Object::new();
    for (name, value) in params.iter() {
        if let Some(value) = as_read(value) {
            query.insert(name, value);
        }
    }
    query
}

fn as_read(value: &Value) -> Option<Value> {
    match value {
        Value::Null => None,
        Value::Array(items) => {
            let items: Vec<Value> = items.iter().filter_map(as_read).collect();
            (!items.is_empty()).then_some(Value::Array(items))
        }
        Value::Object(object) => {
            let object = as_query(object);
            (!object.is_empty()).then_some(Value::Object(object))
        }
        single => Some(Value::String(text_of(single))),
    }
}

fn hex(bytes: &[u8]) -> String {
    let mut text = String::new();
    for byte in bytes {
        for nibble in [byte >> 4, byte & 15] {
            text.push(char::from_digit(u32::from(nibble), 16).unwrap_or('0'));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::format;
    use std::prelude::v1::*;

    fn of(more: &str) -> String {
        let text = format!(
            r#"{{"accessKeySecret":"SK",{more},"headers":{{
            "accept":"application/json","date":"Fri, 20 Nov 2026 13:48:20 GMT",
            "x-authing-lang":"zh-CN","x-authing-sdk-version":"authing-node-sdk:4.0.1",
            "x-authing-signature-method":"HMAC-SHA1","X-Authing-Signature-Version":" 1.0\t",
            "x-authing-signature-nonce":"0123456789abcdef0123456789abcdef"}}}}"#
        );
        sign(&Options::parse(&text).unwrap()).unwrap().expose().to_owned()
    }

    #[test]
    fn signatures_of_the_vendors_own_client() {
        let users = r#""method":"POST","path":"/api/v3/list-users",
            "params":{"options":{"pagination":{"page":1,"limit":10}}}"#;
        assert_eq!(of(users), "KNLNYpqqYANir6vgzghU90FvM9c=");
        let role = r#""method":"post","path":"/api/v3/create-role",
            "params":{"description":"Admin","code":"admin"}"#;
        assert_eq!(of(role), "98iEC/frcgtrREK0+YZJ3LXNz5s=");
        let system = r#""method":"GET","path":"/api/v3/system""#;
        assert_eq!(of(system), "AJIF5uu1FXG9PsnQmEF6f8hvkko=");
        let greeting = r#"{"accessKeySecret":"SK","method":"websocket"}"#;
        let greeting = sign(&Options::parse(greeting).unwrap()).unwrap();
        assert_eq!(greeting.expose(), "zZwj0JJ1+QXFdfL4VWfx1nlSm2M=");
    }

    #[test]
    fn values_are_signed_as_the_server_reads_them() {
        let params =
            r#"{"b":null,"a":[1,{"y":1,"x":"é"}],"c":true,"\ud83d\ude00":1,"\uff5e":"x y"}"#;
        let params = Options::parse(params).unwrap();
        let mut text = Secret::new();
        push_params(&mut text, params.as_object());
        assert_eq!(text.expose(), "?a=[1,{\"y\":1,\"x\":\"é\"}]&b=null&c=true&😀=1&～=x y");
        let read = as_query(params.as_object());
        let mut text = Secret::new();
        push_params(&mut text, &read);
        assert_eq!(text.expose(), "?a=[\"1\",{\"y\":\"1\",\"x\":\"é\"}]&c=true&😀=1&～=x y");
    }

    #[test]
    fn names_without_values_leave_their_question_mark() {
        let of = |more: &str| {
            let text = format!(r#"{{"accessKeySecret":"SK","method":"GET","path":"/x"{more}}}"#);
            sign(&Options::parse(&text).unwrap()).unwrap().expose().to_owned()
        };
        // HMAC-SHA1 of "GET\n/x", "GET\n/x?" and "GET\n/x?a=1", by Python's `hmac`.
        let (bare, mark, full) = (
            "NowfMANnoqMVM2vLEpIWNjV8ycE=",
            "ZEev4TtEnweMJBvUWme085zEyjw=",
            "O9NjZMW6aiTG2jYM4OJBgSYHjzc=",
        );
        assert_eq!(of(""), bare);
        assert_eq!(of(r#","params":{}"#), bare);
        assert_eq!(of(r#","params":{},"onlyNames":true"#), mark);
        assert_eq!(of(r#","params":{"a":1}"#), full);
        assert_eq!(of(r#","params":{"a":1},"onlyNames":true"#), full);
    }

    #[test]
    fn what_is_sent_is_what_was_signed() {
        let input = r#"{"url":"https://a.example/api/v3/x","path":"/api/v3/x",
            "date":"Fri, 20 Nov 2026 13:48:20 GMT"}"#;
        let input = Options::parse(input).unwrap();
        let params = Options::parse(r#"{"page":1,"ids":[1],"none":null}"#).unwrap();
        let entropy = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 255];
        let (url, body) = ("https://a.example/api/v3/x", r#"{"page":1,"ids":[1],"none":null}"#);
        for (method, verb, params_signed, query, body) in [
            // The server reads texts out of a query.
            (Method::Get, "GET", r#"?ids=["1"]&page=1"#, "?page=1&ids%5B%5D=1", None),
            (Method::Post, "POST", "?ids=[1]&none=null&page=1", "", Some(body)),
            (Method::Put, "PUT", "?ids=[1]&none=null&page=1", "", Some(body)),
            (Method::Delete, "DELETE", "", "?page=1&ids%5B%5D=1", None),
        ] {
            let request = signed(method, &input, params.as_object(), "AK", "SK", &entropy).unwrap();
            let headers = [
                "date:Fri, 20 Nov 2026 13:48:20 GMT\nx-genauth-lang:zh-CN\nx-genauth-sdk-version:keyward:",
                env!("CARGO_PKG_VERSION"),
                "\nx-genauth-signature-method:HMAC-SHA1\n\
                 x-genauth-signature-nonce:000102030405060708090a0b0c0d0eff\n\
                 x-genauth-signature-version:1.0\n",
            ]
            .concat();
            let text = format!("{verb}\n{headers}/api/v3/x{params_signed}");
            let digest = base64url::encode_standard(&hmac(b"SK", text.as_bytes()));
            let sent = |wanted: &str| {
                let mut found = request.headers.iter().filter(|(name, _)| *name == wanted);
                found.next().map(|(_, value)| value.expose())
            };
            let authorization = format!("GenAuth AK:{}", digest.expose());
            assert_eq!(sent("authorization"), Some(authorization.as_str()), "{verb}");
            for line in headers.lines() {
                let (name, value) = line.split_once(':').unwrap();
                assert_eq!(sent(name), Some(value), "{verb}");
            }
            assert_eq!(request.method, method);
            assert_eq!(request.url.expose(), [url, query].concat());
            assert_eq!(request.body.as_ref().map(Secret::expose), body);
        }
    }
}
