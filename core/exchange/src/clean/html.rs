//! HTML to plain text. Not a browser: tags are dropped, block elements end the line, links keep their text
//! (and their address where the text is another), scripts and styles vanish with their content.

use std::borrow::Cow;

/// Elements whose content is not for reading.
const HIDDEN: [&str; 8] = [
    "script", "style", "head", "template", "noscript", "iframe", "object", "svg",
];
/// Elements that begin and end on a line of their own.
const BLOCK: [&str; 34] = [
    "p",
    "div",
    "br",
    "hr",
    "li",
    "ul",
    "ol",
    "dl",
    "dt",
    "dd",
    "table",
    "tr",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "blockquote",
    "pre",
    "section",
    "article",
    "header",
    "footer",
    "nav",
    "aside",
    "main",
    "figure",
    "figcaption",
    "form",
    "fieldset",
    "address",
    "body",
    "title",
];
/// Elements after which a blank line is natural.
const PARAGRAPH: [&str; 10] = [
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "blockquote",
    "table",
    "hr",
];
/// Other elements that mark a text as HTML.
const INLINE: [&str; 30] = [
    "a", "b", "i", "u", "s", "em", "strong", "span", "font", "small", "big", "sub", "sup", "img", "code",
    "q", "cite", "abbr", "mark", "del", "ins", "td", "th", "tbody", "thead", "html", "meta", "link", "label",
    "center",
];

fn known(name: &str) -> bool {
    HIDDEN.contains(&name) || BLOCK.contains(&name) || INLINE.contains(&name)
}

/// Whether a text holds tags of HTML or entities. `5 < 6` and `a<b` hold none.
pub(crate) fn has_markup(text: &str) -> bool {
    let mut rest = text;
    while let Some(at) = rest.find(['<', '&']) {
        let tail = rest.get(at..).unwrap_or_default();
        if tail.starts_with("<!--") || tag(tail).is_some() || entity_len(tail).is_some() {
            return true;
        }
        rest = tail.get(1..).unwrap_or_default();
    }
    false
}

/// Length of the entity that begins here, if one does: `&name;`, `&#10;`, `&#xa;`.
fn entity_len(tail: &str) -> Option<usize> {
    let body = tail.strip_prefix('&')?;
    let end = body.bytes().take(33).position(|b| b == b';')?;
    let name = body.get(..end)?;
    let fine = match name.strip_prefix('#') {
        Some(number) => match number.strip_prefix(['x', 'X']) {
            Some(hex) => !hex.is_empty() && hex.bytes().all(|b| b.is_ascii_hexdigit()),
            None => !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()),
        },
        None => {
            name.bytes().next().is_some_and(|b| b.is_ascii_alphabetic())
                && name.bytes().all(|b| b.is_ascii_alphanumeric())
        }
    };
    fine.then_some(end + 2)
}

struct Tag<'a> {
    name: String,
    closing: bool,
    inner: &'a str,
    len: usize,
}

/// Name of the tag that begins here, in lower case.
fn tag_name(tail: &str) -> Option<String> {
    let after = tail.strip_prefix('<')?;
    let after = after.strip_prefix('/').unwrap_or(after);
    let bytes = after.bytes().take(12).take_while(u8::is_ascii_alphanumeric);
    Some(bytes.map(|b| char::from(b.to_ascii_lowercase())).collect())
}

/// The tag that begins here, if it is one of HTML's; quotes inside attributes may hold `>`.
fn tag(tail: &str) -> Option<Tag<'_>> {
    let after = tail.strip_prefix('<')?;
    let (closing, after) = match after.strip_prefix('/') {
        Some(rest) => (true, rest),
        None => (false, after),
    };
    let name = tag_name(tail)?;
    if !known(&name) {
        return None;
    }
    let inner_all = after.get(name.len()..)?;
    if !inner_all.starts_with(|c: char| c.is_whitespace() || c == '>' || c == '/') {
        return None;
    }
    let mut quote = None;
    for (at, b) in inner_all.bytes().enumerate() {
        match (quote, b) {
            (Some(q), b) if q == b => quote = None,
            (None, b'"' | b'\'') => quote = Some(b),
            (None, b'>') => return built(name, closing, inner_all, at, tail),
            _ => {}
        }
    }
    // A quote that never closes: the first `>` ends the tag, else the text does.
    let at = inner_all.find('>').unwrap_or(inner_all.len());
    built(name, closing, inner_all, at, tail)
}

fn built<'a>(name: String, closing: bool, inner_all: &'a str, at: usize, tail: &str) -> Option<Tag<'a>> {
    let inner = inner_all.get(..at)?;
    let before = tail.len() - inner_all.len();
    Some(Tag {
        name,
        closing,
        inner,
        len: (before + at + 1).min(tail.len()),
    })
}

fn href(inner: &str) -> Option<String> {
    let lower = inner.to_ascii_lowercase();
    let at = lower.find("href")?;
    let value = inner.get(at + 4..)?.trim_start().strip_prefix('=')?.trim_start();
    let value = match value.chars().next()? {
        q @ ('"' | '\'') => value.get(1..)?.split(q).next()?,
        _ => value.split(|c: char| c.is_whitespace()).next()?,
    };
    super::url(&decode(value))
}

fn decode(text: &str) -> Cow<'_, str> {
    html_escape::decode_html_entities(text)
}

/// Where the end tag of a hidden element begins, else the end of the text.
fn hidden_end(rest: &str, name: &str) -> usize {
    let mut from = 0;
    while let Some(step) = rest.get(from..).and_then(|t| t.find("</")) {
        let at = from + step;
        let after = rest.get(at + 2..at + 2 + name.len());
        if after.is_some_and(|n| n.eq_ignore_ascii_case(name)) {
            return at;
        }
        from = at + 2;
    }
    rest.len()
}

struct Out {
    text: String,
    breaks: u8,
    space: bool,
    /// Whether a line break in the source is one: so it is where no element makes any.
    literal: bool,
}

impl Out {
    fn break_line(&mut self, lines: u8) {
        self.breaks = self.breaks.max(lines);
    }

    /// White space in HTML is one space, and none at the edges of a block.
    fn push(&mut self, text: &str) {
        for c in text.chars() {
            if c.is_whitespace() && c != '\u{a0}' && c != '\u{202f}' {
                self.space = true;
                if c == '\n' && self.literal {
                    self.breaks = self.breaks.saturating_add(1).min(2);
                }
                continue;
            }
            if !self.text.is_empty() {
                for _ in 0..self.breaks {
                    self.text.push('\n');
                }
                if self.space && self.breaks == 0 {
                    self.text.push(' ');
                }
            }
            self.breaks = 0;
            self.space = false;
            self.text.push(c);
        }
    }
}

/// Whether some element breaks lines.
fn has_block(html: &str) -> bool {
    let starts = html.match_indices('<').filter_map(|(at, _)| html.get(at..));
    starts
        .filter_map(tag_name)
        .any(|name| BLOCK.contains(&name.as_str()))
}

/// The readable text of an HTML fragment. A text with entities alone keeps its own line breaks.
pub(crate) fn to_text(html: &str) -> String {
    let mut any_tag = false;
    let mut out = Out {
        text: String::with_capacity(html.len()),
        breaks: 0,
        space: false,
        literal: !has_block(html),
    };
    let mut link: Option<(String, usize)> = None;
    let mut rest = html;
    let mut run = 0; // length of the text that waits at the head of `rest`
    while let Some(step) = rest.get(run..).and_then(|t| t.find('<')) {
        let at = run + step;
        let tail = rest.get(at..).unwrap_or_default();
        if let Some(comment) = tail.strip_prefix("<!--") {
            any_tag = true;
            out.push(&decode(rest.get(..at).unwrap_or_default()));
            let end = comment.find("-->").map_or(comment.len(), |e| e + 3);
            rest = comment.get(end..).unwrap_or_default();
            run = 0;
            continue;
        }
        let Some(tag) = tag(tail) else {
            run = at + 1;
            continue;
        };
        any_tag = true;
        out.push(&decode(rest.get(..at).unwrap_or_default()));
        rest = tail.get(tag.len..).unwrap_or_default();
        run = 0;
        let name = tag.name.as_str();
        if HIDDEN.contains(&name) && !tag.closing && !tag.inner.ends_with('/') {
            rest = rest.get(hidden_end(rest, name)..).unwrap_or_default();
        } else if BLOCK.contains(&name) {
            out.break_line(if PARAGRAPH.contains(&name) { 2 } else { 1 });
            if name == "li" && !tag.closing {
                out.push("- ");
            }
        } else if name == "td" || name == "th" {
            out.push(" ");
        } else if name == "a" {
            if tag.closing {
                if let Some((address, from)) = link.take() {
                    let shown = out.text.get(from..).unwrap_or_default().trim();
                    let same = |u: &str| u.trim_end_matches('/').ends_with(shown.trim_end_matches('/'));
                    if shown.is_empty() || !same(&address) {
                        out.push(&format!(" ({address})"));
                    }
                }
            } else {
                link = href(tag.inner).map(|address| (address, out.text.len()));
            }
        }
    }
    out.push(&decode(rest));
    if any_tag {
        out.text
    } else {
        decode(html).into_owned()
    }
}
