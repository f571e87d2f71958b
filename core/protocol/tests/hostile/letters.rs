//! What goes into inboxes and mailboxes, attacked like everything else that is read.

use ekin_protocol::cbor::Writer;
use ekin_protocol::id::ObjectId;
use ekin_protocol::inbox::{
    Challenge, ChallengeKey, Mailbox, Message, MessageId, MessageKind, Reply, ReplyKind, TerritoryCode,
};
use ekin_protocol::pages::{Letter, Waiting, read_replies, read_waiting, write_replies, write_waiting};

use super::subjects::{SPACE, Subject, plain};

pub fn subjects() -> Vec<Subject> {
    let message = Message {
        kind: MessageKind::Ad,
        payload: Writer::new().map(1).text("v").u64(1).finish(),
        reply: Some(Mailbox::new([3; 32])),
        at_ms: 1_795_000_000_000,
    };
    let reply = Reply {
        kind: ReplyKind::Published,
        message: MessageId([4; 32]),
        listing: Some(ObjectId([5; 16])),
        reason: Some(3),
        text: Some("Bai".to_owned()),
        at_ms: 1_795_000_000_000,
        replier: Some([8; 16]),
        name: Some("Ane".to_owned()),
    };
    let challenge = Challenge::new(&ChallengeKey::new([1; 32]), SPACE, 1_795_000_000_000, 20, [2; 16]);
    let letter = Letter {
        challenge: challenge.write(),
        number: 70_000,
        sealed: vec![6; 40],
        code: Some(TerritoryCode::new([7; 8])),
    };
    let waiting = [Waiting {
        place: 300,
        reserved: true,
        at_ms: 1_795_000_000_000,
        sealed: vec![8; 30],
    }];
    vec![
        plain("inbox message", message.write(), |bytes| {
            Message::read(bytes).ok().map(|message| message.write())
        }),
        plain("reply", reply.write(), |bytes| {
            Reply::read(bytes).ok().map(|reply| reply.write())
        }),
        plain("challenge for work", challenge.write(), |bytes| {
            Challenge::read(bytes).ok().map(|challenge| challenge.write())
        }),
        plain("letter", letter.write(), |bytes| {
            Letter::read(bytes).ok().map(|letter| letter.write())
        }),
        plain("waiting messages", write_waiting(&waiting), |bytes| {
            read_waiting(bytes).ok().map(|waiting| write_waiting(&waiting))
        }),
        plain("replies", write_replies(&[vec![1; 3], vec![]]), |bytes| {
            read_replies(bytes).ok().map(|replies| write_replies(&replies))
        }),
    ]
}
