//! Set lines as a PDF: one font, of which only the used letters are embedded (ISO 32000-1, 9.7.4), with a map back to
//! Unicode (9.10.3), so that what is read can also be searched, copied and read aloud.

use std::collections::BTreeMap;

use pdf_writer::types::{CidFontType, FontFlags, SystemInfo, TextRenderingMode, UnicodeCmap};
use pdf_writer::{Content, Finish, Name, Pdf, Rect, Ref, Str, TextStr};
use subsetter::GlyphRemapper;

use super::face::{FONT, Face};
use super::{Line, MARGIN, PAGE, PrintError};

/// The name of the font in the file: six letters say that it is a part (ISO 32000-1, 9.6.4).
const NAME: Name<'static> = Name(b"EKINAA+DejaVuSans");
/// The font in a page's resources.
const FONT_HERE: Name<'static> = Name(b"F");
/// Codes of letters are our own.
const SYSTEM: SystemInfo<'static> = SystemInfo {
    registry: Str(b"Adobe"),
    ordering: Str(b"Identity"),
    supplement: 0,
};
/// How thick a line goes around letters of a heading, in parts of the size: the font has no bold face.
const BOLD: f32 = 0.035;

/// The letters that a paper uses, each with the code by which its pages name it. 0 is what no letter is.
struct Codes(BTreeMap<char, u16>);

impl Codes {
    fn of<'a>(texts: impl Iterator<Item = &'a str>) -> Self {
        let letters: BTreeMap<char, u16> = texts.flat_map(str::chars).map(|c| (c, 0)).collect();
        Self(letters.into_keys().zip(1..).collect())
    }

    fn text(&self, text: &str) -> Vec<u8> {
        let codes = text.chars().filter_map(|c| self.0.get(&c));
        codes.flat_map(|code| code.to_be_bytes()).collect()
    }
}

/// The objects of the font.
struct Ids {
    font: Ref,
    letters: Ref,
    about: Ref,
    outlines: Ref,
    glyphs: Ref,
    unicode: Ref,
}

pub(super) fn write(
    face: &Face,
    pages: &[Vec<Line>],
    title: &str,
    language: &str,
) -> Result<Vec<u8>, PrintError> {
    let mut next = 0;
    let mut new = || {
        next += 1;
        Ref::new(next)
    };
    let (catalog, tree, info) = (new(), new(), new());
    let font = Ids {
        font: new(),
        letters: new(),
        about: new(),
        outlines: new(),
        glyphs: new(),
        unicode: new(),
    };
    let ids: Vec<(Ref, Ref)> = pages.iter().map(|_| (new(), new())).collect();
    let mut pdf = Pdf::new();
    pdf.catalog(catalog).pages(tree).lang(TextStr(language));
    pdf.document_info(info).title(TextStr(title));
    let count = i32::try_from(pages.len()).unwrap_or(i32::MAX);
    pdf.pages(tree)
        .kids(ids.iter().map(|(page, _)| *page))
        .count(count);
    let numbers: Vec<String> = (1..=pages.len()).map(|n| format!("{n} / {count}")).collect();
    let lines = pages.iter().flatten().map(|line| line.text.as_str());
    let codes = Codes::of(lines.chain(numbers.iter().map(String::as_str)));
    for ((lines, number), (page_id, content_id)) in pages.iter().zip(&numbers).zip(&ids) {
        let mut page = pdf.page(*page_id);
        page.media_box(Rect::new(0.0, 0.0, PAGE.0, PAGE.1));
        page.parent(tree).contents(*content_id);
        page.resources().fonts().pair(FONT_HERE, font.font);
        page.finish();
        let mut content = Content::new();
        let mut y = PAGE.1 - MARGIN;
        for line in lines {
            y -= line.height();
            show(
                &mut content,
                (MARGIN, y),
                line.size,
                line.bold,
                &codes.text(&line.text),
            );
        }
        let foot = (PAGE.0 - MARGIN - 40.0, MARGIN / 2.0);
        show(&mut content, foot, 9.0, false, &codes.text(number));
        pdf.stream(*content_id, &content.finish());
    }
    embed(&mut pdf, &font, face, &codes)?;
    Ok(pdf.finish())
}

/// The font with the letters that are used.
fn embed(pdf: &mut Pdf, ids: &Ids, face: &Face, codes: &Codes) -> Result<(), PrintError> {
    let mut remapper = GlyphRemapper::new();
    let mut glyphs = vec![0, 0];
    let mut unicode = UnicodeCmap::new(NAME, SYSTEM);
    for (c, code) in &codes.0 {
        let glyph = face.glyph(*c).map_or(0, |glyph| remapper.remap(glyph.0));
        glyphs.extend(glyph.to_be_bytes());
        unicode.pair(*code, *c);
    }
    let outlines = subsetter::subset(FONT, 0, &remapper)?;
    pdf.type0_font(ids.font)
        .base_font(NAME)
        .encoding_predefined(Name(b"Identity-H"))
        .descendant_font(ids.letters)
        .to_unicode(ids.unicode);
    let mut letters = pdf.cid_font(ids.letters);
    letters
        .subtype(CidFontType::Type2)
        .base_font(NAME)
        .system_info(SYSTEM)
        .font_descriptor(ids.about)
        .cid_to_gid_map_stream(ids.glyphs);
    letters
        .widths()
        .consecutive(1, codes.0.keys().map(|c| face.advance(*c)));
    letters.finish();
    let measures = face.measures();
    let [left, bottom, right, top] = measures.around;
    pdf.font_descriptor(ids.about)
        .name(NAME)
        .flags(FontFlags::SYMBOLIC)
        .bbox(Rect::new(left, bottom, right, top))
        .italic_angle(0.0)
        .ascent(measures.ascent)
        .descent(measures.descent)
        .cap_height(measures.capital)
        .stem_v(80.0)
        .font_file2(ids.outlines);
    let length = i32::try_from(outlines.len()).unwrap_or(i32::MAX);
    pdf.stream(ids.outlines, &outlines).pair(Name(b"Length1"), length);
    pdf.stream(ids.glyphs, &glyphs);
    pdf.cmap(ids.unicode, &unicode.finish());
    Ok(())
}

fn show(content: &mut Content, (x, y): (f32, f32), size: f32, bold: bool, codes: &[u8]) {
    content.begin_text();
    content.set_font(FONT_HERE, size);
    if bold {
        content.set_line_width(size * BOLD);
        content.set_text_rendering_mode(TextRenderingMode::FillStroke);
    } else {
        content.set_text_rendering_mode(TextRenderingMode::Fill);
    }
    content.next_line(x, y);
    content.show(Str(codes));
    content.end_text();
}
