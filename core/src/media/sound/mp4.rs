//! Sound in MP4 (ISO/IEC 14496-12). Nothing moves, since tables hold places in the file: a box that is not on the list
//! becomes `free` and is filled with zeros, and so are times, names, and media bytes that belong to no sound.

use std::ops::Range;

use crate::media::{Format, MediaError};

mod samples;

/// What is kept at each level; the rest is covered up.
const FILE: &[&[u8; 4]] = &[b"ftyp", b"styp", b"moov", b"moof", b"mdat", b"sidx", b"mfra"];
const MOVIE: &[&[u8; 4]] = &[b"mvhd", b"trak", b"mvex"];
const TRACK: &[&[u8; 4]] = &[b"tkhd", b"edts", b"mdia"];
const MEDIA: &[&[u8; 4]] = &[b"mdhd", b"hdlr", b"minf"];
const INFORMATION: &[&[u8; 4]] = &[b"smhd", b"dinf", b"stbl"];
const TABLES: &[&[u8; 4]] = &[
    b"stsd", b"stts", b"ctts", b"stsc", b"stsz", b"stz2", b"stco", b"co64", b"stss", b"sbgp", b"sgpd",
];
const FRAGMENT: &[&[u8; 4]] = &[b"mfhd", b"traf"];
const TRACK_FRAGMENT: &[&[u8; 4]] = &[b"tfhd", b"tfdt", b"trun", b"sbgp", b"sgpd"];
/// Most boxes in one box.
const MAX_BOXES: usize = 1 << 16;

/// A box: its name, and where it and its body lie.
#[derive(Clone, Debug)]
struct Part {
    name: [u8; 4],
    start: usize,
    body: Range<usize>,
}

pub(in crate::media) fn clean(bytes: &[u8]) -> Result<Vec<u8>, MediaError> {
    let mut file = File(bytes.to_vec());
    let parts = file.keep(0..bytes.len(), FILE)?;
    let fragmented = parts.iter().any(|part| part.name == *b"moof");
    let mut sounds: Vec<Range<usize>> = Vec::new();
    let (mut tracks, mut others) = (0, 0);
    for movie in named(&parts, b"moov") {
        for part in file.keep(movie.body.clone(), MOVIE)? {
            match &part.name {
                b"mvhd" => file.wipe_times(&part),
                b"trak" => match file.track(&part)? {
                    Track::Sound(tables) => {
                        tracks += 1;
                        if !fragmented {
                            sounds.extend(samples::ranges(&file.0, &tables).ok_or_else(damaged)?);
                        }
                    }
                    Track::Film => return Err(MediaError::Film),
                    Track::Other => {
                        others += 1;
                        file.cover(&part);
                    }
                },
                _ => {}
            }
        }
    }
    // Which bytes of a fragment are whose, its runs say; with a sound alone there is no question.
    if tracks == 0 || fragmented && tracks + others > 1 {
        return Err(damaged());
    }
    for fragment in named(&parts, b"moof") {
        for part in file.keep(fragment.body.clone(), FRAGMENT)? {
            if part.name == *b"traf" {
                file.keep(part.body, TRACK_FRAGMENT)?;
            }
        }
    }
    if !fragmented {
        sounds.sort_unstable_by_key(|range| range.start);
        for media in named(&parts, b"mdat") {
            file.wipe_between(media.body.clone(), &sounds);
        }
    }
    Ok(file.0)
}

fn damaged() -> MediaError {
    MediaError::damaged(Format::M4a)
}

fn named<'a>(parts: &'a [Part], name: &'a [u8; 4]) -> impl Iterator<Item = &'a Part> {
    parts.iter().filter(move |part| part.name == *name)
}

enum Track {
    /// With its tables of samples.
    Sound(Vec<Part>),
    Film,
    Other,
}

struct File(Vec<u8>);

impl File {
    /// The boxes of a body that are on the list; the others are covered up.
    fn keep(&mut self, body: Range<usize>, list: &[&[u8; 4]]) -> Result<Vec<Part>, MediaError> {
        let mut kept = Vec::new();
        let mut at = body.start;
        for _ in 0..MAX_BOXES {
            if at == body.end {
                return Ok(kept);
            }
            let part = self.part(at, body.end).ok_or_else(damaged)?;
            at = part.body.end;
            if list.contains(&&part.name) {
                kept.push(part);
            } else {
                self.cover(&part);
            }
        }
        Err(damaged())
    }

    /// The box at `at`, which ends at `end` at the latest.
    fn part(&self, at: usize, end: usize) -> Option<Part> {
        let head = self.0.get(at..end)?;
        let (length, rest) = head.split_first_chunk::<4>()?;
        let (name, rest) = rest.split_first_chunk::<4>()?;
        let (header, length) = match u32::from_be_bytes(*length) {
            0 => (8, head.len()),
            1 => (
                16,
                usize::try_from(u64::from_be_bytes(*rest.first_chunk()?)).ok()?,
            ),
            length => (8, length as usize),
        };
        let stop = at.checked_add(length)?;
        (length >= header && stop <= end).then_some(Part {
            name: *name,
            start: at,
            body: at + header..stop,
        })
    }

    /// Makes a box `free` and its body zero.
    fn cover(&mut self, part: &Part) {
        if let Some(name) = self.0.get_mut(part.start + 4..part.start + 8) {
            name.copy_from_slice(b"free");
        }
        self.wipe(part.body.clone());
    }

    fn wipe(&mut self, range: Range<usize>) {
        if let Some(bytes) = self.0.get_mut(range) {
            bytes.fill(0);
        }
    }

    /// When a `mvhd`, `tkhd` or `mdhd` was made and changed: two times behind version and flags.
    fn wipe_times(&mut self, part: &Part) {
        let long = self.0.get(part.body.start) == Some(&1);
        let start = part.body.start + 4;
        let end = (start + if long { 16 } else { 8 }).min(part.body.end);
        self.wipe(start..end);
    }

    /// What a track is, and a sound's without its notes.
    fn track(&mut self, track: &Part) -> Result<Track, MediaError> {
        let parts = self.keep(track.body.clone(), TRACK)?;
        let media = named(&parts, b"mdia").next().ok_or_else(damaged)?;
        for header in named(&parts, b"tkhd") {
            self.wipe_times(header);
        }
        let parts = self.keep(media.body.clone(), MEDIA)?;
        for header in named(&parts, b"mdhd") {
            self.wipe_times(header);
        }
        let handler = named(&parts, b"hdlr").next().ok_or_else(damaged)?.body.clone();
        // Version, flags and a null, the kind, three nulls, and a name that says which program recorded.
        let kind = self
            .0
            .get(handler.start + 8..handler.start + 12)
            .ok_or_else(damaged)?;
        match kind {
            b"soun" => {}
            b"vide" => return Ok(Track::Film),
            _ => return Ok(Track::Other),
        }
        self.wipe((handler.start + 24).min(handler.end)..handler.end);
        let mut tables = Vec::new();
        for information in named(&parts, b"minf") {
            for part in self.keep(information.body.clone(), INFORMATION)? {
                match &part.name {
                    b"stbl" => tables.extend(self.keep(part.body, TABLES)?),
                    b"dinf" => self.check_references(&part)?,
                    _ => {}
                }
            }
        }
        Ok(Track::Sound(tables))
    }

    /// Refuses a sound that lies in another file, whose name would stand here.
    fn check_references(&self, information: &Part) -> Result<(), MediaError> {
        let body = self.0.get(information.body.clone()).unwrap_or_default();
        // `dinf` holds one `dref`: version, flags, a count, then `url ` boxes of 12 bytes whose flag 1 says "this file".
        let alone = body.get(4..8) == Some(b"dref")
            && body.get(16..).is_some_and(|entries| {
                let (whole, rest) = entries.as_chunks::<12>();
                rest.is_empty()
                    && whole
                        .iter()
                        .all(|entry| matches!(entry, [0, 0, 0, 12, _, _, _, _, 0, 0, 0, 1]))
            });
        if alone { Ok(()) } else { Err(damaged()) }
    }

    /// Fills what lies in `body` and in none of the ranges, which are sorted.
    fn wipe_between(&mut self, body: Range<usize>, kept: &[Range<usize>]) {
        let mut at = body.start;
        for range in kept {
            if range.start > at {
                self.wipe(at..range.start.min(body.end));
            }
            at = at.max(range.end);
            if at >= body.end {
                return;
            }
        }
        self.wipe(at..body.end);
    }
}
