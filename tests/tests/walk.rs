//! Two devices and a real relay: one publishes, the other browses, with the network cut in between.

#![expect(clippy::unwrap_used, reason = "a test")]

use std::sync::Arc;

use chrono_tz::Tz;
use ekin_core::app::device::{Device, OpenOptions};
use ekin_core::app::import::ImportOptions;
use ekin_core::app::surroundings::Surroundings;
use ekin_core::app::sync::{Mode, Notice, Stop};
use ekin_core::app::territory::NewTerritory;
use ekin_core::domain::language::LanguageTag;
use ekin_exchange::draft::Draft;
use ekin_harness::{Cable, Programs, RelayProcess};
use ekin_protocol::membership::Role;

fn device(folder: &std::path::Path, name: &str) -> Arc<Device> {
    let around = Surroundings::of_machine().unwrap();
    Arc::new(Device::open(&folder.join(name), OpenOptions::default(), around).unwrap())
}

fn sync(device: &Arc<Device>) -> Vec<Notice> {
    let mut heard = Vec::new();
    device
        .sync(Mode::Once, Stop::default(), |notice| {
            heard.push(notice.clone());
            true
        })
        .unwrap();
    heard
}

fn draft(title: &str) -> Draft {
    let mut draft = Draft::default();
    draft.title.insert("fr".into(), title.into());
    draft
}

fn live(device: &Device) -> u64 {
    device.territories().unwrap()[0].seq
}

#[test]
fn one_publishes_another_browses_and_both_edit_offline() {
    let folder = tempfile::tempdir().unwrap();
    let programs = Programs::from_environment().unwrap();
    let relay = RelayProcess::start(
        &programs.relay,
        &folder.path().join("relay"),
        &["--pack-after-ms", "50"],
    );
    let relay = relay.unwrap();
    let cable = Cable::to(relay.address()).unwrap();
    let owner = device(folder.path(), "owner");
    let territory = owner
        .create_territory(&NewTerritory {
            name: "Euskal Herria".into(),
            language: LanguageTag::FR,
            relays: vec![cable.url()],
            zone: Tz::Europe__Paris,
            creation_code: None,
        })
        .unwrap();
    let id = owner.publish(None, &draft("Le musée")).unwrap();
    cable.cut();
    let offline = sync(&owner);
    assert!(
        offline.iter().any(|n| matches!(n, Notice::Unreachable { .. })),
        "{offline:?}"
    );
    cable.mend();
    let heard = sync(&owner);
    assert_eq!(heard.last(), Some(&Notice::Settled), "{heard:?}");
    assert!(!owner.territories().unwrap()[0].link.is_empty());

    let reader = device(folder.path(), "reader");
    reader.join(&territory.link).unwrap();
    let heard = sync(&reader);
    assert!(
        heard.iter().any(|n| matches!(n, Notice::Fresh { .. })),
        "{heard:?}"
    );
    assert_eq!(live(&reader), live(&owner), "{heard:?}");

    let second = device(folder.path(), "second");
    second.join(&territory.link).unwrap();
    sync(&second);
    let org = owner
        .add_publisher(None, &second.device_link("Ane"), Role::Moderator, None)
        .unwrap();
    sync(&owner);
    sync(&second);
    let (publishers, waiting) = second.publishers(None).unwrap();
    assert!(waiting.is_empty());
    assert!(publishers.iter().any(|p| p.me && p.org == org), "{publishers:?}");

    owner
        .edit(None, &id.to_string(), &[("title.eu", "Museoa")])
        .unwrap();
    second
        .edit(None, &id.to_string(), &[("title.es", "El museo")])
        .unwrap();
    for device in [&owner, &second, &owner, &reader] {
        let heard = sync(device);
        assert!(
            !heard.iter().any(|n| matches!(n, Notice::Lied { .. })),
            "{heard:?}"
        );
    }
    assert_eq!(live(&reader), live(&owner));
    assert_eq!(live(&second), live(&owner));
    let many: Vec<Draft> = (0..300).map(|n| draft(&format!("Annonce numéro {n}"))).collect();
    let file = serde_json::to_vec(&many).unwrap();
    let report = owner
        .import(None, &file, &ImportOptions::default(), |_, _| {})
        .unwrap();
    assert_eq!(report.new.len(), 300);
    let heard = sync(&owner);
    assert_eq!(heard.last(), Some(&Notice::Settled), "{heard:?}");
    sync(&reader);
    assert_eq!(live(&reader), live(&owner));
}

#[test]
fn after_a_restore_every_device_sends_its_own_again() {
    let folder = tempfile::tempdir().unwrap();
    let programs = Programs::from_environment().unwrap();
    let data = folder.path().join("relay");
    let mut relay = RelayProcess::start(&programs.relay, &data, &["--pack-after-ms", "50"]).unwrap();
    let owner = device(folder.path(), "owner");
    let territory = NewTerritory {
        name: "Euskal Herria".into(),
        language: LanguageTag::FR,
        relays: vec![relay.url()],
        zone: Tz::Europe__Paris,
        creation_code: None,
    };
    let territory = owner.create_territory(&territory).unwrap();
    let kept = owner.publish(None, &draft("Avant la sauvegarde")).unwrap();
    sync(&owner);
    let (reader, ahead) = (device(folder.path(), "reader"), device(folder.path(), "ahead"));
    reader.join(&territory.link).unwrap();
    ahead.join(&territory.link).unwrap();
    sync(&reader);

    let operate = |arguments: &[&str]| {
        let mut command = std::process::Command::new(&programs.relay);
        let output = command
            .args(["--data"])
            .arg(&data)
            .args(arguments)
            .output()
            .unwrap();
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
    };
    let backups = folder.path().join("backups");
    std::fs::create_dir(&backups).unwrap();
    operate(&["backup", &backups.display().to_string()]);
    owner
        .edit(None, &kept.to_string(), &[("title.eu", "Gordetakoaren ondoren")])
        .unwrap();
    owner.publish(None, &draft("Après la sauvegarde")).unwrap();
    sync(&owner);
    sync(&ahead);

    relay.kill().unwrap();
    let file = std::fs::read_dir(&backups)
        .unwrap()
        .map(|file| file.unwrap().path());
    let file = file
        .filter(|path| path.extension().is_some_and(|ext| ext == "db"))
        .max()
        .unwrap();
    operate(&["restore", &file.display().to_string()]);
    relay.start_again().unwrap();
    for device in [&reader, &owner, &ahead, &reader] {
        let heard = sync(device);
        let bad = |n: &Notice| matches!(n, Notice::Lied { .. } | Notice::Refused { .. });
        assert!(!heard.iter().any(bad), "{heard:?}");
    }
    assert_eq!(live(&owner), live(&ahead));
    assert_eq!(live(&owner), live(&reader));
    for device in [&owner, &ahead, &reader] {
        for verified in device.verify(None, true).unwrap() {
            assert!(verified.differences.is_empty(), "{:?}", verified.differences);
        }
    }
}

#[test]
fn a_device_that_watches_sends_at_once_what_is_published_on_it() {
    let folder = tempfile::tempdir().unwrap();
    let programs = Programs::from_environment().unwrap();
    let relay = RelayProcess::start(&programs.relay, &folder.path().join("relay"), &[]).unwrap();
    let owner = device(folder.path(), "owner");
    let territory = NewTerritory {
        name: "Euskal Herria".into(),
        language: LanguageTag::FR,
        relays: vec![relay.url()],
        zone: Tz::Europe__Paris,
        creation_code: None,
    };
    owner.create_territory(&territory).unwrap();
    let (hear, heard) = std::sync::mpsc::sync_channel(256);
    let stop = Stop::default();
    let watching = {
        let (owner, stop) = (owner.clone(), stop.clone());
        std::thread::spawn(move || owner.sync(Mode::Watch, stop, |notice| hear.send(notice.clone()).is_ok()))
    };
    let wait_for = |wanted: fn(&Notice) -> bool| {
        let limit = std::time::Duration::from_secs(30);
        while !wanted(&heard.recv_timeout(limit).unwrap()) {}
    };
    wait_for(|notice| matches!(notice, Notice::Settled));
    owner.publish(None, &draft("Tout de suite")).unwrap();
    // Far sooner than the next look at the relay, which is a minute away.
    wait_for(|notice| matches!(notice, Notice::Received { .. }));
    drop(heard);
    stop.stop();
    watching.join().unwrap().unwrap();
}
