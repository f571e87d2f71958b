use super::*;
use proptest::prelude::*;

#[test]
fn refuses_what_minicbor_accepts() {
    let cases: [(&[u8], CborError); 12] = [
        (&[0x18, 0x17], CborError::NotCanonical { at: 0 }),
        (&[0x19, 0x00, 0xff], CborError::NotCanonical { at: 0 }),
        (
            &[0x1b, 0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff],
            CborError::NotCanonical { at: 0 },
        ),
        (&[0x9f, 0xff], CborError::NotCanonical { at: 0 }),
        (&[0xf9, 0, 0], CborError::NotCanonical { at: 0 }),
        (&[0xc0, 0x00], CborError::NotCanonical { at: 0 }),
        (&[0xf7], CborError::NotCanonical { at: 0 }),
        (&[0xa2, 0x01, 0x00, 0x01, 0x00], CborError::KeyOrder { at: 3 }),
        (&[0xa2, 0x02, 0x00, 0x01, 0x00], CborError::KeyOrder { at: 3 }),
        (&[0x00, 0x00], CborError::Trailing { at: 1 }),
        (&[0x42, 0x00], CborError::Truncated { at: 1 }),
        (&[0x61, 0xff], CborError::Utf8 { at: 1 }),
    ];
    for (bytes, error) in cases {
        assert_eq!(check(bytes), Err(error), "{bytes:02x?}");
    }
}

#[test]
fn a_length_beyond_the_bytes_is_cut_short_without_allocating() {
    for head in [0x5b, 0x7b, 0x9b, 0xbb] {
        let bytes = [head, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff];
        assert!(matches!(check(&bytes), Err(CborError::Truncated { .. })));
    }
}

#[test]
fn eight_containers_and_no_more() {
    let nested = |n: usize| [vec![0x81; n], vec![0x00]].concat();
    assert_eq!(check(&nested(8)), Ok(()));
    assert_eq!(check(&nested(9)), Err(CborError::TooDeep { at: 8 }));
    assert_eq!(check(&vec![0x81; 1 << 20]), Err(CborError::TooDeep { at: 8 }));
}

#[test]
fn unknown_fields_are_newer_below_64_and_ignored_from_64_on() {
    let mut fields = Fields::read(&[0xa2, 0x00, 0x01, 0x18, 0x40, 0x02], "thing").unwrap();
    assert_eq!(u64(fields.required(0).unwrap(), "thing"), Ok(1));
    assert_eq!(fields.end(), Ok(()));
    let fields = Fields::read(&[0xa1, 0x18, 0x3f, 0x02], "thing").unwrap();
    assert_eq!(
        fields.end(),
        Err(CborError::Newer {
            what: "thing",
            key: 63
        })
    );
}

proptest! {
    #[test]
    fn arbitrary_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = check(&bytes);
        let _ = Fields::read(&bytes, "thing");
        let _ = elements(&bytes, "thing", 10);
    }

    #[test]
    fn integers_round_trip_in_shortest_form(value in any::<i64>()) {
        let bytes = Writer::new().i64(value).finish();
        prop_assert_eq!(check(&bytes), Ok(()));
        prop_assert_eq!(Decoder::new(&bytes).i64().unwrap(), value);
        let ours = Writer::new().i64(value).finish();
        let mut theirs = Vec::new();
        minicbor::Encoder::new(&mut theirs).i64(value).unwrap();
        prop_assert_eq!(ours, theirs);
    }
}
