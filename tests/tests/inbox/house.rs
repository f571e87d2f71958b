//! The staff of a house has an inbox too: somebody answers, somebody speaks up with no name.

use ekin_core::app::error::AppError;
use ekin_core::app::ids::MessageKind;
use ekin_core::app::inbox::letter::{LetterState, NewMessage};
use ekin_core::app::inbox::{Contents, Handled, InboxError, MessageView, OutcomeKind};
use ekin_core::app::space::Kind as Sort;
use ekin_core::app::territory::NewTerritory;

use super::territory::{Territory, device, sync};

#[test]
fn somebody_writes_to_the_staff_of_a_house_or_speaks_up_with_no_name() {
    let territory = Territory::new(&[]);
    let spaces = [Sort::Home, Sort::Staff].map(|kind| territory.scene.space(&territory.owner, kind, "Etxea"));
    let [home, staff] = spaces;
    for _ in 0..3 {
        sync(&territory.owner);
    }
    let no_inbox = |space| {
        matches!(
            territory.owner.inbox_link(space),
            Err(AppError::Inbox(InboxError::NoInbox))
        )
    };
    assert!(no_inbox(home), "residents' tablets read there");
    let link = territory.owner.inbox_link(staff).unwrap();

    // A stranger, who belongs to nothing here.
    let stranger = device(&territory.home("stranger"));
    let say = |kind, text, reply| {
        let new = NewMessage {
            kind,
            text,
            language: NewTerritory::language_of(ekin_i18n::Language::Fr),
            reply,
        };
        stranger.send_message(&link, &new).unwrap()
    };
    say(MessageKind::Answer, "Je viens dimanche.", true);
    say(MessageKind::SpeakUp, "La porte du jardin ne ferme pas.", false);
    let heard = sync(&stranger);
    let letters = stranger.letters().unwrap();
    assert!(
        letters.iter().all(|letter| letter.state == LetterState::Received),
        "{heard:?} {letters:?}"
    );
    assert_eq!((letters[0].awaits, letters[1].awaits), (true, false));
    sync(&territory.owner);
    let came = territory.owner.inbox(Some(staff)).unwrap();
    let find = |kind| {
        let is = |one: &&MessageView| match &one.contents {
            Contents::Answer(_) => kind == MessageKind::Answer,
            Contents::Words(of, _) => kind == *of,
            _ => false,
        };
        came.iter().find(is).unwrap()
    };
    let (answer, speak_up) = (find(MessageKind::Answer), find(MessageKind::SpeakUp));
    assert!(answer.can_reply && !speak_up.can_reply);
    let close = |message: &MessageView, words| {
        let id = message.id.to_string();
        territory.owner.close_message(Some(staff), &id, None, words)
    };
    assert!(matches!(
        close(speak_up, Some("Merci")),
        Err(AppError::Inbox(InboxError::NoMailbox))
    ));
    close(speak_up, None).unwrap();
    close(answer, Some("À dimanche !")).unwrap();
    sync(&territory.owner);
    sync(&stranger);
    let outcome = &stranger.letters().unwrap()[0].outcomes[0];
    assert_eq!(
        (outcome.kind, outcome.text.as_deref()),
        (OutcomeKind::Answered, Some("À dimanche !"))
    );
    let all = territory.owner.inbox(Some(staff)).unwrap();
    assert!(all.iter().all(|one| one.handled == Handled::Closed));
}
