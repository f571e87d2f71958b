//! Between an outing and the world outside: a citizen's answer that asks for places becomes a claim, and the number of free
//! places is told to everybody by the one device that the plan names as its desk.

use std::collections::BTreeMap;

use ekin_protocol::id::{ObjectId, Ord};
use ekin_protocol::inbox::{Message, MessageId, MessageKind};

use super::seats;
use crate::app::command::Command;
use crate::app::device::Device;
use crate::app::document::{Kind, contents, every};
use crate::app::error::AppError;
use crate::app::publish::Standing;
use crate::app::write::Change;
use crate::domain::audience::Capacity;
use crate::domain::fact::Claim;
use crate::domain::fact::claim::of_message;
use crate::domain::fact::value::{Line, Prose};
use crate::domain::kind::Contents;
use crate::domain::response::Response;
use crate::domain::seats::Said;
use crate::record::{payload, response};
use crate::storage::{Read, Space, Tx};

/// How often free places are told to everybody at most, in ms (protocol 12 leaves it to the app; each is a new value of a public
/// listing, which every reader fetches).
const EVERY_MS: i64 = 15 * 60_000;
/// Setting that holds when free places were last told, for each listing.
const TOLD: &str = "desk.told";
/// Digits of a message's id that stand for a party without a name.
const PARTY: usize = 8;

/// A plan that names a listing.
struct Outing {
    space: Space,
    plan: ObjectId,
    contents: Contents,
    listing: ObjectId,
}

impl Device {
    /// Writes the claim of each answer that asks for places, into the space of the outing whose plan names the listing. Exactly
    /// once: its id is that of the message, and its payload is the same whoever writes it.
    pub(crate) fn claims_of_answers(&self, tx: &Tx<'_>) -> Result<bool, AppError> {
        let asking = asking(tx)?;
        if asking.is_empty() {
            return Ok(false);
        }
        let outings = outings(tx)?;
        let mut written = false;
        for (id, answer) in asking {
            let Some(outing) = answer.listing.and_then(|listing| outings.get(&listing)) else {
                continue;
            };
            let object = of_message(&id.0);
            if !tx.heads(outing.space.sp, &object)?.is_empty() {
                continue;
            }
            let mut command = match Command::begin(self, tx, outing.space.id) {
                Ok(command) => command,
                // Whoever may not write here leaves it to who may.
                Err(AppError::NotAMember | AppError::NotAllowed | AppError::TimeOver) => continue,
                Err(other) => return Err(other),
            };
            if let Some(claim) = claim(outing.plan, &id, &answer) {
                command.put(&object, &claim)?;
                command.send()?;
                written = true;
            }
        }
        Ok(written)
    }

    /// Tells everybody how many places are free, in the listing, where this device is the desk of the outing: when that number
    /// changed, and not more often than each quarter of an hour.
    pub(crate) fn tell_free_places(&self, tx: &Tx<'_>) -> Result<bool, AppError> {
        let now_ms = self.around().now_ms();
        let mut told = false;
        for outing in outings(tx)?.into_values() {
            if !is_desk(&outing) {
                continue;
            }
            let name = format!("{TOLD}.{}", outing.listing);
            let last = tx
                .setting(&name)?
                .and_then(|at| at.try_into().ok())
                .map(i64::from_be_bytes);
            // A clock that was ahead and was set right holds nothing back.
            if last.is_some_and(|last| (0..EVERY_MS).contains(&now_ms.saturating_sub(last))) {
                continue;
            }
            let shown = seats::shown(tx, &outing.space, outing.plan, &outing.contents)?;
            let Some(left) = left(&shown.seats.free) else {
                continue;
            };
            if self.put_left(tx, &outing.listing, left)? {
                tx.set_setting(&name, &now_ms.to_be_bytes())?;
                told = true;
            }
        }
        Ok(told)
    }

    /// Gives whether anything had to be written. What two people wrote differently is theirs to settle first.
    fn put_left(&self, tx: &Tx<'_>, object: &ObjectId, left: Capacity) -> Result<bool, AppError> {
        for space in tx.catalogues()? {
            let Some(standing) = Standing::of(tx, space.sp, object)? else {
                continue;
            };
            let conflict = standing
                .heads
                .windows(2)
                .any(|pair| matches!(pair, [a, b] if a.body != b.body));
            let Some(mut listing) = standing
                .listing()?
                .filter(|_| !conflict && !standing.is_withdrawn())
            else {
                continue;
            };
            let may = self.may_publish(tx, &space, standing.org).is_ok();
            if listing.read_only() || !may || listing.left == Some(left) {
                continue;
            }
            listing.left = Some(left);
            let payload = payload::encode(&listing)?;
            let change = Change::listing(space.id, standing.org, standing.key, standing.replaced(), payload);
            self.put(tx, space.sp, &[change])?;
            return Ok(true);
        }
        Ok(false)
    }
}

/// Answers that ask for places, of all inboxes that this device opens.
fn asking(read: &Read<'_>) -> Result<Vec<(MessageId, Response)>, AppError> {
    let mut all = Vec::new();
    for space in read.private_spaces()? {
        for message in read.messages(space.sp)? {
            let body = message.body.as_deref().and_then(|body| Message::read(body).ok());
            let answer = body.filter(|body| body.kind == MessageKind::Answer);
            let answer = answer.and_then(|answer| response::decode(&answer.payload).ok());
            all.extend(
                answer
                    .filter(|one| !one.wanted().is_none())
                    .map(|one| (message.id, one)),
            );
        }
    }
    Ok(all)
}

/// The plans on this device that name a listing, by it.
fn outings(read: &Read<'_>) -> Result<BTreeMap<ObjectId, Outing>, AppError> {
    let mut all = BTreeMap::new();
    for space in read.private_spaces()? {
        for row in every(read, &space, Some(Kind::Outing))? {
            let contents = contents(read, &space, &row)?;
            let Some(listing) = contents.view().id("listing").map(ObjectId) else {
                continue;
            };
            let outing = Outing {
                space: space.clone(),
                plan: row.object,
                contents,
                listing,
            };
            // Of two plans for one listing all devices take the same.
            let known = all
                .get(&listing)
                .is_some_and(|known: &Outing| known.plan < outing.plan);
            if !known {
                all.insert(listing, outing);
            }
        }
    }
    Ok(all)
}

/// The claim that an answer makes. It is made of the message alone: no clock, no device.
fn claim(plan: ObjectId, id: &MessageId, answer: &Response) -> Option<Claim> {
    let wanted = answer.wanted();
    let some = |places: u32| (places > 0).then_some(u64::from(places));
    let unnamed: String = id.to_string().chars().take(PARTY).collect();
    let party = answer.by.as_deref().and_then(Line::of);
    Some(Claim {
        seats: some(wanted.seats),
        wheelchair: some(wanted.wheelchair),
        companions: some(wanted.companions),
        note: answer.text.iter().next().and_then(|text| Prose::of(text.text)),
        ..Claim::of(plan, party.or_else(|| Line::of(&unnamed))?)
    })
}

/// Whether this device is the desk that the plan names.
fn is_desk(outing: &Outing) -> bool {
    let desk = outing
        .contents
        .view()
        .int("desk")
        .and_then(|n| Ord::try_from(n).ok());
    let me = outing.space.author.filter(|author| !author.is_joining());
    desk.is_some() && desk == me.map(|author| author.ord)
}

/// Free places, as a listing says them; none where seats have no limit.
fn left(free: &Said) -> Option<Capacity> {
    let count = |places: u32| u16::try_from(places).unwrap_or(u16::MAX);
    Some(Capacity {
        seats: count(free.seats?),
        wheelchair: count(free.wheelchair),
        companion: count(free.companions.unwrap_or(0)),
    })
}

#[cfg(test)]
mod tests;
