use ekin_protocol::id::ItemHash;
use proptest::prelude::*;

use super::*;
use crate::domain::seats::{Decision, Places, Priority};

const SPACE: SpaceId = SpaceId([7; 32]);
const TODAY: Day = 100;

fn loan(n: u8, days: std::ops::Range<Day>, accepted: bool) -> Loan {
    let decision = Decision {
        accepts: true,
        seq: Some(100 + u64::from(n)),
        hash: ItemHash([n; 32]),
    };
    Loan {
        claim: Claim {
            object: ObjectId([n; 16]),
            demand: Places::seats(1),
            withdrawn: false,
            seq: Some(n.into()),
            priority: Priority::Usual,
            decisions: if accepted { vec![decision] } else { Vec::new() },
        },
        from: days.start,
        until: days.end,
        out: false,
        back: None,
    }
}

fn at(loans: &[Loan], n: u8) -> Standing {
    standings(&SPACE, loans, TODAY)[&ObjectId([n; 16])]
}

fn held(over: bool) -> Standing {
    Standing::Held {
        over,
        contested: false,
        provisional: false,
    }
}

#[test]
fn two_borrowers_of_two_weeks_do_not_meet_and_of_one_week_they_do() {
    let apart = [loan(1, 100..107, true), loan(2, 107..114, true)];
    assert_eq!((at(&apart, 1), at(&apart, 2)), (held(false), held(false)));
    let same = [loan(1, 100..107, true), loan(2, 106..114, true)];
    assert_eq!(
        (at(&same, 1), at(&same, 2)),
        (held(false), held(true)),
        "and nobody loses it"
    );
    let asked = [
        loan(1, 100..107, true),
        loan(2, 103..104, false),
        loan(3, 120..121, false),
    ];
    assert_eq!(at(&asked, 2), Standing::Waiting { n: 1 });
    assert_eq!(at(&asked, 3), Standing::Likely);
}

#[test]
fn who_is_late_stands_in_the_way_of_the_next_until_it_is_back() {
    let mut late = loan(1, 80..90, true);
    late.out = true;
    let next = loan(2, 95..110, true);
    assert_eq!(late.late(TODAY), 10);
    assert_eq!(at(&[late.clone(), next.clone()], 2), held(true));
    late.back = Some(94);
    assert_eq!(late.late(TODAY), 0);
    assert_eq!(at(&[late, next], 2), held(false));
}

#[test]
fn what_lacks_and_what_broke_is_said() {
    let counted = |part: &str, count, broken| Counted {
        part: part.into(),
        count,
        broken,
    };
    let before = [
        counted("cable", 2, false),
        counted("mouse", 1, false),
        counted("bag", 1, true),
    ];
    let after = [
        counted("cable", 1, false),
        counted("mouse", 1, true),
        counted("bag", 1, true),
    ];
    let missing = |part: &str, count| Wrong::Missing {
        part: part.into(),
        count,
    };
    let broken = |part: &str| Wrong::Broken { part: part.into() };
    assert_eq!(wrong(&before, &after), [missing("cable", 1), broken("mouse")]);
    assert_eq!(wrong(&before, &before), []);
    assert_eq!(wrong(&before[..1], &[]), [missing("cable", 2)]);
}

fn loans() -> impl Strategy<Value = Vec<Loan>> {
    let one = (
        90..110i32,
        0..12i32,
        any::<bool>(),
        any::<bool>(),
        prop::option::of(90..110i32),
    );
    prop::collection::vec(one, 0..9).prop_map(|all| {
        all.into_iter()
            .zip(1..)
            .map(|((from, days, accepted, out, back), n)| Loan {
                out: out && accepted,
                back: back.filter(|back| out && accepted && *back >= from),
                ..loan(n, from..from + days, accepted)
            })
            .collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    /// A thing is in one hand a day: of two promises that meet, one is flagged, and none is taken back.
    #[test]
    fn of_two_promises_that_meet_one_is_flagged(loans in loans(), turn in 0..9usize) {
        let all = standings(&SPACE, &loans, TODAY);
        prop_assert_eq!(all.len(), loans.len());
        let over = |loan: &Loan| matches!(all[&loan.claim.object], Standing::Held { over: true, .. });
        let has = |loan: &Loan| matches!(all[&loan.claim.object], Standing::Held { .. });
        for (at, a) in loans.iter().enumerate() {
            prop_assert_eq!(has(a), !a.claim.decisions.is_empty());
            let rivals: Vec<_> = loans.iter().enumerate().filter(|(n, b)| *n != at && has(b) && a.meets(b, TODAY)).collect();
            for (_, b) in &rivals {
                prop_assert!(!has(a) || over(a) || over(b));
            }
            prop_assert!(!over(a) || !rivals.is_empty(), "nobody is flagged alone");
        }
        let mut turned = loans.clone();
        if !turned.is_empty() {
            let by = turn % turned.len();
            turned.rotate_left(by);
            turned.reverse();
        }
        prop_assert_eq!(standings(&SPACE, &turned, TODAY), all);
    }

    /// One more who asks changes nothing for those who have it (law 13).
    #[test]
    fn one_more_who_asks_changes_no_promise(loans in loans(), from in 90..110i32, days in 0..12i32) {
        let before = standings(&SPACE, &loans, TODAY);
        let mut more = loans.clone();
        more.push(loan(200, from..from + days, false));
        let after = standings(&SPACE, &more, TODAY);
        for loan in &loans {
            if let held @ Standing::Held { .. } = before[&loan.claim.object] {
                prop_assert_eq!(after[&loan.claim.object], held);
            }
        }
    }
}
