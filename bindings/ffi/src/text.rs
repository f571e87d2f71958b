//! Texts that shells make with typed functions of their own, and the languages. A text crosses as an id with arguments, and comes
//! back as words: many in one call.

use ekin_i18n::{Catalog, Date, Message, Time, Value};

use crate::failure::Failure;

/// A language of Ekin's own texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum Language {
    /// French.
    Fr,
    /// Basque.
    Eu,
    /// Spanish.
    Es,
}

impl From<Language> for ekin_i18n::Language {
    fn from(language: Language) -> Self {
        match language {
            Language::Fr => Self::Fr,
            Language::Eu => Self::Eu,
            Language::Es => Self::Es,
        }
    }
}

impl From<ekin_i18n::Language> for Language {
    fn from(language: ekin_i18n::Language) -> Self {
        match language {
            ekin_i18n::Language::Fr => Self::Fr,
            ekin_i18n::Language::Eu => Self::Eu,
            ekin_i18n::Language::Es => Self::Es,
        }
    }
}

/// A text of Ekin without a language yet.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Text {
    /// Its id: made by generated code alone.
    pub key: String,
    /// Its arguments.
    pub arguments: Vec<Argument>,
}

/// An argument of a text.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Argument {
    /// Its name.
    pub name: String,
    /// What is shown.
    pub value: ArgumentValue,
}

/// What an argument shows, as the reader's language writes it.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum ArgumentValue {
    /// As it is.
    Words {
        /// The words.
        words: String,
    },
    /// A count.
    Number {
        /// So many.
        number: u64,
    },
    /// A size.
    Bytes {
        /// In bytes.
        bytes: u64,
    },
    /// Money.
    Cents {
        /// In cents of a euro.
        cents: u64,
    },
    /// A share.
    Percent {
        /// In hundredths.
        hundredths: u64,
    },
    /// A time taken.
    Milliseconds {
        /// In ms.
        milliseconds: u64,
    },
    /// A day.
    Day {
        /// Its year.
        year: i32,
        /// 1 to 12.
        month: u8,
        /// 1 to 31.
        day: u8,
    },
    /// An hour of the day.
    Hour {
        /// 0 to 24.
        hour: u8,
        /// 0 to 59.
        minute: u8,
    },
    /// An hour of the day, as a voice says it.
    Spoken {
        /// 0 to 24.
        hour: u8,
        /// 0 to 59.
        minute: u8,
    },
    /// Another text.
    Nested {
        /// The text.
        text: Text,
    },
    /// Several, with commas between.
    Several {
        /// Each.
        values: Vec<ArgumentValue>,
    },
}

/// Puts texts into the words of a language, in their order.
///
/// # Errors
/// [`Failure::UnknownText`] for an id or arguments that this version does not have.
#[uniffi::export]
pub fn format_texts(language: Language, texts: Vec<Text>) -> Result<Vec<String>, Failure> {
    let words = Catalog::new(language.into());
    let format = |text: Text| {
        let key = text.key.clone();
        let text = message(text).ok_or(Failure::UnknownText { key })?;
        Ok(words.format(&text))
    };
    texts.into_iter().map(format).collect()
}

fn message(text: Text) -> Option<Message> {
    let arguments = text.arguments.into_iter();
    let arguments = arguments.map(|one| Some((one.name, value(one.value)?)));
    Message::named(&text.key, arguments.collect::<Option<_>>()?)
}

fn value(given: ArgumentValue) -> Option<Value> {
    Some(match given {
        ArgumentValue::Words { words } => Value::Text(words),
        ArgumentValue::Number { number } => Value::Number(number),
        ArgumentValue::Bytes { bytes } => Value::Bytes(bytes),
        ArgumentValue::Cents { cents } => Value::Cents(cents),
        ArgumentValue::Percent { hundredths } => Value::Percent(hundredths),
        ArgumentValue::Milliseconds { milliseconds } => Value::Milliseconds(milliseconds),
        ArgumentValue::Day { year, month, day } => Value::Day(Date::new(year, month, day)?),
        ArgumentValue::Hour { hour, minute } => Value::Hour(Time::new(hour, minute)?),
        ArgumentValue::Spoken { hour, minute } => Value::Spoken(Time::new(hour, minute)?),
        ArgumentValue::Nested { text } => message(text)?.into(),
        ArgumentValue::Several { values } => {
            Value::List(values.into_iter().map(value).collect::<Option<_>>()?)
        }
    })
}

impl From<&Message> for Text {
    fn from(message: &Message) -> Self {
        let argument = |(name, value): &(&'static str, Value)| Argument {
            name: (*name).to_owned(),
            value: value.into(),
        };
        Self {
            key: message.key().to_owned(),
            arguments: message.arguments().iter().map(argument).collect(),
        }
    }
}

impl From<&Value> for ArgumentValue {
    fn from(value: &Value) -> Self {
        let day = |date: &Date| Self::Day {
            year: date.year(),
            month: date.month(),
            day: date.day(),
        };
        let hour = |time: &Time| Self::Hour {
            hour: time.hour(),
            minute: time.minute(),
        };
        match value {
            Value::Text(words) => Self::Words { words: words.clone() },
            Value::Message(text) => Self::Nested {
                text: text.as_ref().into(),
            },
            Value::Number(number) => Self::Number { number: *number },
            Value::Bytes(bytes) => Self::Bytes { bytes: *bytes },
            Value::Milliseconds(milliseconds) => Self::Milliseconds {
                milliseconds: *milliseconds,
            },
            Value::Cents(cents) => Self::Cents { cents: *cents },
            Value::Percent(hundredths) => Self::Percent {
                hundredths: *hundredths,
            },
            Value::Day(date) => day(date),
            Value::Hour(time) => hour(time),
            Value::Spoken(time) => Self::Spoken {
                hour: time.hour(),
                minute: time.minute(),
            },
            Value::Moment(date, time) => Self::Several {
                values: vec![day(date), hour(time)],
            },
            Value::List(values) => Self::Several {
                values: values.iter().map(Into::into).collect(),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ekin_i18n::msg;

    #[test]
    fn a_text_comes_back_as_the_same_words() {
        let messages = [
            msg::listing_seats_left(2),
            msg::sync_finished(3, Value::Milliseconds(1_200)),
            msg::listing_when(Value::Moment(
                Date::new(2026, 11, 27).unwrap(),
                Time::new(14, 5).unwrap(),
            )),
        ];
        for language in [Language::Fr, Language::Eu, Language::Es] {
            let texts = messages.iter().map(Text::from).collect();
            let words = Catalog::new(language.into());
            let direct: Vec<String> = messages.iter().map(|one| words.format(one)).collect();
            assert_eq!(format_texts(language, texts).unwrap(), direct);
        }
    }

    #[test]
    fn a_text_of_another_version_is_refused_by_name() {
        let text = Text {
            key: "no-such-text".into(),
            arguments: Vec::new(),
        };
        let refused = format_texts(Language::Fr, vec![text]).unwrap_err();
        assert!(matches!(refused, Failure::UnknownText { key } if key == "no-such-text"));
    }
}
