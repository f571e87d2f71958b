//! What cleaning the pictures of a phone takes: less than 64 MiB besides the file, whatever the decoder does.
#![allow(clippy::unwrap_used, reason = "a test")]

use std::io::Cursor;

use ekin_core::media::picture::PictureSize;
use ekin_core::media::{MediaError, clean};
use image::{ImageFormat, RgbImage};
use peak_alloc::PeakAlloc;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

const MOST: usize = 64 << 20;

/// A picture with something to see in each block.
fn written(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
    let row: Vec<u8> = (0..width * 3)
        .map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8)
        .collect();
    let mut pixels = Vec::with_capacity((width * height * 3) as usize);
    for y in 0..height as usize {
        let shift = y * 7 % row.len();
        pixels.extend_from_slice(&row[shift..]);
        pixels.extend_from_slice(&row[..shift]);
    }
    let image = RgbImage::from_raw(width, height, pixels).unwrap();
    let mut out = Cursor::new(Vec::new());
    image.write_to(&mut out, format).unwrap();
    out.into_inner()
}

fn peak(bytes: &[u8]) -> (usize, Result<(u32, u32), MediaError>) {
    let before = MEMORY.current_usage();
    MEMORY.reset_peak_usage();
    let media = clean(bytes, PictureSize::default());
    let peak = MEMORY.peak_usage() - before;
    (
        peak,
        media.map(|media| media.picture.map_or((0, 0), |p| (p.width, p.height))),
    )
}

/// One test, since the allocator is everybody's.
#[test]
fn pictures_are_cleaned_in_64_mib() {
    for (width, height, format, wanted) in [
        (4032, 3024, ImageFormat::Jpeg, (2016, 1512)),
        (3264, 2448, ImageFormat::Jpeg, (2048, 1536)),
        (2400, 1600, ImageFormat::Png, (2048, 1365)),
    ] {
        let bytes = written(width, height, format);
        let (peak, got) = peak(&bytes);
        assert_eq!(got.unwrap(), wanted);
        assert!(peak < MOST, "{width} x {height} {format:?}: {peak} bytes");
    }
    let mut large = written(64, 64, ImageFormat::Jpeg);
    let frame = large.windows(2).position(|pair| pair == [0xff, 0xc0]).unwrap();
    large[frame + 5..frame + 9].copy_from_slice(&[0x27, 0x10, 0x27, 0x10]);
    let (peak, got) = peak(&large);
    assert!(matches!(
        got,
        Err(MediaError::TooManyPixels {
            width: 10_000,
            height: 10_000
        })
    ));
    assert!(peak < 64 << 10, "{peak} bytes to refuse");
}
