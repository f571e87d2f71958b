//! An envelope is found by its place in its author's chain, however long the chain is.

use super::*;

#[test]
fn an_envelope_is_found_by_its_place_and_not_by_reading_its_chain() {
    let f = fixture();
    for sql in [entry::FIND_OWN, carried::FIND_CARRIED] {
        let plan = f.store.read(|read| {
            let mut explain = read.db.prepare(&format!("EXPLAIN QUERY PLAN {sql}"))?;
            let nulls = vec![rusqlite::types::Null; explain.parameter_count()];
            let rows = explain.query_map(rusqlite::params_from_iter(nulls), |row| row.get(3))?;
            Ok::<_, StoreError>(rows.collect::<rusqlite::Result<Vec<String>>>()?)
        });
        let plan = plan.unwrap();
        assert!(!plan.iter().any(|line| line.starts_with("SCAN")), "{plan:?}");
        let place = "entry_life (sp=? AND ord=? AND incarnation=? AND dev_seq=?)";
        assert!(plan.iter().any(|line| line.contains(place)), "{plan:?}");
    }
}
