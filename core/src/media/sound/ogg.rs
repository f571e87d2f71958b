//! Ogg with Opus or Vorbis (RFC 3533, 7845): the first such stream is kept, its comments are written anew without any, and
//! its pages are numbered and summed again. Other streams (films, skeletons) and later chained ones fall away.

use crate::media::{Format, MediaError};

/// Most segments of a page.
const SEGMENTS: usize = 255;
const CONTINUED: u8 = 1;
const FIRST: u8 = 2;

struct Page<'a> {
    flags: u8,
    granule: [u8; 8],
    serial: [u8; 4],
    lacing: &'a [u8],
    body: &'a [u8],
}

/// A stream, as its first packet says: how its header packets are counted, and what stands for its comments.
struct Codec {
    headers: usize,
    comments: &'static [u8],
}

const OPUS: Codec = Codec {
    headers: 2,
    // No vendor, no comment.
    comments: b"OpusTags\0\0\0\0\0\0\0\0",
};
const VORBIS: Codec = Codec {
    headers: 3,
    comments: b"\x03vorbis\0\0\0\0\0\0\0\0\x01",
};

pub(in crate::media) fn clean(bytes: &[u8]) -> Result<Vec<u8>, MediaError> {
    stream(bytes).ok_or(MediaError::damaged(Format::Ogg))?
}

/// `None` when the pages are broken.
fn stream(bytes: &[u8]) -> Option<Result<Vec<u8>, MediaError>> {
    let mut rest = bytes;
    // All streams begin before any goes on (RFC 3533, 6): the first of a known codec is taken.
    let mut film = false;
    let (first, codec) = loop {
        let page = read(&mut rest)?;
        if page.flags & FIRST == 0 {
            return Some(Err(if film {
                MediaError::Film
            } else {
                MediaError::Unknown
            }));
        }
        if page.body.starts_with(b"OpusHead") {
            break (page, OPUS);
        }
        if page.body.starts_with(b"\x01vorbis") {
            break (page, VORBIS);
        }
        film |= page.body.starts_with(b"\x80theora");
    };
    let mut writer = Writer {
        serial: first.serial,
        number: 0,
        out: Vec::with_capacity(bytes.len()),
    };
    writer.page(first.flags, first.granule, first.lacing, first.body);
    let mut packets = headers(&mut rest, &first, codec.headers - 1)?;
    *packets.first_mut()? = codec.comments.to_vec();
    writer.packets(&packets)?;
    let mut sound = false;
    while !rest.is_empty() {
        let page = read(&mut rest)?;
        if page.serial != first.serial {
            continue;
        }
        if page.flags & FIRST != 0 {
            break;
        }
        sound |= !page.body.is_empty();
        writer.page(page.flags, page.granule, page.lacing, page.body);
    }
    sound.then_some(Ok(writer.out))
}

/// The header packets behind the first, which end with their page.
fn headers(rest: &mut &[u8], first: &Page<'_>, count: usize) -> Option<Vec<Vec<u8>>> {
    let mut packets = Vec::new();
    let mut packet = Vec::new();
    while packets.len() < count {
        let page = read(rest)?;
        if page.serial != first.serial {
            continue;
        }
        let mut body = page.body;
        for lace in page.lacing {
            let (segment, after) = body.split_at_checked(usize::from(*lace))?;
            body = after;
            packet.extend_from_slice(segment);
            if usize::from(*lace) < SEGMENTS {
                packets.push(std::mem::take(&mut packet));
            }
        }
    }
    (packets.len() == count && packet.is_empty()).then_some(packets)
}

/// Takes a page whose checksum holds.
fn read<'a>(rest: &mut &'a [u8]) -> Option<Page<'a>> {
    let whole = *rest;
    let (head, after) = whole.split_first_chunk::<27>()?;
    let [b'O', b'g', b'g', b'S', 0, flags, granule @ .., _, _, _, _, count] = head else {
        return None;
    };
    let (granule, serial) = (granule.first_chunk()?, granule.get(8..)?.first_chunk()?);
    let (lacing, after) = after.split_at_checked(usize::from(*count))?;
    let length = lacing.iter().map(|lace| usize::from(*lace)).sum();
    let (body, after) = after.split_at_checked(length)?;
    let stated = head.get(22..26)?;
    let parts = [head.get(..22)?, &[0; 4], &[*count], lacing, body];
    if checksum(&parts).to_le_bytes() != *stated {
        return None;
    }
    *rest = after;
    Some(Page {
        flags: *flags,
        granule: *granule,
        serial: *serial,
        lacing,
        body,
    })
}

struct Writer {
    serial: [u8; 4],
    number: u32,
    out: Vec<u8>,
}

impl Writer {
    fn page(&mut self, flags: u8, granule: [u8; 8], lacing: &[u8], body: &[u8]) {
        let mut head = Vec::with_capacity(27 + lacing.len());
        head.extend_from_slice(b"OggS\0");
        head.push(flags);
        head.extend_from_slice(&granule);
        head.extend_from_slice(&self.serial);
        head.extend_from_slice(&self.number.to_le_bytes());
        let sum_at = head.len();
        head.extend_from_slice(&[0; 4]);
        head.push(lacing.len().min(SEGMENTS) as u8);
        head.extend_from_slice(lacing);
        let sum = checksum(&[&head, body]).to_le_bytes();
        if let Some(field) = head.get_mut(sum_at..sum_at + 4) {
            field.copy_from_slice(&sum);
        }
        self.out.extend_from_slice(&head);
        self.out.extend_from_slice(body);
        self.number = self.number.wrapping_add(1);
    }

    /// Header packets on pages of their own.
    fn packets(&mut self, packets: &[Vec<u8>]) -> Option<()> {
        let mut lacing = Vec::new();
        for packet in packets {
            lacing.resize(lacing.len() + packet.len() / SEGMENTS, SEGMENTS as u8);
            lacing.push((packet.len() % SEGMENTS) as u8);
        }
        let body = packets.concat();
        let mut body = body.as_slice();
        let mut continued = false;
        for lacing in lacing.chunks(SEGMENTS) {
            let (part, after) = body.split_at_checked(lacing.iter().map(|lace| usize::from(*lace)).sum())?;
            body = after;
            // A page on which no packet ends has no position.
            let ends = lacing.iter().any(|lace| usize::from(*lace) < SEGMENTS);
            let granule = if ends { [0; 8] } else { [0xff; 8] };
            self.page(if continued { CONTINUED } else { 0 }, granule, lacing, part);
            continued = lacing.last().is_some_and(|lace| usize::from(*lace) == SEGMENTS);
        }
        Some(())
    }
}

/// CRC-32 with the polynomial 0x04c11db7, not reflected, from 0 (RFC 3533, 6).
fn checksum(parts: &[&[u8]]) -> u32 {
    parts
        .iter()
        .flat_map(|part| part.iter())
        .fold(0_u32, |sum, byte| {
            let index = (sum >> 24) as u8 ^ byte;
            sum << 8 ^ TABLE.get(usize::from(index)).copied().unwrap_or_default()
        })
}

const TABLE: [u32; 256] = {
    let mut table = [0; 256];
    let mut index = 0;
    while index < 256 {
        let mut sum = (index as u32) << 24;
        let mut bit = 0;
        while bit < 8 {
            sum = sum << 1 ^ if sum >> 31 == 1 { 0x04c1_1db7 } else { 0 };
            bit += 1;
        }
        table[index] = sum;
        index += 1;
    }
    table
};
