//! Vectors of links.

use super::items::SPACE;
use super::{Case, PUBLISHER, file, hex, public, seal};
use data_encoding::BASE32_NOPAD;
use ekin_protocol::cbor::Writer;
use ekin_protocol::hash::h;
use ekin_protocol::link::{Invitation, Link, Near, SpaceAt, SpacesAt};
use ekin_protocol::membership::{Role, SpaceKind};
use ekin_protocol::seal::EpochKey;
use serde_json::{Value, json};

/// A link of any payload, with its checksum.
fn of(payload: &[u8]) -> String {
    format!(
        "ekin:{}",
        BASE32_NOPAD.encode(&[payload, &h("link", &[payload])[..4]].concat())
    )
}

pub fn links() -> Value {
    let urls = vec![
        "https://ekin.example".to_owned(),
        "http://127.0.0.1:4500".to_owned(),
    ];
    let territory = |code: Option<Vec<u8>>| Link::Territory {
        space: SPACE,
        urls: urls.clone(),
        name: "Iparralde".into(),
        code,
    };
    let device = Link::Device {
        sign: public(PUBLISHER),
        seal: seal(PUBLISHER),
        name: "Ane".into(),
    };
    let say = |code: Value| json!({ "type": "territory", "space": hex(SPACE.0), "urls": urls, "name": "Iparralde", "code": code });
    let say_device = json!({ "type": "device", "sign": hex(public(PUBLISHER).0), "seal": hex(seal(PUBLISHER).0), "name": "Ane" });
    let invitation = Invitation {
        space: SPACE,
        kind: SpaceKind::Home,
        urls: urls.clone(),
        name: "Etxea".into(),
        seed: [7; 16].into(),
        role: Role::Volunteer,
        not_after: 1_795_000_000_000,
        epoch: 3,
        key: EpochKey::new([9; 32]),
    };
    let say_invitation = json!({
        "type": "invite", "space": hex(SPACE.0), "kind": 2, "urls": urls, "name": "Etxea", "seed": "07".repeat(16),
        "role": 6, "not_after": 1_795_000_000_000u64, "epoch": 3, "key": "09".repeat(32),
    });
    let sheet = Link::Spaces(SpacesAt {
        urls: urls.clone(),
        spaces: [SpaceKind::Home, SpaceKind::Staff]
            .map(|kind| SpaceAt {
                space: SPACE,
                kind,
                name: "Etxea".into(),
            })
            .to_vec(),
    });
    let say_sheet = json!({
        "type": "spaces", "urls": urls,
        "spaces": [[hex(SPACE.0), 2, "Etxea"], [hex(SPACE.0), 3, "Etxea"]],
    });
    let inbox = Link::Inbox {
        space: SPACE,
        urls: urls.clone(),
        name: "Etxea".into(),
        key: seal(PUBLISHER),
    };
    let say_inbox = json!({
        "type": "inbox", "space": hex(SPACE.0), "urls": urls, "name": "Etxea", "key": hex(seal(PUBLISHER).0),
    });
    let case = |name: &str, why: &str, text: String| Case::new("link", name, why).with("text", text);
    let text = territory(None).to_string();
    let mut changed = text.clone().into_bytes();
    changed[40] = if changed[40] == b'A' { b'B' } else { b'A' };
    let territory_map = |more: u64, address: &str| {
        let mut w = Writer::new();
        w.map(5)
            .u64(0)
            .u64(0)
            .u64(1)
            .bytes(&SPACE.0)
            .u64(2)
            .array(1)
            .text(address)
            .u64(3)
            .text("Iparralde")
            .u64(more)
            .bytes(&[1]);
        w.finish()
    };
    let small = |link_type: u64| {
        Writer::new()
            .map(2)
            .u64(0)
            .u64(link_type)
            .u64(3)
            .text("x")
            .finish()
    };
    let one = |code: Value| json!({ "type": "territory", "space": hex(SPACE.0), "urls": ["https://ekin.example"], "name": "Iparralde", "code": code });
    let unsorted = Writer::new().map(2).u64(3).text("x").u64(0).u64(0).finish();
    let no_urls = Writer::new()
        .map(4)
        .u64(0)
        .u64(0)
        .u64(1)
        .bytes(&SPACE.0)
        .u64(2)
        .array(0)
        .u64(3)
        .text("x")
        .finish();
    let long_name = Writer::new()
        .map(4)
        .u64(0)
        .u64(2)
        .u64(3)
        .text(&"x".repeat(201))
        .u64(5)
        .bytes(&[1; 32])
        .u64(6)
        .bytes(&[2; 32])
        .finish();
    let near = Link::Near(Near {
        addresses: vec!["192.168.1.20:40123".into()],
        secret: [0x0c; 16],
    });
    let mut w = Writer::new();
    let nowhere = w
        .map(3)
        .u64(0)
        .u64(5)
        .u64(2)
        .array(0)
        .u64(7)
        .bytes(&[0x0c; 16])
        .finish();
    let cases = vec![
        case(
            "a territory",
            "`ekin:` and base32 in upper case of CBOR and checksum",
            text.clone(),
        )
        .gives(say(Value::Null)),
        case(
            "a territory with a code",
            "key 4",
            territory(Some(vec![1, 2, 3])).to_string(),
        )
        .gives(say("010203".into())),
        case("in lower case", "a person typed it", text.to_lowercase()).gives(say(Value::Null)),
        case(
            "with line breaks",
            "a mail broke it",
            format!("{}\r\n {}", &text[..30], &text[30..]),
        )
        .gives(say(Value::Null)),
        case(
            "as a web address",
            "the same payload after /j#",
            territory(None).to_web("https://ekin.example/"),
        )
        .gives(say(Value::Null)),
        case(
            "under a path",
            "a relay behind a path",
            territory(None).to_web("http://ekin.example/relay"),
        )
        .gives(say(Value::Null)),
        case(
            "a device",
            "type 2, for whoever adds a publisher",
            device.to_string(),
        )
        .gives(say_device),
        case(
            "a device that waits",
            "type 5: addresses as key 2, secret as key 7",
            near.to_string(),
        )
        .gives(json!({ "type": "near", "addresses": ["192.168.1.20:40123"], "secret": "0c".repeat(16) })),
        case("a device that waits nowhere", "an address at least", of(&nowhere)).refused("damaged"),
        case(
            "key 64",
            "ignored",
            of(&territory_map(64, "https://ekin.example")),
        )
        .gives(one(Value::Null)),
        case(
            "key 4 alone",
            "a code",
            of(&territory_map(4, "https://ekin.example")),
        )
        .gives(one("01".into())),
        case(
            "cut",
            "the checksum does not fit",
            text[..text.len() - 8].to_owned(),
        )
        .refused("damaged"),
        case(
            "a letter changed",
            "the checksum does not fit",
            String::from_utf8(changed).unwrap(),
        )
        .refused("damaged"),
        case("a letter that base32 has not", "1", text.replacen('A', "1", 1)).refused("damaged"),
        case("no payload", "too short", "ekin:".into()).refused("damaged"),
        case("no address", "1 to 8", of(&no_urls)).refused("damaged"),
        case("a name of 201 bytes", "at most 200", of(&long_name)).refused("damaged"),
        case(
            "an address of 513 bytes",
            "at most 512",
            of(&territory_map(64, &"x".repeat(513))),
        )
        .refused("damaged"),
        case(
            "keys not in order",
            "not canonical, though the checksum fits",
            of(&unsorted),
        )
        .refused("damaged"),
        case("type 1, incomplete", "an invitation has more keys", of(&small(1))).refused("damaged"),
        case(
            "invitation",
            "from hand to hand",
            Link::Invite(Box::new(invitation)).to_string(),
        )
        .gives(say_invitation),
        case("spaces", "type 3, beside a recovery code", sheet.to_string()).gives(say_sheet),
        case(
            "an inbox",
            "type 4, of a private space, with its key",
            inbox.to_string(),
        )
        .gives(say_inbox),
        case("type 3, incomplete", "it names spaces", of(&small(3))).refused("damaged"),
        case("type 9", "newer", of(&small(9))).refused("newer"),
        case("key 7", "newer", of(&territory_map(7, "https://ekin.example"))).refused("newer"),
        case("a page", "no /j#", "https://example.org/page".into()).refused("scheme"),
        case("a word", "no scheme", "bonjour".into()).refused("scheme"),
    ];
    file("Links as people pass them on.", cases)
}
