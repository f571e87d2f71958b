//! Wire types, ids, log and membership that phone and relay share; no I/O.
