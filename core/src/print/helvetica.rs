//! Helvetica in the encoding of Western Europe (ISO 32000-1, annex D): the code of a letter, and how wide it is.

/// Widths of the codes from 32 to 126 in thousandths of the size, as Adobe's metrics of the standard fonts give them.
const PLAIN: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556,
    556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278,
    500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469,
    556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500,
    278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];
/// The same of the bold face.
const BOLD: [u16; 95] = [
    278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556,
    556, 556, 556, 556, 556, 333, 333, 584, 584, 584, 611, 975, 722, 722, 722, 722, 667, 611, 778, 722, 278,
    556, 722, 611, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584,
    556, 333, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611, 611, 611, 389, 556,
    333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584,
];
/// The widest of any other code: nothing is taken for narrower than it is.
const WIDEST: u16 = 1000;

/// The code of a letter; none for one that the encoding lacks. What would end a line is a space.
pub(super) fn code(c: char) -> Option<u8> {
    Some(match c {
        ' '..='~' => u8::try_from(c).ok()?,
        '\u{a0}'..='\u{ff}' => u8::try_from(u32::from(c)).ok()?,
        '\t' | '\r' | '\n' | '\u{202f}' => b' ',
        '€' => 0x80,
        '‚' => 0x82,
        '„' => 0x84,
        '…' => 0x85,
        'Š' => 0x8a,
        'Œ' => 0x8c,
        'Ž' => 0x8e,
        '‘' => 0x91,
        '’' => 0x92,
        '“' => 0x93,
        '”' => 0x94,
        '•' => 0x95,
        '–' => 0x96,
        '—' => 0x97,
        'š' => 0x9a,
        'œ' => 0x9c,
        'ž' => 0x9e,
        'Ÿ' => 0x9f,
        _ => return None,
    })
}

/// The letter whose width a code has: an accent adds none.
fn like(code: u8) -> Option<u8> {
    Some(match code {
        0xa0 | 0xb7 => b' ',
        0xc0..=0xc5 => b'A',
        0xc7 => b'C',
        0xc8..=0xcb => b'E',
        0xcc..=0xcf => b'I',
        0xd1 => b'N',
        0xd2..=0xd6 | 0xd8 => b'O',
        0xd9..=0xdc => b'U',
        0xdd | 0x9f => b'Y',
        0xe0..=0xe5 => b'a',
        0xe7 => b'c',
        0xe8..=0xeb => b'e',
        0xec..=0xef => b'i',
        0xf1 => b'n',
        0xf2..=0xf6 | 0xf8 => b'o',
        0xf9..=0xfc => b'u',
        0xfd | 0xff => b'y',
        0x8a => b'S',
        0x9a => b's',
        0x8e => b'Z',
        0x9e => b'z',
        0x80 | 0x96 | 0xab | 0xbb => b'0',
        0x82 | 0x91 | 0x92 => b'\'',
        0xa1 => b'!',
        0xbf => b'?',
        32..=126 => code,
        _ => return None,
    })
}

/// How wide a line is in thousandths of its size, at most.
pub(super) fn width(bytes: &[u8], bold: bool) -> f32 {
    let widths = if bold { &BOLD } else { &PLAIN };
    let one = |byte: &u8| {
        let like = like(*byte).and_then(|like| widths.get(usize::from(like.checked_sub(32)?)));
        f32::from(like.copied().unwrap_or(WIDEST))
    };
    bytes.iter().map(one).sum()
}
