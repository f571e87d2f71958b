use proptest::prelude::*;

use super::*;

fn person(n: u8) -> PersonId {
    PersonId([n; 16])
}

fn check(n: u8, seen: Seen, by: Ord) -> Check {
    Check {
        person: person(n),
        seen,
        by,
        with: None,
        place: None,
        at_ms: by.into(),
    }
}

fn roster(n: u8) -> Roster {
    (1..=n)
        .map(|n| (person(n), if n % 2 == 0 { "blue" } else { "" }.to_owned()))
        .collect()
}

fn count(roster: &Roster, checks: &[Check]) -> Heads {
    heads(roster, &BTreeSet::new(), checks, &BTreeMap::new())
}

#[test]
fn whom_nobody_saw_is_missing_by_name() {
    let heads = count(
        &roster(3),
        &[check(1, Seen::Present, 0), check(2, Seen::Absent, 0)],
    );
    assert_eq!(
        heads.all,
        Tally {
            expected: 3,
            present: 1
        }
    );
    assert_eq!(
        heads.missing,
        [(person(2), Missing::Absent), (person(3), Missing::NotSeen)]
    );
    assert_eq!(
        heads.groups["blue"],
        Tally {
            expected: 1,
            present: 0
        }
    );
    assert!(!heads.nobody_is_missing());
}

#[test]
fn two_who_counted_apart_and_saw_the_same_agree() {
    let checks = [check(1, Seen::Present, 0), check(1, Seen::Present, 1)];
    let heads = count(&roster(1), &checks);
    assert!(heads.nobody_is_missing());
    assert_eq!(heads.there(), 1);
}

#[test]
fn who_is_disputed_counts_as_missing_and_both_are_heard() {
    let checks = [check(1, Seen::Present, 0), check(1, Seen::Absent, 1)];
    let heads = count(&roster(1), &checks);
    assert_eq!(heads.missing, [(person(1), Missing::Disputed)]);
    let said: Vec<_> = heads.disputes[&person(1)].iter().map(|check| check.by).collect();
    assert_eq!(said, [1, 0], "the latest first");
}

#[test]
fn a_planned_absence_is_not_expected_unless_somebody_sees_the_person() {
    let planned = BTreeSet::from([person(1), person(2)]);
    let none = BTreeMap::new();
    let all = heads(&roster(2), &planned, &[check(1, Seen::Present, 0)], &none);
    assert_eq!(
        all.all,
        Tally {
            expected: 1,
            present: 1
        }
    );
    assert_eq!(all.excused, BTreeSet::from([person(2)]));
    assert!(all.nobody_is_missing());
}

#[test]
fn guests_and_people_without_a_name_are_there_too() {
    let unnamed = BTreeMap::from([(0, 1), (3, 2)]);
    let all = heads(
        &roster(1),
        &BTreeSet::new(),
        &[check(1, Seen::Present, 0), check(9, Seen::Present, 0)],
        &unnamed,
    );
    assert_eq!((all.guests.len(), all.unnamed, all.there()), (1, 3, 5));
    assert_eq!(
        all.all,
        Tally {
            expected: 1,
            present: 1
        }
    );
}

#[test]
fn a_guest_about_whom_two_disagree_is_a_dispute_though_not_on_the_list() {
    let all = count(
        &roster(0),
        &[check(9, Seen::Present, 0), check(9, Seen::Absent, 1)],
    );
    assert!(!all.nobody_is_missing());
    assert!(all.missing.is_empty());
}

#[test]
fn who_is_with_whom_follows_the_latest_word() {
    let with = |n, by, educator: u8| Check {
        with: Some(person(educator)),
        ..check(n, Seen::Present, by)
    };
    let all = count(&roster(2), &[with(1, 0, 50), with(1, 1, 51), with(2, 0, 51)]);
    assert_eq!(all.by_educator(), BTreeMap::from([(person(51), 2)]));
}

proptest! {
    /// The order in which checks came changes nothing; and everybody on the list is there,
    /// missing or excused, once.
    #[test]
    fn everybody_is_accounted_for_in_any_order(
        said in prop::collection::vec((0..6u8, 0..3u8, 0..3u32), 0..12),
        twist in any::<prop::sample::Index>(),
    ) {
        let checks: Vec<_> = said
            .iter()
            .map(|(n, seen, by)| check(*n, [Seen::Present, Seen::Absent, Seen::Excused][usize::from(*seen)], *by))
            .collect();
        let roster = roster(5);
        let all = count(&roster, &checks);
        prop_assert_eq!(all.all.present + all.missing.len(), all.all.expected);
        prop_assert_eq!(all.all.expected + all.excused.iter().filter(|p| roster.contains_key(p)).count(), roster.len());
        let mut turned = checks.clone();
        if !turned.is_empty() {
            let by = twist.index(turned.len());
            turned.rotate_left(by);
        }
        prop_assert_eq!(count(&roster, &turned), all);
    }
}
