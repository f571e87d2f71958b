//! `consent give|refuse|withdraw|list`: who agrees to be seen and heard, by whom, until when.

use clap::{Arg, ArgAction, ArgMatches, Command};
use ekin_core::app::consent::{NewConsent, Noted};
use ekin_core::app::says;
use ekin_core::domain::consent::{Audience, Purpose, Signer};
use ekin_i18n::{Catalog, msg};

use super::moment::{purpose, with};
use super::search::day;
use super::space::{named, which};
use crate::args;
use crate::failure::Failure;
use crate::json;
use crate::output::Output;
use crate::session::Session;

/// `ekin consent`
pub fn command(words: Catalog) -> Command {
    let of = |name, about| args::command(words, name, &about).arg(which(words));
    let person = || args::positional(words, "person", &msg::cli_value_name(), &msg::cli_seat_person());
    let several = |arg: Arg| arg.action(ArgAction::Append);
    let date = |name, help: &ekin_i18n::Message| args::option(words, name, &msg::cli_value_date(), help);
    let signed = |command: Command| {
        command
            .arg(args::choice(
                words,
                "by",
                &msg::cli_value_name(),
                &msg::cli_consent_by(),
                Signer::ALL.map(Signer::word),
            ))
            .arg(args::option(
                words,
                "name",
                &msg::cli_value_name(),
                &msg::cli_consent_name(),
            ))
            .arg(date("signed-on", &msg::cli_consent_signed_on()))
    };
    let give = of("give", msg::cli_consent_give())
        .arg(person().required(true))
        .arg(several(with(words)).required(true))
        .arg(several(purpose(words)))
        .arg(date("until", &msg::cli_consent_until()));
    let refuse = of("refuse", msg::cli_consent_refuse())
        .arg(person().required(true))
        .arg(several(with(words)))
        .arg(several(purpose(words)));
    let withdraw = of("withdraw", msg::cli_consent_withdraw())
        .arg(person().required(true))
        .arg(several(with(words)))
        .arg(several(purpose(words)));
    args::command(words, "consent", &msg::cli_consent())
        .subcommand_required(true)
        .subcommand(signed(give))
        .subcommand(signed(refuse))
        .subcommand(withdraw)
        .subcommand(of("list", msg::cli_consent_list()).arg(person()))
}

/// Does it.
pub fn run(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    match matches.subcommand() {
        Some(("give", matches)) => note(session, matches, out, true),
        Some(("refuse", matches)) => note(session, matches, out, false),
        Some(("withdraw", matches)) => withdraw(session, matches, out),
        Some((_, matches)) => list(session, matches, out),
        None => Err(Failure::Missing("list")),
    }
}

fn audiences(matches: &ArgMatches) -> Vec<Audience> {
    let words = matches.get_many::<String>("with").into_iter().flatten();
    words.filter_map(|word| Audience::from_word(word)).collect()
}

fn purposes(matches: &ArgMatches) -> Vec<Purpose> {
    let words = matches.get_many::<String>("purpose").into_iter().flatten();
    words.filter_map(|word| Purpose::from_word(word)).collect()
}

fn note(session: &Session, matches: &ArgMatches, out: &mut Output, yes: bool) -> Result<(), Failure> {
    let until = match yes {
        true => day(matches, "until")?,
        false => None,
    };
    let signed_on = day(matches, "signed-on")?;
    let device = session.open_known("consent")?;
    let space = named(&device, matches)?;
    let (mut audiences, mut purposes) = (audiences(matches), purposes(matches));
    // A no to the narrowest audience is a no to all; a yes is to what was asked alone.
    if audiences.is_empty() {
        audiences.push(Audience::Present);
    }
    if purposes.is_empty() {
        purposes = match yes {
            true => vec![Purpose::Memory],
            false => Purpose::ALL.to_vec(),
        };
    }
    let signer = args::text(matches, "by").and_then(Signer::from_word);
    let new = NewConsent {
        person: args::required(matches, "person")?.to_owned(),
        purposes,
        audiences,
        yes,
        signer: signer.unwrap_or(Signer::Oneself),
        name: args::text(matches, "name").map(ToOwned::to_owned),
        signed_on,
        until,
    };
    let noted = device.note_consent(space, &new)?;
    said(&noted, out)
}

fn withdraw(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let device = session.open_known("consent withdraw")?;
    let space = named(&device, matches)?;
    let person = args::required(matches, "person")?;
    let noted = device.withdraw_consent(space, person, &purposes(matches), &audiences(matches))?;
    out.say(&msg::consent_gone(noted.gone as u64));
    said(&noted, out)
}

fn said(noted: &Noted, out: &mut Output) -> Result<(), Failure> {
    out.say(&msg::consent_noted());
    out.say(&msg::state_on_this_device());
    out.answer(&json::ConsentNoted::of(noted))
}

fn list(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let device = session.look()?;
    let all = device.consents(named(&device, matches)?, args::text(matches, "person"))?;
    if all.is_empty() {
        out.say(&msg::consent_none());
    }
    for one in &all {
        out.say(&says::moment::consent(one));
        if one.disagree {
            out.say(&msg::consent_disagree());
        }
    }
    let all: Vec<_> = all.iter().map(json::Consent::of).collect();
    out.answer(&all)
}
