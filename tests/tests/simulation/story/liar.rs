//! A member of the staff who lies about the state in which a history ends: its keys are the test's, and so are digest and pack of
//! the checkpoints that it makes. The relay reads neither; the other devices do.

use std::collections::{BTreeMap, BTreeSet};

use ekin_core::app::device::Device;
use ekin_core::document::{Actor, ChangeHash, Document, Incoming, Lane};
use ekin_core::domain::kind::{Edit, Kind, Plain};
use ekin_core::storage::{Read, Sp, StoreError};
use ekin_protocol::blob::{BlobAddress, BlobKey};
use ekin_protocol::checkpoint::{
    ChainEnd, DocumentState, PackWriter, PackedDocument, PackedEnvelope, RecordPlace, state_digest,
    value_hash,
};
use ekin_protocol::code::Code;
use ekin_protocol::hash::{first16, sha256};
use ekin_protocol::id::{Incarnation, ItemHash, ObjectId, OrgId, R, RecordId, SpaceId};
use ekin_protocol::membership::{Body, Checkpoint, Epoch, Membership, PackAt, Record, Role, SignedRecord};
use ekin_protocol::pages::ChunkList;
use ekin_protocol::seal::{EpochKey, Use};
use rand_chacha::{ChaCha8Rng, ChaCha20Rng};
use rand_core::{Rng, SeedableRng};

use super::harm::{link, stands};
use crate::raw::{Author, push_record};
use crate::relay::Kept;
use crate::world::World;

/// One that lies.
pub struct Liar {
    me: Author,
    /// Its checkpoints of which every device that has the log sees that they are wrong.
    lies: BTreeSet<RecordId>,
}

/// A state, to be told as it is or not.
#[derive(Clone, Default)]
struct State {
    documents: Vec<PackedDocument>,
    envelopes: Vec<PackedEnvelope>,
    chains: Vec<ChainEnd>,
    members: Vec<RecordPlace>,
}

impl State {
    /// What a device has that has everything; none where one of its documents is in an older generation than the log.
    fn of(read: &Read<'_>, sp: Sp, upto: u64) -> Result<Option<Self>, StoreError> {
        let mut state = Self {
            chains: read.chain_ends(sp)?,
            members: read.record_places(sp, upto)?,
            ..Self::default()
        };
        read.each_living_envelope(sp, |envelope| {
            state.envelopes.push(envelope.clone());
            Ok(())
        })?;
        let mut behind = false;
        read.each_saved(sp, |row, save| {
            behind |= row.saved != row.generation;
            let document = Document::open(Actor([0; 16]), &save, &[])?;
            let changes = document.confirmed()?;
            state.documents.push(PackedDocument {
                object: row.object,
                kind: row.kind,
                generation: row.generation,
                unit: None,
                at_ms: 1,
                logged_ms: 1,
                value: value(
                    &changes
                        .iter()
                        .map(|change| change.bytes.to_vec())
                        .collect::<Vec<_>>(),
                ),
                changes: changes.iter().map(|change| change.bytes.to_vec()).collect(),
            });
            Ok(())
        })?;
        Ok((!behind).then_some(state))
    }

    fn digest(&self) -> [u8; 32] {
        let document = |one: &PackedDocument| DocumentState {
            object: one.object,
            generation: one.generation,
            value: one.value,
        };
        let live = |one: &PackedEnvelope| {
            let hashes = one.live.iter().map(|(n, _)| one.hashes[*n]);
            hashes.collect::<Vec<ItemHash>>()
        };
        state_digest(
            self.documents.iter().map(document).collect(),
            self.envelopes.iter().flat_map(live).collect(),
            self.chains.clone(),
            &self.members,
        )
    }

    fn pack(&self) -> Vec<u8> {
        let mut pack = PackWriter::new();
        self.chains.iter().for_each(|end| pack.chain(end).unwrap());
        self.envelopes.iter().for_each(|one| pack.envelope(one).unwrap());
        self.documents.iter().for_each(|one| pack.document(one).unwrap());
        pack.finish().unwrap()
    }

    /// A document that says something.
    fn some(&mut self, rng: &mut ChaCha8Rng) -> Option<&mut PackedDocument> {
        let n = rng.next_u32() as usize % self.documents.len().max(1);
        self.documents.get_mut(n)
    }
}

/// What stands for all that these changes say.
fn value(changes: &[Vec<u8>]) -> [u8; 32] {
    let document = built(changes);
    let heads: Vec<[u8; 32]> = document.heads().iter().map(|ChangeHash(head)| *head).collect();
    value_hash(&heads)
}

fn built(changes: &[Vec<u8>]) -> Document {
    let incoming: Vec<Incoming<'_>> = changes
        .iter()
        .map(|change| Incoming {
            actor: ekin_core::document::scan::scan(change).unwrap().actor,
            same_author: &[],
            change,
        })
        .collect();
    let new = Document::new(Actor([0; 16]));
    new.take(Lane::Logged, &incoming).unwrap().document
}

/// What is told, and whether it is a lie that others see.
struct Told {
    digest: [u8; 32],
    pack: Vec<u8>,
    begins: Vec<ObjectId>,
    lie: bool,
    sent: bool,
}

impl Liar {
    /// The owner lets it in, knowing no better.
    pub fn enters<S: Kept>(world: &mut World<S>, space: &SpaceId, owner: usize) -> Self {
        let (key, link) = link(0x75);
        let _ = world.command(owner, |device: &Device| {
            device.add_member(*space, &link, Role::Educator, None)
        });
        Self {
            me: Author::new(key, 0, OrgId([0; 16]), *space),
            lies: BTreeSet::new(),
        }
    }

    /// Whether a checkpoint is one of its lies.
    pub fn lied(&self, checkpoint: &RecordId) -> bool {
        self.lies.contains(checkpoint)
    }

    /// Ends the history with a word of its own about what was.
    pub fn acts<S: Kept>(&mut self, world: &World<S>, phones: &[usize], n: u8, rng: &mut ChaCha8Rng) {
        if !stands(world, &mut self.me) {
            return;
        }
        let space = self.me.space;
        let at = world.relay.relay().storage().snapshot(&space).unwrap().unwrap();
        let (members, upto, r) = (&*at.members, at.head.seq, at.head.r);
        let Some(state) = phones.iter().find_map(|phone| {
            let state = world.phones[*phone].look_at(&space, |read, sp| {
                let known = read.space(sp)?.cursor.seq == upto && read.staged_count(sp)? == 0;
                if known {
                    State::of(read, sp, upto)
                } else {
                    Ok(None)
                }
            });
            state.flatten()
        }) else {
            return;
        };
        let Some(told) = self.told(&state, n, rng) else {
            return;
        };
        let mut random = ChaCha20Rng::seed_from_u64(rng.next_u64());
        let mut bytes = [0; 32];
        rng.fill_bytes(&mut bytes);
        let key = EpochKey::new(bytes);
        let epoch = epoch(members, &key, world.wall(), &mut random);
        let sealing = BlobKey::new(*key.derive(&space, epoch.n, Use::Pack));
        let size = told.pack.len() as u64;
        let sealed = sealing.seal(size, 0, &told.pack).unwrap();
        let list = ChunkList {
            size: sealed.len() as u64,
            hashes: vec![sha256(&sealed)],
        };
        let place = match n % 12 {
            11 => (upto.saturating_sub(1), R([7; 32])),
            _ => (upto, r),
        };
        let body = Body::Checkpoint(Checkpoint {
            upto: place.0,
            r: place.1,
            digest: told.digest,
            pack: PackAt {
                address: list.address(),
                size,
            },
            epoch,
            begins: told.begins,
        });
        let record = Record {
            previous: Some(members.head),
            ord: self.me.ord,
            body,
        };
        let record = SignedRecord::sign(record, &self.me.key);
        let said = push_record(&world.relay, &space, &record, world.wall());
        match said {
            Ok(_) => assert_eq!(place.0, upto, "another place than the log's end is refused"),
            Err(Code::Healing | Code::Busy) => return,
            Err(code) => return assert_eq!((code, n % 12), (Code::HeadMoved, 11)),
        }
        if told.lie {
            self.lies.insert(record.id());
        }
        if told.sent {
            let (storage, BlobAddress(address)) = (world.relay.relay().storage(), list.address());
            let name = first16(&record.id().0);
            // A disk that is full keeps none of it: then it is a pack that never came.
            if let Ok(Ok(())) = storage.need_blob(&space, &list, &name, 1 << 30, world.wall()) {
                let _ = storage.put_chunk(&space, &address, 0, &sealed);
            }
        }
    }

    fn told(&self, state: &State, n: u8, rng: &mut ChaCha8Rng) -> Option<Told> {
        let mut lie = state.clone();
        let mut told = Told {
            digest: state.digest(),
            pack: state.pack(),
            begins: Vec::new(),
            lie: true,
            sent: true,
        };
        match n % 12 {
            // Another digest than the pack's.
            0 => told.digest[0] ^= 1,
            // A document is left out of the pack, or of the digest too.
            1 | 2 => {
                lie.documents.pop()?;
            }
            // The last thing that somebody said in one is left out.
            3 => {
                let one = lie.some(rng).filter(|one| one.changes.len() > 1)?;
                one.changes.pop();
                one.value = value(&one.changes);
            }
            // Words put into another's mouth.
            4 => {
                let chains = lie.chains.clone();
                let end = chains.get(rng.next_u32() as usize % chains.len().max(1))?;
                let space = self.me.space;
                let one = lie.some(rng)?;
                one.changes.push(invented(&space, one, end)?);
                one.value = value(&one.changes);
            }
            // A record is left out.
            5 => {
                lie.envelopes.pop()?;
            }
            // A chain goes on further than it does, or another device has one.
            6 => lie.chains.last_mut()?.dev_seq += 1,
            7 => {
                let other = ChainEnd {
                    incarnation: Incarnation([0x66; 8]),
                    ..*lie.chains.first()?
                };
                lie.chains.push(other);
            }
            // A pack that is none.
            8 => rng.fill_bytes(&mut told.pack),
            // A generation that jumps.
            9 => lie.some(rng)?.generation += 5,
            // Documents begin that nobody marked, and one that there is not; the digest knows of none of it.
            10 => {
                let all = state.documents.iter().map(|one| one.object);
                let all: BTreeSet<ObjectId> = all.chain([ObjectId([0x67; 16])]).collect();
                told.begins = all.into_iter().take(128).collect();
            }
            // Elsewhere than at the log's end; or all is true, and the pack never comes.
            _ => (told.lie, told.sent) = (false, false),
        }
        match n % 12 {
            1 => told.pack = lie.pack(),
            2..=7 | 9 => (told.digest, told.pack) = (lie.digest(), lie.pack()),
            _ => {}
        }
        Some(told).filter(|told| told.pack.len() <= ekin_protocol::limits::BLOB_CHUNK)
    }
}

/// A change under somebody else's name.
fn invented(space: &SpaceId, one: &PackedDocument, end: &ChainEnd) -> Option<Vec<u8>> {
    let them = Actor::of(space, &one.object, one.generation, end.ord, &end.incarnation);
    let document = Document::open(them, &built(&one.changes).save(), &[]).ok()?;
    let edit = Edit::Put {
        root: "title".into(),
        inner: None,
        value: Plain::Str("Jamais dit".into()),
    };
    let after = document.edit(Kind::Note, &[edit]).ok()?;
    Some(after.changes.first()?.bytes.to_vec())
}

/// The next epoch, granted to all who are entitled to it.
fn epoch(members: &Membership, key: &EpochKey, now_ms: u64, random: &mut ChaCha20Rng) -> Epoch {
    let n = members.epoch() + 1;
    let grant = |member: &ekin_protocol::membership::Member| {
        let sealed = key
            .grant(&members.space, n, member.ord, &member.seal, random)
            .unwrap();
        (member.ord, sealed)
    };
    let grants: BTreeMap<_, _> = members.entitled(None, now_ms).map(grant).collect();
    Epoch {
        n,
        grants: grants.into_iter().collect(),
        prev: None,
    }
}
