//! Which of two values that people wrote at once is the more careful one. In an emergency both are shown, and that one
//! first: a wrong "no" costs a question, a wrong "yes" may cost a life.

use std::cmp::Ordering;

use ekin_protocol::item::kind;

use super::emergency::CARD;
use super::kind::{Kind, Plain, choices};

/// Whether at this place of a document the more careful value stands first: on the emergency card.
pub fn is_careful(of: Kind, at: &str) -> bool {
    of == Kind::Profile && CARD.contains(&root(at))
}

fn root(at: &str) -> &str {
    at.split('.').next().unwrap_or(at)
}

/// Orders two values of a place of a document: the more careful one is the less.
pub fn in_document(of: Kind, at: &str, a: &Plain, b: &Plain) -> Ordering {
    match is_careful(of, at) {
        true => care(root(at), b).cmp(&care(root(at), a)),
        false => Ordering::Equal,
    }
}

/// How careful a value is, among others of its place: a no before a yes, closer watch before looser, more said before
/// less.
fn care(root: &str, value: &Plain) -> usize {
    match value {
        Plain::Null => 0,
        Plain::Bool(yes) => 1 + usize::from(!yes),
        Plain::Str(word) if root == "watch" => {
            let place = choices::WATCH.words.iter().position(|known| known == word);
            // What a newer version means is not known to be less.
            1 + place.unwrap_or(choices::WATCH.words.len())
        }
        Plain::Str(text) | Plain::Text(text) => 1 + text.chars().count(),
        Plain::List(items) => 1 + items.len(),
        Plain::Map(entries) => 1 + entries.len(),
        Plain::Int(_) | Plain::Bytes(_) => 1,
    }
}

/// Orders what two records of a kind say, by one of their fields, as they are to be shown: of a consent the refusal first, of
/// a capacity the least.
pub fn in_record(of: u16, key: &str, a: &Plain, b: &Plain) -> Ordering {
    match (of, a, b) {
        (kind::CONSENT, Plain::Bool(a), Plain::Bool(b)) => a.cmp(b),
        (kind::CAPACITY, Plain::Int(a), Plain::Int(b)) => a.cmp(b),
        // Where nobody said a number there is no limit.
        (kind::CAPACITY, Plain::Null, Plain::Int(_)) if key != "wheelchair" => Ordering::Greater,
        (kind::CAPACITY, Plain::Int(_), Plain::Null) if key != "wheelchair" => Ordering::Less,
        _ => Ordering::Equal,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn list(items: &[&str]) -> Plain {
        Plain::List(items.iter().map(|item| Plain::from(*item)).collect())
    }

    #[test]
    fn the_more_careful_value_comes_first() {
        let first = |at, a: Plain, b: Plain| in_document(Kind::Profile, at, &a, &b);
        assert_eq!(
            first("care_consent", Plain::Bool(false), Plain::Bool(true)),
            Ordering::Less
        );
        assert_eq!(
            first("authorisations.a.allowed", Plain::Bool(true), Plain::Bool(false)),
            Ordering::Greater
        );
        assert_eq!(first("watch", "one_to_one".into(), "near".into()), Ordering::Less);
        assert_eq!(
            first("allergies", list(&["noix", "lait"]), list(&["noix"])),
            Ordering::Less
        );
        assert_eq!(
            first("treatment", Plain::Null, "insuline".into()),
            Ordering::Greater
        );
        assert_eq!(
            first("likes", list(&["mer"]), list(&[])),
            Ordering::Equal,
            "no emergency"
        );
        assert_eq!(
            in_document(Kind::Note, "title", &"a".into(), &"bb".into()),
            Ordering::Equal
        );
    }

    #[test]
    fn of_a_capacity_the_least_comes_first_and_none_said_last() {
        let order = |a, b| in_record(kind::CAPACITY, "seats", &a, &b);
        assert_eq!(order(Plain::Int(8), Plain::Int(10)), Ordering::Less);
        assert_eq!(order(Plain::Null, Plain::Int(10)), Ordering::Greater);
        assert_eq!(
            in_record(kind::CONSENT, "allows", &Plain::Bool(false), &Plain::Bool(true)),
            Ordering::Less
        );
    }

    fn value() -> impl Strategy<Value = Plain> {
        prop_oneof![
            Just(Plain::Null),
            any::<bool>().prop_map(Plain::Bool),
            any::<i64>().prop_map(Plain::Int),
            "[a-z_]{0,12}".prop_map(Plain::Str),
            prop::collection::vec("[a-z]{0,3}".prop_map(Plain::Str), 0..4).prop_map(Plain::List),
        ]
    }

    proptest! {
        /// A sort is given what it needs: an order in which turning round turns the answer round, and which goes on.
        #[test]
        fn it_is_an_order(at in prop::sample::select(CARD.to_vec()), a in value(), b in value(), c in value()) {
            let order = |a, b| in_document(Kind::Profile, at, a, b);
            prop_assert_eq!(order(&a, &b), order(&b, &a).reverse());
            if order(&a, &b) != Ordering::Greater && order(&b, &c) != Ordering::Greater {
                prop_assert_ne!(order(&a, &c), Ordering::Greater);
            }
        }
    }
}
