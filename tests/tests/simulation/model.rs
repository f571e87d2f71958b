//! What must be true in the end, in the simplest words: the log is a list, what lives is what nothing in the list
//! names, and whatever a person was told is done is in it.

use std::collections::{BTreeMap, BTreeSet};

use ekin_core::storage::OutState;
use ekin_core::sync::event::Notice;
use ekin_protocol::code::Code;
use ekin_protocol::entry::Entry;
use ekin_protocol::envelope::{Frame, Items};
use ekin_protocol::head::EntryKind;
use ekin_protocol::id::{Incarnation, ItemHash, ObjectId, Ord, R, Short, SpaceId};
use ekin_protocol::live::LiveTree;

use super::relay::Kept;
use super::world::World;

/// Changes that people were told are done, by the hash of each item.
#[derive(Default)]
pub struct Acknowledged {
    items: BTreeMap<ItemHash, Ack>,
}

struct Ack {
    /// Devices that ever held it unsent.
    by: BTreeSet<usize>,
    /// Whether a device that held it was set back behind it: the only copy may be gone.
    uncertain: bool,
}

impl Acknowledged {
    /// Remembers what waits on a device.
    pub fn note<S: Kept>(&mut self, world: &World<S>, space: &SpaceId, phone: usize) {
        for item in unsent(world, space, phone) {
            let ack = self.items.entry(item).or_insert_with(|| Ack {
                by: BTreeSet::new(),
                uncertain: false,
            });
            ack.by.insert(phone);
        }
    }

    /// A device was set back: what it alone held may be gone.
    pub fn forget<S: Kept>(
        &mut self,
        world: &World<S>,
        space: &SpaceId,
        phone: usize,
        before: &BTreeSet<ItemHash>,
    ) {
        let now = unsent(world, space, phone);
        for item in before.difference(&now) {
            if let Some(ack) = self.items.get_mut(item) {
                ack.uncertain = true;
            }
        }
    }
}

/// The items that wait on a device, refused ones too.
pub fn unsent<S: Kept>(world: &World<S>, space: &SpaceId, phone: usize) -> BTreeSet<ItemHash> {
    let own = world.phones[phone].look_at(space, |read, sp| {
        let mut own = read.unlogged_own(sp, 0, u32::MAX)?;
        own.extend(read.refused_own(sp)?);
        Ok(own)
    });
    let entries = own.unwrap_or_default().into_iter();
    entries.flat_map(|own| hashes(own.items)).collect()
}

fn hashes(items: Vec<u8>) -> Vec<ItemHash> {
    let items = Items::read(items).unwrap();
    items.iter().map(|item| item.unwrap().hash()).collect()
}

/// What the log says, found without any code of the fold.
pub struct Truth {
    /// Running hash at its end.
    pub r: R,
    /// The same at each place.
    pub places: Vec<R>,
    /// Places.
    pub seq: u64,
    /// What lives of each object.
    pub heads: BTreeMap<ObjectId, BTreeSet<ItemHash>>,
    /// How often each item was logged.
    pub times: BTreeMap<ItemHash, usize>,
    /// Root of what lives.
    pub live_root: [u8; 32],
}

impl Truth {
    /// Reads a log.
    pub fn of(space: &SpaceId, log: &[Entry]) -> Self {
        let mut r = R::start(space);
        let mut places = vec![r];
        let mut items: BTreeMap<ItemHash, ObjectId> = BTreeMap::new();
        let mut named: BTreeSet<(ObjectId, Short)> = BTreeSet::new();
        let mut times = BTreeMap::new();
        let mut chains: BTreeMap<(Ord, Incarnation), (u64, Short)> = BTreeMap::new();
        for (entry, seq) in log.iter().zip(1..) {
            assert_eq!(entry.seq, seq, "the log has every place once");
            r = entry.next_r(space, &r).unwrap();
            places.push(r);
            if !matches!(entry.kind, EntryKind::Envelope | EntryKind::HealedEnvelope) {
                continue;
            }
            let frame = Frame::read(&entry.body).unwrap();
            let says = &frame.statement;
            let chain = chains
                .entry((says.ord, says.incarnation))
                .or_insert((0, Short([0; 16])));
            assert_eq!(
                (says.dev_seq, says.prev),
                (chain.0 + 1, chain.1),
                "place {seq}: no dev_seq twice"
            );
            *chain = (says.dev_seq, frame.content_id.short());
            for item in frame.open().unwrap().iter() {
                let item = item.unwrap();
                *times.entry(item.hash()).or_default() += 1;
                items.insert(item.hash(), item.object);
                named.extend(item.meta.supersedes.iter().map(|name| (item.object, *name)));
            }
        }
        let mut heads: BTreeMap<ObjectId, BTreeSet<ItemHash>> = BTreeMap::new();
        let mut tree = LiveTree::new();
        for (hash, object) in items {
            if !named.contains(&(object, hash.short())) {
                heads.entry(object).or_default().insert(hash);
                tree.insert(&object, hash);
            }
        }
        let live_root = tree.root();
        Self {
            r,
            places,
            seq: log.len() as u64,
            heads,
            times,
            live_root,
        }
    }
}

/// What a screen of a device shows of one object.
type Row = (ObjectId, String, String, bool, bool);

/// Checks everything that must be true of these devices when nothing is under way any more.
pub fn check<S: Kept>(world: &World<S>, space: &SpaceId, phones: &[usize], acknowledged: &Acknowledged) {
    let log = world.relay.log(space);
    let truth = Truth::of(space, &log);
    let inputs = world.relay.relay().storage().pack_inputs(space).unwrap().unwrap();
    assert_eq!(inputs.live_root, truth.live_root, "the relay's live_root");
    assert_eq!(
        (inputs.head.seq, inputs.head.r),
        (truth.seq, truth.r),
        "the relay's head"
    );
    let mut rows: Option<(usize, BTreeSet<Row>)> = None;
    let mut refused: BTreeSet<ItemHash> = BTreeSet::new();
    // Devices that took another history: a relay that told two of them is not believed.
    let mut apart: BTreeSet<usize> = BTreeSet::new();
    for (n, phone) in phones.iter().map(|n| (*n, &world.phones[*n])) {
        let at = phone.look_at(space, |read, sp| Ok(read.space(sp)?.cursor));
        let at = at.expect("every device has the territory");
        if !world.honest && truth.places.get(usize::try_from(at.seq).unwrap()) != Some(&at.r) {
            let said = |notice: &Notice| matches!(notice, Notice::Lied { .. });
            assert!(phone.heard.iter().any(said), "phone {n}: {:?}", phone.heard);
            apart.insert(n);
            continue;
        }
        let seen = phone.look_at(space, |read, sp| {
            let space = read.space(sp)?;
            let counts = read.out_counts(sp)?;
            let waits: Vec<_> = read
                .unlogged_own(sp, 0, u32::MAX)?
                .iter()
                .map(|own| own.state)
                .collect();
            assert_eq!(
                (counts.pending, counts.sent, counts.received),
                (0, 0, 0),
                "phone {n}: {waits:?}"
            );
            assert_eq!(read.quarantined(sp)?, 0, "phone {n}: quarantined");
            let intents = read.intents(sp)?;
            assert!(
                intents.iter().all(|intent| intent.refused.is_some()),
                "phone {n}: {intents:?}"
            );
            assert_eq!(
                (space.cursor.seq, space.cursor.r),
                (truth.seq, truth.r),
                "phone {n}: cursor"
            );
            assert_eq!(
                read.live_tree(sp)?.root(),
                truth.live_root,
                "phone {n}: live_root"
            );
            for (object, heads) in &truth.heads {
                let here: BTreeSet<_> = read.heads(sp, object)?.iter().map(|head| head.hash).collect();
                assert_eq!(&here, heads, "phone {n}: heads of {object}");
            }
            for own in read.refused_own(sp)? {
                let OutState::Refused(code) = own.state else {
                    panic!("{own:?}")
                };
                let explained = phone.demoted && matches!(code, Code::Removed | Code::NotAllowed);
                // A copy of it reached the log by another way, and was replaced there since.
                let late = phone.doubled && code == Code::BadForm;
                assert!(explained || late, "phone {n}: refused {code:?}");
                refused.extend(hashes(own.items));
            }
            let mut rows = BTreeSet::new();
            let mut after = None;
            loop {
                let page = read.all_listings(after, 100)?;
                for card in &page.items {
                    let title = format!("{:?}", card.titles);
                    let status = format!("{:?}", card.status);
                    rows.insert((card.object, title, status, card.conflict, card.withdrawn));
                }
                after = page.next;
                if after.is_none() {
                    return Ok(rows);
                }
            }
        });
        let seen = seen.expect("every device has the territory");
        match &rows {
            None => rows = Some((n, seen)),
            Some((first, rows)) => assert_eq!(&seen, rows, "rows of phones {n} and {first}"),
        }
    }
    for (item, ack) in &acknowledged.items {
        let times = truth.times.get(item).copied().unwrap_or(0);
        let doubled = ack.by.iter().any(|phone| world.phones[*phone].doubled);
        let apart = ack.by.iter().any(|phone| apart.contains(phone));
        assert!(
            times > 0 || ack.uncertain || refused.contains(item) || apart || (world.restored && doubled),
            "{item} of {:?} is lost",
            ack.by
        );
        assert!(
            times <= 1 || doubled,
            "{item} of {:?} is in the log {times} times",
            ack.by
        );
        assert!(
            times == 0 || doubled || !refused.contains(item),
            "{item}: refused, and logged"
        );
    }
}
