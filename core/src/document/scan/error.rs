//! Which rule a change breaks.

/// Why a change is not admissible: one variant for each rule of protocol 6, with what about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Inadmissible {
    /// Rule 1: larger than 64 KiB, or no change chunk with a true length and checksum.
    #[error("rule 1, chunk: {0}")]
    Chunk(&'static str),
    /// Rule 2: an integer that is not minimal LEB128, or bytes that end too soon.
    #[error("rule 2, integer: {0}")]
    Integer(&'static str),
    /// Rule 3: dependencies, actor, numbers, time, message.
    #[error("rule 3, header: {0}")]
    Header(&'static str),
    /// Rule 4: the other actors.
    #[error("rule 4, actors: {0}")]
    Actors(&'static str),
    /// Rule 5: the columns and their lengths.
    #[error("rule 5, columns: {0}")]
    Columns(&'static str),
    /// Rule 6: an encoding that no honest writer chooses.
    #[error("rule 6, encoding: {0}")]
    Encoding(&'static str),
    /// Rule 7: columns that do not end together, too many rows, counters out of range.
    #[error("rule 7, rows: {0}")]
    Rows(&'static str),
    /// Rule 8: an action that documents do not have.
    #[error("rule 8: an action that documents do not have")]
    Action,
    /// Rule 9: half an object id, or a key that is none.
    #[error("rule 9, names: {0}")]
    Name(&'static str),
    /// Rule 10: a reference to an actor that is not in the table, or to a later operation.
    #[error("rule 10, references: {0}")]
    Reference(&'static str),
    /// Rule 11: an operation of no honest shape.
    #[error("rule 11, shape: {0}")]
    Shape(&'static str),
    /// Rule 12: predecessors out of order.
    #[error("rule 12: predecessors out of order")]
    PredOrder,
    /// Rule 13: a value of another type, or not as long as it says.
    #[error("rule 13, values: {0}")]
    Value(&'static str),
    /// Rule 14: too many operations of one sort.
    #[error("rule 14: too many {0}")]
    TooMany(&'static str),
    /// Rule 16: not the author's next change.
    #[error("rule 16, order: {0}")]
    Order(&'static str),
    /// Rule 17 (also 15): an object that is none, not in the causal past, or of another type.
    #[error("rule 17, object: {0}")]
    Object(&'static str),
    /// Rule 18 (also 15): an element that is not one of that object in the causal past.
    #[error("rule 18: no element of that object in the causal past")]
    Element,
    /// Rule 19: it does not overwrite exactly what its author saw.
    #[error("rule 19: it does not overwrite exactly what was visible")]
    Preds,
    /// The author's quota in this document is used up, or the document's.
    #[error("quota of {0} in this document is used up")]
    Quota(&'static str),
}
