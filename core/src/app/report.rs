//! A listing that somebody finds wrong: reported to the moderators of its territory, sealed, with no network if need be; and
//! hidden from one's own lists, which nobody else hears of.

use ekin_i18n::{Date, Time};
use ekin_protocol::id::{ObjectId, SpaceId};
use ekin_protocol::inbox::{Message, MessageId, MessageKind};

use super::device::Device;
use super::error::AppError;
use super::inbox::InboxError;
use super::inbox::letter::TEXT;
use super::publish::find;
use super::query::{Listed, moment};
use super::territory::one_territory;
use crate::domain::language::LanguageTag;
use crate::domain::report::Wrong;
use crate::domain::text::{Lines, Texts, clean};
use crate::record::report::Report;
use crate::storage::{Decision, Read, StoreError};

/// What lists leave out.
const HIDDEN: Listed = Listed {
    setting: "hidden",
    what: "hidden listings",
};

/// A report as a moderator sees it beside the listing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportView {
    /// The message.
    pub message: MessageId,
    /// What is wrong with it.
    pub reason: Wrong,
    /// In words.
    pub text: Texts,
    /// When the relay took it, in the territory's zone.
    pub at: Option<(Date, Time)>,
    /// The same, ms since 1970.
    pub at_ms: u64,
}

impl Device {
    /// Reports a listing to the moderators of its territory; gives the letter's number and the listing. It is sent at the next
    /// sync, and nothing in it leads back to this device. `words` are what the person wrote, or what the reason is called.
    ///
    /// # Errors
    /// [`AppError::NoListing`], [`AppError::Ambiguous`], [`InboxError::Text`].
    pub fn report_listing(
        &self,
        space: Option<SpaceId>,
        id: &str,
        reason: Wrong,
        (words, language): (&str, LanguageTag),
    ) -> Result<(i64, ObjectId), AppError> {
        let text = clean(words, TEXT, Lines::Many).map_err(|_| InboxError::Text { max: TEXT })?;
        if text.is_empty() {
            return Err(InboxError::Text { max: TEXT }.into());
        }
        self.store().write(|tx| {
            let space = one_territory(tx, space)?;
            let (about, _) = find(tx, &space, id)?;
            let mut texts = Texts::default();
            texts.set(language, text);
            let report = Report {
                about,
                reason,
                text: texts,
            };
            let number = self.put_to_moderators(tx, &space, MessageKind::Report, &report.encode(), None)?;
            Ok((number, about))
        })
    }

    /// What was reported of a listing and waits for a moderator of this device, the last first.
    ///
    /// # Errors
    /// Those of the store.
    pub fn reports_on(&self, space: SpaceId, about: &ObjectId) -> Result<Vec<ReportView>, AppError> {
        self.store().read(|read| {
            let space = one_territory(read, Some(space))?;
            let mut found = Vec::new();
            for message in read.messages(space.sp)? {
                let body = message
                    .body
                    .as_deref()
                    .filter(|_| message.decision == Decision::None);
                let Some(Ok(says)) = body.map(Message::read) else {
                    continue;
                };
                if says.kind != MessageKind::Report {
                    continue;
                }
                let report = Report::decode(&says.payload);
                if let Ok(report) = report
                    && report.about == *about
                {
                    found.push(ReportView {
                        message: message.id,
                        reason: report.reason,
                        text: report.text,
                        at: i64::try_from(message.at_ms)
                            .ok()
                            .and_then(|ms| moment(ms, space.zone)),
                        at_ms: message.at_ms,
                    });
                }
            }
            Ok(found)
        })
    }

    /// Hides a listing from the lists of this device, or with `hide` false no more. Nobody else hears of it.
    ///
    /// # Errors
    /// [`AppError::NoListing`], [`AppError::Ambiguous`].
    pub fn hide_listing(&self, space: Option<SpaceId>, id: &str, hide: bool) -> Result<ObjectId, AppError> {
        self.store().write(|tx| {
            let space = one_territory(tx, space)?;
            let (object, _) = find(tx, &space, id)?;
            HIDDEN.set(tx, (space.id, object), hide)?;
            Ok(object)
        })
    }
}

/// The listings that lists leave out.
pub(super) fn hidden(read: &Read<'_>) -> Result<Vec<(SpaceId, ObjectId)>, StoreError> {
    HIDDEN.read(read)
}
