//! Loans as lists show them.

use std::collections::BTreeMap;

use ekin_i18n::{Date, Time};
use ekin_protocol::id::{ItemHash, ObjectId, Ord, SpaceId};

use super::passage::kit_of;
use super::{day, kit, today};
use crate::app::device::Device;
use crate::app::error::AppError;
use crate::app::fact::{FactHead, FactObject, object_of};
use crate::app::outing::people::{self, Names};
use crate::app::outing::{objects, organises};
use crate::app::query::moment;
use crate::app::space::called::Devices;
use crate::app::space::one_space;
use crate::domain::fact::{Claim, Decision, Handover};
use crate::domain::kind::Contents;
use crate::domain::loan::{self, Counted, Day, Loan, Wrong};
use crate::domain::outing::handover::{Answer, Given, State, state};
use crate::domain::person::PersonId;
use crate::domain::seats::{self, Priority, Standing};
use crate::domain::text::Texts;
use crate::storage::{Read, Space};

/// A kit changed hands, or is to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// The record of whoever gave.
    pub hash: ItemHash,
    /// Its object.
    pub object: ObjectId,
    /// It came back; else it went out.
    pub back: bool,
    /// The device that gave.
    pub by: Ord,
    /// The device that takes; none where whoever takes has none here.
    pub to: Option<Ord>,
    /// How far it has come.
    pub state: State,
    /// What it had.
    pub parts: Vec<Counted>,
    /// What else was said.
    pub note: Option<String>,
    /// When, by the clock of whoever gave, in the space's zone.
    pub when: Option<(Date, Time)>,
    /// The same day on the calendar of the house.
    pub day: Day,
    /// Part of it is only on this device, or with a phone that was met.
    pub pending: bool,
}

/// A loan as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoanShown {
    /// The loan.
    pub object: ObjectId,
    /// The kit.
    pub kit: ObjectId,
    /// What the kit is called.
    pub titles: Texts,
    /// What its parts are called, by row.
    pub parts: BTreeMap<String, Texts>,
    /// Who borrows.
    pub party: String,
    /// Who it is for.
    pub people: Vec<PersonId>,
    /// First day.
    pub from: Day,
    /// Day on which it is due back.
    pub until: Day,
    /// Where it stands among the loans of its days.
    pub standing: Standing,
    /// How it went out.
    pub out: Option<Passage>,
    /// How it came back.
    pub back: Option<Passage>,
    /// It is back: both signed, or the house alone where whoever brought it has no phone here.
    pub returned: bool,
    /// What lacks or broke, once it is back or on its way.
    pub wrong: Vec<Wrong>,
    /// Days by which it is late.
    pub late: u32,
    /// What they wrote.
    pub note: Option<String>,
    /// The device that asked.
    pub by: Ord,
    /// It is only on this device, or with a phone that was met.
    pub pending: bool,
}

/// Loans of a space.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LoansShown {
    /// Those that are not back come first, as they are due; then the others, the last first.
    pub loans: Vec<LoanShown>,
    /// Names of everybody who has a profile on this device.
    pub names: Names,
    /// What devices are called.
    pub devices: Devices,
    /// Today, on the calendar of the house.
    pub today: Day,
}

impl Device {
    /// Loans of one kit, or of all.
    ///
    /// # Errors
    /// [`super::LoanError::NoKit`].
    pub fn loans(&self, space: SpaceId, of: Option<&str>) -> Result<LoansShown, AppError> {
        self.store().read(|read| {
            let space = one_space(read, space)?;
            let only = of.map(|id| kit(read, &space, id)).transpose()?;
            let only = only.map(|(object, _)| object);
            loans(read, &space, only, self.around().now_ms())
        })
    }
}

pub(in crate::app) fn loans(
    read: &Read<'_>,
    space: &Space,
    only: Option<ObjectId>,
    now_ms: i64,
) -> Result<LoansShown, AppError> {
    let today = today(now_ms, space);
    let members = read.membership(space.sp)?.ok_or(AppError::NotAMember)?;
    let mut of_kits: BTreeMap<ObjectId, Vec<(Loan, LoanShown)>> = BTreeMap::new();
    for object in objects::<Claim>(read, space)? {
        let Some((head, claim, from, until)) = asked(&object) else {
            continue;
        };
        if only.is_some_and(|only| only != claim.plan) {
            continue;
        }
        let Ok(kit) = kit_of(read, space, &claim.plan) else {
            continue;
        };
        let decided = object_of(read, space, &Decision::object(&space.id, &object.object))?;
        let by_organisers = decided
            .heads
            .iter()
            .filter(|head| organises(&members, head.by, head.place));
        let decisions = by_organisers.filter_map(|head| {
            Some(seats::Decision {
                accepts: head.read::<Decision>().ok()?.accepts?,
                seq: head.place.map(|(seq, _)| seq),
                hash: head.hash,
            })
        });
        let passages = passages(read, space, &object.object)?;
        let (out, back) = (last(&passages, false), last(&passages, true));
        // Both say that it is back; or the house alone, where whoever brought it has no phone here.
        let borrower = out.as_ref().and_then(|out| out.to);
        let alone =
            |one: &Passage| one.to.is_none() && Some(one.by) != borrower && organises(&members, one.by, None);
        let came = back
            .as_ref()
            .filter(|one| one.state == State::Signed || alone(one));
        let returned = came.map(|one| one.day);
        let loan = Loan {
            claim: seats::Claim {
                object: object.object,
                demand: claim.demand(),
                withdrawn: claim.withdrawn == Some(true),
                seq: head.place.map(|(seq, _)| seq),
                priority: Priority::Usual,
                decisions: decisions.collect(),
            },
            from,
            until,
            out: out.is_some(),
            back: returned,
        };
        let wrong = match (&out, &back) {
            (Some(out), Some(back)) => loan::wrong(&out.parts, &back.parts),
            _ => Vec::new(),
        };
        let shown = LoanShown {
            object: object.object,
            kit: claim.plan,
            titles: kit.view().texts("title"),
            parts: part_names(&kit),
            party: claim.party.as_str().to_owned(),
            people: claim.people.clone(),
            from,
            until,
            standing: Standing::Withdrawn,
            returned: returned.is_some(),
            late: loan.late(today),
            wrong,
            out,
            back,
            note: claim.note.as_ref().map(|note| note.as_str().to_owned()),
            by: head.by,
            pending: head.place.is_none(),
        };
        of_kits.entry(claim.plan).or_default().push((loan, shown));
    }
    let mut all = Vec::new();
    for lines in of_kits.into_values() {
        let rules: Vec<Loan> = lines.iter().map(|(loan, _)| loan.clone()).collect();
        let standings = loan::standings(&space.id, &rules, today);
        for (_, mut line) in lines {
            line.standing = standings
                .get(&line.object)
                .copied()
                .unwrap_or(Standing::Withdrawn);
            all.push(line);
        }
    }
    all.sort_by_key(|line| {
        let due = if line.returned {
            -i64::from(line.until)
        } else {
            i64::from(line.until)
        };
        (line.returned, due, line.object)
    });
    Ok(LoansShown {
        loans: all,
        names: people::names(read)?,
        devices: Devices::of(read, space)?,
        today,
    })
}

/// What a claim asks for, if it is a loan's.
fn asked(object: &FactObject) -> Option<(&FactHead, Claim, Day, Day)> {
    let head = object.shown()?;
    let claim = head.read::<Claim>().ok()?;
    let from = day(claim.from.as_ref()?.as_str()).ok()?;
    let until = day(claim.until.as_ref()?.as_str()).ok()?;
    Some((head, claim, from, until))
}

/// How a loan changed hands, the first first.
pub(super) fn passages(read: &Read<'_>, space: &Space, loan: &ObjectId) -> Result<Vec<Passage>, AppError> {
    let mut given: Vec<(FactObject, Handover)> = Vec::new();
    let mut answers: Vec<(Answer, bool)> = Vec::new();
    for object in objects::<Handover>(read, space)? {
        for head in &object.heads {
            let Ok(said) = head.read::<Handover>() else {
                continue;
            };
            if said.subject != *loan {
                continue;
            }
            match said.signs {
                Some(signs) => answers.push((
                    Answer {
                        signs: ItemHash(signs),
                        by: head.by,
                        accepts: said.accepts == Some(true),
                    },
                    head.place.is_none(),
                )),
                None => {
                    given.push((object.clone(), said));
                    break;
                }
            }
        }
    }
    let mut passages: Vec<Passage> = given
        .into_iter()
        .filter_map(|(object, said)| passage(&object, said, &answers, space))
        .collect();
    passages.sort_by_key(|one| (one.day, one.back, one.when, one.object));
    Ok(passages)
}

fn passage(
    object: &FactObject,
    said: Handover,
    answers: &[(Answer, bool)],
    space: &Space,
) -> Option<Passage> {
    let head = object.shown()?;
    let to = said.to.and_then(|to| Ord::try_from(to).ok());
    let rule: Vec<Answer> = answers.iter().map(|(answer, _)| *answer).collect();
    let by_both = |to| {
        let given = Given {
            hash: head.hash,
            by: head.by,
            to,
        };
        state(&given, &rule)
    };
    // Who has no device here signs nothing.
    let state = to.map_or(State::Offered, by_both);
    let at = i64::try_from(head.at_ms).unwrap_or(i64::MAX);
    let waits = |(answer, waits): &(Answer, bool)| *waits && answer.signs == head.hash;
    Some(Passage {
        hash: head.hash,
        object: object.object,
        back: said.back == Some(true),
        by: head.by,
        to,
        state,
        parts: said.parts,
        note: said.note.map(|note| note.as_str().to_owned()),
        when: moment(at, space.zone),
        day: today(at, space),
        pending: head.place.is_none() || answers.iter().any(waits),
    })
}

/// The passage that counts: the last that both signed, else the last that was not refused.
fn last(passages: &[Passage], back: bool) -> Option<Passage> {
    let of_way = || passages.iter().rev().filter(|one| one.back == back);
    let signed = of_way().find(|one| one.state == State::Signed);
    signed
        .or_else(|| of_way().find(|one| one.state != State::Refused))
        .cloned()
}

/// What a kit has, as its document says.
pub(super) fn counted_in(kit: &Contents) -> Vec<Counted> {
    let rows = kit.view().rows("parts");
    let there = rows.iter().filter(|row| row.text("condition") != Some("missing"));
    there
        .map(|row| Counted {
            part: row.name().to_owned(),
            count: row.int("count").and_then(|n| u64::try_from(n).ok()).unwrap_or(1),
            broken: row.text("condition") == Some("broken"),
        })
        .collect()
}

fn part_names(kit: &Contents) -> BTreeMap<String, Texts> {
    let rows = kit.view().rows("parts");
    rows.iter()
        .map(|row| (row.name().to_owned(), row.texts("name")))
        .collect()
}
