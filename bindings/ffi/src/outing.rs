//! One outing as a screen shows it: how far it is prepared, who goes along, what to take and what must be signed, in one call.

use ekin_core::app::error::AppError;
use ekin_core::app::ids::SpaceId;
use ekin_core::app::outing::authorise::{Line, NewAuthorisation};
use ekin_core::app::outing::packing::{NewThing, Thing};
use ekin_core::app::outing::people::Names;
use ekin_core::app::outing::roster::{Expected, RosterShown};
use ekin_core::app::outing::trip::Ready;
use ekin_core::app::says;
use ekin_core::app::says::document::Reader;
use ekin_core::domain::kind::{Contents, choices};
use ekin_core::domain::outing::authorisation::State;
use ekin_i18n::msg;

use crate::failure::Failure;
use crate::handle::{Asked, Ekin};
use crate::house::{OutingLine, outing, space_of};
use crate::words;

/// Fields of a plan that a screen shows elsewhere, or that are for programs.
const ELSEWHERE: [&str; 14] = [
    "title",
    "start",
    "end",
    "place",
    "legs",
    "roster",
    "packing",
    "authorisations",
    "seats",
    "wheelchair",
    "companions",
    "fill",
    "desk",
    "outing_status",
];

/// An outing.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct OutingPlan {
    /// Its line, as lists show it.
    pub line: OutingLine,
    /// How far it is prepared, what is still to do first.
    pub ready: Vec<ReadyLine>,
    /// What else its plan says, in words.
    pub facts: Vec<PlanLine>,
    /// Who goes along; empty for who may see the plan alone.
    pub people: Vec<OutingPerson>,
    /// What to take along.
    pub packing: Vec<PackingLine>,
    /// What must be signed; empty for who may not see it.
    pub papers: Vec<PaperLine>,
    /// When all of it goes, in words.
    pub kept_until: Option<String>,
    /// Whether this device organises: it may accept, sign and change the list of people.
    pub organises: bool,
    /// Whether two people wrote different things in the plan.
    pub conflict: bool,
}

/// One thing that has to be right before one leaves. Nothing of it forbids to leave.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct ReadyLine {
    /// In words, with how it stands.
    pub words: String,
    /// Done.
    pub done: bool,
}

/// One thing that a plan, a profile or a note says.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct PlanLine {
    /// Stable name.
    pub field: String,
    /// The same in words.
    pub name: String,
    /// What stands there.
    pub value: String,
}

/// Somebody who goes along.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct OutingPerson {
    /// The person, 32 hexadecimal digits.
    pub person: String,
    /// Name, or the beginning of the id.
    pub name: String,
    /// Two letters to know them by.
    pub letters: String,
    /// Their group; none for none.
    pub group: Option<String>,
    /// What those on the outing need to know, without what a card is opened for.
    pub known: Vec<PlanLine>,
}

/// Something to take along.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct PackingLine {
    /// To name it by.
    pub row: String,
    /// What, and how many, in words.
    pub words: String,
    /// For whom, in words.
    pub packed_for: String,
    /// Packed.
    pub packed: bool,
}

/// Something that must be signed for somebody.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct PaperLine {
    /// The person.
    pub person: String,
    /// Their name.
    pub name: String,
    /// Stable name of what must be signed.
    pub what: String,
    /// All of it in words: who, what, how it stands, and whom to ask.
    pub words: Vec<String>,
    /// Whether nothing is left to do.
    pub done: bool,
}

/// What somebody signed, or refused.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Signed {
    /// The person.
    pub person: String,
    /// Stable name of what was to be signed.
    pub what: String,
    /// Whether it is allowed.
    pub allowed: bool,
    /// Who signed.
    pub by: String,
}

#[uniffi::export]
impl Ekin {
    /// One outing, whole.
    ///
    /// # Errors
    /// [`Failure::Refused`] where there is no such outing.
    pub fn outing(&self, space: String, plan: String) -> Result<OutingPlan, Failure> {
        self.ask(|asked| Ok(whole(asked, space_of(&space)?, &plan)?))
    }

    /// Ticks something of the packing list, or takes the tick back; gives the outing anew.
    ///
    /// # Errors
    /// As [`Ekin::outing`]; [`Failure::Refused`] with `no-row`.
    pub fn pack(
        &self,
        space: String,
        plan: String,
        row: String,
        packed: bool,
    ) -> Result<OutingPlan, Failure> {
        self.ask(|asked| {
            let space = space_of(&space)?;
            let tag = asked.tag();
            asked.device.set_packed(space, Some(&plan), &[row], packed, tag)?;
            Ok(whole(asked, space, &plan)?)
        })
    }

    /// Puts something on the packing list; gives the outing anew.
    ///
    /// # Errors
    /// As [`Ekin::outing`]; [`Failure::Fields`].
    pub fn add_thing(&self, space: String, plan: String, name: String) -> Result<OutingPlan, Failure> {
        self.ask(|asked| {
            let space = space_of(&space)?;
            let thing = NewThing {
                name,
                ..NewThing::default()
            };
            asked
                .device
                .add_to_packing(space, Some(&plan), &thing, asked.tag())?;
            Ok(whole(asked, space, &plan)?)
        })
    }

    /// Writes down what somebody signed or refused; gives the outing anew. No argument may be called `signed`: it is a word of C, through
    /// which Swift calls.
    ///
    /// # Errors
    /// As [`Ekin::outing`]; [`Failure::Refused`] with `not-allowed`, `no-profile`; [`Failure::Fields`].
    pub fn sign(&self, space: String, plan: String, paper: Signed) -> Result<OutingPlan, Failure> {
        self.ask(|asked| {
            let space = space_of(&space)?;
            let new = NewAuthorisation {
                person: paper.person,
                what: paper.what,
                allowed: paper.allowed,
                by: paper.by,
                until: None,
            };
            asked.device.authorise(space, Some(&plan), &new, asked.tag())?;
            Ok(whole(asked, space, &plan)?)
        })
    }
}

fn whole(asked: &Asked, space: SpaceId, plan: &str) -> Result<OutingPlan, AppError> {
    let device = &asked.device;
    let shown = device.outing(space, Some(plan))?;
    let roster = seen(device.roster(space, Some(plan)))?;
    let papers = seen(device.authorisations(space, Some(plan)))?;
    let names = match &roster {
        Some(roster) => roster.names.clone(),
        None => Names::new(),
    };
    Ok(OutingPlan {
        line: outing(asked, &shown.line),
        ready: ready(asked, &shown.ready),
        facts: lines(asked, &shown.plan.contents, &names, |field| {
            !ELSEWHERE.contains(&field)
        }),
        people: roster.map(|roster| people(asked, &roster)).unwrap_or_default(),
        packing: device
            .packing(space, Some(plan))?
            .iter()
            .map(|thing| packing(asked, thing))
            .collect(),
        papers: papers
            .map(|papers| {
                let line = |line: &Line| paper(asked, line, &papers.names);
                papers.lines.iter().map(line).collect()
            })
            .unwrap_or_default(),
        kept_until: words::dated(asked, shown.line.kept_until),
        organises: shown.role.is_some_and(|role| role.is_staff()),
        conflict: shown.line.plan.conflict,
    })
}

/// What a role may not see is not there; what else failed did.
fn seen<T>(given: Result<T, AppError>) -> Result<Option<T>, AppError> {
    match given {
        Ok(given) => Ok(Some(given)),
        Err(AppError::NotAllowed | AppError::NotAMember) => Ok(None),
        Err(other) => Err(other),
    }
}

fn ready(asked: &Asked, ready: &Ready) -> Vec<ReadyLine> {
    let line = |(done, text)| ReadyLine {
        words: asked.say(&text),
        done,
    };
    says::trip::ready_lines(ready).into_iter().map(line).collect()
}

/// What a document says, field by field.
pub(crate) fn lines(
    asked: &Asked,
    contents: &Contents,
    names: &Names,
    wanted: impl Fn(&str) -> bool,
) -> Vec<PlanLine> {
    let name = |person| names.get(&person).cloned();
    let reader = Reader {
        zone: asked.here,
        name: &name,
    };
    let root = |at: &str| at.split('.').next().unwrap_or(at).to_owned();
    let leaves = contents.leaves().into_iter();
    leaves
        .filter(|leaf| wanted(&root(&leaf.at)))
        .map(|leaf| PlanLine {
            field: root(&leaf.at),
            name: words::capital(asked.words.value(&says::document::place(&leaf))),
            value: asked.words.value(&says::document::value(&leaf, reader)),
        })
        .collect()
}

fn people(asked: &Asked, roster: &RosterShown) -> Vec<OutingPerson> {
    let one_of = |one: &Expected| {
        let name = says::moment::name(&one.person, roster.names.get(&one.person).map(String::as_str));
        let known = one.profile.as_ref().map(|profile| {
            lines(asked, profile, &roster.names, |field| {
                !matches!(
                    field,
                    "person" | "name" | "part" | "group" | "photo" | "pictogram"
                )
            })
        });
        OutingPerson {
            person: one.person.to_string(),
            letters: name.chars().take(2).collect(),
            name,
            group: Some(one.group.clone()).filter(|group| !group.is_empty()),
            known: known.unwrap_or_default(),
        }
    };
    let mut people: Vec<OutingPerson> = roster.people.iter().map(one_of).collect();
    people.sort_by_key(|one| (ekin_core::domain::fold::fold(&one.name), one.person.clone()));
    people
}

fn packing(asked: &Asked, thing: &Thing) -> PackingLine {
    let name = words::of_texts(asked, &thing.name, None).map(|name| name.text);
    let name = name.unwrap_or_else(|| thing.row.clone());
    PackingLine {
        row: thing.row.clone(),
        words: match thing.count {
            0 | 1 => words::capital(name),
            n => asked.say(&msg::app_outing_things(n, name)),
        },
        packed_for: words::capital(asked.say(&says::document::word(choices::PACKED_FOR, &thing.packed_for))),
        packed: thing.packed,
    }
}

fn paper(asked: &Asked, line: &Line, names: &Names) -> PaperLine {
    let said = says::trip::authorisation(line, names);
    PaperLine {
        person: line.person.to_string(),
        name: says::moment::name(&line.person, names.get(&line.person).map(String::as_str)),
        what: line.what.clone(),
        words: said.iter().map(|text| asked.say(text)).collect(),
        done: matches!(line.state, State::NotNeeded | State::Signed),
    }
}
