//! Emergencies: why a card may be opened, which fields of a profile it shows, and the numbers of a country.

use super::kind::Plain;
use super::place::Country;

/// Why an emergency card is opened. It is one tap; opening it is written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// An emergency.
    Emergency,
    /// Care that was planned.
    Care,
    /// Preparing the outing.
    Preparation,
}

impl Reason {
    /// All of them, in the order in which a screen offers them.
    pub const ALL: [Reason; 3] = [Reason::Emergency, Reason::Care, Reason::Preparation];

    /// The word on the wire and in commands.
    pub fn word(self) -> &'static str {
        match self {
            Reason::Emergency => "emergency",
            Reason::Care => "care",
            Reason::Preparation => "preparation",
        }
    }

    /// The reason with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.word() == word)
    }
}

/// Fields of a profile that are on its card, in the order in which somebody in a hurry needs them.
pub const CARD: [&str; 18] = [
    "name",
    "full_name",
    "born",
    "allergies",
    "treatment",
    "in_crisis",
    "contacts",
    "care_consent",
    "care_signed_on",
    "care_signed_by",
    "represented",
    "speech",
    "speak_with_me",
    "languages",
    "mobility",
    "watch",
    "diet",
    "authorisations",
];

/// How strict one of two values of a card's field is: the lesser is shown first, and followed until somebody asks. No before yes, a
/// carer nearer before one farther.
pub fn strictness(at: &str, value: &Plain) -> u8 {
    match (at.rsplit('.').next(), value) {
        (Some("care_consent" | "allowed"), Plain::Bool(yes)) => u8::from(*yes),
        (Some("watch"), Plain::Str(word)) => match word.as_str() {
            "free" => 2,
            "near" => 1,
            _ => 0,
        },
        _ => 0,
    }
}

/// What a number is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Service {
    /// Any emergency: Directive (EU) 2018/1972, article 109.
    Any,
    /// Medical aid.
    Medical,
    /// Fire and rescue.
    Fire,
    /// Police.
    Police,
    /// For whoever cannot hear or speak: by text message.
    Text,
    /// Violence against women.
    Violence,
    /// Thoughts of suicide.
    Suicide,
}

/// A number and what it is for.
pub type Number = (&'static str, Service);

/// Numbers of a country, the one for everything first; of any other country in the Union, that one alone.
///
/// France: code de la sécurité intérieure and arrêté of 22 June 2022 on the 114; Spain: Real Decreto 903/1997 (112), 016 and 024 of
/// the ministries that run them.
pub fn numbers(country: &Country) -> &'static [Number] {
    match country.as_str() {
        "FR" => &[
            ("112", Service::Any),
            ("15", Service::Medical),
            ("18", Service::Fire),
            ("17", Service::Police),
            ("114", Service::Text),
            ("3919", Service::Violence),
            ("3114", Service::Suicide),
        ],
        "ES" => &[
            ("112", Service::Any),
            ("016", Service::Violence),
            ("024", Service::Suicide),
        ],
        _ => &[("112", Service::Any)],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::kind::Kind;

    #[test]
    fn everywhere_112_comes_first() {
        for code in ["FR", "ES", "PT"] {
            let country = Country::from_wire(code).unwrap();
            assert_eq!(numbers(&country).first(), Some(&("112", Service::Any)));
        }
    }

    #[test]
    fn a_card_shows_fields_that_a_profile_has() {
        for field in CARD {
            assert!(
                Kind::Profile.fields().iter().any(|spec| spec.key == field),
                "{field}"
            );
        }
    }

    #[test]
    fn of_two_values_the_stricter_comes_first() {
        let word = |word: &str| Plain::Str(word.to_owned());
        assert!(
            strictness("care_consent", &Plain::Bool(false)) < strictness("care_consent", &Plain::Bool(true))
        );
        assert!(strictness("authorisations.a.allowed", &Plain::Bool(false)) < 1);
        assert!(strictness("watch", &word("one_to_one")) < strictness("watch", &word("near")));
        assert!(strictness("watch", &word("near")) < strictness("watch", &word("free")));
        assert_eq!(strictness("born", &word("free")), 0);
    }

    #[test]
    fn a_reason_is_one_word() {
        for reason in Reason::ALL {
            assert_eq!(Reason::from_word(reason.word()), Some(reason));
        }
        assert_eq!(Reason::from_word("curiosity"), None);
    }
}
