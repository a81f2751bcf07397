//! JSON (RFC 8259), strict and bounded, with text values that are wiped when dropped.
//!
//! What RFC 8259 leaves to the parser is decided for a security protocol: duplicate names,
//! lone surrogates, a byte-order mark and numbers that no finite double can hold are refused.

use alloc::vec::Vec;
use core::hint::black_box;

use super::form::hex_digit;
use super::{HIGH, ONES, first, push_decimal, zeros};
use crate::core::secret::Secret;

/// Deepest nesting of arrays and objects that [`parse`] accepts.
pub const MAX_DEPTH: usize = 64;

/// Most members of one object that [`parse`] accepts.
pub const MAX_MEMBERS: usize = 256;

/// Reads one JSON text (RFC 8259 §2).
///
/// # Errors
///
/// A [`Fault`] for anything that is not exactly one JSON text in UTF-8 within the bounds above.
pub fn parse(bytes: &[u8]) -> Result<Value, Fault> {
    let mut parser = Parser { text: text(bytes)?, position: 0, depth: 0 };
    let value = parser.value()?;
    if parser.position != bytes.len() {
        return Err(Fault::Syntax);
    }
    Ok(value)
}

// §8.1: UTF-8, no byte-order mark. A NUL near the start is UTF-16 or UTF-32 without one (RFC 4627 §3).
fn text(bytes: &[u8]) -> Result<&str, Fault> {
    let text = str::from_utf8(bytes).map_err(|_| Fault::Encoding)?;
    if text.starts_with("\u{feff}") || matches!(bytes, [0, ..] | [_, 0, ..]) {
        return Err(Fault::Encoding);
    }
    Ok(text)
}

/// Appends `value` as JSON without whitespace (RFC 8259 §10).
pub fn write(value: &Value, out: &mut Secret) {
    match value {
        Value::Null => out.push_str("null"),
        Value::Bool(false) => out.push_str("false"),
        Value::Bool(true) => out.push_str("true"),
        Value::Number(number) => out.push_str(number.as_str()),
        Value::String(text) => write_string(text.expose(), out),
        Value::Array(items) => {
            out.push_ascii(b'[');
            for item in items {
                separate(out);
                write(item, out);
            }
            out.push_ascii(b']');
        }
        Value::Object(object) => write_object(object, out),
    }
}

/// Appends `object` as JSON without whitespace, its members in their order (RFC 8259 §4).
pub fn write_object(object: &Object, out: &mut Secret) {
    out.push_ascii(b'{');
    for (name, value) in &object.members {
        write_name(name.expose(), out);
        write(value, out);
    }
    out.push_ascii(b'}');
}

/// Appends the name of a member, after a comma where one is needed.
pub(crate) fn write_name(name: &str, out: &mut Secret) {
    separate(out);
    write_string(name, out);
    out.push_ascii(b':');
}

/// Appends a comma after anything but an opening bracket; only called where a value begins.
fn separate(out: &mut Secret) {
    if !matches!(out.expose().as_bytes().last(), Some(b'[' | b'{')) {
        out.push_ascii(b',');
    }
}

/// Appends `text` in quotation marks, with only the escapes that RFC 8259 §7 demands.
pub fn write_string(text: &str, out: &mut Secret) {
    out.push_ascii(b'"');
    let mut rest = text;
    loop {
        let (plain, after) = rest.split_at_checked(plain(rest)).unwrap_or((rest, ""));
        out.push_str(plain);
        let Some(byte) = after.bytes().next() else { break };
        rest = after.get(1..).unwrap_or_default();
        out.push_ascii(b'\\');
        let letter = match byte {
            8 => b'b',
            b'\t' => b't',
            b'\n' => b'n',
            12 => b'f',
            b'\r' => b'r',
            b'"' | b'\\' => byte,
            control => {
                out.push_str(if control < 16 { "u000" } else { "u001" });
                let digit = control & 15;
                digit.wrapping_add(if digit < 10 { b'0' } else { b'a'.wrapping_sub(10) })
            }
        };
        out.push_ascii(letter);
    }
    out.push_ascii(b'"');
}

/// A JSON value (RFC 8259 §3). Equality is that of the text: it minds the order of members and
/// the spelling of numbers.
#[derive(Debug, PartialEq, Eq)]
pub enum Value {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number, in the sender's spelling.
    Number(Number),
    /// A string, unescaped. Any of them may be a token, so all of them are secret.
    String(Secret),
    /// An array.
    Array(Vec<Self>),
    /// An object.
    Object(Object),
}

impl Value {
    /// The text, if this is a string.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text.expose()),
            _ => None,
        }
    }

    /// The truth value, if this is one. The string `"true"` is not.
    #[must_use]
    pub const fn as_bool(&self) -> Option<bool> {
        match self {
            Self::Bool(value) => Some(*value),
            _ => None,
        }
    }

    /// The number, if this is one. The string `"1"` is not.
    #[must_use]
    pub const fn as_number(&self) -> Option<&Number> {
        match self {
            Self::Number(number) => Some(number),
            _ => None,
        }
    }

    /// The items, if this is an array.
    #[must_use]
    pub fn as_array(&self) -> Option<&[Self]> {
        match self {
            Self::Array(items) => Some(items),
            _ => None,
        }
    }

    /// The object, if this is one.
    #[must_use]
    pub const fn as_object(&self) -> Option<&Object> {
        match self {
            Self::Object(object) => Some(object),
            _ => None,
        }
    }

    /// The string itself, moved instead of copied, if this is one.
    #[must_use]
    pub fn into_string(self) -> Option<Secret> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    /// The object itself, moved instead of copied, if this is one.
    #[must_use]
    pub fn into_object(self) -> Option<Object> {
        match self {
            Self::Object(object) => Some(object),
            _ => None,
        }
    }

    /// A second copy; named, because each copy of a secret is one more to wipe.
    #[must_use]
    pub fn duplicate(&self) -> Self {
        match self {
            Self::Null => Self::Null,
            Self::Bool(value) => Self::Bool(*value),
            Self::Number(number) => Self::Number(number.duplicate()),
            Self::String(text) => Self::String(text.duplicate()),
            Self::Array(items) => Self::Array(items.iter().map(Self::duplicate).collect()),
            Self::Object(object) => Self::Object(object.duplicate()),
        }
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl From<u64> for Value {
    fn from(value: u64) -> Self {
        Self::Number(Number::from(value))
    }
}

impl From<Number> for Value {
    fn from(number: Number) -> Self {
        Self::Number(number)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::String(Secret::from(text))
    }
}

impl From<Secret> for Value {
    fn from(text: Secret) -> Self {
        Self::String(text)
    }
}

impl From<Vec<Self>> for Value {
    fn from(items: Vec<Self>) -> Self {
        Self::Array(items)
    }
}

impl From<Object> for Value {
    fn from(object: Object) -> Self {
        Self::Object(object)
    }
}

/// Members that are looked up by name, wherever they stand.
pub trait Members {
    /// The member `name`.
    fn member(&self, name: &str) -> Option<Member<'_>>;
}

/// A member of an object.
#[derive(Clone, Copy)]
pub enum Member<'a> {
    /// A string, unescaped.
    Text(&'a str),
    /// A number, in the sender's spelling.
    Number(&'a str),
    /// Anything else.
    Other(&'a Value),
}

impl Members for Object {
    // Where it is asked for, most of the kinds fall away: 82 bytes of a page.
    #[inline(always)]
    fn member(&self, name: &str) -> Option<Member<'_>> {
        Some(match self.get(name)? {
            Value::String(text) => Member::Text(text.expose()),
            Value::Number(number) => Member::Number(number.as_str()),
            other => Member::Other(other),
        })
    }
}

/// A JSON object (RFC 8259 §4): members in the order received, each name once.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Object {
    // The names too are kept in boxes that wipe: one kind of text is less code.
    members: Vec<(Secret, Value)>,
}

impl Object {
    /// An object without members.
    #[must_use]
    pub const fn new() -> Self {
        Self { members: Vec::new() }
    }

    /// The value of the member `name`.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.members.get(self.position(name)?).map(|member| &member.1)
    }

    /// The member `name`, if it is a string.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<&str> {
        self.get(name)?.as_str()
    }

    fn position(&self, name: &str) -> Option<usize> {
        // Hidden from the optimiser: it would otherwise pass the two words of the list instead of
        // one address at every place that looks for a member, and there are 150 of them.
        let members = black_box(&self.members);
        for (place, member) in members.iter().enumerate() {
            if member.0.expose() == name {
                return Some(place);
            }
        }
        None
    }

    /// The members in their order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.members.iter().map(|(name, value)| (name.expose(), value))
    }

    /// Number of members.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.members.len()
    }

    /// Whether there are no members.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.members.is_empty()
    }

    /// Sets the member `name`: in its old place if it exists, at the end if not.
    pub fn insert(&mut self, name: &str, value: Value) {
        let place = self.position(name);
        match place.and_then(|place| self.members.get_mut(place)) {
            Some(member) => member.1 = value,
            None => self.members.push((Secret::from(name), value)),
        }
    }

    /// Sets the member `name` to a string.
    pub fn set(&mut self, name: &str, text: &str) {
        self.insert(name, Value::from(text));
    }

    /// Takes the member `name` out; the others keep their order.
    pub fn remove(&mut self, name: &str) -> Option<Value> {
        Some(self.members.remove(self.position(name)?).1)
    }

    /// A second copy; named, because each copy of a secret is one more to wipe.
    #[must_use]
    pub fn duplicate(&self) -> Self {
        let copy = |(name, value): &(Secret, Value)| (name.duplicate(), value.duplicate());
        Self { members: self.members.iter().map(copy).collect() }
    }
}

/// A JSON number (RFC 8259 §6), kept as its sender spelt it. Claims are handed on unchanged;
/// only a claim that is computed with becomes a double.
#[derive(Debug, PartialEq, Eq)]
pub struct Number(Secret);

impl Number {
    /// The spelling received.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.expose()
    }

    /// The value as a double, by [`double`].
    #[must_use]
    pub fn to_f64(&self) -> f64 {
        double(self.as_str())
    }

    /// A second copy.
    #[must_use]
    pub fn duplicate(&self) -> Self {
        Self(self.0.duplicate())
    }
}

/// The value of a JSON number as a double, finite in every number that [`parse`] lets through: exact for whole
/// numbers up to 2⁵³, however spelt, correctly rounded for 15 digits times a power of ten from
/// -22 to 22, otherwise within a few units in the last place. RFC 8259 §6 expects no more,
/// and `str::parse::<f64>` would bring 10 kB of tables.
#[must_use]
pub fn double(number: &str) -> f64 {
    // The value is `significand` × 10^`exponent`, with a sign.
    let mut significand: u64 = 0;
    let mut exponent: i32 = 0;
    let mut written_exponent: i32 = 0;
    let (mut in_fraction, mut in_exponent) = (false, false);
    let (mut negative, mut negative_exponent) = (false, false);
    for byte in number.bytes() {
        let digit = byte.wrapping_sub(b'0');
        match byte {
            b'-' if in_exponent => negative_exponent = true,
            b'-' => negative = true,
            b'+' => {}
            b'.' => in_fraction = true,
            b'e' | b'E' => in_exponent = true,
            _ if in_exponent => {
                // Far beyond what the length of any text can bring back into range.
                if written_exponent < 100_000_000 {
                    written_exponent =
                        written_exponent.wrapping_mul(10).wrapping_add(i32::from(digit));
                }
            }
            _ => {
                // 19 digits always fit; those after them are below what a double can tell
                // apart and count for their place only.
                let fits = significand < 1_000_000_000_000_000_000;
                if fits {
                    significand = significand.wrapping_mul(10).wrapping_add(u64::from(digit));
                }
                if fits == in_fraction {
                    exponent = exponent.wrapping_add(if fits { -1 } else { 1 });
                }
            }
        }
    }
    if negative_exponent {
        written_exponent = written_exponent.wrapping_neg();
    }
    exponent = exponent.wrapping_add(written_exponent);
    // Zeros at the end would cost whole numbers their exactness.
    while significand != 0 && significand.is_multiple_of(10) {
        significand /= 10;
        exponent = exponent.wrapping_add(1);
    }
    // Beyond these, everything is 0 or infinite.
    exponent = exponent.clamp(-400, 400);
    let mut value = significand as f64;
    // Powers of ten up to 10²² are exact, so one step rounds at most once.
    while exponent != 0 {
        let step = exponent.clamp(-22, 22);
        let mut power = 1.0;
        for _ in 0..step.unsigned_abs() {
            power *= 10.0;
        }
        if step > 0 {
            value *= power;
        } else {
            value /= power;
        }
        exponent = exponent.wrapping_sub(step);
    }
    if negative { -value } else { value }
}

impl From<u64> for Number {
    fn from(value: u64) -> Self {
        let mut text = Secret::with_capacity(20);
        push_decimal(&mut text, value);
        Self(text)
    }
}

/// Why a text was refused.
///
/// As wide as a word: results that hold one are then moved in words, which is less code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub enum Fault {
    /// Not UTF-8, or with a byte-order mark (RFC 8259 §8.1).
    Encoding,
    /// Outside of the grammar, or an escaped lone surrogate (RFC 8259 §2 to §8.2).
    Syntax,
    /// A name twice in one object (RFC 8259 §4, RFC 7519 §4).
    Duplicate,
    /// Deeper than [`MAX_DEPTH`] (RFC 8259 §9).
    Depth,
    /// An object with more than [`MAX_MEMBERS`] members (RFC 8259 §9).
    Members,
    /// A number beyond the range of a finite double (RFC 8259 §6).
    NumberRange,
    /// A member named `__proto__`, which would reach the prototype of a JavaScript object.
    Prototype,
}

impl Fault {
    /// A fixed description, without anything from the text.
    #[must_use]
    pub const fn message(self) -> &'static str {
        match self {
            Self::Encoding => "JSON is not plain UTF-8",
            Self::Syntax => "JSON is malformed",
            Self::Duplicate => "JSON object repeats a member",
            Self::Depth => "JSON is nested too deeply",
            Self::Members => "JSON object has too many members",
            Self::NumberRange => "JSON number is out of range",
            Self::Prototype => "JSON object has a member named __proto__",
        }
    }
}

struct Parser<'a> {
    text: &'a str,
    position: usize,
    /// How many arrays and objects are around.
    depth: usize,
}

impl<'a> Parser<'a> {
    /// RFC 8259 §3, with the whitespace on both sides.
    fn value(&mut self) -> Result<Value, Fault> {
        self.skip_whitespace();
        let value = match self.peek() {
            b'{' => Value::Object(self.object()?),
            b'[' => Value::Array(self.array()?),
            b'"' => Value::String(self.string()?),
            b't' => {
                self.literal("true")?;
                Value::Bool(true)
            }
            b'f' => {
                self.literal("false")?;
                Value::Bool(false)
            }
            b'n' => {
                self.literal("null")?;
                Value::Null
            }
            _ => Value::Number(Number(Secret::from(self.number()?))),
        };
        self.skip_whitespace();
        Ok(value)
    }

    /// §4
    fn object(&mut self) -> Result<Object, Fault> {
        self.enter()?;
        let mut object = Object::new();
        if self.eat(b'}') {
            self.leave();
            return Ok(object);
        }
        loop {
            self.skip_whitespace();
            let name = self.string()?;
            if name.expose() == "__proto__" {
                return Err(Fault::Prototype);
            }
            // Each name is compared with all before it, which MAX_MEMBERS keeps cheap.
            if object.position(name.expose()).is_some() {
                return Err(Fault::Duplicate);
            }
            if object.len() == MAX_MEMBERS {
                return Err(Fault::Members);
            }
            self.skip_whitespace();
            self.require(b':')?;
            object.members.push((name, self.value()?));
            if !self.eat(b',') {
                self.require(b'}')?;
                self.leave();
                return Ok(object);
            }
        }
    }

    /// §5
    fn array(&mut self) -> Result<Vec<Value>, Fault> {
        self.enter()?;
        let mut items = Vec::new();
        if self.eat(b']') {
            self.leave();
            return Ok(items);
        }
        loop {
            items.push(self.value()?);
            if !self.eat(b',') {
                self.require(b']')?;
                self.leave();
                return Ok(items);
            }
        }
    }

    /// Steps over the opening bracket and the whitespace after it.
    fn enter(&mut self) -> Result<(), Fault> {
        self.advance();
        self.skip_whitespace();
        if self.depth == MAX_DEPTH {
            return Err(Fault::Depth);
        }
        self.depth = self.depth.wrapping_add(1);
        Ok(())
    }

    const fn leave(&mut self) {
        self.depth = self.depth.wrapping_sub(1);
    }

    /// §6
    fn number(&mut self) -> Result<&'a str, Fault> {
        let start = self.position;
        self.eat(b'-');
        if !self.eat(b'0') {
            self.digits()?;
        }
        if self.eat(b'.') {
            self.digits()?;
        }
        if self.eat(b'e') || self.eat(b'E') {
            if !self.eat(b'+') {
                self.eat(b'-');
            }
            self.digits()?;
        }
        let number = self.since(start)?;
        if double(number).is_finite() { Ok(number) } else { Err(Fault::NumberRange) }
    }

    /// One digit or more.
    fn digits(&mut self) -> Result<(), Fault> {
        let start = self.position;
        while self.peek().is_ascii_digit() {
            self.advance();
        }
        if self.position == start {
            return Err(Fault::Syntax);
        }
        Ok(())
    }

    /// §7
    fn string(&mut self) -> Result<Secret, Fault> {
        self.require(b'"')?;
        let mut text = Secret::new();
        loop {
            let start = self.position;
            let rest = self.text.get(start..).ok_or(Fault::Syntax)?;
            self.position = start.wrapping_add(plain(rest));
            text.push_str(self.since(start)?);
            match self.take() {
                b'"' => return Ok(text),
                b'\\' => text.push(self.escape()?),
                _ => return Err(Fault::Syntax),
            }
        }
    }

    /// What an escape of §7 stands for; others and lone surrogates are refused.
    fn escape(&mut self) -> Result<char, Fault> {
        Ok(match self.take() {
            byte @ (b'"' | b'\\' | b'/') => char::from(byte),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                let mut code = self.code_unit()?;
                if code & 0xFC00 == 0xD800 {
                    self.require(b'\\')?;
                    self.require(b'u')?;
                    let low = self.code_unit()?;
                    if low & 0xFC00 != 0xDC00 {
                        return Err(Fault::Syntax);
                    }
                    code = ((code & 0x3FF) << 10 | low & 0x3FF).wrapping_add(0x1_0000);
                }
                // A low surrogate first is no character.
                char::from_u32(code).ok_or(Fault::Syntax)?
            }
            _ => return Err(Fault::Syntax),
        })
    }

    /// Four hexadecimal digits.
    fn code_unit(&mut self) -> Result<u32, Fault> {
        let mut code = 0;
        for _ in 0..4 {
            let digit = hex_digit(self.take()).ok_or(Fault::Syntax)?;
            code = code << 4 | u32::from(digit);
        }
        Ok(code)
    }

    fn literal(&mut self, word: &str) -> Result<(), Fault> {
        for byte in word.bytes() {
            self.require(byte)?;
        }
        Ok(())
    }

    /// §2
    fn skip_whitespace(&mut self) {
        while matches!(self.peek(), b' ' | b'\t' | b'\n' | b'\r') {
            self.advance();
        }
    }

    fn require(&mut self, byte: u8) -> Result<(), Fault> {
        if self.eat(byte) { Ok(()) } else { Err(Fault::Syntax) }
    }

    fn eat(&mut self, byte: u8) -> bool {
        let found = self.peek() == byte;
        if found {
            self.advance();
        }
        found
    }

    fn take(&mut self) -> u8 {
        let byte = self.peek();
        self.advance();
        byte
    }

    // A NUL stands for the end: neither is allowed anywhere in the grammar.
    fn peek(&self) -> u8 {
        self.text.as_bytes().get(self.position).copied().unwrap_or(0)
    }

    // May pass the end, by one byte for each `take` before the fault is seen; `since` and the
    // comparison with the length then refuse the text.
    const fn advance(&mut self) {
        self.position = self.position.wrapping_add(1);
    }

    fn since(&self, start: usize) -> Result<&'a str, Fault> {
        self.text.get(start..self.position).ok_or(Fault::Syntax)
    }
}

/// How many bytes may stand in a string as they are (§7), up to the first that may not.
#[inline(never)]
fn plain(text: &str) -> usize {
    const fn all(byte: u8) -> u64 {
        ONES.wrapping_mul(byte as u64)
    }
    first(text.as_bytes(), |word| {
        let control = word.wrapping_sub(all(b' ')) & !word & HIGH;
        zeros(word ^ all(b'"')) | zeros(word ^ all(b'\\')) | control
    })
}

#[cfg(feature = "edge")]
pub mod in_place;
#[cfg(test)]
mod tests;
