//! Sounds: the sound is copied as it is, without a decoder, and what says who, where and when is left behind. Each format
//! keeps only what is on its list.

pub(super) mod frames;
pub(super) mod mp4;
pub(super) mod ogg;
pub(super) mod wav;
