//! Laws of documents of any kind, on made-up documents.

use super::*;
use crate::domain::kind::schema::ZONE;
use crate::domain::timing::Zone;
use proptest::prelude::*;

/// Any value, in any place: what a newer version, or a hostile member, may have written.
fn any_value() -> impl Strategy<Value = Plain> {
    let scalar = prop_oneof![
        Just(Plain::Null),
        any::<bool>().prop_map(Plain::Bool),
        any::<i64>().prop_map(Plain::Int),
        (1_600_000_000_000i64..1_900_000_000_000).prop_map(Plain::Int),
        ".{0,12}".prop_map(Plain::Str),
        prop::sample::select(vec!["lunch", "Europe/Madrid", "2026-11-28", "fr", "planned", "a"])
            .prop_map(Plain::from),
        prop::collection::vec(any::<u8>(), 0..20).prop_map(Plain::Bytes),
        Just(Plain::Bytes(vec![7; 16])),
    ];
    let key = prop_oneof![
        "[a-z_.]{1,12}",
        "(a|b)\\.(what|at|at_zone|name|name\\.eu|place|on|order|team_a)",
        Just(ID.to_owned())
    ];
    prop_oneof![
        4 => scalar.clone(),
        1 => prop::collection::vec(scalar.clone(), 0..4).prop_map(Plain::List),
        2 => prop::collection::btree_map(key, scalar, 0..6).prop_map(Plain::Map),
        1 => ".{0,12}".prop_map(Plain::Text),
    ]
}

fn any_document() -> impl Strategy<Value = Contents> {
    prop::sample::select(Kind::ALL.to_vec()).prop_flat_map(|kind| {
        let keys: Vec<&str> = kind.fields().iter().map(|field| field.key).collect();
        let key = prop_oneof![
            4 => prop::sample::select(keys.clone()).prop_map(str::to_owned),
            1 => prop::sample::select(keys.clone()).prop_map(|key| format!("{key}{ZONE}")),
            1 => prop::sample::select(keys).prop_map(|key| format!("{key}.eu")),
            1 => "[a-z_.]{1,12}",
        ];
        prop::collection::btree_map(key, any_value(), 0..12)
            .prop_map(move |values| Contents::new(kind, values))
    })
}

proptest! {
    #[test]
    fn nothing_that_a_document_holds_panics_or_gets_lost(contents in any_document()) {
        for space in [SpaceKind::Home, SpaceKind::Staff] {
            check(&contents, space);
        }
        serde_json::to_string(&contents).unwrap();
        draft::listing(&contents.view(), Paris);
        outing::erased_at(&contents.view());
        prop_assert!(diff(&contents, &contents).is_empty());
        // Every scalar there is in a leaf, as its value or as the zone beside one.
        let shown = contents.leaves();
        for (key, value) in contents.values() {
            let known = kind_knows(contents.kind(), key);
            let zone = key.strip_suffix(ZONE).is_some_and(|k| contents.values().contains_key(k));
            let below = shown.iter().any(|leaf| leaf.at == *key || leaf.at.starts_with(&format!("{key}.")));
            prop_assert!(key == "v" || below || zone || (known && value.is_empty()) || matches!(value, Plain::Map(_)), "{key}");
        }
    }

    #[test]
    fn what_is_shown_can_be_typed_again(contents in any_document()) {
        for leaf in contents.leaves() {
            let Some(path) = &leaf.path else { continue };
            let Some(scalar) = path.scalar() else { continue };
            let texts = |value: &Plain| matches!(value, Plain::Str(text) if text.trim() != text || text.is_empty());
            let new_word = |value: &Plain| matches!((scalar, value), (Scalar::Choice(choice), Plain::Str(word)) if !choice.knows(word));
            let new_zone = scalar == Scalar::Zone && !matches!(leaf.write().as_str(), "Europe/Madrid");
            let right = |value: &Plain| !new_zone && scalar.accepts(value).is_ok() && !texts(value) && !new_word(value);
            let typed = format!("{}={}", leaf.at, leaf.write());
            match (path.field.shape, leaf.value) {
                (Shape::List(_), Plain::List(items)) if items.iter().all(right) => {
                    let read = document(contents.kind(), &[&typed]);
                    let each: BTreeSet<_> = items.iter().collect();
                    let back: Vec<_> = read.view().items(path.field.key).into_iter().map(|item| item.into_owned()).collect();
                    prop_assert_eq!(back.len(), each.len(), "{}", typed);
                    prop_assert!(back.iter().all(|item| each.contains(item)), "{}", typed);
                }
                (Shape::List(_), _) => {}
                // Only whole minutes are typed, and a zone of this version's table.
                (_, Plain::Int(ms)) if scalar == Scalar::Instant && (ms % 60_000 != 0 || !matches!(leaf.zone, Some(Zone::Known(_)))) => {}
                (_, value) if right(value) => {
                    let read = document(contents.kind(), &[&typed]);
                    let back = read.leaves();
                    prop_assert_eq!(back.len(), 1, "{}", typed);
                    prop_assert_eq!(back[0].value, value, "{}", typed);
                }
                _ => {}
            }
        }
    }

    #[test]
    fn an_edit_of_a_field_leaves_the_others_alone(contents in any_document(), more in "[a-z_.]{1,12}=[a-z0-9, ]{0,9}") {
        let Ok(edits) = assign(contents.kind(), &more, BY) else { return Ok(()) };
        let mut after = contents.clone();
        edits.iter().for_each(|edit| after.apply(edit));
        let field = more.split(['.', '=']).next().unwrap();
        for change in diff(&contents, &after) {
            prop_assert!(change.at() == field || change.at().starts_with(&format!("{field}.")), "{} by {}", change.at(), more);
        }
        for (key, value) in contents.values() {
            if !kind_knows(contents.kind(), key) {
                prop_assert_eq!(after.values().get(key), Some(value));
            }
        }
    }

    #[test]
    fn any_assignment_is_read_or_refused(kind in prop::sample::select(Kind::ALL.to_vec()), text in any::<String>()) {
        let _ = assign(kind, &text, BY);
    }
}

/// Whether this version knows a key under the root: a field, a text of one, the zone of one.
fn kind_knows(kind: Kind, key: &str) -> bool {
    let base = key.split('.').next().unwrap_or(key);
    let base = base.strip_suffix(ZONE).unwrap_or(base);
    kind.fields().iter().any(|field| field.key == base)
}
