//! A JSON object whose values are taken one by one: each is either mapped or put down as a loss, and what
//! nobody asked for is accounted for when the object is finished.

use serde_json::{Map, Value};

use crate::clean::{self, Writing};
use crate::draft::Texts;
use crate::loss::{Ledger, LossReason};

/// Values (leaves) of a JSON tree: scalars, and empty lists and objects, which say nothing.
pub(crate) fn leaves(value: &Value) -> u64 {
    match value {
        Value::Array(items) if !items.is_empty() => items.iter().map(leaves).sum(),
        Value::Object(map) if !map.is_empty() => map.values().map(leaves).sum(),
        _ => 1,
    }
}

/// Whether a value says nothing.
pub(crate) fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(s) => s.trim().is_empty(),
        Value::Array(items) => items.iter().all(is_empty),
        Value::Object(map) => map.values().all(is_empty),
        _ => false,
    }
}

/// A scalar as the text that a person would read.
pub(crate) fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(s) => Some(s.clone()),
        Value::Number(n) => Some(n.to_string()),
        Value::Bool(b) => Some(b.to_string()),
        _ => None,
    }
}

/// A tree that was not taken, in one line of the account. Empty parts of it are counted as such.
pub(crate) fn lose_tree(path: &str, reason: LossReason, value: &Value, ledger: &mut Ledger) {
    if is_empty(value) && reason != LossReason::NotPublished && reason != LossReason::NoTitle {
        ledger.lose(path, LossReason::Empty, leaves(value), None);
    } else {
        let sample = match reason {
            // What is private is not repeated in a report.
            LossReason::Private | LossReason::NotPublished => None,
            _ => scalar(value),
        };
        ledger.lose(path, reason, leaves(value), sample.as_deref());
    }
}

/// One object being read.
pub(crate) struct Node {
    map: Map<String, Value>,
    path: String,
}

impl Node {
    pub fn new(map: Map<String, Value>, path: &str) -> Self {
        Self {
            map,
            path: path.to_owned(),
        }
    }

    /// The path of a field.
    pub fn path(&self, key: &str) -> String {
        if self.path.is_empty() {
            key.to_owned()
        } else {
            format!("{}.{key}", self.path)
        }
    }

    /// Looks without taking.
    pub fn peek(&self, key: &str) -> Option<&Value> {
        self.map.get(key)
    }

    /// Takes a field that says something; one that says nothing is accounted for here.
    pub fn take(&mut self, key: &str, ledger: &mut Ledger) -> Option<Value> {
        let value = self.map.remove(key)?;
        if is_empty(&value) {
            ledger.lose(&self.path(key), LossReason::Empty, leaves(&value), None);
            return None;
        }
        Some(value)
    }

    /// Takes a field that was accounted for elsewhere.
    pub fn take_silently(&mut self, key: &str) -> Option<Value> {
        self.map.remove(key)
    }

    /// Names of the fields still here whose value is such.
    pub fn keys_where(&self, such: impl Fn(&Value) -> bool) -> Vec<String> {
        self.map
            .iter()
            .filter(|(_, v)| such(v))
            .map(|(k, _)| k.clone())
            .collect()
    }

    /// Puts a field down as lost.
    pub fn lose(&mut self, key: &str, reason: LossReason, ledger: &mut Ledger) {
        if let Some(value) = self.map.remove(key) {
            lose_tree(&self.path(key), reason, &value, ledger);
        }
    }

    /// A scalar as cleaned text.
    pub fn text(&mut self, key: &str, writing: Writing, ledger: &mut Ledger) -> Option<String> {
        let value = self.take(key, ledger)?;
        text_of(&value, &self.path(key), writing, ledger)
    }

    /// A scalar as text on one line.
    pub fn line(&mut self, key: &str, writing: Writing, ledger: &mut Ledger) -> Option<String> {
        self.text(key, writing, ledger).map(|t| clean::line(&t))
    }

    /// A web address.
    pub fn web_url(&mut self, key: &str, ledger: &mut Ledger) -> Option<String> {
        let value = self.take(key, ledger)?;
        let path = self.path(key);
        let Some(written) = value.as_str() else {
            lose_tree(&path, LossReason::BadValue, &value, ledger);
            return None;
        };
        let url = clean::web_url(written);
        match url {
            Some(_) => ledger.mapped(1),
            None => ledger.lose(&path, LossReason::UnsafeUrl, 1, Some(written)),
        }
        url
    }

    /// An integer, or a text that is one.
    pub fn int(&mut self, key: &str, ledger: &mut Ledger) -> Option<i64> {
        let value = self.take(key, ledger)?;
        let number = int_of(&value);
        match number {
            Some(_) => ledger.mapped(1),
            None => lose_tree(&self.path(key), LossReason::BadValue, &value, ledger),
        }
        number
    }

    /// A decimal number, or a text that is one.
    pub fn float(&mut self, key: &str, ledger: &mut Ledger) -> Option<f64> {
        let value = self.take(key, ledger)?;
        let number = match &value {
            Value::Number(n) => n.as_f64(),
            Value::String(s) => s.trim().replace(',', ".").parse().ok(),
            _ => None,
        };
        match number {
            Some(_) => ledger.mapped(1),
            None => lose_tree(&self.path(key), LossReason::BadValue, &value, ledger),
        }
        number
    }

    /// An inner object.
    pub fn node(&mut self, key: &str, ledger: &mut Ledger) -> Option<Node> {
        let path = self.path(key);
        match self.take(key, ledger)? {
            Value::Object(map) => Some(Node { map, path }),
            other => {
                lose_tree(&path, LossReason::BadValue, &other, ledger);
                None
            }
        }
    }

    /// A list; its items have to be accounted for by the caller.
    pub fn list(&mut self, key: &str, ledger: &mut Ledger) -> Vec<Value> {
        match self.take(key, ledger) {
            Some(Value::Array(items)) => items,
            Some(other) => vec![other],
            None => Vec::new(),
        }
    }

    /// A text per language, or one text in `language`.
    pub fn texts(&mut self, key: &str, language: &str, writing: Writing, ledger: &mut Ledger) -> Texts {
        let path = self.path(key);
        let mut texts = Texts::new();
        match self.take(key, ledger) {
            None => {}
            Some(Value::Object(map)) => {
                for (tag, value) in map {
                    if is_empty(&value) {
                        ledger.lose(&path, LossReason::Empty, leaves(&value), None);
                        continue;
                    }
                    if let Some(text) = text_of(&value, &path, writing, ledger) {
                        texts.insert(clean::line(&tag), text);
                    }
                }
            }
            Some(other) => {
                if let Some(text) = text_of(&other, &path, writing, ledger) {
                    texts.insert(language.to_owned(), text);
                }
            }
        }
        texts
    }

    /// Accounts for whatever is left, each with the reason that `why` gives for its name.
    pub fn finish(self, ledger: &mut Ledger, why: impl Fn(&str) -> LossReason) {
        for (key, value) in &self.map {
            let name = clean::line(key);
            lose_tree(&self.path(&name), why(key), value, ledger);
        }
    }
}

/// An integer, or a text that is one.
pub(crate) fn int_of(value: &Value) -> Option<i64> {
    match value {
        Value::Number(n) => n.as_i64().or_else(|| {
            n.as_f64()
                .filter(|f| f.fract() == 0.0 && f.abs() < 9e15)
                .and_then(|f| format!("{f:.0}").parse().ok())
        }),
        Value::String(s) => s.trim().parse().ok(),
        Value::Bool(b) => Some(i64::from(*b)),
        _ => None,
    }
}

/// A scalar as cleaned text, accounted for.
pub(crate) fn text_of(value: &Value, path: &str, writing: Writing, ledger: &mut Ledger) -> Option<String> {
    let Some(written) = scalar(value) else {
        lose_tree(path, LossReason::BadValue, value, ledger);
        return None;
    };
    take_text(&written, path, writing, ledger)
}

/// A text through the gate: mapped, with what cleaning removed; or lost when nothing of it remains.
pub(crate) fn take_text(written: &str, path: &str, writing: Writing, ledger: &mut Ledger) -> Option<String> {
    let (text, removed) = clean::clean(written, writing);
    if text.is_empty() {
        ledger.lose(path, LossReason::Empty, 1, None);
        return None;
    }
    ledger.mapped(1);
    if removed.markup {
        ledger.part(path, LossReason::Markup, Some(written));
    }
    if removed.characters {
        ledger.part(path, LossReason::Characters, Some(written));
    }
    Some(text)
}
