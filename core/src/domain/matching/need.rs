//! What somebody needs to come along, and what a listing says to it.

use crate::domain::accessibility::Access;
use crate::domain::listing::Listing;
use crate::domain::place::Point;

/// Something that somebody needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Need {
    /// To get in with a wheelchair.
    Wheelchair,
    /// A question about accessibility that must be answered with yes.
    Access(Access),
    /// It costs nothing.
    Free,
    /// A place for who comes along.
    Companion,
    /// Within so many metres of a point.
    Near(Point, u32),
    /// A need of a profile about which listings have no field: its word there.
    Other(String),
}

/// Needs that a device may keep for its search, by their words. The words of a profile's needs are the same where both
/// have them.
const WORDS: [(&str, Need); 8] = [
    ("wheelchair", Need::Wheelchair),
    ("step_free", Need::Access(Access::StepFree)),
    ("toilets", Need::Access(Access::Toilets)),
    ("parking", Need::Access(Access::Parking)),
    ("quiet", Need::Access(Access::Quiet)),
    ("hearing_loop", Need::Access(Access::Hearing)),
    ("companion", Need::Companion),
    ("free", Need::Free),
];

impl Need {
    /// Words of the needs that have one, in the order of a screen.
    pub const NAMES: [&str; 8] = [
        WORDS[0].0, WORDS[1].0, WORDS[2].0, WORDS[3].0, WORDS[4].0, WORDS[5].0, WORDS[6].0, WORDS[7].0,
    ];

    /// The need with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        WORDS
            .iter()
            .find(|(known, _)| *known == word)
            .map(|(_, need)| need.clone())
    }

    /// The word of a need; none of a place on the map.
    pub fn word(&self) -> Option<&str> {
        match self {
            Need::Other(word) => Some(word),
            need => WORDS
                .iter()
                .find(|(_, known)| known == need)
                .map(|(word, _)| *word),
        }
    }

    /// A need of a profile (`kind::choices::NEED`), whatever its word.
    pub fn of_profile(word: &str) -> Self {
        Self::from_word(word).unwrap_or_else(|| Need::Other(word.to_owned()))
    }
}

/// What a listing says to a need.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Said {
    /// Yes.
    Yes,
    /// No.
    No,
    /// Nothing: which is not *no*.
    Nothing,
}

impl Said {
    /// The word in `--json`.
    pub const fn word(self) -> &'static str {
        match self {
            Said::Yes => "yes",
            Said::No => "no",
            Said::Nothing => "not_said",
        }
    }

    fn of(answer: Option<bool>) -> Self {
        match answer {
            Some(true) => Said::Yes,
            Some(false) => Said::No,
            None => Said::Nothing,
        }
    }
}

/// What all needs together come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fit {
    /// Each is answered with yes.
    Yes,
    /// None is answered with no, but some are not answered.
    Unknown,
    /// One is answered with no.
    No,
}

/// What a listing says to one need.
pub fn said(need: &Need, listing: &Listing) -> Said {
    let access = listing.accessibility;
    match need {
        // Either answer is a promise to get in; a *no* to one of them and no promise is a *no*.
        Need::Wheelchair => match (access.get(Access::Motor), access.get(Access::StepFree)) {
            (Some(true), _) | (_, Some(true)) => Said::Yes,
            (None, None) => Said::Nothing,
            _ => Said::No,
        },
        Need::Access(question) => Said::of(access.get(*question)),
        Need::Free => {
            let price = &listing.price;
            let costs = [price.from, price.to]
                .into_iter()
                .flatten()
                .any(|cents| cents > 0);
            Said::of(price.free.then_some(true).or(costs.then_some(false)))
        }
        // A public capacity without places for companions says nothing of them: nobody is asked for it.
        Need::Companion => Said::of(
            listing
                .capacity
                .filter(|capacity| capacity.companion > 0)
                .map(|_| true),
        ),
        Need::Near(here, metres) => {
            let near = |point: Point| point.distance_m(*here) <= f64::from(*metres);
            Said::of(listing.place.point.map(near))
        }
        Need::Other(_) => Said::Nothing,
    }
}

/// What a listing says to all needs. One that is answered with *no* decides; who needs nothing is served by all.
pub fn fit(answers: impl IntoIterator<Item = Said>) -> Fit {
    answers.into_iter().fold(Fit::Yes, |fit, said| match (fit, said) {
        (_, Said::No) | (Fit::No, _) => Fit::No,
        (_, Said::Nothing) | (Fit::Unknown, _) => Fit::Unknown,
        (Fit::Yes, Said::Yes) => Fit::Yes,
    })
}

/// What a listing says to each need, in their order.
pub fn answers(needs: &[Need], listing: &Listing) -> Vec<Said> {
    needs.iter().map(|need| said(need, listing)).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::flags::Flags;
    use crate::domain::kind::choices;
    use crate::domain::status::Status;

    fn listing(access: &[(Access, bool)], free: bool, cents: Option<u32>) -> Listing {
        let mut listing = Listing::default();
        for (question, yes) in access {
            listing.accessibility.set(*question, Some(*yes));
        }
        listing.price.free = free;
        listing.price.from = cents;
        listing
    }

    fn any_listing() -> impl Strategy<Value = Listing> {
        let access = prop::collection::vec((prop::sample::select(Access::ALL.to_vec()), any::<bool>()), 0..9);
        (access, any::<bool>(), prop::option::of(0..500u32))
            .prop_map(|(access, free, cents)| listing(&access, free, if free { None } else { cents }))
    }

    fn needs() -> impl Strategy<Value = Vec<Need>> {
        prop::collection::vec(prop::sample::select(Need::NAMES.to_vec()), 0..5)
            .prop_map(|words| words.into_iter().filter_map(Need::from_word).collect())
    }

    #[test]
    fn words_go_both_ways_and_every_need_of_a_profile_is_one() {
        for word in Need::NAMES {
            assert_eq!(Need::from_word(word).unwrap().word(), Some(word));
        }
        for word in choices::NEED.words {
            assert_eq!(Need::of_profile(word).word(), Some(*word));
        }
    }

    #[test]
    fn the_screen_s_example_wheelchair_yes_quiet_yes_loop_not_said() {
        let museum = listing(&[(Access::Motor, true), (Access::Quiet, true)], false, None);
        let needs = ["wheelchair", "quiet", "hearing_loop"].map(|word| Need::from_word(word).unwrap());
        let answers = answers(&needs, &museum);
        assert_eq!(answers, [Said::Yes, Said::Yes, Said::Nothing]);
        assert_eq!(fit(answers.iter().copied()), Fit::Unknown);
        assert_eq!(fit(answers.into_iter().take(2)), Fit::Yes);
    }

    #[test]
    fn a_place_with_no_position_is_not_said_to_be_far() {
        let here = Point::from_degrees(43.4929, -1.4748).unwrap();
        let near = Need::Near(here, 3_000);
        let mut there = Listing::default();
        assert_eq!(said(&near, &there), Said::Nothing);
        there.place.point = Point::from_degrees(43.5, -1.47).ok();
        assert_eq!(said(&near, &there), Said::Yes);
        there.place.point = Point::from_degrees(43.3, -1.98).ok();
        assert_eq!(said(&near, &there), Said::No);
    }

    proptest! {
        /// What is shown as a reason is what the index is asked for: both agree on every listing.
        #[test]
        fn a_reason_and_a_filter_never_contradict(listing in any_listing()) {
            let flags = Flags::of(&listing, &Status::Scheduled).0;
            let yes = |need: &str| said(&Need::from_word(need).unwrap(), &listing) == Said::Yes;
            prop_assert_eq!(yes("wheelchair"), flags & Flags::WHEELCHAIR != 0);
            prop_assert_eq!(yes("quiet"), flags & Flags::QUIET != 0);
            prop_assert_eq!(yes("free"), flags & Flags::FREE != 0);
            prop_assert_eq!(yes("toilets"), flags & Flags::yes(Access::Toilets) != 0);
        }

        #[test]
        fn nothing_said_never_excludes_and_no_is_never_overlooked(listing in any_listing(), needs in needs()) {
            let answers = answers(&needs, &listing);
            let fit = fit(answers.iter().copied());
            prop_assert_eq!(fit == Fit::No, answers.contains(&Said::No));
            prop_assert_eq!(fit == Fit::Yes, answers.iter().all(|said| *said == Said::Yes));
            let silent = super::fit(super::answers(&needs, &Listing::default()));
            prop_assert_eq!(silent, if needs.is_empty() { Fit::Yes } else { Fit::Unknown });
        }

        #[test]
        fn one_need_more_never_fits_better(listing in any_listing(), needs in needs(), more in needs()) {
            let rank = |fit: Fit| match fit { Fit::Yes => 0, Fit::Unknown => 1, Fit::No => 2 };
            let both: Vec<Need> = needs.iter().chain(&more).cloned().collect();
            prop_assert!(rank(fit(answers(&both, &listing))) >= rank(fit(answers(&needs, &listing))));
        }
    }
}
