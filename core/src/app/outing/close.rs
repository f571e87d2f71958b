//! The end of an outing. What must stay is copied into the house first; then its space is retired by its owner, and every device
//! forgets it with its keys, its names and its files: at once, or when it comes back from where there was no network. When that is
//! due says [`crate::domain::outing::ending`].

use std::collections::{BTreeMap, BTreeSet};

use ekin_i18n::{Date, Time};
use ekin_protocol::id::{ObjectId, SpaceId};
use ekin_protocol::membership::{Role, SpaceKind};

use super::error::OutingError;
use super::roster::of_outing;
use super::{objects, plan_row, seats};
use crate::app::command::{Command, writable};
use crate::app::device::Device;
use crate::app::document::{Kind, assigned, contents, forget_last, open};
use crate::app::error::AppError;
use crate::app::fact::{FactObject, object_of};
use crate::app::query::moment;
use crate::app::relay_time;
use crate::app::territory::role_here;
use crate::domain::fact::check::{self, Check};
use crate::domain::fact::value::Line;
use crate::domain::heads::Seen;
use crate::domain::kind::{Contents, outing};
use crate::domain::language::LanguageTag;
use crate::domain::outing::attendance::{self, attendance};
use crate::domain::outing::ending::{Stage, stage};
use crate::domain::person::PersonId;
use crate::domain::seats::Standing;
use crate::storage::{DocumentRow, Read, Space, StoreError, Tx};

/// Facts of one envelope, at most: each names a person, an outing and a day.
const CHUNK: usize = 32;
/// Plans of one space that are looked at.
const PLANS: u32 = 256;

/// An outing that somebody says is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Closed {
    /// Persons of whom the house keeps now whether they came along.
    pub kept: usize,
    /// When its space goes; none where that is asked for now, or the plan is not in a space of its own.
    pub until: Option<(Date, Time)>,
}

/// An outing's space that this device forgot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ended {
    /// The space.
    pub space: SpaceId,
    /// What people called it.
    pub name: String,
    /// Own commands that no log has, and that nobody will have.
    pub unsent: u64,
}

/// What a house keeps of an outing whose space is gone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastOuting {
    /// The house's space.
    pub space: SpaceId,
    /// The plan that it had.
    pub plan: ObjectId,
    /// What it was called.
    pub title: String,
    /// When it began.
    pub start: Option<(Date, Time)>,
    /// What is known of each person: none where there was no place for them.
    pub people: BTreeMap<PersonId, Option<Seen>>,
}

impl Device {
    /// Says that an outing is over: its cards are closed, and the house keeps who came along. Its space stays until its time is
    /// over, or with `now` goes as soon as the relay has heard of it.
    ///
    /// # Errors
    /// [`AppError::NoOuting`], [`AppError::NotAllowed`] unless this device organises, [`AppError::NotAnOwner`] with `now` for others
    /// than owners, [`OutingError::NotAnOuting`].
    pub fn close_outing(&self, space: SpaceId, outing: Option<&str>, now: bool) -> Result<Closed, AppError> {
        self.store().write(|tx| {
            let here = self.organised(tx, space)?;
            if now && here.kind != SpaceKind::Outing {
                return Err(OutingError::NotAnOuting.into());
            }
            let row = plan_row(tx, &here, outing)?;
            let mut command = Command::begin(self, tx, space)?;
            let closed = ["outing_status=closed".to_owned()];
            let edits = assigned(Kind::Outing, &closed, &here, LanguageTag::FR)?;
            super::edit(tx, &mut command, &row, &edits)?;
            command.send()?;
            let kept = self.keep(tx, &here, &row)?;
            if now {
                if role_here(tx, here.sp)? != Some(Role::Owner) {
                    return Err(AppError::NotAnOwner);
                }
                // What was written before goes first: the retired log takes no more.
                tx.set_setting(&wanted(&here), &[])?;
                self.changed();
            }
            let ends = outing::erased_at(&contents(tx, &here, &row)?.view());
            let ends = ends.filter(|_| !now && here.kind == SpaceKind::Outing);
            Ok(Closed {
                kept,
                until: ends.and_then(|ms| moment(ms, here.zone)),
            })
        })
    }

    /// Of every outing that is over, the house keeps who came along. It is written before anything is sent: what the log of a
    /// retired space takes no more would be lost with it. Gives how many words that were.
    pub(crate) fn keep_attendance(&self) -> Result<usize, AppError> {
        let now_ms = self.around().now_ms();
        self.store().write(|tx| {
            let mut kept = 0;
            for space in outing_spaces(tx)? {
                for row in plans(tx, &space)? {
                    let plan = contents(tx, &space, &row)?;
                    let view = plan.view();
                    let last = view.int("end").or_else(|| view.int("start"));
                    if view.text("outing_status") == Some("closed") || last.is_some_and(|last| last < now_ms)
                    {
                        kept += self.keep(tx, &space, &row)?;
                    }
                }
            }
            Ok(kept)
        })
    }

    /// Forgets the spaces of outings that were retired, and those whose time is long over and which nobody retired. What must stay
    /// is kept first. Gives them, and how many words the houses keep that they did not before.
    pub(crate) fn forget_ended(&self) -> Result<(Vec<Ended>, usize), AppError> {
        let (ended, kept) = self.store().write(|tx| {
            let (mut ended, mut kept) = (Vec::new(), 0);
            for space in outing_spaces(tx)? {
                let out = tx.out_counts(space.sp)?;
                let unsent = out.pending + out.sent + out.received + out.refused;
                let retired = tx.membership(space.sp)?.is_some_and(|members| members.retired);
                if !retired && (unsent > 0 || self.stage(tx, &space)? != Stage::Abandoned) {
                    continue;
                }
                for row in plans(tx, &space)? {
                    kept += self.keep(tx, &space, &row)?;
                }
                tx.unset(&wanted(&space))?;
                forget_last(tx, &space)?;
                tx.remove_space(space.sp)?;
                ended.push(Ended {
                    space: space.id,
                    name: space.name,
                    unsent,
                });
            }
            Ok::<_, AppError>((ended, kept))
        })?;
        if !ended.is_empty() {
            self.sweep_blobs()?;
        }
        Ok((ended, kept))
    }

    fn stage(&self, read: &Read<'_>, space: &Space) -> Result<Stage, AppError> {
        Ok(match relay_time::at_least(read, space.sp, self.around())? {
            Some(now_ms) => stage(&ends(read, space)?, space.cursor.t_ms, now_ms),
            None => Stage::Kept,
        })
    }

    /// Keeps in the houses of this device who of their people came along, and for whom there was no place. What is known there
    /// already is never taken back.
    fn keep(&self, tx: &Tx<'_>, space: &Space, row: &DocumentRow) -> Result<usize, AppError> {
        let plan = contents(tx, space, row)?;
        let came = came(tx, space, &row.object)?;
        let missed = missed(tx, space, &row.object, &plan)?;
        let mut homeless: BTreeSet<PersonId> = came.keys().copied().chain(missed.iter().copied()).collect();
        let mut kept = 0;
        for kind in [SpaceKind::Home, SpaceKind::Staff] {
            for home in tx.private_spaces()?.into_iter().filter(|home| home.kind == kind) {
                if writable(tx, home.id, self.around()).is_err() {
                    continue;
                }
                let theirs: Vec<PersonId> = of_outing(tx, &home)?
                    .into_keys()
                    .filter(|person| homeless.remove(person))
                    .collect();
                for some in theirs.chunks(CHUNK) {
                    let mut command = Command::begin(self, tx, home.id)?;
                    for person in some {
                        let said = Check {
                            person: Some(*person),
                            seen: came.get(person).and_then(|seen| Line::of(check::word(*seen))),
                            outing: Line::of(&row.title),
                            on: plan.view().int("start"),
                            missed: missed.contains(person).then_some(true),
                            ..Check::at(row.object, None)
                        };
                        kept += usize::from(keep_one(tx, &mut command, &home, space, said)?);
                    }
                    command.send()?;
                }
            }
        }
        Ok(kept)
    }

    /// What the houses of this device keep of outings that are over, the last first.
    ///
    /// # Errors
    /// Those of the store.
    pub fn past_outings(&self) -> Result<Vec<PastOuting>, AppError> {
        self.store().read(|read| {
            let mut past = BTreeMap::<(SpaceId, ObjectId), (i64, PastOuting)>::new();
            for home in houses(read)? {
                for (object, said) in kept_in(read, &home)? {
                    let (Some(person), Some(title)) = (said.person, &said.outing) else {
                        continue;
                    };
                    let seen = known(&object);
                    let on = said.on.unwrap_or(i64::MIN);
                    let entry = past.entry((home.id, said.plan)).or_insert_with(|| {
                        let outing = PastOuting {
                            space: home.id,
                            plan: said.plan,
                            title: title.as_str().to_owned(),
                            start: moment(on, home.zone),
                            people: BTreeMap::new(),
                        };
                        (on, outing)
                    });
                    entry.1.people.insert(person, seen);
                }
            }
            let mut past: Vec<_> = past.into_values().collect();
            past.sort_by_key(|(on, outing)| (std::cmp::Reverse(*on), outing.plan));
            Ok(past.into_iter().map(|(_, outing)| outing).collect())
        })
    }
}

/// Settings name of the wish that a space ends without waiting for its time.
fn wanted(space: &Space) -> String {
    format!("outing.end.{}", space.sp.0)
}

/// Whether its owner asked for its end.
pub(crate) fn is_wanted(read: &Read<'_>, space: &Space) -> Result<bool, StoreError> {
    Ok(read.setting(&wanted(space))?.is_some())
}

/// When the plans of a space say that it may go.
pub(crate) fn ends(read: &Read<'_>, space: &Space) -> Result<Vec<Option<i64>>, StoreError> {
    let end = |row: DocumentRow| {
        let document = open::open(read, space, &row.object, row.generation)?;
        let plan = Contents::new(Kind::Outing, document.content().values);
        Ok(outing::erased_at(&plan.view()))
    };
    plans(read, space)?.into_iter().map(end).collect()
}

/// Whether there was no place for somebody on the last outing that their house knows of.
pub(super) fn missed_last(read: &Read<'_>, people: &[PersonId]) -> Result<bool, AppError> {
    let mut last = BTreeMap::<PersonId, (Option<i64>, bool)>::new();
    for home in houses(read)? {
        for (object, said) in kept_in(read, &home)? {
            let Some(person) = said.person.filter(|person| people.contains(person)) else {
                continue;
            };
            let missed = said.missed == Some(true) && known(&object) != Some(Seen::Present);
            let entry = last.entry(person).or_insert((said.on, missed));
            *entry = (*entry).max((said.on, missed));
        }
    }
    Ok(last.values().any(|(_, missed)| *missed))
}

fn outing_spaces(read: &Read<'_>) -> Result<Vec<Space>, StoreError> {
    let mut spaces = read.private_spaces()?;
    spaces.retain(|space| space.kind == SpaceKind::Outing);
    Ok(spaces)
}

fn houses(read: &Read<'_>) -> Result<Vec<Space>, StoreError> {
    let mut spaces = read.private_spaces()?;
    spaces.retain(|space| matches!(space.kind, SpaceKind::Home | SpaceKind::Staff));
    Ok(spaces)
}

fn plans(read: &Read<'_>, space: &Space) -> Result<Vec<DocumentRow>, StoreError> {
    read.documents(space.sp, Some(Kind::Outing.number()), None, PLANS)
}

/// What a house keeps of outings, each with one of its heads.
fn kept_in(read: &Read<'_>, home: &Space) -> Result<Vec<(FactObject, Check)>, AppError> {
    let objects = objects::<Check>(read, home)?.into_iter();
    let kept = objects.filter_map(|object| {
        let said = object.shown()?.read::<Check>().ok()?;
        said.outing.is_some().then_some((object, said))
    });
    Ok(kept.collect())
}

/// What all heads of what a house keeps come to.
fn known(object: &FactObject) -> Option<Seen> {
    let heads = object.heads.iter().filter_map(|head| head.read::<Check>().ok());
    attendance::of(heads.filter_map(|said| check::seen(said.seen?.as_str())))
}

/// Who came along, as far as it was counted.
fn came(read: &Read<'_>, space: &Space, plan: &ObjectId) -> Result<BTreeMap<PersonId, Seen>, AppError> {
    let (mut planned, mut seen) = (BTreeSet::new(), Vec::new());
    for (_, said) in super::heads::counting(read, space, plan)? {
        let (Some(person), Some(word)) = (said.person, said.seen) else {
            continue;
        };
        match check::seen(word.as_str()) {
            Some(Seen::Excused) if said.leg.is_none() => drop(planned.insert(person)),
            Some(word) => seen.push((person, word)),
            None => {}
        }
    }
    Ok(attendance(&planned, seen))
}

/// For whom there was no place: who waited to the end.
fn missed(
    read: &Read<'_>,
    space: &Space,
    plan: &ObjectId,
    contents: &Contents,
) -> Result<BTreeSet<PersonId>, AppError> {
    let all = seats::shown(read, space, *plan, contents)?;
    let waited = all
        .claims
        .into_iter()
        .filter(|claim| matches!(claim.standing, Standing::Waiting { .. }));
    Ok(waited.flat_map(|claim| claim.people).collect())
}

/// Says one word, unless the house knows as much already; says whether it did.
fn keep_one(
    read: &Read<'_>,
    command: &mut Command<'_, '_, '_>,
    home: &Space,
    from: &Space,
    mut said: Check,
) -> Result<bool, AppError> {
    let Some(person) = said.person else {
        return Ok(false);
    };
    let id = check::attendance(&home.id, &from.id, &said.plan, &person);
    let there = object_of(read, home, &id)?;
    let heads: Vec<Check> = there.heads.iter().filter_map(|head| head.read().ok()).collect();
    let mine = said.seen.as_ref().and_then(|seen| check::seen(seen.as_str()));
    let seen = attendance::of(known(&there).into_iter().chain(mine));
    said.seen = seen.and_then(|seen| Line::of(check::word(seen)));
    let missed = said.missed == Some(true) || heads.iter().any(|head| head.missed == Some(true));
    said.missed = (missed && seen != Some(Seen::Present)).then_some(true);
    let same = |head: &Check| (&head.seen, head.missed) == (&said.seen, said.missed);
    if heads.iter().any(same) || (said.seen.is_none() && said.missed.is_none()) {
        return Ok(false);
    }
    command.put_beside(&id, &said)?;
    Ok(true)
}

#[cfg(test)]
mod tests;
