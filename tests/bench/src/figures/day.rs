//! A day of a volunteer's phone: what it wakes for, sends, receives and writes to its flash, and how often it waits for it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use ekin_core::app::document::Kind;
use ekin_core::app::sync::{Mode, Stop};
use ekin_core::domain::language::LanguageTag;
use ekin_exchange::draft::Draft;
use ekin_harness::Cable;
use ekin_limit::gauge::{Gauge, Reading};
use ekin_protocol::id::ObjectId;
use ekin_protocol::membership::Role;
use rand_chacha::ChaCha8Rng;
use rand_core::SeedableRng;
use serde::{Deserialize, Serialize};

use super::private_edit;
use crate::catalogue::Catalogue;
use crate::error::{BenchError, Result};
use crate::figure::{Figure, Line};
use crate::figures::screens::Screen;
use crate::house::{invitation, private_space, thirteen};
use crate::world::{SEED, World, device, sync};

pub const ID: &str = "day";
/// The name of the job of one step.
pub const STEP: &str = "step";

/// How `strace` counts what waits for the flash and lets all else run on; its table goes to the file that follows.
const COUNTING: [&str; 6] = ["-f", "--seccomp-bpf", "-c", "-e", "trace=fsync,fdatasync", "-o"];

/// One step of the day, in a process of its own.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Step {
    home: PathBuf,
    what: What,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
enum What {
    /// The store is opened, and nothing else.
    Open,
    /// It wakes, syncs, and sleeps again.
    Wake,
    /// It opens, shows the first page, searches twice.
    Look,
    /// A command: one field of a document.
    Edit([u8; 16], i64),
    /// So many seconds with its connection open.
    Watch(u64),
}

/// The job of one step: `written` to the flash, B; `switches`, how often it gave up the processor to wait.
///
/// # Errors
/// When it fails.
pub fn step(job: &Step) -> Result<Reading> {
    let gauge = Gauge::start();
    match &job.what {
        What::Open => drop(device(&job.home)?),
        What::Wake => sync(&device(&job.home)?)?,
        What::Look => {
            let screen = Screen::of(&job.home, device(&job.home)?.now_ms(), &["mu", "be"]);
            screen.look()?;
        }
        What::Edit(object, seats) => {
            let device = device(&job.home)?;
            let space = device.private_spaces()?.first().map(|space| space.space);
            let space = space.ok_or_else(|| BenchError::unexpected("no space"))?;
            private_edit::set(&device, space, &ObjectId(*object), *seats)?;
        }
        What::Watch(seconds) => {
            let device = device(&job.home)?;
            let stop = Stop::default();
            std::thread::scope(|scope| {
                let watching = scope.spawn(|| device.sync(Mode::Watch, stop.clone(), |_| true));
                std::thread::park_timeout(Duration::from_secs(*seconds));
                while !watching.is_finished() {
                    stop.stop();
                    std::thread::park_timeout(Duration::from_millis(5));
                }
            });
        }
    }
    let mut reading = gauge.read();
    for (name, file, field) in [
        ("written", "/proc/self/io", "write_bytes"),
        ("switches", "/proc/self/status", "voluntary_ctxt_switches"),
    ] {
        let text = std::fs::read_to_string(file).unwrap_or_default();
        let line = text
            .lines()
            .find_map(|line| line.strip_prefix(field)?.strip_prefix(':'));
        if let Some(count) = line.and_then(|rest| rest.trim().parse().ok()) {
            reading.more.insert(name.to_owned(), count);
        }
    }
    Ok(reading)
}

/// What one step cost.
#[derive(Clone, Copy, Debug, Default)]
struct Cost {
    wire: f64,
    written: f64,
    syncs: Option<f64>,
    cpu_ms: f64,
    switches: f64,
}

pub fn measure(world: &World) -> Result<Figure> {
    let listings = world.pick(1_000, 10_000);
    let catalogue = Catalogue::of(world, ID, listings)?;
    let cable = Cable::to(catalogue.relay.address())?;
    let space = private_space(&catalogue.owner, ID, cable.url())?;
    let drafts = ekin_sample::generate(20, SEED, world.today());
    let mut documents = Vec::new();
    for draft in drafts {
        let fields = thirteen(&draft);
        documents.push(
            catalogue
                .owner
                .new_document(space, Kind::Outing, &fields, LanguageTag::FR)?,
        );
    }
    let link = invitation(&catalogue.owner, space, Role::Volunteer)?;
    let home = world.path("day-phone");
    let phone = device(&home)?;
    phone.join(&catalogue.link(cable.url()))?;
    phone.accept_invitation(&link)?;
    sync(&phone)?;
    sync(&phone)?;
    drop(phone);
    let day = Day {
        world,
        catalogue: &catalogue,
        cable: &cable,
        home: &home,
    };

    let one = documents
        .first()
        .ok_or_else(|| BenchError::unexpected("no document"))?;
    let seconds = world.pick(5, 60);
    let mut number = 300;
    let mut edit = || {
        number += 1;
        What::Edit(one.0, number)
    };
    // Every kind once to warm, where that changes nothing.
    day.cost(What::Wake)?;
    let open = day.cost(What::Open)?;
    let nothing = day.cost(What::Wake)?;
    day.night(listings / 20)?;
    let morning = day.cost(What::Wake)?;
    private_edit::set(&catalogue.owner, space, one, 250)?;
    sync(&catalogue.owner)?;
    let news = day.cost(What::Wake)?;
    let look = day.cost(What::Look)?;
    let command = day.cost(edit())?;
    let sent = day.cost(What::Wake)?;
    let minute = day.cost(What::Watch(seconds))?;

    let steps = [
        ("the store opened, nothing done".to_owned(), 0.0, open),
        ("a wake in the background, nothing new".to_owned(), 37.0, nothing),
        (
            format!(
                "the morning's wake, {} listings changed in the night",
                listings / 20
            ),
            1.0,
            morning,
        ),
        (
            "a wake with one document edited by another".to_owned(),
            10.0,
            news,
        ),
        ("the app opened: first page, two searches".to_owned(), 12.0, look),
        ("a command: one field of a document".to_owned(), 8.0, command),
        ("a wake that sends it".to_owned(), 8.0, sent),
        (
            format!("{seconds} s with the connection open, nothing new"),
            0.0,
            minute,
        ),
    ];
    let mut lines = Vec::new();
    for (name, _, cost) in &steps {
        lines.extend(of(name, cost)?);
    }
    let sum = |get: fn(&Cost) -> f64| {
        steps
            .iter()
            .map(|(_, times, cost)| times * get(cost))
            .sum::<f64>()
    };
    let wakes = 37.0 + 1.0 + 10.0 + 8.0;
    lines.push(Line::alone("**the day**: wakes of the radio", "", [wakes], None)?);
    lines.push(Line::alone(
        "**the day**: wire, both ways",
        "kB",
        [sum(|cost| cost.wire) / 1e3],
        None,
    )?);
    lines.push(Line::alone(
        "**the day**: written to the flash",
        "kB",
        [sum(|cost| cost.written) / 1e3],
        None,
    )?);
    lines.push(Line::alone(
        "**the day**: processor time",
        "ms",
        [sum(|cost| cost.cpu_ms)],
        None,
    )?);
    if steps.iter().all(|(_, _, cost)| cost.syncs.is_some()) {
        let syncs = sum(|cost| cost.syncs.unwrap_or_default());
        lines.push(Line::alone(
            "**the day**: waits for the flash (fsync)",
            "",
            [syncs],
            None,
        )?);
    }
    Ok(Figure {
        id: ID.to_owned(),
        title: "A day of a volunteer's phone".to_owned(),
        how: format!(
            "A territory of {listings} listings and one outing of {} documents on one relay. **The scenario**: the system wakes the app \
             every half hour, 48 times: once in the morning, after a night in which a twentieth of the listings was revised, ten times \
             to a document that another edited, 37 times to nothing. The person opens the app twelve times (first page, two searches), \
             and edits a document eight times, each sent at once. Each step is a process of its own, as after the system ended it: its \
             wire is all of TCP's payload through a proxy of our own; written is `write_bytes` of `/proc/self/io`, whole pages; waits \
             are `fsync` and `fdatasync` as `strace` counts them, those of opening and closing the store among them{}. The day is the sum of steps times counts; sending counts a wake of its own.",
            documents.len(),
            if can_count() {
                ""
            } else {
                " (**not here: `strace` is not on this machine or may not trace**)"
            },
        ),
        lines,
        curves: Vec::new(),
    })
}

fn of(name: &str, cost: &Cost) -> Result<Vec<Line>> {
    let mut lines = Vec::new();
    for (what, unit, number) in [
        ("wire, both ways", "B", Some(cost.wire)),
        ("written", "kB", Some(cost.written / 1e3)),
        ("waits for the flash", "", cost.syncs),
        ("processor time", "ms", Some(cost.cpu_ms)),
        ("times it waited for anything", "", Some(cost.switches)),
    ] {
        if let Some(number) = number {
            lines.push(Line::alone(&format!("{name}: {what}"), unit, [number], None)?);
        }
    }
    Ok(lines)
}

struct Day<'a> {
    world: &'a World,
    catalogue: &'a Catalogue,
    cable: &'a Cable,
    home: &'a Path,
}

impl Day<'_> {
    fn cost(&self, what: What) -> Result<Cost> {
        let job = Step {
            home: self.home.to_owned(),
            what,
        };
        let bytes = || {
            let (up, down) = self.cable.bytes();
            (up + down) as f64
        };
        let before = bytes();
        let (reading, syncs) = self.counted(&job)?;
        let more = |name: &str| reading.more.get(name).copied().unwrap_or_default();
        Ok(Cost {
            wire: bytes() - before,
            written: more("written"),
            syncs,
            cpu_ms: reading.cpu_ms,
            switches: more("switches"),
        })
    }

    /// A step, and how often it waited for the flash; nothing where that cannot be counted.
    fn counted(&self, job: &Step) -> Result<(Reading, Option<f64>)> {
        if !can_count() {
            return Ok((self.world.ours(STEP, job)?, None));
        }
        let table = self.world.path("day-strace");
        let mut strace = Command::new("strace");
        strace.args(COUNTING).arg(&table);
        let reading = self.world.ours_under(strace, STEP, job)?;
        let text = std::fs::read_to_string(&table).map_err(BenchError::io("reading strace's table"))?;
        // Of no calls the sum is the negative zero of floating point.
        Ok((reading, Some(calls(&text).values().sum::<f64>().abs())))
    }

    /// A night's import: so many listings revised, sent and packed.
    fn night(&self, listings: u64) -> Result<()> {
        let mut drafts: Vec<Draft> = ekin_sample::generate(listings, SEED, self.world.today()).collect();
        let mut rng = ChaCha8Rng::seed_from_u64(SEED);
        for draft in &mut drafts {
            ekin_sample::revise(draft, &mut rng);
        }
        self.catalogue.import(&drafts)?;
        sync(&self.catalogue.owner)?;
        self.catalogue.packed()?;
        Ok(())
    }
}

/// Whether `strace` is here and may trace.
fn can_count() -> bool {
    let mut strace = Command::new("strace");
    strace
        .args(COUNTING)
        .args(["/dev/null", "true"])
        .stderr(Stdio::null());
    strace.status().is_ok_and(|ended| ended.success())
}

/// Calls by name of a table of `strace -c`.
fn calls(table: &str) -> BTreeMap<String, f64> {
    let mut calls = BTreeMap::new();
    for line in table.lines() {
        let fields: Vec<_> = line.split_whitespace().collect();
        // % time, seconds, usecs/call, calls, errors (may lack), syscall
        if let ([_, _, _, count, name] | [_, _, _, count, _, name], false) =
            (fields.as_slice(), line.contains("total"))
            && let Ok(count) = count.parse()
        {
            calls.insert((*name).to_owned(), count);
        }
    }
    calls
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_are_read_from_the_table() {
        let table = "\
% time     seconds  usecs/call     calls    errors syscall
------ ----------- ----------- --------- --------- ----------------
 91.55    0.010531         619        17           fdatasync
  8.45    0.000972         324         3         1 fsync
------ ----------- ----------- --------- --------- ----------------
100.00    0.011503         575        20         1 total
";
        let calls = calls(table);
        assert_eq!(calls.get("fdatasync"), Some(&17.0));
        assert_eq!(calls.values().sum::<f64>(), 20.0);
    }
}
