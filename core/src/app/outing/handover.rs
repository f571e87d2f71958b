//! Groups handed from one educator to another: both sign, without a network, on their two phones. The rule is that of
//! [`crate::domain::outing::handover`]; here it meets what was said.

use ekin_protocol::id::{ItemHash, ObjectId, Ord, SpaceId};
use ekin_protocol::membership::Membership;

use super::error::OutingError;
use super::heads::{self, leg};
use super::{objects, organises, people, plan};
use crate::app::command::Command;
use crate::app::device::Device;
use crate::app::error::AppError;
use crate::app::fact::{FactHead, object_of};
use crate::app::meant::only;
use crate::app::space::one_space;
use crate::domain::fact::value::Line;
use crate::domain::fact::{Fact, Handover};
use crate::domain::kind::{Contents, outing::NO_GROUP};
use crate::domain::outing::handover::{Answer, Given, State, state};
use crate::domain::person::PersonId;
use crate::storage::{Read, Space};

/// A group to hand over.
#[derive(Clone, Debug, Default)]
pub struct NewHandover {
    /// The moment: a row of the plan's legs.
    pub leg: Option<String>,
    /// The group: a row of the plan's groups.
    pub group: Option<String>,
    /// Who, each by name or by the beginning of an id; with none, everybody of the group.
    pub people: Vec<String>,
    /// The device that is to take them.
    pub to: Ord,
    /// With which educator they are from then on, by name or by the beginning of an id.
    pub with: Option<String>,
    /// What else there is to say.
    pub note: Option<String>,
}

/// A handover as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandoverShown {
    /// Its object.
    pub object: ObjectId,
    /// The moment.
    pub leg: Option<String>,
    /// The name of the group.
    pub group: Option<String>,
    /// Who is handed over.
    pub people: Vec<PersonId>,
    /// With which educator they are once it is signed.
    pub with: Option<PersonId>,
    /// The device that hands over.
    pub by: Ord,
    /// The device that is to take them.
    pub to: Ord,
    /// How far it has come.
    pub state: State,
    /// What else there is to say.
    pub note: Option<String>,
    /// When the last of both signed, by its own clock, ms since 1970.
    pub at_ms: u64,
    /// Part of it is only on this device, or with a phone that was met.
    pub pending: bool,
}

impl Device {
    /// Hands a group over to another educator's device. It is not handed over until that one signs too.
    ///
    /// # Errors
    /// [`AppError::NoOuting`], [`AppError::NoLeg`], [`AppError::NoPerson`], [`AppError::NotAllowed`] unless this device
    /// organises, and those of [`OutingError`].
    pub fn hand_over(
        &self,
        space: SpaceId,
        outing: Option<&str>,
        new: &NewHandover,
    ) -> Result<ObjectId, AppError> {
        self.store().write(|tx| {
            let mut command = Command::begin(self, tx, space)?;
            let (plan, contents) = plan(tx, command.space(), outing)?;
            let me = Device::author(tx, command.space().sp)?.ord;
            let members = tx.membership(command.space().sp)?.ok_or(AppError::NotAMember)?;
            if !organises(&members, me, None) {
                return Err(AppError::NotAllowed);
            }
            if new.to == me || !organises(&members, new.to, None) {
                return Err(OutingError::NotTo { ord: new.to }.into());
            }
            let fact = given(tx, plan, &contents, new)?;
            // Said twice it is one: whoever takes the group has one thing to confirm.
            let there = shown(tx, command.space(), &plan, &contents)?;
            let same = |one: &HandoverShown| {
                one.state == State::Offered
                    && (one.by, one.to) == (me, new.to)
                    && (&one.people, one.with) == (&fact.people, fact.with)
                    && one.leg.as_deref() == fact.leg.as_ref().map(Line::as_str)
                    && one.note.as_deref() == fact.note.as_ref().map(Line::as_str)
            };
            if let Some((one, _)) = there.iter().find(|(one, _)| same(one)) {
                return Ok(one.object);
            }
            let object = command.new_object();
            command.put(&object, &fact)?;
            command.send()?;
            Ok(object)
        })
    }

    /// Takes what was handed over to this device, or does not. With no id, the only one that waits.
    ///
    /// # Errors
    /// [`AppError::NoOuting`], [`AppError::NoFact`], and those of [`OutingError`].
    pub fn answer_handover(
        &self,
        space: SpaceId,
        outing: Option<&str>,
        id: Option<&str>,
        accepts: bool,
    ) -> Result<HandoverShown, AppError> {
        self.store().write(|tx| {
            let mut command = Command::begin(self, tx, space)?;
            let (plan, contents) = plan(tx, command.space(), outing)?;
            let me = Device::author(tx, command.space().sp)?.ord;
            let mut waiting = shown(tx, command.space(), &plan, &contents)?;
            let meant = match id {
                Some(id) => {
                    let id = id.trim().to_lowercase();
                    let found = tx.facts_beginning(command.space().sp, Handover::KIND, &id)?;
                    let object = only(found, &id, || AppError::NoFact { id: id.clone() })?;
                    waiting.retain(|(one, _)| one.object == object);
                    waiting.pop().ok_or_else(|| AppError::NoFact { id: id.clone() })?
                }
                None => {
                    waiting.retain(|(one, _)| {
                        one.to == me && matches!(one.state, State::Offered | State::Changed)
                    });
                    match (waiting.pop(), waiting.is_empty()) {
                        (Some(one), true) => one,
                        (Some(_), false) => return Err(OutingError::SeveralHanded.into()),
                        (None, _) => return Err(OutingError::NothingHanded.into()),
                    }
                }
            };
            let (handover, signs) = meant;
            if handover.to != me {
                return Err(OutingError::OthersHandover.into());
            }
            let answer = Handover {
                signs: Some(signs.0),
                accepts: Some(accepts),
                ..Handover::of(plan)
            };
            command.put(&Handover::answer(&space, &handover.object, me), &answer)?;
            let here = command.space().clone();
            command.send()?;
            let all = shown(tx, &here, &plan, &contents)?;
            let answered = all.into_iter().map(|(one, _)| one);
            answered
                .into_iter()
                .find(|one| one.object == handover.object)
                .ok_or_else(|| AppError::NoFact {
                    id: handover.object.to_string(),
                })
        })
    }

    /// What was handed over on an outing, the last first.
    ///
    /// # Errors
    /// [`AppError::NoOuting`], [`AppError::SeveralOutings`].
    pub fn handovers(&self, space: SpaceId, outing: Option<&str>) -> Result<Vec<HandoverShown>, AppError> {
        self.store().read(|read| {
            let space = one_space(read, space)?;
            let (plan, contents) = plan(read, &space, outing)?;
            let all = shown(read, &space, &plan, &contents)?;
            Ok(all.into_iter().map(|(one, _)| one).collect())
        })
    }
}

fn given(
    read: &Read<'_>,
    plan: ObjectId,
    contents: &Contents,
    new: &NewHandover,
) -> Result<Handover, AppError> {
    let line = |text: &String| Line::of(text).ok_or(AppError::Words);
    let names = people::names(read)?;
    let roster = heads::roster(contents);
    let person = |wanted: &String| people::person(&names, roster.keys(), wanted);
    let group = new
        .group
        .as_deref()
        .map(|group| row(contents, "groups", group))
        .transpose()?;
    let mut people = new.people.iter().map(person).collect::<Result<Vec<_>, _>>()?;
    if let (true, Some(group)) = (people.is_empty(), &group) {
        let view = contents.view();
        let entries = view.entries("roster").into_iter();
        people = entries
            .filter(
                |(_, of)| matches!(of, crate::domain::kind::Plain::Str(of) if of == group && of != NO_GROUP),
            )
            .filter_map(|(person, _)| person.parse().ok())
            .collect();
    }
    if people.is_empty() {
        return Err(OutingError::Nobody.into());
    }
    Ok(Handover {
        to: Some(new.to.into()),
        leg: leg(contents, new.leg.as_deref())?,
        group: group.as_ref().map(line).transpose()?,
        people,
        with: new.with.as_ref().map(person).transpose()?,
        note: new.note.as_ref().map(line).transpose()?,
        ..Handover::of(plan)
    })
}

/// A row of a table of the plan: by its own name, or by what its `name` says.
pub(super) fn row(contents: &Contents, table: &'static str, wanted: &str) -> Result<String, AppError> {
    let view = contents.view();
    let rows = view.rows(table);
    let says = |row: &crate::domain::kind::View<'_>| {
        let texts = ["name", "place", "what"]
            .into_iter()
            .filter_map(|key| row.text(key));
        texts
            .map(str::to_lowercase)
            .any(|text| text == wanted.trim().to_lowercase())
    };
    let by_name = rows.iter().find(|row| row.name() == wanted.trim());
    match by_name.or_else(|| rows.iter().find(|row| says(row))) {
        Some(row) => Ok(row.name().to_owned()),
        None => Err(OutingError::NoRow {
            table,
            given: wanted.to_owned(),
            names: rows
                .iter()
                .map(|row| {
                    let called = ["name", "place", "what"]
                        .into_iter()
                        .find_map(|key| row.text(key));
                    called.unwrap_or(row.name()).to_owned()
                })
                .collect(),
        }
        .into()),
    }
}

/// Every handover of an outing, the last first, each with the record that an answer has to sign.
pub(super) fn shown(
    read: &Read<'_>,
    space: &Space,
    plan: &ObjectId,
    contents: &Contents,
) -> Result<Vec<(HandoverShown, ItemHash)>, AppError> {
    let members = read.membership(space.sp)?.ok_or(AppError::NotAMember)?;
    let mut all = Vec::new();
    for object in objects::<Handover>(read, space)? {
        for head in &object.heads {
            let Ok(said) = head.read::<Handover>() else {
                continue;
            };
            let to = said.to.and_then(|to| Ord::try_from(to).ok());
            if let (Some(to), true) = (
                to,
                said.subject == *plan && organises(&members, head.by, head.place),
            ) {
                let given = Given {
                    hash: head.hash,
                    by: head.by,
                    to,
                };
                let answers = answers(read, space, &members, &object.object, to)?;
                all.push((
                    one(contents, object.object, &said, (head, given), &answers),
                    head.hash,
                ));
            }
        }
    }
    all.sort_by_key(|(one, hash)| (std::cmp::Reverse(one.at_ms), *hash));
    Ok(all)
}

/// What the device that is to take it has signed, with its clock and whether the log has it.
fn answers(
    read: &Read<'_>,
    space: &Space,
    members: &Membership,
    given: &ObjectId,
    to: Ord,
) -> Result<Vec<(Answer, u64, bool)>, AppError> {
    let object = object_of(read, space, &Handover::answer(&space.id, given, to))?;
    let heads = object
        .heads
        .iter()
        .filter(|head| organises(members, head.by, head.place));
    let answer = |head: &FactHead| {
        let said = head.read::<Handover>().ok()?;
        let answer = Answer {
            signs: ItemHash(said.signs?),
            by: head.by,
            accepts: said.accepts?,
        };
        Some((answer, head.at_ms, head.place.is_some()))
    };
    Ok(heads.filter_map(answer).collect())
}

fn one(
    contents: &Contents,
    object: ObjectId,
    said: &Handover,
    (head, given): (&FactHead, Given),
    answers: &[(Answer, u64, bool)],
) -> HandoverShown {
    let text = |line: &Option<Line>| line.as_ref().map(|line| line.as_str().to_owned());
    let rows = contents.view();
    let rows = rows.rows("groups");
    let name = |group: String| {
        let row = rows.iter().find(|row| row.name() == group);
        row.and_then(|row| row.text("name"))
            .map_or(group.clone(), str::to_owned)
    };
    let signed: Vec<Answer> = answers.iter().map(|(answer, ..)| *answer).collect();
    HandoverShown {
        object,
        leg: text(&said.leg),
        group: text(&said.group).map(name),
        people: said.people.clone(),
        with: said.with,
        by: given.by,
        to: given.to,
        state: state(&given, &signed),
        note: text(&said.note),
        at_ms: answers
            .iter()
            .map(|(_, at_ms, _)| *at_ms)
            .fold(head.at_ms, u64::max),
        pending: head.place.is_none() || answers.iter().any(|(.., logged)| !logged),
    }
}

#[cfg(test)]
mod tests;
