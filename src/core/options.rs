//! Reading the options and parameters of a call: an object in, typed values or `invalid_config` out.

use super::codec::json::{Object, Value};
use super::error::{Code, Error, Phase, Result};
use super::secret::Secret;
use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec;
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
        use super::codec::json;
        let parsed = json::parse(text.as_bytes()).ok().and_then(Value::into_object);
        parsed.map(Self).ok_or_else(|| {
            Error::new(Code::InvalidConfig, "the options are no plain object").at(Phase::Config)
        })
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
    pub fn words(&self, name: &'static str) -> Result<Option<String>> {
        let Some(value) = self.get(name) else {
            return Ok(None);
        };
        let mut out = String::new();
        for word in strings(value).ok_or_else(|| wrong(name, "must be a string or strings"))? {
            if !out.is_empty() && !word.is_empty() {
                out.push(' ');
            }
            out.push_str(word);
        }
        Ok((!out.is_empty()).then_some(out))
    }

    /// A string or an array of strings (`resource`).
    pub fn list(&self, name: &'static str) -> Result<Vec<&str>> {
        let Some(value) = self.get(name) else {
            return Ok(Vec::new());
        };
        strings(value).ok_or_else(|| wrong(name, "must be a string or strings"))
    }

    /// A whole number of seconds or milliseconds, not below 0.
    pub fn number(&self, name: &'static str) -> Result<Option<u64>> {
        let Some(value) = self.get(name) else {
            return Ok(None);
        };
        let number = value.as_number().map(super::codec::json::Number::to_f64);
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
        self.0.insert(name, Value::from(value));
    }

    /// Sets a value.
    pub fn put(&mut self, name: &str, value: Value) {
        self.0.insert(name, value);
    }

    /// Takes a value out.
    pub fn take(&mut self, name: &str) -> Option<Value> {
        self.0.remove(name).filter(|value| !matches!(value, Value::Null))
    }
}

/// A string or an array of strings.
#[must_use]
pub fn strings(value: &Value) -> Option<Vec<&str>> {
    match value {
        Value::String(text) => Some(vec![text.expose()]),
        Value::Array(items) => items.iter().map(Value::as_str).collect(),
        _ => None,
    }
}

impl From<Object> for Options {
    fn from(object: Object) -> Self {
        Self(object)
    }
}
