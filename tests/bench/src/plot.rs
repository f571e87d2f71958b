//! Plots of what was measured, as SVG: costs by size, and programs beside each other. Colours are those of Okabe and Ito,
//! told apart with any eyes.

use plotters::coord::Shift;
use plotters::prelude::*;

use crate::error::{BenchError, Result};
use crate::figure::{Bar, Curve, Line};
use crate::report::{Measured, number};

type Area<'a> = DrawingArea<SVGBackend<'a>, Shift>;

const COLOURS: [RGBColor; 7] = [
    RGBColor(0, 114, 178),
    RGBColor(213, 94, 0),
    RGBColor(0, 158, 115),
    RGBColor(204, 121, 167),
    RGBColor(230, 159, 0),
    RGBColor(86, 180, 233),
    RGBColor(60, 60, 60),
];
const FONT: &str = "sans-serif";
const ROW: u32 = 20;
const LABELS: u32 = 430;

/// One cost by size, both axes in powers.
pub fn curve(curve: &Curve) -> Result<String> {
    let power = curve
        .exponent()
        .map(|power| format!(": n^{power:.2}"))
        .unwrap_or_default();
    let (x, y): (Vec<f64>, Vec<f64>) = curve.points.iter().copied().unzip();
    draw((520, 320), |root| {
        let mut chart = ChartBuilder::on(root)
            .caption(format!("{}{power}", curve.what), (FONT, 15))
            .margin(10)
            .x_label_area_size(34)
            .y_label_area_size(70)
            .build_cartesian_2d(around(&x).log_scale(), around(&y).log_scale())
            .map_err(failed)?;
        chart
            .configure_mesh()
            .light_line_style(WHITE)
            .x_desc("listings")
            .y_desc(&curve.unit)
            .x_label_formatter(&|x| number(*x))
            .y_label_formatter(&|y| number(*y))
            .draw()
            .map_err(failed)?;
        let [colour, ..] = COLOURS;
        chart
            .draw_series(LineSeries::new(
                curve.points.iter().copied(),
                colour.stroke_width(2),
            ))
            .map_err(failed)?;
        let dots = curve.points.iter().map(|at| Circle::new(*at, 4, colour.filled()));
        chart.draw_series(dots).map_err(failed)?;
        Ok(())
    })
}

/// Each peer's cost as a multiple of ours, a row a line.
pub fn peers(lines: &[Line]) -> Result<String> {
    let mut names: Vec<&str> = Vec::new();
    let mut rows = Vec::new();
    for line in lines {
        let mut dots = Vec::new();
        for peer in &line.peers {
            let Some(took) = peer.took else { continue };
            let times = took.median / line.ours.median;
            if !times.is_normal() || times < 0.0 {
                continue;
            }
            let at = names
                .iter()
                .position(|name| *name == peer.name)
                .unwrap_or_else(|| {
                    names.push(&peer.name);
                    names.len() - 1
                });
            dots.push((times, at));
        }
        if !dots.is_empty() {
            rows.push((line.what.clone(), dots));
        }
    }
    dots("times ours: right of the line is behind us", &rows, &names)
}

/// Each cost that has a bar as a multiple of its limit, and the bar.
pub fn ratios(all: &[Measured]) -> Result<String> {
    let mut rows = Vec::new();
    for line in all.iter().flat_map(|measured| &measured.figure.lines) {
        let (Some(ratio), Some(Bar::RatioAtMost(bar) | Bar::RatioAtLeast(bar))) = (line.ratio, line.bar)
        else {
            continue;
        };
        rows.push((line.what.clone(), vec![(ratio.median, 0), (bar, 1)]));
    }
    dots("times the limit", &rows, &["ours", "the bar"])
}

fn dots(what: &str, rows: &[(String, Vec<(f64, usize)>)], names: &[&str]) -> Result<String> {
    let all: Vec<f64> = rows
        .iter()
        .flat_map(|(_, dots)| dots.iter().map(|(x, _)| *x))
        .chain([1.0])
        .collect();
    let height = ROW * (rows.len() as u32 + names.len() as u32) + 70;
    draw((960, height), |root| {
        let (legend, body) = root.split_vertically(ROW * names.len() as u32 + 8);
        for (n, name) in names.iter().enumerate() {
            let (colour, y) = (colour(n), 12 + n as i32 * ROW as i32);
            legend
                .draw(&Circle::new((14, y), 5, colour.filled()))
                .map_err(failed)?;
            legend
                .draw(&Text::new((*name).to_owned(), (28, y - 7), (FONT, 13)))
                .map_err(failed)?;
        }
        let mut chart = ChartBuilder::on(&body)
            .margin(8)
            .x_label_area_size(36)
            .y_label_area_size(LABELS)
            .build_cartesian_2d(around(&all).log_scale(), -0.5..rows.len() as f64 - 0.5)
            .map_err(failed)?;
        chart
            .configure_mesh()
            .light_line_style(WHITE)
            .disable_y_mesh()
            .y_labels(0)
            .x_desc(what)
            .x_label_formatter(&|x| number(*x))
            .draw()
            .map_err(failed)?;
        let last = rows.len() as f64 - 1.0;
        let one = [(1.0, -0.5), (1.0, last + 0.5)];
        chart
            .draw_series(LineSeries::new(one, BLACK.stroke_width(2)))
            .map_err(failed)?;
        for (n, (label, dots)) in rows.iter().enumerate() {
            let y = last - n as f64;
            let (_, at) = chart.plotting_area().map_coordinate(&(1.0, y));
            let (_, top) = body.get_base_pixel();
            let text = Text::new(label.clone(), (8, at - top - 7), (FONT, 12));
            body.draw(&text).map_err(failed)?;
            let dots = dots
                .iter()
                .map(|(x, name)| Circle::new((*x, y), 5, colour(*name).filled()));
            chart.draw_series(dots).map_err(failed)?;
        }
        Ok(())
    })
}

fn colour(n: usize) -> RGBColor {
    COLOURS.get(n % COLOURS.len()).copied().unwrap_or(BLACK)
}

/// A range that holds all of these, with room.
fn around(values: &[f64]) -> std::ops::Range<f64> {
    let least = values.iter().copied().fold(f64::MAX, f64::min);
    let most = values.iter().copied().fold(f64::MIN_POSITIVE, f64::max);
    least / 1.5..most * 1.5
}

fn draw(size: (u32, u32), body: impl FnOnce(&Area<'_>) -> Result<()>) -> Result<String> {
    let mut svg = String::new();
    {
        let root = SVGBackend::with_string(&mut svg, size).into_drawing_area();
        root.fill(&WHITE).map_err(failed)?;
        body(&root)?;
        root.present().map_err(failed)?;
    }
    Ok(svg)
}

fn failed(error: impl std::fmt::Display) -> BenchError {
    BenchError::unexpected(format!("a plot that cannot be drawn: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::{Peer, Spread};

    #[test]
    fn a_plot_has_a_dot_for_each_number_and_names_each_row() {
        let line = Line::alone("first sync", "ms", [10.0], None).unwrap().among(vec![
            Peer {
                name: "A".to_owned(),
                took: Spread::of([30.0]),
                why: None,
            },
            Peer {
                name: "B".to_owned(),
                took: None,
                why: Some("no".to_owned()),
            },
        ]);
        let svg = peers(&[line]).unwrap();
        // The legend's and the peer's.
        assert_eq!(svg.matches("<circle").count(), 2, "{svg}");
        assert!(svg.contains("first sync"));
        let of = Curve {
            what: "open".to_owned(),
            unit: "ms".to_owned(),
            points: vec![(1e3, 1.0), (1e4, 1.1), (1e5, 1.2)],
        };
        let svg = curve(&of).unwrap();
        assert_eq!(svg.matches("<circle").count(), 3, "{svg}");
        assert!(svg.contains("open: n^0.04"), "{svg}");
    }
}
