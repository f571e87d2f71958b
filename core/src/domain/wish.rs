//! What a person themselves says of going somewhere, and what the team answered. The person's word is theirs: whatever was
//! answered, who does not want to go any more does not go. An answer is about the word that it was given to, and about no later
//! one.

use ekin_protocol::id::Short;

/// What a person says of an outing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Says {
    /// I want to go.
    Yes,
    /// I do not want to go.
    No,
    /// I do not know.
    Unsure,
    /// I wanted to go, and do not any more.
    NoMore,
}

impl Says {
    /// All, as a screen shows them.
    pub const ALL: [Says; 4] = [Says::Yes, Says::No, Says::Unsure, Says::NoMore];

    /// The word in facts and commands.
    pub const fn word(self) -> &'static str {
        match self {
            Says::Yes => "yes",
            Says::No => "no",
            Says::Unsure => "unsure",
            Says::NoMore => "no_more",
        }
    }

    /// What this word says; none for one of a newer version.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|says| says.word() == word)
    }
}

/// What somebody of the team said of a wish.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Yes, or not this time; none while it is only known.
    pub accepts: Option<bool>,
    /// The word of the person that it is about; none is about any.
    pub about: Option<Short>,
}

/// Where a wish stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// They do not want to go, do not know, or do not want to any more: nothing is asked of anybody.
    Said(Says),
    /// It does not take place.
    Off,
    /// Written down; nobody of the team has looked yet.
    Noted,
    /// Somebody of the team knows.
    Known,
    /// Yes, they go.
    Yes,
    /// Not this time.
    NotThisTime,
    /// One of the team said yes, another not: they are to talk.
    Contrary,
}

/// Where a wish stands: what the person says last, in which record, and what was answered, in any order. `off` is an outing that
/// does not take place.
pub fn standing(says: Says, word: Short, answers: &[Answer], off: bool) -> Standing {
    if says != Says::Yes {
        return Standing::Said(says);
    }
    if off {
        return Standing::Off;
    }
    let mut to_this = answers
        .iter()
        .filter(|answer| answer.about.is_none_or(|about| about == word))
        .peekable();
    if to_this.peek().is_none() {
        return Standing::Noted;
    }
    let (mut yes, mut no) = (false, false);
    for answer in to_this {
        yes |= answer.accepts == Some(true);
        no |= answer.accepts == Some(false);
    }
    match (yes, no) {
        (true, true) => Standing::Contrary,
        (true, false) => Standing::Yes,
        (false, true) => Standing::NotThisTime,
        (false, false) => Standing::Known,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const WORD: Short = Short([1; 16]);

    fn answers() -> impl Strategy<Value = Vec<Answer>> {
        let answer = (any::<Option<bool>>(), prop::option::of(0..3u8)).prop_map(|(accepts, about)| Answer {
            accepts,
            about: about.map(|n| Short([n; 16])),
        });
        prop::collection::vec(answer, 0..6)
    }

    fn says() -> impl Strategy<Value = Says> {
        prop::sample::select(Says::ALL.to_vec())
    }

    #[test]
    fn the_words_of_the_screen_in_their_order() {
        let answer = |accepts| Answer {
            accepts,
            about: Some(WORD),
        };
        let at = |answers: &[Answer]| standing(Says::Yes, WORD, answers, false);
        assert_eq!(at(&[]), Standing::Noted);
        assert_eq!(at(&[answer(None)]), Standing::Known);
        assert_eq!(at(&[answer(None), answer(Some(true))]), Standing::Yes);
        assert_eq!(at(&[answer(Some(false))]), Standing::NotThisTime);
        assert_eq!(at(&[answer(Some(false)), answer(Some(true))]), Standing::Contrary);
        assert_eq!(
            standing(Says::Yes, WORD, &[answer(Some(true))], true),
            Standing::Off
        );
    }

    #[test]
    fn an_answer_to_what_was_said_before_answers_nothing_now() {
        let before = Answer {
            accepts: Some(true),
            about: Some(Short([2; 16])),
        };
        assert_eq!(standing(Says::Yes, WORD, &[before], false), Standing::Noted);
        let to_any = Answer {
            about: None,
            ..before
        };
        assert_eq!(standing(Says::Yes, WORD, &[before, to_any], false), Standing::Yes);
    }

    proptest! {
        #[test]
        fn nobody_goes_who_does_not_want_to(says in says(), answers in answers(), off: bool) {
            let now = standing(says, WORD, &answers, off);
            prop_assert_eq!(matches!(now, Standing::Said(_)), says != Says::Yes);
        }

        #[test]
        fn the_order_of_answers_does_not_matter(says in says(), answers in answers(), off: bool, by in 0..6usize) {
            let mut turned = answers.clone();
            turned.reverse();
            if !turned.is_empty() {
                let by = by % turned.len();
                turned.rotate_left(by);
            }
            prop_assert_eq!(standing(says, WORD, &turned, off), standing(says, WORD, &answers, off));
        }

        #[test]
        fn no_second_answer_hides_the_first(answers in answers(), more: bool) {
            let mut both = answers.clone();
            both.push(Answer { accepts: Some(more), about: Some(WORD) });
            let (before, after) = (standing(Says::Yes, WORD, &answers, false), standing(Says::Yes, WORD, &both, false));
            let contrary = matches!((before, more), (Standing::Yes, false) | (Standing::NotThisTime, true) | (Standing::Contrary, _));
            prop_assert_eq!(after == Standing::Contrary, contrary);
        }
    }
}
