use ekin_protocol::id::{ItemHash, ObjectId, SpaceId};

use super::*;

const SPACE: SpaceId = SpaceId([7; 32]);

fn object(n: u8) -> ObjectId {
    ObjectId([n; 16])
}

fn bus(seats: u32, wheelchair: u32) -> Said {
    Said {
        seats: Some(seats),
        wheelchair,
        ..Said::default()
    }
}

fn claim(n: u8, demand: Places) -> Claim {
    Claim {
        object: object(n),
        demand,
        withdrawn: false,
        seq: Some(n.into()),
        priority: Priority::Usual,
        decisions: Vec::new(),
    }
}

fn decision(accepts: bool, seq: Option<u64>) -> Decision {
    Decision {
        accepts,
        seq,
        hash: ItemHash([seq.map_or(0, |seq| seq.to_be_bytes()[7]); 32]),
    }
}

fn accepted(n: u8, demand: Places) -> Claim {
    Claim {
        decisions: vec![decision(true, Some(100 + u64::from(n)))],
        ..claim(n, demand)
    }
}

fn at(n: u8, all: &Seats) -> Standing {
    all.standing(&object(n)).unwrap()
}

const WHEELCHAIR: Places = Places {
    seats: 0,
    wheelchair: 1,
    companions: 0,
};

#[test]
fn the_bus_of_the_screen_is_told_in_these_words() {
    let capacity = Capacity::of(&[bus(10, 3)]);
    let mut claims: Vec<_> = (1..=7).map(|n| accepted(n, Places::seats(1))).collect();
    claims.push(accepted(8, WHEELCHAIR));
    claims.push(claim(9, Places::seats(2)));
    claims.push(claim(10, Places::seats(2)));
    claims.push(claim(11, Places::seats(1)));
    let all = seats(&SPACE, capacity, &claims);
    assert_eq!(all.used.seats, 7);
    assert_eq!((all.free.seats, all.free.wheelchair), (Some(3), 2));
    assert_eq!(at(9, &all), Standing::Likely);
    assert_eq!(at(10, &all), Standing::Waiting { n: 1 });
    assert_eq!(
        at(11, &all),
        Standing::Waiting { n: 2 },
        "a smaller party does not pass"
    );
    let fill = Capacity::of(&[Said {
        fill: true,
        ..bus(10, 3)
    }]);
    assert_eq!(at(11, &seats(&SPACE, fill, &claims)), Standing::Likely);
}

#[test]
fn who_waits_for_a_wheelchair_place_holds_nobody_back_who_asks_for_a_seat() {
    let capacity = Capacity::of(&[bus(1, 0)]);
    let all = seats(
        &SPACE,
        capacity,
        &[claim(1, WHEELCHAIR), claim(2, Places::seats(1))],
    );
    assert_eq!(at(1, &all), Standing::Waiting { n: 1 });
    assert_eq!(at(2, &all), Standing::Likely);
}

#[test]
fn a_wheelchair_place_is_a_seat_only_where_that_is_said() {
    let two = [accepted(1, Places::seats(1)), claim(2, Places::seats(1))];
    let strict = seats(&SPACE, Capacity::of(&[bus(1, 1)]), &two);
    assert_eq!(at(2, &strict), Standing::Waiting { n: 1 });
    let flex = Capacity::of(&[Said {
        flex: true,
        ..bus(1, 1)
    }]);
    assert_eq!(at(2, &seats(&SPACE, flex, &two)), Standing::Likely);
    let sat = seats(
        &SPACE,
        flex,
        &[accepted(1, Places::seats(2)), claim(2, WHEELCHAIR)],
    );
    assert_eq!(
        (sat.over, sat.free.wheelchair),
        (Places::default(), 0),
        "somebody sits there"
    );
    assert_eq!(at(2, &sat), Standing::Waiting { n: 1 });
}

#[test]
fn companions_take_a_seat_where_no_place_is_kept_for_them() {
    let with = Places {
        companions: 1,
        ..WHEELCHAIR
    };
    let all = seats(&SPACE, Capacity::of(&[bus(1, 2)]), &[accepted(1, with)]);
    assert_eq!((all.free.seats, all.free.wheelchair), (Some(0), 1));
    let kept = Capacity::of(&[Said {
        companions: Some(1),
        ..bus(1, 2)
    }]);
    let all = seats(&SPACE, kept, &[accepted(1, with)]);
    assert_eq!((all.free.seats, all.free.companions), (Some(1), Some(0)));
}

#[test]
fn too_many_are_flagged_from_the_last_accepted_and_keep_their_places() {
    let claims = [
        accepted(1, Places::seats(1)),
        accepted(2, WHEELCHAIR),
        accepted(3, Places::seats(1)),
        Claim {
            decisions: vec![decision(true, None)],
            ..claim(4, Places::seats(1))
        },
    ];
    let all = seats(&SPACE, Capacity::of(&[bus(2, 0)]), &claims);
    assert_eq!(
        all.over,
        Places {
            seats: 1,
            wheelchair: 1,
            companions: 0
        }
    );
    let held = |over, provisional| Standing::Held {
        over,
        contested: false,
        provisional,
    };
    assert_eq!(at(1, &all), held(false, false));
    assert_eq!(at(2, &all), held(true, false), "no wheelchair place at all");
    assert_eq!(at(3, &all), held(false, false));
    assert_eq!(at(4, &all), held(true, true), "pending ones were accepted last");
}

#[test]
fn accepted_beside_declined_is_held_and_contested() {
    let both = Claim {
        decisions: vec![decision(false, Some(4)), decision(true, Some(5))],
        ..claim(1, Places::seats(1))
    };
    let none = Claim {
        decisions: vec![decision(false, Some(4))],
        ..claim(2, Places::seats(1))
    };
    let left = Claim {
        withdrawn: true,
        ..accepted(3, Places::seats(1))
    };
    let all = seats(&SPACE, Capacity::of(&[bus(1, 0)]), &[both, none, left]);
    assert_eq!(
        at(1, &all),
        Standing::Held {
            over: false,
            contested: true,
            provisional: false
        }
    );
    assert_eq!(at(2, &all), Standing::Declined);
    assert_eq!(at(3, &all), Standing::Withdrawn);
    assert_eq!(all.order, [object(1), object(2), object(3)]);
}

#[test]
fn who_had_no_place_last_time_comes_first_and_who_is_not_logged_last() {
    let missed = Claim {
        priority: Priority::Missed,
        ..claim(9, Places::seats(1))
    };
    let here = Claim {
        seq: None,
        ..claim(1, Places::seats(1))
    };
    let all = seats(
        &SPACE,
        Capacity::of(&[bus(1, 0)]),
        &[here, claim(5, Places::seats(1)), missed],
    );
    assert_eq!(at(9, &all), Standing::Likely);
    assert_eq!(at(5, &all), Standing::Waiting { n: 1 });
    assert_eq!(at(1, &all), Standing::Waiting { n: 2 });
}

#[test]
fn of_two_capacities_the_least_of_each_counts_and_the_conflict_shows() {
    let two = Capacity::of(&[
        bus(10, 1),
        Said {
            flex: true,
            ..bus(8, 3)
        },
    ]);
    assert_eq!(two.said(), bus(8, 1));
    assert!(two.conflict);
    assert!(!Capacity::of(&[bus(8, 1), bus(8, 1)]).conflict);
    let open = seats(
        &SPACE,
        Capacity::of(&[]),
        &[claim(1, Places::seats(500)), claim(2, WHEELCHAIR)],
    );
    assert_eq!((open.free.seats, at(1, &open)), (None, Standing::Likely));
    assert_eq!(at(2, &open), Standing::Waiting { n: 1 });
}
