//! What was measured, as JSON and as a page to read.

mod borrow;
mod lacks;
mod rows;

use std::fmt::Write as _;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::error::{BenchError, Result};
use crate::figure::{Bar, Curve, Figure, Line, Spread};
use crate::figures;
use crate::plot;

pub use rows::row;

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
    /// How many processes wanted a processor, on average of the minute before it began; nothing in older figures.
    #[serde(default)]
    pub load: Option<f64>,
}

/// How many processes want a processor, on average of the last minute.
pub fn load() -> Option<f64> {
    let load = std::fs::read_to_string("/proc/loadavg").ok()?;
    load.split(' ').next()?.parse().ok()
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
    let mut all = read_all(folder)?;
    borrow::peers(&mut all);
    let draw = |name: &str, svg: String| {
        std::fs::write(folder.join(format!("{name}.svg")), svg).map_err(BenchError::io("writing a plot"))
    };
    let mut out = String::from(HEAD);
    draw("ratios", plot::ratios(&all)?)?;
    out.push_str(
        "\n![Each cost as a multiple of its limit, with the bar that it has to reach](figures/ratios.svg)\n",
    );
    for measured in &all {
        let figure = &measured.figure;
        let mut plots = String::new();
        for (n, curve) in figure.curves.iter().enumerate() {
            let name = format!("{}-{}", figure.id, n + 1);
            draw(&name, plot::curve(curve)?)?;
            let _ = write!(plots, "![{} by size](figures/{name}.svg) ", curve.what);
        }
        if figure.lines.iter().any(|line| line.best_peer().is_some()) {
            draw(&figure.id, plot::peers(&figure.lines)?)?;
            let _ = write!(
                plots,
                "![Each peer as a multiple of ours](figures/{}.svg) ",
                figure.id
            );
        }
        let finding = std::fs::read_to_string(folder.join(format!("{}.md", figure.id))).unwrap_or_default();
        section(&mut out, measured, &plots, finding.trim());
    }
    std::fs::write(page, out).map_err(BenchError::io("writing the page of figures"))
}

/// All figures of the folder, in the order of the page.
///
/// # Errors
/// When one is no figure.
pub fn read_all(folder: &Path) -> Result<Vec<Measured>> {
    let mut all = Vec::new();
    for (id, _) in figures::ALL {
        if let Ok(json) = std::fs::read(folder.join(format!("{id}.json"))) {
            all.push(serde_json::from_slice(&json)?);
        }
    }
    Ok(all)
}

const HEAD: &str = "# Figures

Made by `cargo xtask bench` (all of it) or `cargo xtask bench --quick` (a few minutes, smaller sizes); the numbers are
those of `figures/*.json`, from runs that happened. A figure is a ratio in one run on one machine: ours beside the
*limit*, the least work that could do the same job, done by a program that links no Ekin crate
(`tests/bench/limit`). Each number is a median, with the smallest and the largest behind it; ratios are taken pair by
pair. The first run of each warms and is not counted. *Beside us* is the best peer's number divided by ours (`tests/peers`);
where that is below one we are **behind**. Under each figure stands how many processes wanted a processor when it began: where it is
above one, times of the clock scatter, processor time and ratios less so.
";

fn section(out: &mut String, measured: &Measured, plots: &str, finding: &str) {
    let figure = &measured.figure;
    let size = if measured.quick { ", a quick run" } else { "" };
    // Writing to a string cannot fail.
    let _ = write!(out, "\n## {}\n\n{}\n\n", figure.title, figure.how);
    if !figure.lines.is_empty() {
        out.push_str(&rows::tables(figure));
    }
    out.push_str(&curves(&figure.curves));
    if !plots.is_empty() {
        let _ = write!(out, "\n{}\n", plots.trim());
    }
    if !finding.is_empty() {
        let _ = write!(out, "\n{finding}\n");
    }
    let load = measured
        .load
        .map(|load| format!(", load {load:.1} when it began"))
        .unwrap_or_default();
    let _ = writeln!(
        out,
        "\n*{}, commit {}{size}; {}{load}; took {:.0} s.*",
        measured.date, measured.commit, measured.machine, measured.took_s
    );
}

/// The table of costs by size.
pub fn curves(curves: &[Curve]) -> String {
    let Some(first) = curves.first() else {
        return String::new();
    };
    let sizes = first
        .points
        .iter()
        .map(|(size, _)| format!(" {size} |"))
        .collect::<String>();
    let mut out = format!(
        "\n| |{sizes} grows with |\n|---|{}---|\n",
        "---|".repeat(first.points.len())
    );
    for curve in curves {
        let costs = |(_, cost): &(f64, f64)| format!(" {} {} |", number(*cost), curve.unit);
        let power = curve
            .exponent()
            .map(|power| format!("n^{power:.2}"))
            .unwrap_or_default();
        let costs = curve.points.iter().map(costs).collect::<String>();
        let _ = writeln!(out, "| {} |{costs} {power} |", curve.what);
    }
    out
}

/// What a line has to reach, and whether it does.
fn verdict(line: &Line) -> (String, &'static str) {
    let unit = format!(" {}", line.unit);
    let unit = unit.trim_end();
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
    (bar, met)
}

/// The middle with what lies around it.
pub fn spread(spread: &Spread, unit: &str) -> String {
    match spread.runs {
        1 => format!("{}{unit}", number(spread.median)),
        _ => format!(
            "{}{unit} ({}–{})",
            number(spread.median),
            number(spread.min),
            number(spread.max)
        ),
    }
}

/// Three digits that count.
pub fn number(value: f64) -> String {
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
    fn three_digits_count() {
        assert_eq!([number(1234.4), number(12.0), number(0.0)], ["1234", "12", "0"]);
    }
}
