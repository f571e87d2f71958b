//! Relays that lie in the log, about their key, or in how they answer: an unmodified device says what is wrong
//! and what to do, keeps what it had, and nothing else.

#![expect(clippy::unwrap_used, reason = "a test")]

use ed25519_dalek::SigningKey;
use ekin_harness::{Answer, Programs};
use ekin_protocol::cbor::Writer;
use ekin_protocol::entry::{Block, Entry};
use ekin_protocol::envelope::{Frame, Statement, View, sign};
use ekin_protocol::head::{EntryKind, Head};
use ekin_protocol::id::{Incarnation, Short, SpaceId};
use ekin_protocol::membership::SignedRecord;
use ekin_tests::forger::catalogue::{APART, LATER};
use ekin_tests::forger::{Catalogue, Forger, Manner, Page, Site, Victim};

const PROOF: &str = "La preuve du serveur est fausse";
const KEY: &str = "n’a pas la clé du territoire";
const FORM: &str = "n’a pas la forme attendue";
const HISTORIES: &str = "deux histoires différentes";
const SILENT: &str = "ne répond pas";

struct Stage {
    programs: Programs,
    folder: tempfile::TempDir,
    catalogue: Catalogue,
}

impl Stage {
    fn set() -> Self {
        let programs = Programs::from_environment().unwrap();
        let folder = tempfile::tempdir().unwrap();
        let catalogue = Catalogue::record(&programs, folder.path());
        Self {
            programs,
            folder,
            catalogue,
        }
    }

    /// An honest site whose log ends before its last envelope.
    fn earlier(&self) -> Site {
        Site::of_log(&self.catalogue, self.catalogue.packed)
    }

    fn victim(&self, name: &str, site: Site) -> (Victim, Forger) {
        let forger = Forger::start(move |path| site.answer(path));
        let home = self.folder.path().join(name);
        let victim = Victim::join(&self.programs, &home, &self.catalogue.link(&forger.url()));
        (victim, forger)
    }

    /// A reader that has the catalogue up to its last envelope meets this site, says what is wrong in these
    /// words, keeps what it had, and takes the truth when it is shown.
    fn caught(&self, name: &str, site: Site, words: &str) {
        let (victim, forger) = self.victim(name, self.earlier());
        assert_eq!(victim.sync().code, Some(0), "{name}");
        let before = victim.listings();
        forger.show(move |path| site.answer(path));
        let answer = victim.sync();
        assert_eq!(answer.code, Some(1), "{name}: {answer:?}");
        let said = answer.err.replace('\n', " ");
        assert!(said.contains(words), "{name}: {answer:?}");
        assert!(!answer.out.contains("C’est fait"), "{name}: {answer:?}");
        assert_eq!(victim.listings(), before, "{name}");
        assert_eq!(victim.seq(), self.catalogue.packed, "{name}");
        assert!(!victim.finds(LATER), "{name}");
        self.heals(name, &victim, &forger);
    }

    fn heals(&self, name: &str, victim: &Victim, forger: &Forger) {
        let honest = Site::whole(&self.catalogue);
        forger.show(move |path| honest.answer(path));
        let answer = victim.sync();
        assert_eq!(answer.code, Some(0), "{name}: {answer:?}");
        assert!(victim.finds(LATER), "{name}");
        assert_eq!(victim.seq(), self.catalogue.log.last().unwrap().seq, "{name}");
    }

    fn whole(&self) -> Site {
        Site::whole(&self.catalogue)
    }

    /// What comes as the open block, byte for byte.
    fn block(&self, body: Vec<u8>) -> Site {
        let mut site = self.whole();
        site.show("log/", Page::of(body));
        site
    }

    fn last(&self) -> Entry {
        self.catalogue.log.last().unwrap().clone()
    }
}

#[test]
fn words_that_the_relay_did_not_sign() {
    let stage = Stage::set();
    let catalogue = &stage.catalogue;
    let stranger = SigningKey::from_bytes(&[5; 32]);
    let head = stage.whole().head;
    let sign_by = |key: &SigningKey, space: SpaceId| {
        let mut site = stage.whole();
        site.head = Head::sign(key, space, head.instance, head.seq, head.r, head.t_ms);
        site
    };
    stage.caught("another key", sign_by(&stranger, catalogue.space), KEY);
    stage.caught(
        "the packer's key",
        sign_by(&catalogue.packer, catalogue.space),
        KEY,
    );
    stage.caught("another space", sign_by(&catalogue.relay, SpaceId([4; 32])), KEY);
    let mut bare = stage.whole();
    bare.head.sig.0[3] ^= 1;
    stage.caught("another signature", bare, KEY);
}

#[test]
fn a_log_that_jumps_goes_back_or_was_written_anew() {
    let stage = Stage::set();
    let catalogue = &stage.catalogue;

    let mut gap = stage.whole();
    gap.log.last_mut().unwrap().seq += 1;
    gap.sign();
    stage.caught("a gap", gap, PROOF);

    let mut held_back = stage.whole();
    held_back.log.pop();
    stage.caught("a head that the entries do not reach", held_back, PROOF);

    let mut old = stage.earlier();
    old.log.pop();
    old.sign();
    stage.caught("an old head", old, PROOF);

    let mut time = stage.whole();
    time.log.last_mut().unwrap().t_ms = 1;
    time.sign();
    stage.caught("time goes back", time, PROOF);

    let mut anew = stage.whole();
    let n = anew.log.len();
    anew.log[n - 2].t_ms += 1;
    anew.sign();
    stage.caught("another history before", anew, HISTORIES);

    let mut dead_end = stage.earlier();
    let head = &mut dead_end.head;
    *head = Head::sign(
        &catalogue.relay,
        catalogue.space,
        head.instance,
        head.seq,
        ekin_protocol::id::R([6; 32]),
        head.t_ms,
    );
    stage.caught("another history at the same place", dead_end, HISTORIES);
}

#[test]
fn a_restore_that_the_relay_did_not_sign_forgets_nothing() {
    let stage = Stage::set();
    let catalogue = &stage.catalogue;
    // A page that anybody on the way can write: another instance, as a restored relay has.
    let mut about = Writer::new();
    about.map(5).u64(0).array(1).u64(1);
    about.u64(1).bytes(&catalogue.relay.verifying_key().to_bytes());
    about.u64(2).bytes(&catalogue.packer.verifying_key().to_bytes());
    about.u64(3).bytes(&[9; 16]).u64(4).u64(stage.last().t_ms);
    let about = Page::of(about.finish());
    for (name, page, words) in [
        ("gone", Page::status(404), "n’a plus ce territoire"),
        ("a gap", Page::default(), PROOF),
    ] {
        let mut site = stage.whole();
        site.log.last_mut().unwrap().seq += 1;
        site.sign();
        site.show("/v1/relay", about.clone());
        if page.status != 0 {
            site.show("/v1/spaces", page);
        }
        stage.caught(name, site, words);
    }
}

#[test]
fn an_author_who_saw_another_history_is_heard() {
    let stage = Stage::set();
    // A relay and a publisher's key in one hand can write a view that nobody else saw; the publisher's own word
    // stands against the relay.
    let frame = stage.catalogue.last_frame();
    assert!(frame.statement.view.is_some(), "the author said what it saw");
    let mut site = stage.whole();
    // The relay keeps an envelope from the reader, with a log of its own that it signs.
    let hidden = site.log.remove(site.log.len() - 2);
    assert_eq!(hidden.kind, EntryKind::Envelope);
    let last = site.log.last_mut().unwrap();
    last.seq -= 1;
    site.sign();
    let (victim, forger) = stage.victim("reader", site);
    let answer = victim.sync();
    // The chain of the same author has a gap, or its view is of another log: the envelope counts for nothing.
    let said = answer.err.replace('\n', " ") + &answer.out.replace('\n', " ");
    assert!(
        said.contains(HISTORIES) || said.contains("n’est pas en règle"),
        "{answer:?}"
    );
    assert!(!victim.finds(LATER));
    let asked = forger.asked();
    assert!(asked.iter().any(|path| path.contains("log/")), "{asked:?}");
}

#[test]
fn bytes_that_are_no_log() {
    let stage = Stage::set();
    let honest = Block {
        entries: vec![stage.last()],
        head: Some(stage.whole().head),
    }
    .write();
    assert_eq!(honest.first(), Some(&0xa2));
    let last = stage.last();
    let mut newer = Writer::new();
    newer.map(1).u64(0).array(1).array(4);
    newer.u64(last.seq).u64(last.t_ms).u64(9).bytes(&last.body);
    // The same map with its length in two bytes.
    let long = [&[0xb8, 0x02], &honest[1..]].concat();
    let deep = vec![0x81; 200_000];
    for (name, body) in [
        ("an entry of a newer kind", newer.finish()),
        ("not canonical", long),
        ("trailing", [honest.as_slice(), &[0]].concat()),
        ("cut", honest[..honest.len() - 7].to_vec()),
        ("deep", deep),
        ("garbage", vec![0xff; 5000]),
        ("nothing", Vec::new()),
        ("text", b"<!doctype html><title>Wi-Fi</title>".to_vec()),
    ] {
        stage.caught(name, stage.block(body), FORM);
    }
}

#[test]
fn an_envelope_that_does_not_count_is_set_aside_and_said() {
    let stage = Stage::set();
    let honest = stage.catalogue.last_frame();
    let stranger = SigningKey::from_bytes(&[8; 32]);
    let items: Vec<Vec<u8>> = honest.open().unwrap().bytes().map(<[u8]>::to_vec).collect();
    let statement = |change: fn(&mut Statement)| {
        let mut statement = honest.statement.clone();
        change(&mut statement);
        Frame::public(&stage.catalogue.space, &statement, &items, &stranger).unwrap()
    };
    let mut altered = honest.clone();
    let flip = altered.body.len() / 2;
    altered.body[flip] ^= 1;
    let mut unsigned = honest.clone();
    unsigned.sig.0[1] ^= 1;
    let bomb = ekin_protocol::compress::compress(&vec![0; 200 << 20], 9).unwrap();
    let mut bombed = honest.clone();
    bombed.body = [&[1], bomb.as_slice()].concat();
    let mut other_space = honest.clone();
    other_space.sig = sign(&stranger, &honest.id(&SpaceId([1; 32])));
    for (name, frame) in [
        ("signed by a stranger", statement(|_| {})),
        ("by nobody's number", statement(|s| s.ord = 900)),
        ("far ahead in its chain", statement(|s| s.dev_seq += 100)),
        ("a new life", statement(|s| s.incarnation = Incarnation([1; 8]))),
        (
            "a view of the future",
            statement(|s| {
                s.view = Some(View {
                    seq: u64::MAX,
                    view: Short([1; 16]),
                });
            }),
        ),
        ("another body", altered),
        ("no signature", unsigned),
        ("a bomb", bombed),
        ("another space", other_space),
    ] {
        let (victim, forger) = stage.victim(name, stage.earlier());
        assert_eq!(victim.sync().code, Some(0), "{name}");
        let before = victim.listings();
        let mut site = stage.whole();
        site.log.last_mut().unwrap().body = frame.write();
        site.sign();
        forger.show(move |path| site.answer(path));
        let answer = victim.sync();
        assert_eq!(answer.code, Some(0), "{name}: {answer:?}");
        assert!(
            answer.out.contains("1 envoi reçu n’est pas en règle"),
            "{name}: {answer:?}"
        );
        assert_eq!(victim.listings(), before, "{name}");
        assert!(!victim.finds(LATER), "{name}");
    }
}

#[test]
fn members_that_cannot_be() {
    let stage = Stage::set();
    let stranger = SigningKey::from_bytes(&[8; 32]);
    let resigned = |at: usize| {
        let mut site = stage.whole();
        let signed = SignedRecord::read(&site.members[at].body).unwrap();
        site.members[at].body = SignedRecord::sign(signed.record, &stranger).write();
        site
    };
    let mut dropped = stage.whole();
    dropped.members.remove(1);
    let mut doubled = stage.whole();
    let again = Entry {
        seq: doubled.members.last().unwrap().seq + 1,
        ..doubled.members[1].clone()
    };
    doubled.members.push(again);
    let mut envelope = stage.whole();
    envelope.members[1].body = stage.last().body;
    let mut garbage = stage.whole();
    garbage.show("members", Page::of(vec![0x9b; 300]));
    for (name, site) in [
        ("another genesis", resigned(0)),
        ("a relay that the owner did not name", resigned(2)),
        ("a record left out", dropped),
        ("a record twice", doubled),
        ("an envelope among them", envelope),
        ("garbage", garbage),
    ] {
        let (victim, forger) = stage.victim(name, site);
        let answer = victim.sync();
        assert_eq!(answer.code, Some(1), "{name}: {answer:?}");
        let said = answer.err.replace('\n', " ");
        assert!(
            said.contains(PROOF) || said.contains(FORM) || said.contains(KEY),
            "{name}: {answer:?}"
        );
        assert_eq!(victim.listings(), 0, "{name}");
        stage.heals(name, &victim, &forger);
    }
    // The log has them all the same.
    let mut none = stage.whole();
    none.members.clear();
    let (victim, forger) = stage.victim("none", none);
    assert_eq!(victim.sync().code, Some(0));
    stage.heals("none", &victim, &forger);
}

#[test]
fn pages_of_something_else() {
    let stage = Stage::set();
    let with = |page: Page| {
        let mut site = stage.whole();
        site.show("", page);
        site
    };
    let moved = |status| Page {
        headers: vec![("location", "http://127.0.0.1:9/".to_owned())],
        ..Page::status(status)
    };
    let portal = Page {
        headers: vec![("content-type", "text/html".to_owned())],
        ..Page::of(b"<html><body>Connectez-vous au Wi-Fi</body></html>".to_vec())
    };
    stage.caught("an error of the relay", with(Page::status(500)), SILENT);
    stage.caught("a proxy without relay", with(Page::status(502)), SILENT);
    stage.caught("too much asked", with(Page::status(429)), SILENT);
    stage.caught("forbidden", with(Page::status(403)), FORM);
    stage.caught("moved", with(moved(302)), FORM);
    stage.caught("moved for good", with(moved(308)), FORM);
    stage.caught("a page to log in", with(portal), FORM);
    stage.caught("unknown", with(Page::status(404)), "n’a plus ce territoire");
    stage.caught("an odd status", with(Page::status(299)), FORM);
}

#[test]
fn answers_of_another_length() {
    let stage = Stage::set();
    let honest = stage.whole().answer(&format!(
        "/v1/spaces/{}/log/{}",
        stage.catalogue.space,
        stage.last().seq
    ));
    let manner = |manner| {
        let mut site = stage.whole();
        let page = Page {
            manner,
            ..honest.clone()
        };
        site.show("log/", page);
        site
    };
    stage.caught("cut off", manner(Manner::Short(10)), SILENT);
    stage.caught("too short a length", manner(Manner::Long(10)), FORM);
    stage.caught("without end", manner(Manner::Endless), FORM);
}

#[test]
fn a_relay_that_never_ends_its_answer_is_left() {
    let stage = Stage::set();
    let body = stage.whole().answer(&format!(
        "/v1/spaces/{}/log/{}",
        stage.catalogue.space,
        stage.last().seq
    ));
    std::thread::scope(|scope| {
        for manner in [Manner::Drips, Manner::Stalls(40)] {
            let (stage, body) = (&stage, &body);
            scope.spawn(move || {
                let mut site = stage.whole();
                let name = format!("{manner:?}");
                let page = Page {
                    manner,
                    ..body.clone()
                };
                site.show("log/", page);
                stage.caught(&name, site, SILENT);
            });
        }
    });
}

#[test]
fn words_are_said_in_three_languages() {
    let stage = Stage::set();
    let (victim, forger) = stage.victim("reader", stage.earlier());
    assert_eq!(victim.sync().code, Some(0));
    let mut site = stage.whole();
    site.log.last_mut().unwrap().seq += 1;
    site.sign();
    forger.show(move |path| site.answer(path));
    let said: Vec<Answer> = ["fr", "eu", "es"]
        .map(|language| victim.device.speaking(language).run(&["sync"]).unwrap())
        .into();
    let texts: std::collections::BTreeSet<_> = said.iter().map(|answer| answer.err.clone()).collect();
    assert_eq!(texts.len(), 3, "{said:?}");
    assert!(said.iter().all(|answer| answer.code == Some(1)), "{said:?}");
    assert!(victim.finds(APART[0]));
}
