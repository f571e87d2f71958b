//! Places of an outing: the bus as counts, who holds, who is likely, who waits and why, and who changed what.

use ekin_core::app::error::AppError;
use ekin_core::app::ids::SpaceId;
use ekin_core::app::outing::people::Names;
use ekin_core::app::outing::seats::{ClaimShown, NewClaim, SeatsShown};
use ekin_core::app::says;
use ekin_core::domain::seats::{Places, Standing};
use ekin_i18n::{Message, msg};

use crate::answers::said;
use crate::failure::Failure;
use crate::handle::{Asked, Ekin};
use crate::house::space_of;

/// Most cells of one sort that are drawn: a coach has fewer.
const CELLS: u32 = 120;

/// Places of an outing.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct SeatPlan {
    /// The whole in one sentence.
    pub sentence: String,
    /// The same line by line, what is wrong first.
    pub lines: Vec<String>,
    /// Ordinary seats, from the front: counts, not chairs.
    pub cells: Vec<SeatCell>,
    /// Places for a wheelchair.
    pub wheelchair: Vec<SeatCell>,
    /// Claims, in their order.
    pub claims: Vec<ClaimLine>,
    /// Who changed what, the last first.
    pub history: Vec<String>,
    /// More is taken than there is.
    pub over: bool,
    /// Whether this device decides.
    pub organises: bool,
}

/// What a cell of the drawing stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum SeatCell {
    /// Somebody has it.
    Taken,
    /// Somebody is likely to get it.
    Probable,
    /// Nobody has it.
    Free,
    /// One too many.
    Over,
}

/// Where a claim stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum ClaimState {
    /// It has its places.
    Held,
    /// It has them, and more is taken than there is.
    Over,
    /// Nobody decided, and it fits.
    Likely,
    /// It waits.
    Waiting,
    /// Declined.
    Declined,
    /// Taken back.
    Withdrawn,
}

/// A party that asks for places.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct ClaimLine {
    /// To name it by.
    pub id: String,
    /// What the party is called.
    pub party: String,
    /// What it asks for, in words.
    pub demand: String,
    /// Where it stands.
    pub state: ClaimState,
    /// Its number among those who wait.
    pub number: Option<u32>,
    /// Where it stands, in words.
    pub standing: String,
    /// Why, and what else is to be known of it.
    pub reasons: Vec<String>,
    /// What they wrote.
    pub note: Option<String>,
    /// Nothing is decided for certain: the log does not have it yet.
    pub provisional: bool,
    /// One accepted it and another said no.
    pub contested: bool,
}

/// A party to put on the list.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct PartyDraft {
    /// What it is called; never a resident's name.
    pub party: String,
    /// Ordinary seats.
    pub seats: u32,
    /// Places for a wheelchair.
    pub wheelchair: u32,
    /// What they wrote; empty for nothing.
    pub note: String,
}

#[uniffi::export]
impl Ekin {
    /// Places of an outing.
    ///
    /// # Errors
    /// [`Failure::Refused`] where there is no such outing.
    pub fn seats(&self, space: String, plan: String) -> Result<SeatPlan, Failure> {
        self.ask(|asked| Ok(seats(asked, space_of(&space)?, &plan)?))
    }

    /// Accepts a claim, declines it, or takes back what was decided, or that it was withdrawn; gives the places anew.
    ///
    /// # Errors
    /// As [`Ekin::seats`]; [`Failure::Refused`] with `not-allowed`.
    pub fn decide_claim(
        &self,
        space: String,
        plan: String,
        claim: String,
        accepts: Option<bool>,
    ) -> Result<SeatPlan, Failure> {
        self.ask(|asked| {
            let space = space_of(&space)?;
            match accepts {
                Some(_) => asked.device.decide_claim(space, &claim, accepts, None)?,
                None => asked.device.undo_claim(space, &claim)?.0,
            };
            Ok(seats(asked, space, &plan)?)
        })
    }

    /// Asks for places for a party; gives the places anew.
    ///
    /// # Errors
    /// As [`Ekin::seats`]; [`Failure::Refused`] with `no-places`, `words`.
    pub fn claim_places(&self, space: String, plan: String, party: PartyDraft) -> Result<SeatPlan, Failure> {
        self.ask(|asked| {
            let space = space_of(&space)?;
            let new = NewClaim {
                note: said(&party.note).map(str::to_owned),
                party: party.party,
                demand: Places {
                    seats: party.seats,
                    wheelchair: party.wheelchair,
                    companions: 0,
                },
                ..NewClaim::default()
            };
            asked.device.claim_places(space, Some(&plan), &new)?;
            Ok(seats(asked, space, &plan)?)
        })
    }
}

fn seats(asked: &Asked, space: SpaceId, plan: &str) -> Result<SeatPlan, AppError> {
    let device = &asked.device;
    let all = device.seats(space, Some(plan))?;
    let names = device.people()?;
    let role = device
        .private_spaces()?
        .into_iter()
        .find_map(|one| (one.space == space).then_some(one.role))
        .flatten();
    let mut history = device.seat_history(space, Some(plan))?;
    history.reverse();
    let probable = probable(&all);
    let there = all.seats.capacity.said();
    let lines = says::outing::seats(&all);
    Ok(SeatPlan {
        sentence: sentence(asked, &all, probable),
        lines: say(asked, &lines),
        cells: cells(there.seats, all.seats.used.seats, probable.seats),
        wheelchair: cells(
            Some(there.wheelchair),
            all.seats.used.wheelchair,
            probable.wheelchair,
        ),
        claims: all
            .claims
            .iter()
            .map(|claim| line(asked, &all, claim, &names))
            .collect(),
        history: history
            .iter()
            .map(|step| asked.say(&says::outing::seat_step(step)))
            .collect(),
        over: !all.seats.over.is_none(),
        organises: role.is_some_and(|role| role.is_staff()),
    })
}

/// What those ask for who are likely to get it.
fn probable(all: &SeatsShown) -> Places {
    let likely = all
        .claims
        .iter()
        .filter(|claim| claim.standing == Standing::Likely);
    likely.fold(Places::default(), |sum, claim| sum.and(claim.demand))
}

fn sentence(asked: &Asked, all: &SeatsShown, probable: Places) -> String {
    let (said, used, free) = (all.seats.capacity.said(), all.seats.used, all.seats.free);
    let mut parts = vec![match said.seats {
        Some(seats) => msg::app_seats_sentence(
            seats.into(),
            used.seats.into(),
            probable.seats.into(),
            free.seats.unwrap_or(0).saturating_sub(probable.seats).into(),
        ),
        None => msg::app_seats_open(used.seats.into(), probable.seats.into()),
    }];
    if said.wheelchair > 0 {
        let left = free.wheelchair.saturating_sub(probable.wheelchair);
        parts.push(msg::app_seats_wheelchair(said.wheelchair.into(), left.into()));
    }
    say(asked, &parts).join(" ")
}

fn say(asked: &Asked, texts: &[Message]) -> Vec<String> {
    texts.iter().map(|text| asked.say(text)).collect()
}

/// Cells of one sort: what is taken, what is likely, what is free, and what is too many.
fn cells(there: Option<u32>, used: u32, probable: u32) -> Vec<SeatCell> {
    let there = there.unwrap_or_else(|| used.saturating_add(probable)).min(CELLS);
    let used = used.min(CELLS);
    let cell = |n: u32| match n {
        n if n >= there => SeatCell::Over,
        n if n < used => SeatCell::Taken,
        n if n < used.saturating_add(probable) => SeatCell::Probable,
        _ => SeatCell::Free,
    };
    (0..there.max(used)).map(cell).collect()
}

fn line(asked: &Asked, all: &SeatsShown, claim: &ClaimShown, names: &Names) -> ClaimLine {
    let (state, number) = match claim.standing {
        Standing::Held { over: true, .. } => (ClaimState::Over, None),
        Standing::Held { .. } => (ClaimState::Held, None),
        Standing::Likely => (ClaimState::Likely, None),
        Standing::Waiting { n } => (ClaimState::Waiting, u32::try_from(n).ok()),
        Standing::Declined => (ClaimState::Declined, None),
        Standing::Withdrawn => (ClaimState::Withdrawn, None),
    };
    let held = |which: fn(bool, bool) -> bool| match claim.standing {
        Standing::Held {
            contested,
            provisional,
            ..
        } => which(contested, provisional),
        _ => false,
    };
    ClaimLine {
        id: claim.object.to_string(),
        party: claim.party.clone(),
        demand: asked.say(&says::outing::demand(claim.demand)),
        state,
        number,
        standing: crate::words::capital(say(asked, &says::outing::standing(claim.standing)).join(", ")),
        reasons: say(asked, &says::outing::claim(all, claim, names)),
        note: claim.note.clone(),
        provisional: held(|_, provisional| provisional),
        contested: held(|contested, _| contested),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_count_what_is_taken_likely_free_and_too_many() {
        use SeatCell::{Free, Over, Probable, Taken};
        assert_eq!(cells(Some(4), 2, 1), [Taken, Taken, Probable, Free]);
        assert_eq!(cells(Some(2), 3, 0), [Taken, Taken, Over]);
        assert_eq!(cells(None, 1, 1), [Taken, Probable]);
        assert_eq!(cells(Some(u32::MAX), 0, 0).len(), CELLS as usize);
        assert!(cells(Some(0), 0, 0).is_empty());
    }
}
