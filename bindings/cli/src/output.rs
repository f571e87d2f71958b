//! Everything that is shown: lines for people on the terminal's width, or one JSON document. A reader that hung up
//! (`ekin search | head`) ends the writing and nothing else.

use std::cell::RefCell;
use std::io::{self, BufWriter, IsTerminal, Stdout, Write};

use console::Term;
use ekin_i18n::{Catalog, Message, Value, msg};
use serde::Serialize;

use crate::failure::Failure;
use crate::json::Problem;
use crate::lines::{safe, wrap};

/// Columns where there is no terminal.
const WIDTH: usize = 100;
/// Least columns that lines are broken at.
const NARROW: usize = 40;

/// Where a command writes.
pub struct Output {
    words: Catalog,
    json: bool,
    width: usize,
    to: BufWriter<Stdout>,
    hung_up: bool,
    heard: Option<RefCell<Heard>>,
}

/// What a command says where nobody but Ekin itself listens: its words, and its answer for programs.
#[derive(Debug, Default)]
struct Heard {
    words: String,
    answer: String,
}

impl Output {
    /// Texts in one language, or JSON.
    pub fn new(words: Catalog, json: bool) -> Self {
        let tty = io::stdout().is_terminal();
        let columns = Term::stdout()
            .size_checked()
            .map(|(_, columns)| usize::from(columns));
        Self {
            words,
            json,
            width: columns
                .filter(|_| tty)
                .map_or(WIDTH, |columns| columns.max(NARROW)),
            to: BufWriter::new(io::stdout()),
            hung_up: false,
            heard: None,
        }
    }

    /// Both words and JSON, shown to nobody: [`Output::heard`] gives them.
    pub fn listening(words: Catalog, width: usize) -> Self {
        Self {
            words,
            json: true,
            width,
            to: BufWriter::with_capacity(0, io::stdout()),
            hung_up: false,
            heard: Some(RefCell::default()),
        }
    }

    /// What was said since it began to listen: the words, and the answer, null where there is none.
    pub fn heard(self) -> (String, serde_json::Value) {
        let heard = self.heard.map(RefCell::into_inner).unwrap_or_default();
        let answer = serde_json::from_str(&heard.answer).unwrap_or_default();
        (heard.words, answer)
    }

    /// The same in another language.
    pub fn speak(&mut self, words: Catalog) {
        self.words = words;
    }

    /// The texts.
    pub fn words(&self) -> Catalog {
        self.words
    }

    /// Whether a program reads it.
    pub fn is_json(&self) -> bool {
        self.json
    }

    /// A text of Ekin in words.
    pub fn text(&self, message: &Message) -> String {
        safe(&self.words.format(message))
    }

    /// An argument of a text in words.
    pub fn value(&self, value: &Value) -> String {
        self.words.value(value)
    }

    /// A line for people; nothing in JSON.
    pub fn say(&mut self, message: &Message) {
        let text = self.text(message);
        self.line(&text);
    }

    /// A line for people, foreign text made safe and broken at the width; nothing in JSON.
    pub fn line(&mut self, text: &str) {
        if self.is_read() {
            let text = wrap(&safe(text), self.width, 0);
            self.write(text.as_bytes());
            self.write(b"\n");
        }
    }

    /// A line for people that goes on further in.
    pub fn hanging(&mut self, text: &str, indent: usize) {
        if self.is_read() {
            let text = wrap(&safe(text), self.width.saturating_sub(indent), 0);
            let pad = " ".repeat(indent);
            for line in text.split('\n') {
                let whole = format!("{pad}{line}");
                self.write(whole.trim_end().as_bytes());
                self.write(b"\n");
            }
        }
    }

    /// A line that is not broken, because somebody will copy it: a link, a cursor.
    pub fn unbroken(&mut self, text: &str) {
        if self.is_read() {
            self.write(safe(text).as_bytes());
            self.write(b"\n");
        }
    }

    /// The one document of `--json`; nothing for people.
    ///
    /// # Errors
    /// When the answer cannot be made into JSON.
    pub fn answer(&mut self, answer: &impl Serialize) -> Result<(), Failure> {
        if let Some(heard) = &self.heard {
            heard.borrow_mut().answer = serde_json::to_string(answer)?;
        } else if self.json {
            let text = serde_json::to_string_pretty(answer)?;
            self.write(text.as_bytes());
            self.write(b"\n");
        }
        Ok(())
    }

    /// A file on the standard output, as it is.
    pub fn raw(&mut self, bytes: &[u8]) {
        self.write(bytes);
    }

    /// Help, whose lines clap has broken.
    pub fn help(&mut self, text: &str) {
        self.write(text.as_bytes());
        self.write(b"\n");
    }

    /// What went wrong: for people on the standard error, in JSON as the document.
    pub fn failure(&mut self, failure: &Failure) {
        let Some(said) = failure.said() else { return };
        if self.json && self.heard.is_none() {
            let problem = Problem::of(&said, self.words);
            if self.answer(&problem).is_ok() {
                return;
            }
        }
        let mut lines: Vec<String> = match failure {
            Failure::Usage(lines) => lines.iter().map(|line| self.text(line)).collect(),
            _ => vec![self.text(&said.text)],
        };
        lines.extend(said.points.iter().map(|point| self.text(&point.text)));
        self.flush();
        for line in lines {
            self.aside(&line);
        }
    }

    /// A line beside the answer, on the standard error: progress, warnings.
    pub fn aside(&self, text: &str) {
        if let Some(heard) = &self.heard {
            let words = &mut heard.borrow_mut().words;
            words.push_str(&safe(text));
            words.push('\n');
            return;
        }
        // Nobody may be listening there; that is no reason to stop.
        let _ = writeln!(io::stderr(), "{}", wrap(&safe(text), self.width, 0));
    }

    /// A text of Ekin beside the answer.
    pub fn warn(&self, message: &Message) {
        self.aside(&self.text(message));
    }

    /// Writes what waits.
    pub fn flush(&mut self) {
        if self.to.flush().is_err() {
            self.hung_up = true;
        }
    }

    /// Whether a person reads lines.
    fn is_read(&self) -> bool {
        !self.json || self.heard.is_some()
    }

    fn write(&mut self, bytes: &[u8]) {
        if let Some(heard) = &self.heard {
            heard.borrow_mut().words.push_str(&String::from_utf8_lossy(bytes));
        } else if !self.hung_up && self.to.write_all(bytes).is_err() {
            self.hung_up = true;
        }
    }

    /// Nobody reads any more.
    pub fn hung_up(&self) -> bool {
        self.hung_up
    }

    /// How to see the help of a command.
    pub fn see_help(command: &str) -> Message {
        msg::cli_see_help(format!("{command} --help"))
    }
}
