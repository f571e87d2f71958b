//! Simple mode: a resident's tablet. Whom it is for and its lock in [`tablet`], a resident's day in [`day`], their photos in [`photos`].

mod day;
mod photos;
mod tablet;

pub use day::{
    SimpleDay, SimpleFace, SimpleFact, SimpleFeeling, SimpleOuting, SimpleSays, SimpleWhen, SpokenSentence,
};
pub use photos::SimplePhoto;
pub use tablet::{PinAnswer, SimpleResident, SimpleTablet, SimpleTile};
