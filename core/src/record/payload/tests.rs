use std::time::Instant;

use proptest::prelude::*;

use super::*;
use crate::domain::accessibility::Access;

fn tag(text: &str) -> LanguageTag {
    LanguageTag::parse(text).unwrap()
}

/// A listing as an import of 1.4 kB of JSON makes it.
fn typical(n: usize) -> Listing {
    let body = "Les rendez-vous de la halle reprennent : une quarantaine d'exposants, des producteurs du pays et \
                deux ateliers de cuisine ouverts à toutes et à tous. On y vient en bus, la ligne 4 s'arrête devant. \
                Prévoir une gourde, un panier et des chaussures fermées ; la salle du fond reste calme toute la matinée. \
                Les accompagnants sont les bienvenus et ne paient pas. En cas de pluie, tout se passe à l'intérieur. \
                Inscription conseillée auprès de l'accueil, du lundi au vendredi, de neuf heures à midi.";
    let mut listing = Listing {
        original: Some(LanguageTag::FR),
        ..Listing::default()
    };
    listing
        .title
        .set(LanguageTag::FR, format!("Marché du samedi, édition {n}").into());
    listing.title.set(
        LanguageTag::EU,
        format!("Larunbateko merkatua, {n}. aldia").into(),
    );
    listing.summary.set(
        LanguageTag::FR,
        "Près d'une quarantaine de producteurs sous la halle.".into(),
    );
    listing.body.set(LanguageTag::FR, body.into());
    listing.organiser.name = "Association Elkartea".into();
    listing.organiser.url = Some(WebAddress::parse("https://elkartea.example/agenda").unwrap());
    listing.place.name = "Halle du Port".into();
    listing.place.address = "Quai de la Nive".into();
    listing.place.postcode = "64100".into();
    listing.place.town = "Bayonne".into();
    listing.place.country = Some(Country::parse("FR").unwrap());
    listing.place.point = Point::from_e7(434_929_490 + n as i32, -14_748_410);
    let start = Moment {
        day: 20_500 + (n % 300) as i32,
        minute: Some(570),
    };
    let mut timing = Timing::once(
        start,
        Some(Moment {
            minute: Some(750),
            ..start
        }),
    );
    timing.zone = Some(Zone::parse("Europe/Paris").unwrap());
    listing.timings = vec![timing];
    listing.accessibility.set(Access::Motor, Some(true));
    listing.accessibility.set(Access::Quiet, Some(false));
    listing.price.free = true;
    listing.ages = Some(Ages {
        min: Some(6),
        max: None,
    });
    listing.tags = vec!["marché".into(), "cuisine".into()];
    listing.answer = vec![Answer::Phone(Phone::parse("05 59 00 00 00").unwrap())];
    listing.images = vec![Image {
        url: WebAddress::parse(&format!("https://img.example/{n}.jpg")).unwrap(),
        alt: Texts::one(LanguageTag::FR, "La halle au matin"),
        credit: Some("Ane".into()),
        unknown: Unknown::default(),
    }];
    listing.source = Some(Source {
        scheme: "openagenda".into(),
        id: format!("{}", 48_516_406 + n).into(),
        url: None,
        name: None,
        derived: false,
    });
    listing.licence = Some("etalab-2.0".into());
    listing.updated = Some(Freshness::parse("2026-02-14T12:45:17Z").unwrap());
    listing
}

fn words() -> impl Strategy<Value = String> {
    "[a-zàéñüçA-Z0-9'’ .-]{0,30}[a-z]"
}

fn texts() -> impl Strategy<Value = Texts> {
    prop::collection::vec(
        (
            prop::sample::select(vec!["fr", "eu", "es", "oc", "eu-ES", "zh-Hant"]),
            words(),
        ),
        0..4,
    )
    .prop_map(|list| {
        let mut texts = Texts::default();
        list.into_iter()
            .for_each(|(language, text)| texts.set(tag(language), text.into()));
        texts
    })
}

fn moments() -> impl Strategy<Value = Moment> {
    (20_000i32..21_000, prop::option::of(0u16..1440)).prop_map(|(day, minute)| Moment { day, minute })
}

fn unknowns() -> impl Strategy<Value = Unknown> {
    let value = prop::sample::select(vec![
        &b"\x00"[..],
        b"\x61a",
        b"\x82\x01\xf6",
        b"\xa1\x61a\x41\xff",
        b"\xf5",
    ]);
    prop::collection::vec(("[w-z]_[a-z0-9_]{0,9}", value), 0..4).prop_map(|list| {
        let mut unknown = Unknown::default();
        list.iter().for_each(|(key, cbor)| unknown.keep(key, cbor));
        unknown
    })
}

fn timings() -> impl Strategy<Value = Timing> {
    (
        moments(),
        prop::option::of(moments()),
        prop::collection::vec(moments(), 0..3),
        any::<bool>(),
        unknowns(),
    )
        .prop_map(|(start, end, dates, rule, unknown)| Timing {
            end,
            zone: rule.then(|| Zone::from_wire("Europe/Madrid").unwrap()),
            rule: if rule {
                Rule::from_wire("FREQ=WEEKLY;BYDAY=TU")
            } else {
                None
            },
            except: dates.clone(),
            added: dates,
            unknown,
            ..Timing::once(start, None)
        })
}

prop_compose! {
    fn listings()(
        title in texts().prop_filter("a title", |t| !t.is_empty()),
        (body, audience, note) in (texts(), texts(), texts()),
        (timings, unknown) in (prop::collection::vec(timings(), 0..4), unknowns()),
        (said, yes) in (0u32..1 << 24, any::<u32>()),
        (name, town) in (prop::option::of(words()), prop::option::of(words())),
        (kind, status) in (0usize..11, 0usize..7),
        (from, to) in (prop::option::of(any::<u32>()), prop::option::of(any::<u32>())),
        (min, max) in (prop::option::of(0u8..=120), prop::option::of(0u8..=120)),
        (lat, lon) in (-900_000_000..=900_000_000i32, -1_800_000_000..=1_800_000_000i32),
        (version, seats, tags) in (1u32..4, any::<u16>(), prop::collection::vec(words(), 0..3)),
    ) -> Listing {
        let mut listing = Listing { title, body, audience, timings, unknown, version, ..Listing::default() };
        listing.price.note = note;
        (listing.price.from, listing.price.to) = (from, to);
        listing.accessibility = Accessibility::from_bits(said, yes & said).unwrap();
        listing.place.name = name.unwrap_or_default().into();
        listing.place.town = town.unwrap_or_default().into();
        listing.place.point = Point::from_e7(lat, lon);
        listing.listing_type = ListingType::ALL.get(kind).cloned().unwrap_or(ListingType::Other("swap".into()));
        listing.status = Status::ALL.get(status).cloned().unwrap_or(Status::Other("moved_outside".into()));
        listing.ages = Some(Ages { min, max });
        listing.capacity = Some(Capacity { seats, wheelchair: seats / 2, companion: 1 });
        listing.tags = tags.into_iter().map(Into::into).collect();
        listing
    }
}

#[test]
fn a_payload_reads_back_and_is_small() {
    let listing = typical(1);
    let payload = encode(&listing).unwrap();
    assert_eq!(decode(&payload).unwrap(), listing);
    ekin_protocol::cbor::check(&payload).unwrap();
    assert!(payload.len() < 1_400, "{}", payload.len());
    let smallest = Listing {
        title: Texts::one(LanguageTag::EU, "Kaixo"),
        ..Listing::default()
    };
    assert_eq!(
        encode(&smallest).unwrap(),
        b"\xa2\x61v\x01\x65title\xa1\x62eu\x65Kaixo"
    );
}

#[test]
fn what_is_no_payload_says_so() {
    let code = |bytes: &[u8]| decode(bytes).unwrap_err().to_string();
    assert!(code(b"\x80").contains("no map"));
    assert!(code(b"\xa0").contains("no version"));
    assert!(code(b"\xa1\x61v\x01").contains("no title"));
    assert!(code(b"\xa2\x61v\x01\x61v\x01").contains("canonical"));
    assert!(code(b"\xa1\x61v\x01\x00").contains("left over"));
    assert!(code(&vec![0; PUBLIC_PAYLOAD + 1]).contains("at most"));
    let long = Listing {
        body: Texts::one(LanguageTag::FR, &"a".repeat(PUBLIC_PAYLOAD)),
        ..typical(1)
    };
    assert!(matches!(encode(&long), Err(PayloadError::TooLarge { .. })));
}

#[test]
fn a_newer_version_is_shown_and_survives_an_edit() {
    // {v: 2, type: "swap", title: {eu: "Kaixo"}, colour: [1], status: {}, when: "soon"}
    let newer = b"\xa6\x61v\x02\x64type\x64swap\x64when\x64soon\x65title\xa1\x62eu\x65Kaixo\x66colour\x81\x01\x66status\xa0";
    let mut listing = decode(newer).unwrap();
    assert!(listing.read_only());
    assert_eq!(listing.listing_type, ListingType::Other("swap".into()));
    assert_eq!(listing.unknown.get("status"), Some(&b"\xa0"[..]));
    assert!(listing.timings.is_empty());
    assert_eq!(encode(&listing).unwrap(), newer);
    listing.status = Status::Cancelled;
    let edited = decode(&encode(&listing).unwrap()).unwrap();
    assert_eq!(edited.status, Status::Cancelled);
    assert_eq!(edited.unknown.get("colour"), Some(&b"\x81\x01"[..]));
    assert_eq!(edited.unknown.get("status"), None);
}

#[test]
fn nothing_dangerous_is_shown() {
    // Script addresses, characters that turn the direction, and half a timing are kept and not shown.
    let mut listing = typical(1);
    listing.organiser.url = None;
    for (key, cbor) in [
        ("by_url", &b"\x72javascript:alert()"[..]),
        ("hours", b"\xa1\x62fr\x64a\xe2\x80\xae"),
        ("online", b"\x68https://"),
    ] {
        listing.unknown.keep(key, cbor);
    }
    listing.timings.clear();
    listing
        .unknown
        .keep("when", b"\x81\xa2\x62at\x6a2026-01-01\x62to\x63now");
    let payload = encode(&listing).unwrap();
    let read = decode(&payload).unwrap();
    assert_eq!(read, listing);
    assert!(read.hours.is_empty() && read.timings.is_empty() && read.place.online.is_none());
}

/// Printed by `cargo test --release -- --nocapture payload_speed`; the bounds are loose because machines are shared.
#[test]
fn payload_speed() {
    let listings: Vec<Listing> = (0..2_000).map(typical).collect();
    let begun = Instant::now();
    let payloads: Vec<Vec<u8>> = listings.iter().map(|l| encode(l).unwrap()).collect();
    let encoded = begun.elapsed() / 2_000;
    let begun = Instant::now();
    let read: usize = payloads.iter().map(|p| decode(p).unwrap().tags.len()).sum();
    let decoded = begun.elapsed() / 2_000;
    eprintln!(
        "payload of {} B: encoded in {encoded:?}, decoded in {decoded:?}",
        payloads[0].len()
    );
    assert_eq!(read, 4_000);
    assert!(decoded < std::time::Duration::from_millis(1));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn equal_listings_are_byte_equal_and_canonical(listing in listings()) {
        let payload = encode(&listing).unwrap();
        ekin_protocol::cbor::check(&payload).unwrap();
        let read = decode(&payload).unwrap();
        prop_assert_eq!(&read, &listing);
        prop_assert_eq!(encode(&read).unwrap(), payload);
    }

    #[test]
    fn the_order_of_setting_texts_does_not_matter(list in prop::collection::vec((prop::sample::select(vec!["fr", "eu", "es", "ast"]), words()), 1..5)) {
        let mut seen = std::collections::BTreeMap::new();
        list.iter().for_each(|(language, text)| { seen.entry(*language).or_insert(text); });
        let build = |order: Vec<(&&str, &&String)>| {
            let mut listing = Listing::default();
            order.into_iter().for_each(|(language, text)| listing.title.set(tag(language), text.as_str().into()));
            encode(&listing).unwrap()
        };
        prop_assert_eq!(build(seen.iter().collect()), build(seen.iter().rev().collect()));
    }

    #[test]
    fn unknown_keys_survive_an_edit(listing in listings(), town in words()) {
        let mut edited = decode(&encode(&listing).unwrap()).unwrap();
        edited.place.town = town.into();
        edited.timings.truncate(1);
        let read = decode(&encode(&edited).unwrap()).unwrap();
        prop_assert_eq!(read.unknown, listing.unknown);
        prop_assert_eq!(read.timings.first().map(|t| &t.unknown), listing.timings.first().map(|t| &t.unknown));
    }

    #[test]
    fn arbitrary_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = decode(&bytes);
    }

    #[test]
    fn broken_payloads_never_panic_and_what_reads_writes_the_same(at in any::<prop::sample::Index>(), byte in any::<u8>(), cut in any::<prop::sample::Index>()) {
        let mut payload = encode(&typical(7)).unwrap();
        let at = at.index(payload.len());
        payload[at] = byte;
        if ekin_protocol::cbor::check(&payload).is_ok() && let Ok(read) = decode(&payload) {
            prop_assert_eq!(encode(&read).unwrap(), payload.clone());
        }
        let _ = decode(&payload[..cut.index(payload.len())]);
    }
}
