//! The corpus is made of the test vectors, of the importers' samples and of honest changes. `EKIN_WRITE_CORPUS=1` writes what lacks; without
//! it the test fails when something lacks.

#![allow(clippy::unwrap_used, reason = "a test")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use data_encoding::HEXLOWER;
use ekin_protocol::envelope::{Frame, Statement};
use ekin_protocol::hash::sha256;
use ekin_protocol::id::{Incarnation, ListingKey, OrgId, Short};
use ekin_protocol::item::{Meta, kind, write_record};
use ekin_protocol::membership::SignedRecord;
use ekin_protocol::session::ToRelay;
use ekin_targets::{corpus, joined, note_changes, territory};
use serde_json::Value;

/// Largest seed: a small one is changed at more places in the same time.
const LARGEST: usize = 4096;
/// Most seeds of one target.
const MOST: usize = 40;

type Seeds = BTreeMap<&'static str, Vec<Vec<u8>>>;

fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}

/// Every text of a JSON value.
fn texts<'v>(value: &'v Value, into: &mut Vec<&'v str>) {
    match value {
        Value::String(text) => into.push(text),
        Value::Array(values) => values.iter().for_each(|value| texts(value, into)),
        Value::Object(map) => map.values().for_each(|value| texts(value, into)),
        _ => {}
    }
}

/// Bytes and texts of a file of vectors.
fn vectors(name: &str) -> (Vec<Vec<u8>>, Vec<String>) {
    let file = root().join(format!("core/protocol/vectors/{name}.json"));
    let value: Value = serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap();
    let mut all = Vec::new();
    texts(&value, &mut all);
    let bytes = all.iter().filter(|text| text.len() > 16);
    let bytes = bytes.filter_map(|text| HEXLOWER.decode(text.as_bytes()).ok());
    (bytes.collect(), all.into_iter().map(str::to_owned).collect())
}

fn wire(seeds: &mut Seeds) {
    let of = |names: &[&str]| -> Vec<Vec<u8>> { names.iter().flat_map(|name| vectors(name).0).collect() };
    seeds.insert("frame", of(&["frame", "sealing", "peer"]));
    seeds.insert("item", of(&["item", "validity"]));
    seeds.insert("manifest", of(&["manifest"]));
    let records = of(&["record", "membership"]).into_iter();
    let unsigned = |bytes: Vec<u8>| {
        SignedRecord::read(&bytes)
            .ok()
            .map(|signed| signed.record.write())
    };
    let records: Vec<_> = records.filter_map(unsigned).collect();
    let one = records.iter().map(|record| joined(&[record]));
    let several = records.chunks(4).map(joined);
    let whole = one.chain(several).zip((0..4).cycle());
    seeds.insert(
        "members",
        whole.map(|(bytes, who)| [&[who][..], &bytes].concat()).collect(),
    );
    let segments = of(&["compressed"])
        .into_iter()
        .filter(|bytes| bytes.starts_with(b"EKP1"));
    let items = of(&["item"]);
    let made = items.iter().map(|item| joined(&[&[0x80][..], item]));
    seeds.insert("segment", segments.chain(made).collect());
    let links = vectors("link").1.into_iter();
    let links = links.filter(|text| text.starts_with("ekin:") || text.starts_with("https://"));
    seeds.insert("link", links.map(String::into_bytes).collect());
}

fn relay(seeds: &mut Seeds) {
    let messages = vectors("session").0.into_iter();
    let messages: Vec<_> = messages.filter(|bytes| ToRelay::read(bytes).is_ok()).collect();
    let mut sessions: Vec<_> = messages.iter().map(|one| (0, joined(&[one]))).collect();
    sessions.extend(messages.chunks(5).map(|some| (1, joined(some))));
    let territory = territory();
    let (mut prev, mut frames) = (Short([0; 16]), Vec::new());
    for n in 1..4u8 {
        let key = ListingKey([n; 16]);
        let org = OrgId([2; 16]);
        let meta = Meta {
            kind: kind::LISTING,
            at_ms: 5,
            listing: Some((org, key)),
            ..Meta::default()
        };
        let item = write_record(
            &territory.space.listing(&org, &key),
            &meta,
            &[0xa1, 0x61, b'v', 1],
        );
        let statement = Statement {
            ord: 0,
            incarnation: Incarnation([3; 8]),
            dev_seq: n.into(),
            prev,
            view: None,
        };
        let frame = Frame::public(&territory.space, &statement, &[item], &territory.key).unwrap();
        prev = frame.content_id.short();
        frames.push(frame.write());
    }
    sessions.push((0, joined(&frames)));
    let more = [
        frames[0].clone(),
        ToRelay::Credit(1 << 20).write(),
        frames[1].clone(),
    ];
    sessions.push((0, joined(&more)));
    seeds.insert(
        "session",
        sessions
            .into_iter()
            .map(|(way, bytes)| [&[way][..], &bytes].concat())
            .collect(),
    );
    let bodies = vectors("inbox").0.into_iter().chain(vectors("blob").0);
    let bodies: Vec<_> = bodies.filter(|body| body.len() < 2048).collect();
    let asked = (0..14u8).map(|path| joined(&[&[0, path][..]]));
    let posted = bodies.iter().zip((0..14u8).cycle());
    let posted = posted.map(|(body, path)| joined(&[[&[1 + path % 2, path][..], body].concat()]));
    seeds.insert("pages", asked.chain(posted).collect());
}

fn ours(seeds: &mut Seeds) {
    seeds.insert("change", note_changes());
    let data = root().join("core/exchange/tests/data");
    let files = [
        "openagenda.json",
        "calendar.ics",
        "mednum.csv",
        "mednum.json",
        "ekin.json",
        "ekin.csv",
    ];
    let files = files.iter().chain(&["survey.csv"]).zip(0u8..);
    let file = |(name, way): (&&str, u8)| {
        let bytes = std::fs::read(data.join(name)).unwrap();
        let start = bytes.get(..LARGEST - 1).unwrap_or(&bytes);
        [&[way][..], start].concat()
    };
    seeds.insert("files", files.map(file).collect());
    // A bar stands for the zero between arguments.
    let texts = [
        "s||musée|",
        "sBaiona|10|zineforum|",
        "s43.49,-1.47|5||",
        "k|Laguntza|Bi ordu|2027-01-10T10:00|2027-01-10T12:00|||Etxea|Baiona|4|05 59 00 00 00|a@b.example",
        "l0123456789abcdef0123456789abcdef",
        "d0123456789abcdef0123456789abcdef",
        "v0123456789abcdef0123456789abcdef",
        "h0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef|0123456789abcdef0123456789abcdef|a|0123456789abcdef0123456789abcdef",
        "fstate-waiting|count|three|other|one",
    ];
    let joins = vectors("link")
        .1
        .into_iter()
        .filter(|text| text.starts_with("ekin:"))
        .take(3);
    let joins = joins.map(|link| format!("j{link}"));
    seeds.insert(
        "ffi",
        texts
            .iter()
            .map(|text| text.replace('|', "\0"))
            .chain(joins)
            .map(String::into_bytes)
            .collect(),
    );
}

#[test]
fn the_corpus_holds_every_seed() {
    let mut seeds = Seeds::new();
    wire(&mut seeds);
    relay(&mut seeds);
    ours(&mut seeds);
    let write = std::env::var_os("EKIN_WRITE_CORPUS").is_some();
    for (target, seeds) in seeds {
        let seeds: BTreeSet<_> = seeds.into_iter().filter(|seed| seed.len() <= LARGEST).collect();
        assert!(!seeds.is_empty(), "{target} has no seeds");
        // Evenly, so that each sort of vector stays.
        let step = seeds.len().div_ceil(MOST);
        for seed in seeds.into_iter().step_by(step) {
            let name = HEXLOWER.encode(&sha256(&seed)[..8]);
            let file = corpus(target).join(name);
            if write {
                std::fs::create_dir_all(corpus(target)).unwrap();
                std::fs::write(&file, &seed).unwrap();
            }
            let known = std::fs::read(&file).unwrap_or_default();
            assert!(
                known == seed,
                "{} lacks: run this test with EKIN_WRITE_CORPUS=1",
                file.display()
            );
        }
    }
}
