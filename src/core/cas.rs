//! Tickets of CAS (protocol 1.0 §2.4, 2.0 §2.5): one question to the server, three forms of its answer.
//!
//! For the server of the service, which alone can act upon it: a page's module is without it.

use alloc::borrow::ToOwned;
use alloc::string::String;

use super::codec::json::{self, Object, Value};
use super::codec::{cut, form};
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
pub fn request(input: &Options) -> Result<Request> {
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
    check_endpoint(url.expose(), input.flag("allowInsecure")?.unwrap_or(false))?;
    Ok(Request::query(Method::Get, url.expose(), query))
}

/// Judges the answer: `valid` with a `user` and `attributes`, or not with `code` and `message`.
pub fn process(response: &Response, request: &Request, format: Format) -> Result<Object> {
    response.expect_ok(request)?;
    let body = str::from_utf8(&response.body).ok();
    let verdict = body.and_then(|body| match format {
        Format::Lines => lines(body),
        Format::Json => from_json(body),
        Format::Xml => xml(body),
    });
    verdict.ok_or_else(|| response.error(Code::InvalidResponse, "the answer is none of CAS"))
}

fn verdict(user: Option<&str>) -> Object {
    let mut verdict = Object::new();
    verdict.insert("valid", Value::from(user.is_some()));
    if let Some(user) = user {
        verdict.set("user", user);
    }
    verdict
}

// §2.4.2
fn lines(body: &str) -> Option<Object> {
    let mut lines = body.lines().map(str::trim);
    let (first, second) = (lines.next(), lines.next().unwrap_or_default());
    match first {
        Some("yes") if !second.is_empty() => Some(verdict(Some(second))),
        Some("no") => {
            let mut verdict = verdict(None);
            verdict
                .set("message", if second.is_empty() { "the ticket is not valid" } else { second });
            Some(verdict)
        }
        _ => None,
    }
}

fn from_json(body: &str) -> Option<Object> {
    let answer = json::parse(body.as_bytes()).ok()?.into_object()?;
    let answer = answer.get("serviceResponse")?.as_object()?;
    if let Some(success) = answer.get("authenticationSuccess") {
        let success = success.as_object()?;
        let mut verdict = verdict(Some(success.text("user").filter(|user| !user.is_empty())?));
        if let Some(attributes @ Value::Object(_)) = success.get("attributes") {
            verdict.insert("attributes", attributes.duplicate());
        }
        return Some(verdict);
    }
    let failure = answer.get("authenticationFailure")?.as_object()?;
    let mut verdict = verdict(None);
    verdict.set("code", failure.text("code").unwrap_or_default());
    let message = failure.text("description").or(failure.text("message")).unwrap_or_default();
    verdict.set("message", message);
    Some(verdict)
}

// Not a reader of XML, but of this answer: elements, text and the five entities of XML 1.0 §4.6. Whatever
// could make it mean something else (a document type, a processing instruction, CDATA) is refused.
fn xml(body: &str) -> Option<Object> {
    let body = body.trim_ascii();
    let body = match body.strip_prefix("<?xml") {
        Some(declared) => cut(declared, b'>')?.1,
        None => body,
    };
    let mut reader = Xml { rest: body };
    reader.open("serviceResponse")?;
    let tag = reader.tag()?;
    match tag.name {
        "authenticationSuccess" if !tag.closing && !tag.empty => success(&mut reader),
        "authenticationFailure" if !tag.closing && !tag.empty => {
            let mut verdict = verdict(None);
            verdict.set("code", &tag.attribute("code").unwrap_or_default());
            verdict.set("message", &reader.text(tag.name)?);
            Some(verdict)
        }
        _ => None,
    }
}

fn success(reader: &mut Xml<'_>) -> Option<Object> {
    let mut user = None;
    let mut attributes = Object::new();
    let mut inside = false;
    loop {
        let tag = reader.tag()?;
        match (tag.name, tag.closing) {
            ("authenticationSuccess", true) => break,
            ("attributes", closing) => inside = !closing && !tag.empty,
            ("user", false) if !inside && user.is_none() && !tag.empty => {
                user = Some(reader.text(tag.name)?);
            }
            // A second user would leave it open who signed in.
            ("user", false) if !inside => return None,
            (name, false) if inside => {
                let value = if tag.empty { String::new() } else { reader.text(name)? };
                add(&mut attributes, name, &value);
            }
            _ => {}
        }
    }
    // Nothing may follow but the end.
    let end = reader.tag()?;
    if end.name != "serviceResponse" || !end.closing || !reader.rest.trim_ascii().is_empty() {
        return None;
    }
    let mut verdict = verdict(Some(user.as_deref().filter(|user| !user.is_empty())?));
    if !attributes.is_empty() {
        verdict.insert("attributes", Value::Object(attributes));
    }
    Some(verdict)
}

// An attribute that comes again is a list.
fn add(attributes: &mut Object, name: &str, value: &str) {
    if name == "__proto__" {
        return;
    }
    let next = match attributes.remove(name) {
        None => Value::from(value),
        Some(Value::Array(mut items)) => {
            items.push(Value::from(value));
            Value::Array(items)
        }
        Some(first) => Value::Array([first, Value::from(value)].into()),
    };
    attributes.insert(name, next);
}

struct Xml<'a> {
    rest: &'a str,
}

struct Tag<'a> {
    // Without its prefix.
    name: &'a str,
    closing: bool,
    empty: bool,
    inner: &'a str,
}

impl<'a> Xml<'a> {
    // The next tag; only white space may stand before it.
    fn tag(&mut self) -> Option<Tag<'a>> {
        let inner = self.rest.trim_ascii_start().strip_prefix('<')?;
        let (inner, rest) = cut(inner, b'>')?;
        self.rest = rest;
        if inner.starts_with(['!', '?']) || inner.contains('<') {
            return None;
        }
        let closing = inner.starts_with('/');
        let empty = inner.ends_with('/');
        let inner = inner.strip_prefix('/').unwrap_or(inner);
        let inner = inner.strip_suffix('/').unwrap_or(inner);
        let name = inner.split_ascii_whitespace().next()?;
        let name = cut(name, b':').map_or(name, |(_, local)| local);
        Some(Tag { name, closing, empty, inner })
    }

    fn open(&mut self, name: &str) -> Option<()> {
        let tag = self.tag()?;
        (tag.name == name && !tag.closing && !tag.empty).then_some(())
    }

    // The text of the element `name`, which was opened last, and its end.
    fn text(&mut self, name: &str) -> Option<String> {
        let (text, rest) = cut(self.rest, b'<')?;
        let (end, rest) = cut(rest, b'>')?;
        let end = end.strip_prefix('/')?.trim_ascii();
        if cut(end, b':').map_or(end, |(_, local)| local) != name {
            return None;
        }
        self.rest = rest;
        unescaped(text.trim_ascii())
    }
}

impl Tag<'_> {
    fn attribute(&self, name: &str) -> Option<String> {
        let mut rest = self.inner;
        loop {
            let (before, after) = cut(rest, b'=')?;
            let key = before.split_ascii_whitespace().last()?;
            let after = after.trim_ascii_start();
            let quote = *after.as_bytes().first()?;
            if !matches!(quote, b'"' | b'\'') {
                return None;
            }
            let (value, tail) = cut(after.get(1..)?, quote)?;
            if key == name {
                return unescaped(value);
            }
            rest = tail;
        }
    }
}

fn unescaped(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len());
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
            _ => {
                let number = entity.strip_prefix('#')?;
                // Digits only: the readers below would take a sign as well.
                if !number.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
                    return None;
                }
                let code = match number.strip_prefix('x') {
                    Some(digits) => u32::from_str_radix(digits, 16).ok()?,
                    None => number.parse().ok()?,
                };
                // XML 1.0 §2.2
                char::from_u32(code).filter(|character| *character != '\0')?
            }
        });
        rest = after;
    }
    out.push_str(rest);
    Some(out.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::format;
    use std::prelude::v1::*;

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
            text(xml(GOOD)),
            r#"{"valid":true,"user":"u & 中","attributes":{"email":"a@b.example","role":["x","y"],"none":""}}"#
        );
        let bad = "<cas:serviceResponse xmlns:cas='http://www.yale.edu/tp/cas'>\
            <cas:authenticationFailure code=\"INVALID_TICKET\">Ticket &lt;ST-1&gt;</cas:authenticationFailure>\
            </cas:serviceResponse>";
        assert_eq!(
            text(xml(bad)),
            r#"{"valid":false,"code":"INVALID_TICKET","message":"Ticket <ST-1>"}"#
        );
    }

    #[test]
    fn xml_that_could_mean_something_else_is_refused() {
        for (from, to) in [
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
            assert!(xml(&wrong).is_none(), "{to}");
        }
        for end in 0..GOOD.len() - 1 {
            assert!(GOOD.get(..end).is_none_or(|cut| xml(cut).is_none()), "{end}");
        }
    }

    #[test]
    fn only_what_is_inside_attributes_is_one() {
        let success = |inner: &str| {
            text(xml(&format!(
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
    }

    #[test]
    fn a_failure_begins_with_its_element() {
        let failure = |open: &str| {
            let rest = "no</authenticationFailure></serviceResponse>";
            text(xml(&format!("<serviceResponse><{open}authenticationFailure code='C'>{rest}")))
        };
        assert_eq!(failure(""), r#"{"valid":false,"code":"C","message":"no"}"#);
        assert_eq!(failure("/"), "");
    }

    #[test]
    fn the_five_entities_of_xml_and_characters_by_number() {
        // XML 1.0 §4.6 and §4.1.
        let escaped = "&lt;&gt;&amp;&quot;&apos;&#65;&#x42;";
        assert_eq!(unescaped(escaped).as_deref(), Some("<>&\"'AB"));
    }

    #[test]
    fn an_answer_is_read_as_it_was_asked_for() {
        let judged = |format: &str, status, body: &str| {
            let input = format!(
                r#"{{"url":"https://cas.example/app","service":"https://a.example/","ticket":"ST-1"{format}}}"#
            );
            let input = Options::parse(&input).unwrap();
            let response = Response { status, headers: Vec::new(), body: body.as_bytes().to_vec() };
            process(&response, &request(&input).unwrap(), Format::of(&input).unwrap())
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
