//! Written stories: devices, a network that is cut and comes back, clocks, commands and what must come of them. A story is
//! a TOML file ([`read`], `docs/scenarios.md`); it is played on real homes and a real relay, which is started as a process
//! ([`stage`]), either as it is told or in an order drawn from a seed ([`play`]), and told in plain words ([`tell`]).
//!
//! Commands run in this process, on the very code that `ekin` runs: a story of five devices takes a second, and each
//! device has a clock of its own.

pub mod dice;
pub mod fault;
pub mod path;
pub mod play;
pub mod read;
pub mod stage;
pub mod story;
pub mod tell;
pub mod template;
