//! Words that fields choose from. A word once given is never taken away or given another sense; a newer version may add
//! some, which this one keeps and shows as "other".

use super::schema::Choice;

macro_rules! choices {
    ($($(#[$doc:meta])* $constant:ident = $name:literal: [$($word:literal),+ $(,)?];)+) => {
        $($(#[$doc])* pub const $constant: &Choice = &Choice { name: $name, words: &[$($word),+] };)+

        /// Every choice.
        pub const ALL: &[&Choice] = &[$($constant),+];
    };
}

choices! {
    /// Sort of outing.
    OUTING_TYPE = "outing_type": ["culture", "sport", "nature", "party", "visit", "workshop", "shopping", "appointment", "stay"];
    /// How far an outing has come.
    OUTING_STATUS = "outing_status": ["planned", "confirmed", "postponed", "cancelled", "closed"];
    /// A moment at which heads are counted.
    LEG = "leg": ["departure", "pick_up", "arrival", "lunch", "activity", "rest", "return", "home", "other"];
    /// How people travel.
    TRANSPORT = "transport": ["foot", "car", "minibus", "bus", "coach", "train", "taxi", "bike", "boat"];
    /// For whom a thing is packed.
    PACKED_FOR = "packed_for": ["each", "group", "carers"];
    /// What somebody with a right to it must allow.
    AUTHORISATION = "authorisation": ["outing", "transport", "swimming", "abroad", "overnight", "alone", "medicines", "care", "photo"];
    /// What somebody is in the life of a house.
    PART = "part": ["resident", "educator", "volunteer", "family", "neighbour"];
    /// A way to be understood.
    SPEECH = "speech": ["speech", "easy_words", "pictures", "writing", "signs", "gestures", "speaking_device"];
    /// What somebody needs to come along: said in the words of a place's accessibility where there is one.
    NEED = "need": ["wheelchair", "step_free", "toilets", "quiet", "hearing_loop", "sign_language", "subtitles", "large_print", "assistance_dog", "rest", "companion"];
    /// Who decides with or for somebody (protected adults, parental authority).
    REPRESENTED = "represented": ["self", "parents", "guardian", "curator", "supports", "placed"];
    /// How near a carer must be.
    WATCH = "watch": ["free", "near", "one_to_one"];
    /// What a contact is to the person.
    LINK = "link": ["parent", "sibling", "child", "partner", "relative", "friend", "guardian", "doctor", "nurse", "house"];
    /// Sort of note.
    NOTE_TYPE = "note_type": ["handover", "meeting", "follow_up", "memo", "idea"];
    /// How far a listing's draft has come.
    DRAFT_STATE = "draft_state": ["writing", "submitted", "published", "refused"];
    /// Sort of listing; the words of [`ListingType`](crate::domain::listing_type::ListingType).
    LISTING_TYPE = "listing_type": ["activity", "need", "offer", "loan", "project", "challenge", "practice", "place", "partner"];
    /// Whether it takes place; the words of [`Status`](crate::domain::status::Status).
    LISTING_STATUS = "listing_status": ["scheduled", "full", "moved_online", "postponed", "cancelled"];
    /// Questions about accessibility; the names of [`Access`](crate::domain::accessibility::Access).
    ACCESS = "access": ["hearing", "visual", "psychic", "motor", "intellectual", "step_free", "toilets", "parking", "quiet"];
    /// Sort of project.
    PROJECT_TYPE = "project_type": ["solidarity", "culture", "sport", "environment", "generations", "digital", "health"];
    /// How far a project has come.
    PROJECT_STATUS = "project_status": ["idea", "looking", "under_way", "done", "stopped"];
    /// Sort of thing to lend.
    KIT_TYPE = "kit_type": ["computer", "sport", "games", "music", "mobility", "kitchen", "camping", "books", "tools"];
    /// In what state a thing or a part of it is.
    CONDITION = "condition": ["new", "good", "worn", "broken", "missing"];
    /// How a tournament is played.
    FORMAT = "format": ["round_robin", "groups", "knockout", "friendly"];
    /// Sort of story.
    STORY_TYPE = "story_type": ["practice", "outing", "day", "project"];
    /// Who may see; the widest is last.
    AUDIENCE = "audience": ["present", "house", "families", "journal", "public"];
}
