//! Which language of a text written in several a reader is given.

use crate::language::Language;

/// The tag among `available` whose text a reader gets: the first of the reader's `preferred` languages,
/// else the `original`, else French, Spanish, Basque, else the first there is. The tag is handed back so
/// that a screen can mark the language and a voice can switch.
///
/// A tag matches itself before it matches another region of its language (`es-MX` for a reader of `es`).
/// The order of `available` decides only between equals: give it sorted, as a map does.
#[must_use]
pub fn choose<'a>(
    available: impl IntoIterator<Item = &'a str>,
    preferred: &[&str],
    original: Option<&str>,
) -> Option<&'a str> {
    let available: Vec<&str> = available.into_iter().collect();
    let last = [Language::Fr.tag(), Language::Es.tag(), Language::Eu.tag()];
    preferred
        .iter()
        .copied()
        .chain(original)
        .chain(last)
        .find_map(|wanted| find(&available, wanted))
        .or_else(|| available.first().copied())
}

fn find<'a>(available: &[&'a str], wanted: &str) -> Option<&'a str> {
    let same = |tag: &&&str| tag.eq_ignore_ascii_case(wanted);
    let kin = |tag: &&&str| primary(tag).eq_ignore_ascii_case(primary(wanted));
    available
        .iter()
        .find(same)
        .or_else(|| available.iter().find(kin))
        .copied()
}

fn primary(tag: &str) -> &str {
    tag.split(['-', '_']).next().unwrap_or(tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reader_gets_a_preferred_language_before_the_original() {
        assert_eq!(choose(["es", "eu", "fr"], &["eu", "es"], Some("fr")), Some("eu"));
        assert_eq!(choose(["es", "fr"], &["eu", "es"], Some("fr")), Some("es"));
    }

    #[test]
    fn without_a_preferred_language_the_original_comes_first() {
        assert_eq!(choose(["de", "es", "fr"], &["eu"], Some("de")), Some("de"));
    }

    #[test]
    fn then_french_spanish_basque_and_then_what_there_is() {
        assert_eq!(choose(["eu", "es", "fr"], &["oc"], None), Some("fr"));
        assert_eq!(choose(["eu", "es"], &[], Some("de")), Some("es"));
        assert_eq!(choose(["ar", "eu"], &[], None), Some("eu"));
        assert_eq!(choose(["ar", "de"], &["fr"], None), Some("ar"));
        assert_eq!(choose([], &["fr"], Some("fr")), None);
    }

    #[test]
    fn a_region_is_exact_before_it_is_kin() {
        assert_eq!(choose(["es", "es-MX"], &["es-mx"], None), Some("es-MX"));
        assert_eq!(choose(["es-ES", "fr"], &["es"], None), Some("es-ES"));
        assert_eq!(choose(["eu", "fr"], &["eu-FR"], None), Some("eu"));
    }
}
