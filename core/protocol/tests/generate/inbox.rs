//! Vectors of inboxes and mailboxes: what is typed, sealed, worked for, dropped and fetched.

use super::items::SPACE;
use super::{Case, file, hex};
use ekin_protocol::cbor::Writer;
use ekin_protocol::id::{ObjectId, SignKey};
use ekin_protocol::inbox::{
    Challenge, ChallengeKey, Mailbox, Message, MessageId, MessageKind, Reply, ReplyKind, TerritoryCode,
};
use ekin_protocol::pages::{Letter, Waiting, write_replies, write_waiting};
use ekin_protocol::seal::seal_key;
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;
use serde_json::{Value, json};

/// Secret of the inbox of these vectors.
const SECRET: [u8; 32] = [0x1b; 32];
const MAILBOX: [u8; 32] = [0x3a; 32];
const T_MS: u64 = 1_795_000_000_000;

/// The same each time: these are vectors.
fn random() -> ChaCha20Rng {
    ChaCha20Rng::from_seed([1; 32])
}

/// The same map with one more key.
fn with_key(bytes: &[u8], key: u64) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    bytes[0] += 1;
    let tail = Writer::new().u64(key).u64(0).finish();
    [bytes, tail].concat()
}

fn flipped(mut bytes: Vec<u8>, at: usize) -> Vec<u8> {
    bytes[at] ^= 1;
    bytes
}

fn message(reply: bool) -> Message {
    let mut payload = Writer::new();
    payload.map(2).text("v").u64(1);
    payload.text("title").map(1).text("eu").text("Liburu bat");
    Message {
        kind: MessageKind::Ad,
        payload: payload.finish(),
        reply: reply.then(|| Mailbox::new(MAILBOX)),
        at_ms: T_MS,
    }
}

fn said(message: &Message) -> Value {
    json!({
        "kind": message.kind.code(), "payload": hex(&message.payload),
        "reply": message.reply.as_ref().map(|mailbox| hex(mailbox.expose())), "at_ms": message.at_ms,
    })
}

pub fn inbox() -> Value {
    let mut cases = codes();
    cases.extend(messages());
    cases.extend(work());
    cases.extend(mailboxes());
    cases.extend(pages());
    file(
        "Inboxes and mailboxes. The secret of the inbox is 32 times 1b, that of the mailbox 32 times 3a, the relay's key for challenges 32 times 0c.",
        cases,
    )
}

fn codes() -> Vec<Value> {
    let code = TerritoryCode::new([0xa5; 8]);
    let typed = |name: &str, why: &str, text: &str| {
        Case::new("territory-code", name, why)
            .with("space", hex(SPACE.0))
            .with("text", text)
    };
    let gives = || json!({ "bytes": hex(code.to_bytes()), "shown": code.to_string(), "hash": hex(code.hash(&SPACE)) });
    let text = code.to_string();
    let sealed = code.seal(&SPACE, &SECRET, &mut random()).unwrap();
    let open = |name: &str, why: &str, sealed: &[u8]| {
        Case::new("sealed-code", name, why)
            .with("space", hex(SPACE.0))
            .with("secret", hex(SECRET))
            .bytes(sealed)
    };
    let mut mistyped = text.clone();
    let other = if text.starts_with('9') { "8" } else { "9" };
    mistyped.replace_range(0..1, other);
    vec![
        typed("as it is printed", "two dashes", &text).gives(gives()),
        typed(
            "as it is typed",
            "lower case, spaces",
            &text.to_lowercase().replace('-', " "),
        )
        .gives(gives()),
        typed("one letter mistyped", "the check sees it", &mistyped).refused("check"),
        typed("cut", "ten letters", &text[..text.len() - 1]).refused("length"),
        typed(
            "a letter that no code has",
            "U",
            &text.replacen(&text[1..2], "U", 1),
        )
        .refused("letter"),
        open("a code", "for who holds the inbox's secret", &sealed).gives(hex(code.to_bytes())),
        open("a code, changed", "one bit", &flipped(sealed.clone(), 30)).refused("seal"),
    ]
}

fn messages() -> Vec<Value> {
    let read = |name: &str, why: &str, bytes: &[u8]| Case::new("message", name, why).bytes(bytes);
    let (whole, silent) = (message(true), message(false));
    let no_map = Message {
        payload: vec![0x80],
        ..message(false)
    };
    let newer = Message {
        kind: MessageKind::Other(900),
        ..message(false)
    };
    let sealed = whole.seal(&SPACE, &seal_key(&SECRET), &mut random()).unwrap();
    let open = |name: &str, why: &str, sealed: &[u8]| {
        Case::new("open-message", name, why)
            .with("space", hex(SPACE.0))
            .with("secret", hex(SECRET))
            .bytes(sealed)
    };
    vec![
        read("an ad", "with a mailbox", &whole.write()).gives(said(&whole)),
        read("without a mailbox", "key 2 is left out", &silent.write()).gives(said(&silent)),
        read("of a newer kind", "kept, and shown as other", &newer.write()).gives(said(&newer)),
        read("with key 64", "ignored", &with_key(&silent.write(), 64)).gives(said(&silent)),
        read(
            "with key 48",
            "critical and not known",
            &with_key(&silent.write(), 48),
        )
        .refused("newer"),
        read("no map inside", "a payload is a map", &no_map.write()).refused("payload"),
        open("an ad, sealed", "HPKE, 4096 bytes", &sealed)
            .gives(json!({ "message": hex(whole.write()), "id": hex(MessageId::of(&sealed).0) })),
        open("sealed, changed", "one bit", &flipped(sealed.clone(), 100)).refused("seal"),
        open("sealed, cut", "no size that messages have", &sealed[..4095]).refused("seal"),
    ]
}

fn work() -> Vec<Value> {
    let key = ChallengeKey::new([0x0c; 32]);
    let challenge = Challenge::new(&key, SPACE, T_MS, 12, [0x44; 16]);
    let bytes = challenge.write();
    let read = |name: &str, why: &str, bytes: &[u8]| Case::new("challenge", name, why).bytes(bytes);
    let id = MessageId([0x77; 32]);
    let number = challenge.solve(&id, 0, u32::MAX).unwrap();
    let shows = |name: &str, why: &str, message: MessageId, number: u64| {
        Case::new("work", name, why)
            .with("challenge", hex(&bytes))
            .with("message", hex(message.0))
            .with("number", number)
    };
    let mut hard = bytes.clone();
    let bits = hard.iter().position(|byte| *byte == 12).unwrap();
    hard[bits] = 0x18;
    hard.insert(bits + 1, 27);
    vec![
        read("twelve bits", "read by key", &bytes).gives(json!({
            "space": hex(SPACE.0), "t_ms": T_MS, "bits": 12, "nonce": "44".repeat(16),
        })),
        read("27 bits", "more than a device works for", &hard).refused("too-large"),
        read("cut", "the MAC lacks", &bytes[..bytes.len() - 18]).refused("truncated"),
        shows("solved", "twelve zero bits", id, number).gives(true),
        shows(
            "for another message",
            "bound to the message",
            MessageId([0x78; 32]),
            number,
        )
        .gives(false),
    ]
}

fn mailboxes() -> Vec<Value> {
    let mailbox = Mailbox::new(MAILBOX);
    let reply = Reply {
        kind: ReplyKind::Refused,
        message: MessageId([0x77; 32]),
        listing: None,
        reason: Some(3),
        text: Some("Noiz?".to_owned()),
        at_ms: T_MS,
        replier: None,
        name: None,
    };
    let signed = Reply {
        replier: Some(mailbox.replier(&SignKey([0x51; 32]))),
        name: Some("Ane".to_owned()),
        ..reply.clone()
    };
    let published = Reply {
        kind: ReplyKind::Published,
        listing: Some(ObjectId([0x0b; 16])),
        reason: None,
        text: None,
        ..reply.clone()
    };
    let newer = Reply {
        kind: ReplyKind::Other(9),
        ..published.clone()
    };
    let said = |reply: &Reply| {
        json!({
            "kind": reply.kind.code(), "message": hex(reply.message.0), "listing": reply.listing.map(|id| hex(id.0)),
            "reason": reply.reason, "text": reply.text, "at_ms": reply.at_ms,
            "replier": reply.replier.map(hex), "name": reply.name,
        })
    };
    let read = |name: &str, why: &str, bytes: &[u8]| Case::new("reply", name, why).bytes(bytes);
    let sealed = mailbox.seal(&reply.write(), &mut random()).unwrap();
    let open = |name: &str, why: &str, sealed: &[u8]| {
        Case::new("open-reply", name, why)
            .with("secret", hex(MAILBOX))
            .bytes(sealed)
    };
    let id = Case::new(
        "mailbox-id",
        "of a secret",
        "whoever has it carries, and reads nothing",
    );
    vec![
        id.with("secret", hex(MAILBOX)).gives(hex(mailbox.id().0)),
        read("refused", "with reason and words", &reply.write()).gives(said(&reply)),
        read("signed", "by one device, under a name", &signed.write()).gives(said(&signed)),
        read("published", "with the listing", &published.write()).gives(said(&published)),
        read("of a newer kind", "kept, and shown as other", &newer.write()).gives(said(&newer)),
        read(
            "with key 50",
            "critical and not known",
            &with_key(&published.write(), 50),
        )
        .refused("newer"),
        open("a reply, sealed", "4096 bytes", &sealed).gives(hex(reply.write())),
        open("a reply, changed", "one bit", &flipped(sealed, 2000)).refused("seal"),
    ]
}

fn pages() -> Vec<Value> {
    let letter = Letter {
        challenge: vec![0xc0; 40],
        number: 300,
        sealed: vec![0x5e; 48],
        code: Some(TerritoryCode::new([0xa5; 8])),
    };
    let read = |op: &str, name: &str, why: &str, bytes: &[u8]| Case::new(op, name, why).bytes(bytes);
    let open = Letter {
        code: None,
        ..letter.clone()
    };
    let said = |letter: &Letter| {
        json!({
            "challenge": hex(&letter.challenge), "number": letter.number, "sealed": hex(&letter.sealed),
            "code": letter.code.map(|code| hex(code.to_bytes())),
        })
    };
    let waiting = [(7, true), (8, false)].map(|(place, reserved)| Waiting {
        place,
        reserved,
        at_ms: T_MS,
        sealed: vec![place as u8; 30],
    });
    let list = waiting
        .iter()
        .map(|one| json!([one.place, one.reserved, one.at_ms, hex(&one.sealed)]))
        .collect::<Vec<_>>();
    let mut large = letter.write();
    let code = large.len() - 8;
    large[code] = 0xff;
    let replies = write_replies(&[vec![1; 4], vec![2; 5]]);
    vec![
        read("letter", "with the code", "the reserved lane", &letter.write()).gives(said(&letter)),
        read("letter", "without", "the open lane", &open.write()).gives(said(&open)),
        read("letter", "a code of more than 50 bits", "no code", &large).refused("form"),
        read(
            "waiting",
            "two messages",
            "oldest first",
            &write_waiting(&waiting),
        )
        .gives(json!(list)),
        read("waiting", "none", "an empty array", &[0x80]).gives(json!([])),
        read(
            "waiting",
            "of three fields",
            "each has four",
            &[0x81, 0x83, 1, 0xf4, 2],
        )
        .refused("form"),
        read("replies", "two", "in no order", &replies).gives(json!(["01".repeat(4), "02".repeat(5)])),
        read("replies", "a number in it", "bytes alone", &[0x81, 1]).refused("form"),
    ]
}
