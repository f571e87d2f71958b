//! Words of the core set of pictograms.

use ekin_i18n::{Message, msg};

/// The word of a pictogram; none for one that is not of the core set.
pub fn pictogram(name: &str) -> Option<Message> {
    Some(match name {
        "ticket" => msg::picto_ticket(),
        "hand-waving" => msg::picto_hand_waving(),
        "hand-heart" => msg::picto_hand_heart(),
        "hand-palm" => msg::picto_hand_palm(),
        "package" => msg::picto_package(),
        "map-pin" => msg::picto_map_pin(),
        "lightbulb" => msg::picto_lightbulb(),
        "handshake" => msg::picto_handshake(),
        "calendar" => msg::picto_calendar(),
        "clock" => msg::picto_clock(),
        "bus" => msg::picto_bus(),
        "car" => msg::picto_car(),
        "train" => msg::picto_train(),
        "boat" => msg::picto_boat(),
        "bicycle" => msg::picto_bicycle(),
        "person-simple-walk" => msg::picto_person_simple_walk(),
        "wheelchair" => msg::picto_wheelchair(),
        "elevator" => msg::picto_elevator(),
        "stairs" => msg::picto_stairs(),
        "toilet" => msg::picto_toilet(),
        "ear" => msg::picto_ear(),
        "ear-slash" => msg::picto_ear_slash(),
        "eye" => msg::picto_eye(),
        "speaker-high" => msg::picto_speaker_high(),
        "speaker-slash" => msg::picto_speaker_slash(),
        "moon" => msg::picto_moon(),
        "sun" => msg::picto_sun(),
        "cloud-rain" => msg::picto_cloud_rain(),
        "snowflake" => msg::picto_snowflake(),
        "umbrella" => msg::picto_umbrella(),
        "hoodie" => msg::picto_hoodie(),
        "t-shirt" => msg::picto_t_shirt(),
        "sneaker" => msg::picto_sneaker(),
        "baseball-cap" => msg::picto_baseball_cap(),
        "backpack" => msg::picto_backpack(),
        "suitcase" => msg::picto_suitcase(),
        "eyeglasses" => msg::picto_eyeglasses(),
        "bed" => msg::picto_bed(),
        "shower" => msg::picto_shower(),
        "fork-knife" => msg::picto_fork_knife(),
        "coffee" => msg::picto_coffee(),
        "cake" => msg::picto_cake(),
        "pill" => msg::picto_pill(),
        "first-aid-kit" => msg::picto_first_aid_kit(),
        "phone" => msg::picto_phone(),
        "chat-circle" => msg::picto_chat_circle(),
        "users-three" => msg::picto_users_three(),
        "user-circle" => msg::picto_user_circle(),
        "smiley" => msg::picto_smiley(),
        "smiley-meh" => msg::picto_smiley_meh(),
        "smiley-sad" => msg::picto_smiley_sad(),
        "heart" => msg::picto_heart(),
        "thumbs-up" => msg::picto_thumbs_up(),
        "thumbs-down" => msg::picto_thumbs_down(),
        "question" => msg::picto_question(),
        "warning" => msg::picto_warning(),
        "house" => msg::picto_house(),
        "tree" => msg::picto_tree(),
        "mountains" => msg::picto_mountains(),
        "waves" => msg::picto_waves(),
        "swimming-pool" => msg::picto_swimming_pool(),
        "bank" => msg::picto_bank(),
        "film-strip" => msg::picto_film_strip(),
        "music-notes" => msg::picto_music_notes(),
        "paint-brush" => msg::picto_paint_brush(),
        "camera" => msg::picto_camera(),
        "soccer-ball" => msg::picto_soccer_ball(),
        "basketball" => msg::picto_basketball(),
        "person-simple-run" => msg::picto_person_simple_run(),
        "fish" => msg::picto_fish(),
        "cooking-pot" => msg::picto_cooking_pot(),
        "game-controller" => msg::picto_game_controller(),
        "puzzle-piece" => msg::picto_puzzle_piece(),
        "book-open" => msg::picto_book_open(),
        "laptop" => msg::picto_laptop(),
        "plug" => msg::picto_plug(),
        "mouse" => msg::picto_mouse(),
        "headphones" => msg::picto_headphones(),
        "wrench" => msg::picto_wrench(),
        "flower" => msg::picto_flower(),
        "dog" => msg::picto_dog(),
        "horse" => msg::picto_horse(),
        "storefront" => msg::picto_storefront(),
        "shopping-cart" => msg::picto_shopping_cart(),
        "money" => msg::picto_money(),
        "gift" => msg::picto_gift(),
        "beanie" => msg::picto_beanie(),
        "boot" => msg::picto_boot(),
        "cookie" => msg::picto_cookie(),
        "drop" => msg::picto_drop(),
        "identification-card" => msg::picto_identification_card(),
        "person-simple-swim" => msg::picto_person_simple_swim(),
        "sunglasses" => msg::picto_sunglasses(),
        "towel" => msg::picto_towel(),
        "wallet" => msg::picto_wallet(),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use ekin_i18n::{Catalog, Language};

    use super::*;
    use crate::domain::pictogram::NAMES;

    #[test]
    fn every_pictogram_has_a_word_of_its_own_in_each_language() {
        for language in Language::ALL {
            let words = Catalog::new(language);
            let mut all: Vec<String> = NAMES
                .iter()
                .map(|name| words.format(&pictogram(name).unwrap()))
                .collect();
            assert!(all.iter().all(|word| !word.is_empty()));
            all.sort_unstable();
            all.dedup();
            assert_eq!(all.len(), NAMES.len(), "one meaning, one word");
        }
        assert_eq!(pictogram("nothing"), None);
    }
}
