use ekin_protocol::id::OrgId;
use ekin_protocol::membership::Role;

use super::*;
use crate::app::house::{House, Phone};
use crate::domain::language::LanguageTag;
use crate::domain::loan::Wrong;
use crate::domain::outing::handover::State;
use crate::domain::seats::Standing;

const OTHERS: OrgId = OrgId([5; 16]);

fn owned(fields: &[&str]) -> Vec<String> {
    fields.iter().map(|field| (*field).to_owned()).collect()
}

/// A laptop with two cables and a mouse; gives its id, and a borrower's phone.
fn laptop(house: &mut House) -> (String, Phone) {
    let fields = owned(&[
        "title.fr=Ordinateur",
        "loan_days=7",
        "parts.cable.name.fr=Câble",
        "parts.cable.count=2",
        "parts.mouse.name.fr=Souris",
    ]);
    let device = house.owner.device.clone();
    let kit = device.new_document(house.space, Kind::Kit, &fields, LanguageTag::FR);
    house.sync_owner();
    let borrower = house.member(Role::Educator, OTHERS);
    house.fold(&borrower);
    (kit.unwrap().to_string(), borrower)
}

fn asks(device: &Device, space: SpaceId, kit: &str, party: &str, from: &str) -> String {
    let new = NewLoan {
        party: party.into(),
        from: Some(from.into()),
        ..NewLoan::default()
    };
    device.ask_loan(space, kit, &new).unwrap().to_string()
}

fn both(house: &mut House, borrower: &Phone) {
    house.sync(borrower);
    house.sync_owner();
    house.fold(borrower);
}

fn only_loan(device: &Device, space: SpaceId) -> LoanShown {
    let mut all = device.loans(space, None).unwrap().loans;
    assert_eq!(all.len(), 1, "{all:?}");
    all.remove(0)
}

fn passes(back: bool, to: Option<u32>, parts: &[(&str, u64, bool)]) -> NewPassage {
    let parts = parts.iter().map(|(part, count, broken)| PartCount {
        part: (*part).into(),
        count: *count,
        broken: *broken,
    });
    NewPassage {
        back,
        to,
        parts: parts.collect(),
        note: None,
    }
}

#[test]
fn a_laptop_goes_out_and_comes_back_signed_on_both_phones_and_what_lacks_is_said() {
    let mut house = House::new();
    let (kit, borrower) = laptop(&mut house);
    let (space, lender) = (house.space, house.owner.device.clone());
    let id = asks(&borrower.device, space, &kit[..8], "Etxe Alaia", "2026-11-27");
    both(&mut house, &borrower);
    lender.decide_claim(space, &id, Some(true), None).unwrap();
    lender
        .pass_loan(space, &id, &passes(false, Some(1), &[]))
        .unwrap();
    assert_eq!(only_loan(&lender, space).out.unwrap().state, State::Offered);
    both(&mut house, &borrower);
    assert!(matches!(
        lender.sign_loan(space, &id, true),
        Err(AppError::Loan(LoanError::NothingToSign))
    ));
    borrower.device.sign_loan(space, &id, true).unwrap();
    both(&mut house, &borrower);
    let out = only_loan(&lender, space);
    assert_eq!(out.out.as_ref().unwrap().state, State::Signed);
    assert_eq!(out.out.as_ref().unwrap().parts.len(), 2);
    assert!(!out.returned);

    let back = passes(true, Some(0), &[("câble", 1, false), ("mouse", 1, true)]);
    borrower.device.pass_loan(space, &id, &back).unwrap();
    both(&mut house, &borrower);
    assert!(
        !only_loan(&borrower.device, space).returned,
        "the house has not said so"
    );
    lender.sign_loan(space, &id, true).unwrap();
    both(&mut house, &borrower);
    let (here, there) = (only_loan(&lender, space), only_loan(&borrower.device, space));
    assert_eq!(here, there);
    assert!(here.returned);
    let lacks = Wrong::Missing {
        part: "cable".into(),
        count: 1,
    };
    assert_eq!(here.wrong, [lacks, Wrong::Broken { part: "mouse".into() }]);
}

#[test]
fn two_borrowers_of_the_same_days_are_shown_and_nobody_loses_it() {
    let mut house = House::new();
    let (kit, borrower) = laptop(&mut house);
    let (space, lender) = (house.space, house.owner.device.clone());
    let first = asks(&lender, space, &kit, "Etxe Alaia", "2026-12-01");
    let second = asks(&borrower.device, space, &kit, "Kirol taldea", "2026-12-05");
    let later = asks(&lender, space, &kit, "Auzoa", "2026-12-20");
    both(&mut house, &borrower);
    lender.decide_claim(space, &first, Some(true), None).unwrap();
    borrower
        .device
        .decide_claim(space, &second, Some(true), None)
        .unwrap();
    both(&mut house, &borrower);
    let at = |id: &str| {
        let all = lender.loans(space, Some(&kit)).unwrap().loans;
        let found = all.iter().find(|one| one.object.to_string() == id);
        found.unwrap().standing
    };
    let over = |standing| matches!(standing, Standing::Held { over: true, .. });
    let held = |standing| matches!(standing, Standing::Held { .. });
    assert!(
        held(at(&first)) && held(at(&second)),
        "both keep what they were promised"
    );
    assert!(over(at(&first)) != over(at(&second)), "and one is flagged");
    assert_eq!(at(&later), Standing::Likely);
    lender.withdraw_claim(space, &first).unwrap();
    assert_eq!(
        at(&second),
        Standing::Held {
            over: false,
            contested: false,
            provisional: false
        }
    );
}

#[test]
fn late_is_counted_until_the_house_says_that_it_is_back() {
    let mut house = House::new();
    let (kit, borrower) = laptop(&mut house);
    let (space, lender) = (house.space, house.owner.device.clone());
    let id = asks(&lender, space, &kit, "Auzoa", "2026-11-10");
    lender.decide_claim(space, &id, Some(true), None).unwrap();
    // The neighbour has no phone here: the house alone writes it down.
    lender.pass_loan(space, &id, &passes(false, None, &[])).unwrap();
    let late = only_loan(&lender, space);
    assert_eq!(
        (late.late, late.returned),
        (10, false),
        "due on the 17th, and it is the 27th"
    );
    lender.pass_loan(space, &id, &passes(true, None, &[])).unwrap();
    let back = only_loan(&lender, space);
    assert_eq!((back.late, back.returned, back.wrong.len()), (0, true, 0));
    drop(borrower);
}

#[test]
fn what_cannot_be_lent_is_refused_with_a_reason() {
    let mut house = House::new();
    let (kit, _borrower) = laptop(&mut house);
    let (space, lender) = (house.space, house.owner.device.clone());
    let ask = |from: &str, until: &str| {
        let new = NewLoan {
            party: "Auzoa".into(),
            from: Some(from.into()),
            until: Some(until.into()),
            ..NewLoan::default()
        };
        lender.ask_loan(space, &kit, &new)
    };
    assert!(matches!(
        ask("2026-12-05", "2026-12-01"),
        Err(AppError::Loan(LoanError::Days))
    ));
    assert!(matches!(
        ask("demain", "2026-12-01"),
        Err(AppError::Loan(LoanError::Days))
    ));
    let id = ask("2026-12-01", "2026-12-05").unwrap().to_string();
    let to_itself = lender.pass_loan(space, &id, &passes(false, Some(0), &[]));
    assert!(matches!(
        to_itself,
        Err(AppError::Loan(LoanError::NotTo { ord: 0 }))
    ));
    let no_part = lender.pass_loan(space, &id, &passes(false, None, &[("wheel", 1, false)]));
    assert!(matches!(no_part, Err(AppError::Loan(LoanError::NoPart { .. }))));
    let not_out = lender.pass_loan(space, &id, &passes(true, None, &[]));
    assert!(matches!(not_out, Err(AppError::Loan(LoanError::NotOut))));
    lender
        .edit_document(space, &kit, &owned(&["lendable=no"]), LanguageTag::FR)
        .unwrap();
    assert!(matches!(
        ask("2026-12-01", "2026-12-05"),
        Err(AppError::Loan(LoanError::NotLent))
    ));
}
