//! Bytes to text, whatever the encoding.

use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::loss::{Ledger, ProblemKind};

/// Reads UTF-8, UTF-16 with a byte order mark, else Windows-1252 (which is Latin-1 for all that is printed),
/// and says when it was not UTF-8. Never fails.
pub(crate) fn decode(bytes: &[u8], ledger: &mut Ledger) -> String {
    let (text, used) = decode_silently(bytes);
    if let Some(used) = used {
        ledger.problem(ProblemKind::Encoding {
            used: used.to_owned(),
        });
    }
    text
}

/// The same, with the name of the encoding where it was not UTF-8.
pub(crate) fn decode_silently(bytes: &[u8]) -> (String, Option<&'static str>) {
    let wide = match bytes {
        [0xff, 0xfe, ..] => Some(UTF_16LE),
        [0xfe, 0xff, ..] => Some(UTF_16BE),
        _ => None,
    };
    if let Some(encoding) = wide {
        let (text, _) = encoding.decode_with_bom_removal(bytes);
        return (text.into_owned(), Some(encoding.name()));
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => (text.to_owned(), None),
        Err(_) => {
            let bytes = match String::from_utf8(mend_folds(bytes)) {
                Ok(text) => return (text, None),
                Err(error) => error.into_bytes(),
            };
            // Line by line: files put together from several sources mix encodings.
            let mut text = String::with_capacity(bytes.len());
            for line in bytes.split_inclusive(|b| *b == b'\n') {
                match std::str::from_utf8(line) {
                    Ok(line) => text.push_str(line),
                    Err(_) => text.push_str(&WINDOWS_1252.decode_without_bom_handling(line).0),
                }
            }
            (text, Some(WINDOWS_1252.name()))
        }
    }
}

/// Old calendars fold their lines in the middle of a character: puts those characters together again, and
/// the fold after them.
fn mend_folds(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some((first, after)) = rest.split_first() {
        let fold = [&b"\r\n "[..], b"\n ", b"\r\n\t", b"\n\t"]
            .into_iter()
            .find(|f| rest.starts_with(f));
        let cut = fold.and_then(|f| rest.get(f.len()..).map(|next| (f, next)));
        if let (Some((fold, next)), Some(0x80..)) = (cut, out.last().copied()) {
            let tail = next.iter().take_while(|b| (0x80..0xc0).contains(*b)).count();
            if tail > 0 {
                out.extend(next.iter().take(tail));
                out.extend_from_slice(fold);
                rest = next.get(tail..).unwrap_or_default();
                continue;
            }
        }
        out.push(*first);
        rest = after;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_old_encodings_are_read_and_said() {
        assert_eq!(decode_silently(b"\xef\xbb\xbfa"), ("a".into(), None));
        assert_eq!(decode_silently("été".as_bytes()), ("été".into(), None));
        assert_eq!(
            decode_silently(b"\xe9t\xe9 \x80"),
            ("été €".into(), Some("windows-1252"))
        );
        assert_eq!(
            decode_silently(b"\xff\xfea\0b\0"),
            ("ab".into(), Some("UTF-16LE"))
        );
        assert_eq!(
            decode_silently(b"caf\xc3\n \xa9s\ncaf\xe9\n").0,
            "café\n s\ncafé\n"
        );
        assert_eq!(
            decode_silently(b"caf\xc3\r\n \xa9s\r\n"),
            ("café\r\n s\r\n".into(), None),
            "folded in the middle of a character, and nothing else"
        );
        let mut ledger = Ledger::default();
        decode(b"\xe9", &mut ledger);
        assert_eq!(ledger.close(vec![]).problems.len(), 2);
    }
}
