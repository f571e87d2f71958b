//! A kit goes from hand to hand: whoever gives says what it has and to whom, whoever takes signs the very record that says so. Both do it with
//! no network, each on their phone.

use ekin_protocol::id::{ObjectId, Ord, SpaceId};

use super::shown::{self, counted_in};
use super::{LoanError, loan, opened};
use crate::app::command::Command;
use crate::app::device::Device;
use crate::app::error::AppError;
use crate::domain::fact::Handover;
use crate::domain::fact::value::Line;
use crate::domain::kind::Contents;
use crate::domain::loan::Counted;
use crate::domain::outing::handover::State;
use crate::storage::{Read, Space};

/// What was counted of one part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartCount {
    /// The part: a row of the kit, or its name in any language.
    pub part: String,
    /// How many.
    pub count: u64,
    /// It is broken.
    pub broken: bool,
}

/// A kit changes hands.
#[derive(Clone, Debug, Default)]
pub struct NewPassage {
    /// It comes back; else it goes out.
    pub back: bool,
    /// The device that takes it; none where whoever takes it has none in this space.
    pub to: Option<Ord>,
    /// What is not as it was: of parts that are not named, everything is there.
    pub parts: Vec<PartCount>,
    /// What else there is to say.
    pub note: Option<String>,
}

impl Device {
    /// Hands a kit over, out or back. Until the other phone signs, one alone has signed, and that is said.
    ///
    /// # Errors
    /// [`LoanError::NoLoan`], [`LoanError::NoPart`], [`LoanError::NotTo`], [`LoanError::NotOut`], [`AppError::Words`].
    pub fn pass_loan(&self, space: SpaceId, id: &str, new: &NewPassage) -> Result<ObjectId, AppError> {
        self.store().write(|tx| {
            let mut command = Command::begin(self, tx, space)?;
            let here = command.space().clone();
            let (object, claim) = loan(tx, &here, id)?;
            let me = Device::author(tx, here.sp)?.ord;
            if let Some(to) = new.to {
                let members = tx.membership(here.sp)?.ok_or(AppError::NotAMember)?;
                let known = members.member(to).is_some_and(|member| member.role().is_some());
                if to == me || !known {
                    return Err(LoanError::NotTo { ord: to }.into());
                }
            }
            let kit = kit_of(tx, &here, &claim.plan)?;
            let before = match new.back {
                false => counted_in(&kit),
                true => {
                    let passages = shown::passages(tx, &here, &object)?;
                    let out = passages
                        .into_iter()
                        .rfind(|one| !one.back && one.state != State::Refused);
                    out.ok_or(LoanError::NotOut)?.parts
                }
            };
            let handover = Handover {
                to: new.to.map(u64::from),
                back: new.back.then_some(true),
                parts: parts(&kit, before, &new.parts)?,
                note: match &new.note {
                    Some(note) => Some(Line::of(note).ok_or(AppError::Words)?),
                    None => None,
                },
                ..Handover::of(object)
            };
            let given = command.new_object();
            command.put(&given, &handover)?;
            command.send()?;
            Ok(object)
        })
    }

    /// Signs what was handed over to this device, out or back, or says that it did not take it.
    ///
    /// # Errors
    /// [`LoanError::NoLoan`]; [`LoanError::NothingToSign`] where nothing waits for this device.
    pub fn sign_loan(&self, space: SpaceId, id: &str, accepts: bool) -> Result<ObjectId, AppError> {
        self.store().write(|tx| {
            let mut command = Command::begin(self, tx, space)?;
            let here = command.space().clone();
            let (object, _) = loan(tx, &here, id)?;
            let me = Device::author(tx, here.sp)?.ord;
            let mut passages = shown::passages(tx, &here, &object)?.into_iter();
            let waiting = passages
                .rfind(|one| one.to == Some(me) && matches!(one.state, State::Offered | State::Changed))
                .ok_or(LoanError::NothingToSign)?;
            let answer = Handover {
                signs: Some(waiting.hash.0),
                accepts: Some(accepts),
                ..Handover::of(object)
            };
            command.put(&Handover::answer(&space, &waiting.object, me), &answer)?;
            command.send()?;
            Ok(object)
        })
    }
}

pub(super) fn kit_of(read: &Read<'_>, space: &Space, object: &ObjectId) -> Result<Contents, AppError> {
    let row = read.document(space.sp, object)?.ok_or_else(|| LoanError::NoKit {
        id: object.to_string(),
    })?;
    opened(read, space, &row.object, row.generation)
}

/// What is there of each part: as it was, but for what somebody says of one.
fn parts(kit: &Contents, before: Vec<Counted>, said: &[PartCount]) -> Result<Vec<Counted>, AppError> {
    let rows = kit.view().rows("parts");
    let mut parts = before;
    for one in said {
        let wanted = one.part.trim().to_lowercase();
        let found = rows.iter().find(|row| {
            let named = row.texts("name");
            row.name() == wanted || named.iter().any(|name| name.text.to_lowercase() == wanted)
        });
        let row = found.ok_or_else(|| LoanError::NoPart {
            given: one.part.clone(),
            names: rows.iter().map(|row| row.name().to_owned()).collect(),
        })?;
        let counted = Counted {
            part: row.name().to_owned(),
            count: one.count,
            broken: one.broken,
        };
        match parts.iter_mut().find(|part| part.part == row.name()) {
            Some(part) => *part = counted,
            None => parts.push(counted),
        }
    }
    Ok(parts)
}
