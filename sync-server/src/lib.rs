//! The relay: stores, orders, admits and forwards. It never opens a private body.
//!
//! What decides is free of sockets and clocks, so that a simulation can run it: [`admit`] says what a log takes,
//! [`storage`] keeps it, [`session`] speaks with one device, [`relay::Relay`] answers requests, [`packer`] makes
//! packs. [`serve`] is the process around them.

pub mod admit;
pub mod checkpoint;
pub mod config;
pub mod http;
pub mod keys;
pub mod operator;
pub mod packer;
pub mod relay;
pub mod serve;
pub mod session;
pub mod storage;
pub mod wake;
