//! Messages dropped into a territory's inbox, as many as the work allows. The relay in question asks for very little work.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use ekin_protocol::inbox::{Challenge, MessageId, SIZES};
use ekin_protocol::link::Link;
use ekin_protocol::pages::Letter;

use super::Tally;

/// Time for an answer.
const PATIENCE: Duration = Duration::from_secs(10);
/// Messages after which a new challenge is asked for.
const FRESH: u64 = 500;

/// Drops messages until it is told to stop.
pub fn flood(at: SocketAddr, link: &str, who: u64, stop: &AtomicBool, tally: &Tally) {
    let Ok(Link::Territory { space, .. }) = link.parse() else {
        return;
    };
    let page = |name: &str| format!("/v1/spaces/{space}/{name}");
    let mut n = 0u64;
    while !stop.load(Ordering::Relaxed) {
        let Some((200, work)) = ask(at, "GET", &page("challenge"), &[]) else {
            Tally::add(&tally.refused, 1);
            std::thread::park_timeout(Duration::from_millis(50));
            continue;
        };
        let Ok(challenge) = Challenge::read(&work) else {
            return;
        };
        for _ in 0..FRESH {
            n += 1;
            let mut sealed = vec![0; SIZES[0]];
            let mark = [who.to_be_bytes(), n.to_be_bytes()].concat();
            sealed.iter_mut().zip(mark).for_each(|(to, from)| *to = from);
            let Some(number) = challenge.solve(&MessageId::of(&sealed), 0, u32::MAX) else {
                continue;
            };
            let letter = Letter {
                challenge: work.clone(),
                number,
                sealed,
                code: None,
            };
            let taken = ask(at, "POST", &page("inbox"), &letter.write());
            Tally::add(&tally.sent, 1);
            let refused = !matches!(taken, Some((204, _)));
            Tally::add(&tally.refused, u64::from(refused));
            if stop.load(Ordering::Relaxed) {
                return;
            }
        }
    }
}

/// One request on a connection of its own: status and body.
fn ask(at: SocketAddr, method: &str, path: &str, body: &[u8]) -> Option<(u16, Vec<u8>)> {
    let mut stream = TcpStream::connect_timeout(&at, PATIENCE).ok()?;
    stream.set_read_timeout(Some(PATIENCE)).ok()?;
    let head = format!(
        "{method} {path} HTTP/1.1\r\nhost: relay\r\nconnection: close\r\ncontent-length: {}\r\n\r\n",
        body.len()
    );
    stream.write_all(&[head.as_bytes(), body].concat()).ok()?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).ok()?;
    let end = answer.windows(4).position(|four| four == b"\r\n\r\n")?;
    let head = String::from_utf8_lossy(answer.get(..end)?).into_owned();
    let status = head.split(' ').nth(1)?.parse().ok()?;
    Some((status, answer.split_off(end + 4)))
}
