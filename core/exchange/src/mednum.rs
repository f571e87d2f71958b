//! La Mednum's national standard of places of digital mediation (1.0.2), as CSV or JSON. Values of one cell
//! are separated by `|`.

use std::collections::BTreeSet;

use crate::clean::{self, Writing};
use crate::draft::{Answer, Draft, ListingType, Organiser, Place, Price, Source, Texts};
use crate::loss::{At, Entry, Import, Ledger, LossReason, ProblemKind};
use crate::openagenda::push_tag;
use crate::row::{self, Row};
use crate::{Context, ImportError, Limits, decode, key, price};

/// The standard is French; its texts are.
const LANGUAGE: &str = "fr";
/// Licence under which the standard's data are published.
const LICENCE: &str = "etalab-2.0";

/// Reads the standard as CSV.
pub(crate) fn read_csv(bytes: &[u8], context: &Context, limits: &Limits) -> Import {
    let mut ledger = Ledger::default();
    let text = decode::decode(bytes, &mut ledger);
    let mut places = Places::new(context);
    row::from_csv(&text, limits, &mut ledger, |row, ledger| places.add(row, ledger));
    ledger.close(places.drafts)
}

/// Reads the standard as JSON.
pub(crate) fn read_json(bytes: &[u8], context: &Context, limits: &Limits) -> Result<Import, ImportError> {
    let mut ledger = Ledger::default();
    let text = decode::decode(bytes, &mut ledger);
    let mut places = Places::new(context);
    row::from_json(&text, limits, &mut ledger, |row, ledger| places.add(row, ledger))?;
    Ok(ledger.close(places.drafts))
}

struct Places {
    language: String,
    drafts: Vec<Entry>,
    seen: BTreeSet<String>,
}

impl Places {
    fn new(_: &Context) -> Self {
        Self {
            language: LANGUAGE.to_owned(),
            drafts: Vec::new(),
            seen: BTreeSet::new(),
        }
    }

    fn add(&mut self, mut row: Row, ledger: &mut Ledger) {
        let title = row
            .peek("nom")
            .map(|n| clean::line(&clean::clean(n, Writing::Web).0));
        if title.is_none_or(|t| t.is_empty()) {
            ledger.problem(ProblemKind::NoTitle);
            row.finish(ledger, |_| LossReason::NoTitle);
            return;
        }
        let id = row.peek("id").map(|id| match row.peek("source") {
            Some(source) => format!("{}/{}", clean::line(source), clean::line(id)),
            None => clean::line(id),
        });
        if let Some(id) = &id
            && !self.seen.insert(id.clone())
        {
            ledger.problem(ProblemKind::SameId {
                id: crate::loss::shorten(id).unwrap_or_default(),
            });
            row.finish(ledger, |_| LossReason::Superseded);
            return;
        }
        let at: At = ledger.at();
        let draft = self.place(&mut row, id, ledger);
        self.drafts.push(Entry { draft, at });
    }

    fn place(&self, row: &mut Row, id: Option<String>, ledger: &mut Ledger) -> Draft {
        let mut draft = Draft {
            listing_type: ListingType::Place,
            original: Some(self.language.clone()),
            ..Draft::default()
        };
        let one = |row: &mut Row, name: &str, ledger: &mut Ledger| line(row, name, ledger);
        draft.title = self.said(one(row, "nom", ledger));
        draft.summary = self.said(text(row, "presentation_resume", ledger));
        self.body(row, &mut draft, ledger);
        let address = [
            one(row, "adresse", ledger),
            one(row, "complement_adresse", ledger),
        ];
        let mut place = Place {
            name: draft.title.get(&self.language).cloned().unwrap_or_default(),
            address: address.into_iter().flatten().collect::<Vec<_>>().join(", "),
            postcode: one(row, "code_postal", ledger).unwrap_or_default(),
            town: one(row, "commune", ledger).unwrap_or_default(),
            ..Place::default()
        };
        let lat = number(row, "latitude", ledger);
        let lon = number(row, "longitude", ledger);
        (place.lat, place.lon) = price::position(lat, lon, "latitude", ledger);
        draft.place = Some(place);
        draft.hours = self.said(one(row, "horaires", ledger));
        self.cost(row, &mut draft, ledger);
        let audience = [
            many(row, "publics_specifiquement_adresses", ledger),
            many(row, "prise_en_charge_specifique", ledger),
        ]
        .concat();
        draft.audience = self.said((!audience.is_empty()).then(|| audience.join(", ")));
        answers(row, &mut draft, ledger);
        for name in [
            "services",
            "modalites_accompagnement",
            "dispositif_programmes_nationaux",
            "formations_labels",
            "autres_formations_labels",
        ] {
            for value in many(row, name, ledger) {
                push_tag(&mut draft, &value);
            }
        }
        for value in many(row, "itinerance", ledger) {
            // "Fixe" is what a place is anyhow.
            if clean::line(&value).to_lowercase().starts_with("itin") {
                push_tag(&mut draft, &value);
            }
        }
        draft.updated = one(row, "date_maj", ledger);
        draft.licence = Some(LICENCE.to_owned());
        let mut source = Source {
            name: one(row, "source", ledger),
            ..Source::default()
        };
        source.url = link(row, "fiche_acces_libre", ledger);
        draft.source = Some(source);
        let _ = row.take("id", ledger);
        key::identify(&mut draft, "mednum", id, ledger);
        row.finish(ledger, |column| match column {
            "pivot" | "code_insee" => LossReason::Technical,
            "typologie" => LossReason::NoField,
            _ => LossReason::UnknownField,
        });
        draft
    }

    fn said(&self, text: Option<String>) -> Texts {
        text.map(|text| [(self.language.clone(), text)].into())
            .unwrap_or_default()
    }

    fn body(&self, row: &mut Row, draft: &mut Draft, ledger: &mut Ledger) {
        let mut parts: Vec<String> = text(row, "presentation_detail", ledger).into_iter().collect();
        let ways = many(row, "modalites_acces", ledger);
        if !ways.is_empty() {
            parts.push(format!("Accès : {}", ways.join(", ")));
        }
        draft.body = self.said((!parts.is_empty()).then(|| parts.join("\n\n")));
        if let Some(parent) = line(row, "structure_parente", ledger) {
            draft.organiser = Some(Organiser {
                name: parent,
                url: None,
            });
        }
    }

    fn cost(&self, row: &mut Row, draft: &mut Draft, ledger: &mut Ledger) {
        // 1.0.2 says `frais_a_charge`; before 1.0 it was `conditions_acces`.
        let mut words = many(row, "frais_a_charge", ledger);
        words.extend(many(row, "conditions_acces", ledger));
        if words.is_empty() {
            return;
        }
        let free = words.iter().all(|w| price::is_free(w));
        let note = if free {
            Texts::new()
        } else {
            self.said(Some(words.join(", ")))
        };
        draft.price = Some(Price {
            free,
            note,
            ..Price::default()
        });
    }
}

fn text(row: &mut Row, column: &str, ledger: &mut Ledger) -> Option<String> {
    let text = row.take(column, ledger).join("\n");
    let (text, removed) = clean::clean(&text, Writing::Web);
    if removed.markup {
        ledger.part(column, LossReason::Markup, Some(&text));
    }
    if removed.characters {
        ledger.part(column, LossReason::Characters, Some(&text));
    }
    (!text.is_empty()).then_some(text)
}

fn line(row: &mut Row, column: &str, ledger: &mut Ledger) -> Option<String> {
    text(row, column, ledger)
        .map(|t| clean::line(&t))
        .filter(|t| !t.is_empty())
}

/// The values of a cell, and of several cells where JSON has a list.
fn many(row: &mut Row, column: &str, ledger: &mut Ledger) -> Vec<String> {
    let cells = row.take(column, ledger);
    let values = cells
        .iter()
        .flat_map(|cell| cell.split('|'))
        .map(|v| clean::line(&clean::clean(v, Writing::Web).0));
    values.filter(|v| !v.is_empty()).collect()
}

fn number(row: &mut Row, column: &str, ledger: &mut Ledger) -> Option<f64> {
    let written = row.one(column, ledger)?;
    let number = written.trim().replace(',', ".").parse().ok();
    if number.is_none() {
        ledger.part(column, LossReason::BadValue, Some(&written));
    }
    number
}

fn link(row: &mut Row, column: &str, ledger: &mut Ledger) -> Option<String> {
    let written = row.one(column, ledger)?;
    let url = clean::web_url(&written);
    if url.is_none() {
        ledger.part(column, LossReason::UnsafeUrl, Some(&written));
    }
    url
}

fn answers(row: &mut Row, draft: &mut Draft, ledger: &mut Ledger) {
    type Make = fn(&str) -> Option<Answer>;
    let ways: [(&str, &str, Make); 6] = [
        ("prise_rdv", "prise_rdv", |v| clean::web_url(v).map(Answer::Url)),
        ("telephone", "telephone", |v| clean::phone(v).map(Answer::Phone)),
        ("courriels", "courriels", |v| clean::email(v).map(Answer::Email)),
        ("courriel", "courriels", |v| clean::email(v).map(Answer::Email)),
        ("site_web", "site_web", |v| clean::web_url(v).map(Answer::Url)),
        ("siteweb", "site_web", |v| clean::web_url(v).map(Answer::Url)),
    ];
    for (column, path, make) in ways {
        for value in many(row, column, ledger) {
            match make(&value) {
                Some(answer) if !draft.answer.contains(&answer) => draft.answer.push(answer),
                Some(_) => {}
                None => ledger.part(path, LossReason::UnsafeUrl, Some(&value)),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn context() -> Context {
        Context {
            territory_zone: chrono_tz::Europe::Paris,
            default_language: "fr".into(),
        }
    }

    const CSV: &str = "id,nom,commune,code_postal,adresse,latitude,longitude,telephone,courriels,site_web,horaires,source,services,frais_a_charge,fiche_acces_libre,date_maj,pivot,x\n\
        s-1,Maison <i>du</i> lien,Bayonne,64100,1 rue,43.49,\"-1,47\",+33559000000,a@b.example|faux,https://a.example|javascript:x,Mo-Fr 09:00-12:00,Hubik,Aide|Internet,Gratuit,https://acceslibre.example/1,2024-04-02,123,?\n\
        s-1,Double,,,,,,,,,,Hubik,,,,,,\n,Sans id,Pau,,,,,,,,,,,Gratuit sous condition|Payant,,,,\n,,Rien,,,,,,,,,,,,,,,\n";

    #[test]
    fn a_place_is_read_with_its_many_values() {
        let import = read_csv(CSV.as_bytes(), &context(), &Limits::default());
        assert_eq!(import.drafts.len(), 2);
        let draft = &import.drafts[0].draft;
        assert_eq!(draft.title["fr"], "Maison du lien");
        assert_eq!(draft.listing_type, ListingType::Place);
        assert_eq!(draft.tags, ["aide", "internet"]);
        assert_eq!(draft.hours["fr"], "Mo-Fr 09:00-12:00");
        assert_eq!(draft.answer.len(), 3);
        assert_eq!(draft.place.as_ref().unwrap().lon, Some(-1.47));
        assert!(draft.price.as_ref().unwrap().free);
        let source = draft.source.as_ref().unwrap();
        assert_eq!(
            (source.id.as_str(), source.url.as_deref()),
            ("Hubik/s-1", Some("https://acceslibre.example/1"))
        );
        let second = &import.drafts[1].draft;
        assert!(!second.price.as_ref().unwrap().free && second.source.as_ref().unwrap().derived);
        let codes: Vec<_> = import.problems.iter().map(|p| p.kind.code()).collect();
        assert_eq!(codes, ["same-id", "no-id", "no-title"]);
        assert_eq!(import.leaves.mapped + import.leaves.left_out, 18 * 4);
    }

    #[test]
    fn json_gives_the_same_as_csv() {
        let json = r#"[{"id": "s-1", "nom": "Maison du lien", "commune": "Bayonne", "source": "Hubik", "services": ["Aide", "Internet"], "latitude": 43.49, "longitude": -1.47}]"#;
        let import = read_json(json.as_bytes(), &context(), &Limits::default()).unwrap();
        assert_eq!(import.drafts[0].draft.tags, ["aide", "internet"]);
        assert_eq!(import.leaves.mapped, 8);
    }
}
