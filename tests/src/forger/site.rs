//! What a lying relay shows: members, pack and log as whole pages, each of which a test may twist.

use std::collections::BTreeMap;

use ed25519_dalek::SigningKey;
use ekin_protocol::entry::{Block, Entry, write_entries};
use ekin_protocol::head::Head;
use ekin_protocol::id::SegmentHash;
use ekin_protocol::limits;
use ekin_protocol::manifest::{Manifest, SegmentRef};
use ekin_protocol::segment::{self, LEVEL_WARM, Segment, Source};

use super::catalogue::Catalogue;
use super::server::Page;

/// The pages of one space.
#[derive(Clone)]
pub struct Site {
    catalogue: Catalogue,
    /// Membership records.
    pub members: Vec<Entry>,
    /// The manifest, once there is a pack.
    pub manifest: Option<Manifest>,
    /// Who signs it.
    pub packer: SigningKey,
    /// Segments by name.
    pub segments: BTreeMap<SegmentHash, Vec<u8>>,
    /// The log.
    pub log: Vec<Entry>,
    /// Its head.
    pub head: Head,
    /// Pages that are shown instead, by a part of their path.
    pub instead: Vec<(&'static str, Page)>,
}

impl Site {
    /// An honest site without a pack, whose log ends at this place.
    pub fn of_log(catalogue: &Catalogue, end: u64) -> Self {
        let log: Vec<Entry> = catalogue
            .log
            .iter()
            .filter(|entry| entry.seq <= end)
            .cloned()
            .collect();
        Self {
            catalogue: catalogue.clone(),
            members: catalogue.members.clone(),
            manifest: None,
            packer: catalogue.packer.clone(),
            segments: BTreeMap::new(),
            head: catalogue.head_of(&log),
            log,
            instead: Vec::new(),
        }
    }

    /// The whole log.
    pub fn whole(catalogue: &Catalogue) -> Self {
        Self::of_log(catalogue, u64::MAX)
    }

    /// An honest site with a pack of these envelopes, in two segments, and the whole log after it. The manifest
    /// promises the catalogue's real root.
    pub fn packed(catalogue: &Catalogue, sources: &[Source]) -> Self {
        let mut site = Self::whole(catalogue);
        let at = catalogue.log.iter().find(|entry| entry.seq == catalogue.packed);
        let upto: Vec<Entry> = catalogue
            .log
            .iter()
            .filter(|entry| entry.seq <= catalogue.packed)
            .cloned()
            .collect();
        site.manifest = Some(Manifest {
            space: catalogue.space,
            seq: catalogue.packed,
            r: catalogue.r_of(&upto),
            t_ms: at.unwrap().t_ms,
            live_count: 0,
            live_root: catalogue.live_root,
            segments: Vec::new(),
            tail_bytes: 1000,
        });
        let (old, new) = sources.split_at(sources.len() / 2);
        for half in [old, new].into_iter().filter(|half| !half.is_empty()) {
            site.add(segment::write(&catalogue.space, half, LEVEL_WARM).unwrap());
        }
        site
    }

    /// Adds a segment to the manifest, as its bytes describe it.
    pub fn add(&mut self, bytes: Vec<u8>) {
        let hash = segment::hash(&bytes);
        let opened = Segment::open(&bytes, &hash).ok();
        let n = opened.as_ref().map_or(1, |opened| opened.len() as u64);
        let (first, last) = opened.map_or((1, 1), |opened| opened.places);
        self.manifest.as_mut().unwrap().segments.push(SegmentRef {
            hash,
            bytes: bytes.len() as u64,
            first,
            last,
            live: n,
            total: n,
            dead: Vec::new(),
        });
        self.segments.insert(hash, bytes);
        let manifest = self.promise();
        manifest.live_count = manifest.segments.iter().map(|segment| segment.live).sum();
    }

    /// The manifest, to be changed before it is signed.
    pub fn promise(&mut self) -> &mut Manifest {
        self.manifest.as_mut().unwrap()
    }

    /// Makes the head fit the log again, signed by the relay.
    pub fn sign(&mut self) {
        self.head = self.catalogue.head_of(&self.log);
    }

    /// Shows this page for every path with this part.
    pub fn show(&mut self, part: &'static str, page: Page) {
        self.instead.push((part, page));
    }

    /// What is answered to a path.
    pub fn answer(&self, path: &str) -> Page {
        if let Some((_, page)) = self.instead.iter().find(|(part, _)| path.contains(part)) {
            return page.clone();
        }
        let base = format!("/v1/spaces/{}/", self.catalogue.space);
        let Some(rest) = path.strip_prefix(&base) else {
            return Page::status(404);
        };
        if rest.starts_with("members") {
            return Page::of(write_entries(&self.members));
        }
        if rest == "manifest" {
            let signed = self.manifest.as_ref().map(|made| made.sign(&self.packer));
            return signed.map_or_else(|| Page::status(404), Page::of);
        }
        if let Some(name) = rest.strip_prefix("segments/") {
            let found = self.segments.iter().find(|(hash, _)| hash.to_string() == name);
            return found.map_or_else(|| Page::status(404), |(_, bytes)| Page::of(bytes.clone()));
        }
        let Some(Ok(from)) = rest.strip_prefix("log/").map(str::parse::<u64>) else {
            return Page::status(404);
        };
        let entries: Vec<Entry> = self
            .log
            .iter()
            .filter(|entry| entry.seq >= from)
            .take(limits::BLOCK_ENTRIES)
            .cloned()
            .collect();
        let head = Some(self.head.clone());
        Page::of(Block { entries, head }.write())
    }
}
