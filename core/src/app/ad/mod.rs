//! Ads: written as drafts of a private space, handed to moderators or published, changed and taken up by others. A draft is a
//! document (several people of a house may write it); what is published of it is a listing. Whoever has no account drafts
//! in a space of their own, which stays on the device.

mod error;
mod publish;
mod state;

use ekin_exchange::draft::Draft;
use ekin_protocol::id::{ObjectId, SpaceId};
use ekin_protocol::membership::SpaceKind;

use super::device::Device;
use super::document::{Kind, contents, every};
use super::error::AppError;
use super::inbox::letter::{self, LetterState, LetterView};
use super::meant::only;
use super::show::to_draft;
use crate::domain::care;
use crate::domain::kind::{Contents, draft};
use crate::domain::language::LanguageTag;
use crate::domain::listing::Listing;
use crate::domain::listing_type::ListingType;
use crate::domain::occurrence::is_past;
use crate::domain::verdict::Verdict;
use crate::storage::{DocumentRow, Read, Space};

pub use error::AdError;
pub use publish::Hand;
pub use state::Change;

/// A draft to make.
#[derive(Clone, Debug)]
pub struct NewAd<'a> {
    /// The space; none for this device's own, which is made where there is none.
    pub space: Option<SpaceId>,
    /// What the own space is called if it has to be made.
    pub own: &'a str,
    /// Sort of listing.
    pub listing_type: ListingType,
    /// Fields, each `KEY=VALUE`.
    pub fields: Vec<String>,
    /// Language of texts that name none.
    pub language: LanguageTag,
}

/// How far a draft has come.
#[derive(Clone, Debug, PartialEq)]
pub enum AdState {
    /// It is being written.
    Writing,
    /// It was handed to the moderators; how far its letter has come, where it lies on this device.
    Submitted(Option<LetterState>),
    /// It is in the catalogue.
    Published(Option<ObjectId>),
    /// It was refused.
    Refused,
    /// Two moderators decided differently, and it is in the catalogue until they chose.
    Contested,
    /// It was published, and taken out again.
    Withdrawn,
}

/// A draft, as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct AdView {
    /// Its space.
    pub space: SpaceId,
    /// What people call the space.
    pub space_name: String,
    /// The draft.
    pub object: ObjectId,
    /// The listing that it would become.
    pub listing: Listing,
    /// How far it has come.
    pub state: AdState,
    /// Two people gave a field two values.
    pub conflict: bool,
    /// Words that may name a diagnosis or somebody's care.
    pub care: Vec<&'static str>,
    /// All its dates are over.
    pub past: bool,
    /// It is in this device's own space, which no relay has.
    pub own: bool,
    /// The letter by which it was handed over last, with what was answered.
    pub letter: Option<LetterView>,
}

impl AdView {
    /// The listing that it would become, in the plain form that files and screens hold.
    pub fn draft(&self) -> Draft {
        to_draft(&self.listing)
    }
}

impl Device {
    /// Begins a draft; gives its space and id. It needs no network and no account.
    ///
    /// # Errors
    /// As [`Device::new_document`]; [`AdError::Kept`].
    pub fn new_ad(&self, new: &NewAd<'_>) -> Result<(SpaceId, ObjectId), AppError> {
        written_by_hand(&new.fields)?;
        self.put_draft(new)
    }

    fn put_draft(&self, new: &NewAd<'_>) -> Result<(SpaceId, ObjectId), AppError> {
        let space = match new.space {
            Some(space) => space,
            None => self.own_space(new.own)?,
        };
        let mut fields = vec![format!("listing_type={}", new.listing_type.as_str())];
        fields.extend(new.fields.iter().cloned());
        let object = self.new_document(space, Kind::Draft, &fields, new.language)?;
        Ok((space, object))
    }

    /// Changes fields of a draft; gives it.
    ///
    /// # Errors
    /// As [`Device::edit_document`]; [`AdError::NoAd`], [`AdError::Kept`].
    pub fn edit_ad(&self, id: &str, fields: &[String], language: LanguageTag) -> Result<ObjectId, AppError> {
        written_by_hand(fields)?;
        self.store().write(|tx| {
            let (space, row) = find(tx, id)?;
            let id = row.object.to_string();
            Ok(self.edit_document_in(tx, space.id, &id, fields, language)?.0)
        })
    }

    /// The drafts of all spaces on this device, those of each space together, the last changed first.
    ///
    /// # Errors
    /// Those of the store.
    pub fn ads(&self) -> Result<Vec<AdView>, AppError> {
        self.store().read(|read| {
            let mut all = Vec::new();
            for space in read.private_spaces()? {
                for row in every(read, &space, Some(Kind::Draft))? {
                    all.push(view(read, &space, &row)?);
                }
            }
            Ok(all)
        })
    }

    /// One draft.
    ///
    /// # Errors
    /// [`AdError::NoAd`].
    pub fn ad(&self, id: &str) -> Result<AdView, AppError> {
        self.store().read(|read| {
            let (space, row) = find(read, id)?;
            view(read, &space, &row)
        })
    }
}

/// Fields of a draft that say what became of it and where it comes from: commands write them, so that they are true.
const KEPT: [&str; 4] = ["draft_state", "listing", "adopted_from", "origin"];

/// Nobody writes by hand how far an ad has come, or takes away whose project it was.
fn written_by_hand(fields: &[String]) -> Result<(), AdError> {
    let root = |field: &str| {
        let key = field.split_once('=').map_or(field, |(key, _)| key);
        key.trim_end_matches(['+', '-']).trim().to_owned()
    };
    let kept = fields.iter().map(|field| root(field));
    match kept.into_iter().find(|key| KEPT.contains(&key.as_str())) {
        Some(field) => Err(AdError::Kept { field }),
        None => Ok(()),
    }
}

/// Whether the author said to be sure, where words may name a diagnosis or somebody's care.
///
/// # Errors
/// [`AdError::NamesCare`].
pub(crate) fn confirmed(mut named: Vec<&'static str>, sure: bool) -> Result<(), AppError> {
    let mut seen = Vec::new();
    named.retain(|word| {
        let new = !seen.contains(word);
        seen.push(*word);
        new
    });
    match sure || named.is_empty() {
        true => Ok(()),
        false => Err(AdError::NamesCare { words: named }.into()),
    }
}

/// The draft whose id begins so, in whatever space it is.
pub(super) fn find(read: &Read<'_>, id: &str) -> Result<(Space, DocumentRow), AppError> {
    let id = id.trim().to_lowercase();
    let mut found = Vec::new();
    for space in read.private_spaces()? {
        for object in read.documents_beginning(space.sp, &id)? {
            let row = read.document(space.sp, &object)?;
            let draft = row.filter(|row| row.kind == Kind::Draft.number());
            found.extend(draft.map(|row| (space.clone(), row)));
        }
    }
    only(found, &id, || AdError::NoAd { id: id.clone() }.into())
}

fn view(read: &Read<'_>, space: &Space, row: &DocumentRow) -> Result<AdView, AppError> {
    let contents = contents(read, space, row)?;
    let mut listing = draft::listing(&contents.view(), space.zone);
    listing.adopted = publish::adopted(&contents);
    let letter = read.letters_about(space.sp, &row.object)?.pop();
    let letter = letter.map(|letter| letter::view(read, &letter)).transpose()?;
    Ok(AdView {
        space: space.id,
        space_name: space.name.clone(),
        object: row.object,
        state: state_of(&contents, letter.as_ref()),
        conflict: row.conflict,
        care: care::named_in(&listing),
        past: is_past(&listing.timings, space.zone, read.now_ms),
        own: space.kind == SpaceKind::Personal,
        listing,
        letter,
    })
}

/// How far a draft has come: what was answered to its letter, and where the letter is another device's, what the draft says.
fn state_of(contents: &Contents, letter: Option<&LetterView>) -> AdState {
    let view = contents.view();
    let listing = || view.id("listing").map(ObjectId);
    let answered = letter.and_then(|letter| {
        let listed = letter.outcomes.iter().find_map(|outcome| outcome.listing);
        Some(match letter.verdict.as_ref()? {
            Verdict::Published(_) => AdState::Published(listed),
            Verdict::Refused(_) => AdState::Refused,
            Verdict::Contested { .. } => AdState::Contested,
            Verdict::Withdrawn => AdState::Withdrawn,
            Verdict::Waiting => AdState::Submitted(Some(letter.state)),
        })
    });
    match (view.text("draft_state"), answered) {
        // Published by a device of the house itself, whatever a letter came to before.
        (Some("published"), None | Some(AdState::Refused | AdState::Submitted(_))) => {
            AdState::Published(listing())
        }
        (_, Some(answered)) => answered,
        (Some("submitted"), None) => AdState::Submitted(None),
        (Some("refused"), None) => AdState::Refused,
        _ => AdState::Writing,
    }
}
