//! What somebody keeps, as they knew it when they kept it or last looked, and what is different now: nobody travels to what was cancelled
//! or moved meanwhile.

use super::status::Status;

/// What a person knew of something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// Whether it takes place.
    pub status: Status,
    /// Whoever published it took it back.
    pub withdrawn: bool,
    /// A digest of all that was said of its dates: the next of a series comes nearer and changes nothing.
    pub dates: [u8; 16],
    /// The next time, ms since 1970.
    pub start_ms: Option<i64>,
    /// Where.
    pub place: String,
}

/// What is different.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Different {
    /// It does not take place.
    Cancelled,
    /// It was put off.
    Postponed,
    /// Whoever published it took it back.
    Withdrawn,
    /// It takes place after all.
    TakesPlace,
    /// It is held online.
    Online,
    /// There is no place left.
    Full,
    /// It is at another time: the one that was known.
    Moved {
        /// Ms since 1970.
        before_ms: Option<i64>,
    },
    /// It is at another place: the one that was known.
    Elsewhere {
        /// Where.
        before: String,
    },
}

/// What is different now from what was known, what keeps people at home first.
pub fn different(known: &Known, now: &Known) -> Vec<Different> {
    if now.withdrawn {
        return if known.withdrawn {
            Vec::new()
        } else {
            vec![Different::Withdrawn]
        };
    }
    let mut found = Vec::new();
    if known.status != now.status || known.withdrawn {
        found.extend(match now.status {
            Status::Cancelled => Some(Different::Cancelled),
            Status::Postponed => Some(Different::Postponed),
            Status::MovedOnline => Some(Different::Online),
            Status::Full => Some(Different::Full),
            Status::Scheduled
                if known.withdrawn || known.status.severity() >= Status::Postponed.severity() =>
            {
                Some(Different::TakesPlace)
            }
            Status::Scheduled | Status::Other(_) => None,
        });
    }
    // Of what does not take place nobody needs to know when or where.
    if matches!(now.status, Status::Cancelled | Status::Postponed) {
        return found;
    }
    if known.dates != now.dates {
        found.push(Different::Moved {
            before_ms: known.start_ms,
        });
    }
    if known.place != now.place && !now.place.is_empty() {
        found.push(Different::Elsewhere {
            before: known.place.clone(),
        });
    }
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn known() -> impl Strategy<Value = Known> {
        let status = prop::sample::select(Status::ALL.to_vec());
        (
            status,
            any::<bool>(),
            0..3u8,
            prop::option::of(0..5i64),
            "[ab]{0,1}",
        )
            .prop_map(|(status, withdrawn, dates, start_ms, place)| Known {
                status,
                withdrawn,
                dates: [dates; 16],
                start_ms,
                place,
            })
    }

    #[test]
    fn what_keeps_people_at_home_comes_first_and_alone() {
        let kept = Known {
            status: Status::Scheduled,
            withdrawn: false,
            dates: [1; 16],
            start_ms: Some(5),
            place: "Bayonne".into(),
        };
        let cancelled = Known {
            status: Status::Cancelled,
            dates: [2; 16],
            ..kept.clone()
        };
        assert_eq!(different(&kept, &cancelled), [Different::Cancelled]);
        assert_eq!(
            different(&cancelled, &kept),
            [Different::TakesPlace, Different::Moved { before_ms: Some(5) }]
        );
        let moved = Known {
            dates: [3; 16],
            start_ms: Some(9),
            place: "Anglet".into(),
            ..kept.clone()
        };
        assert_eq!(
            different(&kept, &moved),
            [
                Different::Moved { before_ms: Some(5) },
                Different::Elsewhere {
                    before: "Bayonne".into()
                }
            ]
        );
        let later = Known {
            start_ms: Some(700),
            ..kept.clone()
        };
        assert_eq!(different(&kept, &later), [], "the next of a series is no change");
    }

    proptest! {
        #[test]
        fn nobody_is_left_to_travel_to_what_does_not_take_place(before in known(), now in known()) {
            let told = different(&before, &now);
            prop_assert_eq!(different(&now, &now), vec![]);
            if now.withdrawn && !before.withdrawn {
                prop_assert_eq!(&told[..], &[Different::Withdrawn]);
            } else if !now.withdrawn && now.status == Status::Cancelled && before.status != Status::Cancelled {
                prop_assert_eq!(&told[..], &[Different::Cancelled]);
            }
            let moved = told.iter().any(|one| matches!(one, Different::Moved { .. }));
            let takes_place = !now.withdrawn && now.status.severity() < Status::Postponed.severity();
            prop_assert_eq!(moved, takes_place && before.dates != now.dates);
        }
    }
}
