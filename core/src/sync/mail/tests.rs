use ekin_protocol::cbor::Writer;
use ekin_protocol::inbox::ChallengeKey;
use ekin_protocol::pages::{Letter, write_waiting};
use ekin_protocol::session::ToDevice;

use rand_core::SeedableRng;

use super::*;
use crate::sync::event::{Effect, Event, Method, Notice, Outcome, Request};

const URL: &str = "http://relay";
const SPACE: SpaceId = SpaceId([1; 32]);

/// A device's mail with a relay that a test plays.
struct Play {
    mail: Mail,
    next: Id,
    /// What was asked for and not yet answered.
    requests: Vec<(Id, Request)>,
    work: Vec<(Id, MailWork)>,
    said: Vec<Notice>,
    ended: Vec<End>,
}

impl Play {
    fn new(errands: Vec<Errand>) -> Self {
        let mut play = Self {
            mail: Mail::new(SigningKey::from_bytes(&[2; 32])),
            next: 0,
            requests: Vec::new(),
            work: Vec::new(),
            said: Vec::new(),
            ended: Vec::new(),
        };
        play.with(|mail, desk| mail.begin(true, desk));
        let round = Round {
            url: URL.to_owned(),
            relay: Some(SignKey([4; 32])),
            errands,
        };
        let rounds = match round.errands.is_empty() {
            true => Vec::new(),
            false => vec![round],
        };
        assert_eq!(play.working(), MailWork::Plan { look: true });
        play.works(MailOutcome::Plan(rounds));
        play
    }

    fn with<T>(&mut self, play: impl FnOnce(&mut Mail, &mut Desk<'_>) -> T) -> T {
        let mut effects = Vec::new();
        let mut desk = Desk::new(&mut effects, &mut self.next);
        let played = play(&mut self.mail, &mut desk);
        for effect in effects {
            match effect {
                Effect::Http { id, request } => self.requests.push((id, request)),
                Effect::Work {
                    id,
                    work: Work::Mail(work),
                } => self.work.push((id, work)),
                Effect::Say(notice) => self.said.push(notice),
                other => panic!("{other:?}"),
            }
        }
        played
    }

    /// The work that is waited for.
    fn working(&self) -> MailWork {
        self.work.first().unwrap().1.clone()
    }

    fn works(&mut self, outcome: MailOutcome) {
        self.working();
        let (id, _) = self.work.remove(0);
        let ended = self.with(|mail, desk| mail.done(id, &outcome, &BTreeSet::new(), desk));
        self.ended.extend(ended.unwrap().into_iter().map(|(_, end)| end));
    }

    fn asked(&self) -> &Request {
        &self.requests.first().unwrap().1
    }

    fn answers(&mut self, reply: Option<Reply>) {
        let (id, _) = self.requests.remove(0);
        let ended = self.with(|mail, desk| mail.http(id, reply.as_ref(), desk));
        self.ended.extend(ended.unwrap().into_iter().map(|(_, end)| end));
    }

    fn answers_with(&mut self, status: u16, body: Vec<u8>) {
        self.answers(Some(Reply {
            status,
            body,
            ..Reply::default()
        }));
    }

    fn refuses(&mut self, status: u16, code: Code) {
        let mut w = Writer::new();
        w.map(2).u64(0).u64(code.number().into()).u64(1).text(code.word());
        self.answers_with(status, w.finish());
    }

    /// From a sealed letter to the request that drops it.
    fn drops(&mut self) {
        assert_eq!(self.working(), MailWork::Letter(7));
        self.works(MailOutcome::Letter(Some(Box::new(sealed()))));
        assert_eq!(self.asked().url, "http://relay/challenge");
        self.answers_with(200, challenge().write());
        let MailWork::Solve(asked, message) = self.working() else {
            panic!("{:?}", self.work)
        };
        assert_eq!((*asked, message), (challenge(), MessageId::of(&sealed().bytes)));
        self.works(MailOutcome::Solved(Some(5)));
        assert!(
            self.requests.is_empty(),
            "nothing leaves before that is written down"
        );
        assert_eq!(self.working(), MailWork::Sending(7));
        self.works(MailOutcome::Done);
        let asked = self.asked();
        assert_eq!(
            (asked.url.as_str(), asked.method),
            ("http://relay/drop", Method::Post)
        );
        let letter = Letter::read(&asked.body).unwrap();
        assert_eq!((letter.number, letter.sealed), (5, sealed().bytes));
    }
}

fn challenge() -> Challenge {
    Challenge::new(&ChallengeKey::new([3; 32]), SPACE, 0, 4, [5; 16])
}

fn sealed() -> Sealed {
    Sealed {
        page: "/drop".to_owned(),
        challenge: "/challenge".to_owned(),
        bytes: vec![6; 4096],
        code: None,
    }
}

fn send() -> Play {
    Play::new(vec![Errand::Send(7)])
}

#[test]
fn a_letter_is_worked_for_dropped_and_received_by_the_relay_s_word_alone() {
    let mut play = send();
    play.drops();
    play.answers_with(204, Vec::new());
    assert_eq!(play.working(), MailWork::Answered(7, None));
    play.works(MailOutcome::Done);
    assert_eq!(play.ended, [End::Finished]);
    assert!(play.mail.is_done());
}

#[test]
fn a_line_that_breaks_says_nothing_of_the_letter() {
    let mut play = send();
    play.drops();
    play.answers(None);
    assert_eq!(play.ended, [End::Unreachable]);
    assert!(play.work.is_empty());
}

#[test]
fn later_is_tried_again_and_never_is_kept_and_said() {
    for (status, code, end) in [
        (507, Code::Quota, End::Later),
        (503, Code::Busy, End::Later),
        (413, Code::TooLarge, End::Finished),
        (400, Code::BadForm, End::Finished),
    ] {
        let mut play = send();
        play.drops();
        play.refuses(status, code);
        assert_eq!(play.working(), MailWork::Answered(7, Some(code)));
        play.works(MailOutcome::Done);
        assert_eq!(play.ended, [end], "{code:?}");
        assert_eq!(play.said, [Notice::Refused { space: None, code }]);
    }
    // A proxy in between that only counts: no code, and so busy.
    let mut play = send();
    play.drops();
    play.answers_with(429, b"slow down".to_vec());
    assert_eq!(play.working(), MailWork::Answered(7, Some(Code::Busy)));
}

#[test]
fn a_challenge_that_ran_out_is_asked_for_once_more() {
    let mut play = send();
    play.drops();
    play.refuses(401, Code::BadProof);
    play.drops();
    play.refuses(401, Code::BadProof);
    assert_eq!(play.working(), MailWork::Answered(7, Some(Code::Busy)));
}

#[test]
fn work_that_is_broken_off_ends_the_line_and_nothing_else() {
    let mut play = send();
    assert_eq!(play.working(), MailWork::Letter(7));
    play.works(MailOutcome::Letter(Some(Box::new(sealed()))));
    play.answers_with(200, challenge().write());
    play.works(MailOutcome::Solved(None));
    assert_eq!(play.ended, [End::Stopped]);
    assert!(play.mail.is_done() && play.requests.is_empty());
}

#[test]
fn a_relay_that_asks_for_endless_work_or_talks_nonsense_is_left() {
    let mut hard = challenge();
    hard.bits = 27;
    for body in [hard.write(), b"<html>".to_vec(), Vec::new()] {
        let mut play = send();
        play.works(MailOutcome::Letter(Some(Box::new(sealed()))));
        play.answers_with(200, body);
        assert_eq!(play.ended, [End::Unreachable]);
        assert!(play.work.is_empty(), "nothing is worked for");
    }
}

fn greeting(play: &mut Play, relay: [u8; 32]) {
    assert_eq!(play.asked().url, "http://relay/v1/session");
    let challenge = ToDevice::Challenge {
        nonce: [8; 32],
        relay: SignKey(relay),
    };
    play.answers(Some(Reply {
        status: 200,
        session: Some("token".to_owned()),
        body: Writer::new().array(1).raw(&challenge.write()).finish(),
        ..Reply::default()
    }));
}

fn ok() -> Vec<u8> {
    let ok = ToDevice::Ok {
        instance: ekin_protocol::id::Instance([5; 16]),
        exceptions: Vec::new(),
        t_ms: 1_000,
    };
    Writer::new().array(1).raw(&ok.write()).finish()
}

fn fetch() -> Errand {
    Errand::Fetch {
        space: SPACE,
        after: 0,
    }
}

#[test]
fn members_prove_their_key_once_and_fetch_to_the_end() {
    let away = Errand::TakeAway {
        space: SPACE,
        place: 3,
    };
    let mailbox = MailboxId([9; 32]);
    let mut play = Play::new(vec![fetch(), away, Errand::Collect(mailbox), Errand::Send(7)]);
    greeting(&mut play, [4; 32]);
    assert_eq!(play.asked().session.as_deref(), Some("token"));
    play.answers_with(200, ok());
    let waiting = vec![Waiting {
        place: 9,
        reserved: false,
        at_ms: 1,
        sealed: vec![1; 4096],
    }];
    assert!(play.asked().url.ends_with("/inbox?after=0"));
    play.answers_with(200, write_waiting(&waiting));
    assert_eq!(play.working(), MailWork::Keep(SPACE, waiting.clone()));
    play.works(MailOutcome::Done);
    assert!(play.asked().url.ends_with("/inbox?after=9"));
    // The same page again is no news, and no reason to go round for ever.
    play.answers_with(200, write_waiting(&waiting));
    assert_eq!(play.asked().method, Method::Delete);
    assert_eq!(play.asked().session.as_deref(), Some("token"));
    play.answers_with(204, Vec::new());
    assert_eq!(play.working(), MailWork::TakenAway(SPACE, 3));
    play.works(MailOutcome::Done);
    // What goes into a mailbox, or comes out of it, is nobody's.
    assert_eq!(play.asked().session, None);
    play.answers_with(200, vec![0x80]);
    play.works(MailOutcome::Letter(Some(Box::new(sealed()))));
    assert_eq!(play.asked().session, None);
    play.answers_with(200, challenge().write());
    play.works(MailOutcome::Solved(Some(5)));
    play.works(MailOutcome::Done);
    assert_eq!(play.asked().session, None);
}

#[test]
fn nothing_is_proved_to_another_relay_and_who_is_no_member_does_the_rest() {
    let mut play = Play::new(vec![fetch()]);
    greeting(&mut play, [9; 32]);
    assert_eq!(play.ended, [End::OtherRelay]);
    assert!(play.requests.is_empty());

    let mut play = Play::new(vec![fetch(), fetch(), Errand::Send(7)]);
    play.answers_with(503, Vec::new());
    assert_eq!(play.working(), MailWork::Letter(7), "letters need no session");
}

#[test]
fn an_inbox_without_end_is_left_after_so_many_pages() {
    let mut play = Play::new(vec![fetch()]);
    greeting(&mut play, [4; 32]);
    play.answers_with(200, ok());
    let mut pages = 0;
    while play.ended.is_empty() {
        pages += 1;
        let waiting = Waiting {
            place: pages,
            reserved: false,
            at_ms: 1,
            sealed: vec![1; 30],
        };
        play.answers_with(200, write_waiting(&[waiting]));
        play.works(MailOutcome::Done);
    }
    assert_eq!((pages, play.ended), (64, vec![End::Finished]));
}

#[test]
fn an_errand_that_follows_from_another_comes_next() {
    let mut play = send();
    play.drops();
    play.answers_with(204, Vec::new());
    play.works(MailOutcome::Then(Errand::TakeAway {
        space: SPACE,
        place: 3,
    }));
    greeting(&mut play, [4; 32]);
    play.answers_with(200, ok());
    assert!(play.asked().url.ends_with("/inbox/3"));
}

#[test]
fn what_comes_while_errands_are_under_way_is_planned_afterwards() {
    let mut play = send();
    play.mail.want();
    play.works(MailOutcome::Letter(None));
    assert!(!play.mail.is_done() && play.mail.is_wanted());
    let empty = Play::new(Vec::new());
    assert!(empty.mail.is_done());
}

/// What an engine asks for at an event.
fn handled(engine: &mut crate::sync::Engine, now: u64, event: Event) -> Vec<Effect> {
    let mut random = rand_chacha::ChaCha8Rng::seed_from_u64(1);
    engine.handle(now, &mut random, event)
}

fn done(id: Id, outcome: Outcome) -> Event {
    Event::Done { id, outcome }
}

fn work_of(effects: &[Effect]) -> Vec<(Id, Work)> {
    let work = effects.iter().filter_map(|effect| match effect {
        Effect::Work { id, work } => Some((*id, work.clone())),
        _ => None,
    });
    work.collect()
}

#[test]
fn nothing_waits_for_the_work_and_the_run_waits_for_it() {
    let mut engine = crate::sync::Engine::new(SigningKey::from_bytes(&[2; 32]), crate::sync::Mode::Once);
    let look = work_of(&handled(&mut engine, 0, Event::Sync));
    assert_eq!(look[0].1, Work::Look);
    // A stranger to every space, with a letter for one.
    let plan = work_of(&handled(
        &mut engine,
        1,
        done(look[0].0, Outcome::Spaces(Vec::new())),
    ));
    assert_eq!(plan[0].1, Work::Mail(MailWork::Plan { look: true }));
    let round = Round {
        url: URL.to_owned(),
        relay: None,
        errands: vec![Errand::Send(7)],
    };
    let mail = |outcome| Outcome::Mail(outcome);
    let seal = work_of(&handled(
        &mut engine,
        2,
        done(plan[0].0, mail(MailOutcome::Plan(vec![round]))),
    ));
    let asked = handled(
        &mut engine,
        3,
        done(seal[0].0, mail(MailOutcome::Letter(Some(Box::new(sealed()))))),
    );
    let Some(Effect::Http { id, .. }) = asked.first() else {
        panic!("{asked:?}")
    };
    let reply = Some(Reply {
        status: 200,
        body: challenge().write(),
        ..Reply::default()
    });
    let solve = work_of(&handled(&mut engine, 4, Event::Http { id: *id, reply }));
    assert!(matches!(solve[0].1, Work::Mail(MailWork::Solve(..))));

    // While somebody works, a command writes something: it is looked at at once.
    let changed = handled(&mut engine, 5, Event::Changed);
    let look = work_of(&changed);
    assert_eq!(look[0].1, Work::Look);
    let looked = handled(&mut engine, 6, done(look[0].0, Outcome::Spaces(Vec::new())));
    assert!(
        !looked.contains(&Effect::Say(Notice::Settled)),
        "the letter is on its way"
    );
    let sending = work_of(&handled(
        &mut engine,
        10_000,
        done(solve[0].0, mail(MailOutcome::Solved(Some(5)))),
    ));
    assert_eq!(sending[0].1, Work::Mail(MailWork::Sending(7)));
    let dropped = handled(&mut engine, 10_000, done(sending[0].0, mail(MailOutcome::Done)));
    let Some(Effect::Http { id, .. }) = dropped
        .iter()
        .find(|effect| matches!(effect, Effect::Http { .. }))
    else {
        panic!("{dropped:?}")
    };
    let reply = Some(Reply {
        status: 204,
        ..Reply::default()
    });
    let note = work_of(&handled(&mut engine, 10_001, Event::Http { id: *id, reply }));
    let end = handled(&mut engine, 10_002, done(note[0].0, mail(MailOutcome::Done)));
    // The command came meanwhile: mail is planned once more, and then all is done.
    let plan = work_of(&end);
    assert_eq!(plan[0].1, Work::Mail(MailWork::Plan { look: false }));
    let end = handled(
        &mut engine,
        10_003,
        done(plan[0].0, mail(MailOutcome::Plan(Vec::new()))),
    );
    assert_eq!(end, [Effect::Say(Notice::Settled)]);
}
