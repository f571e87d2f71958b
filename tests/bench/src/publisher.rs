//! A publisher with no store: frames made beforehand, so that what is measured is the relay.

use std::net::SocketAddr;

use ed25519_dalek::SigningKey;
use ekin_core::domain::territory::Territory;
use ekin_core::domain::text::Texts;
use ekin_core::record::payload;
use ekin_exchange::draft::Draft;
use ekin_protocol::cbor::{self, Fields, Writer};
use ekin_protocol::envelope::{Frame, Statement};
use ekin_protocol::head::Head;
use ekin_protocol::id::{Incarnation, ItemHash, ListingKey, OrgId, R, SealKey, Short, SignKey, SpaceId};
use ekin_protocol::item::{Item, Meta, kind, write_record};
use ekin_protocol::link::Link;
use ekin_protocol::membership::{Body, Genesis, Record, RelayAt, SignedRecord, SpaceKind};
use ekin_protocol::session::Cursor;

use crate::error::{BenchError, Result};
use crate::http;

/// A publisher and its space.
pub struct Publisher {
    /// Its key.
    pub key: SigningKey,
    /// Its space, which it owns.
    pub space: SpaceId,
    /// The log when the space was made.
    pub start: Cursor,
    relay: SocketAddr,
    org: OrgId,
    dev_seq: u64,
    prev: Short,
}

impl Publisher {
    /// Makes a space on this relay.
    ///
    /// # Errors
    /// When the relay refuses.
    pub fn found(relay: SocketAddr, seed: u8) -> Result<Self> {
        let about = http::get(relay, "/v1/relay")?;
        let mut fields = Fields::read(&about, "relay")?;
        let relay_key: SignKey = cbor::fixed(fields.required(1)?, "relay")?;
        let packer: SignKey = cbor::fixed(fields.required(2)?, "relay")?;
        let key = SigningKey::from_bytes(&[seed; 32]);
        let org = OrgId([seed; 16]);
        let genesis = Body::Genesis(Genesis {
            space_kind: SpaceKind::Catalogue,
            nonce: [seed; 16],
            sign: SignKey(key.verifying_key().to_bytes()),
            seal: SealKey([seed; 32]),
            org,
        });
        let at = Body::Relay(RelayAt {
            urls: vec![format!("http://{relay}")],
            key: relay_key,
        });
        let mut records: Vec<SignedRecord> = Vec::new();
        for body in [genesis, at, Body::Packer(packer)] {
            let previous = records.last().map(SignedRecord::id);
            records.push(SignedRecord::sign(
                Record {
                    previous,
                    ord: 0,
                    body,
                },
                &key,
            ));
        }
        let mut w = Writer::new();
        w.map(1).u64(0).array(records.len());
        for record in &records {
            w.bytes(&record.write());
        }
        let head = Head::read(&http::ask(relay, "POST", "/v1/spaces", &w.finish())?)?;
        let space = records.first().and_then(SignedRecord::space);
        let space = space.ok_or_else(|| BenchError::unexpected("no genesis"))?;
        let r = R(head.r.0);
        Ok(Self {
            key,
            space,
            start: Cursor::new(&space, head.seq, &r),
            relay,
            org,
            dev_seq: 0,
            prev: Short([0; 16]),
        })
    }

    /// A link to its territory.
    pub fn link(&self) -> String {
        Link::Territory {
            space: self.space,
            urls: vec![format!("http://{}", self.relay)],
            name: "Figures".to_owned(),
            code: None,
        }
        .to_string()
    }

    /// The record of a listing, as an import makes it.
    ///
    /// # Errors
    /// When the draft is no listing.
    pub fn item(&self, draft: &Draft, replaces: &[ItemHash]) -> Result<(Vec<u8>, ItemHash)> {
        let territory = Territory::new(Texts::default(), chrono_tz::Tz::Europe__Paris);
        let listing = ekin_core::app::draft::validate(draft, &territory);
        let listing = listing.map_err(|errors| BenchError::unexpected(format!("{errors:?}")))?;
        let source = draft
            .source
            .as_ref()
            .ok_or_else(|| BenchError::unexpected("no source"))?;
        let key = ListingKey::of_import(&source.scheme, &source.id);
        let meta = Meta {
            kind: kind::LISTING,
            supersedes: replaces.iter().map(ItemHash::short).collect(),
            at_ms: 1_800_000_000_000,
            listing: Some((self.org, key)),
            ..Meta::default()
        };
        let item = write_record(
            &self.space.listing(&self.org, &key),
            &meta,
            &payload::encode(&listing)?,
        );
        let hash = Item::read(&item)?.hash();
        Ok((item, hash))
    }

    /// The next envelope of its chain.
    ///
    /// # Errors
    /// When the items do not fit.
    pub fn frame(&mut self, items: &[Vec<u8>]) -> Result<Frame> {
        let statement = Statement {
            ord: 0,
            incarnation: Incarnation([1; 8]),
            dev_seq: self.dev_seq + 1,
            prev: self.prev,
            view: None,
        };
        let frame = Frame::public(&self.space, &statement, items, &self.key)?;
        self.dev_seq += 1;
        self.prev = frame.content_id.short();
        Ok(frame)
    }

    /// Envelopes of so many items each.
    ///
    /// # Errors
    /// As [`Publisher::item`] and [`Publisher::frame`].
    pub fn frames(&mut self, drafts: &[Draft], together: usize) -> Result<Vec<Frame>> {
        let mut frames = Vec::new();
        for some in drafts.chunks(together) {
            let items: Result<Vec<_>> = some.iter().map(|draft| Ok(self.item(draft, &[])?.0)).collect();
            frames.push(self.frame(&items?)?);
        }
        Ok(frames)
    }
}
