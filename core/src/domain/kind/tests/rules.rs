//! Every rule between fields, each with the least that breaks it.

use super::*;

/// Problems of the least document of the kind with these assignments besides.
fn broken(kind: Kind, more: &[&str]) -> Vec<(String, &'static str)> {
    let mut lines = least(kind);
    lines.extend(more.iter().map(|line| (*line).to_owned()));
    problems(
        &document(kind, &lines.iter().map(String::as_str).collect::<Vec<_>>()),
        space(kind),
    )
}

fn breaks(kind: Kind, more: &[&str], at: &str, code: &'static str) {
    assert_eq!(broken(kind, more), [(at.to_owned(), code)], "{more:?}");
}

fn keeps(kind: Kind, more: &[&str]) {
    assert_eq!(broken(kind, more), [], "{more:?}");
}

#[test]
fn an_outing_ends_after_it_starts_and_asks_before() {
    let kind = Kind::Outing;
    breaks(kind, &["end=2026-11-28T13:59"], "end", "before");
    // The same hour of the wall clock is another instant in another zone.
    breaks(kind, &["end=2026-11-28T14:30 Europe/Helsinki"], "end", "before");
    keeps(kind, &["end=2026-11-28T14:30 Europe/London"]);
    breaks(kind, &["answer_by=2026-11-28T14:01"], "answer_by", "after");
    keeps(kind, &["answer_by=2026-11-26T12:00"]);
    breaks(
        kind,
        &["volunteers_until=2026-11-28T13:00"],
        "volunteers_until",
        "before",
    );
    let end = "end=2026-11-28T17:00";
    breaks(
        kind,
        &[end, "volunteers_until=2026-11-28T16:00"],
        "volunteers_until",
        "before",
    );
    keeps(kind, &[end, "volunteers_until=2026-11-28T18:00"]);
}

#[test]
fn authorisations_are_due_before_departure() {
    let what = "authorisations.a.what=swimming";
    let kind = Kind::Outing;
    breaks(
        kind,
        &[what, "authorisations.a.due=2026-11-28T14:01"],
        "authorisations.a.due",
        "after",
    );
    keeps(kind, &[what, "authorisations.a.due=2026-11-26T18:00"]);
    breaks(kind, &[what], "authorisations.a.due", "missing");
}

#[test]
fn heads_are_counted_while_the_outing_lasts() {
    let kind = Kind::Outing;
    let end = "end=2026-11-28T17:00";
    for (what, at, code) in [("lunch", "13:00", "before"), ("arrival", "18:00", "after")] {
        let (what, at) = (
            format!("legs.l.what={what}"),
            format!("legs.l.at=2026-11-28T{at}"),
        );
        breaks(kind, &[end, &what, &at], "legs.l.at", code);
    }
    keeps(kind, &[end, "legs.l.what=home", "legs.l.at=2026-11-28T18:00"]);
    keeps(kind, &[end, "legs.l.what=pick_up", "legs.l.at=2026-11-28T13:00"]);
    breaks(kind, &["legs.l.place=Gare"], "legs.l.what", "missing");
}

#[test]
fn a_group_has_two_leaders_and_is_there_for_who_is_in_it() {
    let kind = Kind::Outing;
    let name = "groups.mendi.name=Mendi";
    let (leader, deputy) = (
        format!("groups.mendi.leader={ID}"),
        format!("groups.mendi.deputy={ID}"),
    );
    breaks(kind, &[name, &leader, &deputy], "groups.mendi.deputy", "same");
    keeps(kind, &[name, &leader]);
    let person = format!("roster.{ID}=mendi");
    breaks(kind, &[&person], &format!("roster.{ID}"), "no_row");
    keeps(kind, &[name, &person]);
}

#[test]
fn numbers_of_an_outing_are_those_of_people() {
    for (line, at) in [
        ("ratio=0", "ratio"),
        ("seats=-1", "seats"),
        ("seats=1001", "seats"),
        ("companions=1001", "companions"),
        ("keep=366", "keep"),
        ("keep=0", "keep"),
        ("desk=4294967296", "desk"),
    ] {
        let error = assign(Kind::Outing, line, BY).unwrap_err();
        assert_eq!(
            (error.path.as_str(), error.problem.code()),
            (at, "out_of_range"),
            "{line}"
        );
    }
    breaks(Kind::Outing, &["place_lat=43.49"], "place_lon", "half_point");
    breaks(Kind::Outing, &["meeting_lon=-1.47"], "meeting_lat", "half_point");
    keeps(Kind::Outing, &["meeting_lon=-1.47", "meeting_lat=43.49"]);
    breaks(
        Kind::Outing,
        &["pick_ups.g.place=Gare", "pick_ups.g.lat=43.49"],
        "pick_ups.g.lon",
        "half_point",
    );
}

#[test]
fn carers_are_rounded_up_and_the_space_goes_after_its_days() {
    assert_eq!(
        [0, 1, 4, 5, 8].map(|people| outing::carers_needed(people, 4)),
        [0, 1, 1, 2, 2]
    );
    assert_eq!(outing::carers_needed(3, 0), 3);
    let plan = document(Kind::Outing, &["start=2026-11-28T14:00", "end=2026-11-28T17:00"]);
    let gone = outing::erased_at(&plan.view()).unwrap();
    assert_eq!(
        Instant::write(gone, Some(&crate::domain::timing::Zone::Known(Paris))),
        "2026-12-12T17:00 Europe/Paris"
    );
}

#[test]
fn a_consent_is_dated_and_signed() {
    let kind = Kind::Profile;
    assert_eq!(
        broken(kind, &["care_consent=oui"]),
        [
            ("care_consent".to_owned(), "needs"),
            ("care_consent".to_owned(), "needs")
        ]
    );
    keeps(
        kind,
        &[
            "care_consent=oui",
            "care_signed_on=2026-03-03",
            "care_signed_by=Nora E.",
        ],
    );
    keeps(kind, &["care_consent=non"]);
    breaks(
        kind,
        &["born=1948-05-01", "care_signed_on=1948-04-30"],
        "care_signed_on",
        "before",
    );
    breaks(
        kind,
        &["born=1948-05-01", "left_on=1948-04-30"],
        "left_on",
        "before",
    );
    let row = [
        "authorisations.s.what=swimming",
        "authorisations.s.allowed=oui",
        "authorisations.s.signed_by=Nora",
    ];
    breaks(kind, &row, "authorisations.s.allowed", "needs");
    let signed = [&row[..], &["authorisations.s.signed_on=2026-03-03"]].concat();
    keeps(kind, &signed);
    let past = [&signed[..], &["authorisations.s.until=2026-03-02"]].concat();
    breaks(kind, &past, "authorisations.s.until", "before");
    let unsigned = [
        "authorisations.s.what=swimming",
        "authorisations.s.allowed=oui",
        "authorisations.s.signed_on=2026-03-03",
    ];
    breaks(kind, &unsigned, "authorisations.s.allowed", "needs");
    keeps(
        kind,
        &["authorisations.s.what=swimming", "authorisations.s.allowed=non"],
    );
    breaks(kind, &["contacts.n.name=Nora"], "contacts.n.phone", "missing");
}

#[test]
fn nobody_likes_what_they_dislike() {
    breaks(
        Kind::Profile,
        &["likes=foot, mus", "dislikes=mus"],
        "dislikes",
        "same",
    );
    keeps(Kind::Profile, &["likes=foot", "dislikes=mus"]);
}

#[test]
fn a_draft_keeps_the_rules_of_a_listing() {
    let kind = Kind::Draft;
    breaks(kind, &["original=eu"], "original", "original_without_title");
    keeps(kind, &["original=fr"]);
    breaks(
        kind,
        &["organiser_url=https://ekin.eus"],
        "organiser_url",
        "needs",
    );
    breaks(kind, &["free=oui", "price_from=5"], "free", "free_with_price");
    breaks(kind, &["price_from=5", "price_to=4"], "price_to", "max_below_min");
    breaks(kind, &["age_min=12", "age_max=6"], "age_max", "max_below_min");
    let start = "timings.a.start=2026-11-28T14:00";
    breaks(
        kind,
        &[start, "timings.a.end=2026-11-28T13:00"],
        "timings.a.end",
        "end_before_start",
    );
    breaks(
        kind,
        &[start, "timings.a.end=2026-11-28"],
        "timings.a.end",
        "mixed_forms",
    );
    breaks(
        kind,
        &[start, "timings.a.rule=FREQ=SECONDLY"],
        "timings.a.rule",
        "rule_too_fine",
    );
    breaks(
        kind,
        &["timings.a.start=2026-11-28", "timings.a.except=2026-11-29T14:00"],
        "timings.a.except",
        "mixed_forms",
    );
    breaks(
        kind,
        &[start, "timings.a.added=demain"],
        "timings.a.added",
        "form",
    );
    keeps(
        kind,
        &[
            start,
            "timings.a.rule=FREQ=WEEKLY;BYDAY=SA",
            "timings.a.except=2026-12-05T14:00, 2026-12-12T14:00",
        ],
    );
    breaks(
        kind,
        &["timings.a.end=2026-11-28T13:00"],
        "timings.a.start",
        "missing",
    );
    breaks(kind, &["images.a.credit=Ane"], "images.a.alt", "missing");
    let id = format!("={ID}");
    breaks(kind, &[&format!("adopted_from{id}")], "adopted_from", "needs");
    breaks(kind, &["draft_state=published"], "draft_state", "needs");
    keeps(kind, &["draft_state=published", &format!("listing{id}")]);
    let many: Vec<String> = (0..41).map(|n| format!("t{n}")).collect();
    breaks(kind, &[&format!("tags={}", many.join(","))], "tags", "too_many");
    let images: Vec<String> = (0..13).map(|n| format!("images.i{n}.alt=Une place")).collect();
    breaks(
        kind,
        &images.iter().map(String::as_str).collect::<Vec<_>>(),
        "images",
        "too_many",
    );
}

#[test]
fn a_draft_becomes_the_listing_that_it_describes() {
    let draft = document(
        Kind::Draft,
        &[
            "listing_type=offer",
            "title.eu=Euskal Museoa",
            "original=eu",
            "organiser=Etxe Alaia",
            "town=Bayonne",
            "country=fr",
            "place_lat=43.4929",
            "place_lon=-1.4748",
            "timings.a.start=2026-11-28T14:00",
            "timings.a.rule=FREQ=WEEKLY;COUNT=3",
            "timings.a.except=2026-12-05T14:00",
            "accessibility.quiet=bai",
            "accessibility.motor=ez",
            "price_from=2,50",
            "age_min=12",
            "seats=10",
            "answer_phone=05 59 00 00 00",
            "tags=#Musée, calme, MUSÉE",
            "images.b.alt=La façade",
            "images.b.url=https://ekin.eus/b.jpg",
            "images.a.alt=Pas encore en ligne",
            "notes=Rappeler le musée",
        ],
    );
    assert_eq!(problems(&draft, SpaceKind::Staff), []);
    let listing = draft::listing(&draft.view(), Paris);
    assert_eq!(listing.listing_type, ListingType::Offer);
    assert_eq!(listing.title.get(LanguageTag::EU), Some("Euskal Museoa"));
    assert_eq!(listing.place.point.unwrap().lat_e7(), 434_929_000);
    assert_eq!(listing.place.country.unwrap().as_str(), "FR");
    assert_eq!(listing.timings[0].except[0].to_string(), "2026-12-05T14:00");
    assert_eq!(listing.accessibility.get(Access::Quiet), Some(true));
    assert_eq!(listing.accessibility.get(Access::Motor), Some(false));
    assert_eq!(listing.accessibility.get(Access::Parking), None);
    assert_eq!(
        (listing.price.from, listing.ages.unwrap().min),
        (Some(250), Some(12))
    );
    assert_eq!(listing.capacity.unwrap().seats, 10);
    assert_eq!(
        listing.tags.iter().map(|t| &**t).collect::<Vec<_>>(),
        ["musée", "calme"]
    );
    assert_eq!(listing.images.len(), 1);
    assert_eq!(listing.answer.len(), 1);
    // What is not for the public stays in the draft.
    assert!(!format!("{listing:?}").contains("Rappeler"));
    let newer = BTreeMap::from([("listing_type".to_owned(), Plain::from("concert"))]);
    let other = draft::listing(&Contents::new(Kind::Draft, newer).view(), Paris);
    assert_eq!(other.listing_type, ListingType::Other("concert".into()));
}

#[test]
fn projects_kits_tournaments_and_stories() {
    let origin = format!("adopted_from={ID}");
    for kind in [Kind::Project, Kind::Story] {
        breaks(kind, &[&origin], "adopted_from", "needs");
        keeps(kind, &[&origin, "origin=Etxe Alaia"]);
    }
    breaks(
        Kind::Project,
        &["start_on=2026-11-28", "end_on=2026-11-27"],
        "end_on",
        "before",
    );
    breaks(
        Kind::Project,
        &["end_on=2026-11-28", "steps.a.name=Semer", "steps.a.on=2026-11-29"],
        "steps.a.on",
        "after",
    );
    breaks(
        Kind::Kit,
        &["bought_on=2026-11-28", "retired_on=2026-11-27"],
        "retired_on",
        "before",
    );
    breaks(Kind::Kit, &["worth=100", "deposit=101"], "deposit", "above");
    breaks(
        Kind::Kit,
        &["lendable=oui", "condition=broken"],
        "lendable",
        "contradicts",
    );
    breaks(
        Kind::Kit,
        &["lendable=oui", "retired_on=2026-11-27"],
        "lendable",
        "contradicts",
    );
    keeps(Kind::Kit, &["condition=broken"]);
    keeps(Kind::Kit, &["lendable=non", "condition=broken"]);
    breaks(Kind::Kit, &["parts.a.count=2"], "parts.a.name", "missing");
    let photo = format!("pages.a.photo={ID}{ID}");
    breaks(
        Kind::Story,
        &["pages.a.order=1", &photo],
        "pages.a.photo",
        "needs",
    );
    keeps(
        Kind::Story,
        &["pages.a.order=1", &photo, "pages.a.alt=Deux mains"],
    );
    breaks(
        Kind::Story,
        &[&photo, "pages.a.alt=Deux mains"],
        "pages.a.order",
        "missing",
    );
    let kind = Kind::Tournament;
    breaks(kind, &["end=2026-11-28T13:00"], "end", "before");
    breaks(kind, &["points_draw=4"], "points_draw", "above");
    breaks(kind, &["points_loss=2"], "points_loss", "above");
    let base = [
        "teams.a.name=Gorriak",
        "teams.b.name=Urdinak",
        "rounds.r.order=1",
        "matches.m.round=r",
        "matches.m.team_a=a",
    ];
    let with = |line: &'static str| [&base[..], &[line]].concat();
    keeps(kind, &with("matches.m.team_b=b"));
    breaks(kind, &with("matches.m.team_b=a"), "matches.m.team_b", "same");
    breaks(kind, &with("matches.m.team_b=c"), "matches.m.team_b", "no_row");
    breaks(kind, &base, "matches.m.team_b", "missing");
    let early = [
        &with("matches.m.team_b=b")[..],
        &["matches.m.at=2026-11-28T13:00"],
    ]
    .concat();
    breaks(kind, &early, "matches.m.at", "before");
    let other = ID.replace("00", "ff");
    let players = [format!("players.{ID}=a"), format!("players.{other}=a")];
    let full = ["teams.a.name=Gorriak", "team_size=1", &players[0], &players[1]];
    breaks(kind, &full, "teams.a", "too_many");
    breaks(kind, &[&players[0]], &format!("players.{ID}"), "no_row");
}

#[test]
fn no_list_table_text_or_prose_grows_without_end() {
    let plan = |key: &str, value: Plain| {
        let mut plan = least_document(Kind::Outing);
        plan.apply(&Edit::Put {
            root: key.into(),
            inner: None,
            value,
        });
        problems(&plan, SpaceKind::Outing)
    };
    let too_many = |key: &str| vec![(key.to_owned(), "too_many")];
    let leaders = |n: u8| Plain::List((0..n).map(|n| Plain::Bytes(vec![n; 16])).collect());
    assert_eq!(plan("leaders", leaders(200)), []);
    assert_eq!(plan("leaders", leaders(201)), too_many("leaders"));
    let legs = |n: usize| {
        Plain::Map(
            (0..n)
                .map(|n| (format!("l{n}.what"), Plain::from("rest")))
                .collect(),
        )
    };
    assert_eq!(plan("legs", legs(300)), []);
    assert_eq!(plan("legs", legs(301)), too_many("legs"));
    let notes = |n: usize| plan("notes", Plain::Text("a".repeat(n)));
    assert_eq!(notes(60_000), []);
    assert_eq!(notes(60_001), [("notes".to_owned(), "too_long")]);
    let titles = |n: u8| {
        let lines: Vec<String> = (0..n).map(|n| format!("title.x-{n}=Musée")).collect();
        broken(
            Kind::Outing,
            &lines.iter().map(String::as_str).collect::<Vec<_>>(),
        )
    };
    // The least document has one title already.
    assert_eq!(titles(23), []);
    assert_eq!(titles(24), too_many("title"));
}
