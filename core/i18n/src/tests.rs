//! Every text in every language, and what the build refuses.

mod faults;
mod texts;
mod words;
