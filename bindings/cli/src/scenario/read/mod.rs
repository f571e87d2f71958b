//! Reads a story from TOML. Each thing that is wrong is said with its line and column, and what to write instead;
//! nothing of a bad file is played.

mod fields;
mod names;
mod step;

use std::collections::BTreeMap;

use ekin_i18n::Language;
use toml::de::DeTable;

use super::fault::{Fault, Misread, Sort};
use super::story::{Act, File, Kind, Place, Player, Step, Story};
use super::template::is_name;
use fields::{Fields, Lines, One};
use names::Names;

/// Bytes of a story, at most.
pub const BYTES: usize = 1 << 20;
/// Devices, at most.
const DEVICES: usize = 24;
/// Steps, at most, of each part.
const STEPS: usize = 5_000;
/// Names of a list, at most.
const PEOPLE: usize = 500;
/// Days between the play and a date of it, at most.
const DAYS: u32 = 3_660;

/// Languages as they are written.
const LANGUAGES: &[&str] = &["fr", "eu", "es"];
/// What stands at the top of a file.
const TOP: &[&str] = &[
    "title", "language", "device", "people", "dates", "files", "before", "step", "end",
];

/// Reads a story.
///
/// # Errors
/// The first thing that is wrong.
pub fn read(bytes: &[u8]) -> Result<Story, Misread> {
    let whole = |fault| Misread {
        place: Place { line: 1, column: 1 },
        fault,
    };
    if bytes.len() > BYTES {
        return Err(whole(Fault::TooLong(BYTES)));
    }
    let text = std::str::from_utf8(bytes).map_err(|_| whole(Fault::NoText))?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let lines = Lines::of(text);
    let table = DeTable::parse(text).map_err(|error| {
        let at = error.span().map_or(text.len(), |span| span.start);
        let place = lines.place(at);
        Misread {
            place,
            fault: Fault::NoToml(lines.text(place)),
        }
    })?;
    let top = Fields::of(&lines, table.get_ref(), Place { line: 1, column: 1 }, TOP)?;
    let devices = devices(&top)?;
    let people = people(&top)?;
    let mut names = Names::new(&devices, &people);
    let dates = table_of(&top, "dates", |fields, key| fields.number(key, DAYS as usize))?;
    let dates: BTreeMap<_, _> = dates
        .into_iter()
        .map(|(name, days)| (name, u32::try_from(days).unwrap_or(DAYS)))
        .collect();
    names.keep_all(dates.keys());
    let files = table_of(&top, "files", |fields, key| {
        fields.one(key).map(|one| file(&one, &names)).transpose()
    })?;
    let before = steps(&top, "before", &mut names)?;
    let steps = steps(&top, "step", &mut names)?;
    let end = step::questions(&top, &mut names)?;
    Ok(Story {
        title: top.required("title")?.to_owned(),
        language: language(&top)?,
        devices,
        people,
        dates,
        files,
        before,
        steps,
        end,
    })
}

fn language(fields: &Fields<'_, '_>) -> Result<Language, Misread> {
    let word = fields.required("language")?;
    let known = LANGUAGES.contains(&word).then(|| Language::parse(word)).flatten();
    known.ok_or_else(|| fields.wrong("language", Fault::NoneOf(word.to_owned(), LANGUAGES)))
}

fn devices(top: &Fields<'_, '_>) -> Result<Vec<Player>, Misread> {
    const KEYS: &[&str] = &["name", "who", "language", "kind"];
    const KINDS: &[&str] = &["phone", "tablet", "computer"];
    let mut all: Vec<Player> = Vec::new();
    for fields in top.tables("device", KEYS)? {
        let name = fields.required("name")?;
        if !is_name(name) {
            return Err(fields.wrong("name", Fault::Name(name.to_owned())));
        }
        if all.iter().any(|one| one.name == name) {
            return Err(fields.wrong("name", Fault::Twice(name.to_owned())));
        }
        if all.len() == DEVICES {
            return Err(fields.here(Fault::TooMany("device", DEVICES)));
        }
        let kind = fields.text("kind")?.unwrap_or("phone");
        let kind = Kind::ALL
            .into_iter()
            .find(|one| one.word() == kind)
            .ok_or_else(|| fields.wrong("kind", Fault::NoneOf(kind.to_owned(), KINDS)))?;
        all.push(Player {
            name: name.to_owned(),
            who: fields.text("who")?.unwrap_or(name).to_owned(),
            language: language(&fields)?,
            kind,
        });
    }
    match all.is_empty() {
        true => Err(top.here(Fault::Lacks("device"))),
        false => Ok(all),
    }
}

/// Lists of names: each name once, so that a command can mean a person by it.
fn people(top: &Fields<'_, '_>) -> Result<BTreeMap<String, Vec<String>>, Misread> {
    table_of(top, "people", |fields, key| {
        let Some(list) = fields.list(key)? else {
            return Ok(None);
        };
        let mut names: Vec<String> = Vec::new();
        for one in list {
            let name = one.text()?;
            if names.iter().any(|known| known == name) {
                return Err(one.wrong(Fault::Twice(name.to_owned())));
            }
            names.push(name.to_owned());
        }
        if names.len() > PEOPLE {
            return Err(fields.wrong(key, Fault::TooMany("people", PEOPLE)));
        }
        Ok(Some(names))
    })
}

/// A table whose keys are names of the story's own.
fn table_of<T>(
    top: &Fields<'_, '_>,
    key: &'static str,
    read: impl Fn(&Fields<'_, '_>, &str) -> Result<Option<T>, Misread>,
) -> Result<BTreeMap<String, T>, Misread> {
    let mut all = BTreeMap::new();
    let Some(fields) = top.table(key)? else {
        return Ok(all);
    };
    for name in fields.keys() {
        let fits = match key {
            "files" => is_file(name),
            _ => is_name(name),
        };
        if !fits {
            return Err(fields.at_key(name, Fault::Name(name.to_owned())));
        }
        if let Some(value) = read(&fields, name)? {
            all.insert(name.to_owned(), value);
        }
    }
    Ok(all)
}

/// A file: its text, or the name of one that lies beside the story.
fn file(one: &One<'_, '_>, names: &Names<'_>) -> Result<File, Misread> {
    if one.as_text().is_some() {
        return names.template(one, false).map(File::Text);
    }
    let fields = one.table(&["beside"])?;
    let name = fields.required("beside")?;
    match is_file(name) {
        true => Ok(File::Beside(name.to_owned())),
        false => Err(fields.wrong("beside", Fault::Name(name.to_owned()))),
    }
}

/// `velo.json`: no folder, nothing hidden.
fn is_file(name: &str) -> bool {
    let (stem, ending) = name.split_once('.').unwrap_or((name, "x"));
    [stem, ending].iter().all(|part| {
        let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_';
        (1..=32).contains(&part.len()) && part.chars().all(fits)
    })
}

/// The steps of a part.
fn steps(top: &Fields<'_, '_>, key: &'static str, names: &mut Names<'_>) -> Result<Vec<Step>, Misread> {
    let mut all = Vec::new();
    for fields in top.tables(key, step::KEYS)? {
        let step = step::step(&fields, names)?;
        if all.len() == STEPS {
            return Err(fields.here(Fault::TooMany(key, STEPS)));
        }
        if let Some(who) = step.act.owner() {
            if names.is_lost(who) {
                let name = names.device(who).to_owned();
                return Err(fields.here(Fault::Lost(name)));
            }
            if matches!(step.act, Act::Lose(_)) {
                names.lose(who);
            }
        }
        all.push(step);
    }
    Ok(all)
}

/// `+2h`, `-10m`, `+3d`, in ms.
fn time(text: &str) -> Option<i64> {
    let (sign, rest) = match text.split_at_checked(1)? {
        ("+", rest) => (1, rest),
        ("-", rest) => (-1, rest),
        _ => return None,
    };
    let (number, unit) = rest.split_at_checked(rest.len().checked_sub(1)?)?;
    let unit = match unit {
        "m" => 60_000,
        "h" => 3_600_000,
        "d" => 86_400_000,
        _ => return None,
    };
    let number: u32 = number.parse().ok()?;
    (number <= DAYS * 24 * 60).then_some(sign * i64::from(number) * unit)
}

/// The same, with what is wrong with it.
fn time_of(fields: &Fields<'_, '_>, key: &'static str) -> Result<Option<i64>, Misread> {
    let Some(text) = fields.text(key)? else {
        return Ok(None);
    };
    let wrong = || fields.wrong(key, Fault::Sort(key.to_owned(), Sort::Time));
    time(text).map(Some).ok_or_else(wrong)
}

#[cfg(test)]
mod tests;
