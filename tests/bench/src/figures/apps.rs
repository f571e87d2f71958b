//! The apps: what a person waits for between a touch and what is shown, with the core behind the boundary to another language.

mod boundary;
mod shell;

use ekin_limit::first_page;
use ekin_limit::gauge::Reading;

pub use boundary::{ACROSS, CHANGES, WITHIN, across, changes, within};

use super::screens::{PAGE, Screen, filled, limit_of};
use crate::error::{BenchError, Result};
use crate::figure::{Bar, Figure, Line};
use crate::world::{World, pairs};
use boundary::{Asking, home};
use shell::Shell;

pub const ID: &str = "apps";

/// Found listings that are counted at most, as the core does it.
const COUNTED: u32 = 1_000;
/// Beginnings of words that are typed in the app, out of all.
const TYPED: usize = 60;

const HOW: &str = "The home of a reader that has synced, with no relay to be reached. *Across the boundary*: the functions of \
    `ekin-ffi`, with question and answer written and read by what uniffi generates, in a process of its own; the next fifty pages, \
    and every pair of letters with which a word of the index begins, with the count that stands above what was found; each once to \
    warm and then five times, of which the best counts. Limit of a page: the same asked of the core itself; of a word: the bare \
    statements on a bare connection, counting too. *Changes* are listings kept and kept no more, each a commit with its fsync. The \
    app: a JVM with the real library, presenters and screens, the whole app drawn without a display and without a graphics card as \
    a phone of 412 by 892; from the start of the process, seen from outside, until the title of the first card is drawn. Limit: a \
    JVM that draws an empty picture in the same way. In its state and drawn: from the letters typed in an empty field, warmed, the \
    best of five. While changes are committed the app draws sixty times a second what is no longer as it was drawn.";

pub fn measure(world: &World) -> Result<Figure> {
    let listings = world.pick(2_000, 100_000);
    let large = filled(world, "many", listings)?;
    let burst = world.pick(300, 2_000);
    let asked = Asked::of(world, &large, burst)?;
    let mut lines = asked.lines(&large, listings, burst)?;
    let mut how = HOW.to_owned();
    match Shell::find(world) {
        Ok(shell) => {
            lines.extend(starts(world, &shell, &large, listings)?);
            lines.extend(asked.beside(used(world, &shell, &large, burst)?, burst)?);
        }
        Err(lacks) => how.push_str(&format!(" **The app itself was not measured: {lacks}.**")),
    }
    Ok(Figure {
        id: ID.to_owned(),
        title: format!("The app, with {listings} listings"),
        how,
        lines,
        curves: Vec::new(),
    })
}

/// What was asked in Rust: across the boundary and of the core itself, of SQLite alone, and while changes were committed.
struct Asked {
    pages: Vec<(Reading, Reading)>,
    plain: Vec<Reading>,
    changes: Vec<Reading>,
}

impl Asked {
    fn of(world: &World, screen: &Screen, burst: usize) -> Result<Self> {
        let asking = Asking::of(screen, burst);
        let plain = first_page::Job {
            counted: COUNTED,
            ..limit_of(screen, &screen.expressions())
        };
        let runs = world.pick(1, 5);
        let several =
            |what: &dyn Fn() -> Result<Reading>| (0..runs).map(|_| what()).collect::<Result<Vec<_>>>();
        Ok(Self {
            pages: pairs(
                runs,
                |_| world.ours(ACROSS, &asking),
                |_| world.ours(WITHIN, &asking),
            )?,
            plain: several(&|| world.limit("first-page", &plain))?,
            changes: several(&|| world.ours(CHANGES, &asking))?,
        })
    }

    /// These numbers of each run across the boundary.
    fn across(&self, name: &str) -> Vec<f64> {
        self.pages
            .iter()
            .filter_map(|(ours, _)| more(ours, name))
            .collect()
    }

    /// These numbers beside those of SQLite alone.
    fn plainly(&self, ours: impl IntoIterator<Item = f64>, part: &str) -> Vec<(f64, f64)> {
        let name = format!("search_{part}");
        let plain = self.plain.iter().filter_map(|plain| more(plain, &name));
        ours.into_iter().zip(plain).collect()
    }

    fn lines(&self, screen: &Screen, listings: u64, burst: usize) -> Result<Vec<Line>> {
        let pages = |name: &str| -> Vec<(f64, f64)> {
            let pair = |(a, b): &(Reading, Reading)| Some((more(a, name)?, more(b, name)?));
            self.pages.iter().filter_map(pair).collect()
        };
        let changes = |name: &'static str| self.changes.iter().filter_map(move |reading| more(reading, name));
        let page = format!("a page of {PAGE} across the boundary");
        let typed = |rest: &str| {
            let words = screen.words.len();
            format!("{words} beginnings of words across the boundary at {listings}, {rest}")
        };
        Ok(vec![
            Line::beside(&format!("{page}, median"), "ms", &pages("page_median"), None)?,
            Line::beside(&format!("{page}, worst"), "ms", &pages("page_worst"), None)?,
            Line::alone("bytes of a page", "B", self.across("page_bytes"), None)?,
            Line::alone(
                "the sections of *Discover* across the boundary, median",
                "ms",
                self.across("sections_median"),
                None,
            )?,
            Line::alone("bytes of the sections", "B", self.across("sections_bytes"), None)?,
            Line::beside(
                &typed("median"),
                "ms",
                &self.plainly(self.across("typed_median"), "median"),
                None,
            )?,
            Line::beside(
                &typed("95 of 100 within"),
                "ms",
                &self.plainly(self.across("typed_p95"), "p95"),
                None,
            )?,
            Line::beside(
                &typed("worst"),
                "ms",
                &self.plainly(self.across("typed_worst"), "worst"),
                Some(Bar::AtMost(5.0)),
            )?,
            Line::alone(
                &format!("{burst} changes: wakes of one that asks for the sections each time"),
                "",
                changes("woken"),
                None,
            )?,
            Line::alone(
                &format!("{burst} changes: the last is in the sections after"),
                "ms",
                changes("behind_ms"),
                None,
            )?,
        ])
    }

    /// What the app counted, beside what was counted without it.
    fn beside(&self, used: Vec<Reading>, burst: usize) -> Result<Vec<Line>> {
        let app =
            |name: &str| -> Vec<f64> { used.iter().filter_map(|reading| more(reading, name)).collect() };
        let pages: Vec<_> = app("page_median")
            .into_iter()
            .zip(self.across("page_median"))
            .collect();
        let states: Vec<_> = app("states").into_iter().zip(app("asked")).collect();
        let typed =
            |rest: &str| format!("in the app: {TYPED} beginnings of words typed, rows in its state, {rest}");
        let mut lines = vec![Line::beside(
            &format!("in the app: a page of {PAGE}, beside the same in Rust (as limit), median"),
            "ms",
            &pages,
            None,
        )?];
        for (rest, part) in [
            ("median", "median"),
            ("95 of 100 within", "p95"),
            ("worst", "worst"),
        ] {
            let ours = app(&format!("typed_{part}"));
            lines.push(Line::beside(&typed(rest), "ms", &self.plainly(ours, part), None)?);
        }
        lines.extend([
            Line::alone("the same, drawn, median", "ms", app("drawn_median"), None)?,
            Line::alone("the same, drawn, worst", "ms", app("drawn_worst"), None)?,
            Line::alone(
                &format!("in the app: {burst} changes: it asks for its sections anew"),
                "",
                app("asked"),
                None,
            )?,
            // A screen is made anew for an answer that differs, and never more often.
            Line::beside(
                &format!(
                    "in the app: {burst} changes: its state is another, beside what it asked for (as limit)"
                ),
                "",
                &states,
                Some(Bar::RatioAtMost(1.0)),
            )?,
            Line::alone(
                &format!("in the app: {burst} changes: frames drawn"),
                "",
                app("frames"),
                None,
            )?,
            Line::alone(
                &format!("in the app: {burst} changes: the last is drawn after"),
                "ms",
                app("behind_ms"),
                None,
            )?,
        ]);
        Ok(lines)
    }
}

fn more(reading: &Reading, name: &str) -> Option<f64> {
    reading.more.get(name).copied()
}

/// The start of the app until its first page is drawn, with many listings and with few.
fn starts(world: &World, shell: &Shell, large: &Screen, listings: u64) -> Result<Vec<Line>> {
    let few = world.pick(300, 1_000);
    let small = filled(world, "few", few)?;
    let runs = world.pick(1, 9);
    let start = |screen: &Screen| {
        let home = home(screen).display().to_string();
        pairs(
            runs,
            |_| shell.drawn(&["first", home.as_str()]),
            |_| shell.drawn(&["empty"]),
        )
    };
    let (many, little) = (start(large)?, start(&small)?);
    let of = |done: &[(Reading, Reading)], get: fn(&Reading) -> f64| -> Vec<(f64, f64)> {
        done.iter().map(|(a, b)| (get(a), get(b))).collect()
    };
    let resident = |reading: &Reading| more(reading, "resident_kib").unwrap_or_default() / 1024.0;
    let first = |listings: u64| format!("the app's start to its first page drawn, {listings}");
    let lines = [
        Line::beside(&first(listings), "ms", &of(&many, |r| r.wall_ms), None)?,
        Line::beside("processor time of it", "ms", &of(&many, |r| r.cpu_ms), None)?,
        Line::beside("resident then", "MiB", &of(&many, resident), None)?,
        Line::beside(
            "most memory until then",
            "MiB",
            &of(&many, |r| r.peak_kib / 1024.0),
            None,
        )?,
        Line::beside(&first(few), "ms", &of(&little, |r| r.wall_ms), None)?,
    ];
    let [whole, .., short] = &lines;
    let medians = [(whole.ours.median, short.ours.median)];
    let what = format!("{listings} listings beside {few} (as limit), medians");
    let grown = Line::beside(&what, "ms", &medians, Some(Bar::RatioAtMost(1.2)))?;
    Ok(lines.into_iter().chain([grown]).collect())
}

/// The app in use: pages turned, letters typed, changes told.
fn used(world: &World, shell: &Shell, screen: &Screen, burst: usize) -> Result<Vec<Reading>> {
    let step = (screen.words.len() / TYPED).max(1);
    let words: Vec<&str> = screen
        .words
        .iter()
        .step_by(step)
        .take(TYPED)
        .map(String::as_str)
        .collect();
    if words.is_empty() {
        return Err(BenchError::unexpected("no words to type"));
    }
    let (home, words, burst) = (
        home(screen).display().to_string(),
        words.join(","),
        burst.to_string(),
    );
    let run = |_| shell.used(&["use", home.as_str(), words.as_str(), burst.as_str()]);
    (0..world.pick(1, 3)).map(run).collect()
}
