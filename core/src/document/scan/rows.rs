//! Rules 7 to 15: the operations of a change, row by row.

use super::column::{Deltas, Flags, Runs};
use super::reader::Reader;
use super::{
    Action, Actor, At, Inadmissible, MAX_BYTES, MAX_COUNTER, MAX_MAKES, MAX_OPS, MAX_PLAIN, MAX_PREDS, Op,
    Ref, Scalar, Summary, fits,
};

/// The columns of a change in their order; one that is absent is empty.
pub(super) type Columns<'a> = [&'a [u8]; 12];

/// What references are held against.
pub(super) struct Names<'a> {
    pub actor: Actor,
    pub others: &'a [Actor],
    pub start_op: u64,
}

impl Names<'_> {
    /// Lamport order: counter, then the actor's bytes.
    fn order(&self, it: Ref) -> (u32, Actor) {
        let other = (it.actor as usize)
            .checked_sub(1)
            .and_then(|i| self.others.get(i));
        (it.counter, other.copied().unwrap_or(self.actor))
    }
}

/// Which actors of the table are named.
struct Used(Vec<bool>);

impl Used {
    /// Rule 10: a known actor and an operation before this one (`me`), before the change if it is another's.
    fn refer(&mut self, actor: u64, counter: u64, me: u64, start_op: u64) -> Result<Ref, Inadmissible> {
        let used = usize::try_from(actor).ok().and_then(|i| self.0.get_mut(i));
        let used = used.ok_or(Inadmissible::Reference("no such actor"))?;
        if counter == 0 || counter >= me || actor != 0 && counter >= start_op {
            return Err(Inadmissible::Reference("counter"));
        }
        *used = true;
        Ok(Ref {
            actor: actor as u32,
            counter: counter as u32,
        })
    }
}

/// Reads all rows. Also rules 8 to 14; of rule 15 see [`Summary::own_references`].
pub(super) fn rows<'a>(
    columns: &Columns<'a>,
    names: &Names<'_>,
) -> Result<(Vec<Op<'a>>, Vec<Ref>), Inadmissible> {
    let [
        object_actor,
        object_counter,
        key_actor,
        key_counter,
        key,
        insert,
        action,
        meta,
        raw,
        preds,
        pred_actor,
        pred_counter,
    ] = *columns;
    let mut object_actor = Runs::<u64>::new(object_actor, MAX_OPS);
    let mut object_counter = Runs::<u64>::new(object_counter, MAX_OPS);
    let mut key_actor = Runs::<u64>::new(key_actor, MAX_OPS);
    let mut key_counter = Deltas::new(key_counter, MAX_OPS);
    let mut key_text = Runs::<&str>::new(key, MAX_OPS);
    let mut inserts = Flags::new(insert);
    let mut actions = Runs::<u64>::new(action, MAX_OPS);
    let mut metas = Runs::<u64>::new(meta, MAX_OPS);
    let mut raw = Reader(raw);
    let mut pred_counts = Runs::<u64>::new(preds, MAX_OPS);
    let mut pred_actors = Runs::<u64>::new(pred_actor, MAX_PREDS);
    let mut pred_counters = Deltas::new(pred_counter, MAX_PREDS);

    let mut ops: Vec<Op<'a>> = Vec::new();
    let mut preds: Vec<Ref> = Vec::new();
    let mut count = Count::default();
    let mut used = Used(vec![false; names.others.len() + 1]);
    let start_op = names.start_op;
    while actions.has_more() {
        let me = start_op + ops.len() as u64;
        if me >= MAX_COUNTER {
            return Err(Inadmissible::Rows("counters are used up"));
        }
        let action = match actions.need()? {
            0 => Action::MakeMap,
            1 => Action::Put,
            2 => Action::MakeList,
            3 => Action::Delete,
            4 => Action::MakeText,
            _ => return Err(Inadmissible::Action),
        };
        let object = match (object_actor.next()?, object_counter.next()?) {
            (None, None) => None,
            (Some(actor), Some(counter)) => Some(used.refer(actor, counter, me, start_op)?),
            _ => return Err(Inadmissible::Name("half an object id")),
        };
        let at = match (key_actor.next()?, key_counter.next()?, key_text.next()?) {
            (None, None, Some(key)) if is_key(key) => At::Key(key),
            (None, Some(0), None) => At::Head,
            (Some(actor), Some(counter), None) => At::Element(used.refer(actor, counter, me, start_op)?),
            _ => return Err(Inadmissible::Name("no key")),
        };
        let insert = inserts.next()?;
        let value = value(metas.need()?, &mut raw)?;
        let from = preds.len();
        let overwrites = pred_counts.need()?;
        if overwrites > (MAX_PREDS - from) as u64 {
            return Err(Inadmissible::Rows("too many predecessors"));
        }
        for n in 0..overwrites {
            let counter = pred_counters
                .next()?
                .ok_or(Inadmissible::Rows("half a predecessor"))?;
            let pred = used.refer(pred_actors.need()?, counter, me, start_op)?;
            if n > 0
                && preds
                    .last()
                    .is_some_and(|last| names.order(*last) >= names.order(pred))
            {
                return Err(Inadmissible::PredOrder);
            }
            preds.push(pred);
        }
        let op = Op {
            object,
            at,
            insert,
            action,
            value,
            preds: from..preds.len(),
        };
        count.take(&op)?;
        shape(&op)?;
        ops.push(op);
    }
    if ops.is_empty() {
        return Err(Inadmissible::Rows("none"));
    }
    object_actor.finish()?;
    object_counter.finish()?;
    key_actor.finish()?;
    key_counter.finish()?;
    key_text.finish()?;
    inserts.finish()?;
    actions.finish()?;
    metas.finish()?;
    pred_counts.finish()?;
    pred_actors.finish()?;
    pred_counters.finish()?;
    if !raw.is_empty() {
        return Err(Inadmissible::Value("bytes behind the last"));
    }
    if used.0.iter().skip(1).any(|used| !used) {
        return Err(Inadmissible::Actors("one that is not named"));
    }
    Ok((ops, preds))
}

/// Rule 9: 1 to 64 printable ASCII characters (the column has checked the length).
fn is_key(key: &str) -> bool {
    !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_graphic())
}

/// Rule 14: what has been counted.
#[derive(Default)]
struct Count {
    plain: usize,
    makes: usize,
}

impl Count {
    fn take(&mut self, op: &Op<'_>) -> Result<(), Inadmissible> {
        let cheap = op.action == Action::Delete || op.insert && op.value == Scalar::Character;
        self.plain += usize::from(!cheap);
        self.makes += usize::from(op.action.makes());
        if self.plain > MAX_PLAIN {
            return Err(Inadmissible::TooMany("operations"));
        }
        if self.makes > MAX_MAKES {
            return Err(Inadmissible::TooMany("containers"));
        }
        Ok(())
    }
}

/// Rule 11, and that only a put has a value.
fn shape(op: &Op<'_>) -> Result<(), Inadmissible> {
    let key = matches!(op.at, At::Key(_));
    let overwrites = !op.preds.is_empty();
    if op.object.is_none() && !key {
        return Err(Inadmissible::Shape("an element of the root"));
    }
    if op.object.is_some() && op.action.makes() {
        return Err(Inadmissible::Shape("a container below a container"));
    }
    if op.insert && (key || overwrites || op.action != Action::Put) {
        return Err(Inadmissible::Shape("insert"));
    }
    let must_overwrite = !key || op.action == Action::Delete;
    if !op.insert && (op.at == At::Head || must_overwrite && !overwrites) {
        return Err(Inadmissible::Shape("an update of nothing"));
    }
    if op.action != Action::Put && op.value != Scalar::Null {
        return Err(Inadmissible::Shape("a value without a put"));
    }
    Ok(())
}

/// Rule 13: null, booleans, integers, UTF-8 and bytes; no unsigned integer, float, counter, timestamp or unknown type.
fn value(meta: u64, raw: &mut Reader<'_>) -> Result<Scalar, Inadmissible> {
    let length = usize::try_from(meta >> 4).ok().filter(|n| *n <= MAX_BYTES);
    let mut own = Reader(raw.take(length.ok_or(Inadmissible::Value("length"))?)?);
    match meta & 15 {
        0 if own.is_empty() => Ok(Scalar::Null),
        1 | 2 if own.is_empty() => Ok(Scalar::Other),
        4 => {
            own.signed()?;
            if own.is_empty() {
                Ok(Scalar::Other)
            } else {
                Err(Inadmissible::Value("bytes behind an integer"))
            }
        }
        6 => {
            let text = std::str::from_utf8(own.0).map_err(|_| Inadmissible::Value("not UTF-8"))?;
            let mut characters = text.chars();
            let one = characters.next().is_some() && characters.next().is_none();
            Ok(if one { Scalar::Character } else { Scalar::Other })
        }
        7 => Ok(Scalar::Other),
        _ => Err(Inadmissible::Value("type")),
    }
}

impl Summary<'_> {
    /// Rule 15: what is made in the change obeys 17 and 18.
    pub(super) fn own_references(&self) -> Result<(), Inadmissible> {
        for op in &self.ops {
            if let Some(at) = op.object.and_then(|object| self.own(object)) {
                let made = self.ops.get(at).ok_or(Inadmissible::Object("none"))?;
                fits(made.action, op)?;
            }
            if let At::Element(element) = op.at
                && let Some(at) = self.own(element)
            {
                let made = self.ops.get(at).ok_or(Inadmissible::Element)?;
                if !made.insert || made.object != op.object {
                    return Err(Inadmissible::Element);
                }
            }
        }
        Ok(())
    }
}
