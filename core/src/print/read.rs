//! Reads a paper as a program does that searches or copies: by its map back to Unicode. For tests.

/// What the pages of a paper say, a line for each line set.
pub(crate) fn text(pdf: &[u8]) -> String {
    let map = unicode(pdf);
    let mut lines = Vec::new();
    let mut rest = pdf;
    while let Some(start) = find(rest, b"\nBT\n") {
        rest = &rest[start + 4..];
        let end = find(rest, b" Tj").unwrap();
        let (shown, after) = rest.split_at(end);
        let codes = operand(shown);
        let letters = codes.chunks(2).map(|code| {
            let code = u16::from_be_bytes([code[0], code[1]]);
            let found = map.iter().find(|(known, _)| *known == code);
            found.unwrap_or_else(|| panic!("{code} is not in the map")).1
        });
        lines.push(letters.collect::<String>());
        rest = after;
    }
    lines.join("\n")
}

/// The string that an operator shows: the last one before it.
fn operand(shown: &[u8]) -> Vec<u8> {
    let at = find(shown, b" Td\n").unwrap() + 4;
    let string = &shown[at..];
    if string[0] == b'<' {
        let hex = std::str::from_utf8(&string[1..string.len() - 1]).unwrap();
        let digits: Vec<u8> = hex.bytes().filter(u8::is_ascii_hexdigit).collect();
        let pairs = digits.chunks(2).map(|pair| std::str::from_utf8(pair).unwrap());
        return pairs.map(|pair| u8::from_str_radix(pair, 16).unwrap()).collect();
    }
    let (mut bytes, mut inside) = (Vec::new(), string[1..string.len() - 1].iter().copied());
    while let Some(byte) = inside.next() {
        bytes.push(match byte {
            b'\\' => match inside.next().unwrap() {
                b'n' => b'\n',
                b'r' => b'\r',
                b't' => b'\t',
                b'b' => 8,
                b'f' => 12,
                first @ b'0'..=b'7' => {
                    let digits = [first, inside.next().unwrap(), inside.next().unwrap()];
                    u8::from_str_radix(std::str::from_utf8(&digits).unwrap(), 8).unwrap()
                }
                other => other,
            },
            other => other,
        });
    }
    bytes
}

/// Codes and letters of the map.
fn unicode(pdf: &[u8]) -> Vec<(u16, char)> {
    let text = String::from_utf8_lossy(pdf);
    let mut map = Vec::new();
    for block in text.split("beginbfchar").skip(1) {
        for line in block.split("endbfchar").next().unwrap().trim().lines() {
            let mut halves = line.split(['<', '>', ' ']).filter(|half| !half.trim().is_empty());
            let code = u16::from_str_radix(halves.next().unwrap(), 16).unwrap();
            let units = halves.next().unwrap().as_bytes().chunks(4);
            let units: Vec<u16> = units
                .map(|unit| u16::from_str_radix(std::str::from_utf8(unit).unwrap(), 16).unwrap())
                .collect();
            let letter = String::from_utf16(&units).unwrap();
            map.push((code, letter.chars().next().unwrap()));
        }
    }
    map
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|window| window == what)
}
