//! The language of the person: `--language`, else the locale, else French.

use std::ffi::OsString;

use ekin_i18n::{Catalog, Language};

/// The texts to use, found before anything else is read, so that what is wrong with the rest can be said.
pub fn words(given: &[OsString]) -> Catalog {
    Catalog::new(asked(given).or_else(of_locale).unwrap_or(Language::Fr))
}

fn asked(given: &[OsString]) -> Option<Language> {
    let mut given = given.iter().filter_map(|one| one.to_str());
    while let Some(one) = given.next() {
        if one == "--" {
            return None;
        }
        if one == "--language" {
            return Language::parse(given.next()?);
        }
        if let Some(value) = one.strip_prefix("--language=") {
            return Language::parse(value);
        }
    }
    None
}

/// As gettext reads it: `LANGUAGE` refines a locale, and is not read in none (`C`).
fn of_locale() -> Option<Language> {
    let set = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
    let locale = set("LC_ALL")
        .or_else(|| set("LC_MESSAGES"))
        .or_else(|| set("LANG"))?;
    let none = locale == "C" || locale == "POSIX" || locale.starts_with("C.");
    let refined = set("LANGUAGE").filter(|_| !none);
    refined
        .and_then(|list| Language::first_of(&list))
        .or_else(|| Language::parse(&locale))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_option_is_found_wherever_it_stands() {
        let given = |line: &str| line.split(' ').map(OsString::from).collect::<Vec<_>>();
        assert_eq!(asked(&given("ekin search --language eu x")), Some(Language::Eu));
        assert_eq!(asked(&given("ekin --language=es status")), Some(Language::Es));
        assert_eq!(asked(&given("ekin search -- --language eu")), None);
        assert_eq!(asked(&given("ekin search")), None);
    }
}
