//! Every device of an owner is lost, and a code on paper brings a new one back, with a real relay.

#![expect(clippy::unwrap_used, reason = "a test")]

use std::sync::Arc;

use ekin_core::app::device::Device;
use ekin_core::app::document::Kind;
use ekin_core::app::error::AppError;
use ekin_core::app::ids::{Code, Role, SpaceId};
use ekin_core::app::recovery::{PaperCode, PaperCodeError, WhereSpaces, WordLanguage};
use ekin_core::app::space::{Kind as Sort, PrivateSpace};
use ekin_core::app::sync::Notice;
use ekin_core::domain::kind::Plain;
use ekin_core::domain::language::LanguageTag;
use ekin_tests::scene::{HOUR_MS, Scene, invite, sync};

struct House {
    scene: Scene,
    home: SpaceId,
    staff: SpaceId,
    phone: Arc<Device>,
    tablet: Arc<Device>,
}

fn note(on: &Device, space: SpaceId, title: &str) -> String {
    let fields = [format!("title={title}")];
    let id = on.new_document(space, Kind::Note, &fields, LanguageTag::FR);
    id.unwrap().to_string()
}

fn edit(on: &Device, space: SpaceId, id: &str, title: &str) {
    let fields = [format!("title={title}")];
    on.edit_document(space, id, &fields, LanguageTag::FR).unwrap();
}

fn title(on: &Device, space: SpaceId, id: &str) -> Option<String> {
    let shown = on.show_document(space, id).ok()?;
    match shown.contents.values().get("title") {
        Some(Plain::Str(title)) => Some(title.clone()),
        _ => None,
    }
}

fn standing(on: &Device, space: SpaceId) -> PrivateSpace {
    let spaces = on.private_spaces().unwrap();
    spaces.into_iter().find(|one| one.space == space).unwrap()
}

fn words(code: &PaperCode, language: WordLanguage) -> String {
    code.words(language).join(" ")
}

impl House {
    /// A house of two spaces: an owner's phone and a tablet of the residents.
    fn new() -> Self {
        let scene = Scene::new(&[]);
        let phone = scene.device("phone");
        let [home, staff] = [Sort::Home, Sort::Staff].map(|kind| scene.space(&phone, kind, "Etxea"));
        sync(&phone);
        let link = invite(&phone, home, Role::Resident, HOUR_MS);
        sync(&phone);
        let tablet = scene.device("tablet");
        tablet.accept_invitation(&link).unwrap();
        for device in [&tablet, &phone, &tablet] {
            sync(device);
        }
        Self {
            scene,
            home,
            staff,
            phone,
            tablet,
        }
    }

    fn device(&self, name: &str) -> Arc<Device> {
        self.scene.device(name)
    }

    fn protect(&self) -> PaperCode {
        let code = self.phone.make_recovery().unwrap();
        let tried = self.phone.try_recovery(&words(&code, WordLanguage::French));
        assert!(tried.unwrap().first);
        sync(&self.phone);
        code
    }

    fn sheet(&self) -> Vec<WhereSpaces> {
        let sheets = self.phone.recovery().unwrap().sheets;
        sheets.into_iter().map(WhereSpaces::Link).collect()
    }
}

#[test]
fn a_lost_phone_is_brought_back_by_its_paper_in_another_language() {
    let house = House::new();
    let plan = note(&house.phone, house.home, "Sortie au musée");
    let dossier = note(&house.phone, house.staff, "Dossier");
    for device in [&house.phone, &house.tablet] {
        sync(device);
    }
    edit(&house.tablet, house.home, &plan, "Musée basque");
    sync(&house.tablet);
    assert_eq!(
        (
            standing(&house.phone, house.home).owners,
            standing(&house.phone, house.home).protected
        ),
        (1, false),
        "nothing says protected"
    );
    let code = house.phone.make_recovery().unwrap();
    sync(&house.phone);
    assert!(
        !standing(&house.phone, house.home).protected,
        "shown, and not tried"
    );
    let tried = house
        .phone
        .try_recovery(&words(&code, WordLanguage::French))
        .unwrap();
    assert_eq!((tried.first, tried.spaces), (true, 2));
    assert!(
        !standing(&house.phone, house.home).protected,
        "tried, and not in the log"
    );
    sync(&house.phone);
    for space in [house.home, house.staff] {
        assert!(standing(&house.phone, space).protected);
    }
    let again = house
        .phone
        .try_recovery(&words(&code, WordLanguage::Spanish))
        .unwrap();
    assert!(!again.first, "the paper may be tried at any time");

    // The phone falls into the sea. What it had not sent goes with it; what the relay has comes back, in Basque.
    let sheet = house.sheet();
    let new = house.device("new");
    let spaces = new
        .use_recovery(&words(&code, WordLanguage::Basque), &sheet)
        .unwrap();
    assert_eq!(spaces, [house.home, house.staff]);
    sync(&new);
    for one in new.recovered(&spaces).unwrap() {
        assert_eq!((one.owner, one.lost), (Ok(()), Some(0)), "{}", one.name);
    }
    assert_eq!(title(&new, house.home, &plan).as_deref(), Some("Musée basque"));
    assert_eq!(title(&new, house.staff, &dossier).as_deref(), Some("Dossier"));
    assert_eq!(standing(&new, house.staff).kind, Sort::Staff);

    // It puts the lost one out, which reads and writes no more; the paper still opens everything.
    for space in [house.home, house.staff] {
        new.remove_member(space, 0).unwrap();
    }
    sync(&new);
    edit(&new, house.home, &plan, "Après");
    sync(&new);
    edit(&house.phone, house.home, &plan, "du fond de la mer");
    let told = sync(&house.phone);
    let removed = |notice: &Notice| {
        matches!(
            notice,
            Notice::Refused {
                code: Code::Removed,
                ..
            }
        )
    };
    assert!(told.iter().any(removed), "{told:?}");
    assert_eq!(
        title(&house.phone, house.home, &plan).as_deref(),
        Some("Musée basque")
    );
    sync(&house.tablet);
    assert_eq!(title(&house.tablet, house.home, &plan).as_deref(), Some("Après"));
    for space in [house.home, house.staff] {
        let stands = standing(&new, space);
        assert!(stands.protected && stands.owners == 1 && stands.role == Some(Role::Owner));
    }
    assert_eq!(new.recovery().unwrap().sheets.len(), 1, "one relay, one sheet");
    let third = house.device("third");
    let at = [WhereSpaces::Relay(house.scene.cable.url(), house.staff)];
    third
        .use_recovery(&words(&code, WordLanguage::French), &at)
        .unwrap();
    sync(&third);
    assert_eq!(title(&third, house.staff, &dossier).as_deref(), Some("Dossier"));
    assert_eq!(
        standing(&third, house.staff).kind,
        Sort::Staff,
        "its genesis said so"
    );
}

#[test]
fn a_new_paper_puts_the_old_one_out_of_every_space() {
    let house = House::new();
    let old = house.protect();
    let new = house.protect();
    sync(&house.phone);
    let sheet = house.sheet();
    let thief = house.device("thief");
    let spaces = thief
        .use_recovery(&words(&old, WordLanguage::French), &sheet)
        .unwrap();
    sync(&thief);
    for one in thief.recovered(&spaces).unwrap() {
        assert_eq!(one.owner, Err(Some(Code::NotAllowed)), "{}", one.name);
    }
    let plan = note(&house.phone, house.home, "Nouvelle clé");
    sync(&house.phone);
    let back = house.device("back");
    back.use_recovery(&words(&new, WordLanguage::French), &sheet)
        .unwrap();
    sync(&back);
    assert_eq!(title(&back, house.home, &plan).as_deref(), Some("Nouvelle clé"));
    let members = back.members(house.home).unwrap().0;
    let papers = members
        .iter()
        .filter(|one| one.recovery && one.role.is_some())
        .count();
    assert_eq!(papers, 1);

    // Brought back by one paper, the new device makes its own: the former goes there too.
    let own = back.make_recovery().unwrap();
    back.try_recovery(&words(&own, WordLanguage::French)).unwrap();
    sync(&back);
    let members = back.members(house.home).unwrap().0;
    let papers: Vec<_> = members
        .iter()
        .filter(|one| one.recovery && one.role.is_some())
        .collect();
    assert_eq!(papers.len(), 1);
    assert!(papers[0].has_key);
}

#[test]
fn what_is_no_right_code_says_so_and_brings_nothing_back() {
    let house = House::new();
    assert!(matches!(
        house
            .phone
            .try_recovery(&words(&PaperCode::from_entropy(&[3; 14]), WordLanguage::French)),
        Err(AppError::NoPaper)
    ));
    let code = house.protect();
    let right = code.words(WordLanguage::French);
    let other = PaperCode::from_entropy(&[3; 14]);
    assert!(matches!(
        house.phone.try_recovery(&words(&other, WordLanguage::French)),
        Err(AppError::OtherPaper)
    ));
    let mut mistyped = right.map(str::to_owned);
    mistyped[4].push('w');
    let mut mixed = right;
    mixed[6] = code.words(WordLanguage::Basque)[6];
    let cases = [
        (mistyped.join(" "), "unknown"),
        (mixed.join(" "), "language"),
        (right[..11].join(" "), "count"),
        (String::new(), "count"),
    ];
    let new = house.device("new");
    for (typed, expected) in cases {
        let found = match new.use_recovery(&typed, &house.sheet()) {
            Err(AppError::PaperCode(PaperCodeError::Unknown { place: 5, .. })) => "unknown",
            Err(AppError::PaperCode(PaperCodeError::OtherLanguage { place: 7, .. })) => "language",
            Err(AppError::PaperCode(PaperCodeError::Count { .. })) => "count",
            other => panic!("{other:?}"),
        };
        assert_eq!(found, expected);
        assert!(new.private_spaces().unwrap().is_empty());
    }
    // A right code, but not of this house: the relay does not even say that the space is there.
    let spaces = new
        .use_recovery(&words(&other, WordLanguage::French), &house.sheet())
        .unwrap();
    sync(&new);
    for one in new.recovered(&spaces).unwrap() {
        assert_eq!((one.owner, one.lost), (Err(Some(Code::NotAllowed)), None));
    }
    // With the right one it goes on where it stood.
    new.use_recovery(&words(&code, WordLanguage::French), &house.sheet())
        .unwrap();
    house.scene.cable.cut();
    sync(&new);
    assert_eq!(
        new.recovered(&spaces).unwrap()[0].owner,
        Err(None),
        "not asked yet"
    );
    house.scene.cable.mend();
    sync(&new);
    assert!(
        new.recovered(&spaces)
            .unwrap()
            .iter()
            .all(|one| one.owner.is_ok())
    );
}
