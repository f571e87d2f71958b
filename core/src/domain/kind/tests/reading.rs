//! How fields are named, set, taken back and read.

use super::*;

#[test]
fn fields_are_named_as_they_are_stored() {
    for (kind, good) in [
        (Kind::Outing, "title.eu"),
        (Kind::Outing, "legs.l1.at"),
        (Kind::Outing, "packing.coat.name.zh-Hant"),
        (Kind::Outing, "accessibility.quiet"),
        (Kind::Outing, "roster.000102030405060708090a0b0c0d0e0f"),
        (Kind::Outing, "legs.l1"),
        (Kind::Note, "title"),
    ] {
        assert_eq!(Path::read(kind, good).unwrap().to_string(), good);
    }
    for (kind, bad, code) in [
        (Kind::Outing, "colour", "no_field"),
        (Kind::Outing, "v", "no_field"),
        (Kind::Outing, "start_zone", "no_field"),
        (Kind::Outing, "title.", "form"),
        (Kind::Outing, "title.français", "form"),
        (Kind::Outing, "start.eu", "no_field"),
        (Kind::Outing, "legs.L1.at", "form"),
        (Kind::Outing, "legs.much_too_long.at", "form"),
        (Kind::Outing, "legs.l1.colour", "no_field"),
        (Kind::Outing, "legs.l1.at.eu", "no_field"),
        (Kind::Outing, "accessibility.loud", "choice"),
        (Kind::Outing, "roster.ane", "form"),
        (Kind::Outing, "allergies", "no_field"),
        (Kind::Note, "title.eu", "no_field"),
        (Kind::Outing, "", "no_field"),
    ] {
        assert_eq!(Path::read(kind, bad).unwrap_err().code(), code, "{bad}");
    }
}

#[test]
fn assignments_say_what_is_wrong_and_where() {
    for (line, at, code) in [
        ("title", "title", "form"),
        ("colour=red", "colour", "no_field"),
        ("seats=dix", "seats", "form"),
        ("outing_type=fête", "outing_type", "choice"),
        ("title+=Bal", "title", "not_a_list"),
        ("legs-=l1", "legs", "not_a_list"),
        ("legs=l1", "legs", "needs_below"),
        ("legs.l1=Gare", "legs.l1", "needs_below"),
        ("roster=tous", "roster", "needs_below"),
        ("start=2026-03-29T02:30", "start", "no_such_hour"),
        ("leaders+=ane", "leaders", "form"),
    ] {
        let error = assign(Kind::Outing, line, BY).unwrap_err();
        assert_eq!((error.path.as_str(), error.problem.code()), (at, code), "{line}");
    }
    let many: Vec<String> = (0..201).map(|n| n.to_string()).collect();
    let error = assign(Kind::Profile, &format!("likes={}", many.join(",")), BY).unwrap_err();
    assert_eq!(error.problem.code(), "too_many");
}

#[test]
fn lists_grow_and_shrink_and_keep_their_commas() {
    let likes = |lines: &[&str]| document(Kind::Profile, lines).view().lines("likes");
    assert_eq!(
        likes(&[
            "likes=foot, mus",
            "likes+=mer\\, vent",
            "likes+=foot",
            "likes-=mus"
        ]),
        ["foot", "mer, vent"]
    );
    assert_eq!(likes(&["likes=foot", "likes="]), [""; 0]);
    let languages = |lines: &[&str]| document(Kind::Settings, lines).view().lines("languages");
    assert_eq!(languages(&[]), ["fr", "eu", "es"]);
    // Adding begins with what is shown, and an empty list is not the default.
    assert_eq!(languages(&["languages+=en"]), ["fr", "eu", "es", "en"]);
    assert_eq!(languages(&["languages-=es"]), ["fr", "eu"]);
    assert_eq!(languages(&["languages="]), [""; 0]);
}

#[test]
fn an_empty_value_takes_back() {
    let lines = [
        "title=Musée",
        "title.eu=Museoa",
        "start=2026-11-28T14:00",
        "legs.l1.what=lunch",
        "legs.l1.at=2026-11-28T15:00",
        "legs.l2.what=return",
        "notes=Bus 8",
    ];
    let after = |line: &str| {
        let before = document(Kind::Outing, &lines);
        let with = document(Kind::Outing, &[&lines[..], &[line]].concat());
        diff(&before, &with)
            .iter()
            .map(|change| change.at().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(after("title="), ["title.fr"]);
    assert_eq!(after("title.eu="), ["title.eu"]);
    assert_eq!(after("start="), ["start"]);
    assert_eq!(after("legs.l1="), ["legs.l1.at", "legs.l1.what"]);
    assert_eq!(after("legs="), ["legs.l1.at", "legs.l1.what", "legs.l2.what"]);
    assert_eq!(after("notes="), ["notes"]);
    assert_eq!(after("seats="), [""; 0]);
    let gone = document(Kind::Outing, &[&lines[..], &["start="]].concat());
    assert!(!gone.values().contains_key("start_zone"));
}

#[test]
fn rows_come_in_the_order_of_the_day() {
    let plan = document(
        Kind::Outing,
        &[
            "legs.a.what=return",
            "legs.a.at=2026-11-28T17:00",
            "legs.b.what=departure",
            "legs.b.at=2026-11-28T13:30",
            "legs.c.what=rest",
            "packing.z.name=Gants",
            "packing.z.name.eu=Eskularruak",
        ],
    );
    let names: Vec<String> = plan
        .view()
        .rows("legs")
        .iter()
        .map(|row| row.name().to_owned())
        .collect();
    assert_eq!(names, ["b", "a", "c"]);
    let rows = plan.view().rows("packing");
    assert_eq!(rows[0].texts("name").get(LanguageTag::EU), Some("Eskularruak"));
    assert_eq!(
        (rows[0].int("count"), rows[0].text("packed_for")),
        (Some(1), Some("each"))
    );
}

#[test]
fn a_change_is_told_place_by_place() {
    let before = document(
        Kind::Outing,
        &["title=Musée", "start=2026-11-28T14:00", "seats=10"],
    );
    let after = document(
        Kind::Outing,
        &["title=Musée", "start=2026-11-28T14:30", "transport=bus"],
    );
    let told: Vec<_> = diff(&before, &after)
        .iter()
        .map(|change| {
            let write = |leaf: Option<&Leaf<'_>>| leaf.map(Leaf::write);
            (
                change.at().to_owned(),
                write(change.before()),
                write(change.after()),
            )
        })
        .collect();
    let some = |text: &str| Some(text.to_owned());
    assert_eq!(
        told,
        [
            (
                "start".to_owned(),
                some("2026-11-28T14:00 Europe/Paris"),
                some("2026-11-28T14:30 Europe/Paris")
            ),
            ("transport".to_owned(), None, some("bus")),
            ("seats".to_owned(), some("10"), None),
        ]
    );
    // The same instant, but another hour of the wall clock is meant.
    let moved = document(
        Kind::Outing,
        &["title=Musée", "start=2026-11-28T13:00 Europe/London", "seats=10"],
    );
    assert_eq!(
        diff(&before, &moved).iter().map(Change::at).collect::<Vec<_>>(),
        ["start"]
    );
    assert_eq!(diff(&before, &before), []);
}

#[test]
fn what_is_hostile_or_newer_reads_as_absent_and_stays() {
    let values = BTreeMap::from([
        ("v".to_owned(), Plain::Int(2)),
        ("seats".to_owned(), Plain::Int(-5)),
        ("title.fr".to_owned(), Plain::Int(1)),
        ("title.!".to_owned(), Plain::from("x")),
        ("start".to_owned(), Plain::from("demain")),
        ("legs".to_owned(), Plain::List(vec![Plain::Int(1)])),
        ("leaders".to_owned(), Plain::Map(BTreeMap::new())),
        (
            "roster".to_owned(),
            Plain::Map(BTreeMap::from([("ane".to_owned(), Plain::from("a"))])),
        ),
        ("outing_type".to_owned(), Plain::from("moonwalk")),
        (
            "groups".to_owned(),
            Plain::Map(BTreeMap::from([("a.colour".to_owned(), Plain::from("red"))])),
        ),
        ("mood".to_owned(), Plain::Null),
    ]);
    let plan = Contents::new(Kind::Outing, values.clone());
    let view = plan.view();
    assert!(plan.read_only());
    assert_eq!(
        (view.int("seats"), view.instant("start"), view.rows("legs").len()),
        (None, None, 0)
    );
    assert!(view.texts("title").is_empty() && view.people("leaders").is_empty());
    // A word of a newer version is no problem, what is damaged is one, and nothing is lost.
    assert_eq!(view.text("outing_type"), Some("moonwalk"));
    let found: BTreeSet<_> = problems(&plan, SpaceKind::Outing).into_iter().collect();
    let expected = [
        ("seats", "out_of_range"),
        ("title.fr", "unreadable"),
        ("start", "unreadable"),
        ("legs", "unreadable"),
        ("groups.a.name", "missing"),
    ];
    let expected: BTreeSet<_> = expected
        .iter()
        .map(|(at, code)| ((*at).to_owned(), *code))
        .collect();
    assert_eq!(found, expected);
    let unknown: Vec<_> = plan
        .leaves()
        .into_iter()
        .filter(|leaf| leaf.path.is_none())
        .map(|leaf| leaf.at)
        .collect();
    assert_eq!(unknown, ["groups.a.colour", "mood", "roster.ane", "title.!"]);
    assert_eq!(plan.values(), &values);
}
