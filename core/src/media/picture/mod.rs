//! A picture: decoded small, turned upright, encoded again as JPEG with a thumbnail.

mod jpeg;
mod mask;
mod png;
mod shrink;

use image::codecs::jpeg::JpegEncoder;
use image::metadata::Orientation;
use image::{DynamicImage, RgbImage};

use super::{Format, MediaError};
use shrink::Shrink;

pub(super) use mask::mask;
pub use mask::{Area, MAX_AREAS};

/// Most pixels of a picture that is read: what the phones of 64 megapixels make.
pub const MAX_PIXELS: u64 = 1 << 26;
/// Longest side of a picture that is read.
const MAX_READ_SIDE: u32 = 32_767;
/// Greatest thumbnail, in bytes: it fits into a record beside what it shows.
pub const MAX_THUMBNAIL: usize = 24 << 10;
/// Sides and qualities that a thumbnail is tried at until it is small enough.
const THUMBNAILS: [(u32, u8); 6] = [(320, 70), (320, 50), (320, 30), (240, 30), (160, 30), (64, 20)];

/// How large and how good a clean picture is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PictureSize {
    side: u32,
    quality: u8,
}

impl Default for PictureSize {
    fn default() -> Self {
        Self {
            side: Self::MAX_SIDE,
            quality: 80,
        }
    }
}

impl PictureSize {
    /// Greatest largest side of a clean picture, in pixels.
    pub const MAX_SIDE: u32 = 2048;

    /// A largest side in pixels (16 to [`MAX_SIDE`](Self::MAX_SIDE)) and a JPEG quality (1 to 100).
    pub fn new(side: u32, quality: u8) -> Self {
        Self {
            side: side.clamp(16, Self::MAX_SIDE),
            quality: quality.clamp(1, 100),
        }
    }
}

/// What a decoder said of a picture.
#[derive(Debug, thiserror::Error)]
pub enum DecodeError {
    /// Of a JPEG.
    #[error(transparent)]
    Jpeg(#[from] jpeg_decoder::Error),
    /// Of a PNG.
    #[error(transparent)]
    Png(#[from] ::png::DecodingError),
}

/// A clean picture.
pub(super) struct Picture {
    pub width: u32,
    pub height: u32,
    pub bytes: Vec<u8>,
    pub thumbnail: Vec<u8>,
}

/// What a decoder makes of a picture: small already, but not upright.
struct Decoded {
    image: RgbImage,
    orientation: Orientation,
}

pub(super) fn clean(bytes: &[u8], format: Format, size: PictureSize) -> Result<Picture, MediaError> {
    let Decoded { image, orientation } = match format {
        Format::Png => png::decode(bytes, size.side)?,
        _ => jpeg::decode(bytes, size.side)?,
    };
    let mut image = DynamicImage::ImageRgb8(image);
    image.apply_orientation(orientation);
    let image = image.into_rgb8();
    Ok(Picture {
        width: image.width(),
        height: image.height(),
        bytes: encode(&image, size.quality)?,
        thumbnail: thumbnail(&image)?,
    })
}

/// What a screen needs of a clean picture, which stands upright.
pub(super) fn preview(clean: &[u8]) -> Result<super::Preview, MediaError> {
    let image = jpeg::decode(clean, PictureSize::MAX_SIDE)?.image;
    Ok(super::Preview {
        width: image.width(),
        height: image.height(),
        thumbnail: thumbnail(&image)?,
    })
}

/// Whether a picture of this size is read at all: asked before anything is allocated.
fn check_size(width: u32, height: u32) -> Result<(), MediaError> {
    let pixels = u64::from(width) * u64::from(height);
    if width == 0 || height == 0 || width > MAX_READ_SIDE || height > MAX_READ_SIDE || pixels > MAX_PIXELS {
        return Err(MediaError::TooManyPixels { width, height });
    }
    Ok(())
}

fn encode(image: &RgbImage, quality: u8) -> Result<Vec<u8>, MediaError> {
    let mut out = Vec::new();
    JpegEncoder::new_with_quality(&mut out, quality)
        .encode_image(image)
        .map_err(MediaError::Encode)?;
    Ok(out)
}

fn thumbnail(image: &RgbImage) -> Result<Vec<u8>, MediaError> {
    let mut best = Vec::new();
    for (side, quality) in THUMBNAILS {
        let mut small = Shrink::to(side, image.width(), image.height());
        for row in image.as_raw().chunks_exact(image.width() as usize * 3) {
            small.push(row);
        }
        best = encode(&small.finish(), quality)?;
        if best.len() <= MAX_THUMBNAIL {
            break;
        }
    }
    Ok(best)
}
