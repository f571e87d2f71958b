//! A real catalogue: made by a real device on a real relay, then recorded with the relay's keys.

use std::path::Path;
use std::time::{Duration, Instant};

use ed25519_dalek::SigningKey;
use ekin_harness::{DeviceProcess, Programs, RelayProcess};
use ekin_protocol::entry::{Block, Entry, read_entries};
use ekin_protocol::envelope::Frame;
use ekin_protocol::head::{EntryKind, Head};
use ekin_protocol::id::{Instance, R, SpaceId};
use ekin_protocol::item::Item;
use ekin_protocol::live::LiveTree;
use ekin_protocol::manifest::Manifest;
use ekin_protocol::segment::Source;
use ekin_sync_server::keys::Keys;

use super::server::get;

/// What a real relay held.
#[derive(Clone)]
pub struct Catalogue {
    /// The space.
    pub space: SpaceId,
    /// Its name.
    pub name: String,
    /// The relay's key.
    pub relay: SigningKey,
    /// The key that signs manifests.
    pub packer: SigningKey,
    /// The relay's instance.
    pub instance: Instance,
    /// The membership records.
    pub members: Vec<Entry>,
    /// The log.
    pub log: Vec<Entry>,
    /// How far the pack goes: before the last envelope, whose author saw this place.
    pub packed: u64,
    /// `live_root` at that place.
    pub live_root: [u8; 32],
    /// Bytes of the manifest that the real packer made there.
    pub manifest: Vec<u8>,
}

/// Title of the listing that was published after the pack was made.
pub const LATER: &str = "Randonnée tardive";

/// Titles of listings published one by one, each in an envelope of its own.
pub const APART: [&str; 3] = ["Chorale du port", "Atelier vélo", "Goûter partagé"];

impl Catalogue {
    /// Makes one: the sample territory, its pack, and one listing more.
    pub fn record(programs: &Programs, folder: &Path) -> Self {
        let mut relay =
            RelayProcess::start(&programs.relay, &folder.join("relay"), &["--pack-after-ms", "30"]).unwrap();
        let owner = DeviceProcess::new(&programs.device, &folder.join("owner"), "fr");
        owner
            .say(&["territory", "create", "Bidasoa", "--relay", &relay.url()])
            .unwrap();
        owner.say(&["import", "--sample"]).unwrap();
        for title in APART {
            publish(&owner, folder, title);
        }
        owner.say(&["sync"]).unwrap();
        let status = owner.json(&["status"]).unwrap();
        let space: SpaceId = find(&status, "space").unwrap().parse().unwrap();
        let path = |rest: &str| format!("/v1/spaces/{space}/{rest}");
        let (head, _) = log(&relay, &path("log/1"));
        let deadline = Instant::now() + Duration::from_secs(30);
        let manifest = loop {
            let (status, body) = get(relay.address(), &path("manifest"));
            if status == 200 && Manifest::read(&body).unwrap().manifest.seq == head.seq {
                break body;
            }
            assert!(Instant::now() < deadline, "no pack");
            std::thread::yield_now();
        };
        publish(&owner, folder, LATER);
        owner.say(&["sync"]).unwrap();
        let (last, entries) = log(&relay, &path("log/1"));
        let members = read_entries(&get(relay.address(), &path("members?after=0")).1).unwrap();
        let key = std::fs::read_to_string(relay.data().join("relay.key")).unwrap();
        let byte = |n: usize| u8::from_str_radix(key.get(2 * n..2 * n + 2).unwrap(), 16).unwrap();
        let keys = Keys::of_seed(&std::array::from_fn(byte));
        relay.kill().unwrap();
        let signed = Manifest::read(&manifest).unwrap();
        Self {
            space,
            name: "Bidasoa".to_owned(),
            relay: keys.relay.clone(),
            packer: keys.packer.clone(),
            instance: last.instance,
            members,
            log: entries,
            packed: head.seq,
            live_root: signed.manifest.live_root,
            manifest,
        }
    }

    /// A link to this territory at another address.
    pub fn link(&self, url: &str) -> String {
        ekin_protocol::link::Link::Territory {
            space: self.space,
            urls: vec![url.to_owned()],
            name: self.name.clone(),
            code: None,
        }
        .to_string()
    }

    /// The envelopes that the pack holds.
    pub fn sources(&self) -> Vec<Source> {
        let packed = self.log.iter().filter(|entry| entry.seq <= self.packed);
        packed
            .filter(|entry| entry.kind == EntryKind::Envelope)
            .map(source)
            .collect()
    }

    /// Running hash at the end of these entries, which begin with the log's first.
    pub fn r_of(&self, log: &[Entry]) -> R {
        log.iter().fold(R::start(&self.space), |r, entry| {
            entry.next_r(&self.space, &r).unwrap()
        })
    }

    /// The head that the relay signs for a log.
    pub fn head_of(&self, log: &[Entry]) -> Head {
        let last = log.last().unwrap();
        Head::sign(
            &self.relay,
            self.space,
            self.instance,
            last.seq,
            self.r_of(log),
            last.t_ms,
        )
    }

    /// The last envelope of the log.
    pub fn last_frame(&self) -> Frame {
        Frame::read(&self.log.last().unwrap().body).unwrap()
    }
}

/// An envelope of the log as a packer takes it, all its items alive.
pub fn source(entry: &Entry) -> Source {
    let frame = Frame::read(&entry.body).unwrap();
    let (items, hashes) = frame.open_hashed().unwrap();
    Source {
        seq: entry.seq,
        t_ms: entry.t_ms,
        statement: frame.statement_bytes,
        sig: frame.sig,
        hashes,
        live: items.bytes().map(<[u8]>::to_vec).enumerate().collect(),
    }
}

/// `live_root` of what these envelopes hold alive, and how much that is.
pub fn live_root(sources: &[Source]) -> ([u8; 32], u64) {
    let mut tree = LiveTree::new();
    for (_, bytes) in sources.iter().flat_map(|source| &source.live) {
        if let Ok(item) = Item::read(bytes) {
            tree.insert(&item.object, item.hash());
        }
    }
    (tree.root(), tree.live_count())
}

fn publish(owner: &DeviceProcess, folder: &Path, title: &str) {
    let file = folder.join("listing.json");
    std::fs::write(&file, format!(r#"{{"title": {{"fr": "{title}"}}}}"#)).unwrap();
    owner.say(&["publish", file.to_str().unwrap()]).unwrap();
}

fn log(relay: &RelayProcess, path: &str) -> (Head, Vec<Entry>) {
    let (status, body) = get(relay.address(), path);
    assert_eq!(status, 200);
    let block = Block::read(&body).unwrap();
    (block.head.unwrap(), block.entries)
}

/// The first text under a name, at any depth.
fn find(value: &serde_json::Value, name: &str) -> Option<String> {
    match value {
        serde_json::Value::Object(map) => map
            .get(name)
            .and_then(|found| found.as_str().map(str::to_owned))
            .or_else(|| map.values().find_map(|inner| find(inner, name))),
        serde_json::Value::Array(list) => list.iter().find_map(|inner| find(inner, name)),
        _ => None,
    }
}
