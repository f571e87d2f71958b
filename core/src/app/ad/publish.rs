//! A draft leaves its space: handed to the moderators of a territory, or published by who may.

use chrono_tz::Tz;
use ekin_exchange::draft::Draft;
use ekin_protocol::id::{ListingKey, ObjectId, SpaceId};
use ekin_protocol::membership::SpaceKind;

use super::{AdError, confirmed, find};
use crate::app::device::Device;
use crate::app::document::{Kind, contents};
use crate::app::draft::examine;
use crate::app::edit::carry_unknown;
use crate::app::error::AppError;
use crate::app::inbox::code::address_of;
use crate::app::inbox::letter::{self, LetterState};
use crate::app::publish::{Standing, territory_of};
use crate::app::territory::one_territory;
use crate::app::undo;
use crate::app::write::Change;
use crate::domain::answer::Answer;
use crate::domain::care;
use crate::domain::field::{self, Field, FieldError};
use crate::domain::kind::{self, Contents, check};
use crate::domain::language::LanguageTag;
use crate::domain::listing::{Adopted, Listing};
use crate::domain::verdict::Verdict;
use crate::record::payload::{self, PayloadError};
use crate::storage::{Read, Space, Tx};

/// How a draft is handed over.
#[derive(Clone, Copy, Debug, Default)]
pub struct Hand {
    /// The territory; none for the only one.
    pub territory: Option<SpaceId>,
    /// The author is sure of words that may name a diagnosis or somebody's care.
    pub sure: bool,
    /// The staff whose inbox takes the answers; of a draft that a staff wrote, theirs where none is named.
    pub answers_to: Option<SpaceId>,
}

impl Device {
    /// Hands a draft to the moderators of a territory; gives the number of its letter. It is sent at the next sync.
    ///
    /// # Errors
    /// [`AdError::NoAd`], [`AdError::NamesCare`], [`AdError::Submitted`]; [`AppError::DocumentFields`],
    /// [`AppError::Fields`], [`AppError::NoTerritory`].
    pub fn submit_ad(&self, id: &str, hand: Hand) -> Result<i64, AppError> {
        self.store().write(|tx| {
            let (space, row) = find(tx, id)?;
            if let Some(letter) = tx.letters_about(space.sp, &row.object)?.pop() {
                let waits = letter::view(tx, &letter)?;
                let refused = matches!(waits.state, LetterState::Refused(_));
                if !refused && matches!(waits.verdict, Some(Verdict::Waiting)) {
                    return Err(AdError::Submitted.into());
                }
            }
            let territory = one_territory(tx, hand.territory)?;
            let zone = territory_of(tx, &territory)?.zone;
            let contents = contents(tx, &space, &row)?;
            let listing = ready(tx, &space, &contents, zone, hand)?;
            let number = self.put_ad(tx, &territory, listing)?;
            tx.set_letter_subject(number, space.sp, &row.object)?;
            self.note(tx, &space, &row.object, &["draft_state=submitted"])?;
            Ok(number)
        })
    }

    /// Publishes a draft for this device's organisation, or the next value of what was published of it; gives the listing. Two
    /// who publish one draft make one listing.
    ///
    /// # Errors
    /// As [`Device::submit_ad`]; [`AppError::NotAMember`], [`AppError::NotAllowed`].
    pub fn publish_ad(&self, id: &str, hand: Hand) -> Result<ObjectId, AppError> {
        self.store().write(|tx| {
            let (space, row) = find(tx, id)?;
            let territory = one_territory(tx, hand.territory)?;
            let org = self.own_org(tx, &territory)?;
            let zone = territory_of(tx, &territory)?.zone;
            let contents = contents(tx, &space, &row)?;
            let mut listing = ready(tx, &space, &contents, zone, hand)?;
            let key = ListingKey(row.object.0);
            let object = territory.id.listing(&org, &key);
            let standing = Standing::of(tx, territory.sp, &object)?;
            if let Some(current) = standing.as_ref().map(Standing::listing).transpose()?.flatten() {
                carry_unknown(&current, &mut listing);
            }
            undo::remember(tx, territory.id, &[(object, standing.as_ref())])?;
            let replaced = standing.as_ref().map(Standing::replaced).unwrap_or_default();
            let payload = payload::encode(&listing)?;
            self.put(
                tx,
                territory.sp,
                &[Change::listing(territory.id, org, key, replaced, payload)],
            )?;
            let listing = format!("listing={object}");
            self.note(tx, &space, &row.object, &[&listing, "draft_state=published"])?;
            Ok(object)
        })
    }

    /// Asks whether whoever publishes listings as they are is sure of words that may name a diagnosis or somebody's care.
    ///
    /// # Errors
    /// [`AdError::NamesCare`], unless `sure`; [`AppError::NoTerritory`].
    pub fn ask_about_care(
        &self,
        territory: Option<SpaceId>,
        drafts: &[Draft],
        sure: bool,
    ) -> Result<(), AppError> {
        self.store().read(|read| {
            let territory = territory_of(read, &one_territory(read, territory)?)?;
            let named = drafts
                .iter()
                .flat_map(|draft| care::named_in(&examine(draft, &territory).0));
            confirmed(named.collect(), sure)
        })
    }

    /// What moderators decided about drafts that were handed over from here is written into them, so that the whole house reads
    /// it. Gives whether anything was.
    pub(crate) fn note_verdicts(&self, tx: &Tx<'_>) -> Result<bool, AppError> {
        let mut noted = false;
        for (lt, sp, object) in tx.letter_subjects()? {
            let row = tx
                .document(sp, &object)?
                .filter(|row| row.kind == Kind::Draft.number());
            let (Some(row), Some(letter)) = (row, tx.letter(lt)?) else {
                continue;
            };
            let space = tx.space(sp)?;
            if contents(tx, &space, &row)?.view().text("draft_state") != Some("submitted") {
                continue;
            }
            let view = letter::view(tx, &letter)?;
            let listing = view.outcomes.iter().find_map(|outcome| outcome.listing);
            let fields = match (view.verdict, listing) {
                (Some(Verdict::Published(_) | Verdict::Contested { .. }), Some(listing)) => {
                    vec![format!("listing={listing}"), "draft_state=published".to_owned()]
                }
                (Some(Verdict::Refused(_)), _) => vec!["draft_state=refused".to_owned()],
                _ => continue,
            };
            let fields: Vec<&str> = fields.iter().map(String::as_str).collect();
            match self.note(tx, &space, &object, &fields) {
                Ok(()) => noted = true,
                Err(AppError::NotAMember | AppError::NotAllowed | AppError::TimeOver) => {}
                Err(other) => return Err(other),
            }
        }
        Ok(noted)
    }

    /// The draft of a letter that is taken back is being written again.
    pub(crate) fn draft_again(&self, tx: &Tx<'_>, letter: i64) -> Result<(), AppError> {
        let subject = tx.letter_subjects()?.into_iter().find(|(lt, ..)| *lt == letter);
        let Some((_, sp, object)) = subject else {
            return Ok(());
        };
        match tx.document(sp, &object)? {
            Some(row) if row.kind == Kind::Draft.number() => {
                self.note(tx, &tx.space(sp)?, &object, &["draft_state=writing"])
            }
            _ => Ok(()),
        }
    }

    /// Writes into a draft how far it has come.
    fn note(&self, tx: &Tx<'_>, space: &Space, object: &ObjectId, fields: &[&str]) -> Result<(), AppError> {
        let fields: Vec<String> = fields.iter().map(|field| (*field).to_owned()).collect();
        self.edit_document_in(tx, space.id, &object.to_string(), &fields, LanguageTag::FR)?;
        Ok(())
    }
}

/// What a draft was taken up from.
pub(super) fn adopted(draft: &Contents) -> Option<Adopted> {
    let view = draft.view();
    let from = view.id("adopted_from").zip(view.text("origin"));
    from.map(|(id, name)| Adopted {
        listing: ObjectId(id),
        name: name.into(),
    })
}

/// The listing that a draft becomes, once everything in it is right and its author is sure.
fn ready(
    read: &Read<'_>,
    space: &Space,
    contents: &Contents,
    zone: Tz,
    hand: Hand,
) -> Result<Listing, AppError> {
    let wrong = check(contents, space.kind);
    if !wrong.is_empty() {
        return Err(AppError::DocumentFields(wrong));
    }
    let view = contents.view();
    let mut listing = kind::draft::listing(&view, zone);
    listing.adopted = adopted(contents);
    let own = (space.kind == SpaceKind::Staff).then_some(space.id);
    if let Some(house) = hand.answers_to.or(own) {
        listing.answer.insert(0, Answer::Url(address_of(read, house)?));
    }
    confirmed(care::named_in(&listing), hand.sure)?;
    match payload::encode(&listing) {
        Err(PayloadError::TooLarge { bytes, max }) => {
            let problem = field::Problem::TooLargeTogether { max, bytes };
            Err(AppError::Fields(vec![FieldError::at(Field::Body, "", problem)]))
        }
        Err(other) => Err(other.into()),
        Ok(_) => Ok(listing),
    }
}
