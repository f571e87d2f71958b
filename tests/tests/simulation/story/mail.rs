//! Mail in a story: ads that are dropped in the territory's inbox, and what its moderators do with them.

use std::collections::BTreeMap;

use ekin_core::app::error::AppError;
use ekin_core::app::inbox::letter::LetterState;
use ekin_core::app::inbox::{Contents, InboxError, MessageView};
use ekin_core::domain::refusal::Reason;
use ekin_exchange::draft::Draft;
use ekin_protocol::id::SpaceId;

use crate::relay::Kept;
use crate::world::World;

/// What was dropped: each ad has a title of its own.
#[derive(Default)]
pub struct Post {
    /// The device that wrote it, and the letter's number there.
    letters: BTreeMap<String, (usize, i64)>,
    /// Titles so far: of a device that died over it, too, which may have kept it.
    titles: u32,
}

impl Post {
    /// Somebody writes an ad for the moderators.
    pub fn offer<S: Kept>(&mut self, world: &mut World<S>, space: &SpaceId, phone: usize) {
        self.titles += 1;
        let title = format!("Annonce numéro {}", self.titles);
        let mut draft = Draft::default();
        draft.title.insert("fr".into(), title.clone());
        if let Some(numbers) = world.command(phone, |device| device.offer(Some(*space), &[draft], true)) {
            self.letters.insert(title, (phone, numbers.unwrap()[0]));
        }
    }

    /// A moderator publishes one that came, or refuses it.
    pub fn decide<S: Kept>(&self, world: &mut World<S>, space: &SpaceId, phone: usize, n: u32) {
        let done = world.command(phone, |device| {
            let messages = device.inbox(Some(*space))?;
            let Some(message) = messages.get(n as usize / 4 % messages.len().max(1)) else {
                return Ok(());
            };
            let id = message.id.to_string();
            match n % 4 {
                0 => device.refuse_message(Some(*space), &id, Reason::Duplicate, None),
                _ => device.publish_message(Some(*space), &id).map(drop),
            }
        });
        match done {
            None
            | Some(
                Ok(())
                | Err(
                    AppError::NotAllowed
                    | AppError::NotAMember
                    | AppError::Inbox(InboxError::Published { .. }),
                ),
            ) => {}
            Some(Err(error)) => panic!("{error:?}"),
        }
    }

    /// Each ad whose device was told that it was received came, once, to somebody who opens the inbox.
    pub fn check<S: Kept>(&self, world: &World<S>, space: &SpaceId, phones: &[usize]) {
        let told = world.honest && !world.restored;
        let lost = !told || world.phones.iter().any(|phone| phone.doubled || phone.demoted);
        let inboxes: Vec<Vec<MessageView>> = phones
            .iter()
            .filter_map(|phone| world.phones[*phone].device().inbox(Some(*space)).ok())
            .collect();
        for (title, (phone, number)) in &self.letters {
            let writer = &world.phones[*phone];
            if writer.doubled {
                continue;
            }
            let letters = writer.device().letters().unwrap();
            let letter = letters.iter().find(|letter| letter.number == *number).unwrap();
            assert_eq!(letter.state, LetterState::Received, "{title}");
            let times = |inbox: &Vec<MessageView>| {
                let says = |message: &&MessageView| match &message.contents {
                    Contents::Ad(ad) => ad.title.values().any(|text| text == title),
                    _ => false,
                };
                inbox.iter().filter(says).count()
            };
            let came: Vec<usize> = inboxes.iter().map(times).collect();
            assert!(
                came.iter().all(|times| *times <= 1),
                "{title} came more than once: {came:?}"
            );
            assert!(
                lost || came.contains(&1),
                "{title} was received, and nobody has it"
            );
        }
    }
}
