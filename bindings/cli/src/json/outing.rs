//! Outings: places and heads.

use std::collections::BTreeMap;

use ekin_core::app::outing::card;
use ekin_core::app::outing::heads::HeadsShown;
use ekin_core::app::outing::history::{Step, What};
use ekin_core::app::outing::seats::{self, SeatsShown};
use ekin_core::domain::emergency::Reason;
use ekin_core::domain::fact::check::word;
use ekin_core::domain::heads::{Missing, Tally};
use ekin_core::domain::seats::Standing;
use serde::Serialize;

/// `seat list|capacity`
#[derive(Serialize)]
pub struct Seats {
    outing: String,
    /// None without a limit.
    seats: Option<u32>,
    wheelchair: u32,
    companions: Option<u32>,
    flex: bool,
    fill: bool,
    capacity_conflict: bool,
    free: Places,
    used: Places,
    over: Places,
    carers_needed: Option<usize>,
    carers: Option<usize>,
    vehicles: Vec<Vehicle>,
    claims: Vec<Claim>,
}

#[derive(Serialize)]
struct Places {
    seats: Option<u32>,
    wheelchair: u32,
    companions: Option<u32>,
}

#[derive(Serialize)]
struct Claim {
    id: String,
    party: String,
    seats: u32,
    wheelchair: u32,
    companions: u32,
    people: Vec<String>,
    pick_up: Option<String>,
    vehicle: Option<String>,
    buddy: Option<String>,
    buddy_has_a_place: bool,
    missed: bool,
    standing: &'static str,
    number: Option<usize>,
    over: bool,
    contested: bool,
    provisional: bool,
    conflict: bool,
    on_this_device: bool,
    decisions: Vec<Decision>,
}

#[derive(Serialize)]
struct Decision {
    device: u32,
    accepts: Option<bool>,
    because: Option<String>,
    at_ms: u64,
}

impl Seats {
    /// Of what the core says.
    pub fn of(all: &SeatsShown) -> Self {
        let said = all.seats.capacity.said();
        let places = |places: ekin_core::domain::seats::Places| Places {
            seats: Some(places.seats),
            wheelchair: places.wheelchair,
            companions: Some(places.companions),
        };
        Self {
            outing: all.plan.to_string(),
            seats: said.seats,
            wheelchair: said.wheelchair,
            companions: said.companions,
            flex: said.flex,
            fill: said.fill,
            capacity_conflict: all.seats.capacity.conflict,
            free: Places {
                seats: all.seats.free.seats,
                wheelchair: all.seats.free.wheelchair,
                companions: all.seats.free.companions,
            },
            used: places(all.seats.used),
            over: places(all.seats.over),
            carers_needed: all.carers.map(|(needed, _)| needed),
            carers: all.carers.map(|(_, there)| there),
            vehicles: all
                .vehicles
                .iter()
                .map(|vehicle| Vehicle {
                    row: vehicle.row.clone(),
                    name: vehicle.name.clone(),
                    house: vehicle.house.clone(),
                    taken: vehicle.load.taken.people(),
                    places: vehicle.load.there.map(|there| there.people()),
                    over: vehicle.load.over().people(),
                })
                .collect(),
            claims: all.claims.iter().map(claim).collect(),
        }
    }
}

#[derive(Serialize)]
struct Vehicle {
    row: String,
    name: String,
    house: Option<String>,
    taken: u32,
    places: Option<u32>,
    over: u32,
}

/// A line of `seat history`.
#[derive(Serialize)]
pub struct SeatStep {
    device: u32,
    at_ms: u64,
    on_this_device: bool,
    what: &'static str,
    claim: Option<String>,
    party: Option<String>,
    because: Option<String>,
    seats: Option<u32>,
}

impl SeatStep {
    /// Of what the core says.
    pub fn of(step: &Step) -> Self {
        let (what, claim, party, because, seats) = match &step.what {
            What::Capacity(said) => ("capacity", None, None, None, said.seats),
            What::Asked { claim, party, demand } => {
                ("ask", Some(claim), Some(party), None, Some(demand.seats))
            }
            What::Withdrew { claim, party } => ("withdraw", Some(claim), Some(party), None, None),
            What::Decided {
                claim,
                party,
                accepts,
                because,
            } => {
                let what = match accepts {
                    Some(true) => "accept",
                    Some(false) => "decline",
                    None => "undo",
                };
                (what, Some(claim), Some(party), because.clone(), None)
            }
        };
        Self {
            device: step.by,
            at_ms: step.at_ms,
            on_this_device: step.pending,
            what,
            claim: claim.map(ToString::to_string),
            party: party.cloned(),
            because,
            seats,
        }
    }
}

/// Where a claim stands, in words and numbers.
pub(super) struct Stands {
    pub standing: &'static str,
    pub number: Option<usize>,
    pub over: bool,
    pub contested: bool,
    pub provisional: bool,
}

impl Stands {
    pub fn of(standing: Standing) -> Self {
        let stands = |standing, number| Self {
            standing,
            number,
            over: false,
            contested: false,
            provisional: false,
        };
        match standing {
            Standing::Held {
                over,
                contested,
                provisional,
            } => Self {
                over,
                contested,
                provisional,
                ..stands("held", None)
            },
            Standing::Likely => stands("likely", None),
            Standing::Waiting { n } => stands("waiting", Some(n)),
            Standing::Declined => stands("declined", None),
            Standing::Withdrawn => stands("withdrawn", None),
        }
    }
}

fn claim(one: &seats::ClaimShown) -> Claim {
    let Stands {
        standing,
        number,
        over,
        contested,
        provisional,
    } = Stands::of(one.standing);
    let decision = |decided: &seats::Decided| Decision {
        device: decided.by,
        accepts: decided.accepts,
        because: decided.because.clone(),
        at_ms: decided.at_ms,
    };
    Claim {
        id: one.object.to_string(),
        party: one.party.clone(),
        seats: one.demand.seats,
        wheelchair: one.demand.wheelchair,
        companions: one.demand.companions,
        people: one.people.iter().map(ToString::to_string).collect(),
        pick_up: one.pick_up.clone(),
        vehicle: one.vehicle.clone(),
        buddy: one.buddy.map(|buddy| buddy.to_string()),
        buddy_has_a_place: one.buddy.is_some() && !one.alone,
        missed: one.missed,
        standing,
        number,
        over,
        contested,
        provisional,
        conflict: one.conflict,
        on_this_device: one.pending,
        decisions: one.decided.iter().map(decision).collect(),
    }
}

/// `check`
#[derive(Serialize)]
pub struct Heads {
    outing: String,
    leg: Option<String>,
    nobody_is_missing: bool,
    expected: usize,
    present: usize,
    there: usize,
    unnamed: u32,
    groups: BTreeMap<String, Count>,
    /// Persons who are with each educator.
    educators: BTreeMap<String, usize>,
    handovers: Vec<super::Handover>,
    missing: Vec<Person>,
    disputes: BTreeMap<String, Vec<Said>>,
    excused: Vec<String>,
    guests: Vec<String>,
}

#[derive(Serialize)]
struct Count {
    expected: usize,
    present: usize,
}

#[derive(Serialize)]
struct Person {
    person: String,
    name: Option<String>,
    why: &'static str,
    last_place: Option<String>,
}

#[derive(Serialize)]
struct Said {
    device: u32,
    seen: &'static str,
    at_ms: u64,
}

impl Heads {
    /// Of what the core says.
    pub fn of(shown: &HeadsShown) -> Self {
        let heads = &shown.heads;
        let count = |tally: &Tally| Count {
            expected: tally.expected,
            present: tally.present,
        };
        let missing = heads.missing.iter().map(|(person, why)| Person {
            person: person.to_string(),
            name: shown.names.get(person).cloned(),
            why: match why {
                Missing::NotSeen => "not_seen",
                Missing::Absent => "absent",
                Missing::Disputed => "disputed",
            },
            last_place: shown.places.get(person).map(|last| last.place.clone()),
        });
        let disputes = heads.disputes.iter().map(|(person, said)| {
            let said = said.iter().map(|check| Said {
                device: check.by,
                seen: word(check.seen),
                at_ms: check.at_ms,
            });
            (person.to_string(), said.collect())
        });
        Self {
            outing: shown.plan.to_string(),
            leg: shown.leg.clone(),
            nobody_is_missing: heads.nobody_is_missing(),
            expected: heads.all.expected,
            present: heads.all.present,
            there: heads.there(),
            unnamed: heads.unnamed,
            groups: heads
                .groups
                .iter()
                .map(|(group, tally)| (group.clone(), count(tally)))
                .collect(),
            educators: heads
                .by_educator()
                .into_iter()
                .map(|(educator, n)| (educator.to_string(), n))
                .collect(),
            handovers: shown.handovers.iter().map(super::Handover::of).collect(),
            missing: missing.collect(),
            disputes: disputes.collect(),
            excused: heads.excused.iter().map(ToString::to_string).collect(),
            guests: heads.guests.iter().map(ToString::to_string).collect(),
        }
    }
}

/// `card open`
#[derive(Serialize)]
pub struct Card<'a> {
    person: String,
    contents: &'a ekin_core::domain::kind::Contents,
    /// Numbers by the code of the country.
    numbers: BTreeMap<String, Vec<&'static str>>,
    /// The countries, that of the phone first.
    countries: Vec<String>,
}

impl<'a> Card<'a> {
    /// Of what the core says.
    pub fn of(card: &'a card::Card) -> Self {
        let numbers = card.numbers.iter().map(|(country, numbers)| {
            let numbers = numbers.iter().map(|(number, _)| *number).collect();
            (country.as_str().to_owned(), numbers)
        });
        Self {
            person: card.person.to_string(),
            contents: &card.profile.contents,
            numbers: numbers.collect(),
            countries: card
                .numbers
                .iter()
                .map(|(country, _)| country.as_str().to_owned())
                .collect(),
        }
    }
}

/// A line of `card log`.
#[derive(Serialize)]
pub struct Opening {
    device: u32,
    reason: Option<&'static str>,
    on_this_device: bool,
}

impl Opening {
    /// Of what the core says.
    pub fn of(opening: &card::Opening) -> Self {
        Self {
            device: opening.by,
            reason: opening.reason.map(Reason::word),
            on_this_device: !opening.logged,
        }
    }
}
