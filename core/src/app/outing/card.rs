//! The emergency card: read without a network, opened with a reason that is written down where the person's profile is,
//! and closed when the outing is over.

use std::ops::ControlFlow;

use ekin_i18n::{Date, Time};
use ekin_protocol::id::{Ord, SpaceId};
use ekin_protocol::membership::Role;

use super::{objects, people, plan};
use crate::app::command::Command;
use crate::app::device::Device;
use crate::app::document::{Kind, Shown, shown};
use crate::app::error::AppError;
use crate::app::query::moment;
use crate::app::space::one_space;
use crate::app::territory::role_here;
use crate::domain::emergency::{CARD, Number, Reason, numbers};
use crate::domain::fact::value::Line;
use crate::domain::fact::{Access, VERSION};
use crate::domain::kind::{Contents, outing};
use crate::domain::person::PersonId;
use crate::domain::place::Country;
use crate::domain::unknown::Unknown;

/// What the journal calls a card.
const WHAT: &str = "card";
/// Countries on whose border Ekin was born: their numbers are shown where the plan names none.
const HERE: [&str; 2] = ["FR", "ES"];

/// A card, open.
#[derive(Clone, Debug)]
pub struct Card {
    /// Whose.
    pub person: PersonId,
    /// The profile, with the fields of a card alone; of two values both.
    pub profile: Shown,
    /// Numbers of the countries of the outing.
    pub numbers: Vec<(Country, &'static [Number])>,
}

/// Somebody who opened a card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    /// The device.
    pub by: Ord,
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
            let outing = match plan(tx, &here, None) {
                Ok((_, contents)) => Some(contents),
                Err(AppError::NoOuting | AppError::SeveralOutings) => None,
                Err(other) => return Err(other),
            };
            if outing
                .as_ref()
                .is_some_and(|plan| is_over(plan, self.around().now_ms()))
            {
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
            let countries = outing
                .map(|plan| plan.view().lines("countries"))
                .unwrap_or_default();
            Ok(Card {
                person,
                profile,
                numbers: numbers_of(&countries),
            })
        })
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
            let mut openings = Vec::new();
            for object in objects::<Access>(read, &space)? {
                for head in &object.heads {
                    let Ok(access) = head.read::<Access>() else {
                        continue;
                    };
                    if access.person == person && access.what.as_str() == WHAT {
                        openings.push(Opening {
                            by: head.by,
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

/// Whether an outing is over: somebody said so, or its days are. Its end alone closes nothing: people come home late, and clocks
/// are wrong.
fn is_over(plan: &Contents, now_ms: i64) -> bool {
    let view = plan.view();
    view.text("outing_status") == Some("closed") || outing::erased_at(&view).is_some_and(|end| now_ms > end)
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

fn numbers_of(countries: &[String]) -> Vec<(Country, &'static [Number])> {
    let known = |codes: &[&str]| -> Vec<_> {
        let countries = codes.iter().filter_map(|code| Country::from_wire(code));
        countries.map(|country| (country, numbers(&country))).collect()
    };
    let given: Vec<&str> = countries.iter().map(String::as_str).collect();
    match known(&given) {
        some if !some.is_empty() => some,
        _ => known(&HERE),
    }
}

#[cfg(test)]
mod tests;
