//! Text fit for a terminal: without what could steer it, wrapped to its width.

use console::measure_text_width;

/// Digits of an id that a list shows.
const SHORT_ID: usize = 8;

/// A foreign text without control characters and without what turns the direction of writing; line ends stay.
pub fn safe(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\u{2028}' | '\u{2029}' | '\t' => ' ',
            other => other,
        })
        .filter(|c| *c == '\n' || !(c.is_control() || is_direction(*c)))
        .collect()
}

/// The same on one line.
pub fn safe_line(text: &str) -> String {
    safe(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_direction(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The beginning of an id, as far as a list shows it: enough to name it in a command.
pub fn short_id(id: impl std::fmt::Display) -> String {
    id.to_string().chars().take(SHORT_ID).collect()
}

/// Broken into lines of at most a width, each after the first `indent` columns in.
pub fn wrap(text: &str, width: usize, indent: usize) -> String {
    let mut lines: Vec<String> = Vec::new();
    for paragraph in text.split('\n') {
        let mut line = String::new();
        for word in paragraph.split(' ').filter(|word| !word.is_empty()) {
            let room = width.saturating_sub(if lines.is_empty() { 0 } else { indent });
            if !line.is_empty() && measure_text_width(&line) + 1 + measure_text_width(word) > room {
                lines.push(std::mem::take(&mut line));
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
        lines.push(line);
    }
    let pad = " ".repeat(indent);
    lines.join(&format!("\n{pad}"))
}

/// The cells of one line that say something.
pub fn joined(cells: &[String]) -> String {
    let said: Vec<&str> = cells
        .iter()
        .map(String::as_str)
        .filter(|cell| !cell.is_empty())
        .collect();
    said.join("  ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_steers_a_terminal_or_turns_writing_is_left() {
        assert_eq!(safe("a\u{1b}[31mb\u{202e}c\u{2066}d\r\ne\u{7}"), "a[31mbcd\ne");
        assert_eq!(safe_line("a\n\tb\u{2028}c"), "a b c");
    }

    #[test]
    fn wraps_count_columns_and_not_bytes() {
        assert_eq!(wrap("日本語 日本語", 7, 0), "日本語\n日本語");
        assert_eq!(wrap("un deux trois\nquatre", 8, 2), "un deux\n  trois\n  quatre");
    }
}
