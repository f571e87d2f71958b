//! An answer to an ad: yes, maybe, not today, or words alone; how many places, and under which name. A house answers for
//! its residents: what leaves it names the house and never a person.

use ekin_protocol::id::ObjectId;

use super::fold::fold;
use super::seats::Places;
use super::text::Texts;

/// What somebody answers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Says {
    /// They come.
    Yes,
    /// They may come.
    Maybe,
    /// Not today.
    NotToday,
    /// Words alone.
    #[default]
    Words,
    /// Of a newer version.
    Other(u16),
}

const SAYS: [(Says, u16, &str); 4] = [
    (Says::Words, 0, "message"),
    (Says::Yes, 1, "yes"),
    (Says::Maybe, 2, "maybe"),
    (Says::NotToday, 3, "not-today"),
];

impl Says {
    /// Its number on the wire; 0, words alone, is never written.
    pub fn code(self) -> u16 {
        match self {
            Self::Other(code) => code,
            known => SAYS
                .iter()
                .find(|(one, _, _)| *one == known)
                .map_or(0, |(_, code, _)| *code),
        }
    }

    /// The answer with this number.
    pub fn from_code(code: u16) -> Self {
        SAYS.iter()
            .find(|(_, c, _)| *c == code)
            .map_or(Self::Other(code), |(one, _, _)| *one)
    }

    /// A stable word.
    pub fn word(self) -> &'static str {
        SAYS.iter()
            .find(|(one, _, _)| *one == self)
            .map_or("other", |(_, _, word)| *word)
    }
}

/// An answer to an ad, as it travels.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Response {
    /// What.
    pub says: Says,
    /// The listing that it answers; none for words that answer no listing.
    pub listing: Option<ObjectId>,
    /// Under which name: somebody's own, or a house's.
    pub by: Option<Box<str>>,
    /// Whether a house answers for people who live there.
    pub house: bool,
    /// The places that are asked for.
    pub places: Places,
    /// Words beside it, by language.
    pub text: Texts,
    /// What all answers of one sender to one listing share, so that a later one takes the place of an earlier one, and the same
    /// one sent by two people of a house counts once. Known to its sender and to who opens the inbox, and to nobody else.
    pub line: Option<[u8; 16]>,
}

/// Answers of one sender that speak of the same places, from a *yes* to the next *not today*.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    /// The answer that asked first: its number among the answers.
    pub first: usize,
    /// The last that says anything about these places.
    pub last: usize,
    /// What is asked for now.
    pub wanted: Places,
    /// A *not today* took it back.
    pub over: bool,
}

/// What the answers of one sender to one listing come to, in the order in which they came.
pub fn runs<'r>(answers: impl IntoIterator<Item = &'r Response>) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for (n, answer) in answers.into_iter().enumerate() {
        let wanted = answer.wanted();
        let open = runs.last_mut().filter(|run| !run.over);
        match (open, answer.says) {
            (Some(run), Says::NotToday) => (run.last, run.over) = (n, true),
            (Some(run), Says::Yes) => (run.last, run.wanted) = (n, wanted),
            (None, Says::Yes) => runs.push(Run {
                first: n,
                last: n,
                wanted,
                over: false,
            }),
            // A *maybe* after a *yes* takes nobody's place: a person asks them.
            (_, Says::Maybe | Says::NotToday | Says::Words | Says::Other(_)) => {}
        }
    }
    runs
}

impl Response {
    /// The places that a *yes* asks for: one seat where none is said.
    pub fn wanted(&self) -> Places {
        match (self.says, self.places.is_none()) {
            (Says::Yes, true) => Places::seats(1),
            (Says::Yes, false) => self.places,
            _ => Places::default(),
        }
    }
}

/// Letters that a word of a name has at least, so that it may tell whose it is: *de* and *la* tell nothing.
const TELLING: usize = 3;

/// Whether words name the person who is called so: by any word of the name that tells something, whole, folded as the search
/// folds it.
pub fn names(text: &str, name: &str) -> bool {
    let (text, name) = (fold(text), fold(name));
    let mut telling = name.split(' ').filter(|word| word.chars().count() >= TELLING);
    telling.any(|word| text.split(' ').any(|token| token == word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_read_back_and_newer_ones_are_kept() {
        for (says, code, word) in SAYS {
            assert_eq!(
                (says.code(), says.word(), Says::from_code(code)),
                (code, word, says)
            );
        }
        assert_eq!(Says::from_code(77), Says::Other(77));
        assert_eq!((Says::Other(77).code(), Says::Other(77).word()), (77, "other"));
    }

    #[test]
    fn a_yes_that_says_no_number_asks_for_a_seat_and_nothing_else_asks_for_any() {
        let yes = Response {
            says: Says::Yes,
            ..Response::default()
        };
        assert_eq!(yes.wanted(), Places::seats(1));
        let places = Places {
            seats: 2,
            wheelchair: 1,
            companions: 0,
        };
        assert_eq!(
            Response {
                places,
                ..yes.clone()
            }
            .wanted(),
            places
        );
        for says in [Says::Maybe, Says::NotToday, Says::Words, Says::Other(9)] {
            assert!(
                Response {
                    says,
                    places,
                    ..yes.clone()
                }
                .wanted()
                .is_none()
            );
        }
    }

    fn said(says: Says, seats: u32) -> Response {
        Response {
            says,
            places: Places::seats(seats),
            ..Response::default()
        }
    }

    #[test]
    fn not_today_takes_a_yes_back_and_the_same_yes_twice_is_one() {
        let run = |first, last, seats, over| Run {
            first,
            last,
            wanted: Places::seats(seats),
            over,
        };
        let (yes, no) = (said(Says::Yes, 2), said(Says::NotToday, 0));
        assert_eq!(runs([&yes, &yes]), [run(0, 1, 2, false)]);
        assert_eq!(runs([&yes, &no]), [run(0, 1, 2, true)]);
        assert_eq!(
            runs([&no, &yes, &said(Says::Words, 0), &no, &no, &said(Says::Yes, 3)]),
            [run(1, 3, 2, true), run(5, 5, 3, false)]
        );
        assert_eq!(runs([&yes, &said(Says::Maybe, 0)]), [run(0, 0, 2, false)]);
        assert_eq!(runs([&no, &said(Says::Maybe, 1)]), []);
    }

    #[test]
    fn somebody_is_named_by_any_telling_word_of_their_name() {
        for (text, name) in [
            ("Jean viendra avec nous", "Jean Etcheverry"),
            ("la famille ETCHEVERRY", "Jean Etcheverry"),
            ("c’est pour Maïté.", "Maite"),
            ("Iñaki dator", "Inaki de la Cruz"),
        ] {
            assert!(names(text, name), "{text} / {name}");
        }
        for (text, name) in [
            ("Deux personnes de la maison", "Inaki de la Cruz"),
            ("Jeanne viendra", "Jean"),
            ("", "Jean"),
            ("Jean", ""),
        ] {
            assert!(!names(text, name), "{text} / {name}");
        }
    }
}
