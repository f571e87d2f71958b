//! A link as a QR code: a picture for the terminal, SVG and PNG. The smallest version that holds the link, at error level
//! M, or L where M has no room. An `ekin:` link goes in as upper case, which a QR code holds in 5.5 bits a letter.

use png::{BitDepth, ColorType, Encoder, EncodingError};
use qrcode::render::{svg, unicode::Dense1x2};
use qrcode::types::QrError as FormError;
use qrcode::{Color, EcLevel, QrCode, Version};

/// Light modules around a code, which a reader needs (ISO/IEC 18004, 6.3.8).
const QUIET: u32 = 4;
/// Greatest side of a PNG, in pixels.
const MAX_SIDE: u32 = 4096;

/// Why there is no code.
#[derive(Debug, thiserror::Error)]
pub enum QrError {
    /// The text is longer than the largest code holds: 4,296 letters of an `ekin:` link, 2,953 bytes of another.
    #[error("a text of {bytes} bytes fits no QR code")]
    TooLong {
        /// Length of the text.
        bytes: usize,
        /// What the encoder says.
        #[source]
        source: FormError,
    },
    /// The PNG was not written.
    #[error("the picture of the QR code was not written")]
    Png(#[from] EncodingError),
}

/// What lies behind the picture in a terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Terminal {
    /// Light letters on a dark ground: what is light is drawn.
    Dark,
    /// Dark letters on a light ground: what is dark is drawn.
    Light,
    /// Not known: black on white whatever the ground, by ANSI colours.
    Coloured,
}

/// A QR code.
pub struct Qr(QrCode);

impl Qr {
    /// The code of a link.
    ///
    /// # Errors
    /// [`QrError::TooLong`].
    pub fn of(link: &str) -> Result<Self, QrError> {
        let upper;
        let text = match link.get(..5) {
            Some(scheme) if scheme.eq_ignore_ascii_case("ekin:") => {
                upper = link.to_ascii_uppercase();
                upper.as_str()
            }
            _ => link,
        };
        QrCode::with_error_correction_level(text, EcLevel::M)
            .or_else(|_| QrCode::with_error_correction_level(text, EcLevel::L))
            .map(Self)
            .map_err(|source| QrError::TooLong {
                bytes: text.len(),
                source,
            })
    }

    /// Version, 1 to 40: the code has 17 + 4 x version modules a side.
    pub fn version(&self) -> u8 {
        match self.0.version() {
            Version::Normal(version) | Version::Micro(version) => {
                version.unsigned_abs().try_into().unwrap_or(u8::MAX)
            }
        }
    }

    /// Whether the link is so long that the code is of level L: it bears 7 % of damage instead of 15 %, and should be shown
    /// large and not printed.
    pub fn is_fragile(&self) -> bool {
        self.0.error_correction_level() == EcLevel::L
    }

    /// Modules of a side, and one byte a module, row by row: 1 is dark. The quiet zone is not in it.
    pub fn squares(&self) -> (u32, Vec<u8>) {
        let squares = self.0.to_colors().into_iter();
        let side = u32::try_from(self.0.width()).unwrap_or(0);
        (
            side,
            squares.map(|square| u8::from(square == Color::Dark)).collect(),
        )
    }

    /// Two modules a letter, one above the other, lines ended by `\n`.
    pub fn to_terminal(&self, terminal: Terminal) -> String {
        // The renderer draws blocks where a pixel is `Dark`, in the colour of letters.
        let (dark, light) = match terminal {
            Terminal::Dark => (Dense1x2::Light, Dense1x2::Dark),
            Terminal::Light | Terminal::Coloured => (Dense1x2::Dark, Dense1x2::Light),
        };
        let lines = self
            .0
            .render::<Dense1x2>()
            .module_dimensions(1, 1)
            .dark_color(dark)
            .light_color(light)
            .build();
        let mut out = String::with_capacity(lines.len() + 1);
        for line in lines.lines() {
            match terminal {
                Terminal::Coloured => out.extend(["\u{1b}[30;107m", line, "\u{1b}[0m\n"]),
                Terminal::Dark | Terminal::Light => out.extend([line, "\n"]),
            }
        }
        out
    }

    /// A drawing that grows without loss, eight units a module.
    pub fn to_svg(&self) -> String {
        self.0.render::<svg::Color<'_>>().module_dimensions(8, 8).build()
    }

    /// A black and white PNG of at least `side` pixels a side (at most 4,096): whole pixels a module, so the edges are sharp.
    ///
    /// # Errors
    /// [`QrError::Png`].
    pub fn to_png(&self, side: u32) -> Result<Vec<u8>, QrError> {
        let modules = 17 + 4 * u32::from(self.version()) + 2 * QUIET;
        let scale = side.min(MAX_SIDE).div_ceil(modules).clamp(1, MAX_SIDE / modules);
        let side = modules * scale;
        let colours = self.0.to_colors();
        let dark = |x: u32, y: u32| {
            let width = modules - 2 * QUIET;
            match (x.checked_sub(QUIET), y.checked_sub(QUIET)) {
                (Some(x), Some(y)) if x < width => {
                    colours.get((y * width + x) as usize) == Some(&Color::Dark)
                }
                _ => false,
            }
        };
        let mut rows = Vec::with_capacity((side.div_ceil(8) * side) as usize);
        for y in 0..side {
            for first in (0..side).step_by(8) {
                // A set bit is light, and what lies past the edge is not read.
                let byte =
                    (first..first + 8).fold(0, |byte, x| byte << 1 | u8::from(!dark(x / scale, y / scale)));
                rows.push(byte);
            }
        }
        let mut out = Vec::new();
        let mut encoder = Encoder::new(&mut out, side, side);
        encoder.set_color(ColorType::Grayscale);
        encoder.set_depth(BitDepth::One);
        let mut writer = encoder.write_header()?;
        writer.write_image_data(&rows)?;
        writer.finish()?;
        Ok(out)
    }
}

#[cfg(test)]
#[path = "qr/tests.rs"]
mod tests;
