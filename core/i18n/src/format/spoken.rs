//! Hours for a voice: in words, as somebody says them. `14:30` is read as a date, a score or a fraction.

use crate::civil::Time;
use crate::language::Language;

/// An hour as it is said: `14 heures 30`, `hamalauak eta hogeita hamar`, `14 horas 30`.
#[must_use]
pub fn time_spoken(language: Language, time: Time) -> String {
    let (hour, minute) = (time.hour() % 24, time.minute());
    match language {
        Language::Fr => with_minutes(
            if hour == 1 {
                "1 heure".to_owned()
            } else {
                format!("{hour} heures")
            },
            minute,
        ),
        Language::Es => with_minutes(
            if hour == 1 {
                "1 hora".to_owned()
            } else {
                format!("{hour} horas")
            },
            minute,
        ),
        Language::Eu => {
            let hour = BASQUE_HOURS.get(usize::from(hour)).copied().unwrap_or_default();
            match minute {
                0 => hour.to_owned(),
                minute => format!("{hour} eta {}", basque_number(minute)),
            }
        }
    }
}

fn with_minutes(hours: String, minute: u8) -> String {
    match minute {
        0 => hours,
        minute => format!("{hours} {minute}"),
    }
}

/// Hours in the definite form in which they are told: *ordu bata*, *ordu biak*, and from three on the number alone.
const BASQUE_HOURS: [&str; 24] = [
    "gauerdia",
    "ordu bata",
    "ordu biak",
    "hirurak",
    "laurak",
    "bostak",
    "seiak",
    "zazpiak",
    "zortziak",
    "bederatziak",
    "hamarrak",
    "hamaikak",
    "hamabiak",
    "hamahirurak",
    "hamalauak",
    "hamabostak",
    "hamaseiak",
    "hamazazpiak",
    "hemezortziak",
    "hemeretziak",
    "hogeiak",
    "hogeita batak",
    "hogeita biak",
    "hogeita hirurak",
];

const BASQUE_UNITS: [&str; 20] = [
    "zero",
    "bat",
    "bi",
    "hiru",
    "lau",
    "bost",
    "sei",
    "zazpi",
    "zortzi",
    "bederatzi",
    "hamar",
    "hamaika",
    "hamabi",
    "hamahiru",
    "hamalau",
    "hamabost",
    "hamasei",
    "hamazazpi",
    "hemezortzi",
    "hemeretzi",
];

/// A number below sixty, in the twenties in which Basque counts.
fn basque_number(n: u8) -> String {
    let score = match n / 20 {
        0 => "",
        1 => "hogei",
        _ => "berrogei",
    };
    let rest = BASQUE_UNITS.get(usize::from(n % 20)).copied().unwrap_or_default();
    match (score, n % 20) {
        ("", _) => rest.to_owned(),
        (score, 0) => score.to_owned(),
        (score, _) => format!("{score}ta {rest}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(language: Language, hour: u8, minute: u8) -> String {
        time_spoken(language, Time::new(hour, minute).expect("an hour"))
    }

    #[test]
    fn an_hour_is_said_in_words() {
        assert_eq!(said(Language::Fr, 14, 30), "14 heures 30");
        assert_eq!(said(Language::Fr, 1, 0), "1 heure");
        assert_eq!(said(Language::Es, 14, 5), "14 horas 5");
        assert_eq!(said(Language::Es, 1, 15), "1 hora 15");
        assert_eq!(said(Language::Eu, 14, 30), "hamalauak eta hogeita hamar");
        assert_eq!(said(Language::Eu, 1, 0), "ordu bata");
        assert_eq!(
            said(Language::Eu, 23, 59),
            "hogeita hirurak eta berrogeita hemeretzi"
        );
        assert_eq!(said(Language::Eu, 24, 0), "gauerdia");
    }

    #[test]
    fn no_hour_is_left_as_figures_with_a_colon() {
        for language in Language::ALL {
            for hour in 0..24 {
                for minute in 0..60 {
                    let text = said(language, hour, minute);
                    assert!(
                        !text.is_empty() && !text.contains(':') && !text.ends_with(' '),
                        "{text}"
                    );
                }
            }
        }
    }
}
