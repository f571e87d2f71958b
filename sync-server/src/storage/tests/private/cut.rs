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
