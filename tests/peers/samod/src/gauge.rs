//! Time, processor time and memory of this process, as the other peers say them.

use std::time::Instant;

use serde_json::{Value, json};

/// Counts from its start; so does the processor time, whose start is the process's.
pub struct Gauge(Instant);

impl Gauge {
    /// Starts now.
    pub fn start() -> Self {
        Self(Instant::now())
    }

    /// What was spent since.
    pub fn read(&self) -> Value {
        let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
        let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let peak = peak.and_then(|rest| rest.trim().trim_end_matches("kB").trim().parse::<f64>().ok());
        let wall_ms = self.0.elapsed().as_secs_f64() * 1e3;
        json!({ "wall_ms": wall_ms, "cpu_ms": cpu_ms(), "peak_kib": peak.unwrap_or_default(), "more": {} })
    }
}

fn cpu_ms() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat.rsplit_once(") ").map_or("", |(_, rest)| rest);
    let ticks = fields.split(' ').skip(11).take(2);
    ticks.filter_map(|ticks| ticks.parse::<f64>().ok()).sum::<f64>() * 10.0
}
