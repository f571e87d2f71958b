//! Who came along: what stays of an outing's counts once its space is gone. One word for each person, out of all that was counted
//! at any moment. More said never takes a person's presence back, so that two devices that each knew a part come to the same.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::heads::Seen;
use crate::domain::person::PersonId;

/// What was said of one person: somebody saw them, or else they gave notice, or else they were looked for and not there.
pub fn of(said: impl IntoIterator<Item = Seen>) -> Option<Seen> {
    said.into_iter().max_by_key(weight)
}

/// Who came along: everybody of whom somebody said something. `planned` gave notice of the whole outing.
pub fn attendance(
    planned: &BTreeSet<PersonId>,
    checks: impl IntoIterator<Item = (PersonId, Seen)>,
) -> BTreeMap<PersonId, Seen> {
    let notices = planned.iter().map(|person| (*person, Seen::Excused));
    let mut came: BTreeMap<PersonId, Seen> = BTreeMap::new();
    for (person, seen) in notices.chain(checks) {
        let known = came.entry(person).or_insert(seen);
        if weight(known) < weight(&seen) {
            *known = seen;
        }
    }
    came
}

fn weight(seen: &Seen) -> u8 {
    match seen {
        Seen::Absent => 0,
        Seen::Excused => 1,
        Seen::Present => 2,
    }
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;

    fn seen() -> impl Strategy<Value = Seen> {
        prop_oneof![Just(Seen::Present), Just(Seen::Absent), Just(Seen::Excused)]
    }

    fn said() -> impl Strategy<Value = Vec<(PersonId, Seen)>> {
        vec(((0..4u8).prop_map(|n| PersonId([n; 16])), seen()), 0..12)
    }

    proptest! {
        #[test]
        fn two_who_each_knew_a_part_come_to_what_one_who_knew_all_says(one in said(), other in said()) {
            let whole = attendance(&BTreeSet::new(), one.iter().chain(&other).copied());
            let parts = [&one, &other].map(|part| attendance(&BTreeSet::new(), part.iter().copied()));
            let joined = attendance(&BTreeSet::new(), parts.into_iter().flatten());
            prop_assert_eq!(whole, joined);
        }

        #[test]
        fn whoever_was_seen_came_along(said in said()) {
            let came = attendance(&BTreeSet::new(), said.iter().copied());
            for (person, seen) in &said {
                prop_assert!(*seen != Seen::Present || came[person] == Seen::Present);
                prop_assert_eq!(Some(came[person]), of(said.iter().filter(|one| one.0 == *person).map(|one| one.1)));
            }
        }
    }

    #[test]
    fn who_gave_notice_and_came_all_the_same_came() {
        let person = PersonId([1; 16]);
        let planned = BTreeSet::from([person]);
        assert_eq!(attendance(&planned, [])[&person], Seen::Excused);
        assert_eq!(
            attendance(&planned, [(person, Seen::Absent)])[&person],
            Seen::Excused
        );
        assert_eq!(
            attendance(&planned, [(person, Seen::Present)])[&person],
            Seen::Present
        );
    }
}
