//! What comes out shows and sounds the same, and says nothing more. `data/` was made with free encoders, of a tone and of
//! colours, with `PLANTED` in every field that they have.

mod hostile;
mod mask;
mod samples;

use image::DynamicImage;

use super::*;
use samples::*;

fn cleaned(bytes: &[u8]) -> Media {
    clean(bytes, PictureSize::default()).unwrap()
}

fn holds(bytes: &[u8], what: &[u8]) -> bool {
    bytes.windows(what.len()).any(|window| window == what)
}

/// Nothing that was planted is left, nor a segment that could hold some of it.
fn assert_says_nothing(picture: &[u8]) {
    for word in [
        &b"PLANTED"[..],
        b"Exif",
        b"http://ns.adobe.com",
        b"ICC_PROFILE",
        b"GPS",
        b"tEXt",
    ] {
        assert!(!holds(picture, word), "{}", String::from_utf8_lossy(word));
    }
    // Markers before the scan: only JFIF, tables and the frame.
    let scan = picture.windows(2).position(|pair| pair == [0xff, 0xda]).unwrap();
    let mut at = 2;
    while at < scan {
        assert!(
            matches!(picture[at..at + 2], [0xff, 0xe0 | 0xdb | 0xc0 | 0xc4]),
            "{:x?}",
            &picture[at..at + 2]
        );
        at += 2 + usize::from(u16::from_be_bytes([picture[at + 2], picture[at + 3]]));
    }
    assert!(picture.ends_with(&[0xff, 0xd9]));
}

#[test]
fn a_photo_says_nothing_but_what_it_shows() {
    let photo = photo(Some(1));
    for planted in [
        &b"PLANTED GPS"[..],
        b"PLANTED XMP",
        b"PLANTED ICC",
        b"PLANTED comment",
        b"PLANTED end",
    ] {
        assert!(holds(&photo, planted));
    }
    let media = cleaned(&photo);
    let preview = media.picture.unwrap();
    assert_says_nothing(&media.bytes);
    assert_says_nothing(&preview.thumbnail);
    assert_eq!(
        (media.format, preview.width, preview.height),
        (Format::Jpeg, 64, 48)
    );
    assert_close(&decoded(&media.bytes), &decoded(&photo), 12);
}

#[test]
fn a_png_says_nothing_but_what_it_shows() {
    for interlaced in [false, true] {
        let png = drawing(interlaced);
        assert!(holds(&png, b"PLANTED"));
        let media = cleaned(&png);
        assert_says_nothing(&media.bytes);
        assert_says_nothing(&media.picture.unwrap().thumbnail);
        let image = decoded(&media.bytes);
        // Upright: 40 x 24 and a quarter turn. Transparent is white.
        assert_eq!(image.dimensions(), (24, 40), "{interlaced}");
        let corner = image.get_pixel(23, 0).0;
        assert!(corner.iter().all(|value| *value > 240), "{corner:?}");
    }
}

#[test]
fn pictures_are_turned_upright() {
    let upright = decoded(&photo(None));
    let turned = |orientation| decoded(&cleaned(&photo(Some(orientation))).bytes);
    let wanted = |turn: fn(&DynamicImage) -> DynamicImage| turn(&upright.clone().into()).into_rgb8();
    assert_close(&turned(1), &upright, 12);
    assert_close(&turned(2), &wanted(DynamicImage::fliph), 12);
    assert_close(&turned(3), &wanted(DynamicImage::rotate180), 12);
    assert_close(&turned(6), &wanted(DynamicImage::rotate90), 12);
    assert_close(&turned(8), &wanted(DynamicImage::rotate270), 12);
    // Nine is no orientation.
    assert_close(&turned(9), &upright, 12);
}

#[test]
fn progressive_and_cmyk_pictures_are_read() {
    let progressive = decoded(&cleaned(PROGRESSIVE).bytes);
    assert_eq!(progressive.dimensions(), (40, 24));
    assert_close(&progressive, &decoded(PROGRESSIVE), 12);
    // Full magenta and yellow: red.
    let [r, g, b] = decoded(&cleaned(CMYK).bytes).get_pixel(8, 8).0;
    assert!(r > 200 && g < 60 && b < 60, "{r} {g} {b}");
}

#[test]
fn a_large_picture_is_made_smaller_with_a_thumbnail() {
    for bytes in [plain_jpeg(3000, 1500), plain_png(3000, 1500)] {
        let media = cleaned(&bytes);
        let preview = media.picture.unwrap();
        assert_eq!((preview.width, preview.height), (2048, 1024));
        assert_eq!(decoded(&media.bytes).dimensions(), (2048, 1024));
        assert_eq!(decoded(&preview.thumbnail).dimensions(), (320, 160));
        assert!(preview.thumbnail.len() <= picture::MAX_THUMBNAIL);
        let smaller = clean(&bytes, PictureSize::new(500, 60)).unwrap();
        assert_eq!(decoded(&smaller.bytes).dimensions(), (500, 250));
    }
}

#[test]
fn a_thumbnail_of_noise_is_small_too() {
    let media = cleaned(&noise(700, 700));
    assert!(media.picture.unwrap().thumbnail.len() <= picture::MAX_THUMBNAIL);
}

#[test]
fn too_many_pixels_are_refused_before_they_are_decoded() {
    let mut jpeg = plain_jpeg(64, 64);
    let frame = jpeg.windows(2).position(|pair| pair == [0xff, 0xc0]).unwrap();
    for (height, width) in [(10_000_u16, 10_000_u16), (0, 64), (65_500, 1)] {
        jpeg[frame + 5..frame + 7].copy_from_slice(&height.to_be_bytes());
        jpeg[frame + 7..frame + 9].copy_from_slice(&width.to_be_bytes());
        let error = clean(&jpeg, PictureSize::default()).unwrap_err();
        assert!(
            matches!(error, MediaError::TooManyPixels { width: w, height: h } if (w, h) == (width.into(), height.into())),
            "{error}"
        );
    }
    for (width, height) in [(10_000, 10_000), (u32::MAX >> 1, 1), (1, 1 << 30)] {
        let error = clean(&png_head(width, height), PictureSize::default()).unwrap_err();
        assert!(matches!(error, MediaError::TooManyPixels { .. }), "{error}");
    }
}

#[test]
fn what_takes_too_much_memory_or_time_is_refused() {
    let mut large = PROGRESSIVE.to_vec();
    let frame = large.windows(2).position(|pair| pair == [0xff, 0xc2]).unwrap();
    large[frame + 5..frame + 9].copy_from_slice(&[0x0f, 0xa0, 0x0b, 0xb8]);
    assert!(matches!(
        clean(&large, PictureSize::default()),
        Err(MediaError::TooHeavy { bytes: 36_096_000.. })
    ));
    // The same scan a hundred times over.
    let jpeg = plain_jpeg(64, 64);
    let scan = jpeg.windows(2).position(|pair| pair == [0xff, 0xda]).unwrap();
    let (head, rest) = jpeg.split_at(scan);
    let body = &rest[..rest.len() - 2];
    let many = [head, &body.repeat(100), &[0xff, 0xd9]].concat();
    assert!(matches!(
        clean(&many, PictureSize::default()),
        Err(MediaError::Damaged { .. })
    ));
}

#[test]
fn a_sound_keeps_its_sound_and_loses_its_tags() {
    for (name, bytes, format) in SOUNDS {
        assert!(holds(bytes, b"PLANTED"), "{name}");
        let media = cleaned(bytes);
        assert_eq!(media.format, format, "{name}");
        assert!(!holds(&media.bytes, b"PLANTED"), "{name}");
        assert!(!holds(&media.bytes, b"43.49"), "{name}");
        // What is clean stays as it is.
        assert_eq!(cleaned(&media.bytes), media, "{name}");
        assert!(media.bytes.len() * 2 > bytes.len(), "{name}");
        assert_eq!((media.picture, media.notices), (None, vec![]), "{name}");
    }
}

#[test]
fn tags_fall_away_wherever_they_stand() {
    let frames = cleaned(MP3).bytes;
    // A frame begins here: the header is that of the first behind LAME's own.
    let header = &frames[frames.len() - 72..][..3];
    let half = frames.len() / 2;
    let half = half
        + frames[half..]
            .windows(3)
            .position(|bytes| bytes == header)
            .unwrap();
    let id3 = [&b"ID3\x03\0\0\0\0\0\x0d"[..], b"PLANTED title"].concat();
    let ape = [&b"APETAGEX\xd0\x07\0\0"[..], b"PLANTED artist", &[0; 32]].concat();
    let id3v1 = [&b"TAGPLANTED"[..], &[0; 118]].concat();
    for middle in [&id3, &ape] {
        let tagged = [&id3, &frames[..half], middle, &frames[half..], &ape, &id3v1].concat();
        let clean = cleaned(&tagged).bytes;
        assert!(!holds(&clean, b"PLANTED"));
        assert!(
            clean.len() + 200 > frames.len(),
            "{} {}",
            clean.len(),
            frames.len()
        );
    }
}

#[test]
fn a_wav_keeps_only_what_is_sound() {
    let mut wav = WAV.to_vec();
    wav.extend_from_slice(b"bext\x0c\0\0\0PLANTED word");
    wav.extend_from_slice(b"PLANTED end");
    let clean = cleaned(&wav).bytes;
    assert!(!holds(&clean, b"PLANTED") && !holds(&clean, b"LIST"));
    assert_eq!(
        u32::from_le_bytes(clean[4..8].try_into().unwrap()) as usize,
        clean.len() - 8
    );
}

#[test]
fn media_bytes_that_belong_to_no_sound_are_wiped() {
    // A sample of another track, such as a place a second: behind the sound, in the same box.
    let mut bytes = M4A.to_vec();
    let box_at = bytes.windows(4).position(|name| name == b"mdat").unwrap() - 4;
    let length = u32::from_be_bytes(bytes[box_at..box_at + 4].try_into().unwrap()) as usize;
    let movie = bytes.split_off(box_at + length);
    assert_eq!(&movie[4..8], b"moov");
    bytes.extend_from_slice(b"PLANTED place");
    bytes[box_at..box_at + 4].copy_from_slice(&(length as u32 + 13).to_be_bytes());
    bytes.extend_from_slice(&movie);
    let clean = cleaned(&bytes).bytes;
    assert!(!holds(&clean, b"PLANTED"));
    let sound = box_at + 8..box_at + length;
    assert_eq!(clean[sound.clone()], bytes[sound]);
}

#[test]
fn a_film_is_told_from_a_sound() {
    assert!(matches!(
        clean(FILM, PictureSize::default()),
        Err(MediaError::Film)
    ));
    assert!(matches!(
        clean(b"\x1a\x45\xdf\xa3webm", PictureSize::default()),
        Err(MediaError::Film)
    ));
}

#[test]
fn a_pdf_is_taken_with_a_word_of_warning_and_a_locked_one_is_not() {
    let media = cleaned(&[PDF, b"\nPLANTED end"].concat());
    assert_eq!(media.bytes, PDF);
    assert_eq!(media.notices, [MediaNotice::KeepsWhatItsAuthorPutIn]);
    let with = |entry: &str| {
        let text = std::str::from_utf8(PDF).unwrap();
        clean(
            text.replace("/Root", &format!("{entry} /Root")).as_bytes(),
            PictureSize::default(),
        )
    };
    assert!(matches!(with("/Encrypt 5 0 R"), Err(MediaError::Locked)));
    assert!(matches!(with("/Encrypt<<>>"), Err(MediaError::Locked)));
    assert!(with("/EncryptMetadata true").is_ok());
    let cut = clean(&PDF[..PDF.len() - 4], PictureSize::default());
    assert!(matches!(
        cut,
        Err(MediaError::Damaged {
            format: Format::Pdf,
            ..
        })
    ));
}

#[test]
fn what_is_not_taken_is_said_by_name() {
    let refused = |bytes: &[u8]| clean(bytes, PictureSize::default()).unwrap_err();
    assert!(matches!(refused(b""), MediaError::Empty));
    for bytes in [
        &b"hello"[..],
        b"\x7fELF",
        b"PK\x03\x04word",
        b"<svg>",
        b"\xff\xfb\x90",
        b"RIFF",
    ] {
        assert!(matches!(refused(bytes), MediaError::Unknown), "{bytes:?}");
    }
    for (bytes, name) in [
        (&b"\0\0\0\x18ftypheic\0\0\0\0"[..], "HEIC"),
        (b"GIF89a", "GIF"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "WebP"),
    ] {
        assert!(matches!(refused(bytes), MediaError::Foreign { format } if format == name));
    }
    let large = [&b"%PDF-"[..], &vec![0; MAX_PDF]].concat();
    assert!(matches!(
        refused(&large),
        MediaError::TooLarge { max: MAX_PDF, .. }
    ));
}
