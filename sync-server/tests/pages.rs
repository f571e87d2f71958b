//! What a relay's pages say to the hostile, the slow and the forgetful.

mod support;

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use ekin_protocol::code::Code;
use ekin_protocol::entry::Block;
use ekin_protocol::limits;
use support::*;

#[test]
fn refusals_have_codes() {
    let folder = tempfile::tempdir().unwrap();
    let relay = Relay::start(folder.path(), &[]);
    let (owner, records) = territory(1);
    let at = format!("/v1/spaces/{}", owner.space);
    let code = |answer: &Answer| (answer.status, Code::from_number(answer.code()));
    assert_eq!(
        code(&relay.get(&format!("{at}/log/1"), &[])),
        (404, Code::NoSpace)
    );
    assert_eq!(
        code(&relay.get("/v1/spaces/xyz/log/1", &[])),
        (404, Code::NoSpace)
    );
    assert_eq!(code(&relay.get("/", &[])), (404, Code::NotFound));
    assert_eq!(
        code(&relay.post("/v1/spaces", &[], b"\xa1\x00")),
        (400, Code::BadForm)
    );
    assert_eq!(
        code(&relay.post("/v1/spaces", &[], &[0xa0; 40])),
        (400, Code::BadForm)
    );
    assert_eq!(
        code(&relay.post("/v1/session", &[], b"\xff")),
        (400, Code::BadForm)
    );
    let stale = [("ekin-session", "00")];
    assert_eq!(
        code(&relay.post("/v1/session", &stale, b"\x80")),
        (401, Code::BadProof)
    );

    // Behind a proxy nobody is on this machine: the creation code is asked for.
    let proxied = [("x-forwarded-for", "203.0.113.5")];
    let bare = relay.post("/v1/spaces", &proxied, &creation(&records, None));
    assert_eq!(code(&bare), (403, Code::CreationCode));
    let shown = program()
        .arg("creation-code")
        .arg("--data")
        .arg(folder.path())
        .output()
        .unwrap();
    let shown = String::from_utf8(shown.stdout).unwrap();
    let with_code = relay.post("/v1/spaces", &proxied, &creation(&records, Some(shown.trim())));
    assert_eq!(with_code.status, 200);

    let large = relay.post("/v1/session", &[], &vec![0; (2 << 20) + 1]);
    assert_eq!(code(&large), (413, Code::TooLarge));
    assert_eq!(
        code(&relay.get(&format!("{at}/log/0"), &[])),
        (404, Code::NotFound)
    );
    assert_eq!(
        code(&relay.get(&format!("{at}/members?after=x"), &[])),
        (400, Code::BadForm)
    );
    assert_eq!(
        code(&relay.get(&format!("{at}/segments/00"), &[])),
        (404, Code::NotFound)
    );
    let page = relay.get("/j", &[]);
    assert_eq!(page.status, 200);
    let text = String::from_utf8(page.body).unwrap();
    assert!(
        ["lang=\"fr\"", "lang=\"eu\"", "lang=\"es\""]
            .iter()
            .all(|lang| text.contains(lang))
    );
    assert!(!text.contains("<script"));
}

#[test]
fn a_half_request_is_let_go_and_others_are_served_meanwhile() {
    let folder = tempfile::tempdir().unwrap();
    let relay = Relay::start(folder.path(), &[]);
    let began = Instant::now();
    let mut slow: Vec<TcpStream> = (0..50)
        .map(|_| {
            let mut stream = TcpStream::connect(relay.at).unwrap();
            stream.write_all(b"GET /v1/relay HTTP/1.1\r\nhost: r").unwrap();
            stream
        })
        .collect();
    assert_eq!(relay.get("/v1/relay", &[]).status, 200);
    assert!(began.elapsed() < Duration::from_secs(5));
    for stream in &mut slow {
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        let mut rest = Vec::new();
        let _ = stream.read_to_end(&mut rest);
    }
    assert!(began.elapsed() < Duration::from_secs(20), "{:?}", began.elapsed());
}

#[test]
fn blocks_end_where_they_should_and_closed_ones_may_be_kept() {
    let folder = tempfile::tempdir().unwrap();
    let relay = Relay::start(folder.path(), &[]);
    let (mut owner, records) = territory(1);
    settle(&relay, &records);
    let (device, _) = Device::open(&relay, &owner, start_of(&owner.space));
    for chunk in 0..5u32 {
        let frames: Vec<_> = (0..60)
            .map(|n| {
                let item = owner.listing(chunk * 60 + n, "x", &[]);
                owner.frame(&[item], None)
            })
            .collect();
        device.push(&frames);
    }
    let at = format!("/v1/spaces/{}/log", owner.space);
    let closed = relay.get(&format!("{at}/1"), &[]);
    assert_eq!(closed.header("cache-control"), Some("public, max-age=604800"));
    let block = Block::read(&closed.body).unwrap();
    assert_eq!((block.entries.len(), block.head), (limits::BLOCK_ENTRIES, None));
    let inside = Block::read(&relay.get(&format!("{at}/200"), &[]).body).unwrap();
    assert_eq!((inside.entries[0].seq, inside.entries.len()), (200, 57));
    let tag = closed.header("etag").unwrap();
    assert_eq!(
        relay.get(&format!("{at}/1"), &[("if-none-match", tag)]).status,
        304
    );
    let open = Block::read(&relay.get(&format!("{at}/257"), &[]).body).unwrap();
    assert_eq!((open.entries.len(), open.head.unwrap().seq), (46, 302));
}
