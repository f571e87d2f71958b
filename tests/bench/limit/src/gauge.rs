//! Time, processor time and memory of a process.

use std::collections::BTreeMap;
use std::time::Instant;

use serde::{Deserialize, Serialize};

/// What one run of a job took.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// Time, ms.
    pub wall_ms: f64,
    /// Processor time of all threads, user and system, ms.
    pub cpu_ms: f64,
    /// The most memory that the process ever had resident, KiB.
    pub peak_kib: f64,
    /// What else the job counted, by name.
    #[serde(default)]
    pub more: BTreeMap<String, f64>,
}

/// Counts from its start.
#[derive(Debug)]
pub struct Gauge {
    wall: Instant,
    cpu_ms: f64,
}

impl Gauge {
    /// Starts now.
    pub fn start() -> Self {
        Self {
            wall: Instant::now(),
            cpu_ms: cpu_ms(),
        }
    }

    /// What was spent since.
    pub fn read(&self) -> Reading {
        Reading {
            wall_ms: self.wall.elapsed().as_secs_f64() * 1e3,
            cpu_ms: cpu_ms() - self.cpu_ms,
            peak_kib: memory_kib("self", "VmHWM"),
            more: BTreeMap::new(),
        }
    }
}

/// Processor time of this process so far, ms.
fn cpu_ms() -> f64 {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    time.tv_sec as f64 * 1e3 + time.tv_nsec as f64 / 1e6
}

/// Processor time of another process so far, ms, in steps of 10.
pub fn cpu_ms_of(pid: u32) -> f64 {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    // The name in parentheses may hold spaces; user and system time are the 12th and 13th fields after it.
    let fields = stat.rsplit_once(") ").map_or("", |(_, rest)| rest);
    let ticks = fields.split(' ').skip(11).take(2);
    ticks.filter_map(|ticks| ticks.parse::<f64>().ok()).sum::<f64>() * 10.0
}

/// A line of `/proc/PROCESS/status` in KiB: `VmHWM`, `VmRSS`.
pub fn memory_kib(process: &str, line: &str) -> f64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let found = status
        .lines()
        .find_map(|l| l.strip_prefix(line)?.strip_prefix(':'));
    found
        .and_then(|rest| rest.trim().trim_end_matches("kB").trim().parse().ok())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_process_has_used_time_and_memory() {
        let gauge = Gauge::start();
        let sum: u64 = std::hint::black_box((0..2_000_000u64).map(std::hint::black_box).sum());
        assert!(sum > 0);
        let reading = gauge.read();
        assert!(reading.wall_ms > 0.0 && reading.cpu_ms > 0.0);
        assert!(reading.peak_kib > 100.0 && memory_kib("self", "VmRSS") > 100.0);
        assert!(memory_kib("self", "Nothing") == 0.0 && cpu_ms_of(std::process::id()) >= 0.0);
    }
}
