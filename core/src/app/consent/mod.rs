//! Consent: written down when it is given, refused, taken back; looked up. The rules are those of
//! [`crate::domain::consent`]. What somebody takes back is hidden and destroyed in the same transaction.

pub(crate) mod ledger;

use std::collections::BTreeSet;

use ekin_i18n::Date;
use ekin_protocol::id::SpaceId;
use ekin_protocol::membership::SpaceKind;

use super::command::Command;
use super::device::Device;
use super::error::AppError;
use super::moment::{MomentError, settle};
use super::outing::people;
use super::query::{day_at, end_of};
use super::space::one_space;
use super::territory::role_here;
use crate::domain::consent::{Answer, Audience, Purpose, Signer, Standing};
use crate::domain::fact::value::Line;
use crate::domain::fact::{Consent, Media, VERSION};
use crate::domain::person::PersonId;
use crate::domain::unknown::Unknown;
use crate::storage::{Space, Tx};
use ledger::Consents;

/// What somebody says of a person's image and voice.
#[derive(Clone, Debug)]
pub struct NewConsent {
    /// Whose, by name or the beginning of an id.
    pub person: String,
    /// What for.
    pub purposes: Vec<Purpose>,
    /// Who may see.
    pub audiences: Vec<Audience>,
    /// Yes, or no.
    pub yes: bool,
    /// Who signed.
    pub signer: Signer,
    /// Their name.
    pub name: Option<String>,
    /// The day on which they signed.
    pub signed_on: Option<Date>,
    /// The last day on which a yes holds, in the space's zone.
    pub until: Option<Date>,
}

/// What became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Noted {
    /// Whose consent it is.
    pub person: PersonId,
    /// Photos and sounds that were hidden and destroyed for it.
    pub gone: usize,
}

/// What was said of one person, purpose and audience, by one signer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConsentShown {
    /// Whose.
    pub person: PersonId,
    /// Their name, where a profile is here.
    pub name: Option<String>,
    /// What for; none for a purpose of a newer version.
    pub purpose: Option<Purpose>,
    /// Who may see; none likewise.
    pub audience: Option<Audience>,
    /// What was said.
    pub answer: Answer,
    /// Who signed.
    pub signer: Option<Signer>,
    /// Their name.
    pub signed_by: Option<String>,
    /// The day on which they signed, `YYYY-MM-DD`.
    pub signed_on: Option<String>,
    /// The last day on which a yes holds.
    pub until: Option<Date>,
    /// What all that was said of this person, purpose and audience comes to now.
    pub standing: Standing,
    /// Whether what was said disagrees.
    pub disagree: bool,
}

impl Device {
    /// Writes down a yes or a no. A yes is for the staff to write down; a no is heard from anybody, and what it forbids is
    /// destroyed at once.
    ///
    /// # Errors
    /// [`AppError::NoPerson`]; [`AppError::NotAllowed`] for a yes by who is no staff; [`AppError::Words`]; [`MomentError::Over`],
    /// [`MomentError::NotYet`] for days that cannot be meant.
    pub fn note_consent(&self, space: SpaceId, new: &NewConsent) -> Result<Noted, AppError> {
        let noted = self.store().write(|tx| {
            let here = one_space(tx, space)?;
            if new.yes && !role_here(tx, here.sp)?.is_some_and(|role| role.is_staff()) {
                return Err(AppError::NotAllowed);
            }
            let today = day_at(tx.now_ms, here.zone);
            if let Some(until) = new.until.filter(|until| new.yes && Some(*until) < today) {
                return Err(MomentError::Over { until }.into());
            }
            if let Some(on) = new.signed_on.filter(|on| today.is_some_and(|today| *on > today)) {
                return Err(MomentError::NotYet { on }.into());
            }
            let names = people::names(tx)?;
            let person = people::person(&names, [], &new.person)?;
            let name = match new.name.as_deref().map(str::trim).filter(|name| !name.is_empty()) {
                Some(name) => Some(Line::of(name).ok_or(AppError::Words)?),
                None => None,
            };
            let mut facts = Vec::new();
            for purpose in &new.purposes {
                for audience in &new.audiences {
                    facts.push(Consent {
                        person,
                        purpose: word(purpose.word())?,
                        audience: word(audience.word())?,
                        answer: word(if new.yes { Answer::Yes } else { Answer::No }.word())?,
                        signer: word(new.signer.word())?,
                        name: name.clone(),
                        signed_on: new.signed_on.map(|day| word(&written(day))).transpose()?,
                        until_ms: new
                            .until
                            .filter(|_| new.yes)
                            .and_then(|day| end_of(day, here.zone)),
                        version: VERSION,
                        unknown: Unknown::default(),
                    });
                }
            }
            let mut everywhere = self.spaces_of(tx, person)?;
            if new.yes {
                // A yes stays where it was given, and takes the place of the same signer's no wherever that stands.
                let heard = Consents::heard(tx)?.heard;
                everywhere.retain(|space| {
                    let stands = |fact: &Consent| {
                        let object = fact.object(&space.id);
                        let no =
                            |one: &&ledger::Heard| one.object == object && one.said.answer != Answer::Yes;
                        heard.iter().any(|one| one.sp == space.sp && no(&one))
                    };
                    facts.iter().any(stands)
                });
            }
            self.put_consents(tx, &here, &everywhere, &facts)?;
            Ok::<_, AppError>(Noted {
                person,
                gone: settle::settle(self, tx)?,
            })
        })?;
        self.sweep_blobs()?;
        Ok(noted)
    }

    /// Takes yes back, whoever signed it: for these purposes and audiences, for all where none is named. In every space in which
    /// this device may write and the person is known.
    ///
    /// # Errors
    /// [`AppError::NoPerson`]; [`MomentError::NothingToWithdraw`] where nobody said yes.
    pub fn withdraw_consent(
        &self,
        space: SpaceId,
        person: &str,
        purposes: &[Purpose],
        audiences: &[Audience],
    ) -> Result<Noted, AppError> {
        let noted = self.store().write(|tx| {
            let here = one_space(tx, space)?;
            let names = people::names(tx)?;
            let person = people::person(&names, [], person)?;
            let mut facts: Vec<Consent> = Vec::new();
            for one in Consents::heard(tx)?.heard {
                let (purpose, audience) = (one.said.purpose, one.said.audience);
                let meant = purpose.is_none_or(|one| purposes.is_empty() || purposes.contains(&one))
                    && audience.is_none_or(|one| audiences.is_empty() || audiences.contains(&one));
                if one.said.person != person || one.said.answer != Answer::Yes || !meant {
                    continue;
                }
                let fact = Consent {
                    answer: word(Answer::Withdrawn.word())?,
                    until_ms: None,
                    unknown: Unknown::default(),
                    version: VERSION,
                    ..one.fact
                };
                if !facts.iter().any(|had| had.object(&space) == fact.object(&space)) {
                    facts.push(fact);
                }
            }
            if facts.is_empty() {
                return Err(AppError::from(MomentError::NothingToWithdraw));
            }
            let everywhere = self.spaces_of(tx, person)?;
            self.put_consents(tx, &here, &everywhere, &facts)?;
            Ok::<_, AppError>(Noted {
                person,
                gone: settle::settle(self, tx)?,
            })
        })?;
        self.sweep_blobs()?;
        Ok(noted)
    }

    /// Says the same in a space, and in others.
    fn put_consents(
        &self,
        tx: &Tx<'_>,
        here: &Space,
        others: &[Space],
        facts: &[Consent],
    ) -> Result<(), AppError> {
        let others = others.iter().filter(|space| space.sp != here.sp);
        for space in std::iter::once(here).chain(others) {
            for some in facts.chunks(ekin_protocol::limits::ITEMS) {
                let mut command = Command::begin(self, tx, space.id)?;
                for fact in some {
                    command.put_of_person(&fact.object(&space.id), fact, fact.person)?;
                }
                command.send()?;
            }
        }
        Ok(())
    }

    /// Spaces in which this device may write and in which the person is known: by documents or consents, or on a photo.
    fn spaces_of(&self, tx: &Tx<'_>, person: PersonId) -> Result<Vec<Space>, AppError> {
        let mut spaces = Vec::new();
        for space in tx.private_spaces()? {
            let may = super::command::writable(tx, space.id, self.around());
            if space.kind == SpaceKind::Personal || may.is_err() {
                continue;
            }
            let known = tx.unit_of_person(space.sp, &person.0)?.is_some() || on_a_photo(tx, &space, person)?;
            spaces.extend(known.then_some(space));
        }
        Ok(spaces)
    }

    /// What was said, of one person or of all, with what it comes to now.
    ///
    /// # Errors
    /// [`AppError::UnknownSpace`], [`AppError::NoPerson`].
    pub fn consents(&self, space: SpaceId, person: Option<&str>) -> Result<Vec<ConsentShown>, AppError> {
        self.store().read(|read| {
            let here = one_space(read, space)?;
            let names = people::names(read)?;
            let person = person
                .map(|person| people::person(&names, [], person))
                .transpose()?;
            let all = Consents::all(read)?;
            let mut seen = BTreeSet::new();
            let mut shown = Vec::new();
            for one in &all.heard {
                let said = &one.said;
                if person.is_some_and(|person| said.person != person) {
                    continue;
                }
                // The same in two spaces is said once.
                let key = (said.person, said.purpose, said.audience, said.signer);
                if !seen.insert((key, said.name.clone(), said.answer, said.until_ms)) {
                    continue;
                }
                let (purpose, audience) = (
                    said.purpose.unwrap_or(Purpose::Memory),
                    said.audience.unwrap_or(Audience::Public),
                );
                let verdict = all.verdict(here.sp, said.person, (purpose, audience), read.now_ms);
                let text = |line: &Option<Line>| line.as_ref().map(|line| line.as_str().to_owned());
                shown.push(ConsentShown {
                    person: said.person,
                    name: names.get(&said.person).cloned(),
                    purpose: said.purpose,
                    audience: said.audience,
                    answer: said.answer,
                    signer: said.signer,
                    signed_by: text(&one.fact.name),
                    signed_on: text(&one.fact.signed_on),
                    until: said
                        .until_ms
                        .and_then(|ms| day_at(ms.saturating_sub(1), here.zone)),
                    standing: verdict.standing,
                    disagree: verdict.disagree,
                });
            }
            shown.sort_by(|a, b| {
                let key = |one: &ConsentShown| (one.name.clone(), one.person, one.purpose, one.audience);
                key(a).cmp(&key(b))
            });
            Ok(shown)
        })
    }
}

fn on_a_photo(tx: &Tx<'_>, space: &Space, person: PersonId) -> Result<bool, AppError> {
    let photos = super::outing::objects::<Media>(tx, space)?;
    let on = |media: &Media| media.is_moment() && media.people.contains(&person);
    let mut heads = photos.iter().flat_map(|photo| &photo.heads);
    Ok(heads.any(|head| head.read::<Media>().is_ok_and(|media| on(&media))))
}

fn word(word: &str) -> Result<Line, AppError> {
    Line::of(word).ok_or(AppError::Words)
}

fn written(day: Date) -> String {
    format!("{:04}-{:02}-{:02}", day.year(), day.month(), day.day())
}
