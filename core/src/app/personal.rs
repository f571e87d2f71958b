//! The personal space: what somebody keeps on this phone alone, with no account. Ads begin there as drafts, and leave by
//! [`Device::submit_ad`].

use ekin_protocol::id::SpaceId;
use ekin_protocol::membership::SpaceKind;

use super::device::Device;
use super::document::{Kind, contents};
use super::error::AppError;
use super::space::NewPrivateSpace;
use crate::domain::kind::Contents;
use crate::storage::{Read, Space, StoreError};

/// Its name, which no screen shows: it is never offered among the houses.
const NAME: &str = "Personal";
/// Most drafts that are listed.
const DRAFTS: u32 = 100;

/// A draft in a list.
#[derive(Clone, Debug)]
pub struct OwnDraft {
    /// Its id, to name it by.
    pub id: String,
    /// What it holds.
    pub contents: Contents,
}

impl Device {
    /// The personal space of this device; made when it is first asked for.
    ///
    /// # Errors
    /// Those of the store.
    pub fn personal_space(&self) -> Result<SpaceId, AppError> {
        self.own_space(NAME)
    }

    /// The same, called by this name if it has to be made.
    pub(super) fn own_space(&self, name: &str) -> Result<SpaceId, AppError> {
        if let Some(space) = self.store().read(personal)? {
            return Ok(space.id);
        }
        let new = NewPrivateSpace {
            kind: SpaceKind::Personal,
            name: name.to_owned(),
            relays: Vec::new(),
            creation_code: None,
        };
        Ok(self.create_space(&new)?.space)
    }

    /// Drafts that are still being written, or that are to be written again since they were refused; the last changed first.
    ///
    /// # Errors
    /// Those of the store.
    pub fn own_drafts(&self) -> Result<Vec<OwnDraft>, AppError> {
        self.store().read(|read| {
            let Some(space) = personal(read)? else {
                return Ok(Vec::new());
            };
            let mut drafts = Vec::new();
            for row in read.documents(space.sp, Some(Kind::Draft.number()), None, DRAFTS)? {
                let contents = contents(read, &space, &row)?;
                if matches!(contents.view().text("draft_state"), Some("writing" | "refused")) {
                    let id = row.object.to_string();
                    drafts.push(OwnDraft { id, contents });
                }
            }
            Ok(drafts)
        })
    }
}

/// The personal space of a device, where it has one.
fn personal(read: &Read<'_>) -> Result<Option<Space>, StoreError> {
    let spaces = read.private_spaces()?;
    Ok(spaces.into_iter().find(|space| space.kind == SpaceKind::Personal))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::ad::{AdError, Hand};
    use crate::app::house::{House, Phone};
    use crate::app::territory::NewTerritory;
    use crate::domain::language::LanguageTag;

    fn phone() -> (House, Phone) {
        let house = House::new();
        let phone = Phone::unknown(&house, 40);
        (house, phone)
    }

    fn write(phone: &Phone, fields: &[&str]) -> String {
        let fields: Vec<String> = fields.iter().map(|field| (*field).to_owned()).collect();
        let space = phone.device.personal_space().unwrap();
        let made = phone
            .device
            .new_document(space, Kind::Draft, &fields, LanguageTag::FR);
        made.unwrap().to_string()
    }

    /// One that is in a territory.
    fn of_a_territory() -> (House, Phone) {
        let (house, phone) = phone();
        let other = Phone::unknown(&house, 41);
        let new = NewTerritory {
            name: "Pays basque".into(),
            language: LanguageTag::FR,
            relays: vec!["http://relay.test".into()],
            zone: NewTerritory::DEFAULT_ZONE,
            creation_code: None,
        };
        let territory = other.device.create_territory(&new).unwrap();
        phone.device.join(&territory.link).unwrap();
        (house, phone)
    }

    #[test]
    fn a_draft_survives_a_restart_and_needs_a_territory_to_leave() {
        let (_house, phone) = phone();
        let id = write(&phone, &["title=Un match", "listing_type=need"]);
        assert_eq!(
            phone.device.personal_space().unwrap(),
            phone.device.personal_space().unwrap()
        );
        let phone = phone.restart();
        let drafts = phone.device.own_drafts().unwrap();
        assert_eq!(
            drafts.iter().map(|one| one.id.as_str()).collect::<Vec<_>>(),
            [id.as_str()]
        );
        let alone = phone.device.submit_ad(&id, Hand::default());
        assert!(matches!(alone, Err(AppError::NoTerritory)));
        assert_eq!(phone.device.own_drafts().unwrap().len(), 1);
    }

    #[test]
    fn a_draft_leaves_once_and_is_in_the_list_no_more() {
        let (_house, phone) = of_a_territory();
        let id = write(&phone, &["title=Un match", "timings.a.start=2026-12-05T14:00"]);
        let number = phone.device.submit_ad(&id, Hand::default()).unwrap();
        let letters = phone.device.letters().unwrap();
        assert_eq!(
            letters.iter().map(|letter| letter.number).collect::<Vec<_>>(),
            [number]
        );
        assert!(phone.device.own_drafts().unwrap().is_empty());
        let again = phone.device.submit_ad(&id, Hand::default());
        assert!(matches!(again, Err(AppError::Ad(AdError::Submitted))));
        assert_eq!(phone.device.letters().unwrap().len(), 1);
    }

    #[test]
    fn a_draft_that_names_care_asks_its_author_and_leaves_when_they_are_sure() {
        let (_house, phone) = of_a_territory();
        let id = write(&phone, &["title=Sortie", "body=Peio est épileptique."]);
        let asked = phone.device.submit_ad(&id, Hand::default());
        assert!(matches!(asked, Err(AppError::Ad(AdError::NamesCare { .. }))));
        assert_eq!(phone.device.own_drafts().unwrap().len(), 1);
        let sure = Hand {
            sure: true,
            ..Hand::default()
        };
        phone.device.submit_ad(&id, sure).unwrap();
        assert!(phone.device.own_drafts().unwrap().is_empty());
    }
}
