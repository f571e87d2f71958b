//! Language tags: BCP 47, well-formed, any tag kept.

use std::fmt;

/// Longest tag kept, in bytes: what RFC 5646 (4.4.1) asks every implementation to hold.
pub const MAX_TAG: usize = 35;

/// A well-formed BCP 47 language tag. Small enough to copy, so that a text carries its language for free.
#[derive(Clone, Copy)]
pub struct LanguageTag {
    len: u8,
    bytes: [u8; MAX_TAG],
}

impl LanguageTag {
    /// French.
    pub const FR: Self = Self::two(*b"fr");
    /// Basque.
    pub const EU: Self = Self::two(*b"eu");
    /// Spanish.
    pub const ES: Self = Self::two(*b"es");

    const fn two(code: [u8; 2]) -> Self {
        let mut bytes = [0; MAX_TAG];
        bytes[0] = code[0];
        bytes[1] = code[1];
        Self { len: 2, bytes }
    }

    /// Reads a tag that a person or a file gave: trimmed, `_` taken for `-`, case as RFC 5646 recommends
    /// (`fr`, `eu-ES`, `zh-Hant`). `None` when it is not well-formed or longer than [`MAX_TAG`].
    pub fn parse(tag: &str) -> Option<Self> {
        let mut read = Self::from_wire(&tag.trim().replace('_', "-"))?;
        let mut start = 0;
        let mut after_singleton = false;
        let len = usize::from(read.len);
        while start < len {
            let end = read
                .bytes
                .iter()
                .take(len)
                .skip(start)
                .position(|b| *b == b'-')
                .map_or(len, |n| start + n);
            if let Some(subtag) = read.bytes.get_mut(start..end) {
                subtag.make_ascii_lowercase();
                if start > 0 && !after_singleton && subtag.iter().all(u8::is_ascii_alphabetic) {
                    match subtag {
                        [_, _] => subtag.make_ascii_uppercase(),
                        [first, _, _, _] => first.make_ascii_uppercase(),
                        _ => {}
                    }
                }
                after_singleton |= subtag.len() == 1;
            }
            start = end + 1;
        }
        Some(read)
    }

    /// Reads a tag from a signed payload: well-formed, and kept as it is written.
    pub fn from_wire(tag: &str) -> Option<Self> {
        let source = tag.as_bytes();
        // Two letters are nearly every tag there is.
        if let [a, b] = source
            && a.is_ascii_alphabetic()
            && b.is_ascii_alphabetic()
        {
            return Some(Self::two([*a, *b]));
        }
        if source.len() > MAX_TAG || !well_formed(tag) {
            return None;
        }
        let mut bytes = [0; MAX_TAG];
        bytes.iter_mut().zip(source).for_each(|(to, from)| *to = *from);
        Some(Self {
            len: u8::try_from(source.len()).ok()?,
            bytes,
        })
    }

    /// The tag as text.
    pub fn as_str(&self) -> &str {
        self.bytes
            .get(..usize::from(self.len))
            .and_then(|b| std::str::from_utf8(b).ok())
            .unwrap_or_default()
    }

    /// The language alone, without script, region or variant.
    pub fn primary(&self) -> &str {
        self.as_str().split('-').next().unwrap_or_default()
    }

    /// Whether both tags name the same language, whatever region or script they add.
    pub fn same_language(&self, other: &Self) -> bool {
        self.primary().eq_ignore_ascii_case(other.primary())
    }
}

/// RFC 5646, 2.1, as far as form goes: a language of 2 to 8 letters, or a private tag, then subtags of 1 to 8
/// letters and digits; a single character announces at least one more subtag.
fn well_formed(tag: &str) -> bool {
    let mut subtags = tag.split('-');
    let Some(first) = subtags.next() else { return false };
    let private = first.eq_ignore_ascii_case("x") || first.eq_ignore_ascii_case("i");
    let language = (2..=8).contains(&first.len()) && first.bytes().all(|b| b.is_ascii_alphabetic());
    if !(private || language) {
        return false;
    }
    let mut open = private;
    for subtag in subtags {
        if !(1..=8).contains(&subtag.len()) || !subtag.bytes().all(|b| b.is_ascii_alphanumeric()) {
            return false;
        }
        open = subtag.len() == 1 && !private;
    }
    !open
}

impl PartialEq for LanguageTag {
    fn eq(&self, other: &Self) -> bool {
        self.len == other.len && self.bytes == other.bytes
    }
}

impl Eq for LanguageTag {}

impl std::hash::Hash for LanguageTag {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.as_str().hash(state);
    }
}

/// The order of deterministic CBOR: shorter first, then bytes.
impl Ord for LanguageTag {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.len, &self.bytes).cmp(&(other.len, &other.bytes))
    }
}

impl PartialOrd for LanguageTag {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Debug for LanguageTag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Display for LanguageTag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_well_formed_tag_is_kept() {
        for (given, kept) in [
            ("fr", "fr"),
            ("FR", "fr"),
            ("eu_es", "eu-ES"),
            ("zh-hant-tw", "zh-Hant-TW"),
            ("oc-gascon", "oc-gascon"),
            ("x-falc", "x-falc"),
            ("fr-x-falc", "fr-x-falc"),
            ("en-u-ca-buddhist", "en-u-ca-buddhist"),
        ] {
            assert_eq!(LanguageTag::parse(given).unwrap().as_str(), kept);
        }
        for bad in [
            "",
            "f",
            "fr-",
            "-fr",
            "fr--ES",
            "français",
            "fr ES",
            "x",
            "fr-x",
            "abcdefghi",
            "fr\u{0}",
        ] {
            assert!(LanguageTag::parse(bad).is_none(), "{bad:?}");
        }
        assert!(LanguageTag::parse(&format!("fr{}", "-abcdefgh".repeat(4))).is_none());
    }

    #[test]
    fn regions_do_not_change_the_language() {
        let basque = LanguageTag::parse("eu-ES").unwrap();
        assert!(basque.same_language(&LanguageTag::EU));
        assert!(!basque.same_language(&LanguageTag::ES));
        assert!(LanguageTag::parse("fr").unwrap() < LanguageTag::parse("ast").unwrap());
    }
}
