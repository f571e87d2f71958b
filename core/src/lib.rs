//! The phone's core: a local store of signed listings that syncs with a relay.

pub mod app;
pub mod document;
pub mod domain;
pub mod media;
pub mod net;
pub mod print;
pub mod record;
pub mod storage;
pub mod sync;
