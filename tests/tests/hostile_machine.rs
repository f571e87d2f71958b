//! What a machine does to a device: no room, damage, a second process, a newer program's file, and files that
//! are not what they should be. Each is said with what to do, and nothing is lost.

#![expect(clippy::unwrap_used, reason = "a test")]

use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;

use ekin_harness::{Answer, DeviceProcess, Programs};
use rusqlite::Connection;

struct Stage {
    folder: tempfile::TempDir,
    device: DeviceProcess,
}

impl Stage {
    /// A device with a territory of its own and the sample in it, none of it sent.
    fn set() -> Self {
        let programs = Programs::from_environment().unwrap();
        let folder = tempfile::tempdir().unwrap();
        let device = DeviceProcess::new(&programs.device, &folder.path().join("home"), "fr");
        let relay = "http://127.0.0.1:9";
        device
            .say(&["territory", "create", "Bidasoa", "--relay", relay])
            .unwrap();
        device.say(&["import", "--sample"]).unwrap();
        Self { folder, device }
    }

    fn db(&self) -> PathBuf {
        self.device.home().join("ekin.db")
    }

    fn listings(&self) -> u64 {
        let status = self.device.json(&["status"]).unwrap();
        status["territories"][0]["listings"].as_u64().unwrap()
    }

    fn file(&self, name: &str, bytes: &[u8]) -> String {
        let path = self.folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path.to_str().unwrap().to_owned()
    }

    /// Runs it in each language: it fails, each time in other words.
    fn fails(&self, arguments: &[&str]) -> Vec<Answer> {
        let said: Vec<Answer> = ["fr", "eu", "es"]
            .iter()
            .map(|language| self.device.speaking(language).run(arguments).unwrap())
            .collect();
        for answer in &said {
            assert_eq!(answer.code, Some(1), "{arguments:?}: {answer:?}");
            assert!(!answer.err.contains("panicked"), "{answer:?}");
            assert!(!answer.err.contains("ekin doctor"), "{answer:?}");
            assert!(!answer.err.trim().is_empty(), "{answer:?}");
        }
        let texts: std::collections::BTreeSet<_> = said.iter().map(|answer| &answer.err).collect();
        assert_eq!(texts.len(), 3, "{said:?}");
        said
    }
}

fn words(answer: &Answer) -> String {
    answer.err.replace('\n', " ")
}

#[test]
fn no_room_is_said_and_nothing_is_lost() {
    let stage = Stage::set();
    let before = stage.listings();
    let many: Vec<String> = (0..400)
        .map(|n| format!(r#"{{"title": {{"fr": "Sortie numéro {n}"}}}}"#))
        .collect();
    let file = stage.file("many.json", format!("[{}]", many.join(",")).as_bytes());
    // No file may be written beyond 32 KiB (64 in some shells): the program gets an error of the write.
    let tight = stage.device.within("trap '' XFSZ; ulimit -f 64");
    let answer = tight.run(&["import", &file]).unwrap();
    assert_eq!(answer.code, Some(1), "{answer:?}");
    assert!(words(&answer).contains("Plus de place"), "{answer:?}");
    assert_eq!(stage.listings(), before);
    stage.device.say(&["import", &file]).unwrap();
    assert_eq!(stage.listings(), before + 400);
}

#[test]
fn files_that_are_not_what_they_should_be() {
    let stage = Stage::set();
    let before = stage.listings();
    let empty = stage.file("empty.ics", b"");
    let text = stage.file("letter.ics", "Chère Ane,\nà demain !\n".as_bytes());
    let binary = stage.file(
        "photo.ics",
        &[0xff, 0xd8, 0xff, 0xe0, 0, 0x10, 0x4a, 0x46, 0, 1, 2],
    );
    let deep = stage.file("deep.json", "[".repeat(500_000).as_bytes());
    let broken = stage.file("broken.json", br#"{"events": [{"uid": 1, }"#);
    let number = stage.file("number.json", b"42");
    let zeros = stage.folder.path().join("zeros.ics");
    File::create(&zeros).unwrap().set_len(100 << 20).unwrap();
    let zeros = zeros.to_str().unwrap();
    let missing = stage.folder.path().join("nothing.ics");
    let folder = stage.folder.path().to_str().unwrap();
    for path in [
        &empty,
        &text,
        &binary,
        &deep,
        &broken,
        &number,
        zeros,
        missing.to_str().unwrap(),
        folder,
    ] {
        stage.fails(&["import", path]);
    }
    for path in [&empty, &text, &binary, &deep, &broken, &number, zeros, folder] {
        stage.fails(&["publish", path]);
    }
    assert_eq!(stage.listings(), before);
    // Not even 100 MB of nothing take more memory than they have bytes.
    let tight = stage.device.within(&format!("ulimit -d {}", 200 << 10));
    assert_eq!(tight.run(&["import", zeros]).unwrap().code, Some(1));
}

#[test]
fn a_second_writer_learns_who_writes() {
    let stage = Stage::set();
    // A process that holds the lock as the program does: it says who it is.
    let lock = stage.device.home().join("lock");
    let mut held = File::options().write(true).open(&lock).unwrap();
    held.lock().unwrap();
    held.set_len(0).unwrap();
    writeln!(held, "{} ekin sync", std::process::id()).unwrap();
    for answer in stage.fails(&["--wait", "0", "import", "--sample"]) {
        let said = words(&answer);
        assert!(said.contains(&std::process::id().to_string()), "{said}");
        assert!(said.contains("ekin sync"), "{said}");
    }
    // Queries go on.
    assert!(stage.listings() > 0);
    drop(held);
    stage.device.say(&["import", "--sample"]).unwrap();
}

#[test]
fn a_real_second_writer_learns_who_writes() {
    let stage = Stage::set();
    // A first process that waits for its input keeps the lock only while it writes; one that waits for a relay
    // keeps it all along.
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let home = stage.folder.path().join("other");
    let programs = Programs::from_environment().unwrap();
    let device = DeviceProcess::new(&programs.device, &home, "fr");
    let relay = format!("http://{}", listener.local_addr().unwrap());
    device
        .say(&["territory", "create", "Bidasoa", "--relay", &relay])
        .unwrap();
    let mut first = device.start(&["sync"]).unwrap();
    let (stream, _) = listener.accept().unwrap();
    let mut line = String::new();
    BufReader::new(&stream).read_line(&mut line).unwrap();
    assert!(line.starts_with("GET /v1/relay"), "{line}");
    let answer = device.run(&["--wait", "0", "import", "--sample"]).unwrap();
    assert_eq!(answer.code, Some(1), "{answer:?}");
    let said = words(&answer);
    assert!(
        said.contains(&first.id().to_string()) && said.contains("ekin sync"),
        "{said}"
    );
    first.kill().unwrap();
    first.wait().unwrap();
    // The system lets go of the lock of a killed process.
    device.say(&["import", "--sample"]).unwrap();
}

#[test]
fn a_newer_programs_file_is_left_alone() {
    let stage = Stage::set();
    let version = |set: Option<u32>| {
        let db = Connection::open(stage.db()).unwrap();
        if let Some(set) = set {
            db.pragma_update(None, "user_version", set).unwrap();
        }
        db.query_row("PRAGMA user_version", [], |row| row.get::<_, u32>(0))
            .unwrap()
    };
    let known = version(None);
    version(Some(known + 1));
    for arguments in [
        &["sync"][..],
        &["status"],
        &["search", "musée"],
        &["import", "--sample"],
    ] {
        stage.fails(arguments);
        let answer = stage.device.run(arguments).unwrap();
        assert!(words(&answer).contains("version plus récente"), "{answer:?}");
    }
    version(Some(known));
    assert!(stage.listings() > 0);
}

#[test]
fn a_damaged_file_is_set_aside_and_said() {
    // A header that is none, and pages in the middle that are none.
    for (name, at, len) in [("header", 0usize, 100usize), ("middle", 4096, usize::MAX)] {
        let stage = Stage::set();
        let db = stage.db();
        Connection::open(&db)
            .unwrap()
            .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))
            .unwrap();
        let mut bytes = std::fs::read(&db).unwrap();
        let end = at.saturating_add(len).min(bytes.len());
        bytes[at..end].iter_mut().for_each(|byte| *byte ^= 0x5a);
        std::fs::write(&db, &bytes).unwrap();
        for answer in stage.fails(&["status"]) {
            assert!(answer.err.contains("ekin sync"), "{name}: {answer:?}");
        }
        // What is advised helps: it may take the first time to find the damage, never more.
        let tries: Vec<Answer> = (0..2).map(|_| stage.device.run(&["sync"]).unwrap()).collect();
        let said = tries
            .iter()
            .find(|answer| words(answer).contains("ekin.db.corrupt-1"));
        assert!(said.is_some(), "{name}: {tries:?}");
        assert!(
            tries.iter().all(|answer| answer.code == Some(1)),
            "{name}: {tries:?}"
        );
        let aside = stage.device.home().join("ekin.db.corrupt-1");
        assert_eq!(std::fs::read(aside).unwrap(), bytes, "{name}");
        // A new beginning in the same home, with the same keys.
        let status = stage.device.json(&["status"]).unwrap();
        assert_eq!(status["territories"].as_array().unwrap().len(), 0, "{name}");
        assert!(!stage.device.home().join("ekin.db.corrupt-2").exists(), "{name}");
    }
}
