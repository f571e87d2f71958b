//! Inboxes and letters in the store.

use ekin_protocol::code::Code;
use ekin_protocol::id::{SealKey, SpaceId};
use ekin_protocol::inbox::{Mailbox, Message, MessageId, MessageKind, TerritoryCode};
use ekin_protocol::membership::SpaceKind;
use ekin_protocol::pages::Waiting;
use ekin_protocol::seal::seal_key;
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng;

use crate::storage::{Decision, Letter, LetterState, NewLetter, NewSpace, Sp, StoreError, Tx};

const SPACE: SpaceId = SpaceId([1; 32]);
const SECRET: [u8; 32] = [2; 32];
const DAY_MS: i64 = 86_400_000;

/// A space in a store of its own, whose clock the test turns.
fn with_space<T>(work: impl Fn(&Tx<'_>, Sp) -> Result<T, StoreError>) -> Vec<T> {
    let folder = tempfile::tempdir().unwrap();
    let now = std::sync::Arc::new(std::sync::atomic::AtomicI64::new(400 * DAY_MS));
    let clock = now.clone();
    let options = crate::storage::Options {
        clock: std::sync::Arc::new(move || clock.load(std::sync::atomic::Ordering::Relaxed)),
        ..crate::storage::fixture::options()
    };
    let store = crate::storage::Store::open(&folder.path().join("ekin.db"), options).unwrap();
    let sp = store
        .write(|tx| {
            tx.add_space(&NewSpace {
                id: SPACE,
                kind: SpaceKind::Catalogue,
                name: "x",
                urls: &["http://relay".to_owned()],
            })
        })
        .unwrap();
    let mut done = Vec::new();
    for _ in 0..2 {
        done.push(store.write(|tx| work(tx, sp)).unwrap());
        now.fetch_add(200 * DAY_MS, std::sync::atomic::Ordering::Relaxed);
    }
    done
}

fn sealed(secret: &[u8; 32]) -> Vec<u8> {
    let message = Message {
        kind: MessageKind::Ad,
        payload: vec![0xa0],
        reply: Some(Mailbox::new([3; 32])),
        at_ms: 5,
    };
    let mut random = ChaCha20Rng::from_seed([4; 32]);
    message.seal(&SPACE, &seal_key(secret), &mut random).unwrap()
}

fn waiting(place: u64, sealed: Vec<u8>) -> Waiting {
    Waiting {
        place,
        reserved: false,
        at_ms: 400 * 86_400_000,
        sealed,
    }
}

#[test]
fn a_message_is_kept_once_opens_when_its_key_comes_and_goes_when_its_time_is_over() {
    let seen = with_space(|tx, sp| {
        if tx.messages(sp)?.is_empty() && tx.inbox_place(sp)? == 0 {
            let message = waiting(7, sealed(&SECRET));
            tx.keep_messages(sp, &[message.clone(), waiting(8, vec![1; 100])])?;
            tx.keep_messages(sp, &[Waiting { place: 9, ..message }])?;
            tx.open_messages(sp, &SPACE)?;
            let kept = tx.messages(sp)?;
            assert_eq!(
                (kept.len(), kept[0].place, kept[0].body.is_none()),
                (1, Some(9), true)
            );
            assert!(tx.put_inbox_key(sp, &seal_key(&SECRET), &SECRET, None)?);
            assert!(!tx.put_inbox_key(sp, &seal_key(&SECRET), &SECRET, None)?, "known");
            tx.open_messages(sp, &SPACE)?;
            let opened = tx.messages(sp)?.remove(0);
            assert_eq!(opened.mailbox_id, Some(Mailbox::new([3; 32]).id()));
            let id = opened.id.to_string();
            for digits in [&id[..4], &id[..40], &id] {
                assert_eq!(tx.messages_beginning(sp, digits)?.len(), 1, "{digits}");
            }
            let other = format!("{}{}", &id[..40], if &id[40..41] == "0" { "1" } else { "0" });
            assert!(
                tx.messages_beginning(sp, &other)?.is_empty(),
                "the second half counts"
            );
            tx.put_reply(&opened.mailbox_id.unwrap(), &MessageId([1; 32]), b"r")?;
            tx.decide_message(opened.ms, Decision::Closed)?;
            assert_eq!(tx.message(opened.ms)?.decision, Decision::Closed);
            tx.expire_mailboxes()?;
            assert!(tx.message(opened.ms)?.mailbox.is_some());
            tx.message_taken_away(sp, 9)?;
        } else {
            tx.expire_mailboxes()?;
        }
        let replies = tx.replies(&Mailbox::new([3; 32]).id())?.len();
        Ok((tx.messages(sp)?.len(), replies))
    });
    assert_eq!(seen, [(1, 1), (0, 0)]);
}

#[test]
fn a_message_that_waits_at_the_relay_is_not_forgotten() {
    let seen = with_space(|tx, sp| {
        tx.keep_messages(sp, &[waiting(7, sealed(&SECRET))])?;
        tx.put_inbox_key(sp, &seal_key(&SECRET), &SECRET, None)?;
        tx.open_messages(sp, &SPACE)?;
        tx.expire_mailboxes()?;
        let message = tx.messages(sp)?.remove(0);
        Ok((message.mailbox.is_some(), message.mailbox_id.is_some()))
    });
    assert_eq!(
        seen,
        [(true, true), (false, true)],
        "its mailbox is over, it is not"
    );
}

#[test]
fn secrets_of_inboxes_go_when_their_time_is_over_and_the_present_one_stays() {
    let seen = with_space(|tx, sp| {
        let old = tx.now_ms + 100 * DAY_MS;
        if tx.inbox_secrets(sp)?.is_empty() {
            tx.put_inbox_key(sp, &SealKey([5; 32]), &[5; 32], Some(old))?;
            tx.put_inbox_key(sp, &SealKey([6; 32]), &[6; 32], None)?;
        }
        tx.expire_inbox_keys(sp)?;
        let secrets = tx.inbox_secrets(sp)?;
        Ok(secrets.iter().map(|secret| secret[0]).collect::<Vec<_>>())
    });
    assert_eq!(seen, [vec![6, 5], vec![6]]);
}

#[test]
fn a_code_is_kept_beside_the_place_and_both_go_with_the_space() {
    with_space(|tx, sp| {
        let code = TerritoryCode::new([7; 8]);
        tx.set_territory_code(sp, code, true)?;
        tx.keep_messages(sp, &[waiting(3, sealed(&SECRET))])?;
        assert_eq!(tx.territory_code(sp)?, Some((code, true)));
        assert_eq!(tx.inbox_place(sp)?, 3);
        tx.reset_log(sp)?;
        assert_eq!(
            (tx.inbox_place(sp)?, tx.territory_code(sp)?),
            (0, Some((code, true)))
        );
        tx.forget_inbox(sp)?;
        assert_eq!((tx.territory_code(sp)?, tx.messages(sp)?.len()), (None, 0));
        Ok(())
    });
}

#[test]
fn a_letter_goes_its_way_and_what_is_later_keeps_its_bytes() {
    with_space(|tx, sp| {
        let mailbox = Mailbox::new([8; 32]);
        let lt = tx.put_letter(&NewLetter {
            sp: Some(sp),
            ms: None,
            name: "x",
            urls: &["http://a".to_owned(), "http://b".to_owned()],
            target: SPACE.0,
            key: None,
            kind: MessageKind::Ad,
            payload: b"p",
            mailbox: Some(&mailbox),
            at_ms: 5,
        })?;
        let now = |tx: &Tx<'_>| -> Result<Letter, StoreError> { Ok(tx.letter(lt)?.unwrap()) };
        assert_eq!((now(tx)?.state, now(tx)?.urls.len()), (LetterState::Here, 2));
        tx.seal_letter(lt, b"sealed")?;
        tx.set_letter_state(lt, LetterState::Sent)?;
        tx.delay_letter(lt, Code::Quota, tx.now_ms + 60_000)?;
        let later = now(tx)?;
        assert_eq!((later.state, later.later), (LetterState::Here, Some(Code::Quota)));
        assert_eq!(
            (later.sealed.as_deref(), tx.unsent_letters(sp)?),
            (Some(&b"sealed"[..]), 1)
        );
        tx.end_delays()?;
        assert_eq!(now(tx)?.not_before, 0);
        tx.set_letter_state(lt, LetterState::Received)?;
        assert_eq!((now(tx)?.later, tx.letters_to_send()?.len()), (None, 0));
        assert!(tx.mailbox(&mailbox.id())?.is_some());
        tx.set_letter_state(lt, LetterState::Refused(Code::TooLarge))?;
        assert_eq!(now(tx)?.state, LetterState::Refused(Code::TooLarge));
        tx.remove_letter(lt)?;
        assert!(tx.letter(lt)?.is_none() && tx.mailbox(&mailbox.id())?.is_none());
        Ok(())
    });
}
