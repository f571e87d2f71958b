//! The one gate that foreign text passes before it enters a draft: no control, direction or invisible
//! characters, no markup, no address of a kind that could run something.

mod draft;
mod html;

pub(crate) use draft::{clean_draft, degree};
pub(crate) use html::{has_markup, to_text};

/// How a foreign text is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Writing {
    /// Perhaps HTML, perhaps with entities: what a web form or another program gives.
    Web,
    /// Plain text and nothing else: what Ekin itself wrote. `<` is a character like another.
    Plain,
}

/// What cleaning took away from a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Removed {
    /// Tags or entities were turned into plain text.
    pub markup: bool,
    /// Control, direction or invisible characters were removed.
    pub characters: bool,
}

/// Cleans a text that may have several lines, and says what was taken away.
pub(crate) fn clean(text: &str, writing: Writing) -> (String, Removed) {
    let mut removed = Removed::default();
    let converted;
    let text = if writing == Writing::Web && has_markup(text) {
        removed.markup = true;
        converted = to_text(text);
        converted.as_str()
    } else {
        text
    };
    (plain(text, &mut removed.characters), removed)
}

/// Cleans a plain text that may have several lines.
pub(crate) fn lines(text: &str) -> String {
    plain(text, &mut false)
}

/// Cleans a plain text onto one line: every run of white space becomes one space.
pub(crate) fn line(text: &str) -> String {
    let clean = lines(text);
    let mut out = String::with_capacity(clean.len());
    for word in clean.split([' ', '\n']).filter(|w| !w.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// Characters that never reach a screen. White space is judged elsewhere.
fn is_junk(c: char) -> bool {
    matches!(c,
        '\u{0}'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{7f}'..='\u{84}' | '\u{86}'..='\u{9f}'
        | '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff0}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
        || (u32::from(c) & 0xfffe) == 0xfffe
}

/// Joiners shape emoji and some scripts; between Latin letters they only hide something.
fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}')
}

fn may_be_joined(c: Option<char>) -> bool {
    c.is_some_and(|c| u32::from(c) > 0x2ff && !is_junk(c) && !is_joiner(c))
}

fn plain(text: &str, characters: &mut bool) -> String {
    let mut out = String::with_capacity(text.len());
    let mut blank_lines = 0_u8;
    let mut chars = text.chars().peekable();
    let mut pending_spaces = 0_usize;
    while let Some(c) = chars.next() {
        let c = match c {
            '\r' => {
                if chars.peek() == Some(&'\n') {
                    continue;
                }
                '\n'
            }
            '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => '\n',
            '\t' => ' ',
            c => c,
        };
        if is_junk(c)
            || (is_joiner(c)
                && !(may_be_joined(out.chars().next_back()) && may_be_joined(chars.peek().copied())))
        {
            *characters = true;
            continue;
        }
        match c {
            // White space at the end of a line, and more than one blank line, says nothing.
            '\n' => {
                pending_spaces = 0;
                if !out.is_empty() && blank_lines < 2 {
                    blank_lines += 1;
                }
            }
            ' ' => pending_spaces += 1,
            c => {
                if !out.is_empty() {
                    for _ in 0..blank_lines {
                        out.push('\n');
                    }
                    for _ in 0..pending_spaces {
                        out.push(' ');
                    }
                }
                blank_lines = 0;
                pending_spaces = 0;
                out.push(c);
            }
        }
    }
    out.truncate(out.trim_end().len());
    let start = out.len() - out.trim_start().len();
    out.drain(..start);
    out
}

/// An address that is safe to show as a link, or nothing. A bare `www.` or `name.tld/…` gets `https://`.
pub(crate) fn url(text: &str) -> Option<String> {
    let text = line(text);
    let lower = text.to_ascii_lowercase();
    let known = ["http://", "https://"]
        .iter()
        .any(|p| lower.len() > p.len() && lower.starts_with(p));
    let other = ["mailto:", "tel:"]
        .iter()
        .any(|p| lower.len() > p.len() && lower.starts_with(p));
    if text.contains([' ', '<', '>', '"', '\\', '`']) {
        return None;
    }
    if known || other {
        return Some(text);
    }
    let host = lower.split(['/', '?', '#']).next().unwrap_or_default();
    let looks_like_host = host.contains('.')
        && !host.contains([':', '@'])
        && host
            .split('.')
            .all(|l| !l.is_empty() && l.chars().all(|c| c.is_alphanumeric() || c == '-'))
        && host
            .rsplit('.')
            .next()
            .is_some_and(|tld| tld.len() >= 2 && tld.chars().all(char::is_alphabetic));
    looks_like_host.then(|| format!("https://{text}"))
}

/// A web address (`http` or `https`), or nothing.
pub(crate) fn web_url(text: &str) -> Option<String> {
    url(text).filter(|u| {
        let lower = u.get(..5).map(str::to_ascii_lowercase);
        lower.as_deref() == Some("http:") || lower.as_deref() == Some("https")
    })
}

/// An e-mail address, or nothing. Only its outline is checked: one `@`, a dotted host, no white space.
pub(crate) fn email(text: &str) -> Option<String> {
    let text = line(text);
    let bare = match text.get(..7) {
        Some(scheme) if scheme.eq_ignore_ascii_case("mailto:") => text.get(7..).unwrap_or_default(),
        _ => text.as_str(),
    };
    let bare = bare.split('?').next().unwrap_or_default();
    let (name, host) = bare.split_once('@')?;
    let fine = |s: &str| !s.is_empty() && !s.contains(|c: char| c.is_whitespace() || "<>\"\\@,;".contains(c));
    (fine(name) && fine(host) && host.contains('.')).then(|| bare.to_owned())
}

/// A telephone number as written, or nothing: digits and their usual company.
pub(crate) fn phone(text: &str) -> Option<String> {
    let text = line(text);
    let bare = match text.get(..4) {
        Some(scheme) if scheme.eq_ignore_ascii_case("tel:") => text.get(4..).unwrap_or_default(),
        _ => text.as_str(),
    };
    let digits = bare.chars().filter(char::is_ascii_digit).count();
    let usual = bare
        .chars()
        .all(|c| c.is_ascii_digit() || " +-./()\u{a0}\u{202f}".contains(c));
    (usual && (2..=20).contains(&digits)).then(|| bare.trim().to_owned())
}

#[cfg(test)]
mod tests;
