//! Steps of a story, and the questions at its end.

use super::fields::{Fields, One};
use super::names::{GIVEN, Names};
use super::time_of;
use crate::scenario::fault::{Fault, Misread, Sort};
use crate::scenario::story::{Act, Argument, Do, Expectation, Question, Step, Test, Wanted};
use crate::scenario::template::is_name;

/// What a step may say.
pub const KEYS: &[&str] = &[
    "on", "do", "each", "expect", "told", "waits", "after", "fails", "may_fail", "keep", "words", "sync",
    "cut", "mend", "meet", "clock", "lose", "battery", "together",
];
/// What a step does: one of these.
const ACTS: &[&str] = &[
    "do", "sync", "cut", "mend", "meet", "clock", "lose", "battery", "together",
];
/// What goes with `do` alone.
const WITH_DO: &[&str] = &[
    "each", "expect", "told", "waits", "after", "fails", "may_fail", "keep",
];
/// What a question may say.
const QUESTION: &[&str] = &["do", "on", "expect", "same", "words"];
/// What an expectation may say.
const EXPECTATION: &[&str] = &["says", "silent", "at", "is", "count", "there"];
/// What goes with `at`: one of these.
const TESTS: &[&str] = &["is", "count", "there"];
const BATTERY: &[&str] = &["empty", "charged"];
/// Arguments of a command, at most.
const ARGUMENTS: usize = 500;

/// Commands that a story does not do, and what it says instead.
const NOT_HERE: [(&str, &str); 5] = [
    ("sync", "sync = [\"…\"]"),
    ("near", "meet = [\"…\", \"…\"]"),
    ("scenario", ""),
    ("recovery", ""),
    ("completions", ""),
];
/// Options that the play gives.
const OPTIONS: [&str; 5] = ["--home", "--language", "--json", "--key-file", "--wait"];

/// One step.
pub fn step(fields: &Fields<'_, '_>, names: &mut Names<'_>) -> Result<Step, Misread> {
    let acts: Vec<&str> = ACTS
        .iter()
        .copied()
        .filter(|act| fields.one(act).is_some())
        .collect();
    let &[act] = acts.as_slice() else {
        return Err(fields.here(Fault::OneAct(ACTS)));
    };
    let Some(one) = fields.one(act) else {
        return Err(fields.here(Fault::OneAct(ACTS)));
    };
    let alone = WITH_DO
        .iter()
        .find(|key| act != "do" && fields.one(key).is_some());
    if let Some(key) = alone {
        return Err(fields.at_key(key, Fault::UnknownKey((*key).to_owned(), &["do"])));
    }
    let on = || match fields.one("on") {
        Some(on) => names.who(&on),
        None => Err(fields.here(Fault::Lacks("on"))),
    };
    let act = match act {
        "do" => Act::Do(command(fields, on()?, &one, names)?),
        "sync" => Act::Sync(names.several(&one)?),
        "cut" => Act::Cut(names.several(&one)?),
        "mend" => Act::Mend(names.several(&one)?),
        "meet" => match names.several(&one)?.as_slice() {
            &[a, b] if a != b => Act::Meet(a, b),
            _ => return Err(one.wrong(Fault::Sort("meet".into(), Sort::List))),
        },
        "clock" => {
            let by = time_of(fields, "clock")?.unwrap_or(0);
            match fields.one("on") {
                Some(_) => Act::SetClock(on()?, by),
                // Time never runs back; a clock can be set back.
                None if by < 0 => return Err(fields.here(Fault::Lacks("on"))),
                None => Act::Pass(by),
            }
        }
        "lose" => Act::Lose(names.who(&one)?),
        "battery" => {
            let word = one.text()?;
            if !BATTERY.contains(&word) {
                return Err(one.wrong(Fault::NoneOf(word.to_owned(), BATTERY)));
            }
            Act::Battery {
                on: on()?,
                empty: word == "empty",
            }
        }
        _ if !one.flag()? => return Err(one.wrong(Fault::Sort("together".into(), Sort::Flag))),
        _ => Act::Together,
    };
    if let Act::Do(command) = &act {
        names.keep_all(command.keep.iter().map(|(name, _)| name));
    }
    Ok(Step {
        place: fields.place(),
        words: fields.text("words")?.map(str::to_owned),
        act,
    })
}

fn command(fields: &Fields<'_, '_>, on: usize, line: &One<'_, '_>, names: &Names<'_>) -> Result<Do, Misread> {
    let each = fields.one("each").map(|one| names.each(&one)).transpose()?;
    let waits = fields.flag("waits")?;
    // What is tried again is one command: those that went well before would be done twice.
    if waits && each.is_some() {
        return Err(fields.at_key("waits", Fault::OneAct(&["waits", "each"])));
    }
    let mut keep = Vec::new();
    if let Some(table) = fields.table("keep")? {
        for name in table.keys() {
            if !is_name(name) || GIVEN.contains(&name) {
                return Err(table.at_key(name, Fault::Name(name.to_owned())));
            }
            let path = table.one(name).map(|one| names.path(&one)).transpose()?;
            keep.extend(path.map(|path| (name.to_owned(), path)));
        }
    }
    let fails = fields.text("fails")?.map(str::to_owned);
    let may_fail = fields.text("may_fail")?.map(str::to_owned);
    if fails.is_some() && may_fail.is_some() {
        return Err(fields.at_key("may_fail", Fault::OneAct(&["fails", "may_fail"])));
    }
    Ok(Do {
        on,
        arguments: arguments(line, names, each.is_some())?,
        expect: expectations(fields, "expect", names, each.is_some())?,
        told: expectations(fields, "told", names, each.is_some())?,
        each,
        waits,
        after: match fields.one("after") {
            Some(after) => names.several(&after)?,
            None => Vec::new(),
        },
        fails,
        may_fail,
        keep,
    })
}

/// The arguments of a command: texts, and `{ each = "residents", of = ["--person", "$name"] }`.
fn arguments(line: &One<'_, '_>, names: &Names<'_>, in_each: bool) -> Result<Vec<Argument>, Misread> {
    let mut all = Vec::new();
    for (n, one) in line.list()?.enumerate() {
        if all.len() == ARGUMENTS {
            return Err(one.wrong(Fault::TooMany("do", ARGUMENTS)));
        }
        let Some(text) = one.as_text() else {
            let group = one.table(&["each", "of"])?;
            let lacks = |key| group.here(Fault::Lacks(key));
            let each = names.each(&group.one("each").ok_or_else(|| lacks("each"))?)?;
            let of = group.one("of").ok_or_else(|| lacks("of"))?.list()?;
            let of = of
                .map(|one| names.template(&one, true))
                .collect::<Result<_, _>>()?;
            all.push(Argument::Each(each, of));
            continue;
        };
        if let (0, Some((name, instead))) = (n, NOT_HERE.iter().find(|(name, _)| *name == text)) {
            return Err(one.wrong(Fault::NotHere((*name).to_owned(), instead)));
        }
        let option = text.split('=').next().unwrap_or_default();
        if OPTIONS.contains(&option) {
            return Err(one.wrong(Fault::Given(option.to_owned())));
        }
        all.push(Argument::One(names.template(&one, in_each)?));
    }
    match all.is_empty() {
        true => Err(line.wrong(Fault::Lacks("do"))),
        false => Ok(all),
    }
}

fn expectations(
    fields: &Fields<'_, '_>,
    key: &str,
    names: &Names<'_>,
    in_each: bool,
) -> Result<Vec<Expectation>, Misread> {
    let list = fields.list(key)?.unwrap_or_default();
    list.iter().map(|one| expectation(one, names, in_each)).collect()
}

fn expectation(one: &One<'_, '_>, names: &Names<'_>, in_each: bool) -> Result<Expectation, Misread> {
    let place = one.place();
    // A text alone is what the words say.
    if one.as_text().is_some() {
        let wanted = Wanted::Says(names.template(one, in_each)?);
        return Ok(Expectation { place, wanted });
    }
    let fields = one.table(EXPECTATION)?;
    let test = || -> Result<Test, Misread> {
        let given: Vec<_> = TESTS
            .iter()
            .filter_map(|key| Some((*key, fields.one(key)?)))
            .collect();
        let [(key, one)] = given.as_slice() else {
            return Err(fields.here(Fault::OneAct(TESTS)));
        };
        Ok(match *key {
            "count" => Test::Count(one.number(usize::from(u16::MAX))?),
            "there" if one.flag()? => Test::Something,
            "there" => Test::Nothing,
            _ => match (one.as_flag(), one.as_number()) {
                (Some(flag), _) => Test::Flag(flag),
                (_, Some(number)) => Test::Number(number),
                _ => Test::Text(names.template(one, in_each)?),
            },
        })
    };
    let wanted = match (fields.one("says"), fields.one("silent"), fields.one("at")) {
        (Some(says), None, None) => Wanted::Says(names.template(&says, in_each)?),
        (None, Some(silent), None) => Wanted::Silent(names.template(&silent, in_each)?),
        (None, None, Some(at)) => Wanted::At(names.path(&at)?, test()?),
        _ => return Err(fields.here(Fault::OneAct(&["says", "silent", "at"]))),
    };
    Ok(Expectation { place, wanted })
}

/// The questions at the end.
pub fn questions(top: &Fields<'_, '_>, names: &mut Names<'_>) -> Result<Vec<Question>, Misread> {
    let mut all = Vec::new();
    for fields in top.tables("end", QUESTION)? {
        let line = fields.one("do").ok_or_else(|| fields.here(Fault::Lacks("do")))?;
        all.push(Question {
            place: fields.place(),
            words: fields.text("words")?.map(str::to_owned),
            arguments: arguments(&line, names, false)?,
            on: fields.one("on").map(|on| names.several(&on)).transpose()?,
            expect: expectations(&fields, "expect", names, false)?,
            same: fields.one("same").map_or(Ok(true), |same| same.flag())?,
        });
    }
    match all.is_empty() {
        true => Err(top.here(Fault::Lacks("end"))),
        false => Ok(all),
    }
}
