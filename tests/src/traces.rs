//! Looking for what was erased: in every file of a folder as it lies, in UTF-16, base64 and hexadecimal, in every value of
//! every database, inside what is compressed there, and among the words of its search indexes.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot read what it looks through fails"
)]

use std::path::{Path, PathBuf};

use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags};

/// Bytes that a compressed value may have when it is open.
const MAX: usize = 8 << 20;
/// How a frame of zstd begins.
const ZSTD: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];

/// A form in which a word may lie somewhere.
struct Form {
    name: &'static str,
    bytes: Vec<u8>,
}

/// The forms of a word.
fn forms(word: &str) -> Vec<Form> {
    let form = |name, bytes| Form { name, bytes };
    let mut all = vec![
        form("as it is", word.as_bytes().to_vec()),
        form(
            "UTF-16, little end first",
            word.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        ),
        form(
            "UTF-16, big end first",
            word.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        ),
        form("hexadecimal", hex(word, false)),
        form("hexadecimal in capitals", hex(word, true)),
    ];
    for skipped in 0..3 {
        all.push(form("base64", base64(word, skipped)));
    }
    all
}

fn hex(word: &str, capitals: bool) -> Vec<u8> {
    let digits = |byte: u8| match capitals {
        true => format!("{byte:02X}"),
        false => format!("{byte:02x}"),
    };
    word.bytes().map(digits).collect::<String>().into_bytes()
}

/// The part of the base64 of a text that holds the word, where it begins so many bytes behind a group of three: without what
/// neighbours have a part in.
fn base64(word: &str, skipped: usize) -> Vec<u8> {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let bytes = [&vec![0; skipped][..], word.as_bytes()].concat();
    let whole: Vec<u8> = bytes
        .chunks_exact(3)
        .flat_map(|three| {
            let n = three.iter().fold(0usize, |n, byte| n << 8 | usize::from(*byte));
            [18, 12, 6, 0].map(|shift| DIGITS[n >> shift & 63])
        })
        .collect();
    whole[if skipped == 0 { 0 } else { 4 }..].to_vec()
}

/// Every place in a folder in which one of the words stands, in whatever form.
pub fn found(folder: &Path, words: &[&str]) -> Vec<String> {
    let forms: Vec<(&str, Form)> = words
        .iter()
        .flat_map(|word| forms(word).into_iter().map(|form| (*word, form)))
        .collect();
    let mut places = Vec::new();
    for file in files(folder) {
        let bytes = std::fs::read(&file).unwrap_or_default();
        look(&bytes, &forms, &file.display().to_string(), &mut places);
        if file.extension().is_some_and(|end| end == "db") {
            database(&file, &forms, words, &mut places);
        }
    }
    places.sort();
    places.dedup();
    places
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => all.extend(files(&path)),
            false => all.push(path),
        }
    }
    all
}

fn look(bytes: &[u8], forms: &[(&str, Form)], place: &str, places: &mut Vec<String>) {
    for (word, form) in forms {
        if bytes.windows(form.bytes.len()).any(|window| window == form.bytes) {
            places.push(format!("{word}, {}, in {place}", form.name));
        }
    }
}

fn database(file: &Path, forms: &[(&str, Form)], words: &[&str], places: &mut Vec<String>) {
    let db = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_WRITE).unwrap();
    let mut names = db
        .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
        .unwrap();
    let tables: Vec<(String, String)> = names
        .query_map([], |row| {
            Ok((row.get(0)?, row.get::<_, Option<String>>(1)?.unwrap_or_default()))
        })
        .unwrap()
        .map(Result::unwrap)
        .collect();
    for (table, sql) in tables {
        if sql.contains("fts5") {
            vocabulary(&db, &table, words, places);
            continue;
        }
        if sql.starts_with("CREATE VIRTUAL") {
            continue;
        }
        let mut rows = db.prepare(&format!("SELECT * FROM \"{table}\"")).unwrap();
        let columns = rows.column_count();
        let mut rows = rows.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            for column in 0..columns {
                let (ValueRef::Blob(bytes) | ValueRef::Text(bytes)) = row.get_ref(column).unwrap() else {
                    continue;
                };
                let place = format!("{} of {}", table, file.display());
                look(bytes, forms, &place, places);
                for open in opened(bytes) {
                    look(&open, forms, &format!("{place}, compressed"), places);
                }
            }
        }
    }
}

/// What is compressed in a value: wherever a frame of zstd begins, and the whole as a body of the protocol.
fn opened(bytes: &[u8]) -> Vec<Vec<u8>> {
    let begins = bytes.windows(4).enumerate().filter(|(_, window)| *window == ZSTD);
    let mut all: Vec<Vec<u8>> = begins
        .filter_map(|(at, _)| {
            // A frame may be followed by other things: it is cut where it opens.
            (at + 4..=bytes.len())
                .rev()
                .take(64)
                .find_map(|end| ekin_protocol::compress::decompress(&bytes[at..end], MAX).ok())
        })
        .collect();
    if let Ok(frame) = ekin_protocol::envelope::Frame::read(bytes)
        && let Ok(items) = frame.open()
    {
        all.extend(items.bytes().map(<[u8]>::to_vec));
    }
    all
}

/// The words of a search index, which stand there folded and cut.
fn vocabulary(db: &Connection, table: &str, words: &[&str], places: &mut Vec<String>) {
    db.execute_batch(&format!(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.\"words_{table}\" USING fts5vocab(main, '{table}', 'row')"
    ))
    .unwrap();
    let mut terms = db
        .prepare(&format!("SELECT term FROM temp.\"words_{table}\""))
        .unwrap();
    let terms = terms.query_map([], |row| row.get::<_, String>(0)).unwrap();
    let folded: Vec<String> = words
        .iter()
        .map(|word| ekin_core::domain::fold::fold(word))
        .collect();
    for term in terms.map(Result::unwrap) {
        let of = folded
            .iter()
            .find(|folded| folded.split(' ').any(|token| token.len() > 4 && token == term));
        if let Some(word) = of {
            places.push(format!("{word}, in the index {table}"));
        }
    }
}
