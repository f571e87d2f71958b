//! Law 13 of protocol 16: adding any claim never changes a held one; the outcome does not depend on order; less
//! capacity only flags; wheelchair places never spill.

use ekin_protocol::id::{ItemHash, ObjectId, SpaceId};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;

use super::*;

const SPACE: SpaceId = SpaceId([7; 32]);
const CASES: u32 = 100_000;

fn places() -> impl Strategy<Value = Places> {
    (0..4u32, 0..3u32, 0..3u32).prop_map(|(seats, wheelchair, companions)| Places {
        seats,
        wheelchair,
        companions,
    })
}

fn said() -> impl Strategy<Value = Said> {
    (
        prop::option::weighted(0.9, 0..12u32),
        0..4u32,
        prop::option::of(0..4u32),
        any::<bool>(),
        any::<bool>(),
    )
        .prop_map(|(seats, wheelchair, companions, flex, fill)| Said {
            seats,
            wheelchair,
            companions,
            flex,
            fill,
        })
}

fn decision() -> impl Strategy<Value = Decision> {
    (prop::bool::weighted(0.7), prop::option::of(0..6u64), any::<u8>()).prop_map(|(accepts, seq, hash)| {
        Decision {
            accepts,
            seq,
            hash: ItemHash([hash; 32]),
        }
    })
}

fn claim() -> impl Strategy<Value = Claim> {
    let what = (
        any::<u8>(),
        places(),
        prop::bool::weighted(0.1),
        prop::option::of(0..6u64),
        any::<bool>(),
    );
    (what, vec(decision(), 0..3)).prop_map(|((n, demand, withdrawn, seq, missed), decisions)| Claim {
        object: ObjectId([n; 16]),
        demand,
        withdrawn,
        seq,
        priority: if missed { Priority::Missed } else { Priority::Usual },
        decisions,
    })
}

/// Claims of different objects.
fn claims() -> impl Strategy<Value = Vec<Claim>> {
    vec(claim(), 0..9).prop_map(|mut all| {
        all.sort_by_key(|one| one.object);
        all.dedup_by_key(|one| one.object);
        all
    })
}

fn is_held(standing: Option<Standing>) -> bool {
    matches!(standing, Some(Standing::Held { .. }))
}

fn same_places(all: &Seats, other: &Seats, claims: &[Claim], flags: bool) -> Result<(), TestCaseError> {
    for claim in claims {
        let (was, is) = (all.standing(&claim.object), other.standing(&claim.object));
        prop_assert_eq!(is_held(was), is_held(is));
        if flags && is_held(was) {
            prop_assert_eq!(was, is);
        }
    }
    Ok(())
}

/// What the rule says of one queue, in other words than the code's: seats in a row, wheelchairs in theirs.
fn nobody_spills(all: &Seats, claims: &[Claim]) -> Result<(), TestCaseError> {
    let said = all.capacity.said();
    let given = |wanted: fn(Standing) -> bool| {
        let given = claims
            .iter()
            .filter(|claim| all.standing(&claim.object).is_some_and(wanted));
        given.fold(Places::default(), |sum, claim| sum.and(claim.demand))
    };
    let held = given(|standing| matches!(standing, Standing::Held { .. }));
    let likely = given(|standing| standing == Standing::Likely);
    if likely.wheelchair > 0 {
        prop_assert!(held.wheelchair + likely.wheelchair <= said.wheelchair);
    }
    let sit = |places: Places| {
        places.seats
            + if said.companions.is_none() {
                places.companions
            } else {
                0
            }
    };
    if let (Some(seats), true) = (said.seats, sit(likely) > 0) {
        let spare = said.wheelchair.saturating_sub(held.wheelchair);
        let room = if said.flex { seats + spare } else { seats };
        prop_assert!(sit(held) + sit(likely) <= room);
    }
    if let (Some(companions), true) = (said.companions, likely.companions > 0) {
        prop_assert!(held.companions + likely.companions <= companions);
    }
    Ok(())
}

fn numbers_run(all: &Seats) -> Result<(), TestCaseError> {
    let numbers = all.order.iter().filter_map(|object| match all.standing(object) {
        Some(Standing::Waiting { n }) => Some(n),
        _ => None,
    });
    for (at, n) in numbers.enumerate() {
        prop_assert_eq!(n, at + 1);
    }
    Ok(())
}

/// Those who are flagged are as many as lack, and nobody is flagged while there is room.
fn flags_are_enough(all: &Seats, claims: &[Claim]) -> Result<(), TestCaseError> {
    let mut flagged = Places::default();
    for claim in claims {
        if let Some(Standing::Held { over: true, .. }) = all.standing(&claim.object) {
            prop_assert!(!all.over.is_none());
            flagged = flagged.and(all.capacity.asked(claim.demand));
        }
    }
    prop_assert!(all.over.less(flagged).is_none());
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(CASES))]

    #[test]
    fn law_13(
        heads in vec(said(), 0..3),
        claims in claims(),
        new in claim(),
        fewer in said(),
        turns in vec(any::<Index>(), 3),
    ) {
        let all = seats(&SPACE, Capacity::of(&heads), &claims);
        nobody_spills(&all, &claims)?;
        numbers_run(&all)?;
        flags_are_enough(&all, &claims)?;
        prop_assert_eq!(all.order.len(), claims.len());

        // Any order.
        let mut turned = claims.clone();
        let mut heads_turned = heads.clone();
        heads_turned.reverse();
        if !turned.is_empty() {
            let by = turns[0].index(turned.len());
            turned.rotate_left(by);
            let (a, b) = (turns[1].index(turned.len()), turns[2].index(turned.len()));
            turned.swap(a, b);
            turned.iter_mut().for_each(|claim| claim.decisions.reverse());
        }
        prop_assert_eq!(&seats(&SPACE, Capacity::of(&heads_turned), &turned), &all);

        // One claim more.
        if claims.iter().all(|claim| claim.object != new.object) {
            let mut more = claims.clone();
            more.push(Claim { decisions: Vec::new(), ..new.clone() });
            let asked = seats(&SPACE, all.capacity, &more);
            same_places(&all, &asked, &claims, true)?;
            prop_assert_eq!((asked.used, asked.over, asked.free), (all.used, all.over, all.free));
            more.pop();
            more.push(new);
            same_places(&all, &seats(&SPACE, all.capacity, &more), &claims, false)?;
        }

        // Less room.
        let mut less = heads;
        less.push(fewer);
        let less = seats(&SPACE, Capacity::of(&less), &claims);
        same_places(&all, &less, &claims, false)?;
    }
}
