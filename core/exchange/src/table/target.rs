//! The fields that a column can go to.

macro_rules! targets {
    ($($(#[$doc:meta])* $name:ident = $text:literal,)*) => {
        /// A field of a listing, as a mapping file names it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Target {
            $($(#[$doc])* $name,)*
        }

        impl Target {
            /// By its name in a mapping file.
            pub fn parse(text: &str) -> Option<Self> {
                match text {
                    $($text => Some(Self::$name),)*
                    _ => None,
                }
            }
        }
    };
}

targets! {
    /// Title; several columns are joined by a space.
    Title = "title",
    /// Summary.
    Summary = "summary",
    /// Whole text; several columns go below each other.
    Body = "body",
    /// Opening hours in words.
    Hours = "hours",
    /// For whom, in words.
    Audience = "audience",
    /// What to bring.
    Bring = "bring",
    /// Language in which the row is written.
    Original = "original",
    /// Sort of listing: `activity`, `need`, `offer`, `loan`, `project`, `challenge`, `practice`, `place`, `partner`.
    Type = "type",
    /// `scheduled`, `full`, `moved_online`, `postponed`, `cancelled`.
    Status = "status",
    /// Name of the organiser.
    Organiser = "organiser",
    /// Its web address.
    OrganiserUrl = "organiser.url",
    /// Name of the place.
    Place = "place",
    /// Street and number; several columns are joined by a comma.
    Address = "place.address",
    /// Postal code.
    Postcode = "place.postcode",
    /// Town.
    Town = "place.town",
    /// ISO country code.
    Country = "place.country",
    /// Latitude in degrees.
    Lat = "place.lat",
    /// Longitude in degrees.
    Lon = "place.lon",
    /// Both, as `lat, lon`.
    LatLon = "place.lat-lon",
    /// Address of the online part.
    Online = "place.online",
    /// Start: date, or date and time.
    Start = "start",
    /// Time of day of the start, where the date is in another column.
    StartTime = "start.time",
    /// End.
    End = "end",
    /// Time of day of the end.
    EndTime = "end.time",
    /// IANA zone of start and end.
    Zone = "zone",
    /// Recurrence rule (RFC 5545).
    Rule = "rule",
    /// Price in words; "gratuit" and the like say that it is free.
    Price = "price",
    /// `yes` or `no`.
    Free = "price.free",
    /// Lowest price in euros.
    PriceFrom = "price.from",
    /// Highest price in euros.
    PriceTo = "price.to",
    /// Youngest age.
    AgeMin = "ages.min",
    /// Oldest age.
    AgeMax = "ages.max",
    /// Places.
    Seats = "capacity.seats",
    /// Wheelchair places.
    Wheelchair = "capacity.wheelchair",
    /// Way to answer: address, number or e-mail, recognised by its look.
    Answer = "answer",
    /// Tags; several values by the separator.
    Tags = "tags",
    /// Web address of a picture.
    Image = "image",
    /// Its maker.
    ImageCredit = "image.credit",
    /// Page of the entry at its source.
    SourceUrl = "source.url",
    /// Credit.
    SourceName = "source.name",
    /// Licence.
    Licence = "licence",
    /// When it was last confirmed.
    Updated = "updated",
    /// `yes` or `no`, as all that follow.
    Hearing = "accessibility.hearing",
    /// Visual.
    Visual = "accessibility.visual",
    /// Psychic.
    Psychic = "accessibility.psychic",
    /// Motor, wheelchair.
    Motor = "accessibility.motor",
    /// Intellectual.
    Intellectual = "accessibility.intellectual",
    /// No step.
    StepFree = "accessibility.step_free",
    /// Toilets.
    Toilets = "accessibility.toilets",
    /// Parking.
    Parking = "accessibility.parking",
    /// Quiet.
    Quiet = "accessibility.quiet",
}
