use ekin_protocol::id::{Instance, R, Signature};

use super::*;

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
    }
}

/// Says when a session ends whose relay answers nothing but pings.
fn ends(outbox: bool, greets: bool) -> Option<Millis> {
    let key = SigningKey::from_bytes(&[2; 32]);
    let (mut effects, mut next) = (Vec::new(), 0);
    let mut desk = Desk::new(&mut effects, &mut next);
    let mut session = Session::open("http://relay".to_owned(), vec![view(outbox)], 0, &mut desk);
    session.socket(SocketEvent::Opened, &key, 0, &mut desk);
    if greets {
        let challenge = ToDevice::Challenge {
            nonce: [3; 32],
            relay: SignKey([4; 32]),
        };
        let ok = ToDevice::Ok {
            instance: Instance([5; 16]),
            exceptions: Vec::new(),
            t_ms: 1_000,
        };
        for message in [challenge, ok] {
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
fn a_relay_that_never_greets_is_left() {
    assert_eq!(ends(true, false), Some(30 * SECOND));
}
