//! Chunks of Automerge made by hand, as nobody's program would write them.

use ekin_protocol::hash::sha256;

/// Names of the columns of a hand-made change of puts: key, insert, action, length and type of the value, predecessors.
pub const COLUMNS: [u64; 5] = [0x15, 0x34, 0x42, 0x56, 0x70];

pub fn unsigned(mut value: u64) -> Vec<u8> {
    let mut out = Vec::new();
    loop {
        let byte = (value & 0x7f) as u8;
        value >>= 7;
        if value == 0 {
            out.push(byte);
            return out;
        }
        out.push(byte | 0x80);
    }
}

pub fn signed(mut value: i64) -> Vec<u8> {
    let mut out = Vec::new();
    loop {
        let byte = (value & 0x7f) as u8;
        value >>= 7;
        if value == 0 && byte & 0x40 == 0 || value == -1 && byte & 0x40 != 0 {
            out.push(byte);
            return out;
        }
        out.push(byte | 0x80);
    }
}

/// A chunk with a true length and a true checksum.
pub fn seal(kind: u8, body: &[u8]) -> Vec<u8> {
    let hashed = [vec![kind], unsigned(body.len() as u64), body.to_vec()].concat();
    seal_as_hashed(&hashed, &hashed)
}

/// A chunk whose checksum is that of other bytes: a compressed change is hashed as it is before.
pub fn seal_as_hashed(chunk: &[u8], hashed: &[u8]) -> Vec<u8> {
    [&[0x85, 0x6f, 0x4a, 0x83], &sha256(hashed)[..4], chunk].concat()
}

/// The first change of an actor, with these columns.
pub fn change(actor: [u8; 16], columns: &[(u64, Vec<u8>)]) -> Vec<u8> {
    let mut body = vec![0, 16];
    body.extend(actor);
    // seq, start_op, time, message, other actors
    body.extend([1, 1, 0, 0, 0]);
    body.extend(unsigned(columns.len() as u64));
    for (name, bytes) in columns {
        body.extend([unsigned(*name), unsigned(bytes.len() as u64)].concat());
    }
    columns.iter().for_each(|(_, bytes)| body.extend(bytes));
    seal(1, &body)
}

/// A run of one value.
pub fn run(count: i64, value: &[u8]) -> Vec<u8> {
    [signed(count).as_slice(), value].concat()
}

/// `count` times the same put, in some 80 bytes.
pub fn runs(actor: [u8; 16], count: i64) -> Vec<u8> {
    let columns = [
        run(count, b"\x02f1"),
        unsigned(count.unsigned_abs()),
        run(count, &[1]),
        run(count, &[0]),
        run(count, &[0]),
    ];
    change(actor, &COLUMNS.into_iter().zip(columns).collect::<Vec<_>>())
}
