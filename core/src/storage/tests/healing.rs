//! What is kept for relays, for how long, and what of it is found again.

use ekin_protocol::head::EntryKind;
use ekin_protocol::heal::Link;
use ekin_protocol::id::R;

use super::*;

fn keep(tx: &Tx<'_>, sp: Sp, seq: u64, said: u8) -> Result<()> {
    let id = [u8::try_from(seq).unwrap(); 32];
    let link = Link {
        seq,
        t_ms: seq * 100,
        kind: EntryKind::Envelope,
        id,
    };
    tx.keep_place(sp, &link, &R([0; 32]), (Some(&[1, 2]), Some(&[said; 52])))
}

fn kept(f: &Fixture) -> u64 {
    let count = |read: &Read<'_>| {
        let all = "SELECT count(*) FROM log_place WHERE body IS NOT NULL";
        Ok::<_, StoreError>(read.db.query_row(all, [], |row| row.get::<_, u32>(0))?)
    };
    f.store.read(count).unwrap().into()
}

#[test]
fn what_two_backups_have_is_kept_while_an_older_one_may_come_back() {
    let f = fixture();
    f.write(|tx| {
        (1..=9).try_for_each(|seq| keep(tx, f.sp, seq, 0))?;
        tx.keep_after(f.sp, 4)?;
        tx.keep_after(f.sp, 6)
    });
    assert_eq!(f.store.read(|read| read.kept_for_relay(f.sp)).unwrap().entries, 5);
    assert_eq!(kept(&f), 9);
    f.write(|tx| tx.expire_backed(f.sp, 250));
    assert_eq!(kept(&f), 7, "two were older than any backup");
    f.write(|tx| tx.expire_backed(f.sp, 100_000));
    assert_eq!(kept(&f), 5, "what only one backup has stays, however old");
}

#[test]
fn the_same_under_another_statement_is_found_and_what_was_refused_is_tried_again() {
    let f = fixture();
    f.write(|tx| {
        (1..=3).try_for_each(|seq| keep(tx, f.sp, seq, u8::try_from(seq).unwrap()))?;
        tx.lose_places(f.sp)?;
        tx.delay_lost(f.sp, &[3; 32], NOW)
    });
    let next = |after| {
        f.store
            .read(|read| read.next_lost(f.sp, after, NOW - 1))
            .unwrap()
            .map(|lost| lost.lo)
    };
    assert_eq!((next(0), next(1), next(2)), (Some(1), Some(2), None));
    f.write(|tx| tx.find_lost(f.sp, &[77; 32], Some(&[9; 52])));
    assert_eq!((next(0), next(2)), (Some(1), None), "nothing of it was lost");
    f.write(|tx| tx.find_lost(f.sp, &[77; 32], Some(&[1; 52])));
    assert_eq!((next(0), next(2)), (Some(2), Some(3)));
}
