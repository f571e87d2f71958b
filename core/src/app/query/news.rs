//! What is new, changed, cancelled or withdrawn since the person last looked.

use chrono_tz::Tz;
use ekin_protocol::id::SpaceId;

use super::saved::saved;
use super::search::{Hit, Zones, cursor, number_of, only_of};
use crate::app::device::Device;
use crate::app::error::AppError;
use crate::storage::query::{Change, News};

/// A page of news, the last change first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NewsPage {
    /// What happened to which listing.
    pub news: Vec<(Change, Hit)>,
    /// Where the next page begins.
    pub next: Option<String>,
    /// Revision that was looked at: see [`Device::saw_news`].
    pub revision: i64,
}

impl Device {
    /// What changed since the person last looked.
    ///
    /// # Errors
    /// [`AppError::Cursor`], and those of the store.
    pub fn news(
        &self,
        space: Option<SpaceId>,
        limit: u32,
        after: Option<&str>,
        here: Tz,
    ) -> Result<NewsPage, AppError> {
        self.store().read(|read| {
            let (mark, only) = (read.news_mark()?, number_of(read, space)?);
            let page = only_of(
                only,
                cursor(after)?,
                limit.max(1),
                |one: &News| one.card.sp,
                |after, limit| read.news(mark, after, limit),
            )?;
            let (zones, kept) = (Zones::new(read), saved(read)?);
            let mut news = Vec::with_capacity(page.items.len());
            for one in page.items {
                news.push((one.change, zones.hit(one.card, None, &kept, here)?));
            }
            Ok(NewsPage {
                news,
                next: page.next.map(|after| after.to_string()),
                revision: read.rev()?,
            })
        })
    }

    /// The person has seen everything up to a revision.
    ///
    /// # Errors
    /// Those of the store.
    pub fn saw_news(&self, revision: i64) -> Result<(), AppError> {
        Ok(self.store().write(|tx| tx.set_news_mark(revision))?)
    }
}
