//! Receipts: *received* is said when the log has come back with what was sent, never at the relay's word alone;
//! whatever breaks between commit and receipt, the log holds each envelope once.

#![expect(clippy::unwrap_used, reason = "a test")]

use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chrono_tz::Tz;
use ekin_core::app::device::{Device, OpenOptions};
use ekin_core::app::surroundings::Surroundings;
use ekin_core::app::sync::{Mode, Notice, Stop};
use ekin_core::app::territory::NewTerritory;
use ekin_core::domain::language::LanguageTag;
use ekin_exchange::draft::Draft;
use ekin_harness::{Cable, DeviceProcess, Programs, RelayProcess};
use ekin_protocol::entry::Block;
use ekin_protocol::envelope::Frame;
use ekin_protocol::head::EntryKind;
use ekin_protocol::session::ToDevice;
use ekin_tests::forger::{Choice, Tap, get};
use rand_core::SeedableRng;
use serde_json::Value;

/// One relay at a time: while one is down, another that asks for any free port may be given its own.
static TURN: Mutex<()> = Mutex::new(());

struct Stage {
    programs: Programs,
    folder: tempfile::TempDir,
    relay: RelayProcess,
    // Last: the next begins when the relay has ended.
    _turn: MutexGuard<'static, ()>,
}

impl Stage {
    fn set() -> Self {
        let turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
        let programs = Programs::from_environment().unwrap();
        let folder = tempfile::tempdir().unwrap();
        let relay = RelayProcess::start(&programs.relay, &folder.path().join("relay"), &[]).unwrap();
        Self {
            _turn: turn,
            programs,
            folder,
            relay,
        }
    }

    fn owner(&self, url: &str) -> DeviceProcess {
        let owner = DeviceProcess::new(&self.programs.device, &self.folder.path().join("owner"), "fr");
        owner
            .say(&["territory", "create", "Bidasoa", "--relay", url])
            .unwrap();
        owner.say(&["sync"]).unwrap();
        owner
    }

    fn publish(&self, owner: &DeviceProcess, title: &str) -> String {
        let file = self.folder.path().join("listing.json");
        std::fs::write(&file, format!(r#"{{"title": {{"fr": "{title}"}}}}"#)).unwrap();
        let done = owner.json(&["publish", file.to_str().unwrap()]).unwrap();
        done["ids"][0].as_str().unwrap().to_owned()
    }

    /// The chain of every envelope in the relay's log: (incarnation, place).
    fn chain(&self, owner: &DeviceProcess) -> Vec<(Vec<u8>, u64)> {
        let status = owner.json(&["status"]).unwrap();
        let space = status["territories"][0]["space"].as_str().unwrap();
        let (code, body) = get(self.relay.address(), &format!("/v1/spaces/{space}/log/1"));
        assert_eq!(code, 200);
        let entries = Block::read(&body).unwrap().entries;
        let envelopes = entries.iter().filter(|entry| entry.kind == EntryKind::Envelope);
        envelopes
            .map(|entry| Frame::read(&entry.body).unwrap().statement)
            .map(|statement| (statement.incarnation.0.to_vec(), statement.dev_seq))
            .collect()
    }
}

fn outbox(device: &DeviceProcess, state: &str) -> u64 {
    let status = device.json(&["status"]).unwrap();
    status["territories"][0]["outbox"][state].as_u64().unwrap()
}

fn state(device: &DeviceProcess, id: &str) -> Value {
    device.json(&["show", id]).unwrap()["about"]["state"].clone()
}

#[test]
fn a_receipt_without_the_log_is_only_sent() {
    let stage = Stage::set();
    let tap = Tap::to(stage.relay.address());
    let owner = stage.owner(&tap.url());
    let id = stage.publish(&owner, "Le musée");
    assert_eq!(state(&owner, &id), "on_this_device");

    // The relay says that it holds the envelope, and never shows the log with it.
    let receipts = Arc::new(AtomicUsize::new(0));
    let seen = receipts.clone();
    tap.choose(move |message| match message {
        ToDevice::Entries { .. } => Choice::Drop,
        ToDevice::Receipt { .. } => {
            seen.fetch_add(1, Ordering::SeqCst);
            Choice::Last
        }
        _ => Choice::Pass,
    });
    let answer = owner.run(&["sync"]).unwrap();
    assert_eq!(receipts.load(Ordering::SeqCst), 1, "{answer:?}");
    assert_eq!(answer.code, Some(1), "{answer:?}");
    assert!(!answer.out.contains("Le serveur a reçu"), "{answer:?}");
    assert_eq!(state(&owner, &id), "sent");
    assert_eq!((outbox(&owner, "sent"), outbox(&owner, "on_this_device")), (1, 0));
    let said = owner.say(&["show", &id]).unwrap();
    assert!(said.contains("n’a pas encore confirmé"), "{said}");

    tap.choose(|_| Choice::Pass);
    owner.say(&["sync"]).unwrap();
    assert_eq!(state(&owner, &id), "received");
    assert_eq!(outbox(&owner, "sent"), 0);
    let chain = stage.chain(&owner);
    let once: std::collections::BTreeSet<_> = chain.iter().cloned().collect();
    assert_eq!(once.len(), chain.len());
}

#[test]
fn a_line_cut_before_each_message_and_a_killed_relay_lose_and_double_nothing() {
    let mut stage = Stage::set();
    let tap = Tap::to(stage.relay.address());
    let owner = stage.owner(&tap.url());
    let before = stage.chain(&owner).len();
    for n in 0..6 {
        stage.publish(&owner, &format!("Sortie {n}"));
        let heard = AtomicUsize::new(0);
        tap.choose(move |_| {
            let now = heard.fetch_add(1, Ordering::SeqCst);
            if now == n { Choice::Cut } else { Choice::Pass }
        });
        let cut = owner.run(&["sync"]).unwrap();
        assert!(matches!(cut.code, Some(0 | 1)), "{cut:?}");
        // SIGKILL: what was committed stays, what was not never was.
        stage.relay.start_again().unwrap();
        tap.choose(|_| Choice::Pass);
        owner.say(&["sync"]).unwrap();
        assert_eq!(outbox(&owner, "sent") + outbox(&owner, "on_this_device"), 0);
        let chain = stage.chain(&owner);
        assert_eq!(chain.len(), before + n + 1, "cut before message {n}");
        let once: std::collections::BTreeSet<_> = chain.iter().cloned().collect();
        assert_eq!(once.len(), chain.len());
    }
}

#[test]
fn a_cable_cut_in_mid_message_and_a_killed_relay_lose_and_double_nothing() {
    let mut stage = Stage::set();
    let cable = Cable::to(stage.relay.address()).unwrap();
    let owner = stage.owner(&cable.url());
    let before = stage.chain(&owner).len();
    // From the page of the log to the end of the session.
    for (n, bytes) in [0, 150, 400, 550, 700, 900].into_iter().enumerate() {
        stage.publish(&owner, &format!("Sortie {n}"));
        cable.cut_after(bytes);
        let cut = owner.run(&["sync"]).unwrap();
        assert!(matches!(cut.code, Some(0 | 1)), "{cut:?}");
        stage.relay.start_again().unwrap();
        cable.mend();
        owner.say(&["sync"]).unwrap();
        let chain = stage.chain(&owner);
        assert_eq!(chain.len(), before + n + 1, "cut after {bytes} bytes");
    }
}

/// A device whose clock shows this many years more or less than 2026.
fn device(folder: &Path, name: &str, years: i64) -> Arc<Device> {
    let now = 1_790_000_000_000 + years * 31_557_600_000;
    let seed = [u8::try_from(years + 20).unwrap(); 32];
    let random = rand_chacha::ChaCha20Rng::from_seed(seed);
    let around = Surroundings::new(Arc::new(move || now), random);
    Arc::new(Device::open(&folder.join(name), OpenOptions::default(), around).unwrap())
}

fn sync(device: &Arc<Device>) -> Vec<Notice> {
    let mut heard = Vec::new();
    let hear = |notice: &Notice| {
        heard.push(notice.clone());
        true
    };
    device.sync(Mode::Once, Stop::default(), hear).unwrap();
    heard
}

#[test]
fn clocks_ten_years_off_change_no_verdict() {
    let stage = Stage::set();
    let folder = stage.folder.path();
    let owner = device(folder, "past", -10);
    let territory = owner
        .create_territory(&NewTerritory {
            name: "Bidasoa".into(),
            language: LanguageTag::FR,
            relays: vec![stage.relay.url()],
            zone: Tz::Europe__Paris,
            creation_code: None,
        })
        .unwrap();
    sync(&owner);
    let second = device(folder, "future", 10);
    second.join(&territory.link).unwrap();
    sync(&second);
    let role = ekin_protocol::membership::Role::Moderator;
    owner
        .add_publisher(None, &second.device_link("Ane"), role, None)
        .unwrap();
    sync(&owner);
    sync(&second);
    for (device, title) in [(&owner, "Hier"), (&second, "Demain")] {
        let mut draft = Draft::default();
        draft.title.insert("fr".into(), title.into());
        device.publish(None, &draft).unwrap();
        let heard = sync(device);
        let bad = |n: &Notice| matches!(n, Notice::Lied { .. } | Notice::Refused { .. });
        assert!(!heard.iter().any(bad), "{heard:?}");
        assert_eq!(heard.last(), Some(&Notice::Settled));
    }
    let reader = device(folder, "now", 0);
    reader.join(&territory.link).unwrap();
    for one in [&owner, &second, &reader] {
        sync(one);
        let status = one.status().unwrap();
        let territory = &status.territories[0];
        assert_eq!(territory.listings.shown, 2);
        assert_eq!(territory.quarantined, 0);
        assert_eq!(
            territory.out.pending + territory.out.sent + territory.out.received,
            0
        );
    }
    let seqs = [&owner, &second, &reader].map(|one| one.territories().unwrap()[0].seq);
    assert!(seqs.iter().all(|seq| *seq == seqs[0]), "{seqs:?}");
}
