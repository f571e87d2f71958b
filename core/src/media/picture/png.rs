//! PNG: decoded row by row, so that a large one takes no more memory than a small one; an interlaced one comes whole and is
//! bounded. Transparent parts are laid on white.

use std::io::Cursor;

use image::metadata::Orientation;
use png::{ColorType, Decoder, DecodingError, Limits, Reader, Transformations};

use super::shrink::Shrink;
use super::{Decoded, Format, MediaError, check_size};

/// Most memory that the decoder may take for chunks, in bytes.
const MAX_DECODER: usize = 8 << 20;
/// Most memory for an interlaced picture, in bytes.
const MAX_INTERLACED: usize = 32 << 20;

pub(super) fn decode(bytes: &[u8], side: u32) -> Result<Decoded, MediaError> {
    let mut decoder = Decoder::new_with_limits(Cursor::new(bytes), Limits { bytes: MAX_DECODER });
    decoder.set_ignore_text_chunk(true);
    decoder.set_ignore_iccp_chunk(true);
    decoder.set_transformations(Transformations::EXPAND | Transformations::STRIP_16);
    let header = decoder.read_header_info().map_err(damaged)?;
    check_size(header.width, header.height)?;
    let mut reader = decoder.read_info().map_err(damaged)?;
    let (width, height) = (reader.info().width, reader.info().height);
    let (colours, _) = reader.output_color_type();
    let mut image = Shrink::to(side, width, height);
    let mut line = Vec::with_capacity(width as usize * 3);
    if reader.info().interlaced {
        let bytes = reader.output_buffer_size().unwrap_or(usize::MAX);
        if bytes > MAX_INTERLACED {
            return Err(MediaError::TooHeavy { bytes: bytes as u64 });
        }
        let mut pixels = vec![0; bytes];
        reader.next_frame(&mut pixels).map_err(damaged)?;
        for row in pixels.chunks_exact((width as usize * colours.samples()).max(1)) {
            push(&mut image, colours, row, &mut line);
        }
    } else {
        for _ in 0..height {
            let row = reader.next_row().map_err(damaged)?;
            let row = row.ok_or(MediaError::damaged(Format::Png))?;
            push(&mut image, colours, row.data(), &mut line);
        }
    }
    Ok(Decoded {
        orientation: orientation(&mut reader)?,
        image: image.finish(),
    })
}

/// What the EXIF chunk says; it may lie behind the picture, so the rest is read too.
fn orientation(reader: &mut Reader<Cursor<&[u8]>>) -> Result<Orientation, MediaError> {
    reader.finish().map_err(damaged)?;
    Ok(reader
        .info()
        .exif_metadata
        .as_deref()
        .and_then(Orientation::from_exif_chunk)
        .unwrap_or(Orientation::NoTransforms))
}

fn push(image: &mut Shrink, colours: ColorType, row: &[u8], line: &mut Vec<u8>) {
    line.clear();
    match colours {
        ColorType::Rgb => return image.push(row),
        ColorType::Rgba => line.extend(
            row.as_chunks::<4>()
                .0
                .iter()
                .flat_map(|[r, g, b, a]| [r, g, b].map(|value| on_white(*value, *a))),
        ),
        ColorType::GrayscaleAlpha => line.extend(
            row.as_chunks::<2>()
                .0
                .iter()
                .flat_map(|[grey, a]| [on_white(*grey, *a); 3]),
        ),
        // A palette has been expanded.
        ColorType::Grayscale | ColorType::Indexed => line.extend(row.iter().flat_map(|grey| [*grey; 3])),
    }
    image.push(line);
}

fn on_white(value: u8, alpha: u8) -> u8 {
    let (value, alpha) = (u16::from(value), u16::from(alpha));
    ((value * alpha + 255 * (255 - alpha) + 127) / 255) as u8
}

fn damaged(error: DecodingError) -> MediaError {
    MediaError::Damaged {
        format: Format::Png,
        source: Some(error.into()),
    }
}
