//! When an outing's space goes. Its plan says for how many days after its end it is kept; then its owner's device retires it, and
//! every device forgets it. Nothing goes by the bare clock of a device: `now_ms` is the time of the relay (protocol 7).

/// How long nobody must have written anything before a space goes by itself, in ms: a wrong year in a plan shows in that time.
pub const QUIET_MS: u64 = 24 * 3_600_000;
/// How long after that a device waits for the owner's word before it forgets the space alone, in ms: an owner may be gone.
pub const ALONE_MS: u64 = 7 * 24 * 3_600_000;

/// How far an outing's space is from its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// It is kept.
    Kept,
    /// Its time is over: the owner retires it.
    Over,
    /// Its time is long over, and nobody retired it: each device forgets it alone.
    Abandoned,
}

/// How far it is. `ends` has for each plan of the space when it may go; a plan that does not say keeps the space, and so does a
/// space without a plan. `written_ms` is the time of the newest entry of the log.
pub fn stage(ends: &[Option<i64>], written_ms: u64, now_ms: u64) -> Stage {
    let last = ends.iter().copied().reduce(|a, b| Some(a?.max(b?))).flatten();
    let Some(end) = last.map(|end| u64::try_from(end).unwrap_or(0)) else {
        return Stage::Kept;
    };
    let over = end.max(written_ms.saturating_add(QUIET_MS));
    match now_ms {
        now if now < over => Stage::Kept,
        now if now < over.saturating_add(ALONE_MS) => Stage::Over,
        _ => Stage::Abandoned,
    }
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;

    const END: i64 = 1_000_000_000_000;

    #[test]
    fn it_stays_until_its_time_is_over_then_the_owner_has_a_week() {
        let at = |now: u64| stage(&[Some(END)], 0, now);
        let end = END as u64;
        assert_eq!(at(end - 1), Stage::Kept);
        assert_eq!(at(end), Stage::Over);
        assert_eq!(at(end + ALONE_MS), Stage::Abandoned);
    }

    #[test]
    fn a_plan_that_does_not_say_when_keeps_it_for_ever_and_so_does_none() {
        assert_eq!(stage(&[], 0, u64::MAX), Stage::Kept);
        assert_eq!(stage(&[Some(1), None], 0, u64::MAX), Stage::Kept);
    }

    #[test]
    fn whoever_typed_the_wrong_year_has_a_day_to_see_it() {
        let written = END as u64;
        assert_eq!(stage(&[Some(0)], written, written + QUIET_MS - 1), Stage::Kept);
        assert_eq!(stage(&[Some(0)], written, written + QUIET_MS), Stage::Over);
    }

    proptest! {
        #[test]
        fn time_never_brings_it_back(ends in vec(any::<Option<i64>>(), 0..4), written: u64, now: u64, more: u64) {
            let rank = |stage| [Stage::Kept, Stage::Over, Stage::Abandoned].iter().position(|one| *one == stage);
            let later = now.saturating_add(more);
            prop_assert!(rank(stage(&ends, written, now)) <= rank(stage(&ends, written, later)));
        }

        #[test]
        fn it_never_goes_before_any_of_its_plans_says_so(ends in vec(any::<i64>(), 1..4), written: u64, now: u64) {
            let plans: Vec<_> = ends.iter().copied().map(Some).collect();
            if stage(&plans, written, now) != Stage::Kept {
                prop_assert!(ends.iter().all(|end| i128::from(*end) <= i128::from(now)));
            }
        }
    }
}
