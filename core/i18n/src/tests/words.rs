//! Dates, hours, numbers, money, shares, sizes and durations, one by one in the three languages.

use proptest::prelude::*;

use crate::format::{
    ago, bytes_size, date_long, date_long_when, date_short, day_month, duration, duration_ms, in_days,
    money_cents, number, percent, relative_day, time_hm, time_range,
};
use crate::{Date, Language, Time};

fn date(year: i32, month: u8, day: u8) -> Date {
    Date::new(year, month, day).expect("a day")
}

fn time(hour: u8, minute: u8) -> Time {
    Time::new(hour, minute).expect("an hour")
}

/// The three languages' forms, with `_` for U+00A0 so that it is seen here.
fn all(form: impl Fn(Language) -> String) -> [String; 3] {
    Language::ALL.map(|language| form(language).replace('\u{A0}', "_"))
}

#[test]
fn long_and_short_dates() {
    let day = date(2026, 11, 22);
    assert_eq!(
        all(|l| date_long(l, day)),
        [
            "dimanche 22 novembre 2026",
            "2026ko azaroaren 22a, igandea",
            "domingo 22 de noviembre de 2026"
        ]
    );
    assert_eq!(
        all(|l| date_long_when(l, day)),
        [
            "le dimanche 22 novembre 2026",
            "2026ko azaroaren 22an, igandean",
            "el domingo 22 de noviembre de 2026"
        ]
    );
    assert_eq!(
        all(|l| day_month(l, day)),
        [
            "dimanche 22 novembre",
            "azaroaren 22a, igandea",
            "domingo 22 de noviembre"
        ]
    );
    assert_eq!(
        all(|l| date_short(l, date(2026, 3, 4))),
        ["04/03/2026", "2026/03/04", "04/03/2026"]
    );
    assert_eq!(date_long(Language::Fr, date(2027, 5, 1)), "samedi 1er mai 2027");
}

#[test]
fn basque_years_follow_how_they_are_spoken() {
    for (year, spoken) in [
        (2026, "2026ko"),
        (2025, "2025eko"),
        (2030, "2030eko"),
        (2031, "2031ko"),
        (2021, "2021eko"),
        (2035, "2035eko"),
        (2001, "2001eko"),
        (2011, "2011ko"),
        (2020, "2020ko"),
        (2000, "2000ko"),
        (2100, "2100eko"),
        (1900, "1900eko"),
        (1990, "1990eko"),
    ] {
        let text = date_long(Language::Eu, date(year, 2, 2));
        assert!(text.starts_with(&format!("{spoken} otsailaren 2a, ")), "{text}");
    }
}

#[test]
fn basque_days_take_their_article_but_11_and_31() {
    for day in 1..=31 {
        let text = day_month(Language::Eu, date(2026, 1, day));
        let expected = if matches!(day, 11 | 31) {
            format!("{day}")
        } else {
            format!("{day}a")
        };
        assert!(text.starts_with(&format!("urtarrilaren {expected}, ")), "{text}");
    }
}

#[test]
fn basque_days_in_the_inessive() {
    let when = [
        "1ean", "2an", "3an", "4an", "5ean", "6an", "7an", "8an", "9an", "10ean", "11n", "12an", "13an",
        "14an", "15ean", "16an", "17an", "18an", "19an", "20an", "21ean", "22an", "23an", "24an", "25ean",
        "26an", "27an", "28an", "29an", "30ean", "31n",
    ];
    for (day, expected) in (1..=31).zip(when) {
        let text = date_long_when(Language::Eu, date(2026, 12, day));
        assert!(
            text.starts_with(&format!("2026ko abenduaren {expected}, ")),
            "{text}"
        );
    }
    assert_eq!(
        date_long_when(Language::Eu, date(2026, 12, 31)),
        "2026ko abenduaren 31n, ostegunean"
    );
}

#[test]
fn hours_and_ranges() {
    assert_eq!(all(|l| time_hm(l, time(14, 30))), ["14_h_30", "14:30", "14:30"]);
    assert_eq!(all(|l| time_hm(l, time(8, 5))), ["8_h_05", "8:05", "8:05"]);
    assert_eq!(
        all(|l| time_range(l, time(14, 0), time(16, 0))),
        ["14_h – 16_h", "14:00–16:00", "14:00–16:00"]
    );
}

#[test]
fn numbers_money_and_shares() {
    for (n, expected) in [
        (0, ["0", "0", "0"]),
        (1, ["1", "1", "1"]),
        (21, ["21", "21", "21"]),
        (999, ["999", "999", "999"]),
        (3200, ["3_200", "3.200", "3200"]),
        (10_000, ["10_000", "10.000", "10_000"]),
        (1_234_567, ["1_234_567", "1.234.567", "1_234_567"]),
    ] {
        assert_eq!(all(|l| number(l, n)), expected);
    }
    assert_eq!(all(|l| money_cents(l, 550)), ["5,50_€", "5,50_€", "5,50_€"]);
    assert_eq!(all(|l| money_cents(l, 5)), ["0,05_€", "0,05_€", "0,05_€"]);
    assert_eq!(
        all(|l| money_cents(l, 1_200_000)),
        ["12_000_€", "12.000_€", "12_000_€"]
    );
    assert_eq!(all(|l| percent(l, 80)), ["80_%", "%_80", "80_%"]);
}

#[test]
fn sizes() {
    for (bytes, expected) in [
        (0, ["0 octet", "0 byte", "0 bytes"]),
        (1, ["1 octet", "byte bat", "1 byte"]),
        (2, ["2 octets", "2 byte", "2 bytes"]),
        (999, ["999 octets", "999 byte", "999 bytes"]),
        (1000, ["1_ko", "1_kB", "1_kB"]),
        (1_540, ["1,5_ko", "1,5_kB", "1,5_kB"]),
        (9_960, ["10_ko", "10_kB", "10_kB"]),
        (14_400_000, ["14_Mo", "14_MB", "14_MB"]),
        (999_600, ["1_Mo", "1_MB", "1_MB"]),
        (3_200_000_000, ["3,2_Go", "3,2_GB", "3,2_GB"]),
    ] {
        assert_eq!(all(|l| bytes_size(l, bytes)), expected, "{bytes}");
    }
}

#[test]
fn durations_and_days_from_now() {
    assert_eq!(all(|l| duration(l, 1)), ["1 seconde", "segundo bat", "1 segundo"]);
    assert_eq!(all(|l| duration(l, 7260)), ["2 heures", "2 ordu", "2 horas"]);
    assert_eq!(
        all(|l| duration(l, 86_400 * 21)),
        ["21 jours", "21 egun", "21 días"]
    );
    assert_eq!(
        all(|l| ago(l, 30)),
        ["à l’instant", "oraintxe bertan", "ahora mismo"]
    );
    assert_eq!(
        all(|l| ago(l, 86_400 * 3)),
        ["il y a 3 jours", "duela 3 egun", "hace 3 días"]
    );
    assert_eq!(
        all(|l| ago(l, 60)),
        ["il y a 1 minute", "duela minutu bat", "hace 1 minuto"]
    );
    assert_eq!(all(|l| in_days(l, 0)), ["aujourd’hui", "gaur", "hoy"]);
    assert_eq!(
        all(|l| in_days(l, 1)),
        ["dans 1 jour", "egun bat barru", "dentro de 1 día"]
    );
    assert_eq!(
        all(|l| in_days(l, 21)),
        ["dans 21 jours", "21 egun barru", "dentro de 21 días"]
    );
    assert_eq!(all(|l| duration_ms(l, 350)), ["350_ms"; 3]);
    assert_eq!(all(|l| duration_ms(l, 1_250)), ["1,2_s"; 3]);
    assert_eq!(all(|l| duration_ms(l, 125_900)), ["2_min_5_s"; 3]);
    assert_eq!(all(|l| duration_ms(l, 3_725_000)), ["1_h_2_min"; 3]);
}

#[test]
fn days_as_seen_from_today() {
    let today = date(2026, 12, 31);
    let seen = |day| all(|l| relative_day(l, today, day));
    assert_eq!(seen(today), ["aujourd’hui", "gaur", "hoy"]);
    assert_eq!(seen(date(2027, 1, 1)), ["demain", "bihar", "mañana"]);
    assert_eq!(seen(date(2026, 12, 30)), ["hier", "atzo", "ayer"]);
    assert_eq!(
        seen(date(2026, 12, 11)),
        [
            "vendredi 11 décembre",
            "abenduaren 11, ostirala",
            "viernes 11 de diciembre"
        ]
    );
    assert_eq!(
        seen(date(2027, 1, 2)),
        [
            "samedi 2 janvier 2027",
            "2027ko urtarrilaren 2a, larunbata",
            "sábado 2 de enero de 2027"
        ]
    );
}

proptest! {
    #[test]
    fn digits_of_a_number_are_never_lost(n: u64) {
        for language in Language::ALL {
            let digits: String = number(language, n).chars().filter(char::is_ascii_digit).collect();
            prop_assert_eq!(&digits, &n.to_string());
        }
    }

    #[test]
    fn no_amount_breaks_a_size_a_price_or_a_duration(n: u64) {
        for language in Language::ALL {
            let size = bytes_size(language, n);
            let figure: String = size.chars().take_while(|c| *c != '\u{A0}' && *c != ' ').collect();
            prop_assert!(!(1000..999_500_000_000_000).contains(&n) || figure.len() <= 3, "{}", size);
            prop_assert!(money_cents(language, n).ends_with('€'));
            prop_assert!(!duration(language, n).is_empty() && !duration_ms(language, n).is_empty());
        }
    }
}
