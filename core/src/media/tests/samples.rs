//! Files to clean: from `data/`, or built here.

use std::io::Cursor;

use image::{ImageFormat, Rgb, RgbImage};
use png::{BitDepth, ColorType, Encoder};
use rand_chacha::ChaCha20Rng;
use rand_core::{Rng, SeedableRng};

use crate::media::Format;

pub const PROGRESSIVE: &[u8] = include_bytes!("data/progressive.jpg");
pub const CMYK: &[u8] = include_bytes!("data/cmyk.jpg");
pub const MP3: &[u8] = include_bytes!("data/tone.mp3");
pub const M4A: &[u8] = include_bytes!("data/tone.m4a");
pub const WAV: &[u8] = include_bytes!("data/tone.wav");
pub const FILM: &[u8] = include_bytes!("data/film.mp4");
pub const SOUNDS: [(&str, &[u8], Format); 7] = [
    ("opus", include_bytes!("data/tone.opus"), Format::Ogg),
    ("vorbis", include_bytes!("data/tone.ogg"), Format::Ogg),
    ("mp3", MP3, Format::Mp3),
    ("m4a", M4A, Format::M4a),
    (
        "m4a in fragments",
        include_bytes!("data/fragment.m4a"),
        Format::M4a,
    ),
    ("aac", include_bytes!("data/tone.aac"), Format::Aac),
    ("wav", WAV, Format::Wav),
];
pub const PDF: &[u8] =
    b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n";

pub fn decoded(bytes: &[u8]) -> RgbImage {
    image::load_from_memory(bytes).unwrap().into_rgb8()
}

/// The same size, and the mean difference is at most `most`.
pub fn assert_close(one: &RgbImage, other: &RgbImage, most: u64) {
    assert_eq!(one.dimensions(), other.dimensions());
    let sum: u64 = one
        .as_raw()
        .iter()
        .zip(other.as_raw())
        .map(|(a, b)| u64::from(a.abs_diff(*b)))
        .sum();
    let mean = sum / one.as_raw().len() as u64;
    assert!(mean <= most, "differ by {mean}");
}

/// A picture without symmetry.
fn gradient(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        Rgb([
            (x * 255 / width) as u8,
            (y * 255 / height) as u8,
            if x < width / 4 { 0 } else { 128 },
        ])
    })
}

fn written(image: &RgbImage, format: ImageFormat) -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    image.write_to(&mut out, format).unwrap();
    out.into_inner()
}

pub fn plain_jpeg(width: u32, height: u32) -> Vec<u8> {
    written(&gradient(width, height), ImageFormat::Jpeg)
}

pub fn plain_png(width: u32, height: u32) -> Vec<u8> {
    written(&gradient(width, height), ImageFormat::Png)
}

pub fn noise(width: u32, height: u32) -> Vec<u8> {
    let mut random = ChaCha20Rng::seed_from_u64(7);
    let mut pixels = vec![0; (width * height * 3) as usize];
    random.fill_bytes(&mut pixels);
    written(
        &RgbImage::from_raw(width, height, pixels).unwrap(),
        ImageFormat::Jpeg,
    )
}

fn segment(marker: u8, body: &[u8]) -> Vec<u8> {
    let length = (body.len() as u16 + 2).to_be_bytes();
    [&[0xff, marker], &length[..], body].concat()
}

/// EXIF with an orientation and some words behind it.
fn exif(orientation: u16) -> Vec<u8> {
    let mut tiff = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0".to_vec();
    tiff.extend_from_slice(&orientation.to_le_bytes());
    tiff.extend_from_slice(b"\0\0\0\0\0\0PLANTED GPS 43.49 N 1.47 W");
    tiff
}

/// A camera's picture, with all that cameras write.
pub fn photo(orientation: Option<u16>) -> Vec<u8> {
    let jpeg = plain_jpeg(64, 48);
    let exif = orientation.map_or_else(Vec::new, |n| {
        segment(0xe1, &[b"Exif\0\0", exif(n).as_slice()].concat())
    });
    [
        &jpeg[..2],
        &exif,
        &segment(0xe1, b"http://ns.adobe.com/xap/1.0/\0<x>PLANTED XMP</x>"),
        &segment(0xe2, b"ICC_PROFILE\0\x01\x01PLANTED ICC"),
        &segment(0xed, b"Photoshop 3.0\0PLANTED IPTC"),
        &segment(0xfe, b"PLANTED comment"),
        &jpeg[2..],
        b"PLANTED end",
    ]
    .concat()
}

/// A transparent PNG of 40 x 24 with text, to be turned by a quarter. What is interlaced is cut into seven by hand, since the
/// encoder does not do it.
pub fn drawing(interlaced: bool) -> Vec<u8> {
    let (width, height) = (40_u32, 24_u32);
    let pixel = |x: u32, y: u32| -> [u8; 4] {
        if x < 20 && y < 12 {
            [0, 0, 0, 0]
        } else {
            [x as u8, y as u8, 200, 255]
        }
    };
    let mut out = Vec::new();
    let mut encoder = Encoder::new(&mut out, width, height);
    encoder.set_color(ColorType::Rgba);
    encoder.set_depth(BitDepth::Eight);
    encoder
        .add_text_chunk("Author".into(), "PLANTED author".into())
        .unwrap();
    encoder
        .add_ztxt_chunk("Comment".into(), "PLANTED comment".into())
        .unwrap();
    encoder
        .add_itxt_chunk("Title".into(), "PLANTED title".into())
        .unwrap();
    let mut writer = encoder.write_header().unwrap();
    writer.write_chunk(png::chunk::eXIf, &exif(6)).unwrap();
    if interlaced {
        let passes = [
            (0, 0, 8, 8),
            (4, 0, 8, 8),
            (0, 4, 4, 8),
            (2, 0, 4, 4),
            (0, 2, 2, 4),
            (1, 0, 2, 2),
            (0, 1, 1, 2),
        ];
        let mut rows = Vec::new();
        for (x0, y0, dx, dy) in passes {
            for y in (y0..height).step_by(dy) {
                rows.push(0);
                rows.extend((x0..width).step_by(dx).flat_map(|x| pixel(x, y)));
            }
        }
        // Stored blocks of deflate, and the Adler sum.
        let mut data = vec![0x78, 0x01, 0x01];
        data.extend_from_slice(&(rows.len() as u16).to_le_bytes());
        data.extend_from_slice(&(!(rows.len() as u16)).to_le_bytes());
        data.extend_from_slice(&rows);
        let (a, b) = rows.iter().fold((1_u32, 0_u32), |(a, b), byte| {
            let a = (a + u32::from(*byte)) % 65_521;
            (a, (b + a) % 65_521)
        });
        data.extend_from_slice(&(b << 16 | a).to_be_bytes());
        writer.write_chunk(png::chunk::IDAT, &data).unwrap();
        writer.write_chunk(png::chunk::IEND, &[]).unwrap();
        std::mem::forget(writer);
        interlace(&mut out);
    } else {
        let pixels: Vec<u8> = (0..height)
            .flat_map(|y| (0..width).flat_map(move |x| pixel(x, y)))
            .collect();
        writer.write_image_data(&pixels).unwrap();
        writer.finish().unwrap();
    }
    out.extend_from_slice(b"PLANTED end");
    out
}

/// Says in the header that the picture is interlaced.
fn interlace(png: &mut [u8]) {
    png[28] = 1;
    let sum = crc(&png[12..29]).to_be_bytes();
    png[29..33].copy_from_slice(&sum);
}

/// A PNG's signature and header.
pub fn png_head(width: u32, height: u32) -> Vec<u8> {
    let mut head = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
    head.extend_from_slice(&width.to_be_bytes());
    head.extend_from_slice(&height.to_be_bytes());
    head.extend_from_slice(&[8, 2, 0, 0, 0]);
    let sum = crc(&head[12..29]);
    head.extend_from_slice(&sum.to_be_bytes());
    head
}

fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0_u32, |mut crc, byte| {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = crc >> 1 ^ if crc & 1 == 1 { 0xedb8_8320 } else { 0 };
        }
        crc
    })
}
