use proptest::prelude::*;

use super::*;

const JOSEPH: PersonId = PersonId([1; 16]);
const NOW: i64 = 1_000;

fn said(answer: Answer, audience: Audience, signer: Signer) -> Consent {
    Consent {
        person: JOSEPH,
        purpose: Some(Purpose::Memory),
        audience: Some(audience),
        answer,
        signer: Some(signer),
        name: None,
        until_ms: None,
        counts: true,
    }
}

fn ask(audience: Audience) -> Ask {
    Ask {
        person: JOSEPH,
        purpose: Purpose::Memory,
        audience,
        at_ms: NOW,
        minor: false,
    }
}

fn standing(all: &[Consent], audience: Audience) -> Standing {
    verdict(all, &ask(audience)).standing
}

#[test]
fn a_yes_is_to_what_was_asked_and_a_no_to_all_that_is_wider() {
    let yes = said(Answer::Yes, Audience::House, Signer::Oneself);
    let of = |all: &[Consent]| Audience::ALL.map(|audience| standing(all, audience));
    use Standing::{Given, NotAsked, Refused};
    assert_eq!(
        of(std::slice::from_ref(&yes)),
        [NotAsked, Given(None), NotAsked, NotAsked, NotAsked]
    );
    let no = said(Answer::No, Audience::Families, Signer::Oneself);
    let no_to = Refused(Audience::Families);
    assert_eq!(of(&[yes, no]), [NotAsked, Given(None), no_to, no_to, no_to]);
}

#[test]
fn another_purpose_another_person_and_a_volunteer_s_yes_do_not_count() {
    let yes = said(Answer::Yes, Audience::House, Signer::Oneself);
    let purpose = Consent {
        purpose: Some(Purpose::Promotion),
        ..yes.clone()
    };
    let person = Consent {
        person: PersonId([2; 16]),
        ..yes.clone()
    };
    let volunteer = Consent {
        counts: false,
        ..yes.clone()
    };
    for one in [purpose, person, volunteer.clone()] {
        assert_eq!(standing(&[one], Audience::House), Standing::NotAsked);
    }
    let no = Consent {
        answer: Answer::Withdrawn,
        ..volunteer
    };
    let both = verdict(&[yes, no], &ask(Audience::House));
    assert_eq!(both.standing, Standing::Withdrawn(Audience::House));
    assert!(
        both.disagree,
        "anybody's no is heard, and the disagreement is shown"
    );
}

#[test]
fn a_yes_ends_and_the_earlier_end_of_two_holds() {
    let until = |until_ms| Consent {
        until_ms,
        ..said(Answer::Yes, Audience::House, Signer::Oneself)
    };
    assert_eq!(
        standing(&[until(Some(NOW + 1))], Audience::House),
        Standing::Given(Some(NOW + 1))
    );
    assert_eq!(
        standing(&[until(Some(NOW))], Audience::House),
        Standing::Expired(NOW)
    );
    let two = verdict(&[until(None), until(Some(NOW))], &ask(Audience::House));
    assert_eq!((two.standing, two.disagree), (Standing::Expired(NOW), true));
    // Another's yes that ended does not take this one back.
    let guardian = Consent {
        signer: Some(Signer::Guardian),
        ..until(Some(NOW))
    };
    assert_eq!(
        standing(&[until(None), guardian], Audience::House),
        Standing::Given(None)
    );
}

#[test]
fn a_minor_s_own_yes_needs_a_parent_and_one_parent_s_no_is_heard() {
    let minor = Ask {
        minor: true,
        ..ask(Audience::House)
    };
    let own = said(Answer::Yes, Audience::House, Signer::Oneself);
    let mother = said(Answer::Yes, Audience::House, Signer::Parent);
    let father = Consent {
        name: Some("Peio".into()),
        ..said(Answer::No, Audience::House, Signer::Parent)
    };
    let of = |all: &[Consent]| verdict(all, &minor).standing;
    assert_eq!(of(std::slice::from_ref(&own)), Standing::NeedsParent);
    assert_eq!(of(&[own.clone(), mother.clone()]), Standing::Given(None));
    assert_eq!(of(&[own, mother, father]), Standing::Refused(Audience::House));
}

#[test]
fn what_a_newer_version_says_no_to_is_a_no_to_everything() {
    let newer = Consent {
        purpose: None,
        audience: None,
        ..said(Answer::No, Audience::House, Signer::Oneself)
    };
    let yes = said(Answer::Yes, Audience::Present, Signer::Oneself);
    assert!(standing(&[yes.clone(), newer.clone()], Audience::Present).is_no());
    let yes_to_newer = Consent {
        answer: Answer::Yes,
        ..newer
    };
    assert_eq!(standing(&[yes_to_newer], Audience::Present), Standing::NotAsked);
}

fn any_consent() -> impl Strategy<Value = Consent> {
    let pick = |n: usize| 0..n;
    (
        pick(4),
        pick(6),
        pick(3),
        pick(4),
        pick(3),
        pick(4),
        any::<bool>(),
        pick(2),
    )
        .prop_map(
            |(purpose, audience, answer, signer, name, until, counts, person)| Consent {
                person: PersonId([person as u8 + 1; 16]),
                purpose: Purpose::ALL.get(purpose).copied(),
                audience: Audience::ALL.get(audience).copied(),
                answer: Answer::ALL[answer],
                signer: Signer::ALL.get(signer).copied(),
                name: ["Ane", "Peio"].get(name).map(|name| (*name).to_owned()),
                until_ms: [NOW - 1, NOW, NOW + 1].get(until).copied(),
                counts,
            },
        )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn any_order_gives_the_same_verdict_and_nothing_that_is_added_takes_a_no_back(
        said in prop::collection::vec(any_consent(), 0..12),
        shuffled in any::<prop::sample::Index>(),
        more in any_consent(),
        audience in 0..5usize,
        minor: bool,
    ) {
        let ask = Ask { minor, ..ask(Audience::ALL[audience]) };
        let one = verdict(&said, &ask);
        let mut other = said.clone();
        let n = other.len().max(1);
        other.rotate_left(shuffled.index(n) % n);
        other.reverse();
        prop_assert_eq!(verdict(&other, &ask), one);
        // The same words twice say no more.
        other.extend(said.clone());
        prop_assert_eq!(verdict(&other, &ask), one);
        let mut with = said.clone();
        with.push(more);
        if one.standing.is_no() {
            prop_assert!(verdict(&with, &ask).standing.is_no());
        }
        // Whoever agrees does so by a living yes to this very question that counts.
        if one.standing.is_given() {
            prop_assert!(said.iter().any(|one| one.answer == Answer::Yes
                && one.audience == Some(ask.audience)
                && one.purpose == Some(ask.purpose)
                && one.counts
                && one.until_ms.is_none_or(|until| until > NOW)));
            prop_assert!(!said.iter().any(|one| one.person == JOSEPH
                && one.answer != Answer::Yes
                && one.purpose.is_none_or(|purpose| purpose == ask.purpose)
                && one.audience.is_none_or(|audience| audience <= ask.audience)));
        }
    }
}
