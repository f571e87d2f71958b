//! A calendar file cut into components and lines.

use calcard::icalendar::{
    ICalendarEntry, ICalendarParameterName, ICalendarParameterValue, ICalendarValue, ICalendarValueType, Uri,
};
use calcard::{Entry, Parser};

use crate::loss::{At, Ledger, LossReason, ProblemKind, Unit};

/// Components inside components that are followed; deeper ones are listed as left out.
const MAX_DEPTH: usize = 16;

/// One unfolded line that is a property.
#[derive(Debug)]
pub(super) struct Line {
    /// Name in capitals.
    pub name: String,
    /// The whole line, for samples.
    pub raw: String,
    /// As `calcard` read it.
    pub entry: ICalendarEntry,
    /// Set once it was mapped or lost.
    pub settled: bool,
}

/// One component with its own lines; `parent` is an index into the same list.
#[derive(Debug)]
pub(super) struct Component {
    pub name: String,
    pub parent: Option<usize>,
    pub lines: Vec<Line>,
}

/// Joins folded lines. Blank lines are nothing, even between a line and its continuation.
fn unfold(text: &str) -> Vec<(usize, String)> {
    let mut lines: Vec<(usize, String)> = Vec::new();
    let mut number = 0;
    let bytes = text.as_bytes();
    let mut from = 0;
    for (at, byte) in bytes
        .iter()
        .enumerate()
        .chain(std::iter::once((bytes.len(), &b'\n')))
    {
        if !matches!(byte, b'\n' | b'\r') {
            continue;
        }
        let raw = text.get(from..at).unwrap_or_default();
        let second_half = *byte == b'\n' && at > 0 && bytes.get(at - 1) == Some(&b'\r');
        number += usize::from(!second_half);
        from = at + 1;
        match (raw.strip_prefix([' ', '\t']), lines.last_mut()) {
            _ if raw.is_empty() => {}
            (Some(rest), Some((_, line))) => line.push_str(rest),
            _ => lines.push((number, raw.to_owned())),
        }
    }
    lines
}

/// `BEGIN:X` or `END:X`.
fn frame<'a>(line: &'a str, word: &str) -> Option<&'a str> {
    let line = line.trim();
    let head = line.get(..word.len())?;
    head.eq_ignore_ascii_case(word)
        .then(|| line.get(word.len()..).unwrap_or_default().trim())
}

/// Cuts a file into components. Lines that are no property, and lines outside any component, are lost here.
pub(super) fn components(text: &str, ledger: &mut Ledger) -> Vec<Component> {
    let mut all: Vec<Component> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let mut too_deep = 0_usize;
    for (number, raw) in unfold(text) {
        ledger.go(At::nth(Unit::Line, number.saturating_sub(1)));
        if raw.trim().is_empty() {
            continue;
        }
        if let Some(name) = frame(&raw, "BEGIN:") {
            if open.len() >= MAX_DEPTH {
                too_deep += 1;
                continue;
            }
            let name = crate::clean::line(name).to_ascii_uppercase();
            all.push(Component {
                name,
                parent: open.last().copied(),
                lines: Vec::new(),
            });
            open.push(all.len() - 1);
        } else if let Some(name) = frame(&raw, "END:") {
            if too_deep > 0 {
                too_deep -= 1;
                continue;
            }
            let name = name.to_ascii_uppercase();
            match open
                .iter()
                .rposition(|i| all.get(*i).is_some_and(|c| c.name == name))
            {
                Some(at) => {
                    if at + 1 != open.len() {
                        ledger.problem(ProblemKind::Unbalanced);
                    }
                    open.truncate(at);
                }
                None => ledger.problem(ProblemKind::Unbalanced),
            }
        } else if too_deep > 0 {
            ledger.lose("*", LossReason::TooMany, 1, None);
        } else {
            let home = open.last().and_then(|i| all.get_mut(*i));
            match (home, parse(&raw)) {
                (Some(home), Some(line)) => home.lines.push(line),
                _ => {
                    ledger.problem(ProblemKind::BadLine);
                    ledger.lose("*", LossReason::BadValue, 1, Some(&raw));
                }
            }
        }
    }
    if !open.is_empty() {
        ledger.go(At::FILE);
        ledger.problem(ProblemKind::Unbalanced);
    }
    all
}

/// One line, read by `calcard` inside a component of its own.
fn parse(raw: &str) -> Option<Line> {
    if !raw.contains([':', ';']) {
        return None;
    }
    let wrapped = format!("BEGIN:VEVENT\n{raw}\nEND:VEVENT\n");
    let Entry::ICalendar(calendar) = Parser::new(&wrapped).entry() else {
        return None;
    };
    let entry = calendar
        .components
        .into_iter()
        .next()?
        .entries
        .into_iter()
        .next()?;
    let name = crate::clean::line(entry.name.as_str()).to_ascii_uppercase();
    (!name.is_empty()).then(|| Line {
        name,
        raw: raw.to_owned(),
        entry,
        settled: false,
    })
}

impl Line {
    /// A parameter as text.
    pub fn param(&self, name: &ICalendarParameterName) -> Option<String> {
        let found = self.entry.params.iter().find(|p| p.name == *name)?;
        let text = match &found.value {
            ICalendarParameterValue::Text(text) => crate::clean::line(text),
            ICalendarParameterValue::Uri(Uri::Location(uri)) => crate::clean::line(uri),
            _ => return None,
        };
        (!text.is_empty()).then_some(text)
    }

    /// Whether a parameter is there at all.
    pub fn has(&self, name: &ICalendarParameterName) -> bool {
        self.entry.params.iter().any(|p| p.name == *name)
    }

    /// Whether the line says that its value is of this type.
    pub fn is_of(&self, kind: &ICalendarValueType) -> bool {
        self.entry
            .params
            .iter()
            .any(|p| matches!(&p.value, ICalendarParameterValue::Value(v) if v == kind))
    }

    /// Its texts, before cleaning.
    pub fn texts(&self) -> Vec<String> {
        let text = |value: &ICalendarValue| match value {
            ICalendarValue::Text(text) => Some(text.clone()),
            ICalendarValue::Uri(Uri::Location(uri)) => Some(uri.clone()),
            ICalendarValue::Integer(n) => Some(n.to_string()),
            ICalendarValue::Float(n) => Some(n.to_string()),
            ICalendarValue::Boolean(b) => Some(b.to_string()),
            _ => None,
        };
        self.entry.values.iter().filter_map(text).collect()
    }

    /// All its texts as one.
    pub fn text(&self) -> String {
        self.texts().join(",")
    }

    /// Its value on one line, whatever its type: texts as read, everything else as written.
    pub fn word(&self) -> Option<String> {
        let text = crate::clean::line(&self.text());
        let word = if text.is_empty() {
            crate::clean::line(self.value())
        } else {
            text
        };
        (!word.is_empty()).then_some(word)
    }

    /// What follows the first colon outside quotes, as written.
    pub fn value(&self) -> &str {
        let mut quoted = false;
        for (at, byte) in self.raw.bytes().enumerate() {
            match byte {
                b'"' => quoted = !quoted,
                b':' if !quoted => return self.raw.get(at + 1..).unwrap_or_default().trim(),
                _ => {}
            }
        }
        ""
    }

    /// The value was taken.
    pub fn mapped(&mut self, ledger: &mut Ledger) {
        if !self.settled {
            self.settled = true;
            ledger.mapped(1);
        }
    }

    /// The value was not taken.
    pub fn lose(&mut self, reason: LossReason, ledger: &mut Ledger) {
        if self.settled {
            return;
        }
        self.settled = true;
        let whole = matches!(
            reason,
            LossReason::NoTitle | LossReason::Superseded | LossReason::TooMany
        );
        if !whole && self.value().is_empty() {
            ledger.lose(&self.name, LossReason::Empty, 1, None);
            return;
        }
        let secret = matches!(
            reason,
            LossReason::Private | LossReason::Embedded | LossReason::NotPublished
        );
        let value = self.value().to_owned();
        ledger.lose(&self.name, reason, 1, (!secret).then_some(value.as_str()));
    }
}
