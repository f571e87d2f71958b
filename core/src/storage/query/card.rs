//! A listing as lists show it.

use ekin_protocol::code::Code;
use ekin_protocol::id::{ObjectId, Ord, OrgId};
use rusqlite::{OptionalExtension, Row};

use super::super::column::narrow;
use super::super::listing::{UNREADABLE, WITHDRAWN};
use super::super::{OutState, Read, Result, Sp};
use crate::domain::flags::Flags;
use crate::domain::language::LanguageTag;
use crate::domain::listing_type::ListingType;
use crate::domain::place::Point;
use crate::domain::status::Status;
use crate::domain::text::{Text, Texts};

/// One occurrence as a list shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Showing {
    /// Start, ms UTC.
    pub start_ms: i64,
    /// End, ms UTC, excluded.
    pub end_ms: i64,
    /// Given in whole days.
    pub all_day: bool,
}

/// A listing as lists show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// Its space.
    pub sp: Sp,
    /// Its id.
    pub object: ObjectId,
    /// Sort of listing; *other* without its word.
    pub listing_type: ListingType,
    /// The worst of all heads; *other* without its word.
    pub status: Status,
    /// It was withdrawn: only the news and a look by its id still show it.
    pub withdrawn: bool,
    /// This version cannot read it.
    pub unreadable: bool,
    /// Two people edited it.
    pub conflict: bool,
    /// What filters ask for.
    pub flags: Flags,
    /// Titles.
    pub titles: Texts,
    /// Language of the original.
    pub original: Option<LanguageTag>,
    /// Name of the place.
    pub place: String,
    /// Town.
    pub town: String,
    /// Name of the organiser.
    pub organiser: String,
    /// Where on the globe.
    pub point: Option<Point>,
    /// Organisation.
    pub org: OrgId,
    /// Device that wrote what is shown.
    pub ord: Ord,
    /// The occurrence that the list is about: the next one, else the last.
    pub when: Option<Showing>,
    /// How far it has come, while what is shown was written here and is not logged.
    pub out: Option<OutState>,
    /// Revision of the store at its last change.
    pub rev: i64,
}

impl Card {
    /// The title for a person.
    pub fn title_for(&self, preferred: &[LanguageTag]) -> Option<Text<'_>> {
        self.titles.choose(preferred, self.original)
    }
}

const CARD: &str =
    "SELECT l.sp, l.object, l.type, l.status, l.conflict, l.flags, l.titles, l.original, l.place, l.town,
    l.organiser, l.lat, l.lon, l.org, l.ord, l.rev, o.state, o.code, l.pending
    FROM listing l LEFT JOIN outbox o ON o.en = l.pending WHERE l.rank = ?";
const NEXT: &str = "SELECT start_ms, end_ms, all_day FROM occurrence WHERE rank = ? AND end_ms > ?
    ORDER BY rank, start_ms LIMIT 1";
const LAST: &str =
    "SELECT start_ms, end_ms, all_day FROM occurrence WHERE rank = ? ORDER BY start_ms DESC LIMIT 1";

impl Read<'_> {
    /// The card of a row, with the occurrence given or else the next one.
    pub(super) fn card(&self, rank: i64, when: Option<Showing>) -> Result<Option<Card>> {
        let mut find = self.db.prepare_cached(CARD)?;
        let mut rows = find.query([rank])?;
        let Some(row) = rows.next()? else { return Ok(None) };
        let mut card = read(row)?;
        card.when = match when {
            Some(when) => Some(when),
            None => self.showing(rank)?,
        };
        Ok(Some(card))
    }

    /// The next occurrence of a row, else the last one.
    fn showing(&self, rank: i64) -> Result<Option<Showing>> {
        let showing = |row: &Row<'_>| {
            Ok(Showing {
                start_ms: row.get(0)?,
                end_ms: row.get(1)?,
                all_day: row.get(2)?,
            })
        };
        let next = self
            .db
            .prepare_cached(NEXT)?
            .query_row((rank, self.now_ms), showing)
            .optional()?;
        if next.is_some() {
            return Ok(next);
        }
        Ok(self
            .db
            .prepare_cached(LAST)?
            .query_row([rank], showing)
            .optional()?)
    }
}

fn read(row: &Row<'_>) -> Result<Card> {
    const TABLE: &str = "listing";
    let status: u8 = row.get(3)?;
    let number: u8 = row.get(2)?;
    let point: (Option<i32>, Option<i32>) = (row.get(11)?, row.get(12)?);
    let state: Option<u8> = row.get(16)?;
    let pending: Option<i64> = row.get(18)?;
    let out = match (pending, state) {
        (None, _) => None,
        (_, Some(1)) => Some(OutState::Sent),
        (_, Some(2)) => Some(OutState::Received),
        (_, Some(3)) => Some(OutState::Refused(Code::from_number(
            row.get::<_, Option<u16>>(17)?.unwrap_or(0),
        ))),
        _ => Some(OutState::Pending),
    };
    Ok(Card {
        sp: Sp(row.get(0)?),
        object: ObjectId(row.get(1)?),
        listing_type: type_of(number),
        status: status_of(status),
        withdrawn: status == WITHDRAWN,
        unreadable: status == UNREADABLE,
        conflict: row.get(4)?,
        flags: Flags(row.get(5)?),
        titles: titles(row.get_ref(6)?.as_str().unwrap_or_default()),
        original: LanguageTag::from_wire(row.get_ref(7)?.as_str().unwrap_or_default()),
        place: row.get(8)?,
        town: row.get(9)?,
        organiser: row.get(10)?,
        point: point
            .0
            .zip(point.1)
            .and_then(|(lat, lon)| Point::from_e7(lat, lon)),
        org: OrgId(row.get(13)?),
        ord: narrow(row.get(14)?, TABLE)?,
        when: None,
        out,
        rev: row.get(15)?,
    })
}

fn type_of(number: u8) -> ListingType {
    let known = ListingType::ALL
        .into_iter()
        .find(|known| known.number() == number);
    known.unwrap_or_else(|| ListingType::Other(Box::default()))
}

/// Of what is hidden no status is shown.
fn status_of(severity: u8) -> Status {
    let known = Status::ALL.into_iter().find(|known| known.severity() == severity);
    match known {
        Some(known) => known,
        None if severity >= WITHDRAWN => Status::Scheduled,
        None => Status::Other(Box::default()),
    }
}

fn titles(lines: &str) -> Texts {
    let mut texts = Texts::default();
    for line in lines.lines() {
        if let Some((language, title)) = line.split_once('\t')
            && let Some(language) = LanguageTag::from_wire(language)
        {
            texts.set(language, title.into());
        }
    }
    texts
}

#[cfg(test)]
pub(super) const STATEMENTS: [&str; 3] = [CARD, NEXT, LAST];
