//! The values that cannot be taken back, computed once more from hand-joined bytes with plain SHA-256: nothing
//! of the library is called.

use super::{committed, decode::unhex};
use serde_json::Value;
use sha2::{Digest, Sha256};

fn sha256(parts: &[&[u8]]) -> Vec<u8> {
    let mut h = Sha256::new();
    parts.iter().for_each(|part| h.update(part));
    h.finalize().to_vec()
}

fn good(file: &str, op: &str) -> Vec<Value> {
    let content = committed(file);
    let cases = content["cases"].as_array().unwrap().iter();
    let cases: Vec<_> = cases
        .filter(|case| case["op"] == op && case.get("expect").is_some())
        .cloned()
        .collect();
    assert!(!cases.is_empty());
    cases
}

fn number(value: &Value) -> u64 {
    value.as_u64().unwrap()
}

#[test]
fn item_hash() {
    for case in good("item.json", "item") {
        let (bytes, expect) = (unhex(&case["bytes"]), &case["expect"]);
        let payload = unhex(&expect["payload_sha256"]);
        // 85 salt type object meta payload, or 86 ... f6 5820 hash: the fields end where the payload starts.
        let tail = match expect["payload"].as_str() {
            Some(text) => match text.len() / 2 {
                short @ 0..24 => 1 + short,
                long => 2 + long,
            },
            None => 1 + 2 + 32,
        };
        let fields = &bytes[1..bytes.len() - tail];
        assert_eq!(
            unhex(&expect["hash"]),
            sha256(&[b"ekin/1/item\0", &[0x84], fields, &payload]),
            "{}",
            case["name"]
        );
    }
}

#[test]
fn content_id_of_one_to_five() {
    let hash = |i: u8| sha256(&[b"ekin/1/vector\0", &[i]]);
    let leaf = |i: u8| sha256(&[&[0], &hash(i)]);
    let node = |a: &[u8], b: &[u8]| sha256(&[&[1], a, b]);
    let two = node(&leaf(0), &leaf(1));
    let four = node(&two, &node(&leaf(2), &leaf(3)));
    let roots = [
        leaf(0),
        two.clone(),
        node(&two, &leaf(2)),
        four.clone(),
        node(&four, &leaf(4)),
    ];
    for case in good("content_id.json", "content-id") {
        if let Some(root) = roots.get(number(&case["n"]) as usize - 1) {
            assert_eq!(&unhex(&case["expect"]), root, "{}", case["name"]);
        }
    }
    let level = |nodes: Vec<Vec<u8>>| {
        nodes
            .chunks(2)
            .map(|pair| node(&pair[0], &pair[1]))
            .collect::<Vec<_>>()
    };
    let mut nodes: Vec<_> = (0..64).map(leaf).collect();
    while nodes.len() > 1 {
        nodes = level(nodes);
    }
    for case in good("content_id.json", "content-id") {
        if case["n"] == 64 {
            assert_eq!(unhex(&case["expect"]), nodes[0]);
        }
    }
}

#[test]
fn envelope_id_and_view() {
    for case in good("statement.json", "envelope") {
        let parts = ["space", "content_id", "statement"].map(|name| unhex(&case[name]));
        let id = sha256(&[b"ekin/1/envelope\0", &parts[0], &parts[1], &parts[2]]);
        assert_eq!(unhex(&case["expect"]["id"]), id, "{}", case["name"]);
    }
    for case in good("statement.json", "view") {
        let view = sha256(&[b"ekin/1/view\0", &unhex(&case["r"]), &unhex(&case["live_root"])]);
        assert_eq!(unhex(&case["expect"]), view[..16]);
    }
}

#[test]
fn running_hash() {
    for case in good("log.json", "log") {
        let mut r = unhex(&case["space"]);
        for (n, entry) in case["entries"].as_array().unwrap().iter().enumerate() {
            let (seq, t_ms) = ((n as u64 + 1).to_be_bytes(), number(&entry[0]).to_be_bytes());
            let kind = [number(&entry[1]) as u8];
            r = sha256(&[b"ekin/1/log\0", &r, &seq, &t_ms, &kind, &unhex(&entry[2])]);
            assert_eq!(unhex(&case["expect"][n]), r);
        }
    }
}

#[test]
fn live_root() {
    fn node(items: &[(Vec<u8>, Vec<u8>)], prefix: &str) -> Vec<u8> {
        let hex = |bytes: &[u8]| data_encoding::HEXLOWER.encode(&bytes[..2]);
        let here: Vec<_> = items
            .iter()
            .filter(|(object, _)| hex(object).starts_with(prefix))
            .cloned()
            .collect();
        if here.is_empty() {
            return vec![0; 32];
        }
        if prefix.len() == 4 {
            let mut hashes: Vec<_> = here.into_iter().map(|(_, hash)| hash).collect();
            hashes.sort();
            return sha256(&[b"ekin/1/leaf\0", &hashes.concat()]);
        }
        let children: Vec<_> = "0123456789abcdef"
            .chars()
            .map(|digit| node(&here, &format!("{prefix}{digit}")))
            .collect();
        sha256(&[b"ekin/1/node\0", &children.concat()])
    }
    for case in good("live_root.json", "live-root") {
        let items: Vec<_> = case["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|item| (unhex(&item[0]), unhex(&item[1])))
            .collect();
        assert_eq!(
            unhex(&case["expect"]["root"]),
            node(&items, ""),
            "{}",
            case["name"]
        );
    }
}

#[test]
fn derived_ids() {
    for case in good("ids.json", "listing-object") {
        let parts = ["space", "org", "key"].map(|name| unhex(&case[name]));
        assert_eq!(
            unhex(&case["expect"]),
            sha256(&[b"ekin/1/listing\0", &parts.concat()])[..16]
        );
    }
    for case in good("ids.json", "import-key") {
        let [scheme, source] = ["scheme", "source"].map(|name| case[name].as_str().unwrap());
        let key = sha256(&[b"ekin/1/import\0", scheme.as_bytes(), &[0], source.as_bytes()]);
        assert_eq!(unhex(&case["expect"]), key[..16], "{}", case["name"]);
    }
    for case in good("ids.json", "space-id") {
        assert_eq!(
            unhex(&case["expect"]),
            sha256(&[b"ekin/1/space\0", &unhex(&case["genesis"])])
        );
    }
    for case in good("record.json", "record") {
        let (bytes, id) = (unhex(&case["bytes"]), unhex(&case["expect"]["id"]));
        // 82 record 5840 sig: the id covers the record alone.
        assert_eq!(
            id,
            sha256(&[b"ekin/1/member\0", &bytes[1..bytes.len() - 66]]),
            "{}",
            case["name"]
        );
    }
}
