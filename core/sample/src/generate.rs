//! As many listings as a measurement needs, from a seed: the same on every machine and in every run, and
//! listing number `i` the same however many are asked for.

mod chance;
mod names;
mod prose;
mod revision;
mod words;

use chrono::NaiveDate;
use ekin_exchange::Draft;
use ekin_exchange::draft::{
    Accessibility, Ages, Answer, Capacity, Image, ListingType, Organiser, Place, Price, Source, Status,
    Texts, Timing,
};
use rand_chacha::ChaCha8Rng;
use rand_core::{Rng, SeedableRng};

use chance::{below, percent, pick};
use words::Language;

use crate::day::shifted;
use crate::towns::{Town, towns};

pub use revision::revise;

/// Bytes of prose in the bodies of one listing, all its languages together: brings the average listing
/// to 1.39 kB of compact JSON.
const BODIES: u32 = 438;
/// Source id of the first listing.
const FIRST_UID: u64 = 20_000_000;

/// `n` listings from `seed`, with dates within 400 days after `today`.
pub fn generate(n: u64, seed: u64, today: NaiveDate) -> Generator {
    Generator {
        next: 0,
        n,
        seed,
        today,
    }
}

/// Makes listings one after the other; see [`generate`].
#[derive(Clone, Debug)]
pub struct Generator {
    next: u64,
    n: u64,
    seed: u64,
    today: NaiveDate,
}

impl Iterator for Generator {
    type Item = Draft;

    fn next(&mut self) -> Option<Draft> {
        if self.next >= self.n {
            return None;
        }
        let number = self.next;
        self.next += 1;
        let mut rng = ChaCha8Rng::seed_from_u64(self.seed);
        // A stream a listing: asking for more changes none of the first ones.
        rng.set_stream(number);
        Some(listing(&mut rng, number, self.today))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = usize::try_from(self.n.saturating_sub(self.next)).ok();
        (left.unwrap_or(usize::MAX), left)
    }
}

fn listing(rng: &mut ChaCha8Rng, number: u64, today: NaiveDate) -> Draft {
    let town = drawn_town(rng);
    let languages = languages(rng, town);
    let original = languages.first().copied().unwrap_or(Language::French);
    let listing_type = listing_type(rng);
    let uid = FIRST_UID.saturating_add(number);
    let (mut title, mut summary, mut body) = (Texts::new(), Texts::new(), Texts::new());
    // Half to one and a half times the usual length, shared by the languages.
    let bytes = (BODIES / 2 + below(rng, BODIES)) as usize / languages.len().max(1);
    for language in &languages {
        let tag = language.tag().to_owned();
        title.insert(tag.clone(), prose::title(rng, *language));
        summary.insert(tag.clone(), prose::sentence(rng, *language));
        body.insert(tag, prose::paragraph(rng, *language, bytes));
    }
    let organiser = names::organisation(rng, original);
    Draft {
        listing_type,
        title,
        summary,
        body,
        original: Some(original.tag().to_owned()),
        organiser: Some(Organiser {
            name: organiser,
            url: None,
        }),
        place: town.map(|town| place(rng, town, original)),
        timings: timings(rng, listing_type, town, today),
        status: status(rng),
        accessibility: accessibility(rng),
        price: price(rng),
        ages: percent(rng, 25).then(|| Ages {
            min: Some(pick(rng, &[3, 6, 8, 12, 16, 18, 60])),
            max: None,
        }),
        capacity: percent(rng, 20).then(|| Capacity {
            seats: 4 + u16::try_from(below(rng, 60)).unwrap_or_default(),
            wheelchair: u16::try_from(below(rng, 4)).unwrap_or_default(),
            companion: 0,
        }),
        answer: vec![Answer::Url(format!("https://example.org/agenda/{uid}"))],
        tags: tags(rng, original),
        images: images(rng, uid),
        source: Some(Source {
            scheme: "openagenda".to_owned(),
            id: uid.to_string(),
            url: None,
            name: None,
            derived: false,
        }),
        ..Draft::default()
    }
}

/// A town, the large ones more often.
fn drawn_town(rng: &mut impl Rng) -> Option<&'static Town> {
    let towns = towns();
    let n = u32::try_from(towns.len()).unwrap_or(u32::MAX);
    let town = if percent(rng, 30) {
        let large = ["bayonne", "bilbo", "donostia", "irunea", "gasteiz", "irun"];
        let key = pick(rng, &large);
        towns.iter().position(|town| town.key == key)
    } else {
        None
    };
    let at = town.unwrap_or(below(rng, n) as usize);
    towns.get(at)
}

/// One to three languages, the original first.
fn languages(rng: &mut impl Rng, town: Option<&Town>) -> Vec<Language> {
    let north = town.is_some_and(|town| town.country == "FR");
    let (usual, far) = if north {
        (Language::French, Language::Spanish)
    } else {
        (Language::Spanish, Language::French)
    };
    let mut order = if percent(rng, 25) {
        vec![Language::Basque, usual, far]
    } else {
        vec![usual, Language::Basque, far]
    };
    order.truncate(pick(rng, &[1, 1, 1, 1, 2, 2, 2, 3, 3, 3]));
    order
}

fn listing_type(rng: &mut impl Rng) -> ListingType {
    match below(rng, 100) {
        0..70 => ListingType::Activity,
        70..76 => ListingType::Need,
        76..82 => ListingType::Offer,
        82..86 => ListingType::Loan,
        86..90 => ListingType::Project,
        90..92 => ListingType::Challenge,
        92..95 => ListingType::Practice,
        95..98 => ListingType::Place,
        _ => ListingType::Partner,
    }
}

fn status(rng: &mut impl Rng) -> Status {
    match below(rng, 100) {
        0..92 => Status::Scheduled,
        92..95 => Status::Full,
        95..98 => Status::Cancelled,
        98 => Status::Postponed,
        _ => Status::MovedOnline,
    }
}

fn place(rng: &mut impl Rng, town: &Town, language: Language) -> Place {
    // Ten-thousandths of a degree, about ten metres, within two kilometres of the centre.
    let mut moved = |centre: f64| {
        let by = f64::from(below(rng, 361)) - 180.0;
        ((centre * 10_000.0).round() + by) / 10_000.0
    };
    let (lat, lon) = (moved(town.lat), moved(town.lon));
    Place {
        name: names::organisation(rng, language),
        address: names::street(rng, language),
        postcode: town.postcode.clone(),
        town: town.name.clone(),
        country: Some(town.country.clone()),
        lat: Some(lat),
        lon: Some(lon),
        online: None,
    }
}

/// Dates for what has some: once, several times, each week, or whole days; more of them soon than late.
fn timings(
    rng: &mut impl Rng,
    listing_type: ListingType,
    town: Option<&Town>,
    today: NaiveDate,
) -> Vec<Timing> {
    let dated = match listing_type {
        ListingType::Activity | ListingType::Challenge => true,
        ListingType::Need | ListingType::Offer | ListingType::Project => percent(rng, 50),
        _ => false,
    };
    if !dated {
        return Vec::new();
    }
    let zone = town.map(|town| town.zone().to_owned());
    let span = pick(rng, &[14, 45, 120, 399]);
    let first = shifted(today, i64::from(1 + below(rng, span)));
    let hour = 8 + below(rng, 13);
    let minute = pick(rng, &["00", "00", "30", "30", "15", "45"]);
    let hours = 1 + below(rng, 3);
    let once = |day: NaiveDate| Timing {
        start: format!("{day}T{hour:02}:{minute}"),
        end: Some(format!("{day}T{:02}:{minute}", hour + hours)),
        tz: zone.clone(),
        ..Timing::default()
    };
    match below(rng, 100) {
        0..68 => vec![once(first)],
        68..80 => {
            let apart = pick(rng, &[1, 2, 7, 14]);
            (0..2 + i64::from(below(rng, 3)))
                .map(|i| once(shifted(first, i * apart)))
                .collect()
        }
        80..94 => {
            let times = 4 + below(rng, 30);
            let mut weekly = once(first);
            weekly.rrule = Some(format!("FREQ=WEEKLY;COUNT={times}"));
            if percent(rng, 40) {
                let left_out = shifted(first, 7 * i64::from(1 + below(rng, times - 1)));
                weekly.exdate = vec![format!("{left_out}T{hour:02}:{minute}")];
            }
            vec![weekly]
        }
        _ => {
            let last = shifted(first, i64::from(below(rng, 20)));
            vec![Timing {
                start: first.to_string(),
                end: (last != first).then(|| last.to_string()),
                tz: zone,
                ..Timing::default()
            }]
        }
    }
}

/// Said by a third of the organisers, about a part of the questions.
fn accessibility(rng: &mut impl Rng) -> Accessibility {
    if !percent(rng, 40) {
        return Accessibility::default();
    }
    let mut answer = |said: u32, yes: u32| percent(rng, said).then(|| percent(rng, yes));
    Accessibility {
        hearing: answer(25, 60),
        visual: answer(20, 50),
        psychic: answer(20, 80),
        motor: answer(60, 80),
        intellectual: answer(25, 80),
        step_free: answer(15, 80),
        toilets: answer(10, 70),
        parking: answer(8, 80),
        quiet: answer(8, 80),
    }
}

fn price(rng: &mut impl Rng) -> Option<Price> {
    match below(rng, 100) {
        0..40 => Some(Price {
            free: true,
            ..Price::default()
        }),
        40..65 => {
            let from = 100 * (2 + below(rng, 18));
            Some(Price {
                from_cents: Some(from),
                to_cents: Some(from + 100 * below(rng, 10)),
                ..Price::default()
            })
        }
        _ => None,
    }
}

/// Words of the lists as tags.
fn tags(rng: &mut impl Rng, language: Language) -> Vec<String> {
    let nouns = &language.words().masculine;
    let mut tags: Vec<String> = (0..below(rng, 4)).map(|_| pick(rng, nouns).to_owned()).collect();
    tags.dedup();
    tags
}

fn images(rng: &mut impl Rng, uid: u64) -> Vec<Image> {
    if !percent(rng, 50) {
        return Vec::new();
    }
    vec![Image {
        url: format!("https://example.org/images/{uid}-{:08x}.jpg", rng.next_u32()),
        alt: Texts::new(),
        credit: percent(rng, 40).then(|| names::name(rng)),
    }]
}

#[cfg(test)]
mod tests;
