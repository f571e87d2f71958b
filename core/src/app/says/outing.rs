//! Words about outings: their places, their heads. What is dangerous comes first.

use ekin_i18n::{Message, Value, msg};
use ekin_protocol::id::Ord;

use super::document::{self, Reader};
use crate::app::outing::card::{Card, Opening};
use crate::app::outing::heads::{HeadsShown, LastPlace};
use crate::app::outing::history::{Step, What};
use crate::app::outing::people::Names;
use crate::app::outing::seats::{ClaimShown, SeatsShown};
use crate::app::outing::travel::{PickUp, VehicleShown};
use crate::domain::emergency::{CARD, Number, Reason, Service};
use crate::domain::heads::{Missing, Seen};
use crate::domain::kind::Leaf;
use crate::domain::person::PersonId;
use crate::domain::seats::{Places, Said, Standing};

/// Digits of the id of somebody whose name is not here.
const ID: usize = 8;

/// More people than places, where there are: nobody is taken out for it.
pub fn over(all: &SeatsShown) -> Option<Message> {
    let over = all.seats.over;
    (!over.is_none()).then(|| msg::seats_over(u64::from(over.people())))
}

/// What the places of an outing come to.
pub fn seats(all: &SeatsShown) -> Vec<Message> {
    let mut lines: Vec<Message> = over(all).into_iter().collect();
    if all.seats.capacity.conflict {
        lines.push(msg::seats_capacity_conflict());
    }
    let free = all.seats.free;
    lines.push(match free.seats {
        Some(seats) => msg::seats_free(u64::from(seats)),
        None => msg::seats_no_limit(),
    });
    if all.seats.capacity.said().wheelchair > 0 {
        lines.push(msg::seats_free_wheelchair(u64::from(free.wheelchair)));
    }
    if let Some(companions) = free.companions {
        lines.push(msg::seats_free_companions(u64::from(companions)));
    }
    if let Some((needed, there)) = all.carers {
        lines.push(msg::seats_carers_missing(needed.saturating_sub(there) as u64));
    }
    for vehicle in &all.vehicles {
        lines.extend(self::vehicle(vehicle));
    }
    if all.claims.is_empty() {
        lines.push(msg::seats_empty());
    }
    lines
}

/// How full a vehicle is: what is too many first, and nobody is moved.
fn vehicle(vehicle: &VehicleShown) -> Vec<Message> {
    let (taken, over) = (vehicle.load.taken.people(), vehicle.load.over().people());
    let name = vehicle_name(vehicle);
    let mut lines = Vec::new();
    if over > 0 {
        lines.push(msg::seats_vehicle_over(name.as_str(), u64::from(over)));
    }
    lines.push(match vehicle.load.there {
        Some(there) => msg::seats_vehicle(name, u64::from(taken), u64::from(there.people())),
        None => msg::seats_vehicle_open(name, u64::from(taken)),
    });
    lines
}

/// What a vehicle is called, with the house that lends it.
fn vehicle_name(vehicle: &VehicleShown) -> String {
    let name = if vehicle.name.is_empty() {
        &vehicle.row
    } else {
        &vehicle.name
    };
    match &vehicle.house {
        Some(house) => format!("{name}, {house}"),
        None => name.clone(),
    }
}

/// Who did what about the places, one line.
pub fn seat_step(step: &Step) -> Message {
    let places = |said: &Said| {
        demand(Places {
            seats: said.seats.unwrap_or(0),
            wheelchair: said.wheelchair,
            companions: said.companions.unwrap_or(0),
        })
    };
    let what = match &step.what {
        What::Capacity(said) if said.seats.is_none() => msg::seats_did_capacity(msg::seats_no_limit()),
        What::Capacity(said) => msg::seats_did_capacity(places(said)),
        What::Asked {
            party, demand: asked, ..
        } => msg::seats_did_ask(party.as_str(), demand(*asked)),
        What::Withdrew { party, .. } => msg::seats_did_withdraw(party.as_str()),
        What::Decided { party, accepts, .. } => match accepts {
            Some(true) => msg::seats_did_accept(party.as_str()),
            Some(false) => msg::seats_did_decline(party.as_str()),
            None => msg::seats_did_undo(party.as_str()),
        },
    };
    let when = step.when;
    let when = when.map_or_else(|| Value::from(""), |(day, time)| Value::Moment(day, time));
    msg::seats_step(when, device(step.named.as_deref(), step.by), what)
}

/// What a party asks for.
pub fn demand(places: Places) -> Message {
    msg::seats_demand(
        u64::from(places.seats),
        u64::from(places.wheelchair),
        u64::from(places.companions),
    )
}

/// Where a claim stands.
pub fn standing(given: Standing) -> Vec<Message> {
    match given {
        Standing::Held {
            over, provisional, ..
        } => {
            let held = match provisional {
                true => msg::seats_standing_provisional(),
                false => msg::seats_standing_held(),
            };
            let mut words = vec![held];
            words.extend(over.then(msg::seats_standing_over));
            words
        }
        Standing::Likely => vec![msg::seats_standing_likely()],
        Standing::Waiting { n } => vec![msg::seats_standing_waiting(n as u64)],
        Standing::Declined => vec![msg::seats_standing_declined()],
        Standing::Withdrawn => vec![msg::seats_standing_withdrawn()],
    }
}

/// What else is to be known of a claim: the reasons of its place, and who does not agree.
pub fn claim(all: &SeatsShown, claim: &ClaimShown, names: &Names) -> Vec<Message> {
    let mut lines = Vec::new();
    if matches!(claim.standing, Standing::Held { contested: true, .. }) {
        let of = |accepts| {
            let by = claim.decided.iter().filter(|one| one.accepts == Some(accepts));
            by.map(|one| device(all.devices.name(one.by), one.by))
                .collect::<Vec<Value>>()
        };
        lines.push(msg::seats_contested(of(true), of(false)));
    }
    if claim.conflict {
        lines.push(msg::seats_two_people());
    }
    lines.extend(twice(all, claim, names));
    if claim.pending {
        lines.push(msg::seats_pending());
    }
    if claim.missed {
        lines.push(msg::seats_priority(claim.party.as_str()));
    }
    if let Some(buddy) = &claim.buddy {
        lines.push(match claim.alone {
            true => msg::seats_buddy_without(name(names, buddy)),
            false => msg::seats_buddy(name(names, buddy)),
        });
    }
    if let Some(stop) = &claim.pick_up {
        lines.push(match all.pick_ups.get(stop) {
            Some(PickUp {
                place,
                at: Some((day, time)),
            }) => msg::seats_pick_up_at(place.as_str(), Value::Moment(*day, *time)),
            Some(PickUp { place, at: None }) => msg::seats_pick_up(place.as_str()),
            None => msg::seats_pick_up(stop.as_str()),
        });
    }
    if let Some(row) = &claim.vehicle {
        let vehicle = all.vehicles.iter().find(|one| one.row == *row);
        lines.push(msg::seats_in_vehicle(
            vehicle.map_or_else(|| row.clone(), vehicle_name),
        ));
    }
    lines
}

/// Who is in another claim too: two devices asked for them, and two places are taken.
fn twice(all: &SeatsShown, claim: &ClaimShown, names: &Names) -> Vec<Message> {
    if !claim.asks() {
        return Vec::new();
    }
    let others = all
        .claims
        .iter()
        .filter(|one| one.object != claim.object && one.asks());
    let both = |person: &PersonId| {
        let other = others.clone().find(|one| one.people.contains(person))?;
        Some(msg::seats_twice(name(names, person), other.party.as_str()))
    };
    claim.people.iter().filter_map(both).collect()
}

/// An open card: the person's fields, of two values both, and whom to call.
pub fn card(card: &Card, reader: Reader<'_>) -> Vec<Message> {
    let profile = &card.profile;
    let mut leaves = profile.contents.leaves();
    // Of what two people wrote both values follow, the stricter first.
    leaves.retain(|leaf| !profile.rivals.iter().any(|rival| rival.at == leaf.at));
    let rank = |at: &str| {
        let root = at.split('.').next().unwrap_or(at);
        CARD.iter().position(|field| *field == root)
    };
    leaves.sort_by_key(|leaf| rank(&leaf.at));
    let mut lines: Vec<Message> = leaves.iter().map(|leaf| document::shown(leaf, reader)).collect();
    for rival in &profile.rivals {
        lines.push(msg::doc_two_values());
        let values = rival.values.iter();
        lines.extend(values.map(|(value, _)| document::written(&profile.contents, &rival.at, value, reader)));
    }
    for (country, numbers) in &card.numbers {
        let numbers: Vec<Value> = numbers.iter().map(|number| service(*number).into()).collect();
        lines.push(msg::card_numbers(country.as_str(), numbers));
    }
    lines.push(match card.as_of {
        Some((day, time)) => msg::card_as_of(Value::Moment(day, time)),
        None => msg::card_stale(),
    });
    lines
}

/// One field of an open card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardField {
    /// Key of the field.
    pub root: String,
    /// Its name, with the row where it has several.
    pub name: Value,
    /// What stands there; where two people wrote, all that they wrote.
    pub values: Vec<Value>,
}

/// An open card field by field, in the order in which somebody in a hurry needs them; without the person's name, which is its title.
pub fn card_fields(card: &Card, reader: Reader<'_>) -> Vec<CardField> {
    let profile = &card.profile;
    let root = |at: &str| at.split('.').next().unwrap_or(at).to_owned();
    let mut leaves = profile.contents.leaves();
    leaves.retain(|leaf| CARD.contains(&root(&leaf.at).as_str()) && leaf.at != "name");
    leaves.sort_by_key(|leaf| CARD.iter().position(|field| *field == root(&leaf.at)));
    let field = |leaf: Leaf<'_>| {
        let rival = profile.rivals.iter().find(|rival| rival.at == leaf.at);
        let rivals = rival.map(|rival| rival.values.as_slice()).unwrap_or_default();
        let written = rivals.iter().map(|(value, _)| Leaf {
            value,
            ..leaf.clone()
        });
        let mut values: Vec<Value> = written.map(|leaf| document::value(&leaf, reader)).collect();
        if values.is_empty() {
            values.push(document::value(&leaf, reader));
        }
        CardField {
            root: root(&leaf.at),
            name: document::place(&leaf),
            values,
        }
    };
    leaves.into_iter().map(field).collect()
}

fn service((number, service): Number) -> Message {
    match service {
        Service::Any => msg::card_service_any(number),
        Service::Medical => msg::card_service_medical(number),
        Service::Fire => msg::card_service_fire(number),
        Service::Police => msg::card_service_police(number),
        Service::Text => msg::card_service_text(number),
        Service::Violence => msg::card_service_violence(number),
        Service::Suicide => msg::card_service_suicide(number),
    }
}

/// Why a card was opened.
pub fn card_reason(given: Option<Reason>) -> Message {
    match given {
        Some(Reason::Emergency) => msg::card_reason_emergency(),
        Some(Reason::Care) => msg::card_reason_care(),
        Some(Reason::Preparation) => msg::card_reason_preparation(),
        None => msg::card_reason_other(),
    }
}

/// Who opened a card, why and when.
pub fn opening(opening: &Opening) -> Message {
    let reason = card_reason(opening.reason);
    let when = opening.when;
    let when = when.map_or_else(|| Value::from(""), |(day, time)| Value::Moment(day, time));
    msg::card_opened(device(opening.named.as_deref(), opening.by), reason, when)
}

/// What the heads of a moment come to.
pub fn heads(shown: &HeadsShown) -> Vec<Message> {
    let (heads, names) = (&shown.heads, &shown.names);
    let mut lines = Vec::new();
    for (person, said) in &heads.disputes {
        let of = |wanted: fn(Seen) -> bool| {
            let by = said.iter().filter(|check| wanted(check.seen));
            by.map(|check| device(shown.devices.name(check.by), check.by))
                .collect::<Vec<Value>>()
        };
        lines.push(msg::heads_dispute(
            name(names, person),
            of(|seen| seen == Seen::Present),
            of(|seen| seen != Seen::Present),
        ));
    }
    // Whoever is not handed over yet is somebody's still: it is said before the counts.
    lines.extend(
        shown
            .handovers
            .iter()
            .map(|one| super::trip::handover(one, names, &shown.devices)),
    );
    let missing: Vec<PersonId> = heads
        .missing
        .iter()
        .filter(|(_, why)| *why != Missing::NotSeen)
        .map(|(person, _)| *person)
        .collect();
    if !missing.is_empty() {
        lines.push(msg::heads_missing(missing.len() as u64, list(names, &missing)));
    }
    let unseen: Vec<PersonId> = heads
        .missing
        .iter()
        .filter(|(_, why)| *why == Missing::NotSeen)
        .map(|(person, _)| *person)
        .collect();
    if !unseen.is_empty() {
        lines.push(msg::heads_to_count(unseen.len() as u64, list(names, &unseen)));
    }
    for person in missing.iter().chain(&unseen) {
        if let Some(LastPlace { place, by, when, .. }) = shown.places.get(person) {
            let when = when.map_or_else(|| Value::from(""), |(day, time)| Value::Moment(day, time));
            lines.push(msg::heads_place(
                place.as_str(),
                when,
                device(shown.devices.name(*by), *by),
            ));
        }
    }
    if heads.nobody_is_missing() && heads.all.expected > 0 {
        lines.push(msg::heads_all_here());
    }
    lines.push(msg::heads_total(
        heads.all.present as u64,
        heads.all.expected as u64,
    ));
    for (group, tally) in heads.groups.iter().filter(|(group, _)| !group.is_empty()) {
        lines.push(msg::heads_group(
            group.as_str(),
            tally.present as u64,
            tally.expected as u64,
        ));
    }
    for (educator, count) in heads.by_educator() {
        lines.push(msg::heads_with(name(names, &educator), count as u64));
    }
    let more = heads.guests.len() as u64 + u64::from(heads.unnamed);
    if more > 0 {
        lines.push(msg::heads_more(more));
    }
    if !heads.excused.is_empty() {
        let excused: Vec<PersonId> = heads.excused.iter().copied().collect();
        lines.push(msg::heads_excused(list(names, &excused)));
    }
    lines
}

/// Names of persons.
pub(super) fn list(names: &Names, people: &[PersonId]) -> Vec<Value> {
    people.iter().map(|person| name(names, person).into()).collect()
}

/// A name, or the beginning of the id of somebody who has no profile here.
pub(super) fn name(names: &Names, person: &PersonId) -> String {
    match names.get(person) {
        Some(name) => name.clone(),
        None => person.to_string().chars().take(ID).collect(),
    }
}

/// A device by its name; by its number where nobody gave it one.
pub fn device(named: Option<&str>, ord: Ord) -> Value {
    match named {
        Some(name) => name.into(),
        None => msg::heads_device(ord.to_string()).into(),
    }
}
