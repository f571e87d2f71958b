//! Rule 6: run-length columns as only the canonical encoder writes them, one value at a time.

use super::reader::Reader;
use super::{Inadmissible, MAX_COUNTER, MAX_KEY, MAX_OPS};

/// A value of a run-length column.
pub(super) trait Cell<'a>: Copy + PartialEq {
    fn read(reader: &mut Reader<'a>) -> Result<Self, Inadmissible>;
}

impl Cell<'_> for u64 {
    fn read(reader: &mut Reader<'_>) -> Result<Self, Inadmissible> {
        reader.unsigned()
    }
}

impl Cell<'_> for i64 {
    fn read(reader: &mut Reader<'_>) -> Result<Self, Inadmissible> {
        reader.signed()
    }
}

impl<'a> Cell<'a> for &'a str {
    fn read(reader: &mut Reader<'a>) -> Result<Self, Inadmissible> {
        let bytes = reader.at_most(MAX_KEY, Inadmissible::Name("key too long"))?;
        std::str::from_utf8(reader.take(bytes)?).map_err(|_| Inadmissible::Name("key not UTF-8"))
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Run {
    Start,
    Null,
    Repeat,
    Literal,
}

/// Runs of at least two, never two neighbours that could be one, no two literal or null runs in a row, no column of
/// nulls alone; all runs together are at most `cap` long, which is checked before any of it is used.
pub(super) struct Runs<'a, T> {
    reader: Reader<'a>,
    run: Run,
    left: usize,
    room: usize,
    value: Option<T>,
    absent: bool,
    says_something: bool,
}

impl<'a, T: Cell<'a>> Runs<'a, T> {
    pub fn new(column: &'a [u8], cap: usize) -> Self {
        Self {
            reader: Reader(column),
            run: Run::Start,
            left: 0,
            room: cap,
            value: None,
            absent: column.is_empty(),
            says_something: false,
        }
    }

    pub fn has_more(&self) -> bool {
        self.left > 0 || !self.reader.is_empty()
    }

    /// The next row's value. A column that is absent is null for ever.
    pub fn next(&mut self) -> Result<Option<T>, Inadmissible> {
        if self.absent {
            return Ok(None);
        }
        if self.left == 0 {
            self.header()?;
        }
        self.left -= 1;
        match self.run {
            Run::Literal => {
                let value = T::read(&mut self.reader)?;
                if self.value == Some(value) {
                    return Err(Inadmissible::Encoding("a repeat in a literal run"));
                }
                self.value = Some(value);
                Ok(self.value)
            }
            Run::Repeat => Ok(self.value),
            Run::Null | Run::Start => Ok(None),
        }
    }

    fn header(&mut self) -> Result<(), Inadmissible> {
        if self.reader.is_empty() {
            return Err(Inadmissible::Rows("a column is too short"));
        }
        let count = self.reader.signed()?;
        let (run, length) = match count {
            0 => (Run::Null, self.reader.unsigned()?),
            1.. => (Run::Repeat, count.unsigned_abs()),
            _ => (Run::Literal, count.unsigned_abs()),
        };
        if length == 0 || length > self.room as u64 {
            return Err(Inadmissible::Encoding("length of a run"));
        }
        let length = length as usize;
        if run == self.run && run != Run::Repeat || run == Run::Repeat && length == 1 {
            return Err(Inadmissible::Encoding("not canonical"));
        }
        match run {
            Run::Repeat => {
                let value = T::read(&mut self.reader)?;
                if self.value == Some(value) {
                    return Err(Inadmissible::Encoding("a repeat across a border"));
                }
                self.value = Some(value);
                self.says_something = true;
            }
            Run::Literal => self.says_something = true,
            // Behind a null any value may follow.
            Run::Null | Run::Start => self.value = None,
        }
        self.run = run;
        self.left = length;
        self.room -= length;
        Ok(())
    }

    /// The next row's value, which may not be null.
    pub fn need(&mut self) -> Result<T, Inadmissible> {
        self.next()?
            .ok_or(Inadmissible::Rows("a null where a value must be"))
    }

    /// To be asked when all rows are read.
    pub fn finish(&self) -> Result<(), Inadmissible> {
        if self.has_more() {
            return Err(Inadmissible::Rows("a column is too long"));
        }
        if !self.absent && !self.says_something {
            return Err(Inadmissible::Encoding("a column of nulls alone"));
        }
        Ok(())
    }
}

/// Counters as differences to the row before.
pub(super) struct Deltas<'a> {
    runs: Runs<'a, i64>,
    value: i64,
}

impl<'a> Deltas<'a> {
    pub fn new(column: &'a [u8], cap: usize) -> Self {
        Self {
            runs: Runs::new(column, cap),
            value: 0,
        }
    }

    pub fn next(&mut self) -> Result<Option<u64>, Inadmissible> {
        let Some(delta) = self.runs.next()? else {
            return Ok(None);
        };
        let value = self.value.checked_add(delta).filter(|v| *v >= 0);
        let value = value.ok_or(Inadmissible::Encoding("a counter out of range"))?;
        if value.unsigned_abs() >= MAX_COUNTER {
            return Err(Inadmissible::Encoding("a counter out of range"));
        }
        self.value = value;
        Ok(Some(value.unsigned_abs()))
    }

    pub fn finish(&self) -> Result<(), Inadmissible> {
        self.runs.finish()
    }
}

/// Lengths of runs that are false, true, false... in turn. Only the first may be 0.
pub(super) struct Flags<'a> {
    reader: Reader<'a>,
    left: usize,
    room: usize,
    value: bool,
    first: bool,
}

impl<'a> Flags<'a> {
    pub fn new(column: &'a [u8]) -> Self {
        Self {
            reader: Reader(column),
            left: 0,
            room: MAX_OPS,
            value: true,
            first: true,
        }
    }

    pub fn next(&mut self) -> Result<bool, Inadmissible> {
        while self.left == 0 {
            if self.reader.is_empty() {
                return Err(Inadmissible::Rows("a column is too short"));
            }
            let length = self
                .reader
                .at_most(self.room, Inadmissible::Encoding("length of a run"))?;
            if length == 0 && (!self.first || self.reader.is_empty()) {
                return Err(Inadmissible::Encoding("an empty run"));
            }
            self.first = false;
            self.value = !self.value;
            self.left = length;
            self.room -= length;
        }
        self.left -= 1;
        Ok(self.value)
    }

    pub fn finish(&self) -> Result<(), Inadmissible> {
        if self.left > 0 || !self.reader.is_empty() {
            return Err(Inadmissible::Rows("a column is too long"));
        }
        Ok(())
    }
}
