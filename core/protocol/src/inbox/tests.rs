use super::*;
use crate::id::SpaceId;
use crate::seal::seal_key;
use proptest::prelude::*;
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng;

const SPACE: SpaceId = SpaceId([1; 32]);
const SECRET: [u8; 32] = [2; 32];

fn random() -> ChaCha20Rng {
    ChaCha20Rng::from_seed([1; 32])
}

fn message(length: usize) -> Message {
    let mut w = crate::cbor::Writer::new();
    Message {
        kind: MessageKind::Ad,
        payload: w.map(1).text("t").bytes(&vec![7; length]).finish(),
        reply: Some(Mailbox::new([3; 32])),
        at_ms: 5,
    }
}

#[test]
fn a_message_takes_the_least_size_that_holds_it_and_opens_with_its_inbox_alone() {
    for (length, size) in [
        (0, 4 << 10),
        (3900, 4 << 10),
        (4096, 16 << 10),
        (60_000, 64 << 10),
    ] {
        let sealed = message(length)
            .seal(&SPACE, &seal_key(&SECRET), &mut random())
            .unwrap();
        assert_eq!(sealed.len(), size);
        let opened = Message::open(&SPACE, &SECRET, &sealed).unwrap();
        assert_eq!(opened.write(), message(length).write());
        assert!(Message::open(&SpaceId([9; 32]), &SECRET, &sealed).is_err());
        assert!(Message::open(&SPACE, &[9; 32], &sealed).is_err());
        assert!(Message::open(&SPACE, &SECRET, &sealed[..size - 1]).is_err());
        let mut changed = sealed.clone();
        changed[size / 2] ^= 1;
        assert!(Message::open(&SPACE, &SECRET, &changed).is_err());
        assert_ne!(MessageId::of(&changed), MessageId::of(&sealed));
    }
    let long = message(66_000).seal(&SPACE, &seal_key(&SECRET), &mut random());
    assert_eq!(long, Err(MessageError::TooLong));
}

#[test]
fn a_message_of_a_newer_kind_is_kept_and_of_a_newer_form_refused() {
    let other = Message {
        kind: MessageKind::Other(900),
        ..message(1)
    };
    assert_eq!(
        Message::read(&other.write()).unwrap().kind,
        MessageKind::Other(900)
    );
    let mut w = crate::cbor::Writer::new();
    w.map(4)
        .u64(0)
        .u64(1)
        .u64(1)
        .bytes(&[0xa0])
        .u64(3)
        .u64(0)
        .u64(48)
        .u64(0);
    assert!(matches!(
        Message::read(&w.finish()),
        Err(MessageError::Cbor(crate::cbor::CborError::Newer { key: 48, .. }))
    ));
    let no_map = Message {
        payload: vec![0x80],
        ..message(1)
    };
    assert!(matches!(
        Message::read(&no_map.write()),
        Err(MessageError::Payload)
    ));
}

#[test]
fn a_reply_opens_in_its_mailbox_alone() {
    let mailbox = Mailbox::new([3; 32]);
    let sealed = mailbox.seal(b"published", &mut random()).unwrap();
    assert_eq!(sealed.len(), 4 << 10);
    assert_eq!(mailbox.open(&sealed).unwrap().as_slice(), b"published");
    assert!(Mailbox::new([4; 32]).open(&sealed).is_err());
    assert_ne!(mailbox.id(), Mailbox::new([4; 32]).id());
    assert_eq!(format!("{mailbox:?}"), "Mailbox");
}

#[test]
fn work_is_bound_to_challenge_and_message_and_a_relay_knows_its_own() {
    let key = ChallengeKey::new([1; 32]);
    let challenge = Challenge::new(&key, SPACE, 1000, 8, [5; 16]);
    let challenge = Challenge::read(&challenge.write()).unwrap();
    let message = MessageId([6; 32]);
    let number = challenge.solve(&message, 0, 1 << 16).unwrap();
    let done = (&message, number);
    assert_eq!(challenge.check(&key, &SPACE, 601_000, done), Ok(()));
    assert_eq!(challenge.check(&key, &SPACE, 601_001, done), Err(WorkError::Over));
    assert_eq!(
        challenge.check(&key, &SpaceId([2; 32]), 1000, done),
        Err(WorkError::Space)
    );
    let other = ChallengeKey::new([2; 32]);
    assert_eq!(
        challenge.check(&other, &SPACE, 1000, done),
        Err(WorkError::Foreign)
    );
    let mut easier = challenge.clone();
    easier.bits = 0;
    assert_eq!(easier.check(&key, &SPACE, 1000, done), Err(WorkError::Foreign));
    let undone = (0..)
        .find(|number| !challenge.is_solved(&message, *number))
        .unwrap();
    assert_eq!(
        challenge.check(&key, &SPACE, 1000, (&message, undone)),
        Err(WorkError::Undone)
    );
    let mut hard = challenge;
    hard.bits = 27;
    assert!(Challenge::read(&hard.write()).is_err());
}

proptest! {
    #[test]
    fn a_code_reads_back_as_people_type_it(random: [u8; 8]) {
        let code = TerritoryCode::new(random);
        let text = code.to_string();
        prop_assert_eq!(text.len(), 13);
        prop_assert_eq!(text.parse(), Ok(code));
        let typed = text.to_lowercase().replace('-', " ").replace('0', "o").replace('1', "l");
        prop_assert_eq!(typed.parse(), Ok(code));
        prop_assert_eq!(TerritoryCode::from_bytes(&code.to_bytes()), Some(code));
    }

    #[test]
    fn one_letter_mistyped_or_two_exchanged_are_seen(random: [u8; 8], a in 0usize..11, b in 0usize..11, to in 0usize..32) {
        let text: Vec<u8> = TerritoryCode::new(random).to_string().bytes().filter(|c| *c != b'-').collect();
        let mut exchanged = text.clone();
        exchanged.swap(a, b);
        let mut mistyped = text.clone();
        mistyped[a] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ"[to];
        for changed in [exchanged, mistyped] {
            let read = String::from_utf8(changed.clone()).unwrap().parse::<TerritoryCode>();
            prop_assert_eq!(read.is_ok(), changed == text);
        }
    }

    #[test]
    fn arbitrary_bytes_are_no_message_and_no_challenge(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = Message::read(&bytes);
        let _ = Challenge::read(&bytes);
        prop_assert!(Message::open(&SPACE, &SECRET, &bytes).is_err());
    }
}
