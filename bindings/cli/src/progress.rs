//! How far long work has come: a bar on a terminal, on the standard error; nothing where nobody looks.

use std::io::IsTerminal;

use ekin_i18n::{Catalog, Message};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// A bar, or nothing.
pub struct Progress(Option<ProgressBar>);

impl Progress {
    /// A bar where the standard error is a terminal and a person reads.
    pub fn new(words: Catalog, what: &Message, json: bool) -> Self {
        if json || !std::io::stderr().is_terminal() {
            return Self(None);
        }
        let bar = ProgressBar::with_draw_target(Some(0), ProgressDrawTarget::stderr());
        if let Ok(style) = ProgressStyle::with_template("{msg}  {wide_bar} {percent:>3} %") {
            bar.set_style(style);
        }
        bar.set_message(words.format(what));
        Self(Some(bar))
    }

    /// Whether somebody sees it.
    pub fn is_seen(&self) -> bool {
        self.0.is_some()
    }

    /// So many of so many are done.
    pub fn at(&self, done: u64, of: u64) {
        if let Some(bar) = &self.0 {
            bar.set_length(of);
            bar.set_position(done);
        }
    }

    /// It is done: the bar goes.
    pub fn end(&self) {
        if let Some(bar) = &self.0 {
            bar.finish_and_clear();
        }
    }
}
