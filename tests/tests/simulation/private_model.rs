//! What must be true of a house in the end, in the simplest words: the relay's log is a list of envelopes and membership
//! records; whoever is a member shows what the list says; whatever a person was told is done is in it.

use std::collections::{BTreeMap, BTreeSet};

use ekin_core::document::scan::scan;
use ekin_core::domain::kind::Plain;
use ekin_core::storage::{OutState, OwnEntry, StoreError};
use ekin_protocol::code::Code;
use ekin_protocol::envelope::{Frame, Items, view16};
use ekin_protocol::head::EntryKind;
use ekin_protocol::id::{ContentId, Incarnation, ItemHash, ObjectId, Ord, R, RecordId, Short, SpaceId};
use ekin_protocol::item::ItemType;
use ekin_protocol::membership::{Body, Membership, SignedRecord};

use super::relay::Kept;
use super::story::{Home, Insider, Past};
use super::world::World;

/// Places of chains, and of documents' authors.
type Place = (Ord, Incarnation, u64);
type Change = ([u8; 16], u64);

/// What left the devices: one content to a place, one change to an author and number (law 4).
#[derive(Clone, Default)]
pub struct Outside {
    contents: BTreeMap<Place, ContentId>,
    changes: BTreeMap<Change, [u8; 32]>,
}

impl Outside {
    /// Looks at what a device has signed for another, or got from one.
    pub fn note<S: Kept>(&mut self, world: &World<S>, space: &SpaceId, phone: usize) {
        let doubled = world.phones.iter().any(|phone| phone.doubled);
        let handed = world.phones[phone].look_at(space, |read, sp| read.handed(sp, 0, u32::MAX));
        for one in handed.unwrap_or_default() {
            if one.signed.is_some() {
                let place = (one.ord, one.incarnation, one.dev_seq);
                self.say(place, one.content_id, &one.items, doubled);
            }
        }
    }

    /// A copy of a device, or one that was set back, does not know what the other said.
    fn say(&mut self, place: Place, content: ContentId, items: &[u8], doubled: bool) {
        let known = *self.contents.entry(place).or_insert(content);
        assert!(doubled || known == content, "two contents at {place:?}");
        for item in Items::read(items.to_vec()).unwrap().iter() {
            let item = item.unwrap();
            if item.item_type == ItemType::Change {
                let summary = scan(item.content().unwrap()).unwrap();
                let change = (summary.actor.0, summary.seq);
                let known = *self.changes.entry(change).or_insert(summary.hash.0);
                assert!(
                    doubled || known == summary.hash.0,
                    "two changes of one author and number"
                );
            }
        }
    }
}

/// What the log says, found without any code of the fold.
struct Truth {
    members: Membership,
    r: R,
    seq: u64,
    /// Changes of documents that it holds, of each.
    changes: BTreeMap<ObjectId, BTreeSet<[u8; 32]>>,
    /// How often a checkpoint named a document: each time its history may have become one change.
    ended: BTreeMap<ObjectId, u32>,
    /// Records that it holds, none of which replaces another.
    records: BTreeMap<ObjectId, BTreeSet<ItemHash>>,
    /// Envelopes that mean harm: no device counts them.
    aside: u64,
    /// Envelopes that follow what is not in the log.
    orphans: u64,
}

impl Truth {
    fn of(
        space: &SpaceId,
        past: &Past,
        outside: &mut Outside,
        doubled: bool,
        harm: Option<&Insider>,
    ) -> Self {
        let mut r = R::start(space);
        let mut places = vec![r];
        let mut members: Option<Membership> = None;
        let mut chains: BTreeMap<(Ord, Incarnation), (u64, Short)> = BTreeMap::new();
        let mut newest: BTreeMap<Ord, Vec<Incarnation>> = BTreeMap::new();
        let mut changes: BTreeMap<ObjectId, BTreeSet<[u8; 32]>> = BTreeMap::new();
        let mut ended: BTreeMap<ObjectId, u32> = BTreeMap::new();
        let mut told: BTreeMap<(Ord, Incarnation), u64> = BTreeMap::new();
        let mut records: BTreeMap<ObjectId, BTreeSet<ItemHash>> = BTreeMap::new();
        let (mut aside, mut orphans) = (0, 0);
        for (entry, seq) in past.entries.iter().zip(1..) {
            let (before, next) = (r, entry.next_r(space, &r).unwrap());
            r = next;
            places.push(r);
            match entry.kind {
                EntryKind::Membership | EntryKind::HealedMembership => {
                    let record = SignedRecord::read(&entry.body).unwrap();
                    let again = entry.kind == EntryKind::HealedMembership;
                    match &mut members {
                        None => members = Some(Membership::start(*space, &record, seq).unwrap()),
                        Some(members) if again => {
                            members.append_again(&record, seq, entry.t_ms).unwrap();
                        }
                        Some(members) => members.append(&record, seq, entry.t_ms).unwrap(),
                    }
                    if let Body::Checkpoint(checkpoint) = &record.record.body {
                        for object in checkpoint.begins.iter().filter(|id| changes.contains_key(id)) {
                            *ended.entry(*object).or_default() += 1;
                        }
                        // Nothing that they follow can be logged any more.
                        if !again {
                            assert_eq!((checkpoint.upto, checkpoint.r), (seq - 1, before));
                            orphans = 0;
                        }
                    }
                    continue;
                }
                EntryKind::Envelope | EntryKind::HealedEnvelope => {}
                EntryKind::Notice => continue,
            }
            let members = members.as_ref().unwrap();
            let frame = Frame::read(&entry.body).unwrap();
            let says = &frame.statement;
            // Law 7: whoever writes is a member then, by the log's time, under the present epoch; no clock has a say. What comes back
            // after a restore was judged where it stood the first time.
            let again = entry.kind == EntryKind::HealedEnvelope;
            let author = members.member(says.ord).unwrap();
            let role = author.role_at(seq, entry.t_ms).map(|(role, _)| role);
            assert!(again || role.expect("a member then").writes_in_private());
            assert!(
                again || frame.epoch == members.epoch_at(seq),
                "under the present key"
            );
            let chain = chains
                .entry((says.ord, says.incarnation))
                .or_insert((0, Short([0; 16])));
            assert_eq!(
                (says.dev_seq, says.prev),
                (chain.0 + 1, chain.1),
                "no dev_seq twice"
            );
            *chain = (says.dev_seq, frame.content_id.short());
            let lives = newest.entry(says.ord).or_default();
            if says.dev_seq == 1 {
                lives.push(says.incarnation);
            }
            assert_eq!(
                lives.last(),
                Some(&says.incarnation),
                "a life that is over stays so"
            );
            // What was written before a checkpoint is written anew behind it.
            let told = told.entry((says.ord, says.incarnation)).or_default();
            *told = says.view.filter(|_| !again).map_or(0, |view| view.seq).max(*told);
            assert!(
                again || *told >= members.checkpoint_before(seq),
                "the last checkpoint is known"
            );
            // Two histories are seen by the first word that crosses over: no honest one does.
            if let Some(view) = says.view.filter(|_| !again) {
                let place = places[usize::try_from(view.seq).unwrap()];
                assert_eq!(
                    view.view,
                    view16(&place, &[0; 32]),
                    "an author's view is this log's"
                );
            }
            if harm.is_some_and(|harm| harm.harms(&frame.content_id)) {
                aside += 1;
                continue;
            }
            let mut keys = past
                .keys
                .get(&frame.epoch)
                .unwrap_or_else(|| panic!("no key of epoch {}", frame.epoch))
                .iter();
            let items = keys.find_map(|key| frame.open_sealed(space, key).ok()).unwrap();
            if harm.is_some_and(|harm| harm.is_orphan(&frame.content_id)) {
                // It knows of no new generation.
                let of = items.iter().next().unwrap().unwrap().object;
                match ended.contains_key(&of) {
                    true => aside += 1,
                    false => orphans += 1,
                }
                continue;
            }
            let bytes: Vec<&[u8]> = items.bytes().collect();
            let bytes = ekin_protocol::envelope::write_items(&bytes);
            let place = (says.ord, says.incarnation, says.dev_seq);
            outside.say(place, frame.content_id, &bytes, doubled);
            for item in items.iter() {
                let item = item.unwrap();
                if item.item_type == ItemType::Record {
                    records.entry(item.object).or_default().insert(item.hash());
                    continue;
                }
                let hash = scan(item.content().unwrap()).unwrap().hash.0;
                let new = changes.entry(item.object).or_default().insert(hash);
                assert!(new || doubled, "a change is logged once");
            }
        }
        Self {
            members: members.unwrap(),
            r,
            seq: past.entries.len() as u64,
            changes,
            ended,
            records,
            aside,
            orphans,
        }
    }
}

fn tags(plain: Option<&Plain>) -> BTreeSet<String> {
    let Some(Plain::List(list)) = plain else {
        return BTreeSet::new();
    };
    let text = |tag: &Plain| match tag {
        Plain::Str(tag) => tag.clone(),
        other => panic!("{other:?}"),
    };
    list.iter().map(text).collect()
}

/// What a device shows of its documents: fields, rivals, how many steps each took.
type Shown = BTreeMap<ObjectId, (String, BTreeSet<String>, usize)>;

/// Checks everything that must be true when nothing is under way any more.
pub fn check<S: Kept>(story: &Home, world: &World<S>) {
    let space = &story.space;
    let doubled = world.phones.iter().any(|phone| phone.doubled);
    let mut outside = story.outside.clone();
    let truth = Truth::of(space, &story.past, &mut outside, doubled, story.harm.as_ref());
    judged(story, world, &truth.members);
    let mut first: Option<(usize, Shown)> = None;
    for (n, phone) in story.phones.iter().map(|n| (*n, &world.phones[*n])) {
        let sign = phone.sign.unwrap();
        // Whose time is over gets no new key, and so may have to wait for ever.
        let now = story.past.entries.last().map_or(0, |entry| entry.t_ms);
        let member = truth.members.by_key(&sign);
        let reads = member.is_some_and(|member| member.role().is_some() && !member.is_over(now));
        no_later_epoch(story, world, &truth, n, reads);
        let gone = !reads || story.leaving.contains(&n);
        phone.look_at(space, |read, sp| {
            explained(&read.refused_own(sp)?, gone, phone.doubled)
        });
        if !reads {
            continue;
        }
        let rest = phone.look_at(space, |read, sp| {
            let (space, out) = (read.space(sp)?, read.out_counts(sp)?);
            let waits: Vec<_> = read
                .unlogged_own(sp, 0, u32::MAX)?
                .iter()
                .map(|own| own.state)
                .collect();
            assert_eq!(
                (out.pending, out.sent, out.received),
                (0, 0, 0),
                "phone {n}: {waits:?}"
            );
            // Whoever began from a pack never saw what was set aside before it.
            let (aside, begun) = (read.quarantined(sp)?, space.base.is_some_and(|base| base.seq > 0));
            assert!(
                aside == truth.aside || (begun && aside < truth.aside),
                "phone {n}: quarantined {aside} of {}",
                truth.aside
            );
            for (object, records) in &truth.records {
                let here: BTreeSet<_> = read.heads(sp, object)?.iter().map(|head| head.hash).collect();
                assert_eq!(&here, records, "phone {n}: records of {object}");
            }
            assert_eq!(read.staged_count(sp)?, truth.orphans, "phone {n}: staged");
            assert_eq!(read.carried_size(sp)?, (0, 0), "phone {n} carries");
            Ok((space.cursor.seq, space.cursor.r))
        });
        assert_eq!(rest, Some((truth.seq, truth.r)), "phone {n}: cursor");
        let shown = shown(world, space, n);
        // A history that ended is one change, or goes on with a conflict as it was.
        let known: BTreeSet<_> = shown.keys().collect();
        assert_eq!(known, truth.changes.keys().collect(), "phone {n}: documents");
        for (id, (_, _, steps)) in shown.iter().filter(|(id, _)| !truth.ended.contains_key(id)) {
            let logged = truth.changes[id].len();
            assert_eq!(*steps, logged, "phone {n}, {id}: each change of the log, once");
        }
        match &first {
            None => first = Some((n, shown)),
            Some((other, first)) => assert_eq!(&shown, first, "phones {n} and {other}"),
        }
    }
    let all: BTreeSet<String> = first
        .into_iter()
        .flat_map(|(_, shown)| shown)
        .flat_map(|(_, (_, tags, _))| tags)
        .collect();
    // Whoever came before their invitation did was not let in, and keeps what they wrote until there is another.
    let outside = |phone: usize| {
        let sign = world.phones[phone].sign.unwrap();
        truth.members.by_key(&sign).is_none()
    };
    for edit in &story.edits {
        // A document of somebody who left, that no log ever had, was never there.
        let maker = story
            .documents
            .iter()
            .find(|(_, id)| *id == edit.document)
            .map(|(by, _)| *by);
        let never = maker.is_some_and(|by| story.leaving.contains(&by) || outside(by));
        let excused = edit.uncertain
            || story.undone.contains(&edit.document)
            || never
            || outside(edit.by)
            || story.leaving.contains(&edit.by);
        assert!(all.contains(&edit.tag) || excused, "{edit:?} is lost");
    }
}

/// Law 9: a checkpoint that lies is disputed, nobody says that it is right, and no log ends at it; one that is true is found so.
fn judged<S: Kept>(story: &Home, world: &World<S>, members: &Membership) {
    let lied = |id: &RecordId| story.liar.as_ref().is_some_and(|liar| liar.lied(id));
    for checkpoint in members.checkpoints() {
        let (right, wrong) = (checkpoint.attested.len(), checkpoint.disputed.len());
        match lied(&checkpoint.id) {
            true => assert_eq!(right, 0, "a lie at {} is said to be right", checkpoint.seq),
            false => assert_eq!(wrong, 0, "what is true at {} is disputed", checkpoint.seq),
        }
    }
    let cut = world
        .relay
        .relay()
        .storage()
        .snapshot(&story.space)
        .unwrap()
        .unwrap()
        .cut;
    let at = |upto: u64| {
        members
            .checkpoints()
            .iter()
            .find(move |one| one.upto == upto && one.stands())
    };
    assert!(at(cut).is_none_or(|one| !lied(&one.id)), "the log ends at a lie");
    let last = members.checkpoint();
    assert!(last.is_none_or(|last| !lied(&last.id)), "a lie is the last word");
}

/// Law 7: whoever was removed is granted no later epoch, and has none.
fn no_later_epoch<S: Kept>(story: &Home, world: &World<S>, truth: &Truth, phone: usize, reads: bool) {
    let device = &world.phones[phone];
    let Some(member) = truth.members.by_key(&device.sign.unwrap()) else {
        return;
    };
    let gone = member.history.last().filter(|standing| standing.role.is_none());
    let Some(gone) = gone else { return };
    assert!(!reads);
    // Under the record that removed it a new epoch began.
    let first = truth.members.epoch_at(gone.from_seq) + 1;
    assert!(first <= truth.members.epoch(), "a removal begins an epoch");
    for n in first..=truth.members.epoch() {
        assert!(
            truth.members.grant(n, member.ord).is_none(),
            "epoch {n} granted to who was removed"
        );
        let key = device.look_at(&story.space, |read, sp| read.epoch_key(sp, n));
        assert!(
            key.flatten().is_none(),
            "epoch {n} is on the device that was removed"
        );
    }
}

/// What a device keeps as refused has a reason that is one.
fn explained(refused: &[OwnEntry], gone: bool, doubled: bool) -> Result<(), StoreError> {
    for own in refused {
        let OutState::Refused(code) = own.state else {
            panic!("{own:?}")
        };
        let explained = gone && matches!(code, Code::Removed | Code::NotAllowed);
        assert!(explained || doubled, "refused {code:?}");
    }
    Ok(())
}

fn shown<S: Kept>(world: &World<S>, space: &SpaceId, phone: usize) -> Shown {
    let device = world.phones[phone].device();
    let lines = device.documents(*space, None, None, 999).unwrap();
    let one = |line: ekin_core::app::document::DocumentLine| {
        let id = line.object.to_string();
        assert!(!line.pending && line.carried.is_none(), "phone {phone}: {line:?}");
        let shown = device.show_document(*space, &id).unwrap();
        let steps = device.document_history(*space, &id).unwrap();
        assert!(steps.iter().all(|step| step.confirmed && !step.carried));
        let values = format!("{:?} {:?}", shown.contents.values(), shown.rivals);
        // What was written on top of what another phone brought is a value beside the other's, where a checkpoint came between.
        let rivals = shown.rivals.iter().filter(|field| field.at == "tags");
        let rivals = rivals
            .flat_map(|field| &field.values)
            .map(|(value, _)| Some(value));
        let values_of_tags = [shown.contents.values().get("tags")].into_iter().chain(rivals);
        (
            line.object,
            (values, values_of_tags.flat_map(tags).collect(), steps.len()),
        )
    };
    lines.into_iter().map(one).collect()
}
