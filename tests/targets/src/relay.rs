//! A relay as whoever reaches it may speak with it: a session on the WebSocket, and its pages. A member's key is known, so that
//! hello and proof are made here; what comes after them is the input.

use bytes::Bytes;
use ed25519_dalek::SigningKey;
use ekin_protocol::envelope::Frame;
use ekin_protocol::id::{OrgId, R, SealKey, SignKey, SpaceId};
use ekin_protocol::membership::{Body, Genesis, Record, RelayAt, SignedRecord, SpaceKind};
use ekin_protocol::session::{Cursor, ToDevice, ToRelay, prove};
use ekin_sync_server::keys::Keys;
use ekin_sync_server::relay::{Relay, new_instance};
use ekin_sync_server::session::{Out, Session};
use ekin_sync_server::storage::memory::MemoryStorage;
use ekin_sync_server::storage::{Storage, Write, Written};
use http::Request;

/// Entries of a log that are read back; a run makes fewer.
const ENTRIES: usize = 10_000;
/// The relay's time.
const NOW: u64 = 1_795_000_000_000;
/// Paths that an input asks for by its second byte.
const PATHS: [&str; 14] = [
    "/v1/relay",
    "/v1/spaces",
    "/v1/session",
    "/v1/spaces/SPACE/manifest",
    "/v1/spaces/SPACE/members?after=0",
    "/v1/spaces/SPACE/log/1",
    "/v1/spaces/SPACE/slots",
    "/v1/spaces/SPACE/tickets",
    "/v1/spaces/SPACE/push",
    "/v1/spaces/SPACE/inbox",
    "/v1/spaces/SPACE/challenge",
    "/v1/mailboxes/1111111111111111111111111111111111111111111111111111111111111111",
    "/v1/blobs/1111111111111111111111111111111111111111111111111111111111111111",
    "/v1/blobs/1111111111111111111111111111111111111111111111111111111111111111/0",
];

/// A territory on a relay in memory, and the key of its owner.
pub struct Territory {
    relay: Relay<MemoryStorage>,
    /// Its space.
    pub space: SpaceId,
    /// Its owner's key.
    pub key: SigningKey,
}

/// A relay with one territory.
pub fn territory() -> Territory {
    let keys = Keys::of_seed(&[9; 32]);
    let relay_key = keys.relay_public();
    let storage = MemoryStorage::new(new_instance(1, [7; 12]));
    let relay = Relay::new(storage, keys, Box::new(|bytes| bytes.fill(7)));
    let key = SigningKey::from_bytes(&[1; 32]);
    let genesis = Body::Genesis(Genesis {
        space_kind: SpaceKind::Catalogue,
        nonce: [1; 16],
        sign: SignKey(key.verifying_key().to_bytes()),
        seal: SealKey([1; 32]),
        org: OrgId([2; 16]),
    });
    let at = Body::Relay(RelayAt {
        urls: vec!["https://relay.example".to_owned()],
        key: relay_key,
    });
    let mut records: Vec<SignedRecord> = Vec::new();
    for body in [genesis, at] {
        let previous = records.last().map(SignedRecord::id);
        let record = Record {
            previous,
            ord: 0,
            body,
        };
        records.push(SignedRecord::sign(record, &key));
    }
    let space = records.first().and_then(SignedRecord::space).expect("a genesis");
    let made = relay.write(Write::Create(records), NOW);
    assert!(matches!(made, Written::Created(Ok(_))), "{made:?}");
    Territory { relay, space, key }
}

impl Territory {
    /// Does what a driver does with what a session wants; false once it is over. What is sent is read as a device would.
    fn carry_out(&self, session: &mut Session, out: Vec<Out>) -> bool {
        let mut open = true;
        for step in out {
            match step {
                Out::Send(bytes) => drop(ToDevice::read(&bytes).expect("the relay says what devices read")),
                Out::Close => open = false,
                Out::Write(pending, write) => {
                    let written = self.relay.write(write, NOW);
                    let more = session.written(&self.relay, pending, written);
                    open &= self.carry_out(session, more);
                }
            }
        }
        open
    }

    /// The log is gapless, and its running hash is the head's.
    fn holds(&self) {
        let storage = self.relay.storage();
        let snapshot = storage.snapshot(&self.space).expect("storage in memory");
        let head = snapshot.expect("the territory stays").head;
        let entries = storage
            .read(&self.space, 0, usize::MAX, ENTRIES)
            .expect("storage in memory");
        let mut r = R::start(&self.space);
        for (seq, entry) in (1..).zip(&entries) {
            assert_eq!(entry.seq, seq, "gapless");
            r = entry
                .next_r(&self.space, &r)
                .expect("an entry that the relay took");
        }
        assert_eq!(
            (entries.len() as u64, r),
            (head.seq, head.r),
            "the log leads to its head"
        );
    }
}

/// Messages of a device, in pieces. A first byte that is even means that the device has proved the owner's key; pieces that are whole
/// frames are pushed as such.
pub fn session(bytes: &[u8]) {
    let Some((way, rest)) = bytes.split_first() else {
        return;
    };
    let territory = territory();
    let mut session = Session::new([5; 32]);
    let mut open = true;
    if way.is_multiple_of(2) {
        let hello = ToRelay::Hello {
            versions: vec![ekin_protocol::VERSION],
            features: 0,
            device: SignKey(territory.key.verifying_key().to_bytes()),
            instance: None,
            cursors: vec![Cursor::new(&territory.space, 0, &R::start(&territory.space))],
        };
        let relay_key = territory.relay.keys().relay_public();
        let proof = ToRelay::Proof(prove(&territory.key, &relay_key, &[5; 32]));
        for message in [hello, proof] {
            let out = session.receive(&territory.relay, &message.write(), NOW);
            open &= territory.carry_out(&mut session, out);
        }
        assert!(open && session.is_open(), "the owner is let in");
    }
    for piece in crate::pieces(rest) {
        let pushed = Frame::read(piece).is_ok().then(|| {
            let frames = vec![piece.to_vec()];
            ToRelay::Push { space: 0, frames }.write()
        });
        let message = pushed.as_deref().unwrap_or(piece);
        let out = session.receive(&territory.relay, message, NOW);
        open &= territory.carry_out(&mut session, out);
        if !open {
            break;
        }
    }
    let more = session.pull(&territory.relay, NOW);
    territory.carry_out(&mut session, more);
    territory.holds();
}

/// Requests, in pieces: a byte for the method, one for the path, then the body.
pub fn pages(bytes: &[u8]) {
    let territory = territory();
    for piece in crate::pieces(bytes) {
        let [method, path, body @ ..] = piece else {
            continue;
        };
        let methods = ["GET", "POST", "PUT", "DELETE", "HEAD"];
        let method = methods
            .get(usize::from(*method) % methods.len())
            .expect("one of five");
        let path = PATHS.get(usize::from(*path) % PATHS.len()).expect("one of them");
        let path = path.replace("SPACE", &territory.space.to_string());
        let request = Request::builder().method(*method).uri(path);
        let request = request.body(Bytes::copy_from_slice(body)).expect("a request");
        let response = territory.relay.handle_http(&request, true, NOW);
        let status = response.status().as_u16();
        assert!((200..500).contains(&status) || status == 503, "{status}");
    }
    territory.holds();
}
