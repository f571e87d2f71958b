//! The end of a private log at a checkpoint, in the model test.

use ekin_protocol::blob::BlobAddress;
use ekin_protocol::hash::sha256;
use ekin_protocol::membership::{Checkpoint, PackAt, Vote};
use ekin_protocol::pages::ChunkList;

use super::*;

impl Bench {
    /// Place up to which both logs are gone.
    pub(super) fn cut(&self) -> u64 {
        let a = self.a.storage().snapshot(&self.space).unwrap().unwrap().cut;
        let b = self.b.storage().snapshot(&self.space).unwrap().unwrap().cut;
        assert_eq!(a, b);
        a
    }

    pub(super) fn checkpoint(&mut self, whole: bool) {
        let pack = vec![self.naive.seq as u8; 300];
        let list = ChunkList {
            size: pack.len() as u64,
            hashes: vec![sha256(&pack)],
        };
        let address = list.address();
        let body = Checkpoint {
            upto: self.naive.seq,
            r: self.naive.r,
            digest: [1; 32],
            pack: PackAt { address, size: 300 },
            epoch: Epoch {
                prev: None,
                ..self.next(None)
            },
            begins: Vec::new(),
        };
        let elsewhere = Checkpoint {
            r: R([9; 32]),
            ..body.clone()
        };
        if !self.members().retired {
            let (_, said) = self.say(Body::Checkpoint(elsewhere));
            assert_eq!(said, Err(Code::HeadMoved));
        }
        let (record, said) = self.say(Body::Checkpoint(body));
        if said.is_ok() {
            let name = ekin_protocol::hash::first16(&record.id().0);
            self.put_pack(&list, &name, whole.then_some(&pack));
        }
    }

    fn put_pack(&self, list: &ChunkList, name: &[u8; 16], pack: Option<&Vec<u8>>) {
        let BlobAddress(address) = list.address();
        let put = |storage: &dyn Storage| {
            let taken = storage.need_blob(&self.space, list, name, 1 << 30, self.now);
            taken.unwrap().unwrap();
            if let Some(pack) = pack {
                let taken = storage.put_chunk(&self.space, &address, 0, pack);
                taken.unwrap().unwrap();
            }
        };
        put(self.a.storage());
        put(self.b.storage());
    }

    /// The relay was restored: a new instance begins in this log.
    fn restored(&mut self) {
        let instance = Instance([9; 16]);
        self.a.storage().start_instance(instance, self.now).unwrap();
        self.b.storage().start_instance(instance, self.now).unwrap();
        self.catch_up();
    }

    /// A record that the relay lost comes back.
    fn bring(&mut self, record: &SignedRecord) -> Result<u64, Code> {
        let (space, record) = (self.space, Box::new(record.clone()));
        let write = [Write::Record {
            space,
            record,
            lost: true,
        }];
        let said = self.a.storage().write(&write, self.now).unwrap().remove(0);
        assert_eq!(said, self.b.storage().write(&write, self.now).unwrap().remove(0));
        self.catch_up();
        let Written::Recorded(_, said) = said else {
            panic!()
        };
        said
    }

    /// A member says what it found; then the log goes where it may, and nowhere else.
    pub(super) fn vote(&mut self, who: usize, right: bool) {
        let Some(last) = self.members().checkpoint().cloned() else {
            return;
        };
        let vote = Vote { checkpoint: last.id };
        let record = Record {
            previous: Some(self.members().head),
            ord: self.people[who].ord,
            body: match right {
                true => Body::Attest(vote),
                false => Body::Dispute(vote),
            },
        };
        let record = SignedRecord::sign(record, &self.people[who].key);
        let before = self.cut();
        // Whether it counts or not: after thirty days the log goes without anybody's word.
        let _ = self.record(&record);
        self.back_up(&self.a, last.seq);
        self.back_up(&self.b, last.seq);
        let snapshot = self.a.storage().snapshot(&self.space).unwrap().unwrap();
        let whole = crate::checkpoint::pack_here(self.a.storage(), &snapshot);
        let due = whole.unwrap().is_some() && !self.members().retired && {
            let last = self.members().checkpoint().unwrap();
            self.members().may_cut(last, self.now)
        };
        for relay_cut in [
            self.a.end_history(&self.space, self.now),
            self.b.end_history(&self.space, self.now),
        ] {
            assert_eq!(relay_cut, (due && last.upto > before).then_some(last.upto));
        }
        if due {
            assert_eq!(self.cut(), last.upto);
            self.nothing_but_membership_is_left(last.upto);
        }
        // Said again it changes nothing.
        assert_eq!(self.a.end_history(&self.space, self.now), None);
    }

    /// Two backups come to hold the checkpoint at a place; with one, nothing goes.
    fn back_up<S: Storage>(&self, relay: &Relay<S>, seq: u64) {
        let snapshot = relay.storage().snapshot(&self.space).unwrap().unwrap();
        if snapshot.backed_before < seq {
            relay.storage().note_backed(&self.space, seq).unwrap();
            assert_eq!(relay.end_history(&self.space, self.now), None);
            relay.storage().note_backed(&self.space, seq + 1).unwrap();
        }
    }

    fn nothing_but_membership_is_left(&self, upto: u64) {
        let gone = |entry: &&Entry| entry.seq <= upto;
        assert!(
            self.log()
                .iter()
                .filter(gone)
                .all(|entry| entry.kind == EntryKind::Membership)
        );
    }
}

/// The lost log ended with an envelope and the checkpoint behind it. The envelope does not come back, and the notice of the restore has its
/// place: the checkpoint would stand where it stood, over a log that it never summed up.
#[test]
fn a_lost_checkpoint_never_stands_where_it_would_seem_to_sum_up() {
    let mut lost = Bench::new();
    lost.run(Op::Epoch);
    lost.run(Op::Write(0, 1, 0, None));
    lost.checkpoint(true);
    let stood = lost.members().checkpoint().cloned().unwrap();
    assert_eq!((stood.upto, stood.seq), (3, 4));
    let record = SignedRecord::read(&lost.log().last().unwrap().body).unwrap();

    let mut now = Bench::new();
    now.run(Op::Epoch);
    now.restored();
    assert_eq!(
        (now.naive.seq, now.members().head),
        (3, record.record.previous.unwrap())
    );
    assert_eq!(now.bring(&record), Ok(5));
    assert_eq!(now.members().checkpoint(), None, "it sums up nothing");
    assert_eq!(now.members().checkpoints().len(), 1, "and begins all the same");
    let kinds: Vec<_> = now.log().iter().map(|entry| entry.kind).skip(2).collect();
    let (notice, again) = (EntryKind::Notice, EntryKind::HealedMembership);
    assert_eq!(kinds, [notice, notice, again]);
    assert_eq!(now.bring(&record), Ok(5), "the same again");
    let again = SqliteStorage::open(&now.folder.path().join("relay.db"), Instance([0; 16]), 0).unwrap();
    let snapshot = again.snapshot(&now.space).unwrap().unwrap();
    assert_eq!((snapshot.head.seq, snapshot.members.checkpoint()), (5, None));
}
