//! Faces covered: nothing of what was under an area is in what comes out.

use image::{Rgb, RgbImage};

use super::samples::*;
use super::*;
use crate::media::picture::Area;

/// A face: pixels of many colours in a part of the picture.
const FACE: Area = Area {
    x: 100,
    y: 60,
    width: 50,
    height: 70,
};

fn is_inside(x: u32, y: u32) -> bool {
    (FACE.x..FACE.x + FACE.width).contains(&x) && (FACE.y..FACE.y + FACE.height).contains(&y)
}

/// A clean picture of a garden with one of several faces in it.
fn clean_with(face: u32) -> Vec<u8> {
    let image = RgbImage::from_fn(320, 240, |x, y| match is_inside(x, y) {
        true => Rgb([x, y, x * y].map(|n| (n.wrapping_mul(2_654_435_761).rotate_left(face) >> 24) as u8)),
        false => Rgb([(x / 2) as u8, y as u8, 90]),
    });
    let mut png = std::io::Cursor::new(Vec::new());
    image.write_to(&mut png, image::ImageFormat::Png).unwrap();
    cleaned(&png.into_inner()).bytes
}

#[test]
fn whoever_is_under_an_area_the_picture_that_leaves_is_the_same() {
    let (one, other) = (clean_with(3), clean_with(11));
    assert_ne!(one, other);
    let (one, other) = (mask(&one, &[FACE]).unwrap(), mask(&other, &[FACE]).unwrap());
    assert_eq!(one.bytes, other.bytes, "byte for byte");
    assert_eq!(one.picture, other.picture, "and the small picture");
}

#[test]
fn an_area_is_one_colour_and_the_rest_stays() {
    let clean = clean_with(3);
    let masked = mask(&clean, &[FACE]).unwrap();
    assert_says_nothing(&masked.bytes);
    let (before, after) = (decoded(&clean), decoded(&masked.bytes));
    assert_eq!(before.dimensions(), after.dimensions());
    for (x, y, pixel) in after.enumerate_pixels() {
        let near = |[r, g, b]: [u8; 3]| pixel.0.iter().zip([r, g, b]).all(|(a, b)| a.abs_diff(b) < 24);
        if is_inside(x, y) {
            assert!(near([0x1d, 0x28, 0x2c]), "{x} {y}: {pixel:?}");
        } else if x < 90 || y < 40 || x > 170 || y > 150 {
            assert!(near(before.get_pixel(x, y).0), "{x} {y}: {pixel:?}");
        }
    }
    let small = decoded(&masked.picture.unwrap().thumbnail);
    assert_eq!(small.dimensions(), (320, 240));
    assert!(small.get_pixel(125, 95).0.iter().all(|value| *value < 70));
}

#[test]
fn what_would_cover_nothing_is_refused() {
    let clean = clean_with(3);
    let at = |x, y, width, height| Area { x, y, width, height };
    for areas in [
        vec![],
        vec![at(320, 0, 9, 9)],
        vec![at(0, 240, 9, 9)],
        vec![FACE, at(5, 5, 0, 9)],
        vec![FACE; picture::MAX_AREAS + 1],
    ] {
        assert!(matches!(mask(&clean, &areas), Err(MediaError::NothingCovered)));
    }
    // To the edge and beyond is to the edge.
    let all = mask(&clean, &[at(0, 0, u32::MAX, u32::MAX)]).unwrap();
    assert!(
        decoded(&all.bytes)
            .pixels()
            .all(|pixel| pixel.0[0].abs_diff(0x1d) < 4)
    );
    assert!(matches!(mask(b"MZ", &[FACE]), Err(MediaError::Unknown)));
    assert!(
        mask(&drawing(false), &[FACE]).is_err(),
        "a picture that is not clean"
    );
}
