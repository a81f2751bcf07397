//! An object read where it stands: names and texts are parts of what was received, and nothing is copied.

use alloc::vec::Vec;

use super::{MAX_MEMBERS, Member, Members, Parser, Value, plain};

/// Room for the claims of most tokens.
const ROOM: usize = 16;

/// The members of an object that was read where it stands.
pub struct InPlace<'a> {
    members: Vec<(&'a str, Part<'a>)>,
}

enum Part<'a> {
    Text(&'a str),
    Number(&'a str),
    Other(Value),
}

/// Reads an object whose names and texts need no unescaping. `None` is no verdict, [`super::parse`] has
/// that: what this reads, it reads as well and as the same, and it refuses nothing that this reads.
#[must_use]
pub fn read(text: &str) -> Option<InPlace<'_>> {
    let mut parser = Parser { text, position: 0, depth: 0 };
    parser.skip_whitespace();
    if parser.peek() != b'{' {
        return None;
    }
    parser.enter().ok()?;
    let mut read = InPlace { members: Vec::with_capacity(ROOM) };
    if !parser.eat(b'}') {
        loop {
            parser.skip_whitespace();
            let name = parser.as_it_stands()?;
            // As in an object of its own.
            let is_known = read.position(name).is_some();
            if is_known || name == "__proto__" || read.members.len() == MAX_MEMBERS {
                return None;
            }
            parser.skip_whitespace();
            parser.require(b':').ok()?;
            parser.skip_whitespace();
            let part = match parser.peek() {
                b'"' => Part::Text(parser.as_it_stands()?),
                b'-' | b'0'..=b'9' => Part::Number(parser.number().ok()?),
                _ => Part::Other(parser.value().ok()?),
            };
            parser.skip_whitespace();
            read.members.push((name, part));
            if !parser.eat(b',') {
                parser.require(b'}').ok()?;
                break;
            }
        }
    }
    parser.skip_whitespace();
    (parser.position == text.len()).then_some(read)
}

impl<'a> Parser<'a> {
    /// A string without escapes.
    fn as_it_stands(&mut self) -> Option<&'a str> {
        self.require(b'"').ok()?;
        let rest = self.text.get(self.position..)?;
        let (text, _) = rest.split_at_checked(plain(rest))?;
        self.position = self.position.wrapping_add(text.len());
        self.require(b'"').ok()?;
        Some(text)
    }
}

impl InPlace<'_> {
    fn position(&self, name: &str) -> Option<usize> {
        self.members.iter().position(|member| member.0 == name)
    }
}

impl Members for InPlace<'_> {
    fn member(&self, name: &str) -> Option<Member<'_>> {
        let (_, part) = self.members.get(self.position(name)?)?;
        Some(match part {
            Part::Text(text) => Member::Text(text),
            Part::Number(number) => Member::Number(number),
            Part::Other(value) => Member::Other(value),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::{MAX_DEPTH, MAX_MEMBERS, parse};
    use super::*;
    use std::format;
    use std::string::String;

    #[test]
    fn what_is_refused_otherwise_is_not_read_in_place() {
        let members = |count: usize| -> String {
            let all: Vec<_> = (0..count).map(|place| format!("\"m{place}\":-{place}")).collect();
            format!("{{{}}}", all.join(","))
        };
        let nested = |depth: usize| format!("{{\"a\":{}{}}}", "[".repeat(depth), "]".repeat(depth));
        for (text, is_read) in [
            (r#"{"a":1,"b":2}"#, true),
            (r#"{"a":1,"b":2,"a":3}"#, false),
            (r#"{"__proto__":1}"#, false),
            (r#"{"a":{"__proto__":1}}"#, false),
            (" { } ", true),
            ("{} {}", false),
            ("[]", false),
            ("", false),
            (r#"{"a":1"#, false),
            (r#"{"a":1,}"#, false),
            (r#"{"a" 1}"#, false),
            (r#"{"a":01}"#, false),
            (r#"{"a":1e400}"#, false),
            ("{\"a\":\"\u{1}\"}", false),
            ("{\"a\":\"b}", false),
            (&members(MAX_MEMBERS), true),
            (&members(MAX_MEMBERS.saturating_add(1)), false),
            (&nested(MAX_DEPTH.saturating_sub(1)), true),
            (&nested(MAX_DEPTH), false),
        ] {
            assert_eq!(read(text).is_some(), is_read, "{text}");
            let is_object = parse(text.as_bytes()).is_ok_and(|value| value.as_object().is_some());
            assert_eq!(is_object, is_read, "{text}");
        }
        // Good, and not for this reader.
        assert!(read(r#"{"a":"\n"}"#).is_none() && read(r#"{"\u0061":1}"#).is_none());
    }

    #[test]
    fn members_are_found_where_they_stand() {
        let text = r#"{"a":"é","b":-1.50e1,"c":[true],"d":"","e":null}"#;
        let found = read(text).unwrap();
        assert!(matches!(found.member("b"), Some(Member::Number("-1.50e1"))));
        assert!(
            matches!(found.member("c"), Some(Member::Other(Value::Array(items))) if items.len() == 1)
        );
        assert!(matches!(found.member("d"), Some(Member::Text(""))));
        assert!(matches!(found.member("e"), Some(Member::Other(Value::Null))));
        assert!(found.member("f").is_none() && found.member("").is_none());
        assert_eq!(found.members.len(), 5);
    }
}
