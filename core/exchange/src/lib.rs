//! Foreign formats to and from listing [`Draft`]s, with a list of what each conversion leaves out.
//! Bytes in, values out: no files, no network, no clock.

pub mod draft;

pub use draft::Draft;
