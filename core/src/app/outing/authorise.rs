//! What must be signed before an outing leaves, and for whom it is. The rules are those of
//! [`crate::domain::outing::authorisation`]; here they meet the plan and the profiles in the outing's space.

use ekin_i18n::{Date, Time};
use ekin_protocol::id::{ObjectId, SpaceId};
use ekin_protocol::membership::Role;

use super::error::OutingError;
use super::heads::roster;
use super::people::{self, Names};
use super::roster::of_outing;
use super::{edit, plan};
use crate::app::command::Command;
use crate::app::device::Device;
use crate::app::document::{Kind, assigned};
use crate::app::error::AppError;
use crate::app::query::moment;
use crate::app::space::one_space;
use crate::app::territory::role_here;
use crate::domain::kind::Contents;
use crate::domain::language::LanguageTag;
use crate::domain::outing::authorisation::{Decides, State, asked, decides, state};
use crate::domain::outing::sight::{self, Part};
use crate::domain::person::PersonId;
use crate::storage::{Read, Space};

/// What somebody signed, or refused, for one outing.
#[derive(Clone, Debug, Default)]
pub struct NewAuthorisation {
    /// Whose: by name or by the beginning of an id.
    pub person: String,
    /// A word of the choice of authorisations.
    pub what: String,
    /// Whether it is allowed.
    pub allowed: bool,
    /// Who signed.
    pub by: String,
    /// The last day for which it holds, `YYYY-MM-DD`.
    pub until: Option<String>,
}

/// What must be signed, for everybody on the roster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuthorisationsShown {
    /// The plan.
    pub plan: ObjectId,
    /// One line for each person and each thing that is asked for.
    pub lines: Vec<Line>,
    /// Names of those who have a profile here.
    pub names: Names,
    /// Persons for whom all is green, and persons.
    pub green: (usize, usize),
}

/// One thing that is asked for of one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Who.
    pub person: PersonId,
    /// A word of the choice of authorisations.
    pub what: String,
    /// Until when.
    pub due: Option<(Date, Time)>,
    /// Who signs.
    pub decides: Decides,
    /// How it stands.
    pub state: State,
}

impl Device {
    /// Writes down what somebody signed, or refused, in the person's profile in the outing's space.
    ///
    /// # Errors
    /// [`AppError::NoPerson`], [`OutingError::NoProfile`], [`AppError::DocumentFields`] for a word that is none,
    /// [`AppError::NotAllowed`] unless this device organises.
    pub fn authorise(
        &self,
        space: SpaceId,
        outing: Option<&str>,
        new: &NewAuthorisation,
        language: LanguageTag,
    ) -> Result<PersonId, AppError> {
        self.store().write(|tx| {
            let here = self.organised(tx, space)?;
            let (_, contents) = plan(tx, &here, outing)?;
            let names = people::names(tx)?;
            let person = people::person(&names, roster(&contents).keys(), &new.person)?;
            let mut profiles = of_outing(tx, &here)?;
            let (row, profile) = profiles.remove(&person).ok_or_else(|| OutingError::NoProfile {
                name: new.person.clone(),
            })?;
            let today = moment(self.around().now_ms(), here.zone)
                .ok_or(AppError::Clock)?
                .0;
            let mut fields = vec![
                ("what", new.what.clone()),
                ("allowed", if new.allowed { "yes" } else { "no" }.to_owned()),
                ("signed_on", day(today)),
                ("signed_by", new.by.clone()),
            ];
            fields.extend(new.until.clone().map(|until| ("until", until)));
            let name = paper(&profile, &new.what, &fields);
            let fields: Vec<String> = fields
                .into_iter()
                .map(|(column, value)| format!("authorisations.{name}.{column}={value}"))
                .collect();
            let edits = assigned(Kind::Profile, &fields, &here, language)?;
            let mut command = Command::begin(self, tx, space)?;
            edit(tx, &mut command, &row, &edits)?;
            command.send()?;
            Ok(person)
        })
    }

    /// What must be signed before the outing leaves, by whom, and until when.
    ///
    /// # Errors
    /// [`AppError::NoOuting`], [`AppError::NotAllowed`] for who may not see it.
    pub fn authorisations(
        &self,
        space: SpaceId,
        outing: Option<&str>,
    ) -> Result<AuthorisationsShown, AppError> {
        let now_ms = self.around().now_ms();
        self.store().read(|read| {
            let space = one_space(read, space)?;
            let role = role_here(read, space.sp)?.ok_or(AppError::NotAMember)?;
            if !sight::sees(role, Part::Authorisations) {
                return Err(AppError::NotAllowed);
            }
            let (plan, contents) = plan(read, &space, outing)?;
            let lines = lines(read, &space, &contents, now_ms)?;
            Ok(AuthorisationsShown {
                plan,
                green: green(&contents, &lines),
                lines,
                names: people::names(read)?,
            })
        })
    }
}

/// Persons for whom all is green, and persons; none for a role that may not see it.
pub(super) fn progress(
    read: &Read<'_>,
    space: &Space,
    plan: &Contents,
    role: Option<Role>,
    now_ms: i64,
) -> Result<Option<(usize, usize)>, AppError> {
    let sees = role.is_some_and(|role| sight::sees(role, Part::Authorisations));
    if !sees || asked(&plan.view()).is_empty() {
        return Ok(None);
    }
    Ok(Some(green(plan, &lines(read, space, plan, now_ms)?)))
}

fn green(plan: &Contents, lines: &[Line]) -> (usize, usize) {
    let everybody = roster(plan);
    let red = |person: &&PersonId| {
        let mut of_person = lines.iter().filter(|line| line.person == **person);
        of_person.any(|line| !line.state.is_green())
    };
    let lacking = everybody.keys().filter(red).count();
    (everybody.len() - lacking, everybody.len())
}

fn lines(read: &Read<'_>, space: &Space, plan: &Contents, now_ms: i64) -> Result<Vec<Line>, AppError> {
    let view = plan.view();
    let last = view.instant("end").or_else(|| view.instant("start"));
    let Some(last) = last.and_then(|last| last.local(space.zone)) else {
        return Ok(Vec::new());
    };
    let asked = asked(&view);
    let profiles = of_outing(read, space)?;
    let nothing = Contents::fresh(Kind::Profile);
    let mut lines = Vec::new();
    for person in roster(plan).into_keys() {
        let profile = profiles
            .get(&person)
            .map_or(&nothing, |(_, profile)| profile)
            .view();
        lines.extend(asked.iter().map(|asked| Line {
            person,
            what: asked.what.clone(),
            due: moment(asked.due_ms, space.zone),
            decides: decides(&profile, last),
            state: state(asked, &profile, last, now_ms),
        }));
    }
    // Red first: what lacks is what people look for.
    lines.sort_by_key(|line| line.state.is_green());
    Ok(lines)
}

/// The row of a profile in which this is written: the one that holds it for this thing already, or else a new one. What was signed
/// on another day keeps its own row.
fn paper(profile: &Contents, what: &str, fields: &[(&str, String)]) -> String {
    let view = profile.view();
    let rows = view.rows("authorisations");
    let today = fields
        .iter()
        .find(|(column, _)| *column == "signed_on")
        .map(|(_, day)| day.as_str());
    let same = rows
        .iter()
        .find(|row| row.text("what") == Some(what) && row.text("signed_on") == today);
    match same {
        Some(row) => row.name().to_owned(),
        None => {
            let taken = |name: &str| rows.iter().any(|row| row.name() == name);
            let free = (0..=rows.len())
                .map(|n| format!("p{n}"))
                .find(|name| !taken(name));
            free.unwrap_or_else(|| "p".to_owned())
        }
    }
}

fn day(day: Date) -> String {
    format!("{:04}-{:02}-{:02}", day.year(), day.month(), day.day())
}

#[cfg(test)]
mod tests;
