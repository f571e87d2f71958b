//! Law 9: checkpoints among people who write offline lose no value, and one that lies is disputed. The relay here takes whatever
//! comes; what is admitted is decided by the devices, which ask the same as a real one.

use std::collections::BTreeSet;
use std::sync::Arc;

use ekin_protocol::entry::Entry;
use ekin_protocol::head::EntryKind;
use ekin_protocol::id::{ObjectId, OrgId};
use ekin_protocol::membership::{Body, Membership, Record, Role, SignedRecord};
use proptest::prelude::*;

use crate::app::document::Kind;
use crate::app::error::AppError;
use crate::app::house::{House, Phone};
use crate::app::space::checkpoint::History;
use crate::domain::kind::Plain;
use crate::domain::language::LanguageTag;
use crate::net::Carry;
use crate::sync::event::{Outcome, Work};

const STAFF: OrgId = OrgId([5; 16]);

fn membership(house: &House, phone: &Phone) -> Arc<Membership> {
    let members = phone.device.store().read(|read| {
        let sp = read.find_space(&house.space)?.unwrap();
        read.membership(sp)
    });
    members.unwrap().unwrap()
}

fn history(house: &House, phone: &Phone) -> History {
    phone.device.history_of(house.space).unwrap()
}

fn note(house: &House, phone: &Phone) -> ObjectId {
    let fields = ["title=Cahier".to_owned(), "text=".to_owned()];
    let made = phone
        .device
        .new_document(house.space, Kind::Note, &fields, LanguageTag::FR);
    made.unwrap()
}

fn text(house: &House, phone: &Phone, id: &ObjectId) -> String {
    let shown = phone.device.show_document(house.space, &id.to_string());
    match shown.unwrap().contents.values().get("text") {
        Some(Plain::Text(text) | Plain::Str(text)) => text.clone(),
        _ => String::new(),
    }
}

/// Adds one word to what the device sees.
fn add_word(house: &House, phone: &Phone, id: &ObjectId, word: &str) {
    let more = format!("text={}{word};", text(house, phone, id));
    let edited = phone
        .device
        .edit_document(house.space, &id.to_string(), &[more], LanguageTag::FR);
    edited.unwrap();
}

/// A checkpoint by this device, in the log; whether it was made.
fn end(house: &mut House, phone: &Phone, prose: bool) -> bool {
    phone.device.end_history(house.space, prose).unwrap();
    let made = house.record(phone).is_some_and(|said| said.is_ok());
    house.errands(phone);
    made
}

/// A device looks at the last checkpoint and says what it found.
fn look(house: &mut House, phone: &Phone) -> Option<Body> {
    house.fold(phone);
    house.tell_time(phone);
    house.errands(phone);
    house.record(phone).and_then(Result::ok)
}

/// A new device of the staff, for which the log before the last checkpoint is gone.
fn late(house: &mut House) -> Phone {
    let phone = house.stranger(Role::Educator, STAFF);
    let ord = membership(house, &house.owner.clone()).next_ord() - 1;
    house.grant(&phone, ord);
    begin(house, &phone);
    phone
}

fn begin(house: &mut House, phone: &Phone) {
    let record = |entry: &&Entry| entry.kind == EntryKind::Membership;
    let entries = house.log.iter().filter(record).cloned().collect();
    phone.work(Work::Members {
        space: house.space,
        entries,
    });
    phone.work(Work::Cut { space: house.space });
    house.errands(phone);
    house.fold(phone);
    house.errands(phone);
}

#[test]
fn everybody_finds_the_same_and_who_comes_later_begins_from_the_pack() {
    let mut house = House::new();
    let (mikel, ane) = (
        house.member(Role::Educator, STAFF),
        house.member(Role::Educator, STAFF),
    );
    let id = note(&house, &house.owner);
    for n in 0..5 {
        add_word(&house, &house.owner.clone(), &id, &n.to_string());
    }
    let dossier = [
        "person=abababababababababababababababab".to_owned(),
        "name=Maialen".to_owned(),
    ];
    let dossier = house
        .owner
        .device
        .new_document(house.space, Kind::Profile, &dossier, LanguageTag::FR)
        .unwrap();
    house.sync_owner();
    for phone in [&mikel, &ane] {
        house.sync(phone);
    }
    let before = house.log.len() as u64;
    assert!(end(&mut house, &mikel, true));
    assert_eq!(history(&house, &mikel).upto, Some(before));
    assert_eq!(
        history(&house, &house.owner).same,
        Some(true),
        "found apart from the maker"
    );
    assert!(matches!(look(&mut house, &ane), Some(Body::Attest(_))));
    let owner = house.owner.clone();
    assert_eq!(look(&mut house, &owner), None, "one look is enough");
    house.fold(&mikel);
    assert_eq!(history(&house, &mikel).attested, 1);
    assert_eq!(
        mikel
            .device
            .document_history(house.space, &id.to_string())
            .unwrap()
            .len(),
        1
    );
    // The log is cut: what came before is not there to be folded.
    let begun = late(&mut house);
    assert_eq!(text(&house, &begun, &id), "0;1;2;3;4;");
    let shown = begun
        .device
        .show_document(house.space, &dossier.to_string())
        .unwrap();
    assert_eq!(shown.line.title, "Maialen", "its unit's key came by its slot");
    let stands = history(&house, &begun);
    assert_eq!(
        (stands.upto, stands.same),
        (Some(before), None),
        "its own pack is no measure"
    );
    // They go on together, and the next checkpoint is found alike by who began from a pack.
    add_word(&house, &begun, &id, "5");
    house.sync(&begun);
    house.fold(&ane);
    assert_eq!(text(&house, &ane, &id), "0;1;2;3;4;5;");
    house.fold(&mikel);
    assert!(end(&mut house, &mikel, true));
    house.fold(&begun);
    assert_eq!(history(&house, &begun).same, Some(true));
    assert!(end(&mut house, &begun, false) || history(&house, &begun).entries == 0);
}

#[test]
fn what_was_written_before_and_comes_late_is_written_anew() {
    let mut house = House::new();
    let (mikel, ane) = (
        house.member(Role::Educator, STAFF),
        house.member(Role::Educator, STAFF),
    );
    let id = note(&house, &house.owner);
    house.sync_owner();
    house.sync(&ane);
    add_word(&house, &ane, &id, "ane");
    // It left her phone, and did not arrive: what was signed before the checkpoint is no envelope any more.
    let stale = house.frames(&ane).remove(0);
    house.fold(&mikel);
    add_word(&house, &mikel, &id, "mikel");
    house.sync(&mikel);
    assert!(end(&mut house, &mikel, true));
    house.enter(EntryKind::Envelope, stale);
    house.sync_owner();
    assert_eq!(text(&house, &house.owner, &id), "mikel;", "it does not count");
    house.sync(&ane);
    house.sync_owner();
    house.fold(&mikel);
    let words: BTreeSet<String> = text(&house, &mikel, &id).split(';').map(Into::into).collect();
    assert!(words.contains("ane") && words.contains("mikel"), "{words:?}");
    assert_eq!(text(&house, &house.owner, &id), text(&house, &ane, &id));
}

#[test]
fn a_document_with_a_conflict_goes_on_with_both_values() {
    let mut house = House::new();
    let mikel = house.member(Role::Educator, STAFF);
    let id = note(&house, &house.owner);
    house.sync_owner();
    house.fold(&mikel);
    let space = house.space;
    let title = |phone: &Phone, title: &str| {
        let field = [format!("title={title}")];
        phone
            .device
            .edit_document(space, &id.to_string(), &field, LanguageTag::FR)
            .unwrap();
    };
    title(&house.owner, "Un");
    title(&mikel, "Deux");
    house.sync(&mikel);
    house.sync_owner();
    house.fold(&mikel);
    // A maker that names it all the same takes no value away.
    let record = forged(&mut house, &mikel, |body| body.begins = vec![id]);
    house.enter(EntryKind::Membership, record.write());
    house.sync_owner();
    let shown = house
        .owner
        .device
        .show_document(house.space, &id.to_string())
        .unwrap();
    assert_eq!(shown.rivals[0].values.len(), 2);
    title(&house.owner, "Trois");
    house.sync_owner();
    house.fold(&mikel);
    let shown = mikel.device.show_document(house.space, &id.to_string()).unwrap();
    assert!(shown.rivals.is_empty() && shown.line.title == "Trois");
}

/// The checkpoint that a device would send, changed and signed again.
fn forged(
    house: &mut House,
    phone: &Phone,
    change: impl FnOnce(&mut ekin_protocol::membership::Checkpoint),
) -> SignedRecord {
    house.fold(phone);
    phone.device.end_history(house.space, false).unwrap();
    let Outcome::Record { record, .. } = phone.work(Work::Intent { space: house.space }) else {
        panic!("no record");
    };
    let signed = SignedRecord::read(&record.unwrap()).unwrap();
    let Body::Checkpoint(mut body) = signed.record.body else {
        panic!("no checkpoint");
    };
    change(&mut body);
    let record = Record {
        body: Body::Checkpoint(body),
        ..signed.record
    };
    SignedRecord::sign(record, phone.device.keys().sign())
}

#[test]
fn a_digest_that_lies_is_disputed_and_the_log_stays() {
    let mut house = House::new();
    let (mikel, ane) = (
        house.member(Role::Educator, STAFF),
        house.member(Role::Educator, STAFF),
    );
    let id = note(&house, &house.owner);
    house.sync_owner();
    let record = forged(&mut house, &mikel, |body| body.digest[0] ^= 1);
    house.enter(EntryKind::Membership, record.write());
    house.fold(&house.owner);
    assert!(matches!(look(&mut house, &ane), Some(Body::Dispute(_))));
    let members = membership(&house, &ane);
    assert!(!members.may_cut(members.checkpoint().unwrap(), u64::MAX));
    assert_eq!(history(&house, &ane).same, Some(false));
    add_word(&house, &ane, &id, "encore");
    house.sync(&ane);
    house.sync_owner();
    assert_eq!(text(&house, &house.owner, &id), "encore;", "nothing stops");
}

#[test]
fn a_pack_that_lies_under_a_true_digest_is_disputed_too() {
    let mut house = House::new();
    let (mikel, ane) = (
        house.member(Role::Educator, STAFF),
        house.member(Role::Educator, STAFF),
    );
    let (kept, dropped) = (note(&house, &house.owner), note(&house, &house.owner));
    house.sync_owner();
    for phone in [&mikel, &ane] {
        house.sync(phone);
    }
    let whole = forged(&mut house, &ane, |_| ());
    let Body::Checkpoint(whole) = whole.record.body else {
        panic!()
    };
    // Mikel's phone leaves a document out, and says the digest of all.
    mikel
        .device
        .store()
        .write(|tx| {
            let sp = tx.find_space(&house.space)?.unwrap();
            tx.hide_document(sp, &dropped)?;
            Ok::<_, AppError>(())
        })
        .unwrap();
    let record = forged(&mut house, &mikel, |body| body.digest = whole.digest);
    let pack = record.id();
    house.enter(EntryKind::Membership, record.write());
    mikel
        .device
        .store()
        .write(|tx| {
            let sp = tx.find_space(&house.space)?.unwrap();
            tx.name_pack(sp, &pack)?;
            Ok::<_, AppError>(())
        })
        .unwrap();
    house.fold(&house.owner);
    house.fold(&mikel);
    house.errands(&mikel);
    house.fold(&ane);
    assert_eq!(
        history(&house, &ane).same,
        Some(true),
        "of the digest nothing is wrong"
    );
    house.tell_time(&ane);
    let space = house.space;
    let mut came = None;
    // The errand that brings the pack ends in the lie.
    while let Outcome::Errand {
        next: Some(errand), ..
    } = ane.worker.carry_out(Work::Errand {
        space,
        came: came.take(),
    }) {
        let reply = house.answer(&errand);
        came = Some(Box::new((*errand, reply)));
    }
    assert!(matches!(house.record(&ane), Some(Ok(Body::Dispute(_)))));
    assert_eq!(text(&house, &ane, &kept), "");
}

#[derive(Clone, Debug)]
enum Op {
    /// Who writes in which document, offline.
    Write(usize, usize),
    Sync(usize),
    /// Who ends the history, with prose or not.
    End(usize, bool),
    Look(usize),
    /// Who begins from the pack, as if the log before it were gone.
    Behind(usize),
    Restart(usize),
}

fn op() -> impl Strategy<Value = Op> {
    prop_oneof![
        6 => (0usize..3, 0usize..2).prop_map(|(who, what)| Op::Write(who, what)),
        4 => (0usize..3).prop_map(Op::Sync),
        2 => (0usize..3, any::<bool>()).prop_map(|(who, prose)| Op::End(who, prose)),
        2 => (0usize..3).prop_map(Op::Look),
        1 => (0usize..3).prop_map(Op::Behind),
        1 => (1usize..3).prop_map(Op::Restart),
    ]
}

fn story(ops: Vec<Op>) {
    let mut house = House::new();
    let mut phones = vec![house.owner.clone()];
    for _ in 0..2 {
        phones.push(house.member(Role::Educator, STAFF));
    }
    let notes = [note(&house, &phones[0]), note(&house, &phones[0])];
    for phone in &phones {
        house.sync(phone);
    }
    let mut written: Vec<Vec<String>> = vec![Vec::new(), Vec::new()];
    for (n, op) in ops.into_iter().enumerate() {
        match op {
            Op::Write(who, what) => {
                let word = format!("w{n}");
                add_word(&house, &phones[who], &notes[what], &word);
                written[what].push(word);
            }
            Op::Sync(who) => {
                let phone = phones[who].clone();
                house.sync(&phone);
            }
            Op::End(who, prose) => {
                let phone = phones[who].clone();
                house.sync(&phone);
                end(&mut house, &phone, prose);
            }
            Op::Look(who) => {
                let phone = phones[who].clone();
                look(&mut house, &phone);
            }
            Op::Behind(who) => {
                let phone = phones[who].clone();
                if membership(&house, &phones[0]).checkpoint().is_some() {
                    begin(&mut house, &phone);
                }
            }
            Op::Restart(who) => {
                let phone = phones.remove(who).restart();
                phones.insert(who, phone);
            }
        }
    }
    for _ in 0..3 {
        for phone in phones.clone() {
            house.sync(&phone);
            look(&mut house, &phone);
        }
    }
    let members = membership(&house, &phones[0]);
    for checkpoint in members.checkpoints() {
        assert!(checkpoint.disputed.is_empty(), "honest ones are found alike");
    }
    for (id, written) in notes.iter().zip(&written) {
        let shown = text(&house, &phones[0], id);
        for phone in &phones {
            assert_eq!(text(&house, phone, id), shown, "all show the same");
        }
        let words: Vec<&str> = shown.split(';').collect();
        for word in written {
            let times = words.iter().filter(|one| *one == word).count();
            assert_eq!(times, 1, "{word} in {shown}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn law_9_checkpoints_among_offline_writers_lose_no_value(ops in prop::collection::vec(op(), 1..24)) {
        story(ops);
    }
}
