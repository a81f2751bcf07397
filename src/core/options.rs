//! Reading the options and parameters of a call: an object in, typed values or `invalid_config` out.

use super::codec::form;
use super::codec::json::{self, Object, Value};
use super::error::{Code, Error, Phase, Result};
use super::secret::Secret;
use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

/// Options by name, with a typed error for each that has another type.
#[derive(Debug, Default)]
pub struct Options(Object);

fn wrong(name: &'static str, message: &'static str) -> Error {
    Error::claim(Code::InvalidConfig, name, message).at(Phase::Config)
}

impl Options {
    /// Reads the JSON text of an options object.
    pub fn parse(text: &str) -> Result<Self> {
        match json::parse(text.as_bytes()) {
            Ok(Value::Object(object)) => Ok(Self(object)),
            _ => {
                let message = "the options are no plain object";
                Err(Error::new(Code::InvalidConfig, message).at(Phase::Config))
            }
        }
    }

    /// The value as it is, `null` counting as absent.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0.get(name).filter(|value| !matches!(value, Value::Null))
    }

    /// A non-empty string.
    pub fn text(&self, name: &'static str) -> Result<Option<&str>> {
        match self.get(name).map(Value::as_str) {
            None => Ok(None),
            Some(Some(text)) if !text.is_empty() => Ok(Some(text)),
            _ => Err(wrong(name, "must be a non-empty string")),
        }
    }

    /// A non-empty string that must be there.
    pub fn required(&self, name: &'static str) -> Result<&str> {
        self.text(name)?.ok_or_else(|| wrong(name, "is required"))
    }

    /// A copy of a non-empty string.
    pub fn owned(&self, name: &'static str) -> Result<Option<String>> {
        Ok(self.text(name)?.map(str::to_owned))
    }

    /// A string or an array of strings, joined by spaces (`scope`, `prompt`, `acr_values`).
    pub fn words(&self, name: &'static str) -> Result<Option<Secret>> {
        let mut out = Secret::new();
        for word in self.list(name)? {
            if !out.is_empty() && !word.is_empty() {
                out.push(' ');
            }
            out.push_str(word);
        }
        Ok((!out.is_empty()).then_some(out))
    }

    /// A string or an array of strings (`resource`).
    pub fn list(&self, name: &'static str) -> Result<Strings<'_>> {
        match self.get(name) {
            None => Ok(Strings::default()),
            Some(value) => {
                Strings::of(value).ok_or_else(|| wrong(name, "must be a string or strings"))
            }
        }
    }

    /// A whole number of seconds or milliseconds, not below 0.
    pub fn number(&self, name: &'static str) -> Result<Option<u64>> {
        let Some(value) = self.get(name) else {
            return Ok(None);
        };
        let number = value.as_number().map(json::Number::to_f64);
        match number {
            Some(number) if (0.0..9.0e15).contains(&number) => Ok(Some(number as u64)),
            _ => Err(wrong(name, "must be a number not below 0")),
        }
    }

    /// A boolean.
    pub fn flag(&self, name: &'static str) -> Result<Option<bool>> {
        match self.get(name).map(Value::as_bool) {
            None => Ok(None),
            Some(Some(flag)) => Ok(Some(flag)),
            Some(None) => Err(wrong(name, "must be true or false")),
        }
    }

    /// An object.
    pub fn object(&self, name: &'static str) -> Result<Option<&Object>> {
        match self.get(name).map(Value::as_object) {
            None => Ok(None),
            Some(Some(object)) => Ok(Some(object)),
            Some(None) => Err(wrong(name, "must be an object")),
        }
    }

    /// A secret.
    pub fn secret(&self, name: &'static str) -> Result<Option<Secret>> {
        Ok(self.text(name)?.map(Secret::from))
    }

    /// Sets a string.
    pub fn set(&mut self, name: &str, value: &str) {
        self.0.set(name, value);
    }

    /// Sets a value.
    pub fn put(&mut self, name: &str, value: Value) {
        self.0.insert(name, value);
    }

    /// Takes a value out.
    pub fn take(&mut self, name: &str) -> Option<Value> {
        self.0.remove(name).filter(|value| !matches!(value, Value::Null))
    }

    /// All of them.
    #[must_use]
    pub const fn as_object(&self) -> &Object {
        &self.0
    }
}

impl From<Object> for Options {
    fn from(object: Object) -> Self {
        Self(object)
    }
}

/// A string or an array of strings, read as a list.
#[derive(Clone, Copy, Debug, Default)]
pub struct Strings<'a>(&'a [Value]);

impl<'a> Strings<'a> {
    /// The list that `value` is; `None` for values of other types and arrays that hold some.
    #[must_use]
    pub fn of(value: &'a Value) -> Option<Self> {
        match value {
            Value::String(_) => Some(Self(core::slice::from_ref(value))),
            Value::Array(items) => {
                for item in items {
                    item.as_str()?;
                }
                Some(Self(items))
            }
            _ => None,
        }
    }

    /// The list as a value of its own.
    #[must_use]
    pub fn to_value(self) -> Value {
        let mut items = Vec::new();
        for text in self {
            items.push(Value::from(text));
        }
        Value::Array(items)
    }

    /// Number of strings.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether all of `others` are among them.
    #[must_use]
    pub fn contains_all(&self, others: Strings<'_>) -> bool {
        for other in others {
            if !self.contains(other) {
                return false;
            }
        }
        true
    }

    /// Whether one of them is `text`.
    #[must_use]
    pub fn contains(&self, text: &str) -> bool {
        for item in self.0 {
            if item.as_str() == Some(text) {
                return true;
            }
        }
        false
    }
}

impl<'a> Iterator for Strings<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        first.as_str()
    }
}

/// A parameter that a user is sent to the server with: the name of its option, its name on the
/// wire, and where its value comes from.
pub(super) type Parameter = (&'static str, &'static str, Source);

/// Where the value of a [`Parameter`] comes from.
#[derive(Clone, Copy, Debug)]
pub(super) enum Source {
    /// From what this client decided, by the option's name.
    Decided,
    /// From the application: a string or strings, joined by spaces.
    Words,
    /// From the application: a string or strings, each a parameter of its own.
    Each,
    /// From the application: any value, written as JSON unless it is a string.
    Json,
    /// From nowhere: it was written before, or must not be there.
    Reserved,
}

/// Appends all parameters of a table to a URL, then the application's `extra`, which never
/// repeats one of the table.
pub(super) fn append_parameters(
    url: &mut Secret,
    table: &[Parameter],
    decided: &Object,
    params: &Options,
) -> Result<()> {
    for (option, name, source) in table {
        match source {
            Source::Reserved => {}
            Source::Decided => match decided.get(option) {
                Some(Value::String(text)) if !text.is_empty() => {
                    form::append(url, name, text.expose());
                }
                Some(Value::Number(number)) => form::append(url, name, number.as_str()),
                _ => {}
            },
            Source::Words => {
                if let Some(words) = params.words(option)? {
                    form::append(url, name, words.expose());
                }
            }
            Source::Each => {
                for text in params.list(option)? {
                    form::append(url, name, text);
                }
            }
            Source::Json => match params.get(option) {
                None => {}
                Some(Value::String(text)) => form::append(url, name, text.expose()),
                Some(value) => {
                    let mut text = Secret::new();
                    json::write(value, &mut text);
                    form::append(url, name, text.expose());
                }
            },
        }
    }
    let Some(extra) = params.object("extra")? else {
        return Ok(());
    };
    for (name, value) in extra.iter() {
        let values = Strings::of(value).ok_or_else(|| wrong("extra", "must hold strings"))?;
        if is_in(table, name) {
            continue;
        }
        for value in values {
            form::append(url, name, value);
        }
    }
    Ok(())
}

fn is_in(table: &[Parameter], wire_name: &str) -> bool {
    for (_, name, _) in table {
        if *name == wire_name {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::format;
    use std::vec;

    fn options(members: &str) -> Options {
        Options::parse(&format!("{{{members}}}")).unwrap()
    }

    // What `read` says of an option `a` with this value: the value, or the option it refuses.
    fn ask<T>(
        value: &str,
        read: impl Fn(&Options) -> Result<T>,
    ) -> core::result::Result<T, Option<&'static str>> {
        let result = read(&options(&format!("\"a\":{value}")));
        result.map_err(|error| {
            assert_eq!((error.code(), error.phase()), (Code::InvalidConfig, Phase::Config));
            error.claim_name()
        })
    }

    #[test]
    fn an_option_has_its_type_or_is_refused_by_its_name() {
        let refused = Some("a");
        let text = |value| ask(value, |options| options.owned("a"));
        assert_eq!(text(r#""x y""#), Ok(Some("x y".to_owned())));
        assert_eq!(text("null"), Ok(None));
        for bad in [r#""""#, "1", "[]", "false"] {
            assert_eq!(text(bad), Err(refused), "{bad}");
        }
        let required = |value| ask(value, |options| options.required("a").map(str::to_owned));
        assert_eq!(required(r#""x""#), Ok("x".to_owned()));
        assert_eq!((required("null"), required("1")), (Err(refused), Err(refused)));
        let secret = |value| ask(value, |options| options.secret("a"));
        assert_eq!(secret(r#""x""#), Ok(Some(Secret::from("x"))));
        assert_eq!((secret("null"), secret(r#""""#)), (Ok(None), Err(refused)));

        let flag = |value| ask(value, |options| options.flag("a"));
        assert_eq!((flag("true"), flag("false")), (Ok(Some(true)), Ok(Some(false))));
        assert_eq!(
            (flag("null"), flag(r#""true""#), flag("1")),
            (Ok(None), Err(refused), Err(refused))
        );

        let number = |value| ask(value, |options| options.number("a"));
        assert_eq!(
            (number("0"), number("60"), number("1.5e3")),
            (Ok(Some(0)), Ok(Some(60)), Ok(Some(1_500)))
        );
        assert_eq!(number("null"), Ok(None));
        for bad in ["-1", "-0.5", "1e16", r#""60""#, "true"] {
            assert_eq!(number(bad), Err(refused), "{bad}");
        }

        let object = |value| ask(value, |options| Ok(options.object("a")?.map(Object::len)));
        assert_eq!((object("{}"), object(r#"{"b":1}"#)), (Ok(Some(0)), Ok(Some(1))));
        assert_eq!((object("null"), object("[]")), (Ok(None), Err(refused)));
    }

    #[test]
    fn an_absent_option_is_like_null() {
        let mut options = options(r#""a":null,"b":"x""#);
        assert!(options.get("a").is_none() && options.get("c").is_none());
        assert_eq!(options.get("b").and_then(Value::as_str), Some("x"));
        assert!(options.take("a").is_none() && options.take("c").is_none());
        assert_eq!(options.take("b").as_ref().and_then(Value::as_str), Some("x"));
        assert!(options.get("b").is_none());
        for no_object in ["[]", "1", "", "{"] {
            assert_eq!(Options::parse(no_object).unwrap_err().code(), Code::InvalidConfig);
        }
    }

    #[test]
    fn words_are_a_string_or_strings_joined_by_spaces() {
        let words = |value| ask(value, |options| options.words("a"));
        let some = |text: &str| Ok(Some(Secret::from(text)));
        assert_eq!(words(r#""openid email""#), some("openid email"));
        assert_eq!(words(r#"["openid","email"]"#), some("openid email"));
        assert_eq!(words(r#"["","openid","","email",""]"#), some("openid email"));
        for none in ["null", "[]", r#""""#, r#"["",""]"#] {
            assert_eq!(words(none), Ok(None), "{none}");
        }
        for bad in ["1", "{}", r#"["a",1]"#] {
            assert_eq!(words(bad), Err(Some("a")), "{bad}");
        }
    }

    #[test]
    fn strings_are_a_list_of_their_own() {
        let value = |text: &str| json::parse(text.as_bytes()).unwrap();
        let (two, one, none) = (value(r#"["b","a"]"#), value(r#""a""#), value("[]"));
        let of = |value| Strings::of(value).unwrap();
        let two = of(&two);
        assert_eq!((two.len(), of(&one).len(), of(&none).len()), (2, 1, 0));
        assert!(of(&none).is_empty() && !of(&one).is_empty());
        assert_eq!(two.collect::<Vec<_>>(), vec!["b", "a"]);
        assert_eq!(of(&one).to_value(), value(r#"["a"]"#));
        assert!(two.contains("a") && two.contains("b") && !two.contains("c"));
        assert!(two.contains_all(of(&one)) && two.contains_all(of(&none)));
        assert!(two.contains_all(two) && !of(&one).contains_all(two));
        for bad in ["1", "null", r#"["a",1]"#, r#"[["a"]]"#] {
            assert!(Strings::of(&value(bad)).is_none(), "{bad}");
        }
    }

    #[test]
    fn parameters_are_written_as_their_source_says() {
        static TABLE: [Parameter; 6] = [
            ("text", "text", Source::Decided),
            ("number", "number", Source::Decided),
            ("words", "words", Source::Words),
            ("each", "each", Source::Each),
            ("json", "json", Source::Json),
            ("reserved", "reserved", Source::Reserved),
        ];
        let write = |decided: &str, params: &str| {
            let mut url = Secret::from("https://op.example/?");
            let decided = options(decided);
            append_parameters(&mut url, &TABLE, decided.as_object(), &options(params))
                .map(|()| url.expose().replace("https://op.example/?", ""))
                .map_err(|error| (error.code(), error.claim_name()))
        };
        assert_eq!(
            write(
                r#""text":"t","number":60,"words":"no","reserved":"no""#,
                r#""text":"no","words":["a","b"],"each":["c","d"],"json":{"e":[1]},"reserved":"no""#
            )
            .as_deref(),
            Ok("text=t&number=60&words=a+b&each=c&each=d&json=%7B%22e%22%3A%5B1%5D%7D")
        );
        assert_eq!(write(r#""text":"""#, r#""json":"[1]""#).as_deref(), Ok("json=%5B1%5D"));
        assert_eq!(write("", r#""words":"""#).as_deref(), Ok(""));
        let extra = r#""extra":{"x":"1","text":"no","reserved":["no"],"y":["2","3"],"z":[]}"#;
        assert_eq!(write("", extra).as_deref(), Ok("x=1&y=2&y=3"));
        let refused = |name| Err((Code::InvalidConfig, Some(name)));
        assert_eq!(write("", r#""extra":{"text":1}"#), refused("extra"));
        assert_eq!(write("", r#""extra":"x=1""#), refused("extra"));
        assert_eq!(write("", r#""words":1"#), refused("words"));
        assert_eq!(write("", r#""each":1"#), refused("each"));
    }
}
