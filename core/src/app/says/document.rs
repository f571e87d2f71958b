//! Words about documents of private spaces: their kinds and fields, what they hold, what changed, what is wrong.

mod field;
mod word;

use chrono::Datelike;
use chrono_tz::Tz;
use ekin_i18n::{Date, Message, Time, Value, msg};
use ekin_protocol::membership::SpaceKind;

use crate::domain::kind::{
    Below, Change, Contents, FieldError, Form, Instant, Keys, Kind, Leaf, Path, Plain, Problem, Scalar,
    Shape, WrongSpace, write_plain,
};
use crate::domain::moment::Moment;
use crate::domain::person::PersonId;
use crate::domain::timing::Zone;

pub use field::field_name;
pub use word::word;

/// Sort of document.
pub fn kind(given: Kind) -> Message {
    match given {
        Kind::Settings => msg::document_kind_settings(),
        Kind::Outing => msg::document_kind_outing(),
        Kind::Profile => msg::document_kind_profile(),
        Kind::Note => msg::document_kind_note(),
        Kind::Draft => msg::document_kind_draft(),
        Kind::Project => msg::document_kind_project(),
        Kind::Kit => msg::document_kind_kit(),
        Kind::Tournament => msg::document_kind_tournament(),
        Kind::Story => msg::document_kind_story(),
    }
}

/// Sort of space.
pub fn space(given: SpaceKind) -> Message {
    match given {
        SpaceKind::Catalogue => msg::document_space_catalogue(),
        SpaceKind::Home => msg::document_space_home(),
        SpaceKind::Staff => msg::document_space_staff(),
        SpaceKind::Outing => msg::document_space_outing(),
        SpaceKind::Personal => msg::document_space_personal(),
    }
}

/// A document that does not belong where it was to go, and where it belongs.
pub fn wrong_space(given: WrongSpace) -> Message {
    let spaces: Vec<Message> = given.kind.spaces().iter().map(|sort| space(*sort)).collect();
    msg::document_wrong_space(kind(given.kind), spaces)
}

/// What is wrong with a field, and what to do.
pub fn field_error(error: &FieldError) -> Message {
    // A place that cannot be read is shown as the person wrote it; none at all is the whole document.
    let place = match Path::read(error.kind, &error.path) {
        Ok(path) => names(&path, &|_| None),
        Err(_) if error.path.is_empty() => kind(error.kind).into(),
        Err(_) => error.path.as_str().into(),
    };
    msg::field_problem(place, problem(error))
}

/// Name of a place in a document: the field, then the row and the column, or the entry, or the language.
fn names(path: &Path, name: &dyn Fn(PersonId) -> Option<String>) -> Value {
    let mut names: Vec<Value> = vec![field_name(path.field.key).into()];
    match &path.below {
        Below::Whole => {}
        Below::Language(tag) => names.push(tag.as_str().into()),
        Below::Entry(key) => names.push(match path.field.shape {
            Shape::Map(Keys::Words(choice), _) => word(choice, key).into(),
            _ => match key.parse().ok().and_then(name) {
                Some(name) => name.into(),
                None => key.as_str().into(),
            },
        }),
        Below::Row(row) => names.push(row.as_str().into()),
        Below::Cell {
            row,
            column,
            language,
        } => {
            names.extend([row.as_str().into(), field_name(column.key).into()]);
            names.extend(language.map(|tag| tag.as_str().into()));
        }
    }
    Value::List(names)
}

fn problem(error: &FieldError) -> Message {
    match &error.problem {
        Problem::Value(problem) => super::problem(problem),
        Problem::Form { expected, given } => form(*expected, given),
        Problem::Choice { choice, given } => msg::problem_form_choice(
            given,
            choice
                .words
                .iter()
                .map(|word| Value::from(*word))
                .collect::<Vec<_>>(),
        ),
        Problem::NoField { given } => msg::document_no_field(given, kind(error.kind)),
        Problem::NeedsBelow => msg::document_needs_below(example(error)),
        Problem::NotAList => msg::document_not_a_list(),
        Problem::Unreadable => msg::document_unreadable(),
        Problem::NoSuchHour { given } => msg::document_no_such_hour(given),
        Problem::Before { other } => msg::document_before(field_name(other)),
        Problem::After { other } => msg::document_after(field_name(other)),
        Problem::Above { other } => msg::document_above(field_name(other)),
        Problem::Needs { other } => msg::document_needs(field_name(other)),
        Problem::NoRow { table, row } => msg::document_no_row(row, field_name(table)),
        Problem::Same { other } => msg::document_same(field_name(other)),
        Problem::Contradicts { other } => msg::document_contradicts(field_name(other)),
        Problem::CareAtHome => msg::document_care_at_home(),
    }
}

/// A place that the person may have meant: `legs.a.what`, `accessibility.quiet`.
fn example(error: &FieldError) -> String {
    let Ok(path) = Path::read(error.kind, &error.path) else {
        return error.path.clone();
    };
    let key = path.field.key;
    match (path.field.shape, path.below) {
        (Shape::Table(columns), below) => {
            let row = match below {
                Below::Row(row) => row,
                _ => "a".to_owned(),
            };
            format!("{key}.{row}.{}", columns.first().map_or("", |column| column.key))
        }
        (Shape::Map(Keys::Words(choice), _), _) => {
            format!("{key}.{}", choice.words.last().copied().unwrap_or_default())
        }
        _ => format!("{key}.{}", PersonId([0; 16])),
    }
}

fn form(expected: Form, given: &str) -> Message {
    match expected {
        Form::Instant => msg::document_form_instant(given),
        Form::Day => msg::document_form_day(given),
        Form::Clock => msg::document_form_clock(given),
        Form::Minutes => msg::document_form_minutes(given),
        Form::Days => msg::document_form_days(given),
        Form::Money => msg::document_form_money(given),
        Form::YesNo => msg::document_form_yes_no(given),
        Form::Id => msg::document_form_id(given),
        Form::Picture => msg::document_form_picture(given),
        Form::Pictogram => msg::document_form_pictogram(given),
        Form::RowName => msg::document_form_row_name(given),
        Form::Assignment => msg::document_form_assignment(),
    }
}

/// For whom something is put into words.
#[derive(Clone, Copy)]
pub struct Reader<'a> {
    /// Zone in which an hour needs no zone beside it.
    pub zone: Tz,
    /// Name of a person whose profile is here; others are shown by their ids.
    pub name: &'a dyn Fn(PersonId) -> Option<String>,
}

/// Name of the place of a value; of what a newer version wrote, the key itself.
pub fn place(leaf: &Leaf<'_>) -> Value {
    match &leaf.path {
        Some(path) => names(path, &|_| None),
        None => field_name(&leaf.at).into(),
    }
}

/// The same for a reader: whoever has a profile here is called by name.
fn place_for(leaf: &Leaf<'_>, reader: Reader<'_>) -> Value {
    match &leaf.path {
        Some(path) => names(path, reader.name),
        None => place(leaf),
    }
}

/// Name of a field of a document by its key under the root; of what a newer version wrote, the key itself.
pub fn field(kind: Kind, key: &str) -> Value {
    match Path::read(kind, key) {
        Ok(path) => names(&path, &|_| None),
        Err(_) => field_name(key).into(),
    }
}

/// A value with no place, as it is typed.
pub fn plain(value: &Plain) -> String {
    write_plain(value)
}

/// One line of a document: the name of the place, and what stands there.
pub fn shown(leaf: &Leaf<'_>, reader: Reader<'_>) -> Message {
    msg::document_shown(place_for(leaf, reader), value(leaf, reader))
}

/// What somebody wrote at a place of a document, in words: one of two values, or one that another's stands in for.
pub fn written(contents: &Contents, at: &str, given: &Plain, reader: Reader<'_>) -> Message {
    let zone = contents.leaves().into_iter().find(|leaf| leaf.at == at);
    shown(
        &Leaf {
            at: at.to_owned(),
            path: Path::read(contents.kind(), at).ok(),
            value: given,
            zone: zone.and_then(|leaf| leaf.zone),
        },
        reader,
    )
}

/// What changed in one place.
pub fn change(given: &Change<'_>, reader: Reader<'_>) -> Message {
    match given {
        Change::Added(after) => msg::document_added(place_for(after, reader), value(after, reader)),
        Change::Removed(before) => msg::document_removed(place_for(before, reader), value(before, reader)),
        Change::Changed { before, after } => msg::document_changed(
            place_for(after, reader),
            value(before, reader),
            value(after, reader),
        ),
    }
}

/// What stands in a place, as the reader's language writes it.
pub fn value(leaf: &Leaf<'_>, reader: Reader<'_>) -> Value {
    let scalar = leaf.path.as_ref().and_then(Path::scalar);
    match (scalar, leaf.value) {
        (Some(scalar), Plain::List(items)) => {
            Value::List(items.iter().map(|item| one(scalar, item, None, reader)).collect())
        }
        (Some(scalar), plain) => one(scalar, plain, leaf.zone.as_ref(), reader),
        (None, plain) => Value::Text(write_plain(plain)),
    }
}

fn one(scalar: Scalar, plain: &Plain, zone: Option<&Zone>, reader: Reader<'_>) -> Value {
    let known = match (scalar, plain) {
        _ if scalar.accepts(plain).is_err() => None,
        (Scalar::Choice(choice), Plain::Str(given)) => Some(word(choice, given).into()),
        (Scalar::YesNo, Plain::Bool(true)) => Some(msg::document_yes().into()),
        (Scalar::YesNo, Plain::Bool(false)) => Some(msg::document_no().into()),
        (Scalar::Instant, Plain::Int(ms)) => {
            let zone = zone.cloned().unwrap_or(Zone::Known(Tz::UTC));
            instant(&Instant { ms: *ms, zone }, reader.zone)
        }
        (Scalar::Day | Scalar::Moment, Plain::Str(text)) => Moment::parse(text).and_then(moment),
        (Scalar::Clock, Plain::Int(minute)) => u16::try_from(*minute).ok().and_then(hour).map(Value::Hour),
        (Scalar::Cents, Plain::Int(cents)) => u64::try_from(*cents).ok().map(Value::Cents),
        (Scalar::Number { .. }, Plain::Int(n)) => u64::try_from(*n).ok().map(Value::Number),
        (Scalar::Minutes(_), Plain::Int(n)) => {
            u64::try_from(*n).ok().map(|n| msg::duration_minutes(n).into())
        }
        (Scalar::Days(_), Plain::Int(n)) => u64::try_from(*n).ok().map(|n| msg::duration_days(n).into()),
        (Scalar::Person, Plain::Bytes(id)) => PersonId::from_bytes(id).and_then(reader.name).map(Value::Text),
        _ => None,
    };
    known.unwrap_or_else(|| Value::Text(scalar.write(plain, zone)))
}

fn instant(given: &Instant, usual: Tz) -> Option<Value> {
    let when = moment(given.local(Tz::UTC)?)?;
    // A zone that this version does not know is told in UTC.
    let zone = given.zone.or(Tz::UTC);
    Some(match zone == usual {
        true => when,
        false => Value::List(vec![when, msg::listing_zone(zone.name()).into()]),
    })
}

fn moment(given: Moment) -> Option<Value> {
    let date = given.date();
    let (month, day) = (u8::try_from(date.month()).ok()?, u8::try_from(date.day()).ok()?);
    let date = Date::new(date.year(), month, day)?;
    Some(match given.minute {
        Some(minute) => Value::Moment(date, hour(minute)?),
        None => Value::Day(date),
    })
}

fn hour(minute: u16) -> Option<Time> {
    Time::new(u8::try_from(minute / 60).ok()?, u8::try_from(minute % 60).ok()?)
}

#[cfg(test)]
mod tests;
