//! Loans: a kit of the house, who asks for it and on which days, how it goes out and comes back. Asking and deciding are claims and
//! decisions, as of seats; each way is a handover that both phones sign. The rules are those of [`crate::domain::loan`] and
//! [`crate::domain::outing::handover`].

mod error;
mod passage;
mod shown;

use chrono::{DateTime, Utc};
use ekin_protocol::id::{ObjectId, SpaceId};

use super::command::Command;
use super::device::Device;
use super::document::{Kind, find, open};
use super::error::AppError;
use super::fact::object_of;
use super::meant::only;
use super::outing::people;
use crate::domain::fact::value::{Line, Prose};
use crate::domain::fact::{Claim, Fact};
use crate::domain::kind::Contents;
use crate::domain::moment::{Moment, day_number};
use crate::storage::{Read, Space};

pub use error::LoanError;
pub use passage::{NewPassage, PartCount};
pub(super) use shown::loans as loans_in;
pub use shown::{LoanShown, LoansShown, Passage};

/// Somebody asks for a kit.
#[derive(Clone, Debug, Default)]
pub struct NewLoan {
    /// Who borrows: a house, an association, somebody of the team. Never a resident's name: those are `people`.
    pub party: String,
    /// Who it is for, each by name or by the beginning of an id.
    pub people: Vec<String>,
    /// First day, `YYYY-MM-DD`; today where none is said.
    pub from: Option<String>,
    /// Day on which it is due back; what the kit says where none is.
    pub until: Option<String>,
    /// What they wrote.
    pub note: Option<String>,
}

impl Device {
    /// Asks for a kit, by the beginning of its id. An organiser decides with [`Device::decide_claim`].
    ///
    /// # Errors
    /// [`LoanError::NoKit`], [`LoanError::NotLent`], [`LoanError::Days`], [`AppError::NoPerson`], [`AppError::Words`].
    pub fn ask_loan(&self, space: SpaceId, kit: &str, new: &NewLoan) -> Result<ObjectId, AppError> {
        self.store().write(|tx| {
            let mut command = Command::begin(self, tx, space)?;
            let here = command.space().clone();
            let (kit, contents) = self::kit(tx, &here, kit)?;
            let view = contents.view();
            if view.flag("lendable") != Some(true) || view.raw("retired_on").is_some() {
                return Err(LoanError::NotLent.into());
            }
            let from = match &new.from {
                Some(text) => day(text)?,
                None => today(self.around().now_ms(), &here),
            };
            let days = view.int("loan_days").and_then(|days| i32::try_from(days).ok());
            let until = match &new.until {
                Some(text) => day(text)?,
                None => from.saturating_add(days.unwrap_or(1)),
            };
            if until < from {
                return Err(LoanError::Days.into());
            }
            let names = people::names(tx)?;
            let person = |wanted: &String| people::person(&names, [], wanted);
            let claim = Claim {
                seats: Some(1),
                people: new.people.iter().map(person).collect::<Result<_, _>>()?,
                from: written(from),
                until: written(until),
                note: match &new.note {
                    Some(note) => Some(Prose::of(note).ok_or(AppError::Words)?),
                    None => None,
                },
                ..Claim::of(kit, Line::of(&new.party).ok_or(AppError::Words)?)
            };
            let object = command.new_object();
            command.put(&object, &claim)?;
            command.send()?;
            Ok(object)
        })
    }
}

/// The kit whose id begins so.
fn kit(read: &Read<'_>, space: &Space, id: &str) -> Result<(ObjectId, Contents), AppError> {
    let missing = || LoanError::NoKit { id: id.to_owned() };
    let row = find(read, space, id).map_err(|error| match error {
        AppError::NoDocument { .. } => missing().into(),
        other => other,
    })?;
    match row.kind == Kind::Kit.number() {
        true => Ok((row.object, opened(read, space, &row.object, row.generation)?)),
        false => Err(missing().into()),
    }
}

fn opened(read: &Read<'_>, space: &Space, object: &ObjectId, generation: u32) -> Result<Contents, AppError> {
    let document = open::open(read, space, object, generation)?;
    Ok(Contents::new(Kind::Kit, document.content().values))
}

/// The loan whose id begins so, with what its claim says.
fn loan(read: &Read<'_>, space: &Space, id: &str) -> Result<(ObjectId, Claim), AppError> {
    let id = id.trim().to_lowercase();
    let missing = || AppError::from(LoanError::NoLoan { id: id.clone() });
    let object = only(read.facts_beginning(space.sp, Claim::KIND, &id)?, &id, missing)?;
    let said = object_of(read, space, &object)?;
    let claim = said.shown().and_then(|head| head.read::<Claim>().ok());
    let claim = claim.filter(|claim| claim.until.is_some() && claim.withdrawn != Some(true));
    Ok((object, claim.ok_or_else(missing)?))
}

/// A day of the calendar, as days since 1970.
fn day(text: &str) -> Result<i32, AppError> {
    let moment = Moment::parse(text.trim()).filter(|moment| moment.minute.is_none());
    Ok(moment.ok_or(LoanError::Days)?.day)
}

fn written(day: i32) -> Option<Line> {
    Line::of(&Moment { day, minute: None }.to_string())
}

/// The day of an instant on the calendar of a house.
fn today(ms: i64, space: &Space) -> i32 {
    let utc: DateTime<Utc> = DateTime::from_timestamp_millis(ms).unwrap_or_default();
    day_number(utc.with_timezone(&space.zone).date_naive())
}

#[cfg(test)]
mod tests;
