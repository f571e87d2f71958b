//! Decodes vectors of live_root, manifests and segments.

use super::{Outcome, body_word, bytes, hex, id, members, word};
use ekin_protocol::live::LiveTree;
use ekin_protocol::manifest::{Manifest, SegmentRef};
use ekin_protocol::membership::verifying_key;
use ekin_protocol::segment::{Segment, SegmentError};
use serde_json::{Value, json};

pub fn run(case: &Value) -> Outcome {
    match case["op"].as_str().unwrap() {
        "live-root" => {
            let mut tree = LiveTree::new();
            for item in case["items"].as_array().unwrap() {
                assert!(tree.insert(&id(&item[0]), id(&item[1])));
            }
            Ok(json!({ "root": hex(tree.root()), "count": tree.live_count() }))
        }
        "manifest" => manifest(case),
        _ => segment(case),
    }
}

fn manifest(case: &Value) -> Outcome {
    let signed = Manifest::read(&bytes(case)).map_err(|e| word(&e))?;
    let m = &signed.manifest;
    let segment = |s: &SegmentRef| {
        let dead: Vec<_> = (0..s.total as usize + 64).filter(|at| s.is_dead(*at)).collect();
        json!({
            "hash": hex(s.hash.0), "bytes": s.bytes, "first": s.first, "last": s.last, "live": s.live, "total": s.total,
            "dead": dead,
        })
    };
    Ok(json!({
        "space": hex(m.space.0), "seq": m.seq, "r": hex(m.r.0), "t_ms": m.t_ms, "live_count": m.live_count,
        "live_root": hex(m.live_root), "segments": m.segments.iter().map(segment).collect::<Vec<_>>(),
        "tail_bytes": m.tail_bytes, "verifies": signed.verify(&verifying_key(&id(&case["packer"])).unwrap()),
    }))
}

fn segment_word(error: &SegmentError) -> &'static str {
    match error {
        SegmentError::Hash => "hash",
        SegmentError::Cbor(error) => word(error),
        SegmentError::Body(error) => body_word(error),
        SegmentError::Space => "space",
        SegmentError::Order => "order",
        SegmentError::Signature { .. } => "signature",
        SegmentError::Invalid { .. } => "invalid",
    }
}

fn segment(case: &Value) -> Outcome {
    let segment = Segment::open(&bytes(case), &id(&case["hash"])).map_err(|e| segment_word(&e))?;
    let members = members::fold(&case["log"]).unwrap();
    let verified = segment.verify(&members).map_err(|e| segment_word(&e))?;
    let envelopes: Vec<_> = verified
        .iter()
        .map(|v| {
            let items: Vec<_> = v.proof.live.iter().zip(&v.items).map(|(at, (_, hash))| json!([at, hex(hash.0)])).collect();
            json!({
                "seq": v.proof.seq, "t_ms": v.proof.t_ms, "content_id": hex(v.content_id.0), "id": hex(v.id.0),
                "n": v.proof.n, "items": items,
            })
        })
        .collect();
    Ok(json!({ "places": [segment.places.0, segment.places.1], "envelopes": envelopes }))
}
