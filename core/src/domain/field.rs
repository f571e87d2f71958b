//! Names of a listing's fields, and what can be wrong with one. No words for people: a code and its data,
//! from which the texts are made in each language.

use super::recurrence::RuleProblem;

macro_rules! fields {
    ($($(#[$doc:meta])* $name:ident = $text:literal,)*) => {
        /// A field of a listing, as `ekin edit ID FIELD=VALUE`, `hand` and error messages name it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Field {
            $($(#[$doc])* $name,)*
        }

        impl Field {
            /// Every field, in the order in which a screen shows them.
            pub const ALL: &'static [Field] = &[$(Field::$name,)*];

            /// The name in files and commands.
            pub fn name(self) -> &'static str {
                match self { $(Field::$name => $text,)* }
            }

            /// The field of that name.
            pub fn from_name(name: &str) -> Option<Field> {
                match name { $($text => Some(Field::$name),)* _ => None }
            }
        }
    };
}

fields! {
    /// Sort of listing.
    Type = "type",
    /// Title per language.
    Title = "title",
    /// One or two sentences per language.
    Summary = "summary",
    /// Whole text per language.
    Body = "body",
    /// Language of the original.
    Original = "original",
    /// Who organises.
    Organiser = "organiser",
    /// Where.
    Place = "place",
    /// When.
    Timings = "timings",
    /// Opening hours in words.
    Hours = "hours",
    /// Whether it takes place as planned.
    Status = "status",
    /// What is said about accessibility.
    Accessibility = "accessibility",
    /// What it costs.
    Price = "price",
    /// For whom, in words.
    Audience = "audience",
    /// Ages.
    Ages = "ages",
    /// Public capacity.
    Capacity = "capacity",
    /// What to bring.
    Bring = "bring",
    /// How to answer.
    Answer = "answer",
    /// Free tags.
    Tags = "tags",
    /// References to pictures.
    Images = "images",
    /// Where it was taken from.
    Source = "source",
    /// Licence of the text.
    Licence = "licence",
    /// When the information was last confirmed.
    Updated = "updated",
    /// Fields edited by hand.
    Hand = "hand",
    /// Name of a territory.
    Name = "name",
    /// Zone of a territory.
    Zone = "zone",
    /// Bounds of a territory.
    Bounds = "bounds",
    /// Languages of a territory.
    Languages = "languages",
    /// The listing's own id.
    Id = "id",
}

/// What is wrong with one field.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{path}: {}", problem.code())]
pub struct FieldError {
    /// The field.
    pub field: Field,
    /// The exact place, as the person may write it: `title.eu`, `timings[0].start`.
    pub path: String,
    /// What is wrong there.
    pub problem: Problem,
}

impl FieldError {
    /// An error at a place below `field`; an empty `below` means the field itself.
    pub fn at(field: Field, below: &str, problem: Problem) -> Self {
        Self {
            field,
            path: format!("{}{below}", field.name()),
            problem,
        }
    }
}

/// Form that a value was expected in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// `YYYY-MM-DDTHH:MM` or `YYYY-MM-DD`.
    Moment,
    /// `YYYY-MM-DD` or an RFC 3339 instant.
    DateOrInstant,
    /// A web address that begins with `https://` or `http://`.
    WebAddress,
    /// A telephone number.
    Phone,
    /// An e-mail address.
    Email,
    /// A BCP 47 language tag.
    Language,
    /// An IANA time zone.
    Zone,
    /// Two letters of ISO 3166-1.
    Country,
    /// A short name of ASCII letters, digits, `-`, `_`, `.`.
    Name,
    /// A whole number.
    Number,
    /// A number with a decimal point, in degrees.
    Degrees,
    /// `yes` or `no`.
    YesNo,
    /// `yes`, `no` or `unsaid`.
    YesNoUnsaid,
    /// One of the types of listing.
    ListingType,
    /// One of the states of a listing.
    Status,
    /// The name of a field.
    Field,
    /// `url=…`, `phone=…` or `email=…`.
    Answer,
    /// One part of a field that has several.
    Part,
    /// What the schema says of the field.
    Schema,
    /// A listing.
    Listing,
}

impl Form {
    /// Stable code, for the texts.
    pub fn code(self) -> &'static str {
        match self {
            Form::Moment => "moment",
            Form::DateOrInstant => "date_or_instant",
            Form::WebAddress => "web_address",
            Form::Phone => "phone",
            Form::Email => "email",
            Form::Language => "language",
            Form::Zone => "zone",
            Form::Country => "country",
            Form::Name => "name",
            Form::Number => "number",
            Form::Degrees => "degrees",
            Form::YesNo => "yes_no",
            Form::YesNoUnsaid => "yes_no_unsaid",
            Form::ListingType => "listing_type",
            Form::Status => "status",
            Form::Field => "field",
            Form::Answer => "answer",
            Form::Part => "part",
            Form::Schema => "schema",
            Form::Listing => "listing",
        }
    }
}

/// What can be wrong with a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// It must be said.
    Missing,
    /// Too many characters.
    TooLong {
        /// Most characters allowed.
        max: usize,
        /// Characters given.
        len: usize,
    },
    /// Too many entries.
    TooMany {
        /// Most entries allowed.
        max: usize,
        /// Entries given.
        len: usize,
    },
    /// A character that no screen should show, at this place (counted in characters, from 1).
    ControlCharacter {
        /// Place of the character.
        position: usize,
    },
    /// Not in the expected form.
    Form {
        /// What was expected.
        expected: Form,
        /// What was given, cut to 80 characters.
        given: String,
    },
    /// Outside the allowed range.
    OutOfRange {
        /// Least allowed.
        min: i64,
        /// Most allowed.
        max: i64,
        /// What was given.
        given: i64,
    },
    /// It ends before it starts.
    EndBeforeStart,
    /// A date beside a time of day: both ends must have the same form.
    MixedForms,
    /// A time zone that is not in the table.
    UnknownZone {
        /// What was given.
        given: String,
    },
    /// The recurrence cannot be used.
    Rule(RuleProblem),
    /// Latitude without longitude, or the other way round.
    HalfPoint,
    /// Free, and yet with a price.
    FreeWithPrice,
    /// The greatest is below the least.
    MaxBelowMin,
    /// The language of the original has no title.
    OriginalWithoutTitle,
    /// Everything together is too large to travel.
    TooLargeTogether {
        /// Most bytes allowed.
        max: usize,
        /// Bytes that it would take.
        bytes: usize,
    },
    /// Written by a newer version: to be read, not to be edited.
    ReadOnly,
    /// The field cannot be set by this command.
    NotEditable,
}

impl Problem {
    /// Stable code, for the texts and for `--json`.
    pub fn code(&self) -> &'static str {
        match self {
            Problem::Missing => "missing",
            Problem::TooLong { .. } => "too_long",
            Problem::TooMany { .. } => "too_many",
            Problem::ControlCharacter { .. } => "control_character",
            Problem::Form { .. } => "form",
            Problem::OutOfRange { .. } => "out_of_range",
            Problem::EndBeforeStart => "end_before_start",
            Problem::MixedForms => "mixed_forms",
            Problem::UnknownZone { .. } => "unknown_zone",
            Problem::Rule(rule) => rule.code(),
            Problem::HalfPoint => "half_point",
            Problem::FreeWithPrice => "free_with_price",
            Problem::MaxBelowMin => "max_below_min",
            Problem::OriginalWithoutTitle => "original_without_title",
            Problem::TooLargeTogether { .. } => "too_large_together",
            Problem::ReadOnly => "read_only",
            Problem::NotEditable => "not_editable",
        }
    }

    /// A value in the wrong form; what was given is cut so that a message stays a message.
    pub fn form(expected: Form, given: &str) -> Self {
        Problem::Form {
            expected,
            given: cut(given),
        }
    }
}

/// At most 80 characters of a value, without control characters: it is going to a screen.
pub fn cut(given: &str) -> String {
    given.chars().filter(|c| !c.is_control()).take(80).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_go_both_ways() {
        for field in Field::ALL {
            assert_eq!(Field::from_name(field.name()), Some(*field));
        }
        assert_eq!(Field::from_name("colour"), None);
    }

    #[test]
    fn an_error_names_its_place() {
        let error = FieldError::at(Field::Title, ".eu", Problem::TooLong { max: 200, len: 201 });
        assert_eq!(error.to_string(), "title.eu: too_long");
        assert_eq!(
            Problem::form(Form::Phone, "a\u{7}b"),
            Problem::Form {
                expected: Form::Phone,
                given: "ab".into()
            }
        );
    }
}
