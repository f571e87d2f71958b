//! Rules 1 to 5: the frame, the header and the table of columns. The rows are in `rows`.

use ekin_protocol::hash::sha256;

use super::reader::Reader;
use super::rows::{Columns, Names, rows};
use super::{Actor, ChangeHash, Inadmissible, MAX_BYTES, MAX_COUNTER, MAX_DEPS, MAX_OTHERS, Summary};

const MAGIC: [u8; 4] = [0x85, 0x6f, 0x4a, 0x83];
const CHANGE: u8 = 1;
/// Set in the name of a column that is compressed.
const DEFLATE: u64 = 8;
/// The columns that a change may have, in their order.
const SPECS: [u64; 12] = [
    0x01, 0x02, 0x11, 0x13, 0x15, 0x34, 0x42, 0x56, 0x57, 0x70, 0x71, 0x73,
];

/// Rules 1 to 15: whether these bytes are an admissible change, from the bytes alone.
///
/// # Errors
/// The first rule that they break.
pub fn scan(chunk: &[u8]) -> Result<Summary<'_>, Inadmissible> {
    if chunk.len() > MAX_BYTES {
        return Err(Inadmissible::Chunk("too large"));
    }
    let (mut reader, hash) = frame(chunk)?;
    let head = header(&mut reader)?;
    let columns = columns(&mut reader)?;
    let names = Names {
        actor: head.actor,
        others: &head.others,
        start_op: head.start_op,
    };
    let (ops, preds) = rows(&columns, &names)?;
    let summary = Summary {
        hash,
        ops,
        preds,
        bytes: chunk.len(),
        ..head
    };
    summary.own_references()?;
    Ok(summary)
}

/// What is behind the frame, and the hash of the change.
fn frame(chunk: &[u8]) -> Result<(Reader<'_>, ChangeHash), Inadmissible> {
    let mut reader = Reader(chunk);
    if reader.array()? != MAGIC {
        return Err(Inadmissible::Chunk("no chunk of Automerge"));
    }
    let checksum: [u8; 4] = reader.array()?;
    let hashed = reader.0;
    if reader.array()? != [CHANGE] {
        return Err(Inadmissible::Chunk("not a change"));
    }
    if reader.unsigned()? != reader.0.len() as u64 {
        return Err(Inadmissible::Chunk("not as long as it says"));
    }
    let hash = sha256(hashed);
    if !hash.starts_with(&checksum) {
        return Err(Inadmissible::Chunk("checksum"));
    }
    Ok((reader, ChangeHash(hash)))
}

/// Rules 3 and 4.
fn header(reader: &mut Reader<'_>) -> Result<Summary<'static>, Inadmissible> {
    let count = reader.at_most(MAX_DEPS, Inadmissible::Header("too many dependencies"))?;
    let mut deps: Vec<ChangeHash> = Vec::with_capacity(count);
    for _ in 0..count {
        let dep = ChangeHash(reader.array()?);
        if deps.last().is_some_and(|last| *last >= dep) {
            return Err(Inadmissible::Header("dependencies out of order"));
        }
        deps.push(dep);
    }
    let actor = actor(reader)?;
    let mut number = || -> Result<u64, Inadmissible> {
        let error = Inadmissible::Header("a number out of range");
        match reader.at_most(MAX_COUNTER as usize - 1, error)? {
            0 => Err(error),
            number => Ok(number as u64),
        }
    };
    let (seq, start_op) = (number()?, number()?);
    if reader.signed()? != 0 {
        return Err(Inadmissible::Header("a time"));
    }
    if reader.unsigned()? != 0 {
        return Err(Inadmissible::Header("a message"));
    }
    let count = reader.at_most(MAX_OTHERS, Inadmissible::Actors("too many"))?;
    let mut others: Vec<Actor> = Vec::with_capacity(count);
    for _ in 0..count {
        let other = self::actor(reader)?;
        if other == actor || others.last().is_some_and(|last| *last >= other) {
            return Err(Inadmissible::Actors("out of order"));
        }
        others.push(other);
    }
    Ok(Summary {
        actor,
        seq,
        start_op,
        deps,
        others,
        hash: ChangeHash([0; 32]),
        ops: Vec::new(),
        preds: Vec::new(),
        bytes: 0,
    })
}

fn actor(reader: &mut Reader<'_>) -> Result<Actor, Inadmissible> {
    if reader.unsigned()? != 16 {
        return Err(Inadmissible::Header("length of an actor"));
    }
    Ok(Actor(reader.array()?))
}

/// Rule 5: known columns only, ascending, none empty or compressed, and nothing behind them.
fn columns<'a>(reader: &mut Reader<'a>) -> Result<Columns<'a>, Inadmissible> {
    let count = reader.at_most(SPECS.len(), Inadmissible::Columns("too many"))?;
    let mut lengths = [0; SPECS.len()];
    let mut specs = SPECS.iter().zip(&mut lengths);
    for _ in 0..count {
        let spec = reader.unsigned()?;
        let length = reader.at_most(MAX_BYTES, Inadmissible::Columns("length"))?;
        if spec & DEFLATE != 0 {
            return Err(Inadmissible::Columns("compressed"));
        }
        // The search goes on where the last one ended: a column out of order is not found.
        let (_, slot) = specs
            .find(|(known, _)| **known == spec)
            .ok_or(Inadmissible::Columns("unknown or out of order"))?;
        if length == 0 {
            return Err(Inadmissible::Columns("empty"));
        }
        *slot = length;
    }
    if lengths.iter().sum::<usize>() != reader.0.len() {
        return Err(Inadmissible::Columns("more or fewer bytes than they say"));
    }
    let mut columns: Columns<'a> = [&[]; SPECS.len()];
    for (column, length) in columns.iter_mut().zip(lengths) {
        *column = reader.take(length)?;
    }
    Ok(columns)
}
