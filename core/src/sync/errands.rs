//! When couriers go: where there is something to do beside the logs of a relay's private spaces, once these are up to date.

use std::collections::VecDeque;

use rand_core::Rng;

use super::backoff::around;
use super::courier::{self, Courier};
use super::desk::Desk;
use super::event::{Millis, SpaceView};
use super::{Engine, POLL_MS, url_of};

impl Engine {
    /// Sends couriers to relays where there is something to do beside the logs, once these are up to date.
    pub(super) fn send_couriers(&mut self, desk: &mut Desk<'_>) {
        let here = self.sessions.iter().filter(|(_, session)| session.is_settled());
        let idle: Vec<String> = here
            .map(|(url, _)| url.clone())
            .filter(|url| !self.couriers.contains_key(url))
            .collect();
        for url in idle {
            let wanted = |view: &&SpaceView| {
                let due = view.errands && view.known && !self.asked.contains(&view.space);
                due && url_of(view) == url && !self.given_up.contains(&view.space)
            };
            let spaces = self.views.iter().filter(wanted);
            let spaces: VecDeque<_> = spaces
                .map(|view| (view.space, view.awaited.or(view.relay)))
                .collect();
            if !spaces.is_empty() {
                self.settled = false;
                self.asked.extend(spaces.iter().map(|(space, _)| *space));
                let courier = Courier::start(url.clone(), spaces, desk);
                self.couriers.insert(url, courier);
            }
        }
    }

    pub(super) fn carried(
        &mut self,
        step: Option<(String, courier::Step)>,
        now: Millis,
        rng: &mut dyn Rng,
        desk: &mut Desk<'_>,
    ) {
        let Some((url, step)) = step else { return };
        match step {
            courier::Step::Going => return,
            // Envelopes that waited for their keys to be there can go now.
            courier::Step::Home(true) => self.look(desk),
            // What is still to be done waits for others: asked for again in a while.
            courier::Step::Home(false) => {
                self.due.entry(url.clone()).or_insert(now + around(POLL_MS, rng));
            }
            courier::Step::Unreachable => self.later(&url, now, rng, desk),
            courier::Step::Lied(space, lie) => self.lied(space, lie, desk),
        }
        self.couriers.remove(&url);
        self.wake(desk);
    }
}
