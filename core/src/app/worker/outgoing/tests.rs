//! What waits is handed out in pieces, as one chain.

use ekin_protocol::envelope::Frame;

use super::BATCH;
use crate::app::document::Kind;
use crate::app::house::House;
use crate::domain::language::LanguageTag;
use crate::sync::event::{Outcome, Work};

#[test]
fn pieces_of_a_long_outbox_are_one_chain() {
    let house = House::new();
    let notes = BATCH as usize + 3;
    for n in 0..notes {
        let note = [format!("title={n}")];
        house
            .owner
            .device
            .new_document(house.space, Kind::Note, &note, LanguageTag::FR)
            .unwrap();
    }
    house.fold(&house.owner);
    let (mut said, mut after, mut pieces) = (Vec::new(), 0, 0);
    loop {
        let work = Work::Outbox {
            space: house.space,
            after,
            budget: usize::MAX,
        };
        let Outcome::Frames { frames, .. } = house.owner.work(work) else {
            panic!("no frames");
        };
        let Some((last, _)) = frames.last() else { break };
        after = *last;
        pieces += 1;
        said.extend(frames.iter().map(|(_, frame)| Frame::read(frame).unwrap()));
    }
    assert_eq!((pieces, said.len()), (2, notes));
    for pair in said.windows(2) {
        assert_eq!(pair[1].statement.dev_seq, pair[0].statement.dev_seq + 1);
        assert_eq!(pair[1].statement.prev, pair[0].content_id.short());
    }
}
