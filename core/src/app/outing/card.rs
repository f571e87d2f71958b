//! The emergency card: read without a network, opened with a reason that is written down where the person's profile is,
//! and closed when the outing is over.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use ekin_i18n::{Date, Time};
use ekin_protocol::hash::h16;
use ekin_protocol::id::{ObjectId, Ord, SpaceId};
use ekin_protocol::membership::{Role, SpaceKind};

use super::{objects, people};
use crate::app::command::{Command, writable};
use crate::app::device::Device;
use crate::app::document::{Kind, Shown, contents, shown};
use crate::app::error::AppError;
use crate::app::query::moment;
use crate::app::space::called::Devices;
use crate::app::space::one_space;
use crate::app::territory::role_here;
use crate::domain::emergency::{CARD, Number, Reason, numbers, strictness};
use crate::domain::fact::value::Line;
use crate::domain::fact::{Access, VERSION};
use crate::domain::kind::{Contents, outing};
use crate::domain::person::PersonId;
use crate::domain::place::Country;
use crate::domain::unknown::Unknown;
use crate::storage::{Read, Space, Tx};

/// What the journal calls a card.
const WHAT: &str = "card";
/// Countries on whose border Ekin was born: their numbers are shown where the plan names none.
const HERE: [&str; 2] = ["FR", "ES"];
/// How long after the end of an outing its cards still open, in ms.
const LATE_MS: i64 = 86_400_000;
/// Plans of a space that are looked at.
const PLANS: u32 = 64;

/// A card, open.
#[derive(Clone, Debug)]
pub struct Card {
    /// Whose.
    pub person: PersonId,
    /// The profile, with the fields of a card alone; of two values both.
    pub profile: Shown,
    /// Numbers of the country where the phone is, where that is known, then of the others of the outing.
    pub numbers: Vec<(Country, &'static [Number])>,
    /// When everything of this space was last here, in its zone: what the card says may have changed since.
    pub as_of: Option<(Date, Time)>,
}

/// Somebody who opened a card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    /// The device.
    pub by: Ord,
    /// What it is called.
    pub named: Option<String>,
    /// Why; none for a reason of a newer version.
    pub reason: Option<Reason>,
    /// When, by its clock, in the space's zone.
    pub when: Option<(Date, Time)>,
    /// Whether the log has it.
    pub logged: bool,
}

impl Device {
    /// Opens the emergency card of a person. That it was opened, and why, is written down in the same transaction.
    ///
    /// # Errors
    /// [`AppError::NoPerson`], [`AppError::NoCard`] where no profile of this space has one, [`AppError::CardClosed`] once the
    /// outing is over, [`AppError::NotAllowed`] for a resident's tablet and a reader.
    pub fn open_card(&self, space: SpaceId, person: &str, reason: Reason) -> Result<Card, AppError> {
        self.store().write(|tx| {
            let here = one_space(tx, space)?;
            let role = role_here(tx, here.sp)?.ok_or(AppError::NotAMember)?;
            if !role.is_staff() && role != Role::Volunteer {
                return Err(AppError::NotAllowed);
            }
            let plans = plans(tx, &here)?;
            let now_ms = self.around().now_ms();
            let goes_on: Vec<_> = plans.iter().filter(|plan| !is_over(plan, now_ms)).collect();
            if goes_on.is_empty() && !plans.is_empty() {
                return Err(AppError::CardClosed);
            }
            let names = people::names(tx)?;
            let person = people::person(&names, [], person)?;
            let row = people::profiles(tx, &here, |row, profile| match profile.unit() == Some(person) {
                true => ControlFlow::Break(row),
                false => ControlFlow::Continue(()),
            })?;
            let row = row.ok_or(AppError::NoCard)?;
            let mut profile = shown(tx, &here, &row)?;
            on_card(&mut profile);
            for rival in &mut profile.rivals {
                rival
                    .values
                    .sort_by_key(|(value, _)| strictness(&rival.at, value));
            }
            let mut command = Command::begin(self, tx, space)?;
            let opened = Access {
                person,
                what: Line::of(WHAT).ok_or(AppError::Words)?,
                reason: Line::of(reason.word()).ok_or(AppError::Words)?,
                note: None,
                version: VERSION,
                unknown: Unknown::default(),
            };
            let object = command.new_object();
            command.put(&object, &opened)?;
            command.send()?;
            self.note_at_home(tx, &here, &object, &opened)?;
            let countries = goes_on.iter().flat_map(|plan| plan.view().lines("countries"));
            Ok(Card {
                person,
                profile,
                numbers: numbers_of(self.country(), &countries.collect::<Vec<_>>()),
                as_of: here.synced_ms.and_then(|ms| moment(ms, here.zone)),
            })
        })
    }

    /// The same is written down where the person reads it, since the outing's space is thrown away: in the home in which they have
    /// a profile, where this device may write there.
    fn note_at_home(
        &self,
        tx: &Tx<'_>,
        here: &Space,
        object: &ObjectId,
        opened: &Access,
    ) -> Result<(), AppError> {
        for home in tx.private_spaces()? {
            let known =
                home.kind == SpaceKind::Home && tx.unit_of_person(home.sp, &opened.person.0)?.is_some();
            if !known || home.sp == here.sp || writable(tx, home.id, self.around()).is_err() {
                continue;
            }
            let mut command = Command::begin(self, tx, home.id)?;
            command.put_beside(&copied(&home.id, object), opened)?;
            command.send()?;
        }
        Ok(())
    }

    /// Who opened the card of a person, the last first.
    ///
    /// # Errors
    /// [`AppError::NoPerson`].
    pub fn card_openings(&self, space: SpaceId, person: &str) -> Result<Vec<Opening>, AppError> {
        self.store().read(|read| {
            let space = one_space(read, space)?;
            let names = people::names(read)?;
            let person = people::person(&names, [], person)?;
            let devices = Devices::of(read, &space)?;
            let mut openings = Vec::new();
            for object in objects::<Access>(read, &space)? {
                for head in &object.heads {
                    let Ok(access) = head.read::<Access>() else {
                        continue;
                    };
                    if access.person == person && access.what.as_str() == WHAT {
                        openings.push(Opening {
                            by: head.by,
                            named: devices.name(head.by).map(str::to_owned),
                            reason: Reason::from_word(access.reason.as_str()),
                            when: moment(i64::try_from(head.at_ms).unwrap_or(i64::MAX), space.zone),
                            logged: head.place.is_some(),
                        });
                    }
                }
            }
            Ok(openings)
        })
    }
}

/// The object of what a home is told of an opening: `H16("access", space, object)`, so that it can be told again.
fn copied(home: &SpaceId, object: &ObjectId) -> ObjectId {
    ObjectId(h16("access", &[&home.0, &object.0]))
}

/// Whether an outing is over: somebody said so, or it ended a day ago and more: people come home late, and clocks are wrong.
fn is_over(plan: &Contents, now_ms: i64) -> bool {
    let view = plan.view();
    let ended = view
        .int("end")
        .is_some_and(|end| now_ms > end.saturating_add(LATE_MS));
    view.text("outing_status") == Some("closed")
        || ended
        || outing::erased_at(&view).is_some_and(|end| now_ms > end)
}

/// The plans of a space; most have one.
fn plans(read: &Read<'_>, space: &Space) -> Result<Vec<Contents>, AppError> {
    let rows = read.documents(space.sp, Some(Kind::Outing.number()), None, PLANS)?;
    rows.iter().map(|row| contents(read, space, row)).collect()
}

fn on_card(profile: &mut Shown) {
    let of_card = |at: &str| CARD.contains(&at.split('.').next().unwrap_or(at));
    let values = profile.contents.values().iter();
    let values = values.filter(|(key, _)| of_card(key) || key.as_str() == "v");
    let values = values.map(|(key, value)| (key.clone(), value.clone())).collect();
    profile.contents = Contents::new(Kind::Profile, values);
    profile.rivals.retain(|rival| of_card(&rival.at));
    profile.kept.retain(|(at, _)| of_card(at));
}

fn numbers_of(here: Option<Country>, countries: &[String]) -> Vec<(Country, &'static [Number])> {
    let known = |codes: &[&str]| -> Vec<_> {
        let countries = codes.iter().filter_map(|code| Country::from_wire(code));
        countries.map(|country| (country, numbers(&country))).collect()
    };
    let given: Vec<&str> = countries.iter().map(String::as_str).collect();
    let mut all = match known(&given) {
        some if !some.is_empty() => some,
        _ => known(&HERE),
    };
    if let Some(here) = here {
        all.retain(|(country, _)| *country != here);
        all.insert(0, (here, numbers(&here)));
    }
    let mut seen = BTreeSet::new();
    all.retain(|(country, _)| seen.insert(country.as_str().to_owned()));
    all
}

#[cfg(test)]
mod tests;
