//! How a kind's table of fields is written: key, value, default, rules of its own. The tables are data, so that
//! the terminal, the screens and the tests read one and the same.

use super::plain::Plain;

/// Longest name of a field in bytes (protocol 1).
pub const MAX_KEY: usize = 32;
/// Most entries of one list.
pub const MAX_ITEMS: usize = 200;
/// Most rows of one table, and most entries of one map.
pub const MAX_ROWS: usize = 300;
/// Most characters of shared prose.
pub const MAX_SHARED: usize = 60_000;
/// Suffix of the key that holds an instant's zone.
pub const ZONE: &str = "_zone";

/// A field of a document, or a column of a table in one: a row is read as a small document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FieldSpec {
    /// ASCII, snake_case, at most 32 bytes.
    pub key: &'static str,
    /// What it holds.
    pub shape: Shape,
    /// Whether a document, or a row, cannot do without.
    pub required: bool,
    /// What an absent field reads as.
    pub default: Option<Given>,
    /// Whether it is written per language: `title.fr`, `title.eu`.
    pub translated: bool,
    /// Personal data of the person whose profile this is.
    pub personal: bool,
    /// About care or the law: for the staff and an outing, never for the home space.
    pub care: bool,
}

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// One value.
    One(Scalar),
    /// Prose that several people write at once.
    Shared,
    /// Values in order.
    List(Scalar),
    /// Values by key.
    Map(Keys, Scalar),
    /// Rows of columns: a map with keys `row.column`, so that two people who change two cells of a row do not meet.
    Table(&'static [FieldSpec]),
}

/// What the keys of a map are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keys {
    /// A person's id in hexadecimal.
    Person,
    /// The beginning of a device's signing key, 32 hexadecimal digits: its number is another one in each space, and after a
    /// relay was restored it may be another device's.
    Device,
    /// Words of a choice.
    Words(&'static Choice),
}

/// One value and its limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scalar {
    /// A line of at most so many characters.
    Line(usize),
    /// Several lines.
    Prose(usize),
    /// A whole number.
    Number {
        /// Least.
        min: i64,
        /// Most.
        max: i64,
    },
    /// Euro cents.
    Cents,
    /// A duration in minutes, up to so many.
    Minutes(i64),
    /// A duration in days, from 1 to so many.
    Days(i64),
    /// Yes or no.
    YesNo,
    /// One of some words; another one was written by a newer version.
    Choice(&'static Choice),
    /// Ms UTC, with its zone under the key with [`ZONE`].
    Instant,
    /// `YYYY-MM-DD`.
    Day,
    /// `YYYY-MM-DD` or `YYYY-MM-DDTHH:MM`, local: of what may recur.
    Moment,
    /// Minute of the day.
    Clock,
    /// 1e-7 degree.
    Latitude,
    /// 1e-7 degree.
    Longitude,
    /// A person's id, 16 bytes.
    Person,
    /// An object's id, 16 bytes.
    Object,
    /// Address of a photo, 32 bytes.
    Picture,
    /// A BCP 47 tag.
    Language,
    /// An IANA zone.
    Zone,
    /// Two letters of ISO 3166-1.
    Country,
    /// A telephone number.
    Phone,
    /// An e-mail address.
    Email,
    /// A web address.
    Web,
    /// Name of a pictogram of the bundled set.
    Pictogram,
    /// Name of a row of this table of the same document.
    Row(&'static str),
}

/// Words that a field may hold.
#[derive(Debug, PartialEq, Eq)]
pub struct Choice {
    /// Name of the choice, for the texts.
    pub name: &'static str,
    /// The words on the wire, in the order in which a screen offers them.
    pub words: &'static [&'static str],
}

/// A default, as a table can write it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Given {
    /// Yes or no.
    YesNo(bool),
    /// A number.
    Int(i64),
    /// A word.
    Word(&'static str),
    /// Words.
    Words(&'static [&'static str]),
}

impl Given {
    /// The default as a value.
    pub fn plain(self) -> Plain {
        match self {
            Given::YesNo(yes) => Plain::Bool(yes),
            Given::Int(n) => Plain::Int(n),
            Given::Word(word) => Plain::from(word),
            Given::Words(words) => Plain::List(words.iter().map(|word| Plain::from(*word)).collect()),
        }
    }
}

const fn field(key: &'static str, shape: Shape) -> FieldSpec {
    FieldSpec {
        key,
        shape,
        required: false,
        default: None,
        translated: false,
        personal: false,
        care: false,
    }
}

/// A field of one value.
pub const fn one(key: &'static str, scalar: Scalar) -> FieldSpec {
    field(key, Shape::One(scalar))
}

/// A text per language.
pub const fn texts(key: &'static str, scalar: Scalar) -> FieldSpec {
    let mut spec = one(key, scalar);
    spec.translated = true;
    spec
}

/// Prose that several people write at once.
pub const fn shared(key: &'static str) -> FieldSpec {
    field(key, Shape::Shared)
}

/// Values in order.
pub const fn list(key: &'static str, scalar: Scalar) -> FieldSpec {
    field(key, Shape::List(scalar))
}

/// Values by key.
pub const fn map(key: &'static str, keys: Keys, scalar: Scalar) -> FieldSpec {
    field(key, Shape::Map(keys, scalar))
}

/// Rows of columns.
pub const fn table(key: &'static str, columns: &'static [FieldSpec]) -> FieldSpec {
    field(key, Shape::Table(columns))
}

impl FieldSpec {
    /// The same, without which there is no document, or no row.
    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// The same, read as `given` when absent.
    pub const fn or(mut self, given: Given) -> Self {
        self.default = Some(given);
        self
    }

    /// The same, part of the person's own data.
    pub const fn personal(mut self) -> Self {
        self.personal = true;
        self
    }

    /// The same, part of the person's own data, and under professional secrecy.
    pub const fn care(mut self) -> Self {
        self.personal = true;
        self.care = true;
        self
    }

    /// The scalar that it holds, or that its items or entries are; `None` for prose and tables.
    pub fn scalar(&self) -> Option<Scalar> {
        match self.shape {
            Shape::One(scalar) | Shape::List(scalar) | Shape::Map(_, scalar) => Some(scalar),
            Shape::Shared | Shape::Table(_) => None,
        }
    }
}

/// The field of that key among `fields`.
pub fn find(fields: &'static [FieldSpec], key: &str) -> Option<&'static FieldSpec> {
    fields.iter().find(|field| field.key == key)
}
