use super::*;
use crate::draft::{Answer, ListingType};
use crate::{Context, Limits};

fn context() -> Context {
    Context {
        territory_zone: chrono_tz::Europe::Madrid,
        default_language: "es".into(),
    }
}

const MAP: &str = r#"
name = "club"
separator = "|"
id = ["No"]
country = "ES"
[[column]]
from = "Título"
to = "title"
[[column]]
from = "Izenburua"
to = "title"
language = "eu"
[[column]]
from = "Fecha"
to = "start"
[[column]]
from = "Hora"
to = "start.time"
[[column]]
from = "Hasta"
to = "end.time"
[[column]]
from = "Silla"
to = "accessibility.motor"
values = { "X" = "yes", "?" = "" }
otherwise = "leave-out"
[[column]]
from = "Temas"
to = "tags"
[[column]]
from = "Contacto"
to = "answer"
[[column]]
from = "Precio"
to = "price.from"
[[column]]
from = "Pueblo"
to = "place.town"
[[column]]
from = "Interno"
ignore = "technical"
"#;

#[test]
fn columns_go_where_the_mapping_says() {
    let mapping = Mapping::parse(MAP).unwrap();
    let csv = "No;Título;Izenburua;Fecha;Hora;Hasta;Silla;Temas;Contacto;Precio;Pueblo;Interno;Otra\n\
               1;Salida;Irteera;05/06/2026;10h30;12h00;X;Monte|Música;a@b.example|javascript:x;2,50 €;Irun;zz;yy\n\
               2;Sin hora;;06/06/2026;;;?;;;;;;\n1;Otra vez;;;;;;;;;;;\n;;;;;;;;;;;;\n3;Mal;;32/13/2026;;;Z;;;;;;\n";
    let import = read_csv(csv.as_bytes(), &mapping, &context(), &Limits::default());
    assert_eq!(import.drafts.len(), 3);
    let draft = &import.drafts[0].draft;
    assert_eq!(
        (draft.title["es"].as_str(), draft.title["eu"].as_str()),
        ("Salida", "Irteera")
    );
    assert_eq!(
        (draft.timings[0].start.as_str(), draft.timings[0].end.as_deref()),
        ("2026-06-05T10:30", Some("2026-06-05T12:00"))
    );
    assert_eq!(draft.accessibility.motor, Some(true));
    assert_eq!(draft.tags, ["monte", "música"]);
    assert_eq!(draft.answer, [Answer::Email("a@b.example".into())]);
    assert_eq!(draft.price.as_ref().unwrap().from_cents, Some(250));
    assert_eq!(draft.place.as_ref().unwrap().country.as_deref(), Some("ES"));
    assert_eq!(draft.source.as_ref().unwrap().id, "club/1");
    assert_eq!(import.drafts[1].draft.timings[0].start, "2026-06-06");
    let codes: Vec<_> = import.problems.iter().map(|p| p.kind.code()).collect();
    assert_eq!(codes, ["same-id", "no-title", "bad-date"]);
    assert_eq!(import.leaves.mapped + import.leaves.left_out, 13 * 5);
}

#[test]
fn a_mapping_that_is_wrong_says_where() {
    let text = |r: Result<Mapping, MappingError>| r.unwrap_err().to_string();
    assert!(
        text(Mapping::parse(
            "name = \"a\"\n[[column]]\nfrom = \"x\"\nto = \"titel\""
        ))
        .contains("titel")
    );
    assert!(text(Mapping::parse("name = \"a\"\n[[column]]\nfrom = \"x\"")).contains("\"x\""));
    assert!(matches!(
        Mapping::parse("name = \"a b\""),
        Err(MappingError::Name { .. })
    ));
    assert!(matches!(
        Mapping::parse("name = \"a\""),
        Err(MappingError::NoTitle)
    ));
    assert!(matches!(Mapping::parse("nom = 1"), Err(MappingError::Toml(_))));
}

#[test]
fn the_mapping_that_is_shipped_reads_its_survey() {
    let mapping = Mapping::parse(include_str!("../../maps/fibre-64.toml")).unwrap();
    let json = r#"[{"Nomdelastructure": "Maison du lien", "Adressenumeronomdelavoie": "1 rue Haute", "Codepostal": 64100, "Ville": "BAYONNE",
        "SiteWeb": "www.lien.example", "Enlibreacces": "X", "Demarchesadministratives": "Souvent", "Lestarifsdemastructure": "GRATUIT",
        "Leshorairesdemastructure": "9h-12h", "latitude": 43.5, "longitude": -1.4, "result_score": 0.9, "EPCI": ""}]"#;
    let import = read_json(json.as_bytes(), &mapping, &context(), &Limits::default()).unwrap();
    let draft = &import.drafts[0].draft;
    assert_eq!(draft.listing_type, ListingType::Place);
    assert_eq!(draft.title["fr"], "Maison du lien");
    assert!(draft.price.as_ref().unwrap().free);
    assert!(draft.tags.contains(&"démarches administratives".to_owned()));
    assert_eq!(draft.answer, [Answer::Url("https://www.lien.example".into())]);
    assert_eq!(import.leaves.mapped + import.leaves.left_out, 13);
}

#[test]
fn a_column_that_no_row_has_is_said() {
    let mapping = Mapping::parse("name = \"a\"\n[[column]]\nfrom = \"titre\"\nto = \"title\"\n[[column]]\nfrom = \"ville\"\nto = \"place.town\"").unwrap();
    let import = read_csv(
        b"titre,lieu\nBal,Irun\n",
        &mapping,
        &context(),
        &Limits::default(),
    );
    let said: Vec<_> = import
        .problems
        .iter()
        .map(|p| (p.at.number, p.kind.code()))
        .collect();
    assert_eq!(import.drafts.len(), 1);
    assert!(said.contains(&(0, "no-column")), "{said:?}");
}
