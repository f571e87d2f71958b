//! A territory on a real relay, its moderators and citizens.

use std::path::PathBuf;
use std::sync::Arc;

use ekin_core::app::device::Device;
use ekin_core::app::draft_file::read_drafts;
use ekin_core::app::ids::Role;
use ekin_core::app::inbox::letter::LetterState;
use ekin_core::app::territory::NewTerritory;
use ekin_harness::DeviceProcess;
use ekin_protocol::link::Link;
use ekin_tests::scene::Scene;
pub use ekin_tests::scene::{device, sync};

/// What the ad says, and must stand nowhere on the relay.
pub const WORDS: &str = "Zwischenruf Maialen";

pub struct Territory {
    pub scene: Scene,
    pub owner: Arc<Device>,
}

impl Territory {
    /// A territory on a relay that asks for little work, and its owner.
    pub fn new(options: &[&str]) -> Self {
        let mut all = vec!["--inbox-work-bits", "6"];
        all.extend(options);
        let scene = Scene::new(&all);
        let owner = scene.device("owner");
        let made = owner.create_territory(&NewTerritory {
            name: "Euskal Herria".into(),
            language: NewTerritory::language_of(ekin_i18n::Language::Eu),
            relays: vec![scene.cable.url()],
            zone: NewTerritory::DEFAULT_ZONE,
            creation_code: None,
        });
        made.unwrap();
        sync(&owner);
        Self { scene, owner }
    }

    pub fn home(&self, name: &str) -> PathBuf {
        self.scene.home(name)
    }

    pub fn link(&self) -> String {
        self.owner.territories().unwrap()[0].link.clone()
    }

    /// The link as somebody has it who never saw the code.
    pub fn without_code(&self, link: &str) -> String {
        match link.parse().unwrap() {
            Link::Territory {
                space, urls, name, ..
            } => Link::Territory {
                space,
                urls,
                name,
                code: None,
            }
            .to_string(),
            other => panic!("{other:?}"),
        }
    }

    pub fn citizen(&self, name: &str) -> Arc<Device> {
        let citizen = device(&self.home(name));
        citizen.join(&self.link()).unwrap();
        citizen
    }

    pub fn moderator(&self, name: &str) -> Arc<Device> {
        let moderator = self.citizen(name);
        let link = moderator.device_link(name);
        self.owner
            .add_publisher(None, &link, Role::Moderator, None)
            .unwrap();
        for device in [&self.owner, &self.owner, &moderator] {
            sync(device);
        }
        moderator
    }

    pub fn offer(&self, from: &Device, title: &str) -> i64 {
        let file =
            format!(r#"{{"type": "offer", "title": {{"fr": "{title}"}}, "body": {{"fr": "{WORDS}"}}}}"#);
        let drafts = read_drafts(file.as_bytes()).unwrap();
        from.offer(None, &drafts, false).unwrap()[0]
    }
}

/// The id of the only message that came.
pub fn only(on: &Device) -> String {
    let all = on.inbox(None).unwrap();
    assert_eq!(all.len(), 1, "{all:?}");
    all[0].id.to_string()
}

/// How far the first letter has come.
pub fn state(on: &Device) -> LetterState {
    on.letters().unwrap()[0].state
}

/// A device as somebody's terminal, in a language.
pub fn speaks(territory: &Territory, home: &str, language: &'static str) -> DeviceProcess {
    DeviceProcess::new(&territory.scene.programs.device, &territory.home(home), language)
}
