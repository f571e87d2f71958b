//! A group goes from one educator to another, or a thing from one hand to another. Both sign: whoever hands over says what and
//! to whom, whoever takes it names the very record that says so. Until then it is not handed over, and it says so.

use ekin_protocol::id::{ItemHash, Ord};

/// What whoever hands over has signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Given {
    /// Its record.
    pub hash: ItemHash,
    /// The device that hands over.
    pub by: Ord,
    /// The device that is to take it.
    pub to: Ord,
}

/// What a device has signed in answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The record that it saw.
    pub signs: ItemHash,
    /// The device.
    pub by: Ord,
    /// Whether it takes it.
    pub accepts: bool,
}

/// How far a handover has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// One has signed; whoever hands over answers for it still.
    Offered,
    /// Both have signed the same.
    Signed,
    /// The other signed, but what is handed over was changed since: it is not handed over.
    Changed,
    /// The other does not take it.
    Refused,
}

/// How far a handover has come, whatever came first. Only the device to which it is given counts, and no device hands over to
/// itself.
pub fn state(given: &Given, answers: &[Answer]) -> State {
    let of_taker = answers
        .iter()
        .filter(|answer| answer.by == given.to && given.by != given.to);
    let (mut accepted, mut other) = (false, false);
    for answer in of_taker {
        match (answer.signs == given.hash, answer.accepts) {
            // A copy of one device may have said both: nobody is left with a person whom they refused.
            (true, false) => return State::Refused,
            (true, true) => accepted = true,
            (false, _) => other = true,
        }
    }
    match (accepted, other) {
        (true, _) => State::Signed,
        (false, true) => State::Changed,
        (false, false) => State::Offered,
    }
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;

    fn hash() -> impl Strategy<Value = ItemHash> {
        (0..3u8).prop_map(|n| ItemHash([n; 32]))
    }

    fn answer() -> impl Strategy<Value = Answer> {
        (hash(), 0..4u32, any::<bool>()).prop_map(|(signs, by, accepts)| Answer { signs, by, accepts })
    }

    fn given() -> impl Strategy<Value = Given> {
        (hash(), 0..4u32, 0..4u32).prop_map(|(hash, by, to)| Given { hash, by, to })
    }

    proptest! {
        #[test]
        fn nothing_is_signed_but_by_the_two_whom_it_concerns(given in given(), answers in vec(answer(), 0..6)) {
            let both = answers.iter().any(|one| {
                one.by == given.to && one.by != given.by && one.accepts && one.signs == given.hash
            });
            if state(&given, &answers) == State::Signed {
                prop_assert!(both);
            }
            let others: Vec<_> = answers.iter().filter(|one| one.by != given.to).copied().collect();
            prop_assert_eq!(state(&given, &others), State::Offered);
        }

        #[test]
        fn the_order_of_what_is_said_does_not_matter(given in given(), answers in vec(answer(), 0..6)) {
            let mut turned = answers.clone();
            turned.reverse();
            prop_assert_eq!(state(&given, &answers), state(&given, &turned));
        }

        #[test]
        fn what_was_changed_after_it_was_signed_has_to_be_signed_anew(given in given(), other in hash()) {
            prop_assume!(given.by != given.to && other != given.hash);
            let answer = Answer { signs: given.hash, by: given.to, accepts: true };
            prop_assert_eq!(state(&given, &[answer]), State::Signed);
            let changed = Given { hash: other, ..given };
            prop_assert_eq!(state(&changed, &[answer]), State::Changed);
        }
    }

    #[test]
    fn a_no_is_heard() {
        let given = Given {
            hash: ItemHash([1; 32]),
            by: 0,
            to: 1,
        };
        let answer = |accepts| Answer {
            signs: given.hash,
            by: 1,
            accepts,
        };
        assert_eq!(state(&given, &[answer(false)]), State::Refused);
        assert_eq!(state(&given, &[answer(true), answer(false)]), State::Refused);
    }
}
