//! Small facts that several formats write in words or in pairs: "free", and a position.

use crate::clean::degree;
use crate::draft::Texts;
use crate::loss::{Ledger, LossReason};

/// Words that say that nobody pays anything, in the languages of the sources.
const FREE: [&str; 14] = [
    "gratuit",
    "gratuite",
    "entrée libre",
    "entrée gratuite",
    "accès libre",
    "accès gratuit",
    "libre et gratuit",
    "gratis",
    "gratuito",
    "entrada libre",
    "entrada gratuita",
    "doan",
    "doakoa",
    "free",
];
/// What may follow without taking it back.
const HARMLESS: [&str; 12] = [
    "sur inscription",
    "sur réservation",
    "et gratuit",
    "et gratuite",
    "pour tous",
    "pour toutes et tous",
    "tout public",
    "dans la limite des places disponibles",
    "con inscripción",
    "para todos",
    "guztientzat",
    "sans inscription",
];

/// Whether a text says "free for everybody" and nothing that could take it back.
pub(crate) fn is_free(text: &str) -> bool {
    let text = text.to_lowercase();
    let mut rest = text.trim();
    let mut found = false;
    while !rest.is_empty() {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || ",.;:!-–/()".contains(c));
        let words = FREE.iter().chain(&HARMLESS);
        let Some(word) = words.filter(|w| rest.starts_with(**w)).max_by_key(|w| w.len()) else {
            break;
        };
        let after = rest.get(word.len()..).unwrap_or_default();
        if after.starts_with(char::is_alphanumeric) {
            return false;
        }
        found |= FREE.contains(word);
        rest = after;
    }
    found && rest.is_empty()
}

/// Whether every language says so.
pub(crate) fn all_free(texts: &Texts) -> bool {
    !texts.is_empty() && texts.values().all(|t| is_free(t))
}

/// A position: both or none, within range, and not the null island that broken geocoders give.
pub(crate) fn position(
    lat: Option<f64>,
    lon: Option<f64>,
    path: &str,
    ledger: &mut Ledger,
) -> (Option<f64>, Option<f64>) {
    let (Some(written_lat), Some(written_lon)) = (lat, lon) else {
        if lat.is_some() || lon.is_some() {
            ledger.part(path, LossReason::BadValue, None);
        }
        return (None, None);
    };
    match (degree(written_lat, 90.0), degree(written_lon, 180.0)) {
        (Some(lat), Some(lon)) if lat != 0.0 || lon != 0.0 => (Some(lat), Some(lon)),
        _ => {
            ledger.part(
                path,
                LossReason::BadValue,
                Some(&format!("{written_lat}, {written_lon}")),
            );
            (None, None)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn free_is_only_what_is_free_for_all() {
        for yes in [
            "Gratuit",
            "GRATUIT.",
            "Entrée libre",
            "Entrée libre et gratuite",
            "Gratuit, sur inscription",
            "Doan",
        ] {
            assert!(is_free(yes), "{yes}");
        }
        for no in [
            "Gratuit pour les moins de 12 ans",
            "Tarif 6€",
            "Gratuit sous condition",
            "",
            "5 € / gratuit",
            "gratuités",
        ] {
            assert!(!is_free(no), "{no}");
        }
    }

    #[test]
    fn a_position_is_whole_or_absent() {
        let mut ledger = Ledger::default();
        assert_eq!(
            position(Some(43.5), Some(-1.5), "p", &mut ledger),
            (Some(43.5), Some(-1.5))
        );
        for (lat, lon) in [
            (Some(0.0), Some(0.0)),
            (Some(91.0), Some(1.0)),
            (Some(1.0), None),
            (Some(f64::NAN), Some(1.0)),
        ] {
            assert_eq!(position(lat, lon, "p", &mut ledger), (None, None));
        }
    }
}
