//! Puts messages into the words of one language. Each language's texts are read once, at their first use.

use std::sync::OnceLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

use crate::format;
use crate::language::Language;
use crate::message::{Message, SOURCES, Value};

type Bundle = FluentBundle<FluentResource>;

static BUNDLES: [OnceLock<Bundle>; 3] = [const { OnceLock::new() }; 3];

/// The texts of one language. Costs nothing to make or copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Catalog {
    language: Language,
}

impl Catalog {
    /// The texts of `language`.
    #[must_use]
    pub const fn new(language: Language) -> Self {
        Self { language }
    }

    /// The language of the texts.
    #[must_use]
    pub const fn language(self) -> Language {
        self.language
    }

    /// The message in words. Numbers, sizes and dates among its arguments are written as the language
    /// writes them; a message among them is put into the same language.
    #[must_use]
    pub fn format(self, message: &Message) -> String {
        let bundle = BUNDLES
            .get(self.language.index())
            .map(|cell| cell.get_or_init(|| bundle(self.language)));
        let (id, attribute) = match message.key().split_once('.') {
            Some((id, attribute)) => (id, Some(attribute)),
            None => (message.key(), None),
        };
        let found = bundle.and_then(|bundle| {
            let entry = bundle.get_message(id)?;
            let pattern = match attribute {
                Some(name) => entry.get_attribute(name)?.value(),
                None => entry.value()?,
            };
            Some((bundle, pattern))
        });
        // The build refuses an id that lacks in a language, so the id itself is never seen.
        let Some((bundle, pattern)) = found else {
            return message.key().to_owned();
        };
        let mut arguments = FluentArgs::with_capacity(message.arguments().len());
        for (name, value) in message.arguments() {
            match value {
                Value::Number(n) => arguments.set(*name, FluentValue::from(*n)),
                other => arguments.set(*name, FluentValue::from(self.value(other))),
            }
        }
        let mut errors = Vec::new();
        bundle
            .format_pattern(pattern, Some(&arguments), &mut errors)
            .into_owned()
    }

    /// An argument as the language writes it.
    #[must_use]
    pub fn value(self, value: &Value) -> String {
        match value {
            Value::Text(text) => text.clone(),
            Value::Message(message) => self.format(message),
            Value::Number(n) => format::number(self.language, *n),
            Value::Bytes(n) => format::bytes_size(self.language, *n),
            Value::Milliseconds(n) => format::duration_ms(self.language, *n),
            Value::Cents(n) => format::money_cents(self.language, *n),
            Value::Percent(n) => format::percent(self.language, *n),
            Value::Day(date) => format::date_long(self.language, *date),
            Value::Hour(time) => format::time_hm(self.language, *time),
            Value::Spoken(time) => format::time_spoken(self.language, *time),
            Value::Moment(date, time) => format::moment(self.language, *date, *time),
            Value::List(values) => values
                .iter()
                .map(|value| self.value(value))
                .collect::<Vec<_>>()
                .join(", "),
        }
    }
}

fn bundle(language: Language) -> Bundle {
    let mut bundle = Bundle::new_concurrent(vec![language.identifier()]);
    // Isolation marks would be read by voices and met by searches and golden files.
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(match language {
        Language::Fr => |value, _| plain_number(Language::Fr, value),
        Language::Eu => |value, _| plain_number(Language::Eu, value),
        Language::Es => |value, _| plain_number(Language::Es, value),
    }));
    for source in SOURCES.get(language.index()).copied().unwrap_or_default() {
        let resource = match FluentResource::try_new((*source).to_owned()) {
            Ok(resource) | Err((resource, _)) => resource,
        };
        bundle.add_resource_overriding(resource);
    }
    bundle
}

/// Groups the digits of a number inside a text. Fluent holds it as a float, exact up to 2^53.
fn plain_number(language: Language, value: &FluentValue) -> Option<String> {
    match value {
        FluentValue::Number(n) if n.value.fract() == 0.0 && n.value >= 0.0 => {
            Some(format::number(language, n.value as u64))
        }
        _ => None,
    }
}
