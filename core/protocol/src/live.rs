//! `live_root`: the root of a 16-ary hash tree of depth 4 over the first 16 bits of object ids.
//!
//! leaf = `H("leaf", sorted live item hashes...)`, node = `H("node", 16 children)`; what is empty is 32 zero
//! bytes, at every level, so that an empty space has a zero root.

use crate::hash::{h, hasher};
use crate::id::{ItemHash, ObjectId};
use sha2::Digest;

const EMPTY: [u8; 32] = [0; 32];
/// Nodes of the levels below the root, from the leaves up.
const WIDTHS: [usize; 4] = [65_536, 4_096, 256, 16];

/// The tree, kept up to date as items live and die.
#[derive(Clone, Debug)]
pub struct LiveTree {
    leaves: Vec<Vec<ItemHash>>,
    levels: [Vec<[u8; 32]>; 4],
    dirty: Vec<u16>,
    live: u64,
}

impl Default for LiveTree {
    fn default() -> Self {
        Self {
            leaves: vec![Vec::new(); 65_536],
            levels: WIDTHS.map(|n| vec![EMPTY; n]),
            dirty: Vec::new(),
            live: 0,
        }
    }
}

/// The leaf that an object belongs to.
pub fn bucket(object: &ObjectId) -> u16 {
    let [a, b, ..] = object.0;
    u16::from_be_bytes([a, b])
}

impl LiveTree {
    /// An empty tree.
    pub fn new() -> Self {
        Self::default()
    }

    /// An item lives from now on. Says whether it did not before.
    pub fn insert(&mut self, object: &ObjectId, item: ItemHash) -> bool {
        let bucket = bucket(object);
        let Some(leaf) = self.leaves.get_mut(usize::from(bucket)) else {
            return false;
        };
        let Err(at) = leaf.binary_search(&item) else {
            return false;
        };
        leaf.insert(at, item);
        self.dirty.push(bucket);
        self.live += 1;
        true
    }

    /// An item is dead from now on. Says whether it lived before.
    pub fn remove(&mut self, object: &ObjectId, item: &ItemHash) -> bool {
        let bucket = bucket(object);
        let Some(leaf) = self.leaves.get_mut(usize::from(bucket)) else {
            return false;
        };
        let Ok(at) = leaf.binary_search(item) else {
            return false;
        };
        leaf.remove(at);
        self.dirty.push(bucket);
        self.live -= 1;
        true
    }

    /// How many items live.
    pub fn live_count(&self) -> u64 {
        self.live
    }

    /// The root. Costs what changed since it was last asked for.
    pub fn root(&mut self) -> [u8; 32] {
        let mut dirty = std::mem::take(&mut self.dirty);
        dirty.sort_unstable();
        dirty.dedup();
        let mut touched: Vec<usize> = dirty.into_iter().map(usize::from).collect();
        let [leaves, ..] = &mut self.levels;
        for at in &touched {
            if let (Some(hash), Some(items)) = (leaves.get_mut(*at), self.leaves.get(*at)) {
                *hash = leaf_hash(items);
            }
        }
        for level in 1..WIDTHS.len() {
            touched.iter_mut().for_each(|at| *at /= 16);
            touched.dedup();
            let (below, above) = self.levels.split_at_mut(level);
            let (Some(below), Some(above)) = (below.last(), above.first_mut()) else {
                break;
            };
            for at in &touched {
                if let (Some(hash), Some(children)) = (above.get_mut(*at), below.get(at * 16..at * 16 + 16)) {
                    *hash = node_hash(children);
                }
            }
        }
        let [.., top] = &self.levels;
        node_hash(top)
    }
}

fn leaf_hash(sorted: &[ItemHash]) -> [u8; 32] {
    if sorted.is_empty() {
        return EMPTY;
    }
    let mut hasher = hasher("leaf");
    sorted.iter().for_each(|item| hasher.update(item.0));
    hasher.finalize().into()
}

fn node_hash(children: &[[u8; 32]]) -> [u8; 32] {
    if children.iter().all(|child| *child == EMPTY) {
        EMPTY
    } else {
        h("node", &[children.as_flattened()])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn item(n: u32) -> (ObjectId, ItemHash) {
        let hash = h("test", &[&n.to_be_bytes()]);
        (ObjectId(crate::hash::first16(&hash)), ItemHash(hash))
    }

    /// The definition, written without any thought of speed.
    fn naive(items: &[(ObjectId, ItemHash)]) -> [u8; 32] {
        fn node(items: &[(ObjectId, ItemHash)], prefix: usize, depth: u32) -> [u8; 32] {
            if depth == 4 {
                let mut here: Vec<_> = items
                    .iter()
                    .filter(|(o, _)| usize::from(bucket(o)) == prefix)
                    .map(|(_, i)| i.0)
                    .collect();
                here.sort();
                return if here.is_empty() {
                    EMPTY
                } else {
                    h("leaf", &[here.as_flattened()])
                };
            }
            let children: Vec<_> = (0..16).map(|i| node(items, prefix * 16 + i, depth + 1)).collect();
            if children.iter().all(|c| *c == EMPTY) {
                EMPTY
            } else {
                h("node", &[children.as_flattened()])
            }
        }
        node(items, 0, 0)
    }

    #[test]
    fn equals_the_definition() {
        let items: Vec<_> = (0..3).map(item).collect();
        let mut tree = LiveTree::new();
        assert_eq!(tree.root(), EMPTY);
        items
            .iter()
            .for_each(|(object, hash)| assert!(tree.insert(object, *hash)));
        assert_eq!(tree.root(), naive(&items));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        #[test]
        fn order_and_detours_do_not_matter(
            mut steps in proptest::collection::vec((0u32..60, any::<bool>()), 0..120),
        ) {
            let mut tree = LiveTree::new();
            let mut alive = std::collections::BTreeSet::new();
            for (n, live) in &steps {
                let (object, hash) = item(*n);
                if *live {
                    prop_assert_eq!(tree.insert(&object, hash), alive.insert(*n));
                } else {
                    prop_assert_eq!(tree.remove(&object, &hash), alive.remove(n));
                }
                if n % 7 == 0 {
                    tree.root();
                }
            }
            let mut direct = LiveTree::new();
            steps.clear();
            for n in alive.iter().rev() {
                let (object, hash) = item(*n);
                direct.insert(&object, hash);
            }
            prop_assert_eq!(tree.root(), direct.root());
            prop_assert_eq!(tree.live_count(), alive.len() as u64);
        }
    }
}
