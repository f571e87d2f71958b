//! What was said and what has to be there, in the simplest code: a set of words that are said once, and values that are replaced.
//!
//! A command that ends with 0 is *acknowledged* on its device. What was acknowledged on a device before a `sync` that ended with 0 and
//! left nothing waiting is *received*: the relay's log has it, whatever becomes of that device. A command that was killed may have
//! done its work or not, but not half of it, and the same for everybody.

use std::collections::{BTreeMap, BTreeSet};

/// Where something was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// The public catalogue.
    Catalogue,
    /// The private space of a house.
    House,
}

/// How far a word has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// A command was started.
    Tried,
    /// It ended with 0.
    Acknowledged,
    /// The log has it.
    Received,
}

#[derive(Debug)]
struct Word {
    by: usize,
    place: Place,
    state: State,
}

/// What a device shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// Words, and how often each is there.
    pub words: BTreeMap<(Place, String), usize>,
    /// Values by name.
    pub values: BTreeMap<(Place, String), String>,
}

/// What was said.
#[derive(Debug, Default)]
pub struct Model {
    next: u64,
    words: BTreeMap<String, Word>,
    /// What each value may be: the last acknowledged one first, then those tried since.
    values: BTreeMap<(Place, String), Vec<String>>,
}

impl Model {
    /// A new word, tried from now on.
    pub fn say(&mut self, by: usize, place: Place) -> String {
        self.next += 1;
        let word = format!("w{}", self.next);
        let state = State::Tried;
        self.words.insert(word.clone(), Word { by, place, state });
        word
    }

    /// A new value, tried from now on.
    pub fn set(&mut self, place: Place, name: &str) -> String {
        self.next += 1;
        let value = self.next.to_string();
        let may_be = self.values.entry((place, name.to_owned())).or_default();
        may_be.push(value.clone());
        value
    }

    /// The command that said this word ended with 0.
    pub fn acknowledge(&mut self, word: &str) {
        if let Some(word) = self.words.get_mut(word) {
            word.state = word.state.max(State::Acknowledged);
        }
    }

    /// The command that set this value ended with 0.
    pub fn acknowledge_value(&mut self, place: Place, name: &str, value: &str) {
        let may_be = self.values.entry((place, name.to_owned())).or_default();
        *may_be = vec![value.to_owned()];
    }

    /// Words of one device that a sync would carry now.
    pub fn acknowledged_by(&self, device: usize) -> Vec<String> {
        let carried = self.words.iter();
        let carried = carried.filter(|(_, word)| word.by == device && word.state == State::Acknowledged);
        carried.map(|(word, _)| word.clone()).collect()
    }

    /// They were received.
    pub fn receive(&mut self, words: &[String]) {
        for word in words {
            if let Some(word) = self.words.get_mut(word) {
                word.state = State::Received;
            }
        }
    }

    /// All that the log has.
    pub fn received(&self) -> BTreeSet<(Place, String)> {
        let received = self.words.iter();
        let received = received.filter(|(_, word)| word.state == State::Received);
        received.map(|(said, word)| (word.place, said.clone())).collect()
    }

    /// Counts of words: tried and not there yet, acknowledged or received.
    pub fn counts(&self) -> (usize, usize) {
        let tried = self.words.values().filter(|word| word.state == State::Tried);
        let tried = tried.count();
        (tried, self.words.len() - tried)
    }

    /// What differs on a device where everything has arrived, in words.
    pub fn differences(&self, seen: &Seen, places: &[Place]) -> Vec<String> {
        let mut found = Vec::new();
        for (word, said) in self.words.iter().filter(|(_, said)| places.contains(&said.place)) {
            let times = seen.words.get(&(said.place, word.clone())).copied().unwrap_or(0);
            match (said.state, times) {
                (_, 2..) => found.push(format!("{word} ({:?}) is there {times} times", said.place)),
                (State::Acknowledged | State::Received, 0) => {
                    found.push(format!("{word} ({:?}, {:?}) is lost", said.place, said.state));
                }
                _ => {}
            }
        }
        for ((place, word), _) in seen.words.iter().filter(|((place, _), _)| places.contains(place)) {
            if self.words.get(word).is_none_or(|said| said.place != *place) {
                found.push(format!("{word} ({place:?}) was never said"));
            }
        }
        for ((place, name), may_be) in self
            .values
            .iter()
            .filter(|((place, _), _)| places.contains(place))
        {
            match seen.values.get(&(*place, name.clone())) {
                Some(value) if may_be.contains(value) => {}
                other => found.push(format!("{name} ({place:?}) is {other:?}, not one of {may_be:?}")),
            }
        }
        found
    }

    /// Everybody has seen the same: what was tried and is there counts from now on, what is not there must never come.
    pub fn settle(&mut self, seen: &Seen) {
        self.words
            .retain(|word, said| seen.words.contains_key(&(said.place, word.clone())));
        self.words
            .values_mut()
            .for_each(|word| word.state = State::Received);
        for (name, may_be) in &mut self.values {
            if let Some(value) = seen.values.get(name) {
                *may_be = vec![value.clone()];
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(words: &[(&str, usize)], values: &[(&str, &str)]) -> Seen {
        let at = |name: &str| (Place::House, name.to_owned());
        Seen {
            words: words.iter().map(|(word, times)| (at(word), *times)).collect(),
            values: values
                .iter()
                .map(|(name, value)| (at(name), (*value).to_owned()))
                .collect(),
        }
    }

    #[test]
    fn what_was_acknowledged_is_there_once_and_what_was_killed_may_be() {
        let mut model = Model::default();
        let [sure, may_be] = [0, 1].map(|by| model.say(by, Place::House));
        model.acknowledge(&sure);
        let value = model.set(Place::House, "r");
        model.acknowledge_value(Place::House, "r", &value);
        let later = model.set(Place::House, "r");
        let lacks = |seen: &Seen| model.differences(seen, &[Place::House]).len();
        assert_eq!(lacks(&seen(&[(&sure, 1)], &[("r", &value)])), 0);
        assert_eq!(lacks(&seen(&[(&sure, 1), (&may_be, 1)], &[("r", &later)])), 0);
        assert_eq!(lacks(&seen(&[(&may_be, 1)], &[("r", &value)])), 1, "lost");
        assert_eq!(lacks(&seen(&[(&sure, 2)], &[("r", &value)])), 1, "doubled");
        assert_eq!(
            lacks(&seen(&[(&sure, 1), ("w99", 1)], &[("r", &value)])),
            1,
            "never said"
        );
        assert_eq!(lacks(&seen(&[(&sure, 1)], &[("r", "0")])), 1, "an old value");
        assert_eq!(model.differences(&Seen::default(), &[Place::Catalogue]).len(), 0);
    }

    #[test]
    fn what_a_sync_carried_is_received_and_what_never_came_must_not_come() {
        let mut model = Model::default();
        let [one, other] = [0, 0].map(|by| model.say(by, Place::House));
        model.acknowledge(&one);
        let carried = model.acknowledged_by(0);
        model.receive(&carried);
        assert_eq!(model.received(), [(Place::House, one.clone())].into());
        let everybody = seen(&[(&one, 1)], &[]);
        model.settle(&everybody);
        assert_eq!(model.counts(), (0, 1));
        let came = seen(&[(&one, 1), (&other, 1)], &[]);
        assert_eq!(model.differences(&came, &[Place::House]).len(), 1);
    }
}
