//! Tickets of CAS (protocol 1.0 §2.4, 2.0 §2.5): one question to the server, three forms of its answer.

use alloc::vec::Vec;

use super::codec::form::{self, hex_digit};
use super::codec::json::{self, Object, Value};
use super::codec::{all, before, cut};
use super::error::{Code, Error, Phase, Result};
use super::http::{Method, Request, Response};
use super::options::Options;
use super::secret::Secret;
use super::url::check_endpoint;

/// How the answer is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Two lines (1.0).
    Lines,
    /// JSON (3.0).
    Json,
    /// XML (2.0).
    Xml,
}

impl Format {
    /// From `format`; without it, the answer of version 1.
    pub fn of(input: &Options) -> Result<Self> {
        match input.text("format")? {
            None => Ok(Self::Lines),
            Some("JSON") => Ok(Self::Json),
            Some("XML") => Ok(Self::Xml),
            Some(_) => {
                let error = Error::claim(Code::InvalidConfig, "format", "is JSON or XML");
                Err(error.at(Phase::Config))
            }
        }
    }
}

/// The question at `url`, the application's place at the CAS server.
pub fn request(input: &Options, allow_insecure: bool) -> Result<Request> {
    let (path, format) = match Format::of(input)? {
        Format::Lines => ("/validate", None),
        Format::Json => ("/serviceValidate", Some("JSON")),
        Format::Xml => ("/serviceValidate", Some("XML")),
    };
    let mut query = Secret::new();
    form::append(&mut query, "service", input.required("service")?);
    form::append(&mut query, "ticket", input.required("ticket")?);
    if let Some(format) = format {
        form::append(&mut query, "format", format);
    }
    let mut url = Secret::from(input.required("url")?);
    url.push_str(path);
    check_endpoint(url.expose(), allow_insecure)?;
    Ok(Request::query(Method::Get, url.expose(), query))
}

/// Judges the answer: `valid` with a `user` and `attributes`, or not with `code` and `message`.
pub fn process(response: &Response, request: &Request, format: Format) -> Result<Object> {
    response.expect_ok(request)?;
    read(&response.body, format)
        .ok_or_else(|| response.error(Code::InvalidResponse, "the answer is none of CAS"))
}

fn read(body: &[u8], format: Format) -> Option<Object> {
    let answer = match format {
        Format::Lines => return lines(str::from_utf8(body).ok()?),
        Format::Json => json::parse(body).ok()?.into_object()?.remove("serviceResponse")?,
        Format::Xml => xml(str::from_utf8(body).ok()?)?,
    };
    judged(answer.as_object()?)
}

fn verdict(user: Option<&str>) -> Object {
    let mut verdict = Object::new();
    verdict.insert("valid", Value::from(user.is_some()));
    if let Some(user) = user {
        verdict.set("user", user);
    }
    verdict
}

// Version 1 has no codes.
fn refusal(code: &str, message: &str) -> Object {
    let mut refusal = verdict(None);
    if !code.is_empty() {
        refusal.set("code", code);
    }
    refusal.set("message", message);
    refusal
}

// §2.4.2
fn lines(body: &str) -> Option<Object> {
    let (first, rest) = cut(body, b'\n').unwrap_or((body, ""));
    let second = trimmed(before(rest, b'\n'));
    match trimmed(first) {
        "yes" if !second.is_empty() => Some(verdict(Some(second))),
        "no" => {
            let message = if second.is_empty() { "the ticket is not valid" } else { second };
            Some(refusal("", message))
        }
        _ => None,
    }
}

// §2.5, in JSON as it stands there.
fn judged(answer: &Object) -> Option<Object> {
    let failure = answer.get("authenticationFailure");
    let Some(success) = answer.get("authenticationSuccess") else {
        let failure = failure?.as_object()?;
        let message = failure.text("description").or(failure.text("message"));
        return Some(refusal(
            failure.text("code").unwrap_or_default(),
            message.unwrap_or_default(),
        ));
    };
    let success = success.as_object()?;
    let user = success.text("user").filter(|user| !user.is_empty() && failure.is_none())?;
    let mut verdict = verdict(Some(user));
    if let Some(attributes @ Value::Object(_)) = success.get("attributes") {
        verdict.insert("attributes", attributes.duplicate());
    }
    Some(verdict)
}

// More than any answer has.
const DEEPEST: usize = 16;

// An element that is open: its name as it stands there, whether it holds no other, and what is known of it.
struct Element<'a>(&'a str, bool, Object);

// Not a reader of XML, but of this answer: elements in their nesting, attributes, text and the references of
// XML 1.0 §4.1, read as the same answer in JSON. Whatever could make it mean something else (a document type, a
// processing instruction, CDATA, a comment, text beside elements) is refused. Which namespace a prefix stands for
// is not looked at.
fn xml(body: &str) -> Option<Value> {
    // XML 1.0 §2.2; a form feed would pass for white space.
    if !all(body, |byte| byte >= b' ' || matches!(byte, b'\t' | b'\n' | b'\r')) {
        return None;
    }
    let mut rest = trimmed(body);
    if let Some(declared) = rest.strip_prefix("<?xml ") {
        let (declaration, after) = cut(declared, b'>')?;
        declaration.strip_suffix('?')?;
        rest = after;
    }
    let mut open: Vec<Element<'_>> = Vec::new();
    loop {
        let (text, tag) = cut(rest, b'<')?;
        let mut text = unescaped(trimmed(text))?;
        if let Some(tag) = tag.strip_prefix('/') {
            let (name, after) = name(tag)?;
            rest = next(after, '>')?;
            // XML 1.0 §3, "Element Type Match".
            if open.last()?.0 != name {
                return None;
            }
        } else {
            let (name, after) = name(tag)?;
            let mut element = Element(name, true, Object::new());
            let is_empty;
            (rest, is_empty) = attributes(after, &mut element.2)?;
            if open.len() == DEEPEST || !text.is_empty() {
                return None;
            }
            open.push(element);
            if !is_empty {
                continue;
            }
            text = Secret::new();
        }
        let Element(name, is_leaf, mut members) = open.pop()?;
        let value = if !is_leaf || text.is_empty() && !members.is_empty() {
            // Text beside elements is no text of either.
            if !text.is_empty() {
                return None;
            }
            Value::Object(members)
        } else if members.is_empty() {
            Value::from(text)
        } else {
            members.insert("description", Value::from(text));
            Value::Object(members)
        };
        let Some(parent) = open.last_mut() else {
            // XML 1.0 §2.1: there is one root.
            let is_whole = local(name) == "serviceResponse" && trimmed(rest).is_empty();
            return is_whole.then_some(value);
        };
        parent.1 = false;
        add(&mut parent.2, local(name), value)?;
    }
}

// Without white space around it.
#[inline(never)]
fn trimmed(text: &str) -> &str {
    text.trim_ascii()
}

// What follows `mark`, before which only white space may stand.
#[inline(never)]
fn next(text: &str, mark: char) -> Option<&str> {
    text.trim_ascii_start().strip_prefix(mark)
}

// What comes again is a list.
fn add(members: &mut Object, name: &str, value: Value) -> Option<()> {
    let value = match members.remove(name) {
        None => value,
        Some(Value::Array(mut items)) => {
            items.push(value);
            Value::Array(items)
        }
        Some(first) => Value::Array(Vec::from([first, value])),
    };
    if members.len() == json::MAX_MEMBERS || name == "__proto__" {
        return None;
    }
    members.insert(name, value);
    Some(())
}

// Takes a name off the front (XML 1.0 §2.3, all that is not ASCII counting as a letter).
fn name(text: &str) -> Option<(&str, &str)> {
    let is_part = |byte: &u8| {
        byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b':' | b'-' | b'.') || *byte > 127
    };
    let length = text.bytes().take_while(|byte| is_part(byte)).count();
    let (name, rest) = text.split_at_checked(length)?;
    let first = *name.as_bytes().first()?;
    (!matches!(first, b'0'..=b'9' | b'-' | b'.')).then_some((name, rest))
}

// Without its prefix.
fn local(name: &str) -> &str {
    cut(name, b':').map_or(name, |(_, local)| local)
}

// The attributes of a tag (XML 1.0 §3.1), of which `code` is kept; what follows the tag, and whether its element
// is empty.
fn attributes<'a>(tag: &'a str, kept: &mut Object) -> Option<(&'a str, bool)> {
    let mut rest = tag;
    loop {
        if let Some(after) = next(rest, '>') {
            return Some((after, false));
        }
        if let Some(after) = next(rest, '/') {
            return Some((after.strip_prefix('>')?, true));
        }
        let start = rest.trim_ascii_start();
        if start.len() == rest.len() {
            return None;
        }
        let (key, after) = name(start)?;
        let value = next(after, '=')?;
        let (quoted, quote) = match next(value, '"') {
            Some(quoted) => (quoted, b'"'),
            None => (next(value, '\'')?, b'\''),
        };
        let (value, after) = cut(quoted, quote)?;
        let value = unescaped(value)?;
        if key == "code" {
            kept.insert(key, Value::from(value));
        }
        rest = after;
    }
}

// Text or an attribute's value, without its references.
fn unescaped(text: &str) -> Option<Secret> {
    // XML 1.0 §2.4; and §2.11, by which `\r` would be another character.
    if !all(text, |byte| !matches!(byte, b'<' | b'\r')) {
        return None;
    }
    let mut out = Secret::with_capacity(text.len());
    let mut rest = text;
    while let Some((plain, after)) = cut(rest, b'&') {
        let (entity, after) = cut(after, b';')?;
        out.push_str(plain);
        out.push(match entity {
            "lt" => '<',
            "gt" => '>',
            "amp" => '&',
            "quot" => '"',
            "apos" => '\'',
            _ => character(entity.strip_prefix('#')?)?,
        });
        rest = after;
    }
    out.push_str(rest);
    Some(out)
}

// By its number (XML 1.0 §4.1), if there is one of that number (§2.2).
fn character(number: &str) -> Option<char> {
    let (digits, base) = match number.strip_prefix('x') {
        Some(digits) => (digits, 16),
        None => (number, 10),
    };
    let mut code: u32 = 0;
    for byte in digits.bytes() {
        let digit = hex_digit(byte).filter(|digit| *digit < base)?;
        code = code.checked_mul(base.into())?.checked_add(digit.into())?;
    }
    let is_gap = matches!(code, 9 | 10 | 13);
    char::from_u32(code).filter(|character| is_gap || *character >= ' ')
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::format;
    use std::prelude::v1::*;

    fn of(answer: &str) -> Option<Object> {
        read(answer.as_bytes(), Format::Xml)
    }

    fn from_json(answer: &str) -> Option<Object> {
        read(answer.as_bytes(), Format::Json)
    }

    fn text(verdict: Option<Object>) -> String {
        let mut out = Secret::new();
        if let Some(verdict) = verdict {
            json::write_object(&verdict, &mut out);
        }
        out.expose().to_owned()
    }

    #[test]
    fn version_1_answers_in_two_lines() {
        assert_eq!(text(lines("yes\nuser-1\n")), r#"{"valid":true,"user":"user-1"}"#);
        assert_eq!(text(lines("no\n\n")), r#"{"valid":false,"message":"the ticket is not valid"}"#);
        for wrong in ["", "yes", "yes\n\n", "maybe\nuser", "<html>yes\nuser"] {
            assert!(lines(wrong).is_none(), "{wrong}");
        }
    }

    #[test]
    fn json_names_a_user_or_says_why_not() {
        let good = r#"{"serviceResponse":{"authenticationSuccess":{"user":"u","attributes":{"a":["b"]}}}}"#;
        assert_eq!(text(from_json(good)), r#"{"valid":true,"user":"u","attributes":{"a":["b"]}}"#);
        let bad = r#"{"serviceResponse":{"authenticationFailure":{"code":"INVALID_TICKET","description":"x"}}}"#;
        assert_eq!(
            text(from_json(bad)),
            r#"{"valid":false,"code":"INVALID_TICKET","message":"x"}"#
        );
        for wrong in ["{}", "[]", r#"{"serviceResponse":{"authenticationSuccess":{"user":""}}}"#] {
            assert!(from_json(wrong).is_none(), "{wrong}");
        }
    }

    const GOOD: &str = r#"<?xml version="1.0"?>
        <cas:serviceResponse xmlns:cas="http://www.yale.edu/tp/cas">
          <cas:authenticationSuccess>
            <cas:user>u &amp; &#x4e2d;</cas:user>
            <cas:attributes>
              <cas:email>a@b.example</cas:email><cas:role>x</cas:role><cas:role>y</cas:role><cas:none/>
            </cas:attributes>
          </cas:authenticationSuccess>
        </cas:serviceResponse>"#;

    #[test]
    fn xml_is_read_as_far_as_this_answer_needs() {
        assert_eq!(
            text(of(GOOD)),
            r#"{"valid":true,"user":"u & 中","attributes":{"email":"a@b.example","role":["x","y"],"none":""}}"#
        );
        let bad = "<cas:serviceResponse xmlns:cas='http://www.yale.edu/tp/cas'>\
            <cas:authenticationFailure code=\"INVALID_TICKET\">Ticket &lt;ST-1&gt;</cas:authenticationFailure>\
            </cas:serviceResponse>";
        assert_eq!(
            text(of(bad)),
            r#"{"valid":false,"code":"INVALID_TICKET","message":"Ticket <ST-1>"}"#
        );
    }

    #[test]
    fn xml_that_could_mean_something_else_is_refused() {
        for (from, to) in [
            ("</cas:user>", "</user>"),
            ("<cas:attributes>", "<cas:attributes>x"),
            ("<cas:attributes>", "x<cas:attributes>"),
            ("<cas:user>u &amp;", "<cas:user>x<cas:b/>u &amp;"),
            ("<cas:email>", "<cas:email><cas:b>x</cas:b>"),
            ("<cas:user>", "<cas:user x>"),
            ("<cas:user>", "<cas:user x=y>"),
            ("<cas:user>", "<cas:user x='1'y='2'>"),
            ("<cas:user>", "<cas:user x='<'>"),
            ("<cas:user>", "<cas:user x='&y;'>"),
            ("<cas:user>", "<1user>"),
            ("<cas:user>", "< cas:user>"),
            ("u &amp;", "u\r\n"),
            ("u &amp;", "u\u{1}"),
            ("<cas:user>", "<cas:user\u{c}x='1'>"),
            ("<?xml version=\"1.0\"?>", "<?xml version=\"1.0\">"),
            ("<cas:user>", "<!-- x --><cas:user>"),
            ("u &amp;", "<![CDATA[u]]>"),
            ("u &amp;", "u &unknown;"),
            ("u &amp;", "u &#0;"),
            ("u &amp;", "u &#+65;"),
            ("u &amp;", "u &#x+41;"),
            ("u &amp;", "<b>u</b>"),
            ("</cas:user>", "</cas:user><cas:user>root</cas:user>"),
            ("<cas:user>u &amp; &#x4e2d;</cas:user>", ""),
            ("<cas:serviceResponse", "<!DOCTYPE x [<!ENTITY u \"root\">]><cas:serviceResponse"),
            ("</cas:serviceResponse>", "</cas:serviceResponse><x/>"),
            ("</cas:authenticationSuccess>", ""),
            ("<cas:authenticationSuccess>", "</cas:authenticationSuccess>"),
            ("</cas:user>", "</cas:user><cas:user/>"),
            ("</cas:serviceResponse>", "<cas:serviceResponse>"),
            ("</cas:serviceResponse>", "</cas:other>"),
            ("</cas:user>", "</cas:other>"),
            ("<cas:user>", "<cas:user/>"),
            ("<cas:authenticationSuccess>", "<cas:authenticationSuccess/>"),
            ("<cas:serviceResponse", "<cas:other"),
            ("<cas:serviceResponse", "</cas:serviceResponse"),
            ("cas\">", "cas\"/>"),
        ] {
            let wrong = GOOD.replace(from, to);
            assert_ne!(wrong, GOOD);
            assert!(of(&wrong).is_none(), "{to}");
        }
        for end in 0..GOOD.len() - 1 {
            assert!(GOOD.get(..end).is_none_or(|cut| of(cut).is_none()), "{end}");
        }
    }

    #[test]
    fn only_what_is_inside_attributes_is_one() {
        let success = |inner: &str| {
            text(of(&format!(
                "<serviceResponse><authenticationSuccess>{inner}</authenticationSuccess></serviceResponse>"
            )))
        };
        let plain = r#"{"valid":true,"user":"u"}"#;
        assert_eq!(success("<user>u</user>"), plain);
        assert_eq!(success("<user>u</user><other/>"), plain);
        assert_eq!(success("<attributes/><user>u</user>"), plain);
        assert_eq!(success("<attributes></attributes><user>u</user>"), plain);
        // An attribute may have the name of the element.
        assert_eq!(
            success("<user>u</user><attributes><user>v</user></attributes>"),
            r#"{"valid":true,"user":"u","attributes":{"user":"v"}}"#
        );
        assert_eq!(success("<attributes><user>v</user></attributes>"), "");
        // What is not asked for may be nested, and is read past: CAS 2.0, appendix A.
        let proxied = "<user>u</user><proxyGrantingTicket>PGTIOU-1</proxyGrantingTicket>\
            <proxies><proxy>https://a.example/</proxy><proxy>https://b.example/</proxy></proxies>";
        assert_eq!(success(proxied), plain);
        assert_eq!(success("<user a='>' b=\"'\" >u</user >"), plain);
        assert_eq!(success("<user>u</user><other><user>root</user></other>"), plain);
        let many = |count: usize| {
            let elements: String = (0..count).map(|at| format!("<x{at}/>")).collect();
            success(&format!("<user>u</user><other>{elements}</other>"))
        };
        assert_eq!((many(256).as_str(), many(257).as_str()), (plain, ""));
        let nested = |depth: usize| {
            let (open, close) = ("<x>".repeat(depth), "</x>".repeat(depth));
            success(&format!("<user>u</user>{open}{close}"))
        };
        assert_eq!((nested(DEEPEST - 2).as_str(), nested(DEEPEST - 1).as_str()), (plain, ""));
    }

    #[test]
    fn a_failure_begins_with_its_element() {
        let failure = |open: &str| {
            let rest = "no</authenticationFailure></serviceResponse>";
            text(of(&format!("<serviceResponse><{open}authenticationFailure code='C'>{rest}")))
        };
        assert_eq!(failure(""), r#"{"valid":false,"code":"C","message":"no"}"#);
        assert_eq!(failure("/"), "");
        let both = "<serviceResponse><authenticationFailure code='C'>no</authenticationFailure>\
            <authenticationSuccess><user>u</user></authenticationSuccess></serviceResponse>";
        assert_eq!(text(of(both)), "");
        let inside = "<serviceResponse><authenticationFailure code='C'><user>u</user>\
            </authenticationFailure></serviceResponse>";
        // Whatever is in it, nobody is signed in.
        assert_eq!(text(of(inside)), r#"{"valid":false,"code":"C","message":""}"#);
    }

    #[test]
    fn the_five_entities_of_xml_and_characters_by_number() {
        // XML 1.0 §4.6 and §4.1.
        let escaped = "&lt;&gt;&amp;&quot;&apos;&#65;&#x42;";
        assert_eq!(unescaped(escaped).unwrap().expose(), "<>&\"'AB");
    }

    #[test]
    fn an_answer_is_read_as_it_was_asked_for() {
        let judged = |format: &str, status, body: &str| {
            let input = format!(
                r#"{{"url":"https://cas.example/app","service":"https://a.example/","ticket":"ST-1"{format}}}"#
            );
            let input = Options::parse(&input).unwrap();
            let response = Response { status, headers: Vec::new(), body: body.as_bytes().to_vec() };
            let request = request(&input, false).unwrap();
            process(&response, &request, Format::of(&input).unwrap())
                .map(|verdict| text(Some(verdict)))
                .map_err(|error| error.code())
        };
        let (as_json, as_xml) = (r#","format":"JSON""#, r#","format":"XML""#);
        let valid = r#"{"valid":true,"user":"u"}"#;
        let json = r#"{"serviceResponse":{"authenticationSuccess":{"user":"u"}}}"#;
        let xml = "<serviceResponse><authenticationSuccess><user>u</user></authenticationSuccess></serviceResponse>";
        for (format, body) in [("", "yes\nu\n"), (as_json, json), (as_xml, xml)] {
            assert_eq!(judged(format, 200, body).as_deref(), Ok(valid));
            assert_eq!(judged(format, 500, body), Err(Code::HttpError));
        }
        for (format, body) in [("", json), (as_json, xml), (as_xml, "yes\nu\n")] {
            assert_eq!(judged(format, 200, body), Err(Code::InvalidResponse));
        }
    }
}
