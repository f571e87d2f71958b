use ekin_protocol::head::{Head, Receipt};
use ekin_protocol::id::{EnvelopeId, Instance, R, Signature};

use super::*;
use crate::sync::event::Heal;

const SECOND: Millis = 1000;

fn view(outbox: bool) -> SpaceView {
    let space = SpaceId([1; 32]);
    SpaceView {
        space,
        urls: vec!["http://relay".to_owned()],
        seq: 3,
        r: R::start(&space),
        member_seq: 3,
        relay: None,
        awaited: None,
        packer: None,
        held: Vec::new(),
        private: false,
        known: true,
        outside: false,
        joining: None,
        writes: true,
        unfounded: false,
        outbox,
        intents: false,
        errands: false,
        instance: None,
        lost: false,
        head: None,
        left: false,
    }
}

/// What a relay says until a session stands.
fn greeting() -> [ToDevice; 2] {
    let challenge = ToDevice::Challenge {
        nonce: [3; 32],
        relay: SignKey([4; 32]),
    };
    let ok = ToDevice::Ok {
        instance: Instance([5; 16]),
        exceptions: Vec::new(),
        t_ms: 1_000,
    };
    [challenge, ok]
}

/// Says when a session ends whose relay answers nothing but pings.
fn ends(outbox: bool, greets: bool) -> Option<Millis> {
    let key = SigningKey::from_bytes(&[2; 32]);
    let (mut effects, mut next) = (Vec::new(), 0);
    let mut desk = Desk::new(&mut effects, &mut next);
    let mut session = Session::open("http://relay".to_owned(), vec![view(outbox)], 0, &mut desk);
    session.socket(SocketEvent::Opened, &key, 0, &mut desk);
    if greets {
        for message in greeting() {
            let step = session.socket(SocketEvent::Message(message.write()), &key, 0, &mut desk);
            assert_eq!(step, Step::Going);
        }
    }
    if outbox && greets {
        // One frame was handed out, and is never answered.
        let frames = Outcome::Frames {
            space: SpaceId([1; 32]),
            frames: vec![(1, Signature([6; 64]).0.to_vec())],
        };
        let id = session.lines[0].outbox.unwrap();
        session.done(id, &mut Some(frames), &mut desk).unwrap();
        let id = session.lines[0].outbox.unwrap();
        let none = Outcome::Frames {
            space: SpaceId([1; 32]),
            frames: Vec::new(),
        };
        session.done(id, &mut Some(none), &mut desk).unwrap();
    }
    (1..=60).map(|n| n * 10 * SECOND).find(|now| {
        if greets {
            let pong = SocketEvent::Message(ToDevice::Pong(*now).write());
            assert_eq!(session.socket(pong, &key, *now, &mut desk), Step::Going);
        }
        session.tick(*now, &mut desk) == Step::Ended
    })
}

#[test]
fn a_relay_that_only_answers_pings_holds_nobody_who_waits() {
    assert_eq!(ends(true, true), Some(80 * SECOND));
    assert_eq!(ends(false, true), None, "who waits for nothing may stay");
}

#[test]
fn a_device_that_is_at_work_for_long_is_not_cut_off_from_its_relay() {
    let key = SigningKey::from_bytes(&[2; 32]);
    let (mut effects, mut next) = (Vec::new(), 0);
    let mut desk = Desk::new(&mut effects, &mut next);
    let mut session = Session::open("http://relay".to_owned(), vec![view(false)], 0, &mut desk);
    session.socket(SocketEvent::Opened, &key, 0, &mut desk);
    let entries = ToDevice::Entries {
        space: 0,
        entries: Vec::new(),
        head: None,
    };
    for message in greeting().into_iter().chain([entries]) {
        session.socket(SocketEvent::Message(message.write()), &key, 0, &mut desk);
    }
    let fold = *session.folds.keys().next().unwrap();
    let hears = |session: &mut Session, desk: &mut Desk<'_>, now| {
        let pong = SocketEvent::Message(ToDevice::Pong(now).write());
        session.socket(pong, &key, now, desk);
        session.tick(now, desk)
    };
    for now in (1..=30).map(|n| n * 10 * SECOND) {
        assert_eq!(hears(&mut session, &mut desk, now), Step::Going, "after {now} ms");
    }
    // What it did shows that more has to come; for that the relay has as long as ever.
    let mut done = Some(Outcome::Space {
        view: Box::new(view(false)),
        at_head: false,
        said: Vec::new(),
    });
    session.lines[0].promised = 9;
    session.done(fold, &mut done, &mut desk).unwrap();
    let ends = (31..=60).map(|n| n * 10 * SECOND);
    let ended = ends
        .into_iter()
        .find(|now| hears(&mut session, &mut desk, *now) == Step::Ended);
    assert_eq!(ended, Some(380 * SECOND));
}

#[test]
fn a_relay_that_never_greets_is_left() {
    assert_eq!(ends(true, false), Some(30 * SECOND));
}

#[test]
fn what_comes_back_is_answered_by_a_receipt_of_the_same_under_another_statement() {
    let key = SigningKey::from_bytes(&[2; 32]);
    let (mut effects, mut next) = (Vec::new(), 0);
    let mut desk = Desk::new(&mut effects, &mut next);
    let space = SpaceId([1; 32]);
    let losing = SpaceView {
        lost: true,
        ..view(false)
    };
    let mut session = Session::open("http://relay".to_owned(), vec![losing], 0, &mut desk);
    session.socket(SocketEvent::Opened, &key, 0, &mut desk);
    let hear = |session: &mut Session, message: ToDevice, desk: &mut Desk<'_>| {
        assert_eq!(
            session.socket(SocketEvent::Message(message.write()), &key, 0, desk),
            Step::Going
        );
    };
    for message in greeting() {
        hear(&mut session, message, &mut desk);
    }
    // Numbers of work are given in order: the proof, then what goes first, then what comes next.
    let mut work = 0..99;
    let mut done = |session: &mut Session, outcome: Outcome, desk: &mut Desk<'_>| {
        let mut outcome = Some(outcome);
        while outcome.is_some() {
            let id = work.next().unwrap();
            session.done(id, &mut outcome, desk);
        }
    };
    let proofs = Vec::new();
    done(&mut session, Outcome::Proofs { space, proofs }, &mut desk);
    let frames = Heal::Frames {
        last: 1,
        frames: vec![vec![1, 2, 3]],
    };
    done(&mut session, Outcome::Heal { space, next: frames }, &mut desk);
    assert!(!session.is_settled(), "it has no answer yet");
    let receipt = Receipt {
        entries: vec![(2, EnvelopeId([9; 32]))],
        head: Head::sign(&key, space, Instance([5; 16]), 3, R::start(&space), 1_000),
    };
    hear(&mut session, ToDevice::Receipt { space: 0, receipt }, &mut desk);
    let next = Heal::Nothing;
    done(&mut session, Outcome::Heal { space, next }, &mut desk);
    assert!(session.is_settled());
}
