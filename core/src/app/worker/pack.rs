//! Segments of a pack: verified and made into rows on one thread, loaded on another.

use ekin_protocol::id::{ContentId, SpaceId};
use ekin_protocol::manifest::{Manifest, SegmentRef};
use ekin_protocol::membership::Membership;
use ekin_protocol::segment::{self, Proof, SegmentError};

use super::WorkError;
use super::space_tx::OneSpace;
use crate::app::keys::DeviceKeys;
use crate::domain::fold::Folder;
use crate::record::projection::{self, At, Context, PreparedRow};
use crate::storage::{Base, Logged, Sp, Tx};
use crate::sync::fold::Fold;
use crate::sync::port::Position;

/// Segments loaded in one transaction at most: what an interruption costs.
const TOGETHER: usize = 8;

/// A verified segment, as rows.
pub struct Segment {
    /// The space.
    pub space: SpaceId,
    reference: SegmentRef,
    proofs: Vec<(Proof, ContentId)>,
    rows: Vec<PreparedRow>,
}

/// Verifies a segment, every signature and every item, and makes its rows.
pub fn prepare(
    reference: SegmentRef,
    bytes: &[u8],
    members: &Membership,
    context: &Context,
) -> Result<Segment, WorkError> {
    let opened = segment::Segment::open(bytes, &reference.hash)?;
    if opened.places != (reference.first, reference.last) || opened.len() as u64 != reference.total {
        return Err(SegmentError::Order.into());
    }
    let mut rows = Vec::with_capacity(opened.len());
    let mut proofs = Vec::with_capacity(opened.proofs.len());
    let mut folder = Folder::default();
    for verified in opened.verify(members)? {
        let proof = verified.proof;
        for ((item, hash), n) in verified.items.iter().zip(&proof.live) {
            let (seq, t_ms, ord) = (proof.seq, proof.t_ms, proof.statement.ord);
            let at = At {
                seq,
                t_ms,
                ord,
                n: *n,
            };
            rows.push(projection::prepare(item, hash, at, context, &mut folder));
        }
        proofs.push((proof.clone(), verified.content_id));
    }
    Ok(Segment {
        space: members.space,
        reference,
        proofs,
        rows,
    })
}

impl Segment {
    fn load(&self, tx: &Tx<'_>, sp: Sp) -> Result<(), WorkError> {
        let logged = |(proof, content_id): &'_ (Proof, ContentId)| Logged {
            seq: proof.seq,
            t_ms: proof.t_ms,
            ord: proof.statement.ord,
            incarnation: proof.statement.incarnation,
            dev_seq: proof.statement.dev_seq,
            content_id: *content_id,
            statement: &[],
            sig: proof.sig,
        };
        let mut entries: Vec<Logged<'_>> = self.proofs.iter().map(logged).collect();
        for (entry, (proof, _)) in entries.iter_mut().zip(&self.proofs) {
            entry.statement = &proof.statement_bytes;
        }
        Ok(tx.load_segment(sp, &self.reference, &entries, &self.rows)?)
    }
}

/// Loads segments in one transaction. The first of all is loaded alone, so that a person can read at once.
pub fn load(
    tx: &Tx<'_>,
    sp: Sp,
    first: &Segment,
    more: &mut dyn FnMut() -> Option<Segment>,
) -> Result<(), WorkError> {
    let alone = tx.held_segments(sp)?.is_empty();
    first.load(tx, sp)?;
    for _ in 1..TOGETHER {
        let next = if alone { None } else { more() };
        let Some(segment) = next else { break };
        segment.load(tx, sp)?;
    }
    Ok(())
}

/// All segments are loaded: what the manifest does not hold alive goes, and the rest must give its root.
pub fn finish(
    tx: &Tx<'_>,
    sp: Sp,
    fold: &mut Fold,
    keys: &DeviceKeys,
    manifest: &Manifest,
) -> Result<(), WorkError> {
    tx.finish_pack(sp, manifest)?;
    let at = Position {
        seq: manifest.seq,
        r: manifest.r,
        t_ms: manifest.t_ms,
    };
    fold.finish_pack(
        &mut OneSpace::new(tx, sp, keys),
        at,
        &manifest.live_root,
        manifest.live_count,
    )?;
    let (seq, r) = (manifest.seq, manifest.r);
    tx.set_base(
        sp,
        &Base {
            etag: None,
            seq,
            r,
            live_root: manifest.live_root,
        },
    )?;
    *fold = Fold::load(&mut OneSpace::new(tx, sp, keys), fold.space)?;
    Ok(())
}
