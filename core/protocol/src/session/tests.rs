use super::*;
use crate::code::Code;
use crate::head::{Head, Receipt, Refusal};
use crate::id::{EnvelopeId, Incarnation, Instance, RecordId, Short};

#[test]
fn messages_to_the_relay_read_back() {
    let cursor = Cursor::new(&SpaceId([1; 32]), 300, &R([2; 32]));
    let messages = [
        ToRelay::Hello {
            versions: vec![1],
            features: 0,
            device: SignKey([3; 32]),
            instance: Some(Instance([4; 16])),
            cursors: vec![cursor; 20],
        },
        ToRelay::Proof(Signature([5; 64])),
        ToRelay::Push {
            space: 1,
            frames: vec![vec![1], vec![2]],
        },
        ToRelay::PushRecord {
            space: 0,
            record: vec![9],
        },
        ToRelay::AskChain {
            space: 0,
            ord: 7,
            incarnation: Incarnation([6; 8]),
        },
        ToRelay::Credit(1 << 20),
        ToRelay::Ping(77),
        ToRelay::AskMembers { space: 2, after: 9 },
    ];
    for message in messages {
        assert_eq!(ToRelay::read(&message.write()), Ok(message));
    }
}

#[test]
fn messages_to_a_device_read_back() {
    let key = SigningKey::from_bytes(&[1; 32]);
    let head = Head::sign(&key, SpaceId([1; 32]), Instance([2; 16]), 5, R([3; 32]), 9);
    let receipt = Receipt {
        entries: vec![(5, EnvelopeId([4; 32]))],
        head: head.clone(),
    };
    let messages = [
        ToDevice::Challenge {
            nonce: [1; 32],
            relay: SignKey([2; 32]),
        },
        ToDevice::Ok {
            instance: Instance([1; 16]),
            exceptions: vec![
                (0, Exception::Rewind(4)),
                (2, Exception::Gone),
                (3, Exception::Behind(9)),
                (4, Exception::Cut(7)),
            ],
            t_ms: 1_795_000_000_000,
        },
        ToDevice::Entries {
            space: 0,
            entries: vec![],
            head: Some(head),
        },
        ToDevice::Receipt { space: 0, receipt },
        ToDevice::Refused {
            space: 0,
            refusal: Refusal::sign(&key, EnvelopeId([4; 32]), Code::Fork),
        },
        ToDevice::RecordTaken {
            space: 0,
            record: RecordId([1; 32]),
            seq: 3,
        },
        ToDevice::RecordRefused {
            space: 0,
            record: RecordId([1; 32]),
            code: Code::HeadMoved,
        },
        ToDevice::Chain {
            space: 0,
            ord: 1,
            incarnation: Incarnation([1; 8]),
            dev_seq: 4,
            last: Short([2; 16]),
        },
        ToDevice::Members {
            space: 1,
            entries: Vec::new(),
        },
        ToDevice::Pong(1),
        ToDevice::Failure(Code::Busy),
    ];
    for message in messages {
        assert_eq!(ToDevice::read(&message.write()), Ok(message));
    }
    assert!(matches!(
        ToDevice::read(&[0x81, 0x18, 0x40]),
        Err(CborError::Newer { key: 64, .. })
    ));
}

#[test]
fn a_proof_is_bound_to_relay_and_nonce() {
    let key = SigningKey::from_bytes(&[1; 32]);
    let proof = prove(&key, &SignKey([2; 32]), &[3; 32]);
    assert!(proves(&key.verifying_key(), &SignKey([2; 32]), &[3; 32], &proof));
    assert!(!proves(&key.verifying_key(), &SignKey([2; 32]), &[4; 32], &proof));
    assert!(!proves(&key.verifying_key(), &SignKey([9; 32]), &[3; 32], &proof));
}
