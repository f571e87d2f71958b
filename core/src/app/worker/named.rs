//! A relay that shows another key than the space's (protocol 9): its own is lost, and an owner has named another in a record which it
//! holds and this device does not know yet. What a relay says of itself counts for nothing; what counts is who signed.

use ekin_protocol::entry::Entry;
use ekin_protocol::head::EntryKind;
use ekin_protocol::id::{RecordId, SignKey, SpaceId};
use ekin_protocol::membership::{Body, Membership, Role, SignedRecord};

use crate::storage::{Sp, StoreError, Tx};
use crate::sync::fold::Fold;

/// A `relay` record.
struct Naming {
    key: SignKey,
    /// Whose word it is.
    by: SignKey,
    record: RecordId,
}

/// Believes the key that the membership names last, if it is to be believed.
pub fn named(tx: &Tx<'_>, sp: Sp, fold: &mut Fold, entries: &[Entry]) -> Result<(), StoreError> {
    let Some(known) = &fold.members else {
        return Ok(());
    };
    let records = tx.member_records(sp)?;
    let records: Vec<RecordId> = records.iter().map(|known| known.record.id()).collect();
    if let Some(key) = believed((known, &records), fold.position.t_ms, entries) {
        tx.await_relay(sp, Some(&key))?;
        fold.awaited = Some(key);
    }
    Ok(())
}

/// The key that is named last, where that is news: an old record says which key was the relay's once, and a log that ends there says
/// nothing. Whoever signed it has to govern the space by what is known *here*; in a log that was cut short, somebody may who was
/// removed since.
fn believed((known, records): (&Membership, &[RecordId]), t_ms: u64, entries: &[Entry]) -> Option<SignKey> {
    let named = last_named(known.space, entries)?;
    let by = known.by_key(&named.by).filter(|member| !member.is_over(t_ms))?;
    let governs = by.role().is_some_and(Role::governs);
    (governs && !records.contains(&named.record)).then_some(named.key)
}

/// The log has come to the record: it says itself which key the relay has.
pub fn settle(tx: &Tx<'_>, sp: Sp, fold: &mut Fold) -> Result<(), StoreError> {
    let logged = fold.members.as_ref().and_then(|members| members.relay_key());
    if fold.awaited.is_some() && fold.awaited == logged {
        tx.await_relay(sp, None)?;
        fold.awaited = None;
    }
    Ok(())
}

/// The last record that names a relay, of a membership that verifies from its first record on.
fn last_named(space: SpaceId, entries: &[Entry]) -> Option<Naming> {
    let mut members: Option<Membership> = None;
    let mut last = None;
    for entry in entries {
        let signed = SignedRecord::read(&entry.body).ok()?;
        match (&mut members, entry.kind) {
            (None, _) => members = Some(Membership::start(space, &signed, entry.seq).ok()?),
            (Some(members), EntryKind::HealedMembership) => {
                members.append_again(&signed, entry.seq, entry.t_ms).ok()?;
            }
            (Some(members), _) => members.append(&signed, entry.seq, entry.t_ms).ok()?,
        }
        if let Body::Relay(at) = &signed.record.body {
            last = Some(Naming {
                key: at.key,
                by: members.as_ref()?.member(signed.record.ord)?.sign,
                record: signed.id(),
            });
        }
    }
    last
}

#[cfg(test)]
mod tests {
    use ed25519_dalek::SigningKey;
    use ekin_protocol::id::{OrgId, SealKey};
    use ekin_protocol::membership::{Add, Genesis, Record, RelayAt, Remove, SpaceKind};

    use super::*;

    const OWNER: u8 = 1;
    const ADMIN: u8 = 2;
    /// A point of the curve that is no one's key here.
    fn public(seed: u8) -> SignKey {
        SignKey(SigningKey::from_bytes(&[seed; 32]).verifying_key().to_bytes())
    }

    /// A membership as it grows, each record at the next place.
    #[derive(Clone, Default)]
    struct Log(Vec<Entry>);

    impl Log {
        fn new() -> Self {
            let genesis = Genesis {
                space_kind: SpaceKind::Catalogue,
                nonce: [1; 16],
                sign: public(OWNER),
                seal: SealKey([9; 32]),
                org: OrgId([1; 16]),
            };
            Self::default().say(OWNER, 0, Body::Genesis(genesis))
        }

        fn say(mut self, seed: u8, ord: u32, body: Body) -> Self {
            let last = self
                .0
                .last()
                .map(|entry| SignedRecord::read(&entry.body).unwrap().id());
            let record = Record {
                previous: last,
                ord,
                body,
            };
            self.0.push(Entry {
                seq: self.0.len() as u64 + 1,
                t_ms: 5,
                kind: EntryKind::Membership,
                body: SignedRecord::sign(record, &SigningKey::from_bytes(&[seed; 32])).write(),
            });
            self
        }

        fn relay(self, seed: u8, ord: u32, key: u8) -> Self {
            let urls = vec!["https://relay.example".to_owned()];
            self.say(
                seed,
                ord,
                Body::Relay(RelayAt {
                    urls,
                    key: public(key),
                }),
            )
        }

        fn admin(self) -> Self {
            let add = Add {
                sign: public(ADMIN),
                seal: SealKey([9; 32]),
                role: Role::Admin,
                org: OrgId([1; 16]),
                not_after: Some(1_000),
            };
            self.say(OWNER, 0, Body::Add(add))
        }
    }

    /// What a device that knows `known` believes of `told`, at a time of the log.
    fn believes_at(known: &Log, told: &Log, t_ms: u64) -> Option<SignKey> {
        let records: Vec<_> = known
            .0
            .iter()
            .map(|entry| SignedRecord::read(&entry.body).unwrap())
            .collect();
        let mut members = Membership::start(records[0].space().unwrap(), &records[0], 1).unwrap();
        for (entry, record) in known.0.iter().zip(&records).skip(1) {
            members.append(record, entry.seq, entry.t_ms).unwrap();
        }
        let ids: Vec<_> = records.iter().map(SignedRecord::id).collect();
        believed((&members, &ids), t_ms, &told.0)
    }

    fn believes(known: &Log, told: &Log) -> Option<SignKey> {
        believes_at(known, told, 5)
    }

    #[test]
    fn a_key_is_believed_that_somebody_who_governs_has_named_anew() {
        let known = Log::new().relay(OWNER, 0, 3).admin();
        assert_eq!(believes(&known, &known), None, "nothing is new");
        let named = known.clone().relay(OWNER, 0, 4);
        assert_eq!(believes(&known, &named), Some(public(4)));
        let admin = known.clone().relay(ADMIN, 1, 4);
        assert_eq!(believes(&known, &admin), Some(public(4)));
        assert_eq!(believes_at(&known, &admin, 1_001), None, "whose time is over");
        // The relay lost what came after the first record: the new one stands on that.
        let restored = Log::new().relay(OWNER, 0, 3).relay(OWNER, 0, 4);
        assert_eq!(believes(&known, &restored), Some(public(4)));
    }

    #[test]
    fn no_relay_is_believed_of_itself_nor_whoever_had_the_key_once() {
        let first = Log::new().relay(OWNER, 0, 3);
        let moved = first.clone().admin().relay(OWNER, 0, 4);
        assert_eq!(believes(&moved, &first), None, "a log that was cut short");
        // By somebody who was removed, in a log that ends before that.
        let let_in = first.clone().admin();
        let removed = let_in
            .clone()
            .say(OWNER, 0, Body::Remove(Remove { ord: 1, epoch: None }));
        assert_eq!(believes(&removed, &let_in.relay(ADMIN, 1, 4)), None);
        // By nobody of the space, and with a signature that is not the owner's.
        assert_eq!(believes(&first, &first.clone().relay(7, 5, 4)), None);
        assert_eq!(believes(&first, &first.clone().relay(7, 0, 4)), None);
        let mut other = Log::new().relay(OWNER, 0, 4);
        other.0.remove(0);
        assert_eq!(believes(&first, &other), None, "with no beginning");
        assert_eq!(believes(&first, &Log::default()), None);
    }
}
