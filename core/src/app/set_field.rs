//! `FIELD=VALUE` of the command line put into a draft: `title.eu=…`, `place.town=…`, `accessibility.quiet=no`,
//! `timings[0].start=…`. An empty value takes the field back.

use std::str::FromStr;

use ekin_exchange::draft::{Answer, Draft, Image, Texts, Timing};

use super::words::{draft_status, draft_type, question};
use crate::domain::accessibility::Access;
use crate::domain::answer::MAX_ANSWERS;
use crate::domain::field::{Field, FieldError, Form, Problem, cut};
use crate::domain::image::MAX_IMAGES;
use crate::domain::language::LanguageTag;
use crate::domain::listing_type::ListingType;
use crate::domain::status::Status;
use crate::domain::timing::MAX_TIMINGS;

/// Sets one field of a draft and says which. The value is checked for its form only where the draft has a type of its
/// own; the rest is for [`super::draft::validate`].
///
/// # Errors
/// A path that names no field, or a value of the wrong form.
pub fn set_field(draft: &mut Draft, path: &str, value: &str) -> Result<Field, FieldError> {
    let path = path.trim();
    let (name, below) = path.split_at(path.find(['.', '[']).unwrap_or(path.len()));
    let field =
        Field::from_name(name).ok_or_else(|| error(Field::Id, path, Problem::form(Form::Field, path)))?;
    set(draft, field, below, value.trim()).map_err(|problem| error(field, path, problem))?;
    Ok(field)
}

fn error(field: Field, path: &str, problem: Problem) -> FieldError {
    FieldError {
        field,
        path: cut(path),
        problem,
    }
}

type Set = Result<(), Problem>;

fn set(draft: &mut Draft, field: Field, below: &str, value: &str) -> Set {
    let original = draft.original.clone();
    match field {
        Field::Type => whole(below, || {
            let known = ListingType::known(&value.to_ascii_lowercase());
            draft.listing_type = draft_type(&known.ok_or_else(|| Problem::form(Form::ListingType, value))?);
            Ok(())
        }),
        Field::Status => whole(below, || {
            let known = Status::known(&value.to_ascii_lowercase());
            draft.status = draft_status(&known.ok_or_else(|| Problem::form(Form::Status, value))?);
            Ok(())
        }),
        Field::Title => set_text(&mut draft.title, original.as_deref(), below, value),
        Field::Summary => set_text(&mut draft.summary, original.as_deref(), below, value),
        Field::Body => set_text(&mut draft.body, original.as_deref(), below, value),
        Field::Hours => set_text(&mut draft.hours, original.as_deref(), below, value),
        Field::Audience => set_text(&mut draft.audience, original.as_deref(), below, value),
        Field::Bring => set_text(&mut draft.bring, original.as_deref(), below, value),
        Field::Original => whole(below, || set_optional(&mut draft.original, value)),
        Field::Licence => whole(below, || set_optional(&mut draft.licence, value)),
        Field::Updated => whole(below, || set_optional(&mut draft.updated, value)),
        Field::Organiser if below.is_empty() && value.is_empty() => {
            draft.organiser = None;
            Ok(())
        }
        Field::Organiser => {
            let organiser = draft.organiser.get_or_insert_default();
            match below {
                "" | ".name" => organiser.name = value.to_string(),
                ".url" => return set_optional(&mut organiser.url, value),
                _ => return Err(no_field(below)),
            }
            Ok(())
        }
        Field::Place => set_place(draft, below, value),
        Field::Timings => set_timing(&mut draft.timings, below, value),
        Field::Accessibility => {
            let access = Access::ALL
                .into_iter()
                .find(|q| below.strip_prefix('.') == Some(q.name()));
            let answer = match value {
                "yes" | "true" => Some(true),
                "no" | "false" => Some(false),
                "unsaid" | "" => None,
                _ => return Err(Problem::form(Form::YesNoUnsaid, value)),
            };
            *question(&mut draft.accessibility, access.ok_or_else(|| no_field(below))?) = answer;
            Ok(())
        }
        Field::Price => set_price(draft, original.as_deref(), below, value),
        Field::Ages if below.is_empty() && value.is_empty() => {
            draft.ages = None;
            Ok(())
        }
        Field::Ages => {
            let ages = draft.ages.get_or_insert_default();
            match below {
                ".min" => ages.min = number(value)?,
                ".max" => ages.max = number(value)?,
                _ => return Err(no_field(below)),
            }
            Ok(())
        }
        Field::Capacity => {
            if below.is_empty() && value.is_empty() {
                draft.capacity = None;
                return Ok(());
            }
            let capacity = draft.capacity.get_or_insert_default();
            let places = number(value)?.unwrap_or_default();
            match below {
                "" | ".seats" => capacity.seats = places,
                ".wheelchair" => capacity.wheelchair = places,
                ".companion" => capacity.companion = places,
                _ => return Err(no_field(below)),
            }
            Ok(())
        }
        Field::Answer => set_answer(&mut draft.answer, below, value),
        Field::Tags => whole(below, || {
            draft.tags = list(value);
            Ok(())
        }),
        Field::Images => set_image(&mut draft.images, original.as_deref(), below, value),
        Field::Hand => whole(below, || {
            draft.hand = list(value);
            Ok(())
        }),
        Field::Source | Field::Name | Field::Zone | Field::Bounds | Field::Languages | Field::Id => {
            Err(Problem::NotEditable)
        }
    }
}

fn no_field(below: &str) -> Problem {
    match below {
        "" => Problem::form(Form::Part, below),
        _ => Problem::form(Form::Field, below),
    }
}

/// Runs `then` for a field that has nothing below it.
fn whole(below: &str, then: impl FnOnce() -> Set) -> Set {
    if below.is_empty() {
        then()
    } else {
        Err(no_field(below))
    }
}

fn set_optional(slot: &mut Option<String>, value: &str) -> Set {
    *slot = (!value.is_empty()).then(|| value.to_string());
    Ok(())
}

fn number<T: FromStr>(value: &str) -> Result<Option<T>, Problem> {
    if value.is_empty() {
        return Ok(None);
    }
    value
        .parse()
        .map(Some)
        .map_err(|_| Problem::form(Form::Number, value))
}

fn list(value: &str) -> Vec<String> {
    value
        .split(',')
        .map(str::trim)
        .filter(|entry| !entry.is_empty())
        .map(str::to_string)
        .collect()
}

/// Sets the text of the language named below, or of the only one there is, or of the original.
fn set_text(texts: &mut Texts, original: Option<&str>, below: &str, value: &str) -> Set {
    let tag = match below.strip_prefix('.') {
        Some(tag) => LanguageTag::parse(tag)
            .ok_or_else(|| Problem::form(Form::Language, tag))?
            .to_string(),
        None if below.is_empty() => {
            let mut there = texts.keys();
            match (there.next(), there.next(), original) {
                (Some(only), None, _) => only.clone(),
                (_, _, Some(original)) => original.to_string(),
                _ => return Err(Problem::form(Form::Language, "")),
            }
        }
        None => return Err(no_field(below)),
    };
    if value.is_empty() {
        texts.remove(&tag);
    } else {
        texts.insert(tag, value.to_string());
    }
    Ok(())
}

fn set_place(draft: &mut Draft, below: &str, value: &str) -> Set {
    if below.is_empty() && value.is_empty() {
        draft.place = None;
        return Ok(());
    }
    let place = draft.place.get_or_insert_default();
    let degrees = |text: &str| -> Result<Option<f64>, Problem> {
        let text = text.trim();
        if text.is_empty() {
            return Ok(None);
        }
        text.parse()
            .map(Some)
            .map_err(|_| Problem::form(Form::Degrees, text))
    };
    match below {
        "" | ".name" => place.name = value.to_string(),
        ".address" => place.address = value.to_string(),
        ".postcode" => place.postcode = value.to_string(),
        ".town" => place.town = value.to_string(),
        ".country" => return set_optional(&mut place.country, value),
        ".online" => return set_optional(&mut place.online, value),
        ".lat" => place.lat = degrees(value)?,
        ".lon" => place.lon = degrees(value)?,
        ".geo" => {
            let (lat, lon) = value.split_once(',').unwrap_or((value, ""));
            (place.lat, place.lon) = (degrees(lat)?, degrees(lon)?);
        }
        _ => return Err(no_field(below)),
    }
    Ok(())
}

/// `[n]` and what is below it; `n` may be the next free place.
fn indexed(below: &str, len: usize, max: usize) -> Result<(usize, &str), Problem> {
    let rest = below.strip_prefix('[').ok_or_else(|| no_field(below))?;
    let (n, rest) = rest.split_once(']').ok_or_else(|| no_field(below))?;
    let n: usize = n.parse().map_err(|_| Problem::form(Form::Number, n))?;
    if n > len || n >= max {
        let last = i64::try_from(len.min(max - 1)).unwrap_or(i64::MAX);
        return Err(Problem::OutOfRange {
            min: 0,
            max: last,
            given: i64::try_from(n).unwrap_or(i64::MAX),
        });
    }
    Ok((n, rest))
}

fn set_timing(timings: &mut Vec<Timing>, below: &str, value: &str) -> Set {
    if below.is_empty() && value.is_empty() {
        timings.clear();
        return Ok(());
    }
    let (n, rest) = indexed(below, timings.len(), MAX_TIMINGS)?;
    if rest.is_empty() && value.is_empty() {
        if n < timings.len() {
            timings.remove(n);
        }
        return Ok(());
    }
    if !matches!(rest, ".start" | ".end" | ".tz" | ".rrule" | ".exdate" | ".rdate") {
        return Err(no_field(below));
    }
    if n == timings.len() {
        timings.push(Timing::default());
    }
    let Some(timing) = timings.get_mut(n) else {
        return Err(no_field(below));
    };
    match rest {
        ".start" => timing.start = value.to_string(),
        ".end" => return set_optional(&mut timing.end, value),
        ".tz" => return set_optional(&mut timing.tz, value),
        ".rrule" => return set_optional(&mut timing.rrule, value),
        ".exdate" => timing.exdate = list(value),
        _ => timing.rdate = list(value),
    }
    Ok(())
}

fn set_price(draft: &mut Draft, original: Option<&str>, below: &str, value: &str) -> Set {
    if below.is_empty() && value.is_empty() {
        draft.price = None;
        return Ok(());
    }
    let price = draft.price.get_or_insert_default();
    match below {
        ".free" => {
            price.free = match value {
                "yes" | "true" => true,
                "no" | "false" | "" => false,
                _ => return Err(Problem::form(Form::YesNo, value)),
            }
        }
        ".from_cents" => price.from_cents = number(value)?,
        ".to_cents" => price.to_cents = number(value)?,
        _ => {
            let note = below.strip_prefix(".note").ok_or_else(|| no_field(below))?;
            return set_text(&mut price.note, original, note, value);
        }
    }
    Ok(())
}

/// `answer.phone=…` replaces the first telephone number or adds one.
fn set_answer(answers: &mut Vec<Answer>, below: &str, value: &str) -> Set {
    if below.is_empty() && value.is_empty() {
        answers.clear();
        return Ok(());
    }
    let text = value.to_string();
    let new = match below {
        ".url" => Answer::Url(text),
        ".phone" => Answer::Phone(text),
        ".email" => Answer::Email(text),
        _ => return Err(Problem::form(Form::Answer, below)),
    };
    let same = |a: &Answer| std::mem::discriminant(a) == std::mem::discriminant(&new);
    match answers.iter().position(same) {
        Some(at) if value.is_empty() => drop(answers.remove(at)),
        Some(at) => {
            if let Some(answer) = answers.get_mut(at) {
                *answer = new;
            }
        }
        None if value.is_empty() => {}
        None if answers.len() >= MAX_ANSWERS => {
            return Err(Problem::TooMany {
                max: MAX_ANSWERS,
                len: answers.len() + 1,
            });
        }
        None => answers.push(new),
    }
    Ok(())
}

fn set_image(images: &mut Vec<Image>, original: Option<&str>, below: &str, value: &str) -> Set {
    if below.is_empty() && value.is_empty() {
        images.clear();
        return Ok(());
    }
    let (n, rest) = indexed(below, images.len(), MAX_IMAGES)?;
    if rest.is_empty() && value.is_empty() {
        if n < images.len() {
            images.remove(n);
        }
        return Ok(());
    }
    let alt = rest.strip_prefix(".alt");
    if alt.is_none() && !matches!(rest, ".url" | ".credit") {
        return Err(no_field(below));
    }
    if n == images.len() {
        images.push(Image::default());
    }
    let Some(image) = images.get_mut(n) else {
        return Err(no_field(below));
    };
    match (rest, alt) {
        (".url", _) => image.url = value.to_string(),
        (".credit", _) => return set_optional(&mut image.credit, value),
        (_, Some(alt)) => return set_text(&mut image.alt, original, alt, value),
        _ => return Err(no_field(below)),
    }
    Ok(())
}
