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
            let (text, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
            (text.into_owned(), Some(WINDOWS_1252.name()))
        }
    }
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
        let mut ledger = Ledger::default();
        decode(b"\xe9", &mut ledger);
        assert_eq!(ledger.close(vec![]).problems.len(), 2);
    }
}
