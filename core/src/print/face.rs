//! The face that papers are set in: which letters it has, how wide each is, and how a letter that it lacks is written all the same.

use ttf_parser::{Face as Outlines, FaceParsingError, GlyphId};
use unicode_normalization::UnicodeNormalization;

/// The font; `font/README.md` says what is in it.
pub(super) const FONT: &[u8] = include_bytes!("font/DejaVuSans.ttf");

/// The face.
pub(super) struct Face(Outlines<'static>);

/// Its measures in thousandths of the size, as PDF counts.
pub(super) struct Measures {
    /// Left, bottom, right, top of the box around all letters.
    pub around: [f32; 4],
    pub ascent: f32,
    pub descent: f32,
    pub capital: f32,
}

impl Face {
    pub fn new() -> Result<Self, FaceParsingError> {
        Outlines::parse(FONT, 0).map(Self)
    }

    /// The glyph of a letter; none where the font has none.
    pub fn glyph(&self, c: char) -> Option<GlyphId> {
        self.0.glyph_index(c).filter(|glyph| glyph.0 != 0)
    }

    /// How wide a letter is in thousandths of the size; one that is not there has no width.
    pub fn advance(&self, c: char) -> f32 {
        let advance = self.glyph(c).and_then(|glyph| self.0.glyph_hor_advance(glyph));
        self.thousandths(f32::from(advance.unwrap_or(0)))
    }

    /// How wide a text is in thousandths of the size.
    pub fn width(&self, text: &str) -> f32 {
        text.chars().map(|c| self.advance(c)).sum()
    }

    pub fn measures(&self) -> Measures {
        let around = self.0.global_bounding_box();
        let around = [around.x_min, around.y_min, around.x_max, around.y_max];
        let capital = self.0.capital_height().unwrap_or_else(|| self.0.ascender());
        Measures {
            around: around.map(|at| self.thousandths(f32::from(at))),
            ascent: self.thousandths(f32::from(self.0.ascender())),
            descent: self.thousandths(f32::from(self.0.descender())),
            capital: self.thousandths(f32::from(capital)),
        }
    }

    fn thousandths(&self, units: f32) -> f32 {
        units * 1000.0 / f32::from(self.0.units_per_em())
    }

    /// How many letters of a text are written by their code points.
    pub fn lacking(&self, text: &str) -> usize {
        let letters = text.nfc().filter(|c| !matches!(c, '\n' | '\r' | '\t'));
        letters.filter(|c| self.glyph(*c).is_none()).count()
    }

    /// A line as it can be set, with nothing lost: letters and accents put together (NFC), and those that the font lacks
    /// by their code points, as in `[U+738B U+5C0F]`.
    pub fn spelled(&self, line: &str) -> String {
        let mut spelled = String::new();
        let mut open = false;
        for c in line.nfc().map(|c| if c == '\t' { ' ' } else { c }) {
            if self.glyph(c).is_some() {
                if std::mem::take(&mut open) {
                    spelled.push(']');
                }
                spelled.push(c);
            } else {
                spelled.push(if open { ' ' } else { '[' });
                spelled.push_str(&format!("U+{:04X}", u32::from(c)));
                open = true;
            }
        }
        if open {
            spelled.push(']');
        }
        spelled
    }
}
