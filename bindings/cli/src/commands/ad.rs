//! `ad new|list|show|edit|submit|publish|state|skip|adopt`: ads from draft to the end.

use clap::{Arg, ArgAction, ArgMatches, Command};
use ekin_core::app::ad::{AdView, Change, Hand, NewAd};
use ekin_core::app::device::Device;
use ekin_core::app::ids::SpaceId;
use ekin_core::app::says;
use ekin_core::app::territory::NewTerritory;
use ekin_core::domain::language::LanguageTag;
use ekin_core::domain::listing_type::ListingType;
use ekin_i18n::{Catalog, msg};

use super::offer;
use crate::args;
use crate::failure::Failure;
use crate::json;
use crate::lines::{joined, safe_line, short_id};
use crate::output::Output;
use crate::session::Session;

/// What becomes of a listing, as it is typed.
const STATES: [&str; 6] = [
    "scheduled",
    "full",
    "moved-online",
    "postponed",
    "cancelled",
    "archived",
];

/// `ekin ad`
pub fn command(words: Catalog) -> Command {
    let of = |name, about| args::command(words, name, &about);
    let draft = || args::positional(words, "id", &msg::cli_value_id(), &msg::cli_ad_id()).required(true);
    let listing = || args::positional(words, "id", &msg::cli_value_id(), &msg::cli_id()).required(true);
    let fields = || {
        args::positional(words, "field", &msg::cli_value_field(), &msg::cli_ad_fields())
            .action(ArgAction::Append)
            .num_args(1..)
    };
    let space = || args::option(words, "space", &msg::cli_value_name(), &msg::cli_ad_space());
    let kind = args::positional(words, "type", &msg::cli_value_name(), &msg::cli_ad_type())
        .value_parser(ListingType::ALL.map(|one| one.as_str().to_owned()))
        .required(true);
    let handed = |command: Command| {
        command
            .arg(draft())
            .arg(args::flag(words, "sure", &msg::cli_ad_sure()))
            .arg(args::option(
                words,
                "answers-to",
                &msg::cli_value_name(),
                &msg::cli_ad_answers_to(),
            ))
    };
    let state = args::positional(words, "state", &msg::cli_value_name(), &msg::cli_ad_state_word());
    let days: Arg = args::positional(words, "day", &msg::cli_value_date(), &msg::cli_ad_day());
    args::command(words, "ad", &msg::cli_ad())
        .subcommand_required(true)
        .subcommand(of("new", msg::cli_ad_new()).arg(kind).arg(fields()).arg(space()))
        .subcommand(of("list", msg::cli_ad_list()))
        .subcommand(of("show", msg::cli_ad_show()).arg(draft()))
        .subcommand(
            of("edit", msg::cli_ad_edit())
                .arg(draft())
                .arg(fields().required(true)),
        )
        .subcommand(handed(of("submit", msg::cli_ad_submit())))
        .subcommand(handed(of("publish", msg::cli_ad_publish())))
        .subcommand(
            of("state", msg::cli_ad_state())
                .arg(listing())
                .arg(state.value_parser(STATES).required(true))
                .arg(args::option(
                    words,
                    "at",
                    &msg::cli_value_address(),
                    &msg::cli_ad_at(),
                )),
        )
        .subcommand(
            of("skip", msg::cli_ad_skip())
                .arg(listing())
                .arg(days.action(ArgAction::Append).num_args(1..).required(true)),
        )
        .subcommand(
            of("adopt", msg::cli_ad_adopt())
                .arg(listing())
                .arg(fields())
                .arg(space()),
        )
}

/// Does it.
pub fn run(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    match matches.subcommand() {
        Some(("new", matches)) => new(session, matches, out),
        Some(("show", matches)) => show(session, matches, out),
        Some(("edit", matches)) => edit(session, matches, out),
        Some(("submit", matches)) => submit(session, matches, out),
        Some(("publish", matches)) => publish(session, matches, out),
        Some(("state", matches)) => state(session, matches, out),
        Some(("skip", matches)) => skip(session, matches, out),
        Some(("adopt", matches)) => adopt(session, matches, out),
        Some((_, _)) => list(session, out),
        None => Err(Failure::Missing("list")),
    }
}

fn texts(matches: &ArgMatches, name: &str) -> Vec<String> {
    let given = matches.get_many::<String>(name);
    given.into_iter().flatten().cloned().collect()
}

fn language(out: &Output) -> LanguageTag {
    NewTerritory::language_of(out.words().language())
}

/// The space that was named; none for the device's own.
fn space(device: &Device, matches: &ArgMatches, name: &str) -> Result<Option<SpaceId>, Failure> {
    let named = args::text(matches, name).map(|name| device.space_named(Some(name)));
    Ok(named.transpose()?)
}

fn new(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let word = args::required(matches, "type")?;
    let device = session.open("ad new")?;
    let (_, id) = device.new_ad(&NewAd {
        space: space(&device, matches, "space")?,
        own: &out.text(&msg::ad_own_space()),
        listing_type: ListingType::known(word).ok_or_else(|| Failure::value("type", word))?,
        fields: texts(matches, "field"),
        language: language(out),
    })?;
    let ad = device.ad(&id.to_string())?;
    out.say(&msg::ad_created(short_id(id)));
    out.say(&match ad.own {
        true => msg::ad_kept_here(),
        false => msg::state_on_this_device(),
    });
    warn(out, &ad);
    out.answer(&json::AdId { id: id.to_string() })
}

fn edit(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let device = session.open_known("ad edit")?;
    let id = device.edit_ad(
        args::required(matches, "id")?,
        &texts(matches, "field"),
        language(out),
    )?;
    out.say(&msg::ad_edited());
    warn(out, &device.ad(&id.to_string())?);
    out.answer(&json::AdId { id: id.to_string() })
}

fn warn(out: &mut Output, ad: &AdView) {
    if !ad.care.is_empty() {
        out.say(&says::ad::care(&ad.care));
    }
    if ad.past {
        out.say(&msg::ad_past());
    }
}

fn hand(session: &Session, device: &Device, matches: &ArgMatches) -> Result<Hand, Failure> {
    Ok(Hand {
        territory: session.territory(device)?,
        sure: matches.get_flag("sure"),
        answers_to: space(device, matches, "answers-to")?,
    })
}

fn submit(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let device = session.open_known("ad submit")?;
    let hand = hand(session, &device, matches)?;
    let id = args::required(matches, "id")?;
    let number = device.submit_ad(id, hand)?;
    out.say(&msg::ad_handed(number.to_string()));
    if device.ad(id)?.past {
        out.say(&msg::ad_past());
    }
    out.say(&msg::state_on_this_device());
    out.say(&msg::letter_awaits());
    out.answer(&json::Written {
        numbers: vec![number],
    })
}

fn publish(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let device = session.open_known("ad publish")?;
    let hand = hand(session, &device, matches)?;
    let draft = args::required(matches, "id")?;
    let id = device.publish_ad(draft, hand)?.to_string();
    out.say(&msg::publish_done(&id));
    if device.ad(draft)?.past {
        out.say(&msg::ad_past());
    }
    out.say(&msg::state_on_this_device());
    out.answer(&json::AdId { id })
}

fn state(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let word = args::required(matches, "state")?;
    if word != "moved-online" && args::text(matches, "at").is_some() {
        return Err(Failure::Usage(vec![msg::ad_at_online_only()]));
    }
    let change = match word {
        "full" => Change::Full,
        "moved-online" => Change::MovedOnline(args::text(matches, "at").map(ToOwned::to_owned)),
        "postponed" => Change::Postponed,
        "cancelled" => Change::Cancelled,
        "archived" => Change::Archived,
        _ => Change::Scheduled,
    };
    let device = session.open_known("ad state")?;
    let territory = session.territory(&device)?;
    let id = device.change_ad(territory, args::required(matches, "id")?, &change)?;
    out.say(&msg::ad_changed());
    if change == Change::Archived {
        out.say(&msg::ad_archived());
    }
    out.answer(&json::AdId { id: id.to_string() })
}

fn skip(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let device = session.open_known("ad skip")?;
    let territory = session.territory(&device)?;
    let id = device.skip_days(territory, args::required(matches, "id")?, &texts(matches, "day"))?;
    out.say(&msg::ad_skipped());
    out.answer(&json::AdId { id: id.to_string() })
}

fn adopt(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let device = session.open_known("ad adopt")?;
    let territory = session.territory(&device)?;
    let new = NewAd {
        space: space(&device, matches, "space")?,
        own: &out.text(&msg::ad_own_space()),
        listing_type: ListingType::Project,
        fields: texts(matches, "field"),
        language: language(out),
    };
    let (_, id) = device.adopt_ad(territory, args::required(matches, "id")?, new)?;
    out.say(&msg::ad_adopted(short_id(id)));
    out.answer(&json::AdId { id: id.to_string() })
}

fn list(session: &Session, out: &mut Output) -> Result<(), Failure> {
    let ads = session.look()?.ads()?;
    if ads.is_empty() {
        out.say(&msg::ad_none());
    }
    for ad in &ads {
        row(out, ad);
    }
    let list: Vec<_> = ads.iter().map(|ad| json::Ad::of(ad, out.words())).collect();
    out.answer(&list)
}

/// One draft: what it is, and how far it has come.
fn row(out: &mut Output, ad: &AdView) {
    let own = LanguageTag::parse(out.words().language().tag());
    let title = ad.listing.title_for(own.as_slice());
    let head = joined(&[
        short_id(ad.object),
        out.text(&says::listing_type(&ad.listing.listing_type)),
        title.map_or_else(String::new, |title| safe_line(title.text)),
        match ad.own {
            true => out.text(&msg::ad_own_space()),
            false => safe_line(&ad.space_name),
        },
        out.text(&says::ad::state(&ad.state)),
    ]);
    out.line(&head);
    if ad.conflict {
        let two = out.text(&msg::ad_two_values());
        out.hanging(&two, 2);
    }
    if let Some(letter) = &ad.letter {
        letter.outcomes.iter().for_each(|one| offer::outcome(out, one));
    }
}

fn show(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let device = session.look()?;
    let ad = device.ad(args::required(matches, "id")?)?;
    row(out, &ad);
    out.line("");
    super::show::draft(out, &ad.draft());
    if let Some(from) = &ad.listing.adopted {
        out.say(&msg::listing_adopted(safe_line(&from.name)));
    }
    warn(out, &ad);
    out.unbroken(&ad.object.to_string());
    out.answer(&json::Ad::of(&ad, out.words()))
}
