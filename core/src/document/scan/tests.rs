//! The reader alone; whole changes are tested with the documents, and hostile ones in `core/tests/hostile_documents`.

use super::Inadmissible;
use super::column::{Deltas, Flags, Runs};
use super::reader::Reader;

fn numbers(column: &[u8]) -> Result<Vec<Option<u64>>, Inadmissible> {
    let mut runs = Runs::<u64>::new(column, 100);
    let mut values = Vec::new();
    while runs.has_more() {
        values.push(runs.next()?);
    }
    runs.finish().map(|()| values)
}

#[test]
fn integers_are_minimal() {
    assert_eq!(Reader(&[0x80, 0x01]).unsigned(), Ok(128));
    assert_eq!(
        Reader(&[0x80, 0x00]).unsigned(),
        Err(Inadmissible::Integer("not minimal"))
    );
    let greatest = [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01];
    assert_eq!(Reader(&greatest).unsigned(), Ok(u64::MAX));
    let beyond = [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x02];
    assert_eq!(
        Reader(&beyond).unsigned(),
        Err(Inadmissible::Integer("out of range"))
    );
    assert_eq!(
        Reader(&[0x80; 40]).unsigned(),
        Err(Inadmissible::Integer("out of range"))
    );
    assert_eq!(Reader(&[0x7f]).signed(), Ok(-1));
    assert_eq!(
        Reader(&[0xff, 0x7f]).signed(),
        Err(Inadmissible::Integer("not minimal"))
    );
    assert_eq!(Reader(&[0xbf, 0x7f]).signed(), Ok(-65));
    let least = [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x7f];
    assert_eq!(Reader(&least).signed(), Ok(i64::MIN));
    assert_eq!(
        Reader(&[0x80]).signed(),
        Err(Inadmissible::Integer("bytes end too soon"))
    );
}

#[test]
fn only_the_canonical_runs_are_read() {
    assert_eq!(
        numbers(&[2, 7, 0, 1, 0x7f, 9]),
        Ok(vec![Some(7), Some(7), None, Some(9)])
    );
    let refused: [&[u8]; 9] = [
        &[1, 7],                // a run of one
        &[2, 7, 2, 7],          // two runs that are one
        &[0x7e, 7, 7],          // a literal that is a run
        &[0x7f, 7, 0x7f, 8],    // two literals that are one
        &[0x7f, 7, 2, 7],       // a literal's last value goes on in the run behind it
        &[2, 7, 0x7f, 7],       // and the other way round
        &[0, 1, 0, 1, 0x7f, 7], // two runs of nulls
        &[0, 3],                // nothing but nulls
        &[0xe5, 0x00, 7],       // longer than all rows
    ];
    for column in refused {
        assert!(
            matches!(numbers(column), Err(Inadmissible::Encoding(_))),
            "{column:?}"
        );
    }
}

#[test]
fn counters_stay_in_range() {
    let sum = |column: &[u8]| {
        let mut deltas = Deltas::new(column, 100);
        (deltas.next(), deltas.next())
    };
    assert_eq!(sum(&[0x7e, 5, 0x7f]), (Ok(Some(5)), Ok(Some(4))));
    let below = Err(Inadmissible::Encoding("a counter out of range"));
    assert_eq!(sum(&[0x7e, 5, 0x7a]).1, below);
    // 2^24, and i64::MAX twice.
    assert_eq!(sum(&[0x7f, 0x80, 0x80, 0x80, 0x08]).0, below);
    let most = [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x00];
    assert_eq!(sum(&[[2].as_slice(), &most].concat()).0, below);
}

#[test]
fn flags_begin_with_false() {
    let all = |column: &[u8], rows: usize| {
        let mut flags = Flags::new(column);
        let read: Result<Vec<_>, _> = (0..rows).map(|_| flags.next()).collect();
        read.and_then(|read| flags.finish().map(|()| read))
    };
    assert_eq!(all(&[1, 2], 3), Ok(vec![false, true, true]));
    assert_eq!(all(&[0, 1], 1), Ok(vec![true]));
    assert!(all(&[1, 0, 1], 2).is_err());
    assert!(all(&[0], 0).is_err());
    assert!(all(&[2], 1).is_err());
    assert!(all(&[1], 2).is_err());
    assert!(all(&[0x81, 0x80, 0x01], 1).is_err());
}
