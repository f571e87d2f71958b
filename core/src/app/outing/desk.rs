//! Between an outing and the world outside: a citizen's answer that asks for places becomes a claim, and the number of free
//! places is told to everybody by the one device that the plan names as its desk.

use std::collections::BTreeMap;

use ekin_protocol::hash::first16;
use ekin_protocol::id::{ObjectId, Ord};
use ekin_protocol::inbox::{Message, MessageId, MessageKind};

use super::seats;
use crate::app::command::Command;
use crate::app::device::Device;
use crate::app::document::{Kind, contents, every};
use crate::app::error::AppError;
use crate::app::fact::{FactObject, object_of};
use crate::app::publish::Standing;
use crate::app::write::Change;
use crate::domain::audience::Capacity;
use crate::domain::fact::claim::of_message;
use crate::domain::fact::value::{Line, Prose};
use crate::domain::fact::{Claim, Decision};
use crate::domain::kind::Contents;
use crate::domain::response::{Response, Run, runs};
use crate::domain::seats::{Places, Said};
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
    /// once: its id is that of the message, and its payload is the same whoever writes it. What its sender says later changes it
    /// once: *not today* withdraws it.
    pub(crate) fn claims_of_answers(&self, tx: &Tx<'_>) -> Result<bool, AppError> {
        let asking = asking(tx)?;
        if asking.is_empty() {
            return Ok(false);
        }
        let outings = outings(tx)?;
        let mut written = false;
        for ((listing, _), answers) in asking {
            let Some(outing) = outings.get(&listing) else {
                continue;
            };
            for run in runs(answers.iter().map(|(_, answer)| answer)) {
                let (Some((first, answer)), Some((last, _))) =
                    (answers.get(run.first), answers.get(run.last))
                else {
                    continue;
                };
                let said = of_message(&first.0);
                let known = object_of(tx, &outing.space, &said)?;
                let claim = match known.heads.is_empty() {
                    // Who took it back before anybody read it asks for nothing.
                    true if run.over => None,
                    true => claim(outing.plan, first, answer, run.wanted),
                    false if first == last => None,
                    false => changed(tx, &outing.space, &known, &run, last)?,
                };
                let Some(claim) = claim else { continue };
                match self.write_claim(tx, &outing.space, &said, &claim) {
                    Ok(()) => written = true,
                    // Whoever may not write here leaves it to who may.
                    Err(AppError::NotAMember | AppError::NotAllowed | AppError::TimeOver) => {}
                    Err(other) => return Err(other),
                }
            }
        }
        Ok(written)
    }

    fn write_claim(
        &self,
        tx: &Tx<'_>,
        space: &Space,
        object: &ObjectId,
        claim: &Claim,
    ) -> Result<(), AppError> {
        let mut command = Command::begin(self, tx, space.id)?;
        command.put(object, claim)?;
        command.send()
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

/// Who answers a listing: the listing, and what the answers of one sender share.
type Sender = (ObjectId, [u8; 16]);

/// Answers of one sender, in the order in which they came.
type Answers = Vec<(MessageId, Response)>;

/// Answers to listings, of all inboxes that this device opens, by who sent them. Of an answer that shares nothing with others
/// its id stands for its sender.
fn asking(read: &Read<'_>) -> Result<BTreeMap<Sender, Answers>, AppError> {
    let mut all: BTreeMap<Sender, Answers> = BTreeMap::new();
    for space in read.private_spaces()? {
        let mut messages = read.messages(space.sp)?;
        messages.sort_by_key(|message| (message.at_ms, message.ms));
        for message in messages {
            let body = message.body.as_deref().and_then(|body| Message::read(body).ok());
            let answer = body.filter(|body| body.kind == MessageKind::Answer);
            let answer = answer.and_then(|answer| response::decode(&answer.payload).ok());
            let Some((listing, answer)) = answer.and_then(|answer| Some((answer.listing?, answer))) else {
                continue;
            };
            let line = answer.line.unwrap_or_else(|| first16(&message.id.0));
            all.entry((listing, line)).or_default().push((message.id, answer));
        }
    }
    Ok(all)
}

/// A claim as its sender's last answer changes it; none where that was done, or changes nothing. More places than somebody accepted
/// are for a person to decide: the answer stands in the inbox.
fn changed(
    read: &Read<'_>,
    space: &Space,
    known: &FactObject,
    run: &Run,
    last: &MessageId,
) -> Result<Option<Claim>, AppError> {
    let claims: Vec<Claim> = known.heads.iter().filter_map(|head| head.read().ok()).collect();
    let last = Some(first16(&last.0));
    let Some(shown) = claims.last() else {
        return Ok(None);
    };
    if claims.iter().any(|claim| claim.answered == last) {
        return Ok(None);
    }
    if run.over {
        return Ok(Some(Claim {
            withdrawn: Some(true),
            answered: last,
            ..shown.clone()
        }));
    }
    let more = run.wanted.greatest(shown.demand()) != shown.demand();
    let decision = object_of(read, space, &Decision::object(&space.id, &known.object))?;
    let mut decisions = decision
        .heads
        .iter()
        .filter_map(|head| head.read::<Decision>().ok());
    let accepted = decisions.any(|decision| decision.accepts == Some(true));
    let same = run.wanted == shown.demand();
    let nothing_to_do = same || (more && accepted);
    Ok((!nothing_to_do).then(|| Claim {
        answered: last,
        ..asking_for(shown.clone(), run.wanted)
    }))
}

/// A claim that asks for these places.
fn asking_for(claim: Claim, wanted: Places) -> Claim {
    let some = |places: u32| (places > 0).then_some(u64::from(places));
    Claim {
        seats: some(wanted.seats),
        wheelchair: some(wanted.wheelchair),
        companions: some(wanted.companions),
        ..claim
    }
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

/// The claim that an answer makes. It is made of messages alone: no clock, no device.
fn claim(plan: ObjectId, id: &MessageId, answer: &Response, wanted: Places) -> Option<Claim> {
    let unnamed: String = id.to_string().chars().take(PARTY).collect();
    let party = answer.by.as_deref().and_then(Line::of);
    let claim = Claim {
        note: answer.text.iter().next().and_then(|text| Prose::of(text.text)),
        ..Claim::of(plan, party.or_else(|| Line::of(&unnamed))?)
    };
    Some(asking_for(claim, wanted))
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
