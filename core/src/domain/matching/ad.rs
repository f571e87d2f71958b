//! Ads that speak of what somebody wants.

use super::need::{Need, Said, said};
use super::word::{Words, words};
use crate::domain::listing::Listing;
use crate::domain::listing_type::ListingType;
use crate::domain::place::Point;

/// Metres within which two ads are near each other.
pub const NEIGHBOURS_M: u32 = 30_000;
const DAY_MS: i64 = 86_400_000;

/// What somebody wants.
#[derive(Clone, Debug, Default)]
pub struct Want {
    /// What it is about.
    pub words: Words,
    /// What they do not like.
    pub dislikes: Words,
    /// What they need.
    pub needs: Vec<Need>,
    /// Sorts of ad that may serve; none: any.
    pub types: Vec<ListingType>,
    /// From where distances are counted.
    pub here: Option<Point>,
    /// When it takes place, ms since 1970, where it does.
    pub start_ms: Option<i64>,
}

impl Want {
    /// What an ad wants, as its counterparts may serve it: who needs looks for who offers.
    pub fn of(listing: &Listing, start_ms: Option<i64>) -> Self {
        Self {
            words: words_of(listing),
            types: counterparts(&listing.listing_type),
            here: listing.place.point,
            start_ms,
            ..Self::default()
        }
    }
}

/// Sorts of ad that answer one of this sort.
fn counterparts(listing_type: &ListingType) -> Vec<ListingType> {
    use ListingType::{Activity, Challenge, Loan, Need, Offer, Partner, Place, Practice, Project};
    match listing_type {
        Need => vec![Offer, Loan, Activity, Place, Partner],
        Offer => vec![Need, Project, Challenge],
        Loan => vec![Need, Project],
        Activity => vec![Need, Offer],
        Project => vec![Offer, Loan, Partner, Practice],
        Challenge => vec![Offer, Partner, Practice],
        Practice => vec![Project, Challenge],
        Place => vec![Need, Project],
        Partner => vec![Need, Project, Challenge],
        ListingType::Other(_) => Vec::new(),
    }
}

/// An ad that may serve.
#[derive(Clone, Copy, Debug)]
pub struct Ad<'a, K> {
    /// Its name for who asks.
    pub key: K,
    /// What it says.
    pub listing: &'a Listing,
    /// Its next start, ms since 1970, where it has one.
    pub start_ms: Option<i64>,
}

/// Why an ad is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// It speaks of this, in the word of who wants it.
    About(String),
    /// It speaks of something that they do not like: shown, for them to decide.
    Dislike(String),
    /// What it says to a need.
    Need(Need, Said),
    /// It is so many metres away.
    Distance(u32),
    /// It takes place on the same day.
    SameDay,
}

/// An ad that speaks of what somebody wants, with all reasons.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match<K> {
    /// The ad.
    pub key: K,
    /// Why, in the order of [`Reason`].
    pub reasons: Vec<Reason>,
    /// Its next start.
    pub start_ms: Option<i64>,
    /// Metres from where distances are counted.
    pub metres: Option<u32>,
}

/// The ads that speak of what somebody wants and say *no* to none of their needs: the next in time first, then the
/// nearest. Nothing else orders them.
pub fn matched<'a, K: Ord + Copy>(want: &Want, ads: impl IntoIterator<Item = Ad<'a, K>>) -> Vec<Match<K>> {
    let mut found: Vec<Match<K>> = ads.into_iter().filter_map(|ad| one(want, &ad)).collect();
    found.sort_by_key(|one| {
        (
            one.start_ms.unwrap_or(i64::MAX),
            one.metres.unwrap_or(u32::MAX),
            one.key,
        )
    });
    found.dedup_by_key(|one| one.key);
    found
}

fn one<K: Copy>(want: &Want, ad: &Ad<'_, K>) -> Option<Match<K>> {
    if !want.types.is_empty() && !want.types.contains(&ad.listing.listing_type) {
        return None;
    }
    let spoken = words_of(ad.listing);
    let about = want.words.shared(&spoken);
    let answers: Vec<(Need, Said)> = want
        .needs
        .iter()
        .map(|need| (need.clone(), said(need, ad.listing)))
        .collect();
    if about.is_empty() || answers.iter().any(|(_, said)| *said == Said::No) {
        return None;
    }
    let metres = want.here.zip(ad.listing.place.point).map(|(here, there)| {
        // Metres on the earth, rounded: far below 2^32.
        here.distance_m(there).round() as u32
    });
    let mut reasons: Vec<Reason> = about.into_iter().map(Reason::About).collect();
    reasons.extend(want.dislikes.shared(&spoken).into_iter().map(Reason::Dislike));
    reasons.extend(answers.into_iter().map(|(need, said)| Reason::Need(need, said)));
    reasons.extend(
        metres
            .filter(|metres| *metres <= NEIGHBOURS_M)
            .map(Reason::Distance),
    );
    let day = |ms: i64| ms.div_euclid(DAY_MS);
    let same_day = want
        .start_ms
        .zip(ad.start_ms)
        .is_some_and(|(a, b)| day(a) == day(b));
    reasons.extend(same_day.then_some(Reason::SameDay));
    Some(Match {
        key: ad.key,
        reasons,
        start_ms: ad.start_ms,
        metres,
    })
}

/// What an ad is about: its titles, its summaries, its tags.
fn words_of(listing: &Listing) -> Words {
    let texts = [&listing.title, &listing.summary];
    let texts = texts
        .into_iter()
        .flat_map(|texts| texts.iter().map(|text| text.text));
    words(texts.chain(listing.tags.iter().map(|tag| &**tag)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::accessibility::Access;
    use crate::domain::language::LanguageTag;
    use crate::domain::text::Texts;

    fn ad(listing_type: ListingType, title: &str) -> Listing {
        Listing {
            listing_type,
            title: Texts::one(LanguageTag::FR, title),
            ..Listing::default()
        }
    }

    fn of<'a>(listings: &'a [Listing], starts: &'a [Option<i64>]) -> impl Iterator<Item = Ad<'a, usize>> {
        listings
            .iter()
            .zip(starts)
            .enumerate()
            .map(|(key, (listing, start_ms))| Ad {
                key,
                listing,
                start_ms: *start_ms,
            })
    }

    #[test]
    fn a_citizen_takes_somebody_to_the_match_and_the_reasons_say_why() {
        let mut lift = ad(ListingType::Offer, "J’emmène quelqu’un au match de rugby");
        lift.accessibility.set(Access::Motor, Some(true));
        let mut stairs = ad(ListingType::Offer, "Rugby : places en tribune");
        stairs.accessibility.set(Access::Motor, Some(false));
        let cinema = ad(ListingType::Activity, "Cinéma");
        let want = Want {
            words: words(["Voir un match de rugby"]),
            dislikes: words(["les tribunes"]),
            needs: vec![Need::Wheelchair, Need::from_word("quiet").unwrap()],
            ..Want::default()
        };
        let found = matched(&want, of(&[stairs, lift, cinema], &[Some(1), Some(2), Some(0)]));
        assert_eq!(
            found.len(),
            1,
            "a no is a no, and the cinema is about something else"
        );
        assert_eq!(found[0].key, 1);
        assert_eq!(
            found[0].reasons,
            [
                Reason::About("match".into()),
                Reason::About("rugby".into()),
                Reason::Need(Need::Wheelchair, Said::Yes),
                Reason::Need(Need::from_word("quiet").unwrap(), Said::Nothing),
            ]
        );
    }

    #[test]
    fn a_need_finds_offers_and_no_other_need() {
        let need = ad(ListingType::Need, "Le club cherche des joueurs de pelote");
        let offer = ad(ListingType::Offer, "Joueur de pelote le samedi");
        let other = ad(ListingType::Need, "Pelote : il manque un joueur");
        let want = Want::of(&need, Some(3 * DAY_MS + 5));
        let found = matched(&want, of(&[offer, other], &[Some(3 * DAY_MS + 9), None]));
        assert_eq!(found.len(), 1);
        assert!(found[0].reasons.contains(&Reason::SameDay));
    }

    const TITLES: [&str; 5] = ["rugby", "musée", "pelote rugby", "chant", "musée chant"];

    fn listings() -> impl Strategy<Value = (Vec<Listing>, Vec<Option<i64>>)> {
        let one = (
            prop::sample::select(TITLES.to_vec()),
            prop::option::of(0..5i64),
            any::<bool>(),
        );
        prop::collection::vec(one, 0..12).prop_map(|all| {
            all.into_iter()
                .map(|(title, start, motor)| {
                    let mut listing = ad(ListingType::Offer, title);
                    listing.accessibility.set(Access::Motor, Some(motor));
                    (listing, start)
                })
                .unzip()
        })
    }

    proptest! {
        /// Only time and place order ads, and who else stands beside one changes nothing in it.
        #[test]
        fn each_ad_is_judged_alone_and_time_orders_them((listings, starts) in listings(), wheelchair: bool) {
            let want = Want {
                words: words(["rugby", "chant"]),
                needs: if wheelchair { vec![Need::Wheelchair] } else { Vec::new() },
                ..Want::default()
            };
            let all = matched(&want, of(&listings, &starts));
            for pair in all.windows(2) {
                prop_assert!(pair[0].start_ms.unwrap_or(i64::MAX) <= pair[1].start_ms.unwrap_or(i64::MAX));
            }
            for one in &all {
                let ad = Ad { key: one.key, listing: &listings[one.key], start_ms: starts[one.key] };
                prop_assert_eq!(matched(&want, [ad]), vec![one.clone()]);
                prop_assert!(one.reasons.iter().any(|reason| matches!(reason, Reason::About(_))));
                let no = |reason: &Reason| matches!(reason, Reason::Need(_, Said::No));
                prop_assert!(!one.reasons.iter().any(no));
            }
            let mut ads: Vec<_> = of(&listings, &starts).collect();
            ads.reverse();
            prop_assert_eq!(matched(&want, ads), all);
        }
    }
}
