//! Rows of a table, whatever it is written in: CSV, or an array of JSON objects. A row is a list of cells,
//! each one value of the account.

use std::borrow::Cow;

use serde_json::Value;

use crate::loss::{At, Ledger, LossReason, ProblemKind, Unit};
use crate::misfit::Misfit;
use crate::node::{is_empty, leaves, lose_tree, scalar};
use crate::{ImportError, Limits};

/// One value of a row.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Cell {
    /// Name of the column; inner names of JSON objects are joined by `.`.
    pub column: String,
    /// As written.
    pub value: String,
    /// Set once it was mapped or lost.
    pub settled: bool,
}

/// One row.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Row {
    pub cells: Vec<Cell>,
}

/// Column name under which cells beyond the header are accounted for.
const EXTRA: &str = "*";

impl Row {
    /// A row of these cells.
    pub fn of(names: &[String], cells: &[String]) -> Self {
        let cells = names.iter().zip(cells);
        Self {
            cells: cells
                .map(|(n, c)| Cell {
                    column: n.clone(),
                    value: c.clone(),
                    settled: false,
                })
                .collect(),
        }
    }

    /// Settles a column as mapped, and gives what its cells say. Empty cells are put down as such.
    pub fn take(&mut self, column: &str, ledger: &mut Ledger) -> Vec<String> {
        let mut values = Vec::new();
        for cell in self.cells.iter_mut().filter(|c| !c.settled && c.column == column) {
            cell.settled = true;
            if cell.value.trim().is_empty() {
                ledger.lose(column, LossReason::Empty, 1, None);
            } else {
                ledger.mapped(1);
                values.push(cell.value.clone());
            }
        }
        values
    }

    /// The same for a column that holds one value: further ones are lost.
    pub fn one(&mut self, column: &str, ledger: &mut Ledger) -> Option<String> {
        self.take(column, ledger).into_iter().next()
    }

    /// Looks without settling.
    pub fn peek(&self, column: &str) -> Option<&str> {
        let says = |c: &&Cell| c.column == column && !c.value.trim().is_empty();
        self.cells.iter().find(says).map(|c| c.value.as_str())
    }

    /// Puts a column down as lost.
    pub fn lose(&mut self, column: &str, reason: LossReason, ledger: &mut Ledger) {
        for cell in self.cells.iter_mut().filter(|c| !c.settled && c.column == column) {
            cell.settled = true;
            lose(cell, reason, ledger);
        }
    }

    /// Accounts for every cell that is left.
    pub fn finish(&mut self, ledger: &mut Ledger, why: impl Fn(&str) -> LossReason) {
        for cell in self.cells.iter_mut().filter(|c| !c.settled) {
            cell.settled = true;
            let reason = if cell.column == EXTRA {
                LossReason::UnknownField
            } else {
                why(&cell.column)
            };
            lose(cell, reason, ledger);
        }
    }
}

fn lose(cell: &Cell, reason: LossReason, ledger: &mut Ledger) {
    let path = crate::clean::line(&cell.column);
    let whole_row = matches!(
        reason,
        LossReason::NoTitle | LossReason::TooMany | LossReason::Superseded
    );
    if cell.value.trim().is_empty() && !whole_row {
        ledger.lose(&path, LossReason::Empty, 1, None);
    } else {
        let sample = (reason != LossReason::Private).then_some(cell.value.as_str());
        ledger.lose(&path, reason, 1, sample);
    }
}

/// Reads a CSV table: comma, semicolon, tab or bar, quotes doubled, rows of any length.
pub(crate) fn from_csv(
    text: &str,
    limits: &Limits,
    ledger: &mut Ledger,
    mut each: impl FnMut(Row, &mut Ledger),
) {
    let (text, named) = table(text);
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(named.unwrap_or_else(|| delimiter(text)))
        .flexible(true)
        .has_headers(true)
        .from_reader(text.as_bytes());
    let names: Vec<String> = match reader.headers() {
        Ok(header) => header.iter().map(crate::clean::line).collect(),
        Err(_) => return,
    };
    for (index, record) in reader.records().enumerate() {
        ledger.go(At::nth(Unit::Row, index));
        let Ok(record) = record else {
            ledger.problem(ProblemKind::BadEntry {
                misfit: Misfit::no_object(),
            });
            continue;
        };
        let cells = record.iter().enumerate().map(|(at, value)| Cell {
            column: names.get(at).map_or(EXTRA, String::as_str).to_owned(),
            value: value.to_owned(),
            settled: false,
        });
        let row = Row {
            cells: cells.collect(),
        };
        bounded(index, row, limits, ledger, &mut each);
    }
}

fn bounded(
    index: usize,
    mut row: Row,
    limits: &Limits,
    ledger: &mut Ledger,
    each: &mut impl FnMut(Row, &mut Ledger),
) {
    if index < limits.entries {
        each(row, ledger);
        return;
    }
    if index == limits.entries {
        ledger.problem(ProblemKind::TooManyEntries {
            limit: limits.entries as u64,
        });
    }
    row.finish(ledger, |_| LossReason::TooMany);
}

/// A table without the line `sep=;` by which Excel is told the separator, and that separator.
pub(crate) fn table(text: &str) -> (&str, Option<u8>) {
    let whole = (text, None);
    let Some((first, rest)) = text.split_once('\n') else {
        return whole;
    };
    match first.trim_end_matches('\r').trim_matches('"').as_bytes() {
        [b's' | b'S', b'e' | b'E', b'p' | b'P', b'=', separator] => (rest, Some(*separator)),
        _ => whole,
    }
}

/// The separator: of those that occur in the header outside quotes, the most frequent.
fn delimiter(text: &str) -> u8 {
    let mut counts = [(b',', 0_u32), (b';', 0), (b'\t', 0), (b'|', 0)];
    let mut quoted = false;
    for byte in text.bytes() {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' | b'\r' if !quoted => break,
            _ if quoted => {}
            _ => {
                if let Some((_, n)) = counts.iter_mut().find(|(b, _)| *b == byte) {
                    *n += 1;
                }
            }
        }
    }
    // Equal counts: the earlier in the list, so a comma where nothing decides.
    counts
        .iter()
        .rev()
        .max_by_key(|(_, n)| *n)
        .map_or(b',', |(b, _)| *b)
}

/// Reads an array of objects, or an object that holds one; other fields of such a wrapper are put down.
pub(crate) fn from_json(
    text: &str,
    limits: &Limits,
    ledger: &mut Ledger,
    mut each: impl FnMut(Row, &mut Ledger),
) -> Result<(), ImportError> {
    let items = match serde_json::from_str(text)? {
        Value::Array(items) => items,
        Value::Object(mut map) => {
            let inner = map
                .iter()
                .find(|(_, v)| v.as_array().is_some_and(|a| a.iter().any(Value::is_object)));
            match inner
                .map(|(k, _)| k.clone())
                .and_then(|k| map.remove(&k).map(|v| (k, v)))
            {
                // A row of its own may hold a list of objects; a wrapper has nothing that looks like a name.
                Some((_, Value::Array(items))) => {
                    for (name, value) in map {
                        lose_tree(&crate::clean::line(&name), LossReason::Technical, &value, ledger);
                    }
                    items
                }
                Some((name, other)) => {
                    map.insert(name, other);
                    vec![Value::Object(map)]
                }
                None => vec![Value::Object(map)],
            }
        }
        _ => {
            return Err(ImportError::Shape {
                expected: "a list of rows",
            });
        }
    };
    if items.is_empty() {
        ledger.lose(EXTRA, LossReason::Empty, 1, None);
    }
    for (index, item) in items.into_iter().enumerate() {
        ledger.go(At::nth(Unit::Row, index));
        let Value::Object(map) = item else {
            ledger.problem(ProblemKind::BadEntry {
                misfit: Misfit::no_object(),
            });
            lose_tree(EXTRA, LossReason::BadValue, &item, ledger);
            continue;
        };
        let mut row = Row::default();
        flatten("", &Value::Object(map), &mut row);
        bounded(index, row, limits, ledger, &mut each);
    }
    Ok(())
}

/// Every leaf of a JSON value becomes a cell; items of a list share their name.
fn flatten(path: &str, value: &Value, row: &mut Row) {
    match value {
        Value::Object(map) if !map.is_empty() => {
            for (name, inner) in map {
                let name = crate::clean::line(name);
                let path: Cow<'_, str> = if path.is_empty() {
                    name.into()
                } else {
                    format!("{path}.{name}").into()
                };
                flatten(&path, inner, row);
            }
        }
        Value::Array(items) if !items.is_empty() => items.iter().for_each(|item| flatten(path, item, row)),
        leaf => {
            debug_assert_eq!(leaves(leaf), 1);
            let value = if is_empty(leaf) {
                String::new()
            } else {
                scalar(leaf).unwrap_or_default()
            };
            row.cells.push(Cell {
                column: path.to_owned(),
                value,
                settled: false,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn csv_rows(text: &str) -> Vec<Row> {
        let mut rows = Vec::new();
        from_csv(text, &Limits::default(), &mut Ledger::default(), |row, _| {
            rows.push(row)
        });
        rows
    }

    #[test]
    fn separators_quotes_and_ragged_rows() {
        let rows = csv_rows("\"a;x\";b\r\n1;\"2\n\"\"3\"\"\"\r\n4\r\n5;6;7\r\n");
        assert_eq!(rows[0].peek("b"), Some("2\n\"3\""));
        assert_eq!(rows[1].cells.len(), 1);
        assert_eq!(rows[2].cells[2].column, EXTRA);
        assert_eq!(delimiter("a\tb\n"), b'\t');
        assert_eq!(delimiter("a"), b',');
        let rows = csv_rows("sep=;\r\na,b;c\r\n1;2\r\n");
        assert_eq!(rows[0].peek("a,b"), Some("1"));
    }

    #[test]
    fn json_objects_become_rows_leaf_by_leaf() {
        let mut rows = Vec::new();
        let text = r#"{"total": 1, "rows": [{"a": {"b": 1, "c": [2, null]}, "d": []}, 3]}"#;
        let mut ledger = Ledger::default();
        from_json(text, &Limits::default(), &mut ledger, |row, _| rows.push(row)).unwrap();
        let names: Vec<_> = rows[0]
            .cells
            .iter()
            .map(|c| (c.column.as_str(), c.value.as_str()))
            .collect();
        assert_eq!(names, [("a.b", "1"), ("a.c", "2"), ("a.c", ""), ("d", "")]);
        assert_eq!(ledger.close(vec![]).problems[0].kind.code(), "bad-entry");
    }
}
