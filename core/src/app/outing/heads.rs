//! Heads of an outing: what each device counted, and what that comes to. The rules are those of
//! [`crate::domain::heads`]; here they meet what was said.

use std::collections::{BTreeMap, BTreeSet};

use chrono_tz::Tz;
use ekin_i18n::{Date, Time};
use ekin_protocol::id::{ObjectId, Ord, SpaceId};
use ekin_protocol::limits;

use super::handover::{self, HandoverShown};
use super::people::{self, Names};
use super::{objects, plan};
use crate::app::command::{Command, writable};
use crate::app::device::Device;
use crate::app::error::AppError;
use crate::app::fact::{FactHead, object_of};
use crate::app::query::moment;
use crate::app::space::called::Devices;
use crate::app::space::one_space;
use crate::domain::fact::Check;
use crate::domain::fact::check::{self, Counted};
use crate::domain::fact::value::Line;
use crate::domain::heads::{self, Heads, Roster, Seen};
use crate::domain::kind::outing::NO_GROUP;
use crate::domain::kind::{Contents, Plain};
use crate::domain::outing::handover::State;
use crate::domain::person::PersonId;
use crate::storage::{Read, Space};

/// Most people without a name whom one device counts.
const MAX_UNNAMED: u32 = 1_000;

/// What somebody saw of some persons at one moment.
#[derive(Clone, Debug)]
pub struct NewCheck {
    /// The moment: a row of the plan's legs; none for the whole outing.
    pub leg: Option<String>,
    /// Who, each by name or by the beginning of an id.
    pub people: Vec<String>,
    /// What was seen.
    pub seen: Seen,
    /// With which educator they are, by name or by the beginning of an id.
    pub with: Option<String>,
    /// Where, in words.
    pub place: Option<String>,
}

/// Heads of one moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeadsShown {
    /// The plan.
    pub plan: ObjectId,
    /// The moment; none for the whole outing.
    pub leg: Option<String>,
    /// What all counts come to.
    pub heads: Heads,
    /// Names of those who have a profile here.
    pub names: Names,
    /// What devices are called.
    pub devices: Devices,
    /// When each device last counted at this moment, ms since 1970 by its own clock.
    pub last: BTreeMap<Ord, u64>,
    /// The last known place of each person.
    pub places: BTreeMap<PersonId, LastPlace>,
    /// Groups that were handed over at this moment, the last first.
    pub handovers: Vec<HandoverShown>,
    /// Everybody on the roster.
    pub roster: Vec<PersonId>,
    /// The space's zone.
    pub zone: Tz,
    /// This device.
    pub me: Option<Ord>,
}

/// Where somebody was seen last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LastPlace {
    /// Where, in words.
    pub place: String,
    /// The device that says so.
    pub by: Ord,
    /// Its clock then, ms since 1970.
    pub at_ms: u64,
    /// The same in the space's zone.
    pub when: Option<(Date, Time)>,
}

impl Device {
    /// Says of some persons what was seen, in one transaction. What other devices said stays beside it.
    ///
    /// # Errors
    /// [`AppError::NoOuting`], [`AppError::NoLeg`], [`AppError::NoPerson`], [`AppError::Words`].
    pub fn check_heads(
        &self,
        space: SpaceId,
        outing: Option<&str>,
        new: &NewCheck,
    ) -> Result<ObjectId, AppError> {
        self.store().write(|tx| {
            let here = writable(tx, space, self.around())?;
            let (plan, contents) = plan(tx, &here, outing)?;
            let leg = leg(&contents, new.leg.as_deref())?;
            let names = people::names(tx)?;
            let roster = roster(&contents);
            let person = |wanted: &String| people::person(&names, roster.keys(), wanted);
            let with = new.with.as_ref().map(person).transpose()?;
            let place = match &new.place {
                Some(place) => Some(Line::of(place).ok_or(AppError::Words)?),
                None => None,
            };
            let by = Device::author(tx, here.sp)?.ord;
            // A whole coach is more than one envelope holds.
            for some in new.people.chunks(limits::ITEMS) {
                let mut command = Command::begin(self, tx, space)?;
                for wanted in some {
                    let who = person(wanted)?;
                    let counted = Counted {
                        plan: &plan,
                        leg: leg.as_ref().map(Line::as_str),
                        person: Some(who),
                        by,
                    };
                    let object = counted.object(&space);
                    let fact = Check {
                        instead: instead(tx, &here, &object)?,
                        person: Some(who),
                        seen: Line::of(check::word(new.seen)),
                        with,
                        place: place.clone(),
                        ..Check::at(plan, leg.clone())
                    };
                    command.put_beside(&object, &fact)?;
                }
                command.send()?;
            }
            Ok(plan)
        })
    }

    /// Says how many people without a name are there, as this device counted.
    ///
    /// # Errors
    /// As [`Device::check_heads`].
    pub fn count_unnamed(
        &self,
        space: SpaceId,
        outing: Option<&str>,
        leg: &str,
        unnamed: u32,
    ) -> Result<ObjectId, AppError> {
        self.store().write(|tx| {
            let mut command = Command::begin(self, tx, space)?;
            let (plan, contents) = plan(tx, command.space(), outing)?;
            let row = self::leg(&contents, Some(leg))?;
            let counted = Counted {
                plan: &plan,
                leg: row.as_ref().map(Line::as_str),
                person: None,
                by: Device::author(tx, command.space().sp)?.ord,
            };
            let fact = Check {
                unnamed: Some(unnamed.min(MAX_UNNAMED).into()),
                ..Check::at(plan, row.clone())
            };
            command.put_beside(&counted.object(&space), &fact)?;
            command.send()?;
            Ok(plan)
        })
    }

    /// Takes back what this device said of a person at a moment: they are to be looked for again, as far as it knows.
    ///
    /// # Errors
    /// As [`Device::check_heads`]; [`AppError::NothingToUndo`] where this device said nothing.
    pub fn take_back_check(
        &self,
        space: SpaceId,
        outing: Option<&str>,
        leg: Option<&str>,
        person: &str,
    ) -> Result<ObjectId, AppError> {
        self.store().write(|tx| {
            let mut command = Command::begin(self, tx, space)?;
            let here = command.space().clone();
            let (plan, contents) = plan(tx, &here, outing)?;
            let leg = self::leg(&contents, leg)?;
            let names = people::names(tx)?;
            let counted = Counted {
                plan: &plan,
                leg: leg.as_ref().map(Line::as_str),
                person: Some(people::person(&names, roster(&contents).keys(), person)?),
                by: Device::author(tx, here.sp)?.ord,
            };
            let object = counted.object(&space);
            if tx.heads(here.sp, &object)?.is_empty() {
                return Err(AppError::NothingToUndo);
            }
            command.end(&object)?;
            command.send()?;
            Ok(plan)
        })
    }

    /// Heads at one moment; with no leg, what holds for the whole outing.
    ///
    /// # Errors
    /// [`AppError::NoOuting`], [`AppError::NoLeg`].
    pub fn heads(
        &self,
        space: SpaceId,
        outing: Option<&str>,
        leg: Option<&str>,
    ) -> Result<HeadsShown, AppError> {
        self.store().read(|read| {
            let space = one_space(read, space)?;
            let (object, contents) = plan(read, &space, outing)?;
            let leg = self::leg(&contents, leg)?;
            shown(read, &space, object, &contents, leg.as_ref().map(Line::as_str))
        })
    }
}

/// What this device's word of a head was in the place of: it stays so when they are looked for again.
pub(in crate::app) fn instead(
    read: &Read<'_>,
    space: &Space,
    object: &ObjectId,
) -> Result<Vec<[u8; 16]>, AppError> {
    let known = object_of(read, space, object)?;
    let known = known.shown().and_then(|head| head.read::<Check>().ok());
    Ok(known.map_or_else(Vec::new, |check| check.instead))
}

/// Who is expected, each with the name of their group.
pub(super) fn roster(contents: &Contents) -> Roster {
    let view = contents.view();
    let groups = view.rows("groups");
    let group = |row: &str| {
        let found = groups.iter().find(|group| group.name() == row);
        found
            .and_then(|group| group.text("name"))
            .unwrap_or(row)
            .to_owned()
    };
    let entries = view.entries("roster").into_iter();
    entries
        .filter_map(|(person, row)| {
            let row = match row {
                Plain::Str(row) if row != NO_GROUP => row.as_str(),
                _ => "",
            };
            Some((person.parse().ok()?, group(row)))
        })
        .collect()
}

/// A leg of the plan, by the name of its row, or by what it is where only one is that.
pub(super) fn leg(contents: &Contents, wanted: Option<&str>) -> Result<Option<Line>, AppError> {
    let Some(wanted) = wanted.map(str::trim) else {
        return Ok(None);
    };
    let view = contents.view();
    let rows = view.rows("legs");
    let named = rows.iter().find(|row| row.name() == wanted);
    let mut such = rows.iter().filter(|row| row.text("what") == Some(wanted));
    let only = such.next().filter(|_| such.next().is_none());
    match named.or(only) {
        Some(row) => Ok(Line::of(row.name())),
        None => Err(AppError::NoLeg {
            given: wanted.to_owned(),
            names: rows
                .iter()
                .map(|row| match row.text("what") {
                    Some(what) => format!("{} ({what})", row.name()),
                    None => row.name().to_owned(),
                })
                .collect(),
        }),
    }
}

/// What was said of heads of an outing and counts: not what somebody said something in the place of.
pub(super) fn counting(
    read: &Read<'_>,
    space: &Space,
    plan: &ObjectId,
) -> Result<Vec<(FactHead, Check)>, AppError> {
    let mut all = Vec::new();
    for object in objects::<Check>(read, space)? {
        for head in object.heads {
            let said = head.read::<Check>().ok().filter(|said| said.plan == *plan);
            all.extend(said.map(|said| (head, said)));
        }
    }
    let named: Vec<_> = all
        .iter()
        .map(|(head, said)| (head.hash.short().0, &said.instead[..]))
        .collect();
    let mut counts = check::counting(&named).into_iter();
    all.retain(|_| counts.next() == Some(true));
    Ok(all)
}

pub(super) fn shown(
    read: &Read<'_>,
    space: &Space,
    plan: ObjectId,
    contents: &Contents,
    leg: Option<&str>,
) -> Result<HeadsShown, AppError> {
    let (mut checks, mut unnamed, mut planned) = (Vec::new(), BTreeMap::new(), BTreeSet::new());
    let (mut last, mut places) = (
        BTreeMap::<Ord, u64>::new(),
        BTreeMap::<PersonId, LastPlace>::new(),
    );
    for (head, said) in counting(read, space, &plan)? {
        let seen = said.seen.as_ref().and_then(|word| check::seen(word.as_str()));
        if let (Some(person), Some(place)) = (said.person, &said.place)
            && places.get(&person).is_none_or(|known| known.at_ms < head.at_ms)
        {
            let seen = LastPlace {
                place: place.as_str().to_owned(),
                by: head.by,
                at_ms: head.at_ms,
                when: moment(i64::try_from(head.at_ms).unwrap_or(i64::MAX), space.zone),
            };
            places.insert(person, seen);
        }
        let of_leg = said.leg.as_ref().map(Line::as_str);
        if of_leg.is_none() && seen == Some(Seen::Excused) {
            planned.extend(said.person);
        }
        if of_leg != leg {
            continue;
        }
        let when = last.entry(head.by).or_default();
        *when = head.at_ms.max(*when);
        if let Some(n) = said.unnamed {
            let count: &mut u32 = unnamed.entry(head.by).or_default();
            *count = (*count).max(u32::try_from(n).unwrap_or(MAX_UNNAMED).min(MAX_UNNAMED));
        }
        if let (Some(person), Some(seen)) = (said.person, seen) {
            checks.push(heads::Check {
                person,
                seen,
                by: head.by,
                with: said.with,
                place: said.place.map(|place| place.as_str().to_owned()),
                at_ms: head.at_ms,
            });
        }
    }
    let handovers = handover::shown(read, space, &plan, contents)?;
    let of_leg = handovers.into_iter().map(|(one, _)| one);
    // One of no moment in particular holds at every one.
    let of_leg = of_leg.filter(|one| one.leg.is_none() || one.leg.as_deref() == leg);
    let handovers: Vec<HandoverShown> = of_leg.collect();
    let roster = roster(contents);
    let mut heads = heads::heads(&roster, &planned, &checks, &unnamed);
    heads.hand_over(&checks, &signed(&handovers));
    Ok(HeadsShown {
        plan,
        leg: leg.map(ToOwned::to_owned),
        heads,
        handovers,
        names: people::names(read)?,
        devices: Devices::of(read, space)?,
        last,
        places,
        roster: roster.into_keys().collect(),
        zone: space.zone,
        me: space.author.map(|author| author.ord),
    })
}

/// What both have signed, for the rules of heads.
fn signed(handovers: &[HandoverShown]) -> Vec<heads::Handed> {
    let signed = handovers.iter().filter(|one| one.state == State::Signed);
    let handed = signed.filter_map(|one| {
        Some(heads::Handed {
            people: one.people.clone(),
            with: one.with?,
            at_ms: one.at_ms,
        })
    });
    handed.collect()
}

#[cfg(test)]
mod tests;
