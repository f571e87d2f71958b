//! Two phones side by side: a pipe between two devices, which may break after any byte.

use ekin_core::app::near::{NearError, Shelf};
use ekin_core::sync::peer::{Meeting, MeetingError};
use ekin_protocol::peer::Side;

use super::relay::Kept;
use super::world::World;

/// How a meeting ended on one side.
pub type Met = Result<Meeting, MeetingError<NearError>>;

impl<S: Kept> World<S> {
    /// Two devices meet. The pipe breaks after so many bytes, if that is said; then nobody is told more.
    pub fn meet(&mut self, a: usize, b: usize, breaks_after: Option<usize>) -> (Met, Met) {
        let secret = [7; 16];
        let (one, two) = (self.phones[a].device().clone(), self.phones[b].device().clone());
        let mut ends = [
            Some(one.meeting(Side::Initiator, &secret).unwrap()),
            Some(two.meeting(Side::Responder, &secret).unwrap()),
        ];
        let mut shelves = [Shelf::of(&one), Shelf::of(&two)];
        let mut errors = [None, None];
        let mut left = breaks_after.unwrap_or(usize::MAX);
        // What is on its way to each.
        let mut ways = [Vec::new(), ends[0].as_mut().unwrap().begin().unwrap()];
        let mut turn = 1;
        while ways.iter().any(|way| !way.is_empty()) && left > 0 {
            if ways[turn].is_empty() {
                turn = 1 - turn;
            }
            let n = 1 + usize::try_from(self.lot(20_000)).unwrap();
            let n = n.min(ways[turn].len()).min(left);
            let piece: Vec<u8> = ways[turn].drain(..n).collect();
            left -= n;
            let Some(end) = &mut ends[turn] else {
                // It hung up.
                break;
            };
            match end.hear(&piece, &mut shelves[turn]) {
                Ok(said) => ways[1 - turn].extend(said),
                Err(error) => {
                    errors[turn] = Some(error);
                    ends[turn] = None;
                }
            }
            if self.chance(500) {
                turn = 1 - turn;
            }
        }
        let [first, second] = ends;
        let [e1, e2] = errors;
        let over = |end: Option<Meeting>, error: Option<MeetingError<NearError>>| match (end, error) {
            (_, Some(error)) => Err(error),
            (Some(end), None) => Ok(end),
            (None, None) => unreachable!("an end is there or failed"),
        };
        for phone in [a, b] {
            self.changed(phone);
        }
        (over(first, e1), over(second, e2))
    }
}
