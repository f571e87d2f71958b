//! `moment add|who|mask|share|hand-out|list|show|get|remove`: photos and sounds of people.

use std::path::Path;

use clap::{Arg, ArgAction, ArgMatches, Command};
use ekin_core::app::moment::{MomentLine, MomentState, NewMoment};
use ekin_core::app::says;
use ekin_core::domain::consent::{Audience, Purpose};
use ekin_core::media::picture::Area;
use ekin_i18n::{Catalog, Value, msg};

use super::blob::{read, whole};
use super::seat::outing;
use super::space::{named, which};
use crate::args;
use crate::failure::Failure;
use crate::json;
use crate::lines::{joined, short_id};
use crate::output::Output;
use crate::session::Session;

/// Who may see, as it is typed.
pub fn with(words: Catalog) -> Arg {
    let help = msg::cli_moment_with();
    args::choice(
        words,
        "with",
        &msg::cli_value_name(),
        &help,
        Audience::ALL.map(Audience::word),
    )
}

/// What for, as it is typed.
pub fn purpose(words: Catalog) -> Arg {
    let help = msg::cli_moment_purpose();
    args::choice(
        words,
        "purpose",
        &msg::cli_value_name(),
        &help,
        Purpose::ALL.map(Purpose::word),
    )
}

/// `ekin moment`
pub fn command(words: Catalog) -> Command {
    let of = |name, about| args::command(words, name, &about).arg(which(words));
    let id = || args::positional(words, "id", &msg::cli_value_id(), &msg::cli_moment_id()).required(true);
    let to_file =
        || args::option(words, "to", &msg::cli_value_file(), &msg::cli_moment_file_to()).required(true);
    let others = || {
        args::option(
            words,
            "others",
            &msg::cli_value_number(),
            &msg::cli_moment_others(),
        )
        .value_parser(args::number(0, 10_000))
    };
    let nobody =
        |than| args::flag(words, "nobody", &msg::cli_moment_nobody()).conflicts_with_all([than, "others"]);
    let add = of("add", msg::cli_moment_add())
        .arg(args::positional(words, "file", &msg::cli_value_file(), &msg::cli_moment_file()).required(true))
        .arg(args::option(
            words,
            "words",
            &msg::cli_value_words(),
            &msg::cli_moment_words(),
        ))
        .arg(
            args::option(words, "who", &msg::cli_value_name(), &msg::cli_moment_person())
                .action(ArgAction::Append),
        )
        .arg(others())
        .arg(nobody("who"))
        .arg(purpose(words))
        .arg(outing(words));
    let who = of("who", msg::cli_moment_who())
        .arg(id())
        .arg(
            args::positional(words, "person", &msg::cli_value_name(), &msg::cli_moment_person())
                .action(ArgAction::Append)
                .num_args(0..),
        )
        .arg(others())
        .arg(nobody("person"));
    let mask = of("mask", msg::cli_moment_mask())
        .arg(id())
        .arg(args::option(words, "area", &msg::cli_value_number(), &msg::cli_moment_area()).required(true))
        .arg(args::option(
            words,
            "of",
            &msg::cli_value_name(),
            &msg::cli_moment_of(),
        ));
    let share = of("share", msg::cli_moment_share())
        .arg(id())
        .arg(with(words).required(true))
        .arg(args::option(
            words,
            "to",
            &msg::cli_value_name(),
            &msg::cli_moment_to(),
        ));
    args::command(words, "moment", &msg::cli_moment())
        .subcommand_required(true)
        .subcommand(add)
        .subcommand(who)
        .subcommand(mask)
        .subcommand(share)
        .subcommand(
            of("hand-out", msg::cli_moment_hand_out())
                .arg(id())
                .arg(with(words).required(true))
                .arg(to_file()),
        )
        .subcommand(of("list", msg::cli_moment_list()))
        .subcommand(of("show", msg::cli_moment_show()).arg(id()))
        .subcommand(of("get", msg::cli_moment_get()).arg(id()).arg(to_file()))
        .subcommand(of("remove", msg::cli_moment_remove()).arg(id()))
}

/// Does it.
pub fn run(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    match matches.subcommand() {
        Some(("add", matches)) => add(session, matches, out),
        Some(("who", matches)) => who(session, matches, out),
        Some(("mask", matches)) => mask(session, matches, out),
        Some(("share", matches)) => share(session, matches, out),
        Some(("hand-out", matches)) => hand_out(session, matches, out),
        Some(("show", matches)) => show(session, matches, out),
        Some(("get", matches)) => get(session, matches, out),
        Some(("remove", matches)) => remove(session, matches, out),
        Some((_, matches)) => list(session, matches, out),
        None => Err(Failure::Missing("list")),
    }
}

fn several(matches: &ArgMatches, name: &str) -> Vec<String> {
    let values = matches.get_many::<String>(name);
    values.into_iter().flatten().cloned().collect()
}

/// How many have no name: none, once somebody was named or nobody can be known on it.
fn others(matches: &ArgMatches, people: &[String]) -> Option<u32> {
    let said = args::count(matches, "others").and_then(|others| u32::try_from(others).ok());
    said.or((matches.get_flag("nobody") || !people.is_empty()).then_some(0))
}

fn audience(matches: &ArgMatches) -> Result<Audience, Failure> {
    let word = args::required(matches, "with")?;
    Audience::from_word(word).ok_or_else(|| Failure::value("--with", word))
}

fn add(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let device = session.open_known("moment add")?;
    let space = named(&device, matches)?;
    let bytes = read(args::required(matches, "file")?)?;
    let people = several(matches, "who");
    let purpose = args::text(matches, "purpose").and_then(Purpose::from_word);
    let new = NewMoment {
        bytes: &bytes,
        words: args::text(matches, "words"),
        others: others(matches, &people),
        people,
        outing: args::text(matches, "outing"),
        purpose: purpose.unwrap_or(Purpose::Memory),
    };
    let added = device.add_moment(space, &new)?;
    let id = added.object.to_string();
    out.say(&msg::moment_added(short_id(&id)));
    for notice in &added.notices {
        out.say(&says::media_notice(*notice));
    }
    let line = device.moment(space, &id)?;
    for text in about(&line) {
        out.say(&text);
    }
    out.answer(&json::Moment::of(&line))
}

fn who(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let device = session.open_known("moment who")?;
    let space = named(&device, matches)?;
    let people = several(matches, "person");
    let others = others(matches, &people).ok_or(Failure::Missing("person"))?;
    let id = device.name_moment(space, args::required(matches, "id")?, &people, others)?;
    out.say(&msg::moment_named());
    out.answer(&json::Moment::of(&device.moment(space, &id.to_string())?))
}

fn mask(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let text = args::required(matches, "area")?;
    let area = area(text).ok_or_else(|| Failure::value_as("--area", text, msg::moment_area_form()))?;
    let device = session.open_known("moment mask")?;
    let space = named(&device, matches)?;
    let id = device.mask_moment(
        space,
        args::required(matches, "id")?,
        area,
        args::text(matches, "of"),
    )?;
    out.say(&msg::moment_masked());
    let line = device.moment(space, &id.to_string())?;
    let row = row(out, &line);
    out.line(&row);
    out.answer(&json::Moment::of(&line))
}

fn area(text: &str) -> Option<Area> {
    let numbers: Vec<u32> = text
        .split(',')
        .map(|number| number.trim().parse())
        .collect::<Result<_, _>>()
        .ok()?;
    match numbers.as_slice() {
        [x, y, width, height] => Some(Area {
            x: *x,
            y: *y,
            width: *width,
            height: *height,
        }),
        _ => None,
    }
}

fn share(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let audience = audience(matches)?;
    let device = session.open_known("moment share")?;
    let space = named(&device, matches)?;
    let to = args::text(matches, "to");
    let to = to.map(|to| device.space_named(Some(to))).transpose()?;
    let shared = device.share_moment(space, args::required(matches, "id")?, audience, to)?;
    out.say(&msg::moment_shared(short_id(shared.object)));
    out.say(&msg::state_on_this_device());
    out.answer(&json::MomentShared::of(&shared))
}

fn hand_out(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let audience = audience(matches)?;
    let device = session.open_known("moment hand-out")?;
    let space = named(&device, matches)?;
    let (id, to) = (args::required(matches, "id")?, args::required(matches, "to")?);
    whole(Path::new(to), |file| {
        device.hand_out_moment(space, id, audience, file)?;
        Ok(())
    })?;
    out.say(&msg::moment_written(to));
    out.answer(&json::Moment::of(&device.moment(space, id)?))
}

fn list(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let device = session.look()?;
    let lines = device.moments(named(&device, matches)?)?;
    if lines.is_empty() {
        out.say(&msg::moment_none());
    }
    for line in &lines {
        let row = row(out, line);
        out.line(&row);
    }
    let lines: Vec<_> = lines.iter().map(json::Moment::of).collect();
    out.answer(&lines)
}

fn row(out: &Output, line: &MomentLine) -> String {
    let untitled = || out.text(&msg::moment_untitled());
    let (state, held) = match &line.state {
        MomentState::Unshared { .. } => (out.text(&msg::moment_unshared()), String::new()),
        MomentState::Shared { state, held } => {
            (out.text(&says::blob_state(*state)), out.text(&says::held(*held)))
        }
        MomentState::Hidden(_) => (out.text(&msg::moment_is_hidden()), String::new()),
    };
    let audience = line
        .audience
        .map(|to| out.text(&msg::moment_for(says::moment::audience(to))));
    joined(&[
        short_id(line.object),
        line.words.clone().unwrap_or_else(untitled),
        line.when
            .map(|(day, time)| out.value(&Value::Moment(day, time)))
            .unwrap_or_default(),
        audience.unwrap_or_default(),
        match line.masks {
            0 => String::new(),
            masks => out.text(&msg::moment_covered(masks)),
        },
        state,
        held,
    ])
}

/// Who is on it, and what stands in the way of whom.
fn about(line: &MomentLine) -> Vec<ekin_i18n::Message> {
    let mut lines = Vec::new();
    let names: Vec<Value> = line
        .people
        .iter()
        .map(|(person, name)| says::moment::name(person, name.as_deref()).into())
        .collect();
    if !names.is_empty() {
        lines.push(msg::moment_people(names));
    }
    if let Some(by) = line.masked_by {
        lines.push(msg::moment_covered_by(by.to_string()));
    }
    match &line.state {
        MomentState::Unshared { others: None, .. } => lines.push(msg::moment_who()),
        MomentState::Unshared {
            others: Some(others),
            missing,
        } => {
            if *others > 0 {
                lines.push(msg::moment_not_named(u64::from(*others)));
            }
            if line.people.is_empty() && *others == 0 {
                lines.push(msg::moment_nobody());
            }
            for (audience, missing) in missing {
                match missing.is_empty() {
                    true if *others == 0 => {
                        lines.push(msg::moment_may(says::moment::audience(*audience)));
                    }
                    true => {}
                    // A no to some is a no to whoever is more: it stands in the way of several audiences, and is said once.
                    false => {
                        for said in missing.iter().map(says::moment::missing) {
                            if !lines.contains(&said) {
                                lines.push(said);
                            }
                        }
                    }
                }
            }
        }
        MomentState::Hidden(missing) => {
            lines.push(msg::moment_hidden());
            lines.extend(missing.iter().map(says::moment::missing));
        }
        MomentState::Shared { .. } => {}
    }
    lines
}

fn show(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let device = session.look()?;
    let line = device.moment(named(&device, matches)?, args::required(matches, "id")?)?;
    let row = row(out, &line);
    out.line(&row);
    for text in about(&line) {
        out.say(&text);
    }
    out.answer(&json::Moment::of(&line))
}

fn get(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let device = session.open_known("moment get")?;
    let space = named(&device, matches)?;
    let (id, to) = (args::required(matches, "id")?, args::required(matches, "to")?);
    whole(Path::new(to), |file| {
        device.write_moment(space, id, file)?;
        Ok(())
    })?;
    out.say(&msg::blob_written(to));
    out.answer(&json::Moment::of(&device.moment(space, id)?))
}

fn remove(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let device = session.open_known("moment remove")?;
    let space = named(&device, matches)?;
    let gone = device.remove_moment(space, args::required(matches, "id")?)?;
    out.say(&msg::moment_removed(gone as u64));
    out.answer(&json::MomentsGone { gone })
}

#[cfg(test)]
mod tests {
    use super::*;
    use ekin_core::app::ids::ObjectId;
    use ekin_core::app::moment::Missing;
    use ekin_core::domain::consent::Standing;
    use ekin_core::domain::person::PersonId;

    #[test]
    fn a_no_that_stands_in_the_way_of_every_audience_is_said_once() {
        let missing = |audience| Missing {
            person: PersonId([2; 16]),
            name: Some("Colette".to_owned()),
            audience,
            standing: Standing::Withdrawn(Audience::Present),
        };
        let line = MomentLine {
            object: ObjectId([1; 16]),
            words: None,
            people: vec![(PersonId([2; 16]), Some("Colette".to_owned()))],
            audience: None,
            purpose: Purpose::Memory,
            masks: 0,
            masked_by: None,
            by: None,
            when: None,
            media_type: "image/jpeg".to_owned(),
            pixels: None,
            state: MomentState::Unshared {
                others: Some(0),
                missing: Audience::ALL.map(|to| (to, vec![missing(to)])).to_vec(),
            },
        };
        let no = says::moment::missing(&missing(Audience::Present));
        assert_eq!(about(&line).iter().filter(|said| **said == no).count(), 1);
    }
}
