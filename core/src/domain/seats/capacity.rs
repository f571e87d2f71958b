//! How many places there are, of which sorts, and what does not fit into them.

/// Counts by sort: a demand, a use, a shortage.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Places {
    /// Ordinary seats.
    pub seats: u32,
    /// Places for a wheelchair.
    pub wheelchair: u32,
    /// Places kept for who comes along with somebody.
    pub companions: u32,
}

impl Places {
    /// So many ordinary seats.
    pub const fn seats(seats: u32) -> Self {
        Self {
            seats,
            wheelchair: 0,
            companions: 0,
        }
    }

    /// Persons in all.
    pub fn people(self) -> u32 {
        self.seats
            .saturating_add(self.wheelchair)
            .saturating_add(self.companions)
    }

    /// Both together. A count that no bus holds stays at the greatest there is.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        self.each(other, u32::saturating_add)
    }

    /// What is left of these when others are taken off, never below none.
    #[must_use]
    pub fn less(self, other: Self) -> Self {
        self.each(other, u32::saturating_sub)
    }

    /// The greater of each sort: what several versions of one party need at most.
    #[must_use]
    pub fn greatest(self, other: Self) -> Self {
        self.each(other, u32::max)
    }

    fn each(self, other: Self, f: impl Fn(u32, u32) -> u32) -> Self {
        Self {
            seats: f(self.seats, other.seats),
            wheelchair: f(self.wheelchair, other.wheelchair),
            companions: f(self.companions, other.companions),
        }
    }

    /// Whether there is none of any sort.
    pub fn is_none(self) -> bool {
        self == Self::default()
    }
}

/// What one head of a `capacity` record says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// Ordinary seats; none said is no limit.
    pub seats: Option<u32>,
    /// Places for a wheelchair; none said is none there.
    pub wheelchair: u32,
    /// Places kept for companions; none said: they take ordinary seats.
    pub companions: Option<u32>,
    /// A free wheelchair place may serve as a seat.
    pub flex: bool,
    /// A later, smaller party may pass one that waits for more than is free.
    pub fill: bool,
}

/// How many places there are: the least that anybody said, sort by sort.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Capacity {
    said: Said,
    /// Two people said different things.
    pub conflict: bool,
}

impl Capacity {
    /// The capacity that these heads of one object come to; with none, there is no limit to seats and no place for a
    /// wheelchair.
    pub fn of(heads: &[Said]) -> Self {
        let least = heads.iter().copied().reduce(|a, b| Said {
            seats: least(a.seats, b.seats),
            wheelchair: a.wheelchair.min(b.wheelchair),
            // Who says nothing of companions adds no places for them.
            companions: a.companions.zip(b.companions).map(|(a, b)| a.min(b)),
            flex: a.flex && b.flex,
            fill: a.fill && b.fill,
        });
        Self {
            said: least.unwrap_or_default(),
            conflict: heads.windows(2).any(|two| two.first() != two.last()),
        }
    }

    /// What it comes to.
    pub fn said(&self) -> Said {
        self.said
    }

    /// A demand in the sorts that there are: companions for whom no place is kept need a seat.
    pub(super) fn asked(&self, demand: Places) -> Places {
        match self.said.companions {
            Some(_) => demand,
            None => Places {
                seats: demand.seats.saturating_add(demand.companions),
                companions: 0,
                ..demand
            },
        }
    }

    /// What lacks when so many places are taken. A wheelchair never takes a seat; a seat is found in a free wheelchair
    /// place only where that is said.
    pub(super) fn shortage(&self, used: Places) -> Places {
        let seats = self
            .said
            .seats
            .map_or(0, |seats| used.seats.saturating_sub(seats));
        let spare = self.said.wheelchair.saturating_sub(used.wheelchair);
        Places {
            seats: if self.said.flex {
                seats.saturating_sub(spare)
            } else {
                seats
            },
            wheelchair: used.wheelchair.saturating_sub(self.said.wheelchair),
            companions: used
                .companions
                .saturating_sub(self.said.companions.unwrap_or(used.companions)),
        }
    }

    /// Whether a party fits beside what is taken: nothing that it asks for lacks, and nobody else lacks more.
    pub(super) fn fits(&self, used: Places, asked: Places) -> bool {
        let before = self.shortage(used);
        let after = self.shortage(used.and(asked));
        let fits = |asked: u32, before: u32, after: u32| after == 0 || (asked == 0 && after <= before);
        fits(asked.seats, before.seats, after.seats)
            && fits(asked.wheelchair, before.wheelchair, after.wheelchair)
            && fits(asked.companions, before.companions, after.companions)
    }

    /// Whether two parties wait for the same places.
    pub(super) fn compete(&self, one: Places, other: Places) -> bool {
        // Where a wheelchair place may serve as a seat, who asks for either asks for both.
        let pool = |asked: Places| match self.said.flex {
            true => (
                asked.seats > 0 || asked.wheelchair > 0,
                false,
                asked.companions > 0,
            ),
            false => (asked.seats > 0, asked.wheelchair > 0, asked.companions > 0),
        };
        let (one, other) = (pool(one), pool(other));
        (one.0 && other.0) || (one.1 && other.1) || (one.2 && other.2)
    }

    /// Places left of each sort, never below none; no number of seats where there is no limit.
    pub(super) fn free(&self, used: Places) -> Said {
        let spare = self.said.wheelchair.saturating_sub(used.wheelchair);
        let sat_there = match (self.said.flex, self.said.seats) {
            (true, Some(seats)) => used.seats.saturating_sub(seats).min(spare),
            _ => 0,
        };
        Said {
            seats: self.said.seats.map(|seats| seats.saturating_sub(used.seats)),
            wheelchair: spare - sat_there,
            companions: self
                .said
                .companions
                .map(|companions| companions.saturating_sub(used.companions)),
            ..self.said
        }
    }
}

fn least(a: Option<u32>, b: Option<u32>) -> Option<u32> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (one, other) => one.or(other),
    }
}
