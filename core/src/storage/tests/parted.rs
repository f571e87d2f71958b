//! What a device keeps of a space that it left: what travelled since the last backup but one, within its bounds, and no longer.

use ekin_protocol::head::{EntryKind, Head};
use ekin_protocol::heal::Link;
use ekin_protocol::id::{Instance, R, SignKey, Signature};

use super::*;

const ORD: u32 = 3;
const SINCE: Contact = Contact {
    wall_ms: NOW,
    boot: [1; 16],
    up_ms: 7,
};

/// Places 1 to 6: a record, then envelopes by turns of this device and of another, each of ten bytes.
fn log(tx: &Tx<'_>, sp: Sp) -> Result<()> {
    for seq in 1..=6_u64 {
        let link = Link {
            seq,
            t_ms: seq,
            kind: match seq {
                1 => EntryKind::Membership,
                _ => EntryKind::Envelope,
            },
            id: [u8::try_from(seq).unwrap(); 32],
        };
        let ord = if seq % 2 == 0 { ORD } else { ORD + 1 };
        let said = [&ord.to_be_bytes()[..], &[9; 48]].concat();
        let said = (seq > 1).then_some(said.as_slice());
        tx.keep_place(sp, &link, &R([0; 32]), (Some(&[7; 10]), said))?;
    }
    let head = Head {
        space: SPACE,
        instance: Instance([2; 16]),
        seq: 6,
        r: R([0; 32]),
        t_ms: 6,
        sig: Signature([0; 64]),
    };
    tx.set_relay_head(sp, &head)
}

fn places(f: &Fixture, most: u64) -> Vec<i64> {
    f.write(|tx| {
        let kept = tx.part_to(f.sp, (&SignKey([4; 32]), ORD), &SINCE, most)?;
        let Some(parted) = tx.parted_of(&SPACE)? else {
            return Ok(Vec::new());
        };
        let (mut places, mut after) = (Vec::new(), 0);
        while let Some(next) = tx.next_parted(parted.pa, after)? {
            after = next.lo;
            places.push(after);
        }
        assert_eq!(
            (kept.entries, kept.bytes),
            (places.len() as u64, places.len() as u64 * 10)
        );
        assert_eq!(
            tx.parted_links(parted.pa)?.len(),
            6 - usize::try_from(tx.kept_after(f.sp)?).unwrap()
        );
        Ok(places)
    })
}

#[test]
fn what_others_wrote_goes_first_and_the_oldest_of_it() {
    let f = fixture();
    assert_eq!(places(&f, 99), Vec::<i64>::new(), "no head, nothing to show");
    f.write(|tx| log(tx, f.sp));
    assert_eq!(places(&f, 60), [1, 2, 3, 4, 5, 6]);
    assert_eq!(places(&f, 49), [2, 4, 5, 6]);
    assert_eq!(places(&f, 25), [4, 6]);
}

#[test]
fn what_two_backups_hold_is_not_kept_and_the_space_that_goes_leaves_the_rest() {
    let f = fixture();
    f.write(|tx| {
        log(tx, f.sp)?;
        tx.keep_after(f.sp, 4)?;
        tx.keep_after(f.sp, 5)
    });
    assert_eq!(places(&f, 60), [5, 6]);
    let due = |now| f.store.read(|read| read.parted_due(now)).unwrap().len();
    assert_eq!(due(NOW), 0, "the space is here still");
    f.write(|tx| {
        tx.remove_space(f.sp)?;
        tx.delay_parted(&SPACE, NOW)
    });
    assert_eq!((due(NOW - 1), due(NOW)), (0, 1));
    let parted = f.store.read(|read| read.parted()).unwrap();
    assert_eq!((parted[0].head.seq, parted[0].since), (6, SINCE));
    // Whoever comes back has it all from the log.
    f.write(add_space);
    assert_eq!(f.store.read(|read| read.parted()).unwrap(), []);
}

#[test]
fn what_was_kept_when_it_was_removed_is_lost_with_the_log() {
    let f = fixture();
    f.write(|tx| {
        log(tx, f.sp)?;
        tx.part(f.sp, (&SignKey([4; 32]), ORD), &SINCE)?;
        tx.forget_places(f.sp)?;
        tx.lose_places(f.sp)
    });
    let losses = f.store.read(|read| read.losses(f.sp)).unwrap();
    assert_eq!(losses.len(), 1);
    assert_eq!((losses[0].0.len(), losses[0].1.seq), (6, 6));
    assert_eq!(f.store.read(|read| read.kept_for_relay(f.sp)).unwrap().lost, 6);
    assert_eq!(f.store.read(|read| read.parted()).unwrap(), []);
}
