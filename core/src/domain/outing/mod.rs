//! An outing from its plan to its end, as pure rules: who has signed what must be signed ([`authorisation`]), what is copied of a
//! profile ([`roster`]), who may see what ([`sight`]), who answers for a group ([`handover`]), who came along ([`attendance`]),
//! and when all of it goes ([`ending`]).

pub mod attendance;
pub mod authorisation;
pub mod ending;
pub mod handover;
pub mod packing;
pub mod roster;
pub mod sight;
