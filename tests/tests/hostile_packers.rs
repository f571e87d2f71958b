//! Packers that lie: an unmodified device takes nothing of it, says so, and ends with the true catalogue.

#![expect(clippy::unwrap_used, reason = "a test")]

use ed25519_dalek::SigningKey;
use ekin_harness::{DeviceProcess, Programs};
use ekin_protocol::compress;
use ekin_protocol::id::SpaceId;
use ekin_protocol::segment::{self, LEVEL_WARM};
use ekin_tests::forger::catalogue::{LATER, live_root};
use ekin_tests::forger::victim::OWN_KB;
use ekin_tests::forger::{Catalogue, Forger, Manner, Page, Site, Victim};

/// A word that no honest listing has.
const FORGED: &str = "Muuuu";

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

    fn honest(&self) -> Site {
        Site::packed(&self.catalogue, &self.catalogue.sources())
    }

    fn listings(&self) -> u64 {
        let owner = DeviceProcess::new(&self.programs.device, &self.folder.path().join("owner"), "fr");
        let status = owner.json(&["status"]).unwrap();
        status["territories"][0]["listings"].as_u64().unwrap()
    }

    /// A newcomer meets this site; gives it and what its first sync said.
    fn meet(&self, name: &str, site: Site) -> (Victim, Forger, ekin_harness::Answer) {
        let forger = Forger::start(move |path| site.answer(path));
        let home = self.folder.path().join(name);
        let victim = Victim::join(&self.programs, &home, &self.catalogue.link(&forger.url()));
        let answer = victim.sync();
        (victim, forger, answer)
    }

    /// Shows a lying pack before an honest log: the lie is said, and the catalogue is whole and true all the same.
    fn caught(&self, name: &str, site: Site) {
        let (victim, _, answer) = self.meet(name, site);
        assert_eq!(answer.code, Some(1), "{name}: {answer:?}");
        assert!(
            answer.err.contains("La preuve du serveur est fausse"),
            "{name}: {answer:?}"
        );
        self.whole(name, &victim);
    }

    fn whole(&self, name: &str, victim: &Victim) {
        assert_eq!(victim.listings(), self.listings(), "{name}");
        for (words, found) in [("musée", true), (LATER, true), (FORGED, false)] {
            assert_eq!(victim.finds(words), found, "{name}: {words}");
        }
        assert_eq!(victim.seq(), self.catalogue.log.last().unwrap().seq, "{name}");
    }
}

/// The same bytes with the title of the museum's listing changed.
fn forged(bytes: &[u8]) -> Vec<u8> {
    let (from, to) = ("musée".as_bytes(), b"Muuuu ".as_slice());
    let mut bytes = bytes.to_vec();
    let mut changed = false;
    for at in 0..bytes.len().saturating_sub(from.len()) {
        if bytes.get(at..at + from.len()) == Some(from) {
            bytes[at..at + from.len()].copy_from_slice(to);
            changed = true;
        }
    }
    assert!(changed || !contains(&bytes, from));
    bytes
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

#[test]
fn an_honest_pack_is_taken_within_the_memory_that_is_allowed() {
    let stage = Stage::set();
    let site = stage.honest();
    let forger = Forger::start(move |path| site.answer(path));
    let home = stage.folder.path().join("reader");
    let mut victim = Victim::join(&stage.programs, &home, &stage.catalogue.link(&forger.url()));
    victim.device = victim.device.within(&format!("ulimit -d {OWN_KB}"));
    let answer = victim.sync();
    assert_eq!(answer.code, Some(0), "{answer:?}");
    let asked = forger.asked();
    assert!(asked.iter().any(|path| path.contains("segments")), "{asked:?}");
    stage.whole("honest", &victim);
    // The real packer's manifest promises the same.
    let real = ekin_protocol::manifest::Manifest::read(&stage.catalogue.manifest).unwrap();
    assert_eq!(real.manifest.live_root, live_root(&stage.catalogue.sources()).0);
}

#[test]
fn what_is_left_out_doubled_or_exchanged_is_seen_in_the_root() {
    let stage = Stage::set();
    let (catalogue, honest) = (&stage.catalogue, stage.catalogue.sources());
    let n = honest.len();
    assert!(n > 3);

    let mut item = honest.clone();
    let most = item.iter_mut().max_by_key(|source| source.live.len()).unwrap();
    assert!(most.live.len() > 2);
    most.live.remove(1);
    stage.caught("an item left out", Site::packed(catalogue, &item));

    stage.caught("an envelope left out", Site::packed(catalogue, &honest[..n - 1]));

    let mut segment = stage.honest();
    segment.promise().segments.remove(0);
    stage.caught("a segment left out", segment);

    let mut root = stage.honest();
    root.promise().live_root[7] ^= 1;
    stage.caught("another root", root);

    let mut dead = stage.honest();
    dead.promise().segments[0].dead = vec![1];
    stage.caught("an item said to be dead", dead);
}

#[test]
fn what_nobody_signed_is_not_taken() {
    let stage = Stage::set();
    let (catalogue, honest) = (&stage.catalogue, stage.catalogue.sources());

    let mut altered = honest.clone();
    for source in &mut altered {
        source
            .live
            .iter_mut()
            .for_each(|(_, bytes)| *bytes = forged(bytes));
    }
    stage.caught("another payload", Site::packed(catalogue, &altered));
    let mut promised = Site::packed(catalogue, &altered);
    promised.promise().live_root = live_root(&altered).0;
    stage.caught("another payload, with its root", promised);

    let mut signature = honest.clone();
    signature[1].sig.0[9] ^= 1;
    stage.caught("another signature", Site::packed(catalogue, &signature));

    let mut swapped = honest.clone();
    let (a, b) = (swapped[1].live.clone(), swapped[2].live.clone());
    (swapped[1].live, swapped[2].live) = (b, a);
    stage.caught("items exchanged", Site::packed(catalogue, &swapped));

    let mut reordered = honest.clone();
    let many = reordered
        .iter_mut()
        .max_by_key(|source| source.live.len())
        .unwrap();
    let (a, b) = (many.live[0].1.clone(), many.live[1].1.clone());
    (many.live[0].1, many.live[1].1) = (b, a);
    stage.caught("items in another order", Site::packed(catalogue, &reordered));
}

#[test]
fn an_envelope_shown_twice_does_no_harm() {
    let stage = Stage::set();
    let mut doubled = stage.catalogue.sources();
    let mut again = doubled.last().unwrap().clone();
    // Places are the packer's word until a publisher's confirms them.
    again.seq = doubled.last().unwrap().seq;
    doubled.last_mut().unwrap().seq -= 1;
    doubled.retain(|source| source.seq != again.seq - 1 || source.sig == again.sig);
    doubled.push(again);
    let mut twice = stage.honest();
    let segments = twice.promise().segments.clone();
    twice.promise().segments.extend(segments);
    for (name, site) in [
        ("an envelope", Site::packed(&stage.catalogue, &doubled)),
        ("each segment", twice),
    ] {
        let (victim, _, answer) = stage.meet(name, site);
        assert!(
            answer.code == Some(0) || answer.err.contains("La preuve"),
            "{answer:?}"
        );
        stage.whole(name, &victim);
    }
}

#[test]
fn bytes_that_are_no_segment_of_this_pack() {
    let stage = Stage::set();
    let (catalogue, honest) = (&stage.catalogue, stage.catalogue.sources());
    let one = |bytes: Vec<u8>| {
        let mut site = stage.honest();
        site.promise().segments.clear();
        site.segments.clear();
        site.add(bytes);
        site
    };
    let whole = segment::write(&catalogue.space, &honest, LEVEL_WARM).unwrap();

    let other = segment::write(&SpaceId([7; 32]), &honest, LEVEL_WARM).unwrap();
    stage.caught("another space", one(other));
    stage.caught("cut, by its own name", one(whole[..whole.len() / 2].to_vec()));
    stage.caught("garbage", one(vec![0xa5; 4096]));
    stage.caught("nothing", one(Vec::new()));

    let mut exchanged = stage.honest();
    let names: Vec<_> = exchanged.segments.keys().copied().collect();
    let (a, b) = (
        exchanged.segments[&names[0]].clone(),
        exchanged.segments[&names[1]].clone(),
    );
    exchanged.segments.insert(names[0], b);
    exchanged.segments.insert(names[1], a);
    stage.caught("another hash", exchanged);

    let mut cut = stage.honest();
    cut.segments.values_mut().for_each(|bytes| bytes.truncate(100));
    stage.caught("cut", cut);

    let mut endless = stage.honest();
    endless.show(
        "segments/",
        Page {
            manner: Manner::Endless,
            ..Page::of(whole.clone())
        },
    );
    stage.caught("without end", endless);

    // 300 MiB of zeros in a few kilobytes.
    let bomb = compress::compress(&vec![0; 300 << 20], 9).unwrap();
    let header = &whole[..whole.len() - 1];
    let start = header
        .windows(4)
        .position(|w| w == [0x28, 0xb5, 0x2f, 0xfd])
        .unwrap();
    stage.caught("a bomb", one([&whole[..start], &bomb, &bomb].concat()));
}

#[test]
fn a_manifest_that_nobody_could_have_signed() {
    let stage = Stage::set();
    let mut stranger = stage.honest();
    stranger.packer = SigningKey::from_bytes(&[9; 32]);
    stage.caught("another key", stranger);

    let mut relay = stage.honest();
    relay.packer = stage.catalogue.relay.clone();
    stage.caught("the relay's key", relay);

    let mut space = stage.honest();
    space.promise().space = SpaceId([3; 32]);
    stage.caught("another space's", space);
}

#[test]
fn a_packer_that_hides_something_is_betrayed_by_the_next_publisher() {
    let stage = Stage::set();
    let sources = stage.catalogue.sources();
    let shown = &sources[..sources.len() - 1];
    let mut site = Site::packed(&stage.catalogue, shown);
    site.promise().live_root = live_root(shown).0;
    let (victim, _, answer) = stage.meet("hidden", site);
    assert_eq!(answer.code, Some(1), "{answer:?}");
    assert!(
        answer.err.contains("La preuve du serveur est fausse"),
        "{answer:?}"
    );
    // What was hidden is in the log, which was taken whole instead.
    stage.whole("hidden", &victim);
}

#[test]
fn a_manifest_of_another_form() {
    let stage = Stage::set();
    let manifest = stage
        .honest()
        .answer(&format!("/v1/spaces/{}/manifest", stage.catalogue.space));
    let flipped = |at: usize| {
        let mut body = manifest.body.clone();
        body[at] ^= 0x10;
        body
    };
    let long_integer = [&[0x98, 0x02], &manifest.body[1..]].concat();
    for (name, body) in [
        ("cut", manifest.body[..50].to_vec()),
        ("a longer array", long_integer),
        ("trailing", [manifest.body.as_slice(), &[0]].concat()),
        ("empty", Vec::new()),
        ("another map", flipped(2)),
    ] {
        let mut site = stage.honest();
        site.show("manifest", Page::of(body));
        let (victim, forger, answer) = stage.meet(name, site);
        assert_eq!(answer.code, Some(1), "{name}: {answer:?}");
        assert!(
            answer.err.contains("n’a pas la forme attendue"),
            "{name}: {answer:?}"
        );
        assert_eq!(victim.listings(), 0, "{name}");
        let honest = stage.honest();
        forger.show(move |path| honest.answer(path));
        assert_eq!(victim.sync().code, Some(0), "{name}");
        stage.whole(name, &victim);
    }
}
