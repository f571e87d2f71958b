//! What was measured, as JSON and as a page to read.

use std::fmt::Write as _;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::error::{BenchError, Result};
use crate::figure::{Bar, Figure, Line, Spread};
use crate::figures;

/// One figure with where and when it was measured.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Measured {
    /// The figure.
    pub figure: Figure,
    /// Day, as `YYYY-MM-DD`.
    pub date: String,
    /// Commit of the sources.
    pub commit: String,
    /// The machine in one line.
    pub machine: String,
    /// Whether fewer repeats and smaller sizes were asked for.
    pub quick: bool,
    /// How long it took, s.
    pub took_s: f64,
}

/// Processors, memory and kernel of this machine.
pub fn machine() -> String {
    let read = |path: &str| std::fs::read_to_string(path).unwrap_or_default();
    let field = |text: &str, name: &str| {
        let line = text
            .lines()
            .find(|line| line.starts_with(name))
            .map(str::to_owned);
        line.and_then(|line| Some(line.split_once(':')?.1.trim().to_owned()))
            .unwrap_or_default()
    };
    let processors = std::thread::available_parallelism().map_or(0, usize::from);
    let memory: f64 = field(&read("/proc/meminfo"), "MemTotal")
        .trim_end_matches("kB")
        .trim()
        .parse()
        .unwrap_or(0.0);
    let kernel = read("/proc/sys/kernel/osrelease");
    let version = kernel.split('-').next().unwrap_or_default().trim().to_owned();
    format!(
        "{processors} processors ({}), {:.0} GiB, Linux {version} in a virtual machine",
        field(&read("/proc/cpuinfo"), "model name"),
        memory / 1024.0 / 1024.0
    )
}

/// Writes a figure's JSON.
///
/// # Errors
/// When the file cannot be written.
pub fn write(folder: &Path, measured: &Measured) -> Result<()> {
    std::fs::create_dir_all(folder).map_err(BenchError::io("making the folder of figures"))?;
    let mut json = serde_json::to_string_pretty(measured)?;
    json.push('\n');
    let path = folder.join(format!("{}.json", measured.figure.id));
    std::fs::write(path, json).map_err(BenchError::io("writing a figure"))
}

/// Writes the page from all figures of the folder, with the findings that people wrote beside them (`ID.md`).
///
/// # Errors
/// When a file cannot be read or written.
pub fn write_page(folder: &Path, page: &Path) -> Result<()> {
    let mut out = String::from(HEAD);
    for (id, _) in figures::ALL {
        let Ok(json) = std::fs::read(folder.join(format!("{id}.json"))) else {
            continue;
        };
        let measured: Measured = serde_json::from_slice(&json)?;
        let finding = std::fs::read_to_string(folder.join(format!("{id}.md"))).unwrap_or_default();
        section(&mut out, &measured, finding.trim());
    }
    std::fs::write(page, out).map_err(BenchError::io("writing the page of figures"))
}

const HEAD: &str = "# Figures

Made by `cargo xtask bench` (all of it) or `cargo xtask bench --quick` (a few minutes, smaller sizes); the numbers are
those of `figures/*.json`, from runs that happened. A figure is a ratio in one run on one machine: ours beside the
*limit*, the least work that could do the same job, done by a program that links no Ekin crate
(`tests/bench/limit`). Each number is a median, with the smallest and the largest behind it; ratios are taken pair by
pair. The first run of each warms and is not counted. The machine is shared with compilers at work: times of the clock
scatter, processor time and ratios less so.
";

fn section(out: &mut String, measured: &Measured, finding: &str) {
    let figure = &measured.figure;
    let size = if measured.quick { ", a quick run" } else { "" };
    // Writing to a string cannot fail.
    let _ = write!(
        out,
        "\n## {}\n\n{}\n\n| | ours | limit | ratio | bar | |\n|---|---|---|---|---|---|\n",
        figure.title, figure.how
    );
    for line in &figure.lines {
        let _ = writeln!(out, "{}", row(line));
    }
    if !finding.is_empty() {
        let _ = write!(out, "\n{finding}\n");
    }
    let _ = writeln!(
        out,
        "\n*{}, commit {}{size}; {}; took {:.0} s.*",
        measured.date, measured.commit, measured.machine, measured.took_s
    );
}

/// A line of the table.
pub fn row(line: &Line) -> String {
    let unit = if line.unit.is_empty() {
        String::new()
    } else {
        format!(" {}", line.unit)
    };
    let spread = |spread: &Spread, unit: &str| match spread.runs {
        1 => format!("{}{unit}", number(spread.median)),
        _ => format!(
            "{}{unit} ({}–{})",
            number(spread.median),
            number(spread.min),
            number(spread.max)
        ),
    };
    let bar = match line.bar {
        None => String::new(),
        Some(Bar::AtMost(most)) => format!("≤ {}{unit}", number(most)),
        Some(Bar::WorstAtMost(most)) => format!("≤ {}{unit} always", number(most)),
        Some(Bar::RatioAtMost(most)) => format!("≤ {} x", number(most)),
        Some(Bar::RatioAtLeast(least)) => format!("≥ {} x", number(least)),
    };
    let met = match line.met() {
        None => "",
        Some(true) => "met",
        Some(false) => "**missed**",
    };
    let limit = line
        .limit
        .as_ref()
        .map(|limit| spread(limit, &unit))
        .unwrap_or_default();
    let ratio = line
        .ratio
        .as_ref()
        .map(|ratio| spread(ratio, ""))
        .unwrap_or_default();
    format!(
        "| {} | {} | {limit} | {ratio} | {bar} | {met} |",
        line.what,
        spread(&line.ours, &unit)
    )
}

/// Three digits that count.
fn number(value: f64) -> String {
    let text = match value.abs() {
        a if a >= 100.0 => format!("{value:.0}"),
        a if a >= 10.0 => format!("{value:.1}"),
        a if a >= 1.0 => format!("{value:.2}"),
        _ => format!("{value:.3}"),
    };
    match text.contains('.') {
        true => text.trim_end_matches('0').trim_end_matches('.').to_owned(),
        false => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_has_medians_spreads_and_the_verdict() {
        let line = Line::beside(
            "time",
            "ms",
            &[(200.0, 100.0), (90.0, 60.0), (150.0, 100.0)],
            Some(Bar::RatioAtMost(1.3)),
        );
        assert_eq!(
            row(&line.unwrap()),
            "| time | 150 ms (90–200) | 100 ms (60–100) | 1.5 (1.5–2) | ≤ 1.3 x | **missed** |"
        );
        let line = Line::alone("a", "", [0.25], Some(Bar::AtMost(1.0))).unwrap();
        assert_eq!(row(&line), "| a | 0.25 |  |  | ≤ 1 | met |");
        assert_eq!([number(1234.4), number(12.0), number(0.0)], ["1234", "12", "0"]);
    }
}
