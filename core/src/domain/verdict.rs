//! What became of an ad that several moderators decided about, each on a phone of their own and some with no network: the
//! same for everybody who has heard the same, in whatever order it came. Each moderator's last word counts; one who published
//! and one who refused stand side by side until people choose.

use std::collections::BTreeMap;

use super::refusal::Reason;

/// A moderator, as far as others know them: what stands for their device in one mailbox, and the name under which they sign.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moderator {
    /// What stands for the device; of an older program, what stands for its one word.
    pub id: [u8; 16],
    /// The name; none when nothing was signed.
    pub name: Option<String>,
}

/// What a moderator says about an ad.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    /// It is published.
    Publish,
    /// It is not, for this reason.
    Refuse(Reason),
}

/// One word of one moderator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opinion {
    /// Who.
    pub by: Moderator,
    /// What.
    pub word: Word,
    /// When, by their own clock, in ms since 1970: it orders the words of one device, and nobody else's.
    pub at_ms: u64,
}

/// What the catalogue has of the ad.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Listed {
    /// Nothing.
    Never,
    /// A listing.
    Here,
    /// One that was withdrawn.
    Withdrawn,
}

/// What became of an ad. Moderators stand in the order of their ids.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Nobody decided.
    Waiting,
    /// It is in the catalogue, and nobody who decided says otherwise.
    Published(Vec<Moderator>),
    /// It is not, for these reasons.
    Refused(Vec<(Moderator, Reason)>),
    /// It is in the catalogue, and somebody refused it: they are to choose together.
    Contested {
        /// Who published it.
        published: Vec<Moderator>,
        /// Who refused it.
        refused: Vec<(Moderator, Reason)>,
    },
    /// It was in the catalogue, was taken out, and nobody said why.
    Withdrawn,
}

/// What all that was said comes to.
pub fn verdict(listed: Listed, opinions: &[Opinion]) -> Verdict {
    let mut last: BTreeMap<[u8; 16], &Opinion> = BTreeMap::new();
    for opinion in opinions {
        let known = last.entry(opinion.by.id).or_insert(opinion);
        if order(opinion) > order(known) {
            *known = opinion;
        }
    }
    let (mut published, mut refused) = (Vec::new(), Vec::new());
    for opinion in last.into_values() {
        match opinion.word {
            Word::Publish => published.push(opinion.by.clone()),
            Word::Refuse(reason) => refused.push((opinion.by.clone(), reason)),
        }
    }
    // Who left word that it is published knows the listing, even where it has not come yet.
    let listed = match listed {
        Listed::Never if !published.is_empty() => Listed::Here,
        listed => listed,
    };
    match (listed, refused.is_empty()) {
        (Listed::Here, true) => Verdict::Published(published),
        (Listed::Here, false) => Verdict::Contested { published, refused },
        (_, false) => Verdict::Refused(refused),
        (Listed::Withdrawn, true) => Verdict::Withdrawn,
        (Listed::Never, true) => Verdict::Waiting,
    }
}

/// The order of one device's words. Two at the same instant: that which keeps an ad out counts, then the greater reason, so
/// that all devices agree.
fn order(opinion: &Opinion) -> (u64, Option<u16>, &Option<String>) {
    let reason = match opinion.word {
        Word::Publish => None,
        Word::Refuse(reason) => Some(reason.code()),
    };
    (opinion.at_ms, reason, &opinion.by.name)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn opinion() -> impl Strategy<Value = Opinion> {
        let word = prop_oneof![
            Just(Word::Publish),
            (1..=9u16).prop_map(|code| Word::Refuse(Reason::from_code(code)))
        ];
        let name = prop_oneof![Just(None), Just(Some("Ane".to_owned()))];
        (0..4u8, name, word, 0..5u64).prop_map(|(who, name, word, at_ms)| Opinion {
            by: Moderator { id: [who; 16], name },
            word,
            at_ms,
        })
    }

    fn listed() -> impl Strategy<Value = Listed> {
        prop_oneof![Just(Listed::Never), Just(Listed::Here), Just(Listed::Withdrawn)]
    }

    proptest! {
        #[test]
        fn any_order_and_any_repetition_come_to_the_same(
            (said, other) in prop::collection::vec(opinion(), 0..8).prop_flat_map(|said| {
                let shuffled = Just(said.clone()).prop_shuffle();
                (Just(said), shuffled)
            }),
            listed in listed(),
        ) {
            let here = verdict(listed, &said);
            prop_assert_eq!(&here, &verdict(listed, &other));
            let twice: Vec<Opinion> = said.iter().chain(&other).cloned().collect();
            prop_assert_eq!(&here, &verdict(listed, &twice));
        }

        #[test]
        fn somebody_s_last_word_is_all_that_counts_of_them(
            said in prop::collection::vec(opinion(), 1..8), listed in listed(),
        ) {
            let mut changed = said.clone();
            let who = said[0].by.clone();
            changed.push(Opinion { by: who.clone(), word: Word::Publish, at_ms: 99 });
            let alone: Vec<Opinion> = changed.iter()
                .filter(|one| one.by.id != who.id || one.at_ms == 99)
                .cloned()
                .collect();
            prop_assert_eq!(verdict(listed, &changed), verdict(listed, &alone));
        }

        #[test]
        fn no_refusal_is_swallowed_by_a_publication(said in prop::collection::vec(opinion(), 1..8)) {
            let refuses = match verdict(Listed::Never, &said) {
                Verdict::Refused(refused) | Verdict::Contested { refused, .. } => refused.len(),
                _ => 0,
            };
            let here = match verdict(Listed::Here, &said) {
                Verdict::Contested { refused, .. } => refused.len(),
                _ => 0,
            };
            prop_assert_eq!(refuses, here);
        }
    }
}
