//! SPDX licence expressions: `MIT OR (Apache-2.0 WITH LLVM-exception AND ISC)`.
//!
//! `AND` binds tighter than `OR`; the old `MIT/Apache-2.0` means `OR`.

/// Why an expression cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// A licence was expected.
    #[error("a licence is missing")]
    Missing,
    /// Something stands where the expression should have ended.
    #[error("it goes on where it should end")]
    Rest,
    /// A parenthesis is not closed.
    #[error("a parenthesis is not closed")]
    Open,
    /// Parentheses lie deeper than any honest expression has them.
    #[error("it is nested too deeply")]
    Deep,
}

const MOST_DEPTH: usize = 16;

/// Whether some choice that the expression offers has only allowed licences.
pub fn allowed(expression: &str, is_allowed: impl Fn(&str) -> bool) -> Result<bool, Unreadable> {
    let spaced = expression
        .replace('/', " OR ")
        .replace('(', " ( ")
        .replace(')', " ) ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut reader = Reader {
        words: &words,
        is_allowed: &is_allowed,
        depth: 0,
    };
    let result = reader.either()?;
    if reader.words.is_empty() {
        Ok(result)
    } else {
        Err(Unreadable::Rest)
    }
}

struct Reader<'a, F> {
    words: &'a [&'a str],
    is_allowed: &'a F,
    depth: usize,
}

impl<'a, F: Fn(&str) -> bool> Reader<'a, F> {
    fn either(&mut self) -> Result<bool, Unreadable> {
        let mut result = self.both()?;
        while self.take("OR") {
            // Read first: the rest must be readable even where the answer is known.
            let other = self.both()?;
            result = result || other;
        }
        Ok(result)
    }

    fn both(&mut self) -> Result<bool, Unreadable> {
        let mut result = self.one()?;
        while self.take("AND") {
            let other = self.one()?;
            result = result && other;
        }
        Ok(result)
    }

    fn one(&mut self) -> Result<bool, Unreadable> {
        if self.take("(") {
            self.depth += 1;
            if self.depth > MOST_DEPTH {
                return Err(Unreadable::Deep);
            }
            let result = self.either()?;
            self.depth -= 1;
            return if self.take(")") {
                Ok(result)
            } else {
                Err(Unreadable::Open)
            };
        }
        let licence = self.name()?;
        if self.take("WITH") {
            let exception = self.name()?;
            return Ok((self.is_allowed)(&format!("{licence} WITH {exception}")));
        }
        Ok((self.is_allowed)(licence))
    }

    fn name(&mut self) -> Result<&'a str, Unreadable> {
        match self.words {
            [word, rest @ ..] if !["OR", "AND", "WITH", "(", ")"].contains(word) => {
                self.words = rest;
                Ok(word)
            }
            _ => Err(Unreadable::Missing),
        }
    }

    fn take(&mut self, wanted: &str) -> bool {
        match self.words {
            [word, rest @ ..] if *word == wanted => {
                self.words = rest;
                true
            }
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(expression: &str) -> Result<bool, Unreadable> {
        allowed(expression, |one| {
            ["MIT", "ISC", "Apache-2.0 WITH LLVM-exception"].contains(&one)
        })
    }

    #[test]
    fn one_allowed_choice_is_enough_and_all_its_parts_are_needed() {
        for yes in [
            "MIT",
            "GPL-2.0 OR MIT",
            "GPL-2.0/MIT",
            "MIT AND ISC",
            "Apache-2.0 WITH LLVM-exception OR GPL-2.0",
            "(MIT OR GPL-2.0) AND ISC",
            "GPL-2.0 AND GPL-3.0 OR MIT",
        ] {
            assert_eq!(judged(yes), Ok(true), "{yes}");
        }
        for no in [
            "GPL-2.0",
            "MIT AND GPL-2.0",
            "Apache-2.0",
            "(MIT OR ISC) AND GPL-2.0",
            "MIT WITH x",
        ] {
            assert_eq!(judged(no), Ok(false), "{no}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_no_permission() {
        assert_eq!(judged(""), Err(Unreadable::Missing));
        assert_eq!(judged("MIT OR"), Err(Unreadable::Missing));
        assert_eq!(judged("(MIT"), Err(Unreadable::Open));
        assert_eq!(judged("MIT ISC"), Err(Unreadable::Rest));
        assert_eq!(judged(&"(".repeat(100_000)), Err(Unreadable::Deep));
    }
}
