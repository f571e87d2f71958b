//! Laws 3 and 5 of the protocol, and what else a document promises.

mod basics;
mod laws;
mod mutation;
mod world;
