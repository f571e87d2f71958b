//! Real files, written by others, through the real programs: imported with every loss explained, synced, found,
//! exported and imported again. The files lie beside the project; where they do not, the test says so.
#![expect(clippy::unwrap_used, reason = "a test")]
#![expect(clippy::print_stderr, reason = "a skipped test says so")]

use std::path::{Path, PathBuf};

use ekin_harness::{DeviceProcess, Programs, RelayProcess};
use serde_json::Value;

fn data() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data");
    if !folder.exists() {
        eprintln!(
            "SKIPPED: {} is not there, real files are not tried",
            folder.display()
        );
        return None;
    }
    Some(folder)
}

fn territory(programs: &Programs, folder: &Path, name: &str, relay: &str) -> DeviceProcess {
    let device = DeviceProcess::new(&programs.device, &folder.join(name), "fr");
    device
        .say(&["territory", "create", "Lurraldea", "--relay", relay])
        .unwrap();
    device
}

/// The reports of an import, one a file.
fn import(device: &DeviceProcess, files: &[PathBuf], more: &[&str]) -> Vec<Value> {
    let files: Vec<String> = files.iter().map(|file| file.display().to_string()).collect();
    let mut arguments = vec!["--json", "import"];
    arguments.extend(files.iter().map(String::as_str));
    arguments.extend(more);
    let answer = device.run(&arguments).unwrap();
    let reports: Value = serde_json::from_str(&answer.out).unwrap();
    match reports {
        Value::Array(reports) => reports,
        one => vec![one],
    }
}

fn count(reports: &[Value], key: &str) -> u64 {
    let of = |report: &Value| match &report[key] {
        Value::Array(ids) => ids.len() as u64,
        number => number.as_u64().unwrap_or(0),
    };
    reports.iter().map(of).sum()
}

#[test]
fn real_files_come_in_travel_are_found_and_go_out_again() {
    let Some(data) = data() else { return };
    let folder = tempfile::tempdir().unwrap();
    let programs = Programs::from_environment().unwrap();
    let options = ["--pack-after-ms", "50"];
    let relay = RelayProcess::start(&programs.relay, &folder.path().join("relay"), &options).unwrap();
    let owner = territory(&programs, folder.path(), "owner", &relay.url());

    let agenda = [data.join("openagenda/albi-events.json")];
    let mednum = [data.join("mednum/exemple-valide.csv")];
    let survey = [data.join("mednum/fibre-64-places.json")];
    let map = Path::new(env!("CARGO_MANIFEST_DIR")).join("../core/exchange/maps/fibre-64.toml");
    let map = map.display().to_string();
    let mut calendars: Vec<PathBuf> = std::fs::read_dir(data.join("icalendar"))
        .unwrap()
        .map(|file| file.unwrap().path())
        .collect();
    calendars.sort();
    let all = |device: &DeviceProcess| {
        [
            import(device, &agenda, &[]),
            import(device, &mednum, &[]),
            import(device, &survey, &["--map", &map]),
            import(device, &calendars, &[]),
        ]
        .concat()
    };
    let first = all(&owner);
    assert_eq!(first.len(), 78, "a report for each file");
    assert_eq!(count(&first[..1], "new"), 75);
    assert!(count(&first, "new") > 150, "{}", count(&first, "new"));
    for report in &first {
        let left: u64 = report["losses"]
            .as_array()
            .unwrap()
            .iter()
            .map(|l| l["leaves"].as_u64().unwrap())
            .sum();
        assert_eq!(Some(left), report["left_out"].as_u64(), "{report:#}");
    }
    let again = all(&owner);
    assert_eq!(count(&again, "new"), 0);
    // Some of the calendars are other states of one event, with its UID: each of them is taken in its turn.
    assert_eq!(count(&again[..3], "changed"), 0);

    owner.say(&["sync"]).unwrap();
    let link = owner.json(&["territory", "list"]).unwrap()[0]["link"]
        .as_str()
        .unwrap()
        .to_owned();
    let reader = DeviceProcess::new(&programs.device, &folder.path().join("reader"), "eu");
    reader.say(&["join", &link]).unwrap();
    reader.say(&["sync"]).unwrap();
    reader.say(&["verify"]).unwrap();
    reader.say(&["verify", "--full"]).unwrap();
    let past = ["search", "brocante", "--from", "2023-11-25", "--to", "2024-06-05"];
    assert!(reader.say(&past).unwrap().contains("Brocante"));
    assert!(!reader.say(&["search", "bayonne"]).unwrap().is_empty());

    let exported = folder.path().join("agenda.json");
    let file = exported.display().to_string();
    reader
        .say(&["export", "--format", "openagenda", "--output", &file])
        .unwrap();
    let other = territory(&programs, folder.path(), "other", "http://127.0.0.1:1");
    let back = import(&other, &[exported], &[]);
    assert_eq!(
        count(&back, "new"),
        count(&first, "new"),
        "{:#}",
        back[0]["problems"]
    );
}
