//! One document, edited by hand.

use std::collections::BTreeMap;

use super::world::actor;
use crate::document::{Change, Document, Incoming, Lane, Verdict};
use crate::domain::kind::{Contents, Edit, Kind, Plain};

pub fn incoming(changes: &[Change]) -> Vec<Incoming<'_>> {
    changes
        .iter()
        .map(|change| Incoming {
            actor: change.actor,
            same_author: &[],
            change: &change.bytes,
        })
        .collect()
}

fn put(root: &str, value: impl Into<Plain>) -> Edit {
    Edit::Put {
        root: root.into(),
        inner: None,
        value: value.into(),
    }
}

fn shared(note: &str) -> (Document, Document, Vec<Change>) {
    let values = BTreeMap::from([
        ("title".to_owned(), Plain::Str("Museoa".into())),
        ("body".to_owned(), Plain::Text(note.into())),
        ("tags".to_owned(), Plain::List(vec![Plain::Str("quiet".into())])),
        ("roster".to_owned(), Plain::Map(BTreeMap::new())),
    ]);
    let ane = Document::create(actor(1, 1), &Contents::new(Kind::Note, values)).unwrap();
    let taken = Document::new(actor(1, 2))
        .take(Lane::Logged, &incoming(&ane.changes))
        .unwrap();
    let log = ane.changes.clone();
    let confirmed = ane.document.take(Lane::Logged, &incoming(&log)).unwrap().document;
    assert_eq!(confirmed.pending(), &[]);
    (confirmed, taken.document, log)
}

#[test]
fn two_people_edit_one_document_and_see_the_same() {
    let (ane, jon, _) = shared("Goizean irten 🏔 gara.");
    let a = ane
        .edit(
            Kind::Note,
            &[
                put("body", Plain::Text("Goizean goiz irten 🏔 gara.".into())),
                put("title", "Museo"),
            ],
        )
        .unwrap();
    let j = jon
        .edit(
            Kind::Note,
            &[
                put("body", Plain::Text("Goizean irten 🏔 gara denok.".into())),
                put("title", "Le musée"),
            ],
        )
        .unwrap();
    let ane = a.document.take(Lane::Pending, &incoming(&j.changes)).unwrap();
    let jon = j.document.take(Lane::Pending, &incoming(&a.changes)).unwrap();
    assert_eq!(ane.verdicts, vec![Verdict::Applied(j.changes[0].hash)]);
    let content = ane.document.content();
    assert_eq!(content, jon.document.content());
    assert_eq!(
        content.values["body"],
        Plain::Text("Goizean goiz irten 🏔 gara denok.".into())
    );
    let said: Vec<_> = content
        .rivals
        .values()
        .flatten()
        .map(|said| (said.by, said.value.clone()))
        .collect();
    assert_eq!(said.len(), 2);
    assert!(said.contains(&(actor(1, 1), "Museo".into())));
    assert!(said.contains(&(actor(1, 2), "Le musée".into())));
    assert_eq!(content.values["title"], said[0].1);

    // To write the displayed value again settles it.
    let settled = ane
        .document
        .edit(Kind::Note, &[put("title", said[0].1.clone())])
        .unwrap();
    assert_eq!(settled.changes.len(), 1);
    assert!(settled.document.content().rivals.is_empty());
    let jon = jon
        .document
        .take(Lane::Pending, &incoming(&settled.changes))
        .unwrap()
        .document;
    assert_eq!(jon.content(), settled.document.content());
}

/// Two people with two values of a title; the displayed one first.
fn two_titles() -> (Document, Document, Plain, Plain) {
    let (ane, jon, _) = shared("a");
    let a = ane.edit(Kind::Note, &[put("title", "Museo")]).unwrap();
    let j = jon.edit(Kind::Note, &[put("title", "Le musée")]).unwrap();
    let ane = a.document.take(Lane::Pending, &incoming(&j.changes)).unwrap();
    let jon = j.document.take(Lane::Pending, &incoming(&a.changes)).unwrap();
    let shown = ane.document.content().values["title"].clone();
    let other = match shown == Plain::from("Museo") {
        true => Plain::from("Le musée"),
        false => Plain::from("Museo"),
    };
    (ane.document, jon.document, shown, other)
}

/// What both see after each chose without knowing of the other.
fn both_choose(here: Plain, there: Plain, (ane, jon): (Document, Document)) -> Vec<Plain> {
    let a = ane.edit(Kind::Note, &[put("title", here)]).unwrap();
    let j = jon.edit(Kind::Note, &[put("title", there)]).unwrap();
    assert_eq!((a.changes.len(), j.changes.len()), (1, 1));
    let ane = a.document.take(Lane::Pending, &incoming(&j.changes)).unwrap();
    let jon = j.document.take(Lane::Pending, &incoming(&a.changes)).unwrap();
    let content = ane.document.content();
    assert_eq!(content, jon.document.content());
    let rivals = content.rivals.values().flatten();
    rivals.map(|said| said.value.clone()).collect()
}

#[test]
fn two_people_who_choose_differently_at_once_see_that_again() {
    let (ane, jon, shown, other) = two_titles();
    let again = both_choose(shown.clone(), other.clone(), (ane, jon));
    assert!(
        again.len() == 2 && again.contains(&shown) && again.contains(&other),
        "{again:?}"
    );
    let (ane, jon, shown, _) = two_titles();
    let third = both_choose(shown.clone(), "Txalupa".into(), (ane, jon));
    assert!(third.len() == 2 && third.contains(&shown), "{third:?}");
}

#[test]
fn two_people_who_choose_the_same_are_of_one_mind() {
    let (ane, jon, shown, other) = two_titles();
    assert_eq!(both_choose(shown.clone(), shown, (ane, jon)), []);
    let (ane, jon, ..) = two_titles();
    assert_eq!(both_choose(other.clone(), other, (ane, jon)), []);
}

#[test]
fn a_saved_document_opens_with_what_is_pending() {
    let (ane, ..) = shared("a");
    let edited = ane.edit(Kind::Note, &[put("seats", Plain::Int(3))]).unwrap();
    let raw: Vec<&[u8]> = edited.changes.iter().map(|c| &*c.bytes).collect();
    let opened = Document::open(actor(1, 1), &edited.document.save(), &raw).unwrap();
    assert_eq!(opened.content(), edited.document.content());
    assert_eq!(opened.confirmed_content(), ane.content());
    assert_eq!(opened.pending(), edited.document.pending());
    assert_eq!(opened.heads(), ane.heads());
    let again = opened.edit(Kind::Note, &[put("seats", Plain::Int(4))]).unwrap();
    assert_eq!((again.changes[0].actor, again.changes[0].seq), (actor(1, 1), 3));
    // Nothing to do makes no change.
    assert!(
        again
            .document
            .edit(Kind::Note, &[put("seats", Plain::Int(4))])
            .unwrap()
            .changes
            .is_empty()
    );
}

#[test]
fn what_comes_before_what_it_follows_waits() {
    let (ane, jon, _) = shared("a");
    let one = ane.edit(Kind::Note, &[put("x", Plain::Int(1))]).unwrap();
    let two = one.document.edit(Kind::Note, &[put("x", Plain::Int(2))]).unwrap();
    let staged = jon.take(Lane::Logged, &incoming(&two.changes)).unwrap();
    let (hash, missing) = (two.changes[0].hash, one.changes[0].hash);
    assert_eq!(staged.verdicts, vec![Verdict::Staged { hash, missing }]);
    assert!(staged.save.is_none());
    assert_eq!(staged.document.content(), jon.content());
    let both = [two.changes.clone(), one.changes.clone()].concat();
    let taken = jon.take(Lane::Logged, &incoming(&both)).unwrap();
    assert_eq!(
        taken.verdicts,
        vec![Verdict::Applied(hash), Verdict::Applied(missing)]
    );
    assert_eq!(taken.document.content(), two.document.content());
    let again = taken.document.take(Lane::Logged, &incoming(&both)).unwrap();
    assert_eq!(
        again.verdicts,
        vec![Verdict::Known(hash), Verdict::Known(missing)]
    );
}

#[test]
fn what_is_pending_may_stand_before_what_it_follows() {
    let (ane, jon, _) = shared("a");
    let one = ane.edit(Kind::Note, &[put("x", Plain::Int(1))]).unwrap();
    let two = one.document.edit(Kind::Note, &[put("x", Plain::Int(2))]).unwrap();
    let raw = [&*two.changes[0].bytes, &*one.changes[0].bytes];
    let opened = Document::open(actor(2, 1), &jon.save(), &raw).unwrap();
    assert_eq!(opened.content(), two.document.content());
    assert_eq!(opened.pending().len(), 2);
    // What it follows may not be here at all.
    let alone = Document::open(actor(2, 1), &jon.save(), &raw[..1]).unwrap();
    assert_eq!((alone.content(), alone.pending().len()), (jon.content(), 0));
}

#[test]
fn an_edit_of_a_new_life_is_done_by_path_and_what_moved_is_kept() {
    let (ane, jon, _) = shared("Kaixo denoi");
    let mine = ane
        .edit(
            Kind::Note,
            &[
                put("title", "Museo"),
                put("place", "Bilbo"),
                put("body", Plain::Text("Kaixo guztioi".into())),
                put("tags", Plain::List(vec!["quiet".into(), "step".into()])),
            ],
        )
        .unwrap();
    let theirs = jon
        .edit(
            Kind::Note,
            &[
                put("title", "Musée"),
                put("body", Plain::Text("Egun on. Kaixo denoi".into())),
            ],
        )
        .unwrap();
    let moved = mine
        .document
        .take(Lane::Logged, &incoming(&theirs.changes))
        .unwrap()
        .document;
    let (before, after) = moved.around(&[mine.changes[0].hash]).unwrap();
    let fresh = moved.reincarnate(actor(1, 9)).unwrap();
    assert_eq!(fresh.content(), theirs.document.content());
    let redone = fresh.redo(&before, &after).unwrap();
    let content = redone.edited.document.content();
    assert_eq!(content.values["title"], "Musée".into());
    assert_eq!(content.values["place"], "Bilbo".into());
    assert_eq!(
        content.values["body"],
        Plain::Text("Egun on. Kaixo guztioi".into())
    );
    assert_eq!(
        content.values["tags"],
        Plain::List(vec!["quiet".into(), "step".into()])
    );
    let kept: Vec<_> = redone
        .kept
        .iter()
        .map(|k| (k.place.root.as_str(), k.mine.clone(), k.theirs.clone()))
        .collect();
    assert_eq!(kept, vec![("title", Some("Museo".into()), Some("Musée".into()))]);
    assert_eq!(redone.edited.changes[0].actor, actor(1, 9));
    assert_eq!(redone.edited.changes[0].seq, 1);
}

#[test]
fn undo_is_a_new_change_and_history_tells() {
    let (ane, ..) = shared("Kaixo");
    let one = ane
        .edit(
            Kind::Note,
            &[
                put("title", "Museo"),
                put("body", Plain::Text("Kaixo denoi".into())),
            ],
        )
        .unwrap();
    let two = one.document.edit(Kind::Note, &[put("place", "Bilbo")]).unwrap();
    let undone = two.document.undo(&[one.changes[0].hash]).unwrap();
    assert!(undone.kept.is_empty());
    let content = undone.edited.document.content();
    assert_eq!(content.values["title"], "Museoa".into());
    assert_eq!(content.values["body"], Plain::Text("Kaixo".into()));
    assert_eq!(content.values["place"], "Bilbo".into());
    let history = undone.edited.document.history().unwrap();
    let fields: Vec<Vec<&str>> = history
        .iter()
        .map(|s| s.fields.iter().map(String::as_str).collect())
        .collect();
    assert_eq!(
        fields,
        vec![
            vec!["body", "roster", "tags", "title"],
            vec!["body", "title"],
            vec!["place"],
            vec!["body", "title"]
        ]
    );
    assert_eq!(
        history.iter().map(|s| s.confirmed).collect::<Vec<_>>(),
        [true, false, false, false]
    );
    assert_eq!(
        undone.edited.document.at(&one.changes[0].hash).unwrap(),
        one.document.content()
    );
}

#[test]
fn a_long_paste_is_split_and_others_take_it() {
    let (ane, jon, _) = shared("Kaixo");
    let long: String = (0..60_000u32)
        .map(|n| char::from_u32(0x61 + n * 7 % 90).unwrap())
        .collect();
    let items: Vec<Plain> = (0..5_000).map(Plain::Int).collect();
    let edited = ane
        .edit(
            Kind::Note,
            &[
                put("body", Plain::Text(long.clone())),
                put("numbers", Plain::List(items.clone())),
            ],
        )
        .unwrap();
    assert!(edited.changes.len() > 3, "{}", edited.changes.len());
    let jon = jon
        .take(Lane::Logged, &incoming(&edited.changes))
        .unwrap()
        .document;
    assert_eq!(jon.content().values["body"], Plain::Text(long));
    assert_eq!(jon.content().values["numbers"], Plain::List(items));
    let gone = jon
        .edit(Kind::Note, &[put("body", Plain::Text("x".into()))])
        .unwrap();
    assert_eq!(gone.document.content().values["body"], Plain::Text("x".into()));
    let ane = edited
        .document
        .take(Lane::Pending, &incoming(&gone.changes))
        .unwrap()
        .document;
    assert_eq!(ane.content(), gone.document.content());
}
