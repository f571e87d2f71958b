//! Text fit for a terminal: without what could steer it, wrapped and cut to its width.

use console::measure_text_width;

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

/// Cut to a width in columns; what was cut shows as `…`.
pub fn cut(text: &str, width: usize) -> String {
    if measure_text_width(text) <= width {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut used = 1;
    for c in text.chars() {
        let wide = measure_text_width(c.encode_utf8(&mut [0; 4]));
        if used + wide > width {
            break;
        }
        used += wide;
        out.push(c);
    }
    format!("{}…", out.trim_end())
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

/// Columns as wide as their widest cell; the last is cut so that a row fits the width.
pub fn table(rows: &[Vec<String>], width: usize) -> Vec<String> {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let widest = |n: usize| {
        let cells = rows.iter().filter_map(|row| row.get(n));
        cells.map(|cell| measure_text_width(cell)).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..columns).map(widest).collect();
    rows.iter()
        .map(|row| {
            let mut line = String::new();
            for (n, cell) in row.iter().enumerate() {
                if n > 0 {
                    line.push_str("  ");
                }
                let room = width.saturating_sub(measure_text_width(&line));
                let cell = cut(cell, room.max(1));
                line.push_str(&cell);
                if n + 1 < row.len() {
                    let own = widths.get(n).copied().unwrap_or(0);
                    line.push_str(&" ".repeat(own.saturating_sub(measure_text_width(&cell))));
                }
            }
            line.trim_end().to_owned()
        })
        .collect()
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
    fn cuts_and_wraps_count_columns_and_not_bytes() {
        assert_eq!(cut("été à Baïgorri", 6), "été à…");
        assert_eq!(cut("été", 3), "été");
        assert_eq!(measure_text_width(&cut("日本語日本語", 7)), 7);
        assert_eq!(wrap("un deux trois\nquatre", 8, 2), "un deux\n  trois\n  quatre");
    }

    #[test]
    fn a_table_fits_its_width() {
        let rows = vec![
            vec!["a".to_owned(), "x".repeat(50)],
            vec!["bbb".to_owned(), "y".to_owned()],
        ];
        let lines = table(&rows, 20);
        assert!(lines.iter().all(|line| measure_text_width(line) <= 20));
        assert_eq!(lines.get(1).map(String::as_str), Some("bbb  y"));
    }
}
