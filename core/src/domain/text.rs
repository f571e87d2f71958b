//! Texts that people read: per language, trimmed, without characters that no screen should show.

use super::field::Problem;
use super::language::LanguageTag;

/// Most characters in each sort of text.
pub mod limit {
    /// A title.
    pub const TITLE: usize = 200;
    /// A summary.
    pub const SUMMARY: usize = 500;
    /// A body.
    pub const BODY: usize = 12_000;
    /// Hours, audience, what to bring, conditions of a price.
    pub const NOTE: usize = 1_000;
    /// Alternative text of a picture.
    pub const ALT: usize = 500;
    /// A name, an address, a credit.
    pub const LINE: usize = 300;
    /// A tag.
    pub const TAG: usize = 60;
    /// A web address.
    pub const ADDRESS: usize = 2_000;
    /// Languages of one text.
    pub const LANGUAGES: usize = 24;
}

/// A text with its language, as it is handed to a screen or a voice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text<'a> {
    /// Language that the text is in.
    pub language: LanguageTag,
    /// The text.
    pub text: &'a str,
}

/// One text in several languages, in the canonical order of the tags.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Texts(Vec<(LanguageTag, Box<str>)>);

impl Texts {
    /// An empty one with room for `n` languages.
    pub fn with_capacity(n: usize) -> Self {
        Self(Vec::with_capacity(n.min(limit::LANGUAGES)))
    }

    /// One text.
    pub fn one(language: LanguageTag, text: &str) -> Self {
        Self(vec![(language, text.into())])
    }

    /// Whether there is no text.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many languages.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Sets the text of a language; the caller has cleaned it ([`clean`]).
    pub fn set(&mut self, language: LanguageTag, text: Box<str>) {
        // Payloads come sorted, so this is nearly always the last place.
        if self.0.last().is_none_or(|(last, _)| *last < language) {
            self.0.push((language, text));
            return;
        }
        match self.0.binary_search_by(|(have, _)| have.cmp(&language)) {
            Ok(at) => {
                if let Some(entry) = self.0.get_mut(at) {
                    entry.1 = text;
                }
            }
            Err(at) => self.0.insert(at, (language, text)),
        }
    }

    /// The text of exactly this tag.
    pub fn get(&self, language: LanguageTag) -> Option<&str> {
        self.0
            .iter()
            .find(|(have, _)| *have == language)
            .map(|(_, text)| &**text)
    }

    /// All texts, in canonical order.
    pub fn iter(&self) -> impl Iterator<Item = Text<'_>> {
        self.0.iter().map(|(language, text)| Text {
            language: *language,
            text,
        })
    }

    /// The text for a person: the first of their languages that there is, then the original, French, Spanish,
    /// Basque, and else whatever there is. A tag with another region serves (`eu-ES` for `eu`).
    pub fn choose(&self, preferred: &[LanguageTag], original: Option<LanguageTag>) -> Option<Text<'_>> {
        if let [only] = self.0.as_slice() {
            return Some(Text {
                language: only.0,
                text: &only.1,
            });
        }
        let house = [LanguageTag::FR, LanguageTag::ES, LanguageTag::EU];
        preferred
            .iter()
            .chain(original.as_ref())
            .chain(&house)
            .find_map(|wanted| {
                let exact = self.0.iter().find(|(have, _)| have == wanted);
                exact.or_else(|| self.0.iter().find(|(have, _)| have.same_language(wanted)))
            })
            .or_else(|| self.0.first())
            .map(|(language, text)| Text {
                language: *language,
                text,
            })
    }
}

/// Whether a text may have several lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lines {
    /// One line.
    One,
    /// Line breaks are kept.
    Many,
}

/// Cleans what a person or a file gave: ends trimmed, line ends made `\n`, tabs made spaces.
///
/// # Errors
/// [`Problem::TooLong`] counts characters; [`Problem::ControlCharacter`] says where. An empty text is
/// `Ok` and empty: whether it must be said is the field's rule.
pub fn clean(text: &str, max: usize, lines: Lines) -> Result<Box<str>, Problem> {
    let trimmed = text.trim();
    let unified;
    let text = if trimmed.contains(['\r', '\t']) {
        unified = trimmed
            .replace("\r\n", "\n")
            .replace('\r', "\n")
            .replace('\t', " ");
        unified.as_str()
    } else {
        trimmed
    };
    // Bytes are at least characters: only a long text needs counting.
    if text.len() > max {
        let len = text.chars().count();
        if len > max {
            return Err(Problem::TooLong { max, len });
        }
    }
    match first_unshowable(text, lines) {
        Some(position) => Err(Problem::ControlCharacter { position }),
        None => Ok(text.into()),
    }
}

/// Whether a text from a signed payload may go to a screen.
pub fn showable(text: &str, lines: Lines) -> bool {
    let bytes = text.as_bytes();
    let mut plain = true;
    for byte in bytes {
        // No branch, so that the compiler makes wide instructions of it; C2, E2 and EF begin the sequences that
        // hold C1 controls, direction marks, line separators and the byte order mark.
        plain &= (*byte >= 0x20) & (*byte != 0x7f) & (*byte != 0xc2) & (*byte != 0xe2) & (*byte != 0xef);
    }
    plain || showable_bytes(bytes, lines)
}

fn showable_bytes(bytes: &[u8], lines: Lines) -> bool {
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'\n' if lines == Lines::Many => {}
            0..=0x1f | 0x7f => return false,
            0xc2 if matches!(bytes.get(at + 1), Some(0x80..=0x9f)) => return false,
            0xe2 => match (bytes.get(at + 1), bytes.get(at + 2)) {
                (Some(0x80), Some(0xa8..=0xae)) | (Some(0x81), Some(0xa6..=0xa9)) => return false,
                _ => at += 2,
            },
            0xef if bytes.get(at + 1) == Some(&0xbb) && bytes.get(at + 2) == Some(&0xbf) => return false,
            _ => {}
        }
        at += 1;
    }
    true
}

/// Place, counted in characters from 1, of the first character that no screen should show: controls, and the
/// marks that turn the direction of what follows (they can make an address read as another one).
fn first_unshowable(text: &str, lines: Lines) -> Option<usize> {
    if showable(text, lines) {
        return None;
    }
    let mut buffer = [0; 4];
    text.chars()
        .position(|c| !showable_bytes(c.encode_utf8(&mut buffer).as_bytes(), lines))
        .map(|n| n + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn tag(tag: &str) -> LanguageTag {
        LanguageTag::parse(tag).unwrap()
    }

    #[test]
    fn the_choice_follows_the_person_then_the_original_then_the_house() {
        let mut texts = Texts::default();
        for language in ["fr", "es", "eu-ES", "oc"] {
            texts.set(tag(language), language.into());
        }
        let choose = |preferred: &[&str], original: Option<&str>| {
            let preferred: Vec<_> = preferred.iter().map(|t| tag(t)).collect();
            texts.choose(&preferred, original.map(tag)).unwrap().text
        };
        assert_eq!(choose(&["eu", "fr"], None), "eu-ES");
        assert_eq!(choose(&["de", "oc"], None), "oc");
        assert_eq!(choose(&["de"], Some("es")), "es");
        assert_eq!(choose(&[], None), "fr");
        assert_eq!(
            Texts::one(tag("br"), "Fest-noz")
                .choose(&[tag("fr")], None)
                .unwrap()
                .language,
            tag("br")
        );
        assert_eq!(Texts::default().choose(&[tag("fr")], None), None);
    }

    #[test]
    fn texts_are_trimmed_and_bounded() {
        assert_eq!(
            &*clean("  Kaixo\r\nmundua\t! ", 20, Lines::Many).unwrap(),
            "Kaixo\nmundua !"
        );
        assert_eq!(
            clean("éééé", 3, Lines::One),
            Err(Problem::TooLong { max: 3, len: 4 })
        );
        assert_eq!(&*clean("ééé", 3, Lines::One).unwrap(), "ééé");
        assert_eq!(
            clean("a\nb", 9, Lines::One),
            Err(Problem::ControlCharacter { position: 2 })
        );
        assert_eq!(
            clean("é\u{202e}b", 9, Lines::One),
            Err(Problem::ControlCharacter { position: 2 })
        );
        assert_eq!(
            &*clean("« l’été »\u{a0}!", 20, Lines::One).unwrap(),
            "« l’été »\u{a0}!"
        );
    }

    proptest! {
        #[test]
        fn the_fast_check_agrees_with_the_definition(text in any::<String>(), extra in prop::sample::select(vec!['\u{80}', '\u{9f}', '\u{a0}', '\u{2028}', '\u{202e}', '\u{2066}', '\u{2019}', '\u{feff}', '\n', 'a'])) {
            let text = format!("{text}{extra}");
            let bad = |c: char| (c.is_control() && c != '\n')
                || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}');
            prop_assert_eq!(showable(&text, Lines::Many), !text.chars().any(bad));
        }
    }
}
