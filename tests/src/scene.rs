//! A real relay, the cable to it, and devices of this process that live in one folder: what most tests of private spaces
//! begin with.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up fails")]

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use ekin_core::app::device::{Device, OpenOptions};
use ekin_core::app::ids::{Role, SpaceId};
use ekin_core::app::space::member::NewInvitation;
use ekin_core::app::space::{Kind, NewPrivateSpace};
use ekin_core::app::surroundings::Surroundings;
use ekin_core::app::sync::{Mode, Notice, Stop};
use ekin_core::app::territory::{NewTerritory, TerritoryView};
use ekin_core::domain::language::LanguageTag;
use ekin_harness::{Cable, Programs, RelayProcess};

/// How long an invitation is good for where a test says nothing of it, in ms.
pub const HOUR_MS: u64 = 3_600_000;

/// The relay and the folder.
pub struct Scene {
    /// The relay.
    pub relay: RelayProcess,
    /// Between it and all devices.
    pub cable: Cable,
    /// What tests start.
    pub programs: Programs,
    folder: tempfile::TempDir,
}

impl Scene {
    /// A relay with these options.
    pub fn new(options: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let programs = Programs::from_environment().unwrap();
        let relay = RelayProcess::start(&programs.relay, &folder.path().join("relay"), options).unwrap();
        let cable = Cable::to(relay.address()).unwrap();
        Self {
            relay,
            cable,
            programs,
            folder,
        }
    }

    /// The home of a device, or a file beside them.
    pub fn home(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The device of this name.
    pub fn device(&self, name: &str) -> Arc<Device> {
        device(&self.home(name))
    }

    /// What the relay's operator is told by one of its subcommands.
    pub fn operate(&self, arguments: &[&str]) -> String {
        let output = Command::new(&self.programs.relay)
            .arg("--data")
            .arg(self.relay.data())
            .args(arguments)
            .output()
            .unwrap();
        let said = String::from_utf8(output.stdout).unwrap();
        assert!(
            output.status.success(),
            "{said}{}",
            String::from_utf8_lossy(&output.stderr)
        );
        said
    }

    /// A backup that the operator makes.
    pub fn backup(&self) -> PathBuf {
        let file = self.home(&format!(
            "backup-{}.db",
            std::fs::read_dir(self.home(".")).unwrap().count()
        ));
        self.operate(&["backup", file.to_str().unwrap()]);
        file
    }

    /// The relay is killed, and goes on from a backup.
    pub fn set_back(&mut self, backup: &Path) {
        self.relay.kill().unwrap();
        self.operate(&["restore", backup.to_str().unwrap()]);
        self.relay.start_again().unwrap();
        self.cable.lead_to(self.relay.address());
    }

    /// A territory by the cable, which its relay does not know yet.
    pub fn territory(&self, owner: &Device) -> TerritoryView {
        let new = NewTerritory {
            name: "Euskal Herria".into(),
            language: LanguageTag::FR,
            relays: vec![self.cable.url()],
            zone: NewTerritory::DEFAULT_ZONE,
            creation_code: None,
        };
        owner.create_territory(&new).unwrap()
    }

    /// A private space by the cable, which its relay does not know yet.
    pub fn space(&self, owner: &Device, kind: Kind, name: &str) -> SpaceId {
        let new = NewPrivateSpace {
            kind,
            name: name.into(),
            relays: vec![self.cable.url()],
            creation_code: None,
        };
        owner.create_space(&new).unwrap().space
    }

    /// A device that joined a space, was approved where that is due, and has the present key.
    pub fn member(&self, owner: &Arc<Device>, space: SpaceId, name: &str, role: Role) -> Arc<Device> {
        let link = invite(owner, space, role, HOUR_MS);
        sync(owner);
        let joined = self.device(name);
        joined.accept_invitation(&link).unwrap();
        sync(&joined);
        sync(owner);
        if role.is_staff() {
            let (members, _) = owner.members(space).unwrap();
            let ord = members.last().unwrap().ord;
            assert_eq!(owner.approve_member(space, ord).unwrap(), role);
            sync(owner);
        }
        sync(owner);
        sync(&joined);
        joined
    }
}

/// The device that lives in this folder.
pub fn device(home: &Path) -> Arc<Device> {
    let around = Surroundings::of_machine().unwrap();
    Arc::new(Device::open(home, OpenOptions::default(), around).unwrap())
}

/// Syncs until all is done; what was heard.
pub fn sync(device: &Arc<Device>) -> Vec<Notice> {
    sync_while(device, |_| true)
}

/// The same, but with one try where the relay cannot be reached.
pub fn try_sync(device: &Arc<Device>) -> Vec<Notice> {
    sync_while(device, |notice| !matches!(notice, Notice::Unreachable { .. }))
}

fn sync_while(device: &Arc<Device>, mut goes_on: impl FnMut(&Notice) -> bool) -> Vec<Notice> {
    let mut heard = Vec::new();
    device
        .sync(Mode::Once, Stop::default(), |notice| {
            heard.push(notice.clone());
            goes_on(notice)
        })
        .unwrap();
    heard
}

/// An invitation for one device. It is good once `by` has synced.
pub fn invite(by: &Device, space: SpaceId, role: Role, valid_ms: u64) -> String {
    let new = NewInvitation {
        role,
        valid_ms,
        uses: 1,
        member_until: None,
    };
    by.invite(space, &new).unwrap()
}
