//! Tables of a TOML file with places: what is asked of them is there in the wanted form, or is said where it is not.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::scenario::fault::{Fault, Misread, Sort};
use crate::scenario::story::Place;

/// Characters of a line that are shown.
const SHOWN: usize = 60;

/// Where the lines of a file begin.
pub struct Lines<'t> {
    text: &'t str,
    starts: Vec<usize>,
}

impl<'t> Lines<'t> {
    /// Of a text.
    pub fn of(text: &'t str) -> Self {
        let ends = text.match_indices('\n').map(|(at, _)| at + 1);
        Self {
            text,
            starts: std::iter::once(0).chain(ends).collect(),
        }
    }

    /// The place of a byte; bytes behind the end are at the end.
    pub fn place(&self, at: usize) -> Place {
        let line = self.starts.partition_point(|start| *start <= at).max(1);
        let start = self.starts.get(line - 1).copied().unwrap_or(0);
        let before = self.text.get(start..at.min(self.text.len())).unwrap_or_default();
        Place {
            line,
            column: before.chars().count() + 1,
        }
    }

    /// The beginning of the line of a place.
    pub fn text(&self, place: Place) -> String {
        let line = self.text.lines().nth(place.line.saturating_sub(1));
        line.unwrap_or_default().trim().chars().take(SHOWN).collect()
    }
}

/// A value with its name and its place.
#[derive(Clone, Copy)]
pub struct One<'r, 'i> {
    lines: &'r Lines<'r>,
    key: &'r str,
    value: &'r Spanned<DeValue<'i>>,
}

impl<'r, 'i> One<'r, 'i> {
    /// Where it stands.
    pub fn place(&self) -> Place {
        self.lines.place(self.value.span().start)
    }

    /// What is wrong with it.
    pub fn wrong(&self, fault: Fault) -> Misread {
        Misread {
            place: self.place(),
            fault,
        }
    }

    fn sort(&self, sort: Sort) -> Misread {
        self.wrong(Fault::Sort(self.key.to_owned(), sort))
    }

    /// A text.
    pub fn text(&self) -> Result<&'r str, Misread> {
        self.value.get_ref().as_str().ok_or_else(|| self.sort(Sort::Text))
    }

    /// A text, where it is one.
    pub fn as_text(&self) -> Option<&'r str> {
        self.value.get_ref().as_str()
    }

    /// Yes or no, where it is that.
    pub fn as_flag(&self) -> Option<bool> {
        self.value.get_ref().as_bool()
    }

    /// A whole number, where it is one.
    pub fn as_number(&self) -> Option<i64> {
        let integer = self.value.get_ref().as_integer()?;
        i64::from_str_radix(integer.as_str(), integer.radix()).ok()
    }

    /// Yes or no.
    pub fn flag(&self) -> Result<bool, Misread> {
        self.as_flag().ok_or_else(|| self.sort(Sort::Flag))
    }

    /// A number from 0 to `most`.
    pub fn number(&self, most: usize) -> Result<usize, Misread> {
        let number = self.as_number().and_then(|number| usize::try_from(number).ok());
        number
            .filter(|number| *number <= most)
            .ok_or_else(|| self.sort(Sort::Number))
    }

    /// A list.
    pub fn list(&self) -> Result<impl Iterator<Item = One<'r, 'i>> + use<'r, 'i>, Misread> {
        let (lines, key) = (self.lines, self.key);
        let list = self.value.get_ref().as_array();
        let list = list.ok_or_else(|| self.sort(Sort::List))?;
        Ok(list.iter().map(move |value| One { lines, key, value }))
    }

    /// A table with these keys at most.
    pub fn table(&self, known: &'static [&'static str]) -> Result<Fields<'r, 'i>, Misread> {
        let table = self.value.get_ref().as_table();
        let table = table.ok_or_else(|| self.sort(Sort::Table))?;
        Fields::of(self.lines, table, self.place(), known)
    }
}

/// A table.
pub struct Fields<'r, 'i> {
    lines: &'r Lines<'r>,
    table: &'r DeTable<'i>,
    place: Place,
}

impl<'r, 'i> Fields<'r, 'i> {
    /// A table with these keys at most.
    ///
    /// # Errors
    /// Where there is another.
    pub fn of(
        lines: &'r Lines<'r>,
        table: &'r DeTable<'i>,
        place: Place,
        known: &'static [&'static str],
    ) -> Result<Self, Misread> {
        let fields = Self { lines, table, place };
        match fields.keys().find(|key| !known.contains(key)) {
            Some(key) => Err(fields.at_key(key, Fault::UnknownKey(key.to_owned(), known))),
            None => Ok(fields),
        }
    }

    /// Its keys.
    pub fn keys(&self) -> impl Iterator<Item = &'r str> + use<'r, 'i> {
        self.table.keys().map(|key| key.get_ref().as_ref())
    }

    /// Where it begins.
    pub fn place(&self) -> Place {
        self.place
    }

    /// What is wrong with the table.
    pub fn here(&self, fault: Fault) -> Misread {
        Misread {
            place: self.place,
            fault,
        }
    }

    /// What is wrong with a key.
    pub fn at_key(&self, key: &str, fault: Fault) -> Misread {
        let place = match self.table.get_key_value(key) {
            Some((key, _)) => self.lines.place(key.span().start),
            None => self.place,
        };
        Misread { place, fault }
    }

    /// What is wrong with a value.
    pub fn wrong(&self, key: &str, fault: Fault) -> Misread {
        match self.one(key) {
            Some(one) => one.wrong(fault),
            None => self.here(fault),
        }
    }

    /// A value.
    pub fn one(&self, key: &str) -> Option<One<'r, 'i>> {
        let (key, value) = self.table.get_key_value(key)?;
        Some(One {
            lines: self.lines,
            key: key.get_ref().as_ref(),
            value,
        })
    }

    /// A text.
    pub fn text(&self, key: &str) -> Result<Option<&'r str>, Misread> {
        self.one(key).map(|one| one.text()).transpose()
    }

    /// A text that must be there.
    pub fn required(&self, key: &'static str) -> Result<&'r str, Misread> {
        self.text(key)?.ok_or_else(|| self.here(Fault::Lacks(key)))
    }

    /// Yes, or no where nothing is said.
    pub fn flag(&self, key: &str) -> Result<bool, Misread> {
        self.one(key).map_or(Ok(false), |one| one.flag())
    }

    /// A number from 0 to `most`.
    pub fn number(&self, key: &str, most: usize) -> Result<Option<usize>, Misread> {
        self.one(key).map(|one| one.number(most)).transpose()
    }

    /// A list.
    pub fn list(&self, key: &str) -> Result<Option<Vec<One<'r, 'i>>>, Misread> {
        let list = self.one(key).map(|one| one.list()).transpose()?;
        Ok(list.map(Iterator::collect))
    }

    /// A table with keys of its own.
    pub fn table(&self, key: &str) -> Result<Option<Fields<'r, 'i>>, Misread> {
        let Some(one) = self.one(key) else { return Ok(None) };
        let table = one.value.get_ref().as_table();
        let table = table.ok_or_else(|| one.sort(Sort::Table))?;
        Ok(Some(Fields {
            lines: self.lines,
            table,
            place: one.place(),
        }))
    }

    /// Several tables, `[[so]]`.
    pub fn tables(&self, key: &str, known: &'static [&'static str]) -> Result<Vec<Fields<'r, 'i>>, Misread> {
        let list = self.list(key)?.unwrap_or_default();
        list.iter().map(|one| one.table(known)).collect()
    }
}
