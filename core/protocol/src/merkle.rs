//! The Merkle tree of RFC 6962, 2.1, over the item hashes of one envelope. A dead subtree is one hash.

use sha2::{Digest, Sha256};

use crate::id::{ContentId, ItemHash};

/// A proof that does not fit its tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the proof does not fit its tree")]
pub struct BadProof;

fn leaf(item: &ItemHash) -> [u8; 32] {
    let mut h = Sha256::new();
    h.update([0]);
    h.update(item.0);
    h.finalize().into()
}

fn node(left: &[u8; 32], right: &[u8; 32]) -> [u8; 32] {
    let mut h = Sha256::new();
    h.update([1]);
    h.update(left);
    h.update(right);
    h.finalize().into()
}

/// Largest power of two below `n`, which is at least 2.
fn split(n: usize) -> usize {
    n.next_power_of_two() / 2
}

/// The root over all items; of none, SHA-256 of nothing (RFC 6962).
pub fn content_id(items: &[ItemHash]) -> ContentId {
    ContentId(root(items))
}

fn root(items: &[ItemHash]) -> [u8; 32] {
    match items {
        [] => Sha256::digest([]).into(),
        [one] => leaf(one),
        _ => match items.split_at_checked(split(items.len())) {
            Some((left, right)) => node(&root(left), &root(right)),
            None => [0; 32],
        },
    }
}

/// The fewest hashes that stand for the items not in `live`, from left to right. `live` holds ascending
/// indices.
pub fn dead(items: &[ItemHash], live: &[usize]) -> Vec<[u8; 32]> {
    let mut out = Vec::new();
    collect_dead(items, 0, live, &mut out);
    out
}

fn collect_dead(items: &[ItemHash], first: usize, live: &[usize], out: &mut Vec<[u8; 32]>) {
    let here = live.iter().any(|i| (first..first + items.len()).contains(i));
    if !here {
        out.push(root(items));
    } else if let Some((left, right)) = (items.len() > 1).then(|| items.split_at(split(items.len()))) {
        collect_dead(left, first, live, out);
        collect_dead(right, first + left.len(), live, out);
    }
}

/// The root of a tree of `n` items, of which `live` (ascending by index) are given and the others are
/// stood for by `dead`. Every hash given must be used.
pub fn root_of_live(n: usize, live: &[(usize, ItemHash)], dead: &[[u8; 32]]) -> Result<ContentId, BadProof> {
    if n == 0
        || live
            .iter()
            .zip(live.iter().skip(1))
            .any(|((a, _), (b, _))| a >= b)
    {
        return Err(BadProof);
    }
    let (mut live, mut dead) = (live.iter().peekable(), dead.iter());
    let root = rebuild(0, n, &mut live, &mut dead)?;
    match (live.next(), dead.next()) {
        (None, None) => Ok(ContentId(root)),
        _ => Err(BadProof),
    }
}

fn rebuild<'a>(
    first: usize,
    n: usize,
    live: &mut std::iter::Peekable<std::slice::Iter<'a, (usize, ItemHash)>>,
    dead: &mut std::slice::Iter<'a, [u8; 32]>,
) -> Result<[u8; 32], BadProof> {
    match live.peek() {
        Some((at, item)) if *at < first + n => {
            if n == 1 {
                live.next();
                return Ok(leaf(item));
            }
            let k = split(n);
            let left = rebuild(first, k, live, dead)?;
            let right = rebuild(first + k, n - k, live, dead)?;
            Ok(node(&left, &right))
        }
        _ => dead.next().copied().ok_or(BadProof),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn roots_of_rfc_6962() {
        // Leaf and node hashes computed by hand with sha256sum over 0x00||leaf and 0x01||left||right.
        let items: Vec<_> = (0..3u8).map(|i| ItemHash([i; 32])).collect();
        let pair = node(&leaf(&items[0]), &leaf(&items[1]));
        assert_eq!(content_id(&items).0, node(&pair, &leaf(&items[2])));
        assert_eq!(content_id(&items[..1]).0, leaf(&items[0]));
    }

    proptest! {
        #[test]
        fn live_items_and_dead_hashes_give_the_root(n in 1usize..65, mask in any::<u64>()) {
            let items: Vec<_> = (0..n).map(|i| ItemHash([i as u8; 32])).collect();
            let live: Vec<_> = (0..n).filter(|i| mask >> (i % 64) & 1 == 1).collect();
            let proof = dead(&items, &live);
            let pairs: Vec<_> = live.iter().map(|i| (*i, items[*i])).collect();
            prop_assert_eq!(root_of_live(n, &pairs, &proof), Ok(content_id(&items)));
            if !pairs.is_empty() {
                prop_assert_ne!(root_of_live(n, &pairs[1..], &proof), Ok(content_id(&items)));
            }
            let more = [proof.clone(), vec![[0; 32]]].concat();
            prop_assert_eq!(root_of_live(n, &pairs, &more), Err(BadProof));
        }
    }
}
