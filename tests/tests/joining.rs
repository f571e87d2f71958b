//! Who joins a private space, with a real relay: without a network at first, by invitations that do no longer, and when two
//! change the membership at once.

#![expect(clippy::unwrap_used, reason = "a test")]

use std::sync::Arc;

use ekin_core::app::device::Device;
use ekin_core::app::document::Kind;
use ekin_core::app::error::AppError;
use ekin_core::app::ids::{Code, Role, SpaceId};
use ekin_core::app::space::{Kind as Sort, PrivateSpace};
use ekin_core::app::sync::Notice;
use ekin_core::domain::kind::Plain;
use ekin_core::domain::language::LanguageTag;
use ekin_harness::DeviceProcess;
use ekin_protocol::link::Link;
use ekin_tests::scene::{HOUR_MS, Scene, invite, try_sync as sync};

struct House {
    scene: Scene,
    space: SpaceId,
    owner: Arc<Device>,
}

impl House {
    fn new() -> Self {
        let scene = Scene::new(&[]);
        let owner = scene.device("owner");
        let space = scene.space(&owner, Sort::Home, "Etxea");
        sync(&owner);
        Self { scene, space, owner }
    }

    fn device(&self, name: &str) -> Arc<Device> {
        self.scene.device(name)
    }

    fn invitation(&self, role: Role, valid_ms: u64) -> String {
        let link = invite(&self.owner, self.space, role, valid_ms);
        sync(&self.owner);
        link
    }

    fn note(&self, on: &Device, title: &str) -> String {
        let fields = [format!("title={title}")];
        let id = on.new_document(self.space, Kind::Note, &fields, LanguageTag::FR);
        id.unwrap().to_string()
    }

    fn title(&self, on: &Device, id: &str) -> Option<String> {
        let shown = on.show_document(self.space, id).ok()?;
        match shown.contents.values().get("title") {
            Some(Plain::Str(title)) => Some(title.clone()),
            _ => None,
        }
    }

    fn standing(&self, on: &Device) -> PrivateSpace {
        let spaces = on.private_spaces().unwrap();
        spaces.into_iter().find(|one| one.space == self.space).unwrap()
    }

    fn ord_of(&self, device: &Device) -> u32 {
        let (members, _) = self.owner.members(self.space).unwrap();
        let (sign, _) = device.public_keys();
        members.iter().find(|one| one.sign == sign).unwrap().ord
    }
}

#[test]
fn whoever_is_invited_writes_before_the_network_is_there_and_it_counts_once_they_are_in() {
    let house = House::new();
    let link = house.invitation(Role::Volunteer, HOUR_MS);
    house.scene.cable.cut();
    let volunteer = house.device("volunteer");
    volunteer.accept_invitation(&link).unwrap();
    let id = house.note(&volunteer, "Écrit dans le bus");
    let fields = ["text=Deux fois".to_owned()];
    volunteer
        .edit_document(house.space, &id, &fields, LanguageTag::FR)
        .unwrap();
    assert_eq!(house.title(&volunteer, &id).as_deref(), Some("Écrit dans le bus"));
    let before = house.standing(&volunteer);
    assert_eq!(
        (before.role, before.joining, before.out.pending),
        (None, Some(None), 2)
    );
    sync(&volunteer);
    assert_eq!(
        house.standing(&volunteer).out.pending,
        2,
        "without a network nothing is said to be sent"
    );

    house.scene.cable.mend();
    for device in [&volunteer, &house.owner, &volunteer] {
        sync(device);
    }
    let after = house.standing(&volunteer);
    assert_eq!((after.role, after.joining), (Some(Role::Volunteer), None));
    assert_eq!(after.out, Default::default());
    for device in [&house.owner, &volunteer] {
        assert_eq!(house.title(device, &id).as_deref(), Some("Écrit dans le bus"));
        let steps = device.document_history(house.space, &id).unwrap();
        let by: Vec<_> = steps.iter().map(|step| (step.by, step.confirmed)).collect();
        assert!(
            !by.is_empty() && by.iter().all(|step| *step == (Some(1), true)),
            "{by:?}"
        );
    }
}

#[test]
fn what_somebody_of_the_staff_wrote_waits_until_they_are_approved() {
    let house = House::new();
    let link = house.invitation(Role::Educator, HOUR_MS);
    let educator = house.device("educator");
    educator.accept_invitation(&link).unwrap();
    let id = house.note(&educator, "Avant d’être acceptée");
    let told = sync(&educator);
    assert!(
        !told.iter().any(|notice| matches!(notice, Notice::Refused { .. })),
        "{told:?}"
    );
    let waits = house.standing(&educator);
    assert_eq!(
        (waits.role, waits.out.pending, waits.out.refused),
        (Some(Role::Pending), 1, 0)
    );
    let second = house.note(&educator, "Pas encore acceptée");
    sync(&educator);
    sync(&house.owner);
    assert_eq!(house.title(&house.owner, &id), None, "nothing of it counts yet");
    house
        .owner
        .approve_member(house.space, house.ord_of(&educator))
        .unwrap();
    for device in [&house.owner, &educator, &house.owner, &educator] {
        sync(device);
    }
    for (id, title) in [(&id, "Avant d’être acceptée"), (&second, "Pas encore acceptée")] {
        assert_eq!(house.title(&house.owner, id).as_deref(), Some(title));
    }
    assert_eq!(house.standing(&educator).out, Default::default());
}

#[test]
fn a_face_to_face_scan_approves_at_once() {
    let house = House::new();
    let educator = house.device("educator");
    let link = educator.device_link("Mikel");
    house
        .owner
        .add_member(house.space, &link, Role::Educator, None)
        .unwrap();
    let sheet = house.owner.space_sheet(house.space).unwrap();
    educator.accept_invitation(&sheet).unwrap();
    let told = sync(&educator);
    let not_in = |notice: &Notice| {
        matches!(
            notice,
            Notice::Refused {
                code: Code::NotAllowed,
                ..
            }
        )
    };
    assert!(told.iter().any(not_in), "not added yet: {told:?}");
    sync(&house.owner);
    sync(&educator);
    house.note(&educator, "Tout de suite");
    sync(&educator);
    assert_eq!(house.standing(&educator).out, Default::default());
    let (members, _) = house.owner.members(house.space).unwrap();
    let added = members.last().unwrap();
    assert_eq!(
        (added.role, added.wanted, added.has_key),
        (Some(Role::Educator), None, true)
    );
}

#[test]
fn an_invitation_that_does_no_longer_loses_nothing_and_another_goes_on() {
    let house = House::new();
    let used = house.invitation(Role::Volunteer, HOUR_MS);
    let first = house.device("first");
    first.accept_invitation(&used).unwrap();
    sync(&first);
    let late = house.invitation(Role::Volunteer, 0);
    let Link::Invite(mut forged) = used.parse().unwrap() else {
        panic!("an invitation")
    };
    *forged.seed = [7; 16];
    let forged = Link::Invite(forged).to_string();
    let device = house.device("second");
    let mut ids = Vec::new();
    for (link, what) in [(&used, "used up"), (&late, "over"), (&forged, "forged")] {
        device.accept_invitation(link).unwrap();
        ids.push(house.note(&device, what));
        let told = sync(&device);
        let refused = |notice: &Notice| {
            matches!(
                notice,
                Notice::Refused {
                    code: Code::NotAllowed,
                    ..
                }
            )
        };
        assert!(told.iter().any(refused), "{what}: {told:?}");
        let stands = house.standing(&device);
        assert_eq!(stands.joining, Some(Some(Code::NotAllowed)), "{what}");
        assert_eq!(
            (stands.role, stands.out.pending),
            (None, ids.len() as u64),
            "{what}"
        );
        assert_eq!(house.title(&device, ids.last().unwrap()).as_deref(), Some(what));
    }
    assert!(matches!(
        device.leave_space(house.space, false),
        Err(AppError::Unsent { count: 3 })
    ));
    sync(&house.owner);
    assert_eq!(
        house.owner.members(house.space).unwrap().0.len(),
        2,
        "nobody came in by these"
    );

    let good = house.invitation(Role::Volunteer, HOUR_MS);
    device.accept_invitation(&good).unwrap();
    for device in [&device, &house.owner, &device] {
        sync(device);
    }
    for (id, what) in ids.iter().zip(["used up", "over", "forged"]) {
        assert_eq!(house.title(&house.owner, id).as_deref(), Some(what));
    }
    assert_eq!(house.standing(&device).out, Default::default());
}

#[test]
fn two_admins_who_change_the_membership_at_once_both_do_and_what_is_void_meanwhile_is_said() {
    let house = House::new();
    let admin = house.device("admin");
    let link = admin.device_link("Miren");
    house
        .owner
        .add_member(house.space, &link, Role::Admin, None)
        .unwrap();
    admin
        .accept_invitation(&house.owner.space_sheet(house.space).unwrap())
        .unwrap();
    for device in [&house.owner, &admin, &house.owner, &admin] {
        sync(device);
    }
    assert_eq!(house.standing(&admin).role, Some(Role::Admin));
    let third = house.device("third");
    house
        .owner
        .add_member(house.space, &third.device_link("x"), Role::Reader, None)
        .unwrap();
    for device in [&house.owner, &admin] {
        sync(device);
    }
    let reader = house.ord_of(&third);

    house.scene.cable.cut();
    let (fourth, fifth) = (house.device("fourth"), house.device("fifth"));
    for (by, new) in [(&house.owner, &fourth), (&admin, &fifth)] {
        by.add_member(house.space, &new.device_link("x"), Role::Resident, None)
            .unwrap();
        sync(by);
    }
    house.owner.remove_member(house.space, reader).unwrap();
    admin
        .set_member_role(house.space, reader, Role::Educator)
        .unwrap();
    house.scene.cable.mend();
    for _ in 0..2 {
        for device in [&house.owner, &admin] {
            sync(device);
        }
    }
    for device in [&house.owner, &admin] {
        let (members, waiting) = device.members(house.space).unwrap();
        let here: Vec<_> = members.iter().filter(|one| one.role.is_some()).collect();
        assert_eq!(
            here.iter().filter(|one| one.role == Some(Role::Resident)).count(),
            2
        );
        assert!(
            here.iter().all(|one| one.has_key),
            "everybody has the present key"
        );
        assert!(here.iter().all(|one| one.ord != reader), "the removal holds");
        let refused: Vec<_> = waiting.iter().map(|change| change.refused).collect();
        match Arc::ptr_eq(device, &admin) {
            true => assert_eq!(refused, [Some(Code::NotAllowed)], "what came too late is said"),
            false => assert_eq!(refused, []),
        }
    }
}

#[test]
fn an_invitation_followed_before_the_relay_knows_it_opens_at_a_later_try() {
    let house = House::new();
    let link = invite(&house.owner, house.space, Role::Volunteer, HOUR_MS);
    let device = house.device("early");
    device.accept_invitation(&link).unwrap();
    house.note(&device, "Écrit trop tôt");
    sync(&device);
    assert_eq!(house.standing(&device).joining, Some(Some(Code::NotAllowed)));
    sync(&house.owner);
    // A person asks again, as `ekin sync` does.
    device.try_now().unwrap();
    sync(&device);
    let stands = house.standing(&device);
    assert_eq!((stands.role, stands.joining), (Some(Role::Volunteer), None));
    assert_eq!(
        stands.out,
        Default::default(),
        "what was written meanwhile is in the log"
    );
}

#[test]
fn the_only_owner_leaves_when_they_insist_and_nobody_is_approved_who_does_not_wait() {
    let house = House::new();
    let leaves = house.owner.leave_space(house.space, false);
    assert!(matches!(leaves, Err(AppError::LastOwnerLeaves)), "{leaves:?}");
    let ready = house.owner.approve_member(house.space, 0);
    assert!(matches!(ready, Err(AppError::NotWaiting { ord: 0 })), "{ready:?}");
    let nobody = house.owner.approve_member(house.space, 7);
    assert!(matches!(nobody, Err(AppError::NoDevice { .. })), "{nobody:?}");

    let link = house.invitation(Role::Volunteer, HOUR_MS);
    let helper = house.device("helper");
    helper.accept_invitation(&link).unwrap();
    sync(&helper);
    let approves = helper.approve_member(house.space, 0).map(drop);
    let changes = helper.set_member_role(house.space, 0, Role::Reader);
    for refused in [approves, changes, helper.remove_member(house.space, 0)] {
        assert!(matches!(refused, Err(AppError::NotAnOwner)), "{refused:?}");
    }
    sync(&house.owner);

    let link = house.invitation(Role::Owner, HOUR_MS);
    let second = house.device("second");
    second.accept_invitation(&link).unwrap();
    sync(&second);
    sync(&house.owner);
    house.owner.approve_member(house.space, 2).unwrap();
    sync(&house.owner);
    sync(&second);
    let owner = &house.owner;
    owner.remove_member(house.space, 2).unwrap();
    let last = owner.remove_member(house.space, 0);
    assert!(
        matches!(last, Err(AppError::LastOwner)),
        "the other goes already: {last:?}"
    );
    let last = owner.set_member_role(house.space, 0, Role::Reader);
    assert!(matches!(last, Err(AppError::LastOwner)), "{last:?}");
    second.leave_space(house.space, false).unwrap();
}

#[test]
fn a_relay_that_is_away_keeps_no_space_from_the_others() {
    let scene = Scene::new(&[]);
    let ekin = DeviceProcess::new(&scene.programs.device, &scene.home("ane"), "fr");
    for (name, relay) in [("Urrun", "http://127.0.0.1:9"), ("Hemen", &scene.relay.url())] {
        let made = ["space", "create", "outing", "--name", name, "--relay", relay];
        ekin.json(&made).unwrap();
    }
    let answer = ekin.run(&["sync", "--json"]).unwrap();
    assert_eq!(answer.code, Some(1), "one relay did not answer: {}", answer.out);
    assert_eq!(answer.out.matches("127.0.0.1:9").count(), 1, "{}", answer.out);
    let spaces = ekin.json(&["space", "list"]).unwrap();
    let founded = |name: &str| {
        let mut all = spaces.as_array().unwrap().iter();
        all.find(|one| one["name"] == name).unwrap()["founded"].clone()
    };
    assert_eq!((founded("Urrun"), founded("Hemen")), (false.into(), true.into()));
}
