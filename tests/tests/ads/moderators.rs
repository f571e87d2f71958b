//! Moderators who decide about one ad apart: whatever the order in which they decide and meet the relay, everybody ends
//! with the same words.

use std::collections::BTreeSet;
use std::sync::Arc;

use ekin_core::app::device::Device;
use ekin_core::app::inbox::OutcomeKind;
use ekin_core::app::says;
use ekin_core::domain::refusal::Reason;
use ekin_core::domain::verdict::Verdict;
use ekin_i18n::{Catalog, Language};

use crate::territory::{Territory, sync};

/// What somebody does; each number is a device: 0 and 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Step {
    Decide(usize),
    Sync(usize),
}

/// Every order in which each decides before they sync.
fn orders() -> Vec<Vec<Step>> {
    let all = [Step::Decide(0), Step::Decide(1), Step::Sync(0), Step::Sync(1)];
    let mut orders = vec![Vec::new()];
    for _ in 0..all.len() {
        orders = orders
            .into_iter()
            .flat_map(|order: Vec<Step>| {
                let left = all.iter().filter(|step| !order.contains(step));
                let order = &order;
                left.map(move |step| [order.as_slice(), &[*step]].concat())
                    .collect::<Vec<_>>()
            })
            .collect();
    }
    let decides_first = |order: &Vec<Step>, who| {
        let at = |step| order.iter().position(|one| *one == step);
        at(Step::Decide(who)) < at(Step::Sync(who))
    };
    orders.retain(|order| decides_first(order, 0) && decides_first(order, 1));
    orders
}

fn words(verdict: &Verdict, me: &[u8; 16], language: Language) -> Vec<String> {
    let words = Catalog::new(language);
    says::verdict(verdict, me)
        .iter()
        .map(|line| words.format(line))
        .collect()
}

#[test]
fn in_every_order_publish_beside_refuse_ends_in_the_same_words_on_every_device() {
    let territory = Territory::new(&[]);
    let moderator = territory.moderator("moderator");
    let third = territory.moderator("third");
    let citizen = territory.citizen("citizen");
    territory.owner.sign_as("Ane").unwrap();
    moderator.sign_as("Mikel").unwrap();
    let both = [&territory.owner, &moderator];
    let orders = orders();
    assert_eq!(orders.len(), 6);
    let mut seen = BTreeSet::new();
    for (n, order) in orders.iter().enumerate() {
        territory.offer(&citizen, &format!("Annonce {n}"));
        for device in [&citizen, &territory.owner, &moderator, &third] {
            sync(device);
        }
        let id = moderator.inbox(None).unwrap()[0].id.to_string();
        for step in order {
            match step {
                Step::Decide(0) => drop(territory.owner.publish_message(None, &id).unwrap()),
                Step::Decide(_) => moderator
                    .refuse_message(None, &id, Reason::Unclear, Some("Où ?"))
                    .unwrap(),
                Step::Sync(who) => drop(sync(both[*who])),
            }
        }
        for _ in 0..2 {
            for device in [&territory.owner, &moderator, &third, &citizen] {
                sync(device);
            }
        }
        let view = |on: &Arc<Device>| on.inbox_message(None, &id).unwrap();
        let [ane, mikel, other] = [&territory.owner, &moderator, &third].map(view);
        let letter = citizen.letters().unwrap().remove(n);
        assert!(
            matches!(ane.verdict, Verdict::Contested { .. }),
            "{order:?}: {ane:?}"
        );
        for verdict in [&mikel.verdict, &other.verdict, letter.verdict.as_ref().unwrap()] {
            assert_eq!(&ane.verdict, verdict, "{order:?}");
        }
        let kinds: Vec<_> = letter.outcomes.iter().map(|one| one.kind).collect();
        assert_eq!(kinds, [OutcomeKind::Published, OutcomeKind::Refused], "{order:?}");
        for language in Language::ALL {
            seen.insert((
                language.tag(),
                words(&ane.verdict, &ane.me, language),
                words(&mikel.verdict, &mikel.me, language),
                words(&other.verdict, &other.me, language),
            ));
        }
    }
    assert_eq!(seen.len(), 3, "one set of words in each language: {seen:?}");
    let french = seen.iter().find(|(tag, ..)| *tag == "fr").unwrap();
    assert!(french.1[0].contains("Mikel"), "{french:?}");
    assert!(
        french.2[0].starts_with("Publiée par Ane, alors que vous l’aviez refusée"),
        "{french:?}"
    );
    assert!(
        french.3[0].contains("Ane") && french.3[0].contains("Mikel"),
        "{french:?}"
    );
}

#[test]
fn people_settle_it_either_way() {
    let territory = Territory::new(&[]);
    let moderator = territory.moderator("moderator");
    let citizen = territory.citizen("citizen");
    let contested = |title: &str| {
        territory.offer(&citizen, title);
        for device in [&citizen, &territory.owner, &moderator] {
            sync(device);
        }
        let id = moderator.inbox(None).unwrap()[0].id.to_string();
        territory.owner.publish_message(None, &id).unwrap();
        moderator.refuse_message(None, &id, Reason::Past, None).unwrap();
        for device in [&territory.owner, &moderator, &territory.owner, &citizen] {
            sync(device);
        }
        id
    };
    let end = || {
        for device in [
            &territory.owner,
            &moderator,
            &territory.owner,
            &moderator,
            &citizen,
        ] {
            sync(device);
        }
    };
    let verdicts = |id: &str, letter: usize| {
        let of = |on: &Device| on.inbox_message(None, id).unwrap().verdict;
        let author = citizen.letters().unwrap().remove(letter).verdict.unwrap();
        [of(&territory.owner), of(&moderator), author]
    };
    // Whoever had refused agrees.
    let id = contested("Premier");
    moderator.publish_message(None, &id).unwrap();
    end();
    let kept = verdicts(&id, 0);
    assert!(
        matches!(&kept[0], Verdict::Published(by) if by.len() == 2),
        "{kept:?}"
    );
    assert!(kept.iter().all(|one| *one == kept[0]), "{kept:?}");
    // Whoever had published takes it out.
    let id = contested("Second");
    territory
        .owner
        .refuse_message(None, &id, Reason::Past, None)
        .unwrap();
    end();
    let out = verdicts(&id, 1);
    assert!(
        matches!(&out[0], Verdict::Refused(by) if by.len() == 2),
        "{out:?}"
    );
    assert!(out.iter().all(|one| *one == out[0]), "{out:?}");
    let kinds: Vec<_> = citizen.letters().unwrap()[1]
        .outcomes
        .iter()
        .map(|one| one.kind)
        .collect();
    assert_eq!(kinds, [OutcomeKind::Refused; 2], "the last word of each alone");
}
