//! Good files, and hostile ones.

use proptest::prelude::*;

use super::*;
use crate::scenario::story::{Argument, Test, Wanted};

/// The least that a story has.
const LEAST: &str = r#"title = "t"
language = "fr"
[[device]]
name = "ane"
language = "fr"
[[device]]
name = "mikel"
who = "Mikel"
language = "eu"
kind = "tablet"
[people]
all = ["Joseph", "Maite", "Peio"]
"#;

const END: &str = "[[end]]\ndo = [\"status\"]\n";

fn story(steps: &str) -> Result<Story, Misread> {
    read(format!("{LEAST}{steps}\n{END}").as_bytes())
}

fn fault(steps: &str) -> (usize, usize, Fault) {
    let misread = story(steps).unwrap_err();
    let lines = LEAST.lines().count();
    let Place { line, column } = misread.place;
    (line.saturating_sub(lines), column, misread.fault)
}

#[test]
fn a_story_is_read_whole() {
    let story = story(
        r#"
[dates]
outing = 8
[files]
"ad.json" = '{"start": "$outing"}'
"garden.jpg" = { beside = "garden.jpg" }
[[before]]
on = "ane"
do = ["space", "create"]
keep = { space = "[0].space" }
[[step]]
on = "ane"
each = "all[2..3]"
do = ["doc", "new", "$name", "--space=$space", { each = "all", of = ["--field", "r.$person=-"] }]
expect = ["said", { silent = "x" }, { at = "a.b", is = 3 }, { at = "c", count = 2 }, { at = "d", there = false }]
[[step]]
words = "Nobody has a network."
cut = "all"
[[step]]
meet = ["ane", "mikel"]
[[step]]
clock = "+2h"
[[step]]
on = "mikel"
clock = "-10m"
[[step]]
on = "ane"
battery = "empty"
[[step]]
lose = "mikel"
[[step]]
together = true"#,
    )
    .unwrap();
    assert_eq!(
        (story.before.len(), story.steps.len(), story.end.len()),
        (1, 8, 1)
    );
    assert_eq!(
        (story.devices[0].who.as_str(), story.devices[1].kind),
        ("ane", Kind::Tablet)
    );
    assert!(matches!(&story.files["garden.jpg"], File::Beside(name) if name == "garden.jpg"));
    let Act::Do(command) = &story.steps[0].act else {
        panic!("{:?}", story.steps[0]);
    };
    assert_eq!(story.names(command.each.as_ref().unwrap()), ["Maite", "Peio"]);
    assert!(
        matches!(command.arguments.last(), Some(Argument::Each(each, of)) if each.to == 3 && of.len() == 2)
    );
    assert!(matches!(command.expect[2].wanted, Wanted::At(_, Test::Number(3))));
    assert!(matches!(story.steps[3].act, Act::Pass(7_200_000)));
    assert!(matches!(story.steps[4].act, Act::SetClock(1, -600_000)));
    assert!(story.steps[7].act.is_barrier() && story.steps[7].act.owner().is_none());
}

#[test]
fn what_is_wrong_is_said_with_its_line_and_column() {
    let no_device = |name: &str| Fault::NoDevice(name.into(), vec!["ane".into(), "mikel".into()]);
    let cases: [(&str, usize, usize, Fault); 22] = [
        ("[[step]]\non = \"anne\"\ndo = [\"x\"]", 2, 6, no_device("anne")),
        ("[[step]]\nsync = [\"ane\", \"x\"]", 2, 16, no_device("x")),
        (
            "[[step]]\nonn = \"ane\"",
            2,
            1,
            Fault::UnknownKey("onn".into(), step::KEYS),
        ),
        ("[[step]]\non = \"ane\"", 1, 1, Fault::OneAct(&[])),
        (
            "[[step]]\nlose = \"ane\"\ntogether = true",
            1,
            1,
            Fault::OneAct(&[]),
        ),
        ("[[step]]\ndo = [\"x\"]", 1, 1, Fault::Lacks("on")),
        (
            "[[step]]\non = \"ane\"\ndo = \"x\"",
            3,
            6,
            Fault::Sort("do".into(), Sort::List),
        ),
        (
            "[[step]]\non = \"ane\"\ndo = [\"x\", 3]",
            3,
            12,
            Fault::Sort("do".into(), Sort::Table),
        ),
        ("[[step]]\non = \"ane\"\ndo = []", 3, 6, Fault::Lacks("do")),
        (
            "[[step]]\non = \"ane\"\ndo = [\"x\", \"$y\"]",
            3,
            12,
            Fault::NotKept("y".into()),
        ),
        (
            "[[step]]\non = \"ane\"\ndo = [\"x\", \"$name\"]",
            3,
            12,
            Fault::NotKept("name".into()),
        ),
        (
            "[[step]]\non = \"ane\"\ndo = [\"sync\"]",
            3,
            7,
            Fault::NotHere("sync".into(), "sync = [\"…\"]"),
        ),
        (
            "[[step]]\non = \"ane\"\ndo = [\"x\", \"--home=/etc\"]",
            3,
            12,
            Fault::Given("--home".into()),
        ),
        (
            "[[step]]\nlose = \"ane\"\n[[step]]\non = \"ane\"\ndo = [\"x\"]",
            3,
            1,
            Fault::Lost("ane".into()),
        ),
        (
            "[[step]]\non = \"ane\"\nclock = \"2h\"",
            3,
            9,
            Fault::Sort("clock".into(), Sort::Time),
        ),
        ("[[step]]\nclock = \"-2h\"", 1, 1, Fault::Lacks("on")),
        (
            "[[step]]\non = \"ane\"\nbattery = \"full\"",
            3,
            11,
            Fault::NoneOf("full".into(), &["empty", "charged"]),
        ),
        (
            "[[step]]\nmeet = [\"ane\", \"ane\"]",
            2,
            8,
            Fault::Sort("meet".into(), Sort::List),
        ),
        (
            "[[step]]\non = \"ane\"\neach = \"all[2..4]\"\ndo = [\"x\"]",
            3,
            8,
            Fault::NoList("all[2..4]".into()),
        ),
        (
            "[[step]]\non = \"ane\"\ndo = [\"x\"]\nkeep = { a = \"b..c\" }",
            4,
            14,
            Fault::Path("b..c".into()),
        ),
        (
            "[[step]]\non = \"ane\"\ndo = [\"x\"]\nkeep = { relay = \"b\" }",
            4,
            10,
            Fault::Name("relay".into()),
        ),
        ("[files]\n\"../x\" = \"\"", 2, 1, Fault::Name("../x".into())),
    ];
    for (text, line, column, wanted) in cases {
        let (at, from, found) = fault(text);
        assert_eq!((at, from), (line, column), "{text}\n{found:?}");
        match (&found, &wanted) {
            (Fault::OneAct(_), Fault::OneAct(_)) => {}
            _ => assert_eq!(found, wanted, "{text}"),
        }
    }
}

#[test]
fn files_that_are_no_stories_are_refused_at_their_place() {
    let of = |bytes: &[u8]| read(bytes).unwrap_err();
    assert_eq!(of(&vec![b'#'; BYTES + 1]).fault, Fault::TooLong(BYTES));
    assert_eq!(of(b"title = \"\xff\"").fault, Fault::NoText);
    let broken = of("title = \"é\"\nlanguage = fr\n".as_bytes());
    assert_eq!(broken.fault, Fault::NoToml("language = fr".into()));
    assert_eq!((broken.place.line, broken.place.column), (2, 12));
    assert_eq!(of(b"").fault, Fault::Lacks("device"));
    let deep = format!("x = {}{}", "[".repeat(50_000), "]".repeat(50_000));
    assert!(matches!(of(deep.as_bytes()).fault, Fault::NoToml(_)));
    let twice = format!("{LEAST}[[device]]\nname = \"ane\"\nlanguage = \"fr\"\n{END}");
    assert_eq!(of(twice.as_bytes()).fault, Fault::Twice("ane".into()));
    let odd = LEAST.replace("\"ane\"", "\"../ane\"");
    assert_eq!(of(odd.as_bytes()).fault, Fault::Name("../ane".into()));
    let many = format!("{LEAST}{}{END}", "[[step]]\ntogether = true\n".repeat(STEPS + 1));
    assert_eq!(of(many.as_bytes()).fault, Fault::TooMany("step", STEPS));
    assert_eq!(of(LEAST.as_bytes()).fault, Fault::Lacks("end"));
    let german = LEAST.replace("\"eu\"", "\"de\"");
    assert_eq!(of(german.as_bytes()).fault, Fault::NoneOf("de".into(), LANGUAGES));
}

#[test]
fn times_are_read_and_bounded() {
    for (text, wanted) in [
        ("+2h", Some(7_200_000)),
        ("-10m", Some(-600_000)),
        ("+3d", Some(259_200_000)),
        ("+", None),
        ("", None),
        ("é2h", None),
        ("+h", None),
        ("+1é", None),
        ("+99999999999d", None),
        ("+4294967295d", None),
    ] {
        assert_eq!(time(text), wanted, "{text}");
    }
}

proptest! {
    /// Whatever stands in a file, reading ends, and with a place in the file.
    #[test]
    fn no_file_stops_the_reader(text in "[a-z=\"\\[\\]{}$.,0-9 \n\\-é]{0,200}") {
        if let Err(misread) = read(text.as_bytes()) {
            prop_assert!(misread.place.line <= text.lines().count() + 1);
        }
    }

    /// A good file of which a piece is missing or doubled.
    #[test]
    fn no_mutant_stops_the_reader(at in 0..600usize, to in 0..600usize, double in any::<bool>()) {
        let whole = format!("{LEAST}[[step]]\non = \"ane\"\ndo = [\"a\", {{ each = \"all[1..2]\", of = [\"$name\"] }}]\n\
            expect = [{{ at = \"a[b=c].d\", is = \"$relay\" }}]\nkeep = {{ x = \"a\" }}\n[[step]]\nclock = \"+2h\"\n{END}");
        let whole: Vec<char> = whole.chars().collect();
        let (at, to) = (at.min(to).min(whole.len()), at.max(to).min(whole.len()));
        let piece = if double { &whole[at..to] } else { &[][..] };
        let mutant: String = whole[..at].iter().chain(piece).chain(piece).chain(&whole[to..]).collect();
        let _ = read(mutant.as_bytes());
    }
}
