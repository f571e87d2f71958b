//! The end of a story: everybody exchanges until nothing is new, then every device is asked the same, in one language, and
//! must say the same words.

use ekin_i18n::msg;

use super::{Play, expect, with_words};
use crate::scenario::fault::Stopped;
use crate::scenario::stage::Answer;
use crate::scenario::story::{Question, Who};

impl<'s> Play<'_, 's> {
    /// Asks all questions.
    ///
    /// # Errors
    /// Where two devices say different words, or something else than must be.
    pub fn end(&mut self) -> Result<(), Stopped> {
        let story = self.stage.story();
        let first = story.end.first().map(|question| question.place);
        self.together(first.unwrap_or_default())?;
        story.end.iter().try_for_each(|question| self.ask(question))
    }

    fn ask(&mut self, question: &'s Question) -> Result<(), Stopped> {
        let language = self.stage.story().language;
        let filled = self.stage.fill(&question.arguments, None);
        let not_kept = |name| Stopped::Differs(question.place, msg::story_not_kept(format!("${name}")));
        let arguments = filled.map_err(not_kept)?;
        let present = self.stage.present();
        let asked = match &question.on {
            Some(on) => on.iter().copied().filter(|who| present.contains(who)).collect(),
            None => present,
        };
        let mut first: Option<(Who, Answer)> = None;
        for who in &asked {
            let answer = self.stage.run(*who, &arguments, Some(language))?;
            if let Some(code) = &answer.failed {
                let differs = msg::story_on(self.tell.who(*who), msg::story_failed(code));
                return Err(Stopped::Differs(question.place, with_words(differs, &answer)));
            }
            let mut wanted = question.expect.iter();
            if let Some((place, differs)) = wanted.find_map(|one| expect::differs(one, &answer, self.known()))
            {
                let differs = msg::story_on(self.tell.who(*who), differs);
                return Err(Stopped::Differs(place, with_words(differs, &answer)));
            }
            match &first {
                None => first = Some((*who, answer)),
                Some((one, said)) if question.same && said.words != answer.words => {
                    let (mine, other) = apart(&said.words, &answer.words);
                    let differs =
                        msg::story_other_words(self.tell.who(*one), mine, self.tell.who(*who), other);
                    return Err(Stopped::Differs(question.place, differs));
                }
                Some(_) => {}
            }
        }
        let said = first.map(|(_, answer)| answer).unwrap_or_default();
        self.tell.question(question, &arguments, asked.len(), &said);
        Ok(())
    }
}

/// The first line in which two answers differ, of each.
fn apart(one: &str, other: &str) -> (String, String) {
    let (mut ones, mut others) = (one.lines(), other.lines());
    loop {
        match (ones.next(), others.next()) {
            (Some(a), Some(b)) if a == b => {}
            (a, b) => break (a.unwrap_or("-").to_owned(), b.unwrap_or("-").to_owned()),
        }
    }
}
