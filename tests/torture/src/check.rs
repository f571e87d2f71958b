//! After a storm: all sync until nothing waits, then everything that can be compared is compared.

use std::sync::PoisonError;

use crate::error::Result;
use crate::model::Place;
use crate::scene::{Phone, Scene};
use crate::writing::{Book, waiting};

/// Rounds of syncs in which everything has to arrive.
const ROUNDS: usize = 12;

/// Syncs everybody until two rounds in a row leave nothing waiting; says what did not come to rest.
pub fn settle(scene: &Scene, book: &Book) -> Result<()> {
    let mut calm = 0;
    let mut troubles = Vec::new();
    for _ in 0..ROUNDS {
        troubles.clear();
        for phone in scene.phones() {
            let answer = phone.run(&["sync"])?;
            if answer.code != Some(0) || waiting(&answer.out) != Some(0) {
                troubles.push(format!(
                    "{}: {}{}",
                    phone.name,
                    answer.out.trim(),
                    answer.err.trim()
                ));
            }
        }
        calm = if troubles.is_empty() { calm + 1 } else { 0 };
        if calm == 2 {
            return Ok(());
        }
    }
    book.finding(format!("after {ROUNDS} rounds of syncs: {}", troubles.join("; ")));
    Ok(())
}

/// Compares every phone with the model and with each other, has each verify what it holds, and the relay check its file. What was
/// tried and is there counts from then on.
pub fn check(scene: &Scene, book: &Book, places: &[Place]) -> Result<()> {
    let mut first = None;
    for phone in scene.phones() {
        let seen = phone.seen(scene.house)?;
        for difference in book.model().differences(&seen, places) {
            book.finding(format!("{}: {difference}", phone.name));
        }
        let here = |seen: &crate::model::Seen| {
            let mut seen = seen.clone();
            seen.words.retain(|(place, _), _| places.contains(place));
            seen.values.retain(|(place, _), _| places.contains(place));
            seen
        };
        match &first {
            None => first = Some(seen),
            Some(first) if here(first) == here(&seen) => {}
            Some(_) => book.finding(format!(
                "{} shows something else than the first phone",
                phone.name
            )),
        }
        verify(phone, book)?;
    }
    if let Some(seen) = &first {
        book.model().settle(seen);
    }
    checked(scene, book)
}

/// Has a phone look at what it holds, alone and against the relay's log.
fn verify(phone: &Phone, book: &Book) -> Result<()> {
    for command in [&["verify"][..], &["verify", "--full"], &["doctor"]] {
        let answer = phone.run(command)?;
        if answer.code != Some(0) {
            let said = format!("{}{}", answer.out.trim(), answer.err.trim());
            book.finding(format!("{}: {}: {said}", phone.name, command.join(" ")));
        }
    }
    Ok(())
}

/// Has the relay's file checked as an operator would.
fn checked(scene: &Scene, book: &Book) -> Result<()> {
    // Nobody stops or starts the relay meanwhile.
    let _relay = scene.relay.lock().unwrap_or_else(PoisonError::into_inner);
    let answer = scene.operate(&["check"])?;
    if answer.code != Some(0) {
        book.finding(format!("check: {}{}", answer.out.trim(), answer.err.trim()));
    }
    Ok(())
}

/// What a phone that has taken everything from the relay alone must show: what the log has, and nothing that was never said.
pub fn newcomer(phone: &Phone, scene: &Scene, book: &Book, places: &[Place]) -> Result<()> {
    // The second takes what the first gave the right to.
    for _ in 0..2 {
        let answer = phone.run(&["sync"])?;
        if answer.code != Some(0) {
            book.finding(format!("{}: sync: {}{}", phone.name, answer.out, answer.err));
        }
    }
    let house = scene.house.filter(|_| places.contains(&Place::House));
    let seen = phone.seen(house)?;
    for difference in book.model().differences(&seen, places) {
        book.finding(format!("{}: {difference}", phone.name));
    }
    verify(phone, book)
}
