//! What queries find, in which order, page by page, and by which index.

use ekin_protocol::id::ObjectId;
use ekin_protocol::live::LiveTree;

use super::super::fixture::*;
use super::super::{OutState, Read, Result, StoreError, Tx};
use super::*;
use crate::domain::accessibility::Access;
use crate::domain::listing::Listing;
use crate::domain::listing_type::ListingType;
use crate::domain::place::Point;
use crate::domain::status::Status;
use crate::record::ledger::{Place, take};
use crate::record::projection::DAY_MS;

mod law;

fn publish(tx: &Tx<'_>, sp: super::super::Sp, tree: &mut LiveTree, seq: u64, bytes: &[u8]) -> Result<()> {
    let item = ekin_protocol::item::Item::read(bytes).unwrap();
    take(
        &mut tx.ledger(sp, 1, None),
        tree,
        &item,
        &item.hash(),
        Place { seq, t_ms: seq, n: 0 },
    )
}

/// A store of these listings, the first one with key 0.
fn holding(listings: &[Listing]) -> Fixture {
    let f = fixture();
    let mut tree = LiveTree::new();
    f.write(|tx| {
        for (n, listing) in (0u16..).zip(listings) {
            publish(tx, f.sp, &mut tree, u64::from(n) + 1, &record(n, listing, &[]))?;
        }
        Ok(())
    });
    f
}

fn ask<T>(f: &Fixture, query: impl FnOnce(&Read<'_>) -> Result<T>) -> T {
    f.store.read::<T, StoreError>(query).unwrap()
}

fn names(page: &Page<Card>) -> Vec<String> {
    page.items
        .iter()
        .map(|card| card.title_for(&[]).unwrap().text.to_string())
        .collect()
}

/// All pages of a list, three at a time.
fn all(f: &Fixture, query: impl Fn(&Read<'_>, Option<After>) -> Result<Page<Card>>) -> Vec<String> {
    let (mut found, mut after) = (Vec::new(), None);
    loop {
        let page = ask(f, |read| query(read, after));
        assert!(page.items.len() <= 3);
        found.extend(names(&page));
        match page.next {
            // As it would come back from a command line.
            Some(next) => after = Some(next.to_string().parse().unwrap()),
            None => return found,
        }
    }
}

fn words(words: &str) -> Search {
    Search {
        words: words.into(),
        ..Search::default()
    }
}

fn spanning(title: &str, from: i64, to: i64) -> Listing {
    let mut listing = dated(title, from);
    listing.timings[0].end = Some(moment(to));
    listing
}

fn weekly(title: &str, minutes: i64) -> Listing {
    let mut listing = dated(title, minutes);
    let rule = crate::domain::recurrence::Rule::from_wire("FREQ=WEEKLY").unwrap();
    listing.timings[0].rule = Some(rule);
    listing
}

#[test]
fn every_statement_is_served_by_an_index_and_sorts_nothing() {
    let f = fixture();
    let statements = card::STATEMENTS
        .iter()
        .chain(&times::STATEMENTS)
        .chain(&lists::STATEMENTS)
        .chain(&detail::STATEMENTS)
        .chain(&search::STATEMENTS);
    let mut explained = 0;
    for sql in statements {
        let plan: Vec<String> = ask(&f, |read| {
            let mut explain = read.db.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
            let nulls = vec![rusqlite::types::Null; explain.parameter_count()];
            let rows = explain
                .query_map(rusqlite::params_from_iter(nulls), |row| row.get(3))
                .unwrap();
            Ok(rows.map(|row| row.unwrap()).collect())
        });
        assert!(!plan.is_empty());
        for line in &plan {
            let scans = line.starts_with("SCAN") && !line.contains("VIRTUAL TABLE INDEX");
            assert!(!scans && !line.contains("TEMP B-TREE"), "{sql}\n{plan:?}");
            explained += 1;
        }
    }
    assert!(explained >= 20);
    let plan: String = ask(&f, |read| {
        let sql = "EXPLAIN QUERY PLAN SELECT object, item_hash FROM record WHERE sp = ?";
        Ok(read.db.query_row(sql, [1], |row| row.get(3)).unwrap())
    });
    assert!(plan.contains("COVERING INDEX"), "{plan}");
}

#[test]
fn discover_shows_each_listing_once_at_its_next_occurrence() {
    let day = 1440;
    let f = holding(&[
        dated("demain", day),
        dated("passé", -90),
        dated("en cours", -30),
        weekly("chaque semaine", -30 - 7 * day),
        spanning("exposition", -9 * day, 9 * day),
        spanning("festival", 2 * day, 5 * day),
        listing("sans date"),
        dated("dans un an et demi", 550 * day),
    ]);
    assert_eq!(
        all(&f, |read, after| read.discover(after, 3)),
        [
            "en cours",
            "chaque semaine",
            "demain",
            "festival",
            "dans un an et demi"
        ]
    );
    assert_eq!(all(&f, |read, after| read.ongoing(NOW, after, 3)), ["exposition"]);
    let agenda = all(&f, |read, after| read.agenda(NOW, NOW + 20 * DAY_MS, after, 3));
    assert_eq!(
        agenda,
        [
            "en cours",
            "chaque semaine",
            "demain",
            "festival",
            "chaque semaine",
            "chaque semaine"
        ]
    );
    // Past occurrences are found by their dates, whatever lies between.
    assert_eq!(
        all(&f, |read, after| read.agenda(
            NOW - DAY_MS,
            NOW - 3_600_000,
            after,
            3
        )),
        ["passé"]
    );
}

#[test]
fn search_folds_words_orders_by_time_and_finds_the_past_by_dates() {
    let day = 1440;
    let f = holding(&[
        dated("Fête de l'été", 3 * day),
        dated("Fête d'hiver", day),
        dated("Fête passée", -40 * day),
        weekly("Fête de quartier", -3 * day),
        spanning("Fête foraine", -4 * day, 4 * day),
        listing("Fêtes et traditions"),
        dated("Autre chose", day),
    ]);
    let found = |query: Search| all(&f, move |read, after| read.search(&query, after, 3));
    assert_eq!(
        found(words("fet")),
        [
            "Fête d'hiver",
            "Fête de l'été",
            "Fête de quartier",
            "Fête foraine",
            "Fêtes et traditions"
        ]
    );
    assert_eq!(found(words("ÉTÉ fete")), ["Fête de l'été"]);
    assert_eq!(found(words("fete ")).len(), 4);
    assert!(found(words("fete zzz")).is_empty());
    let dates = |from: i64, to: i64| Search {
        filters: Filters {
            from_ms: Some(NOW + from * DAY_MS),
            to_ms: Some(NOW + to * DAY_MS),
            ..Filters::default()
        },
        ..words("fete")
    };
    assert_eq!(found(dates(-50, -30)), ["Fête passée"]);
    assert_eq!(found(dates(0, 2)), ["Fête d'hiver", "Fête foraine"]);
    assert_eq!(
        found(dates(0, 30)),
        [
            "Fête d'hiver",
            "Fête de l'été",
            "Fête de quartier",
            "Fête foraine"
        ]
    );
    let titles = Search {
        scope: Scope::Titles,
        ..words("traditions")
    };
    assert_eq!(found(titles), ["Fêtes et traditions"]);
    assert_eq!(found(words("")).len(), 6);
    assert_eq!(found(words("\"' OR NEAR( *")).len(), 0);
}

#[test]
fn filters_narrow_and_relaxing_says_what_was_too_much() {
    let mut near = dated("Concert gratuit", 60);
    near.place.point = Point::from_e7(434_900_000, -14_700_000);
    near.price.free = true;
    let mut far = dated("Concert", 120);
    far.place.point = Point::from_e7(433_200_000, -19_800_000);
    far.accessibility.set(Access::StepFree, Some(true));
    far.listing_type = ListingType::Offer;
    let mut quiet = dated("Kontzertua", 180);
    quiet.title = crate::domain::text::Texts::one(crate::domain::language::LanguageTag::EU, "Kontzertua");
    quiet.accessibility.set(Access::Quiet, Some(true));
    let f = holding(&[near, far, quiet]);
    let found = |filters: Filters| {
        let search = Search { filters, ..words("") };
        all(&f, move |read, after| read.search(&search, after, 3))
    };
    let bayonne = Point::from_e7(434_900_000, -14_750_000).unwrap();
    assert_eq!(
        found(Filters {
            near: Some((bayonne, 5_000.0)),
            ..Filters::default()
        }),
        ["Concert gratuit"]
    );
    assert_eq!(
        found(Filters {
            near: Some((bayonne, 60_000.0)),
            ..Filters::default()
        })
        .len(),
        2
    );
    assert_eq!(
        found(Filters {
            free: true,
            ..Filters::default()
        }),
        ["Concert gratuit"]
    );
    assert_eq!(
        found(Filters {
            wheelchair: true,
            ..Filters::default()
        }),
        ["Concert"]
    );
    assert_eq!(
        found(Filters {
            access: vec![Access::Quiet],
            ..Filters::default()
        }),
        ["Kontzertua"]
    );
    assert_eq!(
        found(Filters {
            listing_type: Some(ListingType::Offer),
            ..Filters::default()
        }),
        ["Concert"]
    );
    let basque = Some(crate::domain::language::LanguageTag::EU);
    assert_eq!(
        found(Filters {
            language: basque,
            ..Filters::default()
        }),
        ["Kontzertua"]
    );
    let strict = Search {
        filters: Filters {
            near: Some((bayonne, 5_000.0)),
            wheelchair: true,
            ..Filters::default()
        },
        ..words("concert")
    };
    assert_eq!(ask(&f, |read| read.count(&strict, 9)), 0);
    let relaxed = ask(&f, |read| read.relax(&strict, 9));
    let count = |without| relaxed.iter().find(|r| r.without == without).unwrap().count;
    assert_eq!(relaxed.len(), 3);
    assert_eq!(
        (
            count(Without::Words),
            count(Without::Near),
            count(Without::Wheelchair)
        ),
        (0, 1, 1)
    );
    assert_eq!(ask(&f, |read| read.count(&words(""), 2)), 2);
}

#[test]
fn a_distance_that_few_rows_have_is_found_by_the_tree() {
    let f = fixture();
    let mut tree = LiveTree::new();
    f.write(|tx| {
        for n in 0..2_600u16 {
            let mut listing = dated("Marché", i64::from(n) + 1);
            let lat = if n == 2_500 { 434_900_000 } else { 480_000_000 };
            listing.place.point = Point::from_e7(lat, -14_700_000);
            publish(tx, f.sp, &mut tree, u64::from(n) + 1, &record(n, &listing, &[]))?;
        }
        Ok(())
    });
    let near = Some((Point::from_e7(434_900_000, -14_700_000).unwrap(), 900.0));
    for (words, from_ms) in [("", None), ("marche", None), ("marche", Some(NOW))] {
        let filters = Filters {
            near,
            from_ms,
            ..Filters::default()
        };
        let search = Search {
            words: words.into(),
            filters,
            ..Search::default()
        };
        let page = ask(&f, |read| read.search(&search, None, 3));
        assert_eq!(
            page.items.iter().map(|c| c.object).collect::<Vec<_>>(),
            [object(2_500)]
        );
    }
}

#[test]
fn news_tells_what_is_new_changed_cancelled_and_withdrawn() {
    let f = holding(&[
        dated("un", 60),
        dated("deux", 90),
        dated("trois", 99),
        dated("quatre", 100),
    ]);
    let mark = ask(&f, |read| read.rev());
    let mut tree = ask(&f, |read| read.live_tree(f.sp));
    let mut cancelled = dated("deux", 90);
    cancelled.status = Status::Cancelled;
    let step = |tree: &mut LiveTree, seq, bytes: Vec<u8>| f.write(|tx| publish(tx, f.sp, tree, seq, &bytes));
    step(
        &mut tree,
        10,
        record(
            0,
            &dated("un, plus tard", 70),
            &[hash(&record(0, &dated("un", 60), &[]))],
        ),
    );
    step(
        &mut tree,
        11,
        record(1, &cancelled, &[hash(&record(1, &dated("deux", 90), &[]))]),
    );
    step(
        &mut tree,
        12,
        tombstone(2, &[hash(&record(2, &dated("trois", 99), &[]))]),
    );
    step(&mut tree, 13, record(7, &dated("sept", 50), &[]));
    step(&mut tree, 14, record(8, &dated("huit", 50), &[]));
    step(
        &mut tree,
        15,
        tombstone(8, &[hash(&record(8, &dated("huit", 50), &[]))]),
    );
    let page = ask(&f, |read| read.news(mark, None, 9));
    let told: Vec<(Change, ObjectId)> = page.items.iter().map(|n| (n.change, n.card.object)).collect();
    assert_eq!(
        told,
        [
            (Change::New, object(7)),
            (Change::Withdrawn, object(2)),
            (Change::Cancelled, object(1)),
            (Change::Changed, object(0))
        ]
    );
    assert_eq!(page.items[1].card.title_for(&[]).unwrap().text, "trois");
    let first = ask(&f, |read| read.news(mark, None, 1));
    assert_eq!(
        ask(&f, |read| read.news(mark, first.next, 9)).items,
        page.items[1..]
    );
    let rev = ask(&f, |read| read.rev());
    f.write(|tx| tx.set_news_mark(rev));
    assert!(
        ask(&f, |read| read.news(read.news_mark()?, None, 9))
            .items
            .is_empty()
    );
}

#[test]
fn a_detail_has_all_heads_and_an_id_may_be_shortened() {
    let f = holding(&[dated("un", 60), dated("deux", 90)]);
    let edit = record(0, &dated("un, mieux", 60), &[]);
    f.write(|tx| tx.put_pending(f.sp, 4, &LIFE, 1, &[&edit]));
    let detail = ask(&f, |read| read.listing(f.sp, &object(0))).unwrap();
    assert!(detail.card.conflict);
    assert_eq!(detail.card.out, Some(OutState::Pending));
    let ords: Vec<_> = detail
        .heads
        .iter()
        .map(|head| (head.ord, head.place.is_some()))
        .collect();
    assert_eq!(ords, [(1, true), (4, false)]);
    assert_eq!(detail.heads[1].listing.as_ref().unwrap(), &dated("un, mieux", 60));
    assert_eq!((detail.heads[1].hash, detail.occurrences.len()), (hash(&edit), 1));
    let id = object(1).to_string();
    let found = |prefix: &str| ask(&f, |read| read.find_prefix(prefix));
    for n in [32, 12, 11] {
        assert_eq!(found(&id[..n]), PrefixFound::One(f.sp, object(1)));
    }
    assert_eq!(found("xyz"), PrefixFound::NotAnId);
    assert_eq!(found(""), PrefixFound::NotAnId);
    let many = holding(&vec![listing("x"); 40]);
    let digit = &object(3).to_string()[..1];
    match ask(&many, |read| read.find_prefix(digit)) {
        PrefixFound::Ambiguous(some) => assert!(some.len() > 1 && some.len() <= 6),
        PrefixFound::One(_, one) => assert_eq!(one, object(3)),
        other => panic!("{other:?}"),
    }
}

#[test]
fn lists_by_type_organisation_and_source() {
    let mut offer = listing("Offre");
    offer.listing_type = ListingType::Offer;
    offer.source = Some(crate::domain::source::Source {
        scheme: "csv".into(),
        id: "7".into(),
        url: None,
        name: None,
        derived: false,
    });
    let f = holding(&[dated("passé", -300), offer, dated("à venir", 60)]);
    assert_eq!(
        all(&f, |read, after| read.by_type(&ListingType::Offer, after, 3)),
        ["Offre"]
    );
    assert_eq!(
        all(&f, |read, after| read.by_org(&ORG, after, 3)),
        ["à venir", "Offre"]
    );
    assert_eq!(
        all(&f, |read, after| read.all_listings(after, 3)),
        ["passé", "à venir", "Offre"]
    );
    assert_eq!(ask(&f, |read| read.by_source("csv", "7")), [(f.sp, object(1))]);
    assert_eq!(ask(&f, |read| read.objects_of_org(&ORG, 9)).len(), 3);
}
