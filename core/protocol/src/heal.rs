//! What a relay lost that was restored from a backup (protocol 10). A member shows the chain of the log's places, from one
//! that both have to a head that the relay had signed: who can show it had the log, and what it names was in it.

use ed25519_dalek::VerifyingKey;

use crate::cbor::{self, CborError, Result, Writer};
use crate::head::{EntryKind, Head};
use crate::id::{R, SpaceId};
use crate::limits;

const LINK: &str = "link of a lost log";

/// One place of a log, without what it holds: `[seq, t_ms, kind, id]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The place.
    pub seq: u64,
    /// Its time in ms since 1970.
    pub t_ms: u64,
    /// What was there.
    pub kind: EntryKind,
    /// The id that the running hash covers.
    pub id: [u8; 32],
}

impl Link {
    /// Running hash after this place.
    pub fn next_r(&self, before: &R) -> R {
        before.next(self.seq, self.t_ms, self.kind, &self.id)
    }

    fn read(bytes: &[u8]) -> Result<Self> {
        let [seq, t_ms, kind, id] = cbor::tuple(bytes, LINK)?;
        let kind = cbor::u64(kind, LINK)?;
        Ok(Self {
            seq: cbor::u64(seq, LINK)?,
            t_ms: cbor::u64(t_ms, LINK)?,
            kind: EntryKind::from_code(kind).ok_or(CborError::Newer {
                what: LINK,
                key: kind,
            })?,
            id: cbor::bytes(id, LINK)?
                .try_into()
                .map_err(|_| CborError::Form { what: LINK })?,
        })
    }
}

/// CBOR array of links.
pub fn write_links(links: &[Link]) -> Vec<u8> {
    let mut w = Writer::new();
    w.array(links.len());
    for link in links {
        w.array(4).u64(link.seq).u64(link.t_ms);
        w.u64(link.kind.code().into()).bytes(&link.id);
    }
    w.finish()
}

/// Reads links from bytes that passed [`cbor::check`].
pub fn read_links(bytes: &[u8]) -> Result<Vec<Link>> {
    cbor::elements(bytes, LINK, limits::LINKS)?
        .into_iter()
        .map(Link::read)
        .collect()
}

/// A chain that is being followed from a place that is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lost {
    seq: u64,
    r: R,
    ids: Vec<[u8; 32]>,
}

impl Lost {
    /// Starts after place `seq`, where the running hash is `r`.
    pub fn after(seq: u64, r: R) -> Self {
        let ids = Vec::new();
        Self { seq, r, ids }
    }

    /// Follows it over these places. Says whether they come next, and are not too many.
    pub fn follow(&mut self, links: &[Link]) -> bool {
        for link in links {
            if self.seq.checked_add(1) != Some(link.seq) || self.ids.len() >= limits::LOST {
                return false;
            }
            self.r = link.next_r(&self.r);
            self.seq = link.seq;
            if link.kind != EntryKind::Notice {
                self.ids.push(link.id);
            }
        }
        true
    }

    /// What was in the log, if it led to a head that one of these keys signed.
    pub fn proven(self, space: &SpaceId, head: &Head, relays: &[VerifyingKey]) -> Option<Vec<[u8; 32]>> {
        let same = (head.space, head.seq, head.r) == (*space, self.seq, self.r);
        (same && relays.iter().any(|relay| head.verify(relay))).then_some(self.ids)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::Instance;
    use ed25519_dalek::SigningKey;

    fn chain(space: &SpaceId) -> (Vec<Link>, R) {
        let kinds = [EntryKind::Membership, EntryKind::Envelope, EntryKind::Notice];
        let mut r = R::start(space);
        let links = (1..=3u64).zip(kinds).map(|(seq, kind)| {
            let link = Link {
                seq,
                t_ms: 10 * seq,
                kind,
                id: [seq as u8; 32],
            };
            r = link.next_r(&r);
            link
        });
        (links.collect(), r)
    }

    #[test]
    fn only_a_chain_that_leads_to_a_signed_head_proves_what_it_names() {
        let (space, key) = (SpaceId([1; 32]), SigningKey::from_bytes(&[5; 32]));
        let (links, r) = chain(&space);
        let head = Head::sign(&key, space, Instance([2; 16]), 3, r, 30);
        let relays = [key.verifying_key()];
        let lost = |links: &[Link]| {
            let mut lost = Lost::after(0, R::start(&space));
            lost.follow(links).then_some(lost)
        };
        let whole = lost(&links).unwrap();
        let ids = whole.clone().proven(&space, &head, &relays).unwrap();
        assert_eq!(ids, [[1; 32], [2; 32]], "a notice brings nothing");
        let stranger = [SigningKey::from_bytes(&[6; 32]).verifying_key()];
        assert_eq!(whole.clone().proven(&space, &head, &stranger), None);
        assert_eq!(whole.proven(&SpaceId([9; 32]), &head, &relays), None);
        assert_eq!(lost(&links[..2]).unwrap().proven(&space, &head, &relays), None);
        assert!(lost(&links[1..]).is_none(), "it begins elsewhere");
        let mut forged = links.clone();
        forged[1].id = [7; 32];
        assert_eq!(lost(&forged).unwrap().proven(&space, &head, &relays), None);
        let back = read_links(&write_links(&links)).unwrap();
        assert_eq!(back, links);
        let far = Link {
            seq: u64::MAX,
            ..links[0].clone()
        };
        assert!(!Lost::after(u64::MAX, r).follow(&[far]));
    }
}
