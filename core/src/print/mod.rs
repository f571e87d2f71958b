//! Papers: titles and paragraphs set on A4 pages, as PDF. Text in, bytes out; no I/O and no clock.
//!
//! The font is embedded: it has the letters of Latin, Greek, Cyrillic, Armenian and Georgian names. A letter that it lacks is
//! written by its code point, so that nothing is lost, and the paper's writer can say how many there are.

mod face;
mod pdf;
#[cfg(test)]
pub(crate) mod read;

use face::Face;

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

/// Why a paper cannot be set: the font that the program carries is not whole.
#[derive(Debug, thiserror::Error)]
pub enum PrintError {
    /// It is no font.
    #[error("the font cannot be read")]
    Font(#[from] ttf_parser::FaceParsingError),
    /// Its letters cannot be taken out of it.
    #[error("the letters cannot be embedded")]
    Letters(#[from] subsetter::Error),
}

/// A line as it is set.
struct Line {
    text: String,
    size: f32,
    bold: bool,
    /// Room above it in points.
    above: f32,
    /// Whether it is to stay with the line below.
    with_next: bool,
}

impl Line {
    /// With the room above it, in points.
    fn height(&self) -> f32 {
        self.size * 1.35 + self.above
    }
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
    ///
    /// # Errors
    /// [`PrintError::Font`].
    pub fn lacking(&self) -> Result<usize, PrintError> {
        let face = Face::new()?;
        let texts = self.blocks.iter().map(|block| match block {
            Block::Title(text) | Block::Heading(text) | Block::Text(text) => text,
        });
        Ok(texts.map(|text| face.lacking(text)).sum())
    }

    /// Its PDF.
    ///
    /// # Errors
    /// [`PrintError`].
    pub fn pdf(&self) -> Result<Vec<u8>, PrintError> {
        let face = Face::new()?;
        let lines = self.blocks.iter().flat_map(|block| lines(&face, block));
        let pages = paged(lines.collect());
        let title = self.blocks.iter().find_map(|block| match block {
            Block::Title(title) => Some(title.as_str()),
            _ => None,
        });
        pdf::write(&face, &pages, title.unwrap_or_default(), &self.language)
    }
}

/// The lines of a block, broken at the page's width.
fn lines(face: &Face, block: &Block) -> Vec<Line> {
    let (text, size, bold, above) = match block {
        Block::Title(text) => (text, 20.0, true, 0.0),
        Block::Heading(text) => (text, 14.0, true, 14.0),
        Block::Text(text) => (text, 11.0, false, 3.0),
    };
    let mut lines = Vec::new();
    for piece in text.lines() {
        for (n, text) in broken(face, &face.spelled(piece), size).into_iter().enumerate() {
            let above = if n == 0 { above } else { 0.0 };
            lines.push(Line {
                text,
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
fn broken(face: &Face, text: &str, size: f32) -> Vec<String> {
    let room = (PAGE.0 - 2.0 * MARGIN) * 1000.0 / size;
    let (mut lines, mut line) = (Vec::new(), String::new());
    for word in text.split(' ') {
        let joined = if line.is_empty() {
            word.to_owned()
        } else {
            format!("{line} {word}")
        };
        if face.width(&joined) <= room {
            line = joined;
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        let mut used = 0.0;
        for c in word.chars() {
            let width = face.advance(c);
            if used + width > room && !line.is_empty() {
                lines.push(std::mem::take(&mut line));
                used = 0.0;
            }
            used += width;
            line.push(c);
        }
    }
    lines.push(line);
    lines
}

/// Lines on pages; a heading is never the last on its page.
fn paged(lines: Vec<Line>) -> Vec<Vec<Line>> {
    let room = PAGE.1 - 2.0 * MARGIN;
    let (mut pages, mut page, mut used): (Vec<Vec<Line>>, Vec<Line>, f32) = (Vec::new(), Vec::new(), 0.0);
    for line in lines {
        if used + line.height() > room && !page.is_empty() {
            let stays = page
                .iter()
                .rposition(|line| !line.with_next)
                .map_or(page.len(), |at| at + 1);
            let moved = page.split_off(stays);
            pages.push(std::mem::replace(&mut page, moved));
            used = page.iter().map(Line::height).sum();
        }
        used += line.height();
        page.push(line);
    }
    pages.push(page);
    pages.retain(|page| !page.is_empty());
    if pages.is_empty() {
        pages.push(Vec::new());
    }
    pages
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

    fn face() -> Face {
        Face::new().unwrap()
    }

    #[test]
    fn names_from_beyond_western_europe_are_read_back_as_they_were_written() {
        let names = "Łukasz, Șerban, Nguyễn, Ђорђе, Ωμέγα, Հայկ, გიორგი, Ñuria, Œuvre";
        let all = paper(vec![
            Block::Title("Fiche d’Éloïse Ibáñez".into()),
            Block::Heading("Župančič".into()),
            Block::Text(names.into()),
            Block::Text("« À 5,50 € », 14\u{202f}h, ¿qué?, ñabar, garçon… – güe".into()),
            Block::Text("e\u{301} put together".into()),
        ]);
        assert_eq!(all.lacking().unwrap(), 0);
        let pdf = all.pdf().unwrap();
        assert!(pdf.starts_with(b"%PDF-1.") && pdf.ends_with(b"%%EOF"));
        let text = read::text(&pdf);
        let lines: Vec<&str> = text.lines().collect();
        let expected = [
            "Fiche d’Éloïse Ibáñez",
            "Župančič",
            names,
            "« À 5,50 € », 14\u{202f}h, ¿qué?, ñabar, garçon… – güe",
            "é put together",
            "1 / 1",
        ];
        assert_eq!(lines, expected);
        assert!(pdf.len() < 64 * 1024, "only used letters: {} bytes", pdf.len());
    }

    #[test]
    fn a_letter_that_the_font_lacks_is_written_by_its_code_point() {
        let all = paper(vec![Block::Text("Nom : 王小, ܐ et 😀 ?".into())]);
        assert_eq!(all.lacking().unwrap(), 4);
        let text = read::text(&all.pdf().unwrap());
        assert!(
            text.starts_with("Nom : [U+738B U+5C0F], [U+0710] et [U+1F600] ?\n"),
            "{text}"
        );
    }

    #[test]
    fn long_texts_go_over_pages_and_no_heading_ends_one() {
        let mut blocks = vec![Block::Title("T".into())];
        for n in 0..60 {
            blocks.push(Block::Heading(format!("Part {n}")));
            blocks.push(Block::Text("a word ".repeat(40)));
        }
        let face = face();
        let pages = paged(blocks.iter().flat_map(|block| lines(&face, block)).collect());
        assert!(pages.len() > 3);
        for page in &pages {
            assert!(!page.last().unwrap().with_next);
        }
        assert!(paper(Vec::new()).pdf().unwrap().starts_with(b"%PDF-1."));
    }

    proptest! {
        #[test]
        fn every_line_fits_and_no_letter_is_lost(text in "[a-zA-Zéñüłğжя ]{0,400}", size in 9.0_f32..20.0) {
            let face = face();
            let lines = broken(&face, &text, size);
            for line in &lines {
                prop_assert!(face.width(line) * size / 1000.0 <= PAGE.0 - 2.0 * MARGIN + 0.01);
            }
            let letters = |text: &str| text.chars().filter(|c| *c != ' ').collect::<String>();
            prop_assert_eq!(letters(&lines.concat()), letters(&text));
        }

        #[test]
        fn any_text_gives_a_paper_that_reads_back(text in any::<String>()) {
            let pdf = paper(vec![Block::Title(text.clone()), Block::Text(text.clone())]).pdf().unwrap();
            let spelled: String = text.lines().map(|line| face().spelled(line)).collect();
            let letters = |text: &str| text.chars().filter(|c| !matches!(c, ' ' | '\n')).collect::<String>();
            prop_assert!(letters(&read::text(&pdf)).contains(&letters(&spelled)));
        }
    }
}
