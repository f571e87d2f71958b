//! Papers: titles and paragraphs set on A4 pages, as PDF. Text in, bytes out; no I/O and no clock.
//!
//! The font is Helvetica, which every reader of PDF has (ISO 32000-1, 9.6.2.2), in the encoding of Western Europe: all letters of
//! French, Basque and Spanish. A letter that it lacks is set as `?`, and the paper says how many there are.

mod helvetica;

use pdf_writer::{Content, Finish, Name, Pdf, Rect, Ref, Str, TextStr};

/// Width and height of A4 in points.
const PAGE: (f32, f32) = (595.0, 842.0);
/// Margin in points.
const MARGIN: f32 = 56.0;

/// A piece of a paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// What the paper is called.
    Title(String),
    /// The head of a part.
    Heading(String),
    /// A paragraph; its line ends stay.
    Text(String),
}

/// A paper in work.
#[derive(Clone, Debug, Default)]
pub struct Paper {
    /// BCP 47 tag of its language.
    pub language: String,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// A line as it is set.
struct Line {
    bytes: Vec<u8>,
    size: f32,
    bold: bool,
    /// Room above it in points.
    above: f32,
    /// Whether it is to stay with the line below.
    with_next: bool,
}

impl Paper {
    /// An empty one in a language.
    pub fn new(language: &str) -> Self {
        Self {
            language: language.to_owned(),
            blocks: Vec::new(),
        }
    }

    /// How many letters the font lacks.
    pub fn lacking(&self) -> usize {
        let texts = self.blocks.iter().map(|block| match block {
            Block::Title(text) | Block::Heading(text) | Block::Text(text) => text,
        });
        texts
            .flat_map(|text| text.chars())
            .filter(|c| helvetica::code(*c).is_none())
            .count()
    }

    /// Its PDF.
    pub fn pdf(&self) -> Vec<u8> {
        let pages = paged(self.blocks.iter().flat_map(lines).collect());
        let title = self.blocks.iter().find_map(|block| match block {
            Block::Title(title) => Some(title.as_str()),
            _ => None,
        });
        write(&pages, title.unwrap_or_default(), &self.language)
    }
}

/// The lines of a block, broken at the page's width.
fn lines(block: &Block) -> Vec<Line> {
    let (text, size, bold, above) = match block {
        Block::Title(text) => (text, 20.0, true, 0.0),
        Block::Heading(text) => (text, 14.0, true, 14.0),
        Block::Text(text) => (text, 11.0, false, 3.0),
    };
    let mut lines = Vec::new();
    for piece in text.lines() {
        for (n, bytes) in broken(piece, size, bold).into_iter().enumerate() {
            let above = if n == 0 { above } else { 0.0 };
            lines.push(Line {
                bytes,
                size,
                bold,
                above,
                with_next: bold,
            });
        }
    }
    lines
}

/// A text cut into lines that fit, between words where there is a space, else where it must be.
fn broken(text: &str, size: f32, bold: bool) -> Vec<Vec<u8>> {
    let room = PAGE.0 - 2.0 * MARGIN;
    let width = |bytes: &[u8]| helvetica::width(bytes, bold) * size / 1000.0;
    let (mut lines, mut line) = (Vec::new(), Vec::new());
    for word in text.split(' ') {
        let mut word: Vec<u8> = word.chars().map(|c| helvetica::code(c).unwrap_or(b'?')).collect();
        let joined = if line.is_empty() {
            word.clone()
        } else {
            [&line[..], b" ", &word].concat()
        };
        if width(&joined) <= room {
            line = joined;
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        while width(&word) > room {
            let mut fits = word.len();
            while fits > 1 && width(word.get(..fits).unwrap_or_default()) > room {
                fits -= 1;
            }
            let rest = word.split_off(fits);
            lines.push(std::mem::replace(&mut word, rest));
        }
        line = word;
    }
    lines.push(line);
    lines
}

/// Lines on pages; a heading is never the last on its page.
fn paged(lines: Vec<Line>) -> Vec<Vec<Line>> {
    let height = |line: &Line| line.size * 1.35 + line.above;
    let room = PAGE.1 - 2.0 * MARGIN;
    let (mut pages, mut page, mut used): (Vec<Vec<Line>>, Vec<Line>, f32) = (Vec::new(), Vec::new(), 0.0);
    for line in lines {
        if used + height(&line) > room && !page.is_empty() {
            let stays = page
                .iter()
                .rposition(|line| !line.with_next)
                .map_or(page.len(), |at| at + 1);
            let moved = page.split_off(stays);
            pages.push(std::mem::replace(&mut page, moved));
            used = page.iter().map(height).sum();
        }
        used += height(&line);
        page.push(line);
    }
    pages.push(page);
    pages.retain(|page| !page.is_empty());
    if pages.is_empty() {
        pages.push(Vec::new());
    }
    pages
}

fn write(pages: &[Vec<Line>], title: &str, language: &str) -> Vec<u8> {
    let mut next = 0;
    let mut new = || {
        next += 1;
        Ref::new(next)
    };
    let (catalog, tree, info, plain, bold) = (new(), new(), new(), new(), new());
    let ids: Vec<(Ref, Ref)> = pages.iter().map(|_| (new(), new())).collect();
    let mut pdf = Pdf::new();
    pdf.catalog(catalog).pages(tree).lang(TextStr(language));
    pdf.document_info(info).title(TextStr(title));
    let count = i32::try_from(pages.len()).unwrap_or(i32::MAX);
    pdf.pages(tree)
        .kids(ids.iter().map(|(page, _)| *page))
        .count(count);
    for (font, name) in [(plain, &b"Helvetica"[..]), (bold, b"Helvetica-Bold")] {
        pdf.type1_font(font)
            .base_font(Name(name))
            .encoding_predefined(Name(b"WinAnsiEncoding"));
    }
    for (n, (lines, (page_id, content_id))) in pages.iter().zip(&ids).enumerate() {
        let mut page = pdf.page(*page_id);
        page.media_box(Rect::new(0.0, 0.0, PAGE.0, PAGE.1));
        page.parent(tree).contents(*content_id);
        page.resources()
            .fonts()
            .pair(Name(b"P"), plain)
            .pair(Name(b"B"), bold);
        page.finish();
        let mut content = Content::new();
        let mut y = PAGE.1 - MARGIN;
        for line in lines {
            y -= line.size * 1.35 + line.above;
            show(&mut content, (MARGIN, y), line.size, line.bold, &line.bytes);
        }
        let number = format!("{} / {count}", n + 1);
        show(
            &mut content,
            (PAGE.0 - MARGIN - 40.0, MARGIN / 2.0),
            9.0,
            false,
            number.as_bytes(),
        );
        pdf.stream(*content_id, &content.finish());
    }
    pdf.finish()
}

fn show(content: &mut Content, (x, y): (f32, f32), size: f32, bold: bool, bytes: &[u8]) {
    content.begin_text();
    content.set_font(Name(if bold { b"B" } else { b"P" }), size);
    content.next_line(x, y);
    content.show(Str(bytes));
    content.end_text();
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn paper(blocks: Vec<Block>) -> Paper {
        Paper {
            language: "eu".into(),
            blocks,
        }
    }

    fn has(bytes: &[u8], what: &[u8]) -> bool {
        bytes.windows(what.len()).any(|window| window == what)
    }

    #[test]
    fn letters_of_the_three_languages_are_set_and_others_are_told() {
        let all = paper(vec![
            Block::Title("Fiche d’Éloïse Ibáñez".into()),
            Block::Heading("Œuvre".into()),
            Block::Text("« À 5,50 € », ¿qué?, ñabar, garçon… – güe".into()),
        ]);
        assert_eq!(all.lacking(), 0);
        let pdf = all.pdf();
        assert!(pdf.starts_with(b"%PDF-1.") && has(&pdf, b"%%EOF"));
        assert!(has(&pdf, b"WinAnsiEncoding"));
        // "Éloïse" in the encoding of Western Europe, as it is or in hexadecimal.
        let forms: [&[u8]; 3] = [b"\xc9lo\xefse", b"C96C6FEF7365", b"c96c6fef7365"];
        assert!(forms.iter().any(|form| has(&pdf, form)), "the accents are there");
        assert_eq!(paper(vec![Block::Text("Юля".into())]).lacking(), 3);
    }

    #[test]
    fn long_texts_go_over_pages_and_no_heading_ends_one() {
        let mut blocks = vec![Block::Title("T".into())];
        for n in 0..60 {
            blocks.push(Block::Heading(format!("Part {n}")));
            blocks.push(Block::Text("a word ".repeat(40)));
        }
        let pages = paged(blocks.iter().flat_map(lines).collect());
        assert!(pages.len() > 3);
        for page in &pages {
            assert!(!page.last().unwrap().with_next);
        }
        assert!(paper(Vec::new()).pdf().starts_with(b"%PDF-1."));
    }

    proptest! {
        #[test]
        fn every_line_fits_and_no_word_is_lost(text in "[a-zA-Zéñü ]{0,400}", bold in any::<bool>()) {
            let lines = broken(&text, 11.0, bold);
            for line in &lines {
                prop_assert!(helvetica::width(line, bold) * 11.0 / 1000.0 <= PAGE.0 - 2.0 * MARGIN);
            }
            let letters = |bytes: &[u8]| bytes.iter().filter(|byte| **byte != b' ').count();
            let set: usize = lines.iter().map(|line| letters(line)).sum();
            prop_assert_eq!(set, text.chars().filter(|c| *c != ' ').count());
        }

        #[test]
        fn any_text_gives_a_paper(text in any::<String>()) {
            let pdf = paper(vec![Block::Title(text.clone()), Block::Text(text)]).pdf();
            prop_assert!(pdf.starts_with(b"%PDF-1."));
        }
    }
}
