//! Photos of an outing and a real relay: what people do not agree to does not leave, what they take back is gone from every device
//! and from the relay, also for who comes back late; a note that two write offline; an incident that waits for the staff.

#![expect(clippy::unwrap_used, reason = "a test")]

use std::io::Cursor;
use std::path::Path;
use std::sync::Arc;

use ekin_core::app::consent::NewConsent;
use ekin_core::app::device::Device;
use ekin_core::app::document::Kind;
use ekin_core::app::error::AppError;
use ekin_core::app::ids::{Role, SpaceId};
use ekin_core::app::incident::{NewIncident, Reported};
use ekin_core::app::moment::{MomentError, MomentState, NewMoment};
use ekin_core::app::says;
use ekin_core::app::space::Kind as Sort;
use ekin_core::domain::consent::{Audience, Purpose, Signer, Standing};
use ekin_core::domain::language::LanguageTag;
use ekin_core::media::picture::Area;
use ekin_i18n::{Catalog, Language};
use ekin_tests::scene::{HOUR_MS, Scene, invite, sync};
use image::{ImageFormat, Rgb, RgbImage};

const WORDS: &str = "Colette et Joseph devant le vieux pressoir";

fn owned(fields: &[&str]) -> Vec<String> {
    fields.iter().map(|field| (*field).to_owned()).collect()
}

struct Outing {
    scene: Scene,
    space: SpaceId,
    ane: Arc<Device>,
    mikel: Arc<Device>,
    leire: Arc<Device>,
}

impl Outing {
    /// An outing of three devices with Joseph and Colette.
    fn new() -> Self {
        let scene = Scene::new(&[]);
        let [ane, mikel, leire] = ["ane", "mikel", "leire"].map(|name| scene.device(name));
        let space = scene.space(&ane, Sort::Outing, "Museum");
        for (n, name) in [(1, "Joseph"), (2, "Colette")] {
            let person = format!("{n:02x}").repeat(16);
            let profile = owned(&[&format!("person={person}"), &format!("name={name}")]);
            ane.new_document(space, Kind::Profile, &profile, LanguageTag::FR)
                .unwrap();
        }
        let plan = owned(&["title=Museum", "start=2026-12-05T14:00"]);
        ane.new_document(space, Kind::Outing, &plan, LanguageTag::FR)
            .unwrap();
        let outing = Self {
            scene,
            space,
            ane,
            mikel,
            leire,
        };
        join(&outing.ane, &outing.mikel, space, Role::Educator, 1);
        join(&outing.ane, &outing.leire, space, Role::Educator, 2);
        outing
    }

    fn consent(&self, by: &Device, person: &str, yes: bool) {
        let new = NewConsent {
            person: person.into(),
            purposes: vec![Purpose::Memory],
            audiences: vec![Audience::Present],
            yes,
            signer: Signer::Oneself,
            name: None,
            signed_on: None,
            until: None,
        };
        by.note_consent(self.space, &new).unwrap();
    }

    fn add(&self, by: &Device, people: &[&str]) -> String {
        let new = NewMoment {
            bytes: &photo(),
            words: Some(WORDS),
            people: owned(people),
            others: Some(0),
            outing: None,
            purpose: Purpose::Memory,
        };
        by.add_moment(self.space, &new).unwrap().object.to_string()
    }

    fn share(&self, by: &Device, id: &str) -> Result<String, AppError> {
        let shared = by.share_moment(self.space, id, Audience::Present, None)?;
        Ok(shared.object.to_string())
    }

    fn seen(&self, on: &Device) -> usize {
        on.moments(self.space).unwrap().len()
    }

    fn count(&self, table: &str) -> i64 {
        let db = rusqlite::Connection::open(self.scene.relay.data().join("relay.db")).unwrap();
        let sql = format!("SELECT count(*) FROM {table}");
        db.query_row(&sql, [], |row| row.get(0)).unwrap()
    }
}

fn join(owner: &Arc<Device>, device: &Arc<Device>, space: SpaceId, role: Role, ord: u32) {
    let link = invite(owner, space, role, HOUR_MS);
    sync(owner);
    device.accept_invitation(&link).unwrap();
    sync(device);
    sync(owner);
    owner.approve_member(space, ord).unwrap();
    sync(owner);
    sync(device);
}

/// A picture whose left half, Colette's, is red.
fn photo() -> Vec<u8> {
    let image = RgbImage::from_fn(640, 480, |x, y| match x < 320 {
        true => Rgb([250, (y / 4) as u8, 10]),
        false => Rgb([10, (x / 4) as u8, 200]),
    });
    let mut jpeg = Cursor::new(Vec::new());
    image.write_to(&mut jpeg, ImageFormat::Jpeg).unwrap();
    jpeg.into_inner()
}

fn holds(folder: &Path, wanted: &[u8]) -> bool {
    std::fs::read_dir(folder).unwrap().any(|entry| {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => holds(&path, wanted),
            false => {
                let bytes = std::fs::read(&path).unwrap();
                bytes.windows(wanted.len()).any(|window| window == wanted)
            }
        }
    })
}

fn shelf(home: &Path) -> usize {
    std::fs::read_dir(home.join("blobs")).map_or(0, |files| files.count())
}

#[test]
fn a_photo_waits_for_everybody_s_yes_and_is_gone_with_one_who_takes_it_back() {
    let outing = Outing::new();
    outing.consent(&outing.ane, "Joseph", true);
    let id = outing.add(&outing.ane, &["Joseph", "Colette"]);
    let refused = outing.share(&outing.ane, &id).unwrap_err();
    let said = says::error(&refused);
    assert_eq!(
        (said.code, said.points.len(), said.points[0].code),
        ("no-consent", 1, "not-asked")
    );
    for language in [Language::Fr, Language::Eu, Language::Es] {
        let words = Catalog::new(language).format(&said.points[0].text);
        assert!(words.contains("Colette"), "{words}");
    }
    sync(&outing.ane);
    assert_eq!(outing.count("blob"), 0, "nothing left");

    outing.consent(&outing.ane, "Colette", true);
    let shared = outing.share(&outing.ane, &id).unwrap();
    for device in [&outing.ane, &outing.mikel, &outing.leire] {
        sync(device);
    }
    for device in [&outing.mikel, &outing.leire] {
        device.want_blob(outing.space, &shared).unwrap();
        sync(device);
        let mut bytes = Vec::new();
        device.write_moment(outing.space, &shared, &mut bytes).unwrap();
        assert!(image::load_from_memory(&bytes).is_ok());
    }
    assert_eq!(outing.count("blob"), 2);
    let slots = outing.count("slot");

    // Leire's phone is off from here on. Colette tells Mikel, where there is no network.
    let noted = outing
        .mikel
        .withdraw_consent(outing.space, "Colette", &[], &[])
        .unwrap();
    assert_eq!((noted.gone, outing.seen(&outing.mikel)), (1, 0), "hidden at once");
    assert_eq!(shelf(outing.mikel.home()), 0);
    sync(&outing.mikel);
    assert_eq!((outing.count("blob"), outing.count("slot")), (0, slots - 1));
    sync(&outing.ane);
    sync(&outing.leire);
    for device in [&outing.ane, &outing.mikel, &outing.leire] {
        assert_eq!(outing.seen(device), 0);
        assert_eq!(shelf(device.home()), 0);
        assert!(!holds(device.home(), WORDS.as_bytes()));
        assert!(matches!(
            device.write_moment(outing.space, &shared, &mut Vec::new()),
            Err(AppError::Moment(MomentError::NoMoment { .. }))
        ));
    }
    assert!(!holds(outing.scene.relay.data(), WORDS.as_bytes()));
}

#[test]
fn a_phone_that_was_away_with_a_photo_brings_nothing_that_was_taken_back() {
    let outing = Outing::new();
    outing.consent(&outing.ane, "Joseph", true);
    for device in [&outing.ane, &outing.mikel] {
        sync(device);
    }
    // Made and shared on the mountain; meanwhile Joseph says no at the house.
    let id = outing.add(&outing.mikel, &["Joseph"]);
    outing.share(&outing.mikel, &id).unwrap();
    outing.consent(&outing.ane, "Joseph", false);
    sync(&outing.ane);
    sync(&outing.mikel);
    sync(&outing.mikel);
    assert_eq!(outing.seen(&outing.mikel), 0);
    assert_eq!(shelf(outing.mikel.home()), 0);
    assert!(!holds(outing.mikel.home(), WORDS.as_bytes()));
    sync(&outing.ane);
    assert_eq!((outing.seen(&outing.ane), outing.count("blob")), (0, 0));
    // The same the other way round: who is asked again says yes, and then it may leave.
    outing.consent(&outing.ane, "Joseph", true);
    sync(&outing.ane);
    sync(&outing.mikel);
    let id = outing.add(&outing.mikel, &["Joseph"]);
    outing.share(&outing.mikel, &id).unwrap();
    sync(&outing.mikel);
    assert_eq!(outing.count("blob"), 2);
}

#[test]
fn a_covered_face_leaves_with_nobody_s_leave_and_nobody_gets_what_is_under_it() {
    let outing = Outing::new();
    outing.consent(&outing.ane, "Joseph", true);
    let id = outing.add(&outing.ane, &["Joseph", "Colette"]);
    let left = Area {
        x: 0,
        y: 0,
        width: 320,
        height: 480,
    };
    outing
        .ane
        .mask_moment(outing.space, &id, left, Some("colette"))
        .unwrap();
    let shared = outing.share(&outing.ane, &id).unwrap();
    sync(&outing.ane);
    sync(&outing.mikel);
    outing.mikel.want_blob(outing.space, &shared).unwrap();
    sync(&outing.mikel);
    for preview in [true, false] {
        let mut bytes = Vec::new();
        outing
            .mikel
            .write_blob(outing.space, &shared, preview, &mut bytes)
            .unwrap();
        let seen = image::load_from_memory(&bytes).unwrap().into_rgb8();
        let covered = seen.width() / 2 - 8;
        assert!(
            seen.enumerate_pixels()
                .all(|(x, _, pixel)| x >= covered || pixel.0[0] < 60)
        );
    }
    let line = outing.mikel.moment(outing.space, &shared).unwrap();
    assert_eq!((line.masks, line.masked_by, line.people.len()), (1, Some(0), 1));
    assert!(matches!(line.state, MomentState::Shared { .. }));
    assert_eq!(shelf(outing.ane.home()), 2, "what lay under it is gone");
}

#[test]
fn what_each_knows_of_a_consent_comes_to_the_same_in_any_order() {
    let outing = Outing::new();
    outing.consent(&outing.ane, "Joseph", true);
    outing.consent(&outing.mikel, "Joseph", false);
    for device in [&outing.mikel, &outing.ane, &outing.leire, &outing.mikel] {
        sync(device);
    }
    let of = |device: &Device| {
        let all = device.consents(outing.space, Some("Joseph")).unwrap();
        let mut all: Vec<_> = all
            .iter()
            .map(|one| (one.answer, one.standing, one.disagree))
            .collect();
        all.sort_by_key(|(answer, ..)| *answer);
        all
    };
    assert_eq!(of(&outing.ane), of(&outing.mikel));
    assert_eq!(of(&outing.ane), of(&outing.leire));
    assert_eq!(of(&outing.leire).len(), 2);
    assert!(
        of(&outing.leire)
            .iter()
            .all(|(_, standing, disagree)| *disagree && *standing == Standing::Refused(Audience::Present))
    );
}

#[test]
fn a_note_that_two_write_offline_has_what_both_wrote() {
    let outing = Outing::new();
    let fields = owned(&["title=Retour", "text=Joseph a bien mangé."]);
    let id = outing
        .ane
        .new_document(outing.space, Kind::Note, &fields, LanguageTag::FR)
        .unwrap()
        .to_string();
    for device in [&outing.ane, &outing.mikel] {
        sync(device);
    }
    let write = |device: &Device, text: &str| {
        let fields = [format!("text={text}")];
        device
            .edit_document(outing.space, &id, &fields, LanguageTag::FR)
            .unwrap();
    };
    write(&outing.ane, "Joseph a bien mangé. Il a demandé une glace.");
    write(&outing.mikel, "À midi, Joseph a bien mangé.");
    for device in [&outing.ane, &outing.mikel, &outing.ane] {
        sync(device);
    }
    for device in [&outing.ane, &outing.mikel] {
        let shown = device.show_document(outing.space, &id).unwrap();
        let text = shown.contents.view().shared("text").map(ToOwned::to_owned);
        assert_eq!(
            text.as_deref(),
            Some("À midi, Joseph a bien mangé. Il a demandé une glace.")
        );
        assert!(shown.rivals.is_empty());
    }
}

#[test]
fn an_incident_is_read_by_the_staff_and_by_nobody_on_the_outing() {
    let outing = Outing::new();
    let what = "Colette est tombée sur les marches du musée";
    let new = NewIncident {
        what: what.into(),
        people: owned(&["Colette"]),
        measures: Some("Glace, infirmière appelée".into()),
        ..NewIncident::default()
    };
    assert_eq!(outing.mikel.report_incident(None, &new).unwrap(), Reported::Kept);
    for device in [&outing.mikel, &outing.ane, &outing.leire] {
        sync(device);
    }
    assert!(!holds(outing.leire.home(), what.as_bytes()));
    // Back at the house Mikel's phone joins the team's space: it goes there by itself.
    let staff = outing.scene.space(&outing.ane, Sort::Staff, "Lantaldea");
    join(&outing.ane, &outing.mikel, staff, Role::Educator, 1);
    for device in [&outing.mikel, &outing.ane, &outing.mikel] {
        sync(device);
    }
    for device in [&outing.ane, &outing.mikel] {
        let all = device.incidents(None).unwrap();
        assert_eq!(all.len(), 1);
        assert_eq!((all[0].what.as_str(), all[0].object.is_some()), (what, true));
        assert!(all[0].logged);
    }
    sync(&outing.leire);
    assert!(!holds(outing.leire.home(), what.as_bytes()));
    assert!(outing.leire.incidents(None).unwrap().is_empty());
    assert!(!holds(outing.scene.relay.data(), what.as_bytes()));
}
