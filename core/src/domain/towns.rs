//! Towns of the Basque Country on both sides of the border, for `--near TOWN`: names in each language and centres.

use super::fold::fold;
use super::place::Point;

/// A town and its centre.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Town {
    /// Names, each as its language writes it; the first is the one to show when no language asks for another.
    pub names: &'static [&'static str],
    /// Centre in 1e-4 degree: latitude, longitude.
    centre: (i32, i32),
}

impl Town {
    /// The centre.
    pub fn point(&self) -> Option<Point> {
        Point::from_e7(self.centre.0 * 1_000, self.centre.1 * 1_000)
    }
}

/// The town of that name in any language, accents, case and hyphens aside.
pub fn find(name: &str) -> Option<&'static Town> {
    let wanted = fold(name);
    if wanted.is_empty() {
        return None;
    }
    TOWNS
        .iter()
        .find(|town| town.names.iter().any(|name| fold(name) == wanted))
}

/// Towns with a name that begins with what was typed, for completion and "did you mean".
pub fn beginning_with(typed: &str) -> impl Iterator<Item = &'static Town> {
    let wanted = fold(typed);
    TOWNS.iter().filter(move |town| {
        !wanted.is_empty() && town.names.iter().any(|name| fold(name).starts_with(&wanted))
    })
}

const fn town(names: &'static [&'static str], lat: i32, lon: i32) -> Town {
    Town {
        names,
        centre: (lat, lon),
    }
}

/// Every town known here.
pub const TOWNS: &[Town] = &[
    town(&["Bayonne", "Baiona", "Bayona"], 434_929, -14_748),
    town(&["Biarritz", "Miarritze"], 434_832, -15_586),
    town(&["Anglet", "Angelu"], 434_850, -15_180),
    town(&["Hendaye", "Hendaia", "Hendaya"], 433_586, -17_744),
    town(
        &["Saint-Jean-de-Luz", "Donibane Lohizune", "San Juan de Luz"],
        433_885,
        -16_600,
    ),
    town(&["Ciboure", "Ziburu"], 433_840, -16_680),
    town(&["Urrugne", "Urruña"], 433_630, -16_990),
    town(&["Ascain", "Azkaine"], 433_455, -16_210),
    town(&["Sare", "Sara"], 433_127, -15_800),
    town(&["Saint-Pée-sur-Nivelle", "Senpere", "San Pée"], 433_560, -15_500),
    town(&["Bidart", "Bidarte"], 434_380, -15_910),
    town(&["Guéthary", "Getaria (Lapurdi)"], 434_250, -16_100),
    town(&["Arbonne", "Arbona"], 434_320, -15_510),
    town(&["Arcangues", "Arrangoitze"], 434_350, -15_190),
    town(&["Bassussarry", "Basusarri"], 434_440, -15_150),
    town(&["Boucau", "Bokale"], 435_240, -14_870),
    town(&["Mouguerre", "Mugerre"], 434_670, -14_180),
    town(&["Saint-Pierre-d'Irube", "Hiriburu"], 434_760, -14_560),
    town(&["Villefranque", "Milafranga"], 434_370, -14_540),
    town(&["Ustaritz", "Uztaritze"], 433_990, -14_560),
    town(&["Cambo-les-Bains", "Cambo", "Kanbo"], 433_590, -14_010),
    town(&["Espelette", "Ezpeleta"], 433_410, -14_420),
    town(&["Itxassou", "Itsasu"], 433_290, -14_080),
    town(&["Hasparren", "Hazparne"], 433_840, -13_050),
    town(&["Bardos", "Bardoze"], 434_750, -12_030),
    town(&["Bidache", "Bidaxune"], 434_840, -11_410),
    town(
        &["La Bastide-Clairence", "Bastida", "Labastide-Clairence"],
        434_290,
        -12_560,
    ),
    town(&["Saint-Palais", "Donapaleu"], 433_280, -10_330),
    town(
        &[
            "Saint-Jean-Pied-de-Port",
            "Donibane Garazi",
            "San Juan Pie de Puerto",
        ],
        431_635,
        -12_375,
    ),
    town(
        &[
            "Saint-Étienne-de-Baïgorry",
            "Baigorri",
            "Saint-Étienne-de-Baigorry",
        ],
        431_750,
        -13_470,
    ),
    town(
        &[
            "Mauléon-Licharre",
            "Mauléon",
            "Maule",
            "Maule-Lextarre",
            "Mauleón",
        ],
        432_210,
        -8_850,
    ),
    town(&["Tardets-Sorholus", "Tardets", "Atharratze"], 431_180, -8_590),
    town(
        &[
            "Donostia",
            "San Sebastián",
            "Saint-Sébastien",
            "Donostia / San Sebastián",
        ],
        433_183,
        -19_812,
    ),
    town(&["Irun", "Irún"], 433_378, -17_888),
    town(&["Hondarribia", "Fuenterrabía", "Fontarabie"], 433_630, -17_910),
    town(&["Errenteria", "Rentería"], 433_119, -19_020),
    town(&["Pasaia", "Pasajes"], 433_250, -19_210),
    town(&["Oiartzun", "Oyarzun"], 432_990, -18_590),
    town(&["Hernani"], 432_660, -19_760),
    town(&["Lasarte-Oria"], 432_680, -20_200),
    town(&["Andoain"], 432_200, -20_200),
    town(&["Tolosa"], 431_350, -20_780),
    town(&["Beasain", "Beasáin"], 430_460, -22_000),
    town(&["Zarautz", "Zarauz"], 432_840, -21_700),
    town(&["Getaria", "Guetaria"], 433_030, -22_040),
    town(&["Zumaia", "Zumaya"], 432_970, -22_570),
    town(&["Azpeitia"], 431_820, -22_650),
    town(&["Eibar", "Éibar"], 431_840, -24_730),
    town(
        &["Arrasate", "Mondragón", "Arrasate / Mondragón"],
        430_640,
        -24_900,
    ),
    town(&["Bergara", "Vergara"], 431_180, -24_130),
    town(&["Oñati", "Oñate"], 430_330, -24_110),
    town(&["Bilbao", "Bilbo"], 432_630, -29_350),
    town(&["Barakaldo", "Baracaldo"], 432_970, -29_880),
    town(&["Getxo", "Guecho"], 433_440, -30_080),
    town(&["Portugalete"], 433_200, -30_200),
    town(&["Basauri"], 432_390, -28_880),
    town(&["Durango"], 431_700, -26_320),
    town(&["Gernika-Lumo", "Gernika", "Guernica"], 433_170, -26_780),
    town(&["Bermeo"], 434_200, -27_220),
    town(&["Lekeitio", "Lequeitio"], 433_640, -25_030),
    town(&["Ondarroa", "Ondárroa"], 433_220, -24_200),
    town(&["Vitoria-Gasteiz", "Vitoria", "Gasteiz"], 428_467, -26_727),
    town(&["Laudio", "Llodio", "Laudio / Llodio"], 431_430, -29_620),
    town(&["Amurrio"], 430_530, -30_010),
    town(&["Agurain", "Salvatierra"], 428_520, -23_890),
    town(
        &["Pamplona", "Iruñea", "Iruña", "Pampelune", "Pamplona / Iruña"],
        428_169,
        -16_432,
    ),
    town(&["Tudela", "Tutera", "Tudèle"], 420_620, -16_060),
    town(&["Estella", "Lizarra", "Estella-Lizarra"], 426_710, -20_320),
    town(&["Tafalla"], 425_280, -16_740),
    town(&["Altsasu", "Alsasua", "Altsasu / Alsasua"], 428_950, -21_680),
    town(&["Elizondo"], 431_470, -15_160),
    town(&["Bera", "Vera de Bidasoa"], 432_810, -16_830),
    town(&["Lesaka", "Lesaca"], 432_470, -17_050),
    town(&["Sangüesa", "Zangoza"], 425_750, -12_820),
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::super::territory::Bounds;
    use super::*;

    #[test]
    fn towns_are_found_in_each_language() {
        for (name, shown) in [
            ("baiona", "Bayonne"),
            ("Saint Jean de Luz", "Saint-Jean-de-Luz"),
            ("DONIBANE LOHIZUNE", "Saint-Jean-de-Luz"),
            ("san sebastian", "Donostia"),
            ("Iruñea", "Pamplona"),
            ("irunea", "Pamplona"),
            ("maule", "Mauléon-Licharre"),
            ("saint pierre d’irube", "Saint-Pierre-d'Irube"),
            ("Tutera", "Tudela"),
            ("gasteiz", "Vitoria-Gasteiz"),
        ] {
            assert_eq!(find(name).map(|t| t.names[0]), Some(shown), "{name}");
        }
        assert_eq!(find("Paris"), None);
        assert_eq!(find(" - "), None);
        assert!(beginning_with("donos").any(|t| t.names[0] == "Donostia"));
        assert_eq!(beginning_with("").count(), 0);
    }

    #[test]
    fn no_name_means_two_towns_and_all_lie_in_the_country() {
        let mut seen = BTreeMap::new();
        let corner = |lat, lon| Point::from_degrees(lat, lon).unwrap();
        let country = Bounds::new(corner(41.9, -3.5), corner(43.6, -0.7)).unwrap();
        for town in TOWNS {
            assert!(country.contains(town.point().unwrap()), "{:?}", town.names);
            for name in town.names {
                if let Some(other) = seen.insert(fold(name), town.names[0]) {
                    assert_eq!(other, town.names[0], "{name}");
                }
            }
        }
        assert!(TOWNS.len() >= 60);
    }

    #[test]
    fn distances_are_those_of_the_map() {
        let km = |a: &str, b: &str| {
            find(a)
                .unwrap()
                .point()
                .unwrap()
                .distance_m(find(b).unwrap().point().unwrap())
                / 1e3
        };
        assert!((6.0..8.0).contains(&km("Bayonne", "Biarritz")));
        assert!((76.0..82.0).contains(&km("Bilbo", "Donostia")));
        assert!((60.0..66.0).contains(&km("Donostia", "Iruñea")));
        assert!((2.0..4.0).contains(&km("Irun", "Hendaia")));
    }
}
