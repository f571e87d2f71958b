//! Publishing and importing on one device with no network: what a command does, and what it leaves alone.
#![expect(clippy::unwrap_used, reason = "a test")]

use std::path::Path;
use std::sync::Arc;

use chrono_tz::Tz;
use ekin_core::app::device::{Device, OpenOptions};
use ekin_core::app::error::AppError;
use ekin_core::app::import::{ImportFile, ImportOptions, ImportReport};
use ekin_core::app::surroundings::Surroundings;
use ekin_core::app::territory::NewTerritory;
use ekin_core::domain::field::Field;
use ekin_core::domain::language::LanguageTag;
use ekin_exchange::draft::{Draft, Source};
use rand_core::SeedableRng;

const NOW: i64 = 1_795_000_000_000;

fn device(home: &Path, seed: u64) -> Device {
    let around = Surroundings::new(Arc::new(|| NOW), rand_chacha::ChaCha20Rng::seed_from_u64(seed));
    Device::open(home, OpenOptions::default(), around).unwrap()
}

fn owner(home: &Path) -> Device {
    let device = device(home, 1);
    let territory = NewTerritory {
        name: "Euskal Herria".into(),
        language: LanguageTag::FR,
        relays: vec!["http://127.0.0.1:1".into()],
        zone: Tz::Europe__Paris,
        creation_code: None,
    };
    device.create_territory(&territory).unwrap();
    device
}

fn sourced(n: u32) -> Draft {
    let mut draft = Draft::default();
    draft.title.insert("fr".into(), format!("Annonce {n}"));
    draft.summary.insert("fr".into(), "Venez comme vous êtes.".into());
    let (scheme, id) = ("openagenda".into(), n.to_string());
    draft.source = Some(Source {
        scheme,
        id,
        ..Source::default()
    });
    draft
}

fn import(device: &Device, drafts: &[Draft], options: &ImportOptions<'_>) -> ImportReport {
    let file = serde_json::to_vec(drafts).unwrap();
    device.import(None, &file, options, |_, _| {}).unwrap()
}

#[test]
fn a_second_import_of_the_same_file_changes_nothing() {
    let home = tempfile::tempdir().unwrap();
    let device = owner(home.path());
    let drafts: Vec<_> = (0..200).map(sourced).collect();
    let first = import(&device, &drafts, &ImportOptions::default());
    assert_eq!((first.new.len(), first.rejected), (200, 0), "{:?}", first.fields);
    let again = import(&device, &drafts, &ImportOptions::default());
    assert_eq!((again.new.len(), again.changed.len(), again.same), (0, 0, 200));
}

#[test]
fn a_dry_run_says_the_same_and_writes_nothing() {
    let home = tempfile::tempdir().unwrap();
    let device = owner(home.path());
    let drafts: Vec<_> = (0..3).map(sourced).collect();
    let dry = ImportOptions {
        dry_run: true,
        ..ImportOptions::default()
    };
    assert_eq!(import(&device, &drafts, &dry).new.len(), 3);
    assert_eq!(import(&device, &drafts, &ImportOptions::default()).new.len(), 3);
}

#[test]
fn what_a_person_edited_stays_and_the_rest_follows_the_file() {
    let home = tempfile::tempdir().unwrap();
    let device = owner(home.path());
    let id = import(&device, &[sourced(1)], &ImportOptions::default()).new[0];
    device
        .edit(None, &id.to_string(), &[("title.fr", "Mon titre")])
        .unwrap();
    let mut changed = sourced(1);
    changed.title.insert("fr".into(), "Titre de la source".into());
    changed.summary.insert("fr".into(), "Un autre résumé.".into());
    let report = import(&device, std::slice::from_ref(&changed), &ImportOptions::default());
    assert_eq!(report.changed, [id]);
    assert_eq!(report.kept, [(id, vec![Field::Title])]);
    let again = import(&device, &[changed], &ImportOptions::default());
    assert_eq!(again.same, 1);
}

#[test]
fn what_was_withdrawn_comes_back_only_when_told_and_what_vanished_goes_only_when_told() {
    let home = tempfile::tempdir().unwrap();
    let device = owner(home.path());
    let drafts: Vec<_> = (0..3).map(sourced).collect();
    let ids = import(&device, &drafts, &ImportOptions::default()).new;
    device.withdraw(None, &ids[0].to_string()).unwrap();
    let report = import(&device, &drafts, &ImportOptions::default());
    assert_eq!((report.stay_withdrawn, report.same), (vec![ids[0]], 2));
    let revive = ImportOptions {
        revive: true,
        ..ImportOptions::default()
    };
    assert_eq!(import(&device, &drafts, &revive).changed, [ids[0]]);
    let fewer = import(&device, &drafts[..2], &ImportOptions::default());
    assert!(fewer.withdrawn.is_empty());
    let complete = ImportOptions {
        complete: true,
        ..ImportOptions::default()
    };
    assert_eq!(import(&device, &drafts[..2], &complete).withdrawn, [ids[2]]);
}

#[test]
fn undo_takes_back_an_edit_a_withdrawal_and_a_publication() {
    let home = tempfile::tempdir().unwrap();
    let device = owner(home.path());
    let id = device.publish(None, &sourced(1)).unwrap();
    device
        .edit(None, &id.to_string(), &[("title.fr", "Autre")])
        .unwrap();
    device.withdraw(None, &id.to_string()).unwrap();
    assert_eq!(device.undo().unwrap(), [id]);
    let same = |draft: &Draft| import(&device, std::slice::from_ref(draft), &ImportOptions::default());
    assert_eq!(
        same(&sourced(1)).kept.len(),
        1,
        "the withdrawal is taken back, the edit stands"
    );
    assert_eq!(device.undo().unwrap(), [id]);
    assert_eq!(same(&sourced(1)).same, 1, "the edit is taken back");
    assert_eq!(device.undo().unwrap(), [id]);
    assert_eq!(
        same(&sourced(1)).stay_withdrawn,
        [id],
        "the publication is taken back"
    );
    assert!(matches!(device.undo(), Err(AppError::NothingToUndo)));
}

#[test]
fn a_reader_may_not_publish_and_a_wrong_draft_names_its_fields() {
    let home = tempfile::tempdir().unwrap();
    let device = owner(&home.path().join("owner"));
    let mut wrong = sourced(1);
    wrong.title.clear();
    wrong.place = Some(ekin_exchange::draft::Place {
        lat: Some(999.0),
        lon: Some(0.0),
        ..Default::default()
    });
    let Err(AppError::Fields(fields)) = device.publish(None, &wrong) else {
        unreachable!()
    };
    let named: Vec<_> = fields.iter().map(|error| error.field).collect();
    assert!(
        named.contains(&Field::Title) && named.contains(&Field::Place),
        "{named:?}"
    );
    let link = device.territories().unwrap()[0].link.clone();
    let reader = self::device(&home.path().join("reader"), 2);
    reader.join(&link).unwrap();
    assert!(matches!(
        reader.publish(None, &sourced(1)),
        Err(AppError::NotAMember)
    ));
    assert!(matches!(reader.join(&link), Err(AppError::AlreadyJoined { .. })));
    assert!(matches!(reader.join("ekin:AAAA"), Err(AppError::Link(_))));
}

#[test]
fn two_devices_of_one_organisation_import_the_same_bytes() {
    // The payload holds no clock: the same file gives the same listing on every device.
    let home = tempfile::tempdir().unwrap();
    let (a, b) = (owner(&home.path().join("a")), owner(&home.path().join("b")));
    let ids = |device: &Device| import(device, &[sourced(7)], &ImportOptions::default()).new;
    assert_eq!(
        ids(&a),
        ids(&b),
        "one seed, one territory, one source id: one object"
    );
}

fn files(device: &Device, files: &[&[Draft]], options: &ImportOptions<'_>) -> Vec<ImportReport> {
    let bytes: Vec<_> = files
        .iter()
        .map(|drafts| serde_json::to_vec(drafts).unwrap())
        .collect();
    let files: Vec<_> = bytes
        .iter()
        .map(|bytes| ImportFile { bytes, name: None })
        .collect();
    let reports = device.import_all(None, &files, options, |_, _| {}).unwrap();
    reports.into_iter().map(Result::unwrap).collect()
}

#[test]
fn several_files_are_one_source_and_change_nothing_a_second_time() {
    let home = tempfile::tempdir().unwrap();
    let device = owner(home.path());
    let (mut older, mut newer) = (sourced(1), sourced(1));
    older.title.insert("fr".into(), "Ancien".into());
    older.updated = Some("2026-01-01T00:00:00Z".into());
    newer.updated = Some("2026-02-01T00:00:00Z".into());
    let sets: [&[Draft]; 2] = [&[newer, sourced(2)], &[older, sourced(3), sourced(2)]];
    let first = files(&device, &sets, &ImportOptions::default());
    assert_eq!(
        (first[0].new.len(), first[0].superseded),
        (1, 1),
        "2 comes from the last file"
    );
    assert_eq!(
        (first[1].new.len(), first[1].superseded),
        (2, 1),
        "1 comes from where it is newer"
    );
    let shown = device.show(&first[0].new[0].to_string(), Tz::UTC).unwrap();
    assert_eq!(shown.draft.title["fr"], "Annonce 1");
    let again = files(&device, &sets, &ImportOptions::default());
    for report in again {
        assert_eq!((report.new.len(), report.changed.len()), (0, 0));
    }
}

#[test]
fn only_what_is_in_none_of_the_files_has_vanished() {
    let home = tempfile::tempdir().unwrap();
    let device = owner(home.path());
    let all: Vec<_> = (0..4).map(sourced).collect();
    let ids = import(&device, &all, &ImportOptions::default()).new;
    let complete = ImportOptions {
        complete: true,
        ..ImportOptions::default()
    };
    let mut unreadable = sourced(2);
    unreadable.title.insert("fr".into(), "x".repeat(500));
    let reports = files(&device, &[&all[..2], &[unreadable]], &complete);
    assert!(reports[0].withdrawn.is_empty());
    assert_eq!(
        reports[1].withdrawn,
        [ids[3]],
        "what cannot be read has not vanished"
    );
    assert_eq!(reports[1].rejected, 1);
    let good = serde_json::to_vec(&all[..1]).unwrap();
    let both = [&good[..], b"no listing at all"].map(|bytes| ImportFile { bytes, name: None });
    let reports = device.import_all(None, &both, &complete, |_, _| {}).unwrap();
    assert!(
        reports[0].as_ref().unwrap().withdrawn.is_empty(),
        "a file is missing: nothing has vanished"
    );
    assert!(reports[1].is_err());
}

#[test]
fn an_import_is_one_step_to_take_back_and_too_large_a_one_hides_none_before() {
    let home = tempfile::tempdir().unwrap();
    let device = owner(home.path());
    let mine = device
        .publish(
            None,
            &Draft {
                source: None,
                ..sourced(0)
            },
        )
        .unwrap();
    let some: Vec<_> = (1..200).map(sourced).collect();
    import(&device, &some, &ImportOptions::default());
    assert_eq!(device.undo().unwrap().len(), 199);
    let many: Vec<_> = (1000..1700).map(sourced).collect();
    import(&device, &many, &ImportOptions::default());
    assert!(matches!(device.undo(), Err(AppError::UndoTooLarge)));
    assert!(
        !device
            .show(&mine.to_string(), Tz::UTC)
            .unwrap()
            .draft
            .about
            .unwrap()
            .withdrawn
    );
}

#[test]
fn a_list_is_published_whole_or_not_at_all() {
    let home = tempfile::tempdir().unwrap();
    let device = owner(home.path());
    let (good, mut bad) = (
        Draft {
            source: None,
            ..sourced(1)
        },
        sourced(2),
    );
    bad.title.insert("fr".into(), String::new());
    match device.publish_all(None, &[good.clone(), bad]) {
        Err(AppError::Fields(errors)) => assert_eq!(errors[0].path, "[1].title"),
        other => panic!("{other:?}"),
    }
    assert!(device.search(&Default::default(), Tz::UTC).unwrap().empty);
    assert_eq!(device.publish_all(None, &[good.clone(), good]).unwrap().len(), 2);
    assert_eq!(device.undo().unwrap().len(), 2);
}
