//! Faces covered before a picture leaves: areas that a person draws are filled with one colour, in a picture that is encoded
//! anew. Nothing of what was there is left to be worked back, as it would be under a blur.

use image::{Rgb, RgbImage};

use super::{MediaError, Picture, PictureSize, encode, jpeg, thumbnail};

/// Side of the blocks in which a JPEG is written, colours at half size: what an earlier encoding smeared from under an area over the
/// rest of its blocks goes too.
const BLOCK: u32 = 16;
/// What stands where a face was.
const COVER: Rgb<u8> = Rgb([0x1d, 0x28, 0x2c]);
/// Most areas of one picture.
pub const MAX_AREAS: usize = 64;

/// A part of a clean picture, in its pixels, from the top and the left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Area {
    /// Pixels to the left of it.
    pub x: u32,
    /// Pixels above it.
    pub y: u32,
    /// Its width.
    pub width: u32,
    /// Its height.
    pub height: u32,
}

impl Area {
    /// The pixels that are covered for it, right and bottom excluded: whole blocks, as far as the picture goes. None when it
    /// lies outside.
    fn covered(self, image: &RgbImage) -> Option<(u32, u32, u32, u32)> {
        let span = |from: u32, length: u32, of: u32| {
            let to = from.saturating_add(length).min(of);
            (from < to).then(|| (from / BLOCK * BLOCK, to.next_multiple_of(BLOCK).min(of)))
        };
        let (left, right) = span(self.x, self.width, image.width())?;
        let (top, bottom) = span(self.y, self.height, image.height())?;
        Some((left, top, right, bottom))
    }
}

/// A clean picture with these areas covered, and its thumbnail made of that.
pub(in crate::media) fn mask(bytes: &[u8], areas: &[Area]) -> Result<Picture, MediaError> {
    let size = PictureSize::default();
    if areas.is_empty() || areas.len() > MAX_AREAS {
        return Err(MediaError::NothingCovered);
    }
    // A clean picture stands upright.
    let mut image = jpeg::decode(bytes, size.side)?.image;
    for area in areas {
        let (left, top, right, bottom) = area.covered(&image).ok_or(MediaError::NothingCovered)?;
        for (x, y) in (top..bottom).flat_map(|y| (left..right).map(move |x| (x, y))) {
            image.put_pixel(x, y, COVER);
        }
    }
    Ok(Picture {
        width: image.width(),
        height: image.height(),
        bytes: encode(&image, size.quality)?,
        thumbnail: thumbnail(&image)?,
    })
}
