//! `core::cas`: XML is accepted exactly when `roxmltree` reads the same of it, JSON and lines when `serde_json` and
//! the standard library do.
#![no_main]

use std::sync::LazyLock;

use keyward::core::cas::{Format, process, request};
use keyward::core::codec::json::{Object, Value};
use keyward::core::http::{Request, Response};
use keyward::core::options::Options;
use keyward_fuzz::{answer, assert_presentable, assert_same, object};
use libfuzzer_sys::fuzz_target;
use roxmltree::{Document, Error, Node};

const TICKET: &str = "ST-1-secret";
const DEEPEST: usize = 16;

static CASES: LazyLock<Vec<(Format, Request)>> = LazyLock::new(|| {
    let case = |format: &str| {
        let input = format!(
            r#"{{"url":"https://cas.example/app","service":"https://a.example/","ticket":"{TICKET}","format":{format}}}"#
        );
        let input = Options::from(object(input.as_bytes()).unwrap());
        let request = request(&input, false).unwrap();
        (Format::of(&input).unwrap(), request)
    };
    ["null", r#""JSON""#, r#""XML""#, r#""XML""#, r#""XML""#].into_iter().map(case).collect()
});

fuzz_target!(|text: &str| {
    // The first character chooses the form of the answer: XML more often.
    let mut characters = text.chars();
    let choice = characters.next().unwrap_or_default() as usize;
    let (format, request) = &CASES[choice % CASES.len()];
    let body = characters.as_str();
    let response = match format {
        Format::Json => answer(200, body.as_bytes()),
        _ => Response { status: 200, headers: Vec::new(), body: body.as_bytes().to_vec() },
    };
    let ours = match process(&response, request, *format) {
        Ok(verdict) => Some(verdict),
        Err(error) => {
            assert_presentable(&error, &[TICKET]);
            None
        }
    };
    match format {
        Format::Lines => lines(ours, body),
        Format::Json => json(ours, body),
        Format::Xml => xml(ours, body),
    }
});

fn user(verdict: &Object) -> Option<&str> {
    let user = verdict.text("user");
    assert_eq!(verdict.get("valid").and_then(Value::as_bool), Some(user.is_some()));
    assert!(user != Some(""));
    user
}

fn lines(ours: Option<Object>, body: &str) {
    let mut lines = body.lines().map(str::trim_ascii);
    let theirs = (lines.next().unwrap_or_default(), lines.next().unwrap_or_default());
    let Some(verdict) = ours else {
        assert!(theirs.0 != "no" && !(theirs.0 == "yes" && !theirs.1.is_empty()));
        return;
    };
    match user(&verdict) {
        Some(user) => assert_eq!(theirs, ("yes", user)),
        None => assert_eq!(theirs.0, "no"),
    }
}

fn json(ours: Option<Object>, body: &str) {
    let Some(verdict) = ours else { return };
    let theirs: serde_json::Value = serde_json::from_str(body).expect("only ours accepts");
    let theirs = &theirs["serviceResponse"];
    match user(&verdict) {
        Some(user) => {
            let success = &theirs["authenticationSuccess"];
            assert_eq!(success["user"].as_str(), Some(user));
            if let Some(attributes) = verdict.get("attributes") {
                assert_same(attributes, &success["attributes"]);
            }
        }
        None => {
            assert!(theirs["authenticationFailure"].is_object());
            assert!(theirs.get("authenticationSuccess").is_none());
        }
    }
}

fn xml(ours: Option<Object>, body: &str) {
    let mut text = body.trim_ascii();
    if text.starts_with("<?xml ") {
        // What the declaration says is not looked at, but that it ends.
        let declared = text.split_once('>').filter(|(declaration, _)| declaration.ends_with('?'));
        text = declared.map_or("", |(_, rest)| rest);
    }
    let document = match Document::parse(text.trim_ascii()) {
        Ok(document) => document,
        Err(error) => {
            // Ours looks at no namespace, at attributes one by one, and at names and characters of ASCII only.
            let is_seen = !matches!(
                error,
                Error::UnknownNamespace(..)
                    | Error::DuplicatedAttribute(..)
                    | Error::DuplicatedNamespace(..)
                    | Error::InvalidXmlPrefixUri(_)
                    | Error::UnexpectedXmlUri(_)
                    | Error::UnexpectedXmlnsUri(_)
                    | Error::InvalidElementNamePrefix(_)
            ) && !(matches!(error, Error::InvalidName(_)) && text.contains(':'))
                && text.is_ascii()
                && !text.contains("&#")
                && !text.contains("]]>");
            assert!(ours.is_none() || !is_seen, "only ours accepts: {error}");
            return;
        }
    };
    let theirs = judged(document.root_element());
    // A reference to a space is a text for ours, the end of a line as Windows writes it none at all; what nobody
    // may send is not told from what has no meaning. A name that begins with a colon is another one without it, but
    // not for theirs. Of the declaration ours looks at its characters.
    let is_alike = !["<!", "<?", "&#", "\r", "<:", "</:"].iter().any(|piece| text.contains(piece))
        && !body.contains(|c: char| c < ' ' && !matches!(c, '\t' | '\n' | '\r'));
    let Some(ours) = ours else {
        let refused = theirs.is_none_or(|theirs| theirs.is_success && theirs.text.is_empty());
        assert!(refused || !is_alike, "only theirs accepts");
        return;
    };
    if text.contains("&#") {
        return;
    }
    let Some(theirs) = theirs else {
        // What is more than an answer has may be read past, but not who signed in.
        if let Some(user) = user(&ours) {
            assert_eq!(only_user(document.root_element()).as_deref(), Some(user));
        }
        return;
    };
    assert_eq!(user(&ours).is_some(), theirs.is_success);
    let said = if theirs.is_success { "user" } else { "message" };
    assert_eq!(ours.text(said).unwrap_or_default(), theirs.text);
    let mut attributes: Vec<(String, String)> = Vec::new();
    for (name, value) in
        ours.get("attributes").and_then(Value::as_object).iter().flat_map(|all| all.iter())
    {
        match value.as_array() {
            None => attributes.push((name.to_owned(), value.as_str().unwrap().to_owned())),
            Some(list) => {
                assert!(list.len() > 1);
                for value in list {
                    attributes.push((name.to_owned(), value.as_str().unwrap().to_owned()));
                }
            }
        }
    }
    let mut expected = theirs.attributes;
    expected.retain(|(name, _)| name != "__proto__");
    // By name, and those of one name in their order.
    attributes.sort_by(|(one, _), (other, _)| one.cmp(other));
    expected.sort_by(|(one, _), (other, _)| one.cmp(other));
    assert_eq!(attributes, expected);
}

struct Judged {
    is_success: bool,
    text: String,
    attributes: Vec<(String, String)>,
}

fn elements<'a, 'b>(node: Node<'a, 'b>) -> Vec<Node<'a, 'b>> {
    node.children().filter(Node::is_element).collect()
}

/// A second reading of the answer: one root, in it one outcome, no text beside elements.
fn judged(root: Node<'_, '_>) -> Option<Judged> {
    let name = |node: &Node<'_, '_>| node.tag_name().name().to_owned();
    let is_apart = |node: Node<'_, '_>| {
        let blank = node
            .children()
            .filter(Node::is_text)
            .all(|text| text.text().unwrap_or_default().trim_ascii().is_empty());
        blank || !node.children().any(|child| child.is_element())
    };
    let depth = |node: Node<'_, '_>| node.ancestors().filter(Node::is_element).count();
    if !root
        .descendants()
        .filter(Node::is_element)
        .all(|node| is_apart(node) && depth(node) <= DEEPEST)
    {
        return None;
    }
    let holds_text = |node: &Node<'_, '_>| {
        !node.text().unwrap_or_default().trim_ascii().is_empty()
            && !node.children().any(|child| child.is_element())
    };
    let text = |node: Node<'_, '_>| node.text().unwrap_or_default().trim_ascii().to_owned();
    let is_leaf = |node: &Node<'_, '_>| !node.children().any(|child| child.is_element());
    let outcomes = elements(root);
    let [outcome] = outcomes.as_slice() else { return None };
    if name(&root) != "serviceResponse" {
        return None;
    }
    let mut judged = Judged { is_success: false, text: String::new(), attributes: Vec::new() };
    let has_code = |node: &Node<'_, '_>| node.attribute("code").is_some();
    let elsewhere = root.descendants().filter(|node| node.is_element() && node != outcome);
    if elsewhere.into_iter().any(|node| has_code(&node)) {
        return None;
    }
    if name(outcome) == "authenticationFailure" {
        // CAS 2.0, appendix A: the code is required.
        if !is_leaf(outcome) || !has_code(outcome) {
            return None;
        }
        judged.text = text(*outcome);
        return Some(judged);
    }
    if name(outcome) != "authenticationSuccess" || holds_text(outcome) {
        return None;
    }
    judged.is_success = true;
    let (mut users, mut lists) = (0, 0);
    for child in elements(*outcome) {
        match name(&child).as_str() {
            "user" => {
                if !is_leaf(&child) {
                    return None;
                }
                users += 1;
                judged.text = text(child);
            }
            "attributes" => {
                lists += 1;
                if lists > 1 || holds_text(&child) {
                    return None;
                }
                for attribute in elements(child) {
                    if !is_leaf(&attribute) {
                        return None;
                    }
                    judged.attributes.push((name(&attribute), text(attribute)));
                }
            }
            _ => {}
        }
    }
    (users == 1).then_some(judged)
}

/// The text of the one user of the one success, where there is no failure.
fn only_user(root: Node<'_, '_>) -> Option<String> {
    let named = |node: Node<'_, '_>, name: &str| -> Option<String> {
        let found: Vec<_> =
            elements(node).into_iter().filter(|child| child.tag_name().name() == name).collect();
        match found.as_slice() {
            [one] => Some(one.text().unwrap_or_default().trim_ascii().to_owned()),
            _ => None,
        }
    };
    let outcomes = elements(root);
    let of = |name: &str| outcomes.iter().filter(|node| node.tag_name().name() == name).count();
    if of("authenticationSuccess") != 1 || of("authenticationFailure") != 0 {
        return None;
    }
    let success = outcomes.iter().find(|node| node.tag_name().name() == "authenticationSuccess")?;
    named(*success, "user")
}
