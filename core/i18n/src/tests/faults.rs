//! Each fault that the build refuses is really found, and a sound catalogue has none.

use crate::catalogue::{Catalogue, LANGUAGES};
use crate::{check, generate};

/// Faults of one file in each language, with nothing allowed to be equal.
fn faults(fr: &str, eu: &str, es: &str) -> Vec<String> {
    faults_allowing(fr, eu, es, "")
}

fn faults_allowing(fr: &str, eu: &str, es: &str, allowed: &str) -> Vec<String> {
    let catalogues: Vec<Catalogue> = LANGUAGES
        .into_iter()
        .zip([fr, eu, es])
        .map(|(tag, source)| {
            let mut catalogue = Catalogue::new(tag);
            catalogue.read("a.ftl", source);
            catalogue
        })
        .collect();
    check::faults(&catalogues, allowed)
}

/// Asserts that there is exactly one fault, and that it says `words`.
fn one(found: &[String], words: &str) {
    assert!(
        found.len() == 1 && found[0].contains(words),
        "wanted one fault with {words:?}, found {found:#?}"
    );
}

const FR: &str = "# $n (Number) places\nseats = { $n ->\n    [0] Complet\n    [one] { $n } place\n   *[other] { $n } places\n }\n";
const EU: &str = "seats = { $n ->\n    [0] Beteta\n    [one] toki bat\n   *[other] { $n } toki\n }\n";
const ES: &str = "seats = { $n ->\n    [0] Completo\n    [one] 1 plaza\n   *[other] { $n } plazas\n }\n";

#[test]
fn sound_texts_have_no_fault() {
    assert_eq!(faults(FR, EU, ES), Vec::<String>::new());
    let fr = "# $x (String) a name\na = Nom\u{A0}: { $x }. «\u{A0}{ $x }\u{A0}»\u{A0}! Voir ekin:ABC, https://a, 14:30.\n";
    assert_eq!(
        faults(
            fr,
            "a = Izena: { $x }. Ekinen « { $x } »!\n"
                .replace("« ", "«\u{A0}")
                .replace(" »", "\u{A0}»")
                .as_str(),
            "a = ¡Nombre! { $x }\n"
        ),
        Vec::<String>::new()
    );
}

#[test]
fn a_text_that_lacks_in_one_language() {
    one(
        &faults("a = un\nb = deux\n", "a = bat\n", "a = uno\nb = dos\n"),
        "fr/a.ftl: b lacks in eu",
    );
    one(
        &faults("a = un\n", "a = bat\n", "a = uno\nb = dos\n"),
        "es/a.ftl: b is not in fr",
    );
}

#[test]
fn an_attribute_that_lacks_in_one_language() {
    let found = faults(
        "a = un\n  .help = aide\n",
        "a = bat\n  .help = laguntza\n",
        "a = uno\n",
    );
    one(&found, "a.help lacks in es");
}

#[test]
fn an_argument_that_lacks_or_is_unknown() {
    let fr = "# $x (String) a name\na = Nom { $x }\n";
    one(
        &faults(fr, "a = Izena\n", "a = Nombre { $x }\n"),
        "eu/a.ftl: a: $x lacks here",
    );
    one(
        &faults(fr, "a = Izena { $x }\n", "a = { $y } { $x }\n"),
        "es/a.ftl: a: $y is unknown to fr/a.ftl",
    );
}

#[test]
fn arguments_are_declared_typed_and_used() {
    let (eu, es) = ("a = Izena { $x }\n", "a = Nombre { $x }\n");
    one(&faults("a = Nom { $x }\n", eu, es), "say above it what $x is");
    one(
        &faults("# $x (Number) n\n# $y (String) s\na = Nom { $x }\n", eu, es),
        "$y is declared and never used",
    );
    let found = faults("# $x (Date) a day\na = Nom { $x }\n", eu, es);
    assert!(
        found.iter().any(|f| f.contains("write `$name (Number)")),
        "{found:#?}"
    );
    let text = FR.replace("(Number)", "(String)");
    one(
        &faults(&text, EU, ES),
        "$n chooses a plural form, so it is a Number",
    );
}

#[test]
fn a_text_that_is_there_twice() {
    one(
        &faults("a = un\na = deux\n", "a = bat\n", "a = uno\n"),
        "a is there twice",
    );
    let found = faults(
        "a-b = un\na = deux\n  .b = trois\n",
        "a-b = bat\na = bi\n  .b = hiru\n",
        "a-b = uno\na = dos\n  .b = tres\n",
    );
    one(&found, "would be one function");
}

#[test]
fn what_is_not_fluent_names_its_line() {
    let found = faults("a = un\nb = { $\n", "a = bat\n", "a = uno\n");
    assert!(
        found[0].contains("fr/a.ftl, line 2: this is not Fluent"),
        "{found:#?}"
    );
}

#[test]
fn a_basque_variable_never_carries_a_case() {
    let fr = "# $x (String) a name\na = Nom { $x }\n";
    let es = "a = Nombre { $x }\n";
    for touching in ["{ $x }k", "{ $x }-ren", "{ $x }(e)k", "({ $x })", "x{ $x }"] {
        one(
            &faults(fr, &format!("a = Izena {touching}\n"), es),
            "touches a variable",
        );
    }
    let inside = "seats = { $n ->\n    [0] Beteta\n    [one] toki bat\n   *[other] { $n }\n }ko\n";
    one(&faults(FR, inside, ES), "touches a variable");
}

#[test]
fn french_has_its_no_break_spaces() {
    for sign in [":", ";", "!", "?"] {
        for before in ["", " ", "\u{202F}"] {
            let found = faults(&format!("a = Oui{before}{sign}\n"), "a = Bai\n", "a = Sí\n");
            assert!(
                found.iter().any(|f| f.contains("put U+00A0 before")),
                "{sign} {before:?}: {found:#?}"
            );
        }
        assert_eq!(
            faults(&format!("a = Oui\u{A0}{sign}\n"), "a = Bai\n", "a = Sí\n"),
            Vec::<String>::new()
        );
    }
    one(
        &faults(
            "# $x (String) a\na = Oui { $x }: non\n",
            "a = Bai { $x }\n",
            "a = Sí { $x }\n",
        ),
        "put U+00A0 before",
    );
    one(
        &faults("a = « oui\u{A0}»\n", "a = Bai\n", "a = Sí\n"),
        "inside « »",
    );
    one(
        &faults("a = «\u{A0}oui »\n", "a = Bai\n", "a = Sí\n"),
        "inside « »",
    );
}

#[test]
fn basque_and_spanish_have_no_space_before_signs() {
    one(
        &faults("a = Oui\n", "a = Bai :\n", "a = Sí\n"),
        "no space stands before",
    );
    one(
        &faults("a = Oui\n", "a = Bai\n", "a = Sí\u{A0}:\n"),
        "no space stands before",
    );
    one(
        &faults("a = Oui\n", "a = Bai\n", "a = Sí?\n"),
        "¿ and ? go together",
    );
    one(
        &faults("a = Oui\n", "a = Bai\n", "a = ¡Sí\n"),
        "¡ and ! go together",
    );
}

#[test]
fn characters_that_no_text_holds() {
    for odd in ["\u{202F}", "\u{2011}", "→", "✓", "\u{2068}", "😀", "\t"] {
        let found = faults("a = Oui\n", &format!("a = Bai{odd}bai\n"), "a = Sí\n");
        one(&found, "is not in the font");
    }
    one(
        &faults("a = l'eau\n", "a = ura\n", "a = agua\n"),
        "write the apostrophe",
    );
    one(
        &faults("a = Oui...\n", "a = Bai\n", "a = Sí\n"),
        "write … as one character",
    );
}

#[test]
fn words_that_ekin_never_says() {
    one(
        &faults("a = Tout est synchronisé\n", "a = Dena\n", "a = Todo\n"),
        "« synchronisé » is a word",
    );
    one(
        &faults("a = Vous\n", "a = Mesedez, itxaron\n", "a = Usted\n"),
        "« mesedez » is a word",
    );
    one(
        &faults("a = Vous\n", "a = Zuk\n", "a = Tu anuncio\n"),
        "« tu » is a word",
    );
    assert_eq!(
        faults("a = Vertu\n", "a = Zuk\n", "a = Turismo\n"),
        Vec::<String>::new()
    );
}

#[test]
fn texts_that_are_equal_need_a_reason() {
    one(
        &faults("a = Ekin\n", "a = Ekin bat\n", "a = Ekin\n"),
        "a is the same in fr and es",
    );
    let allowed = "# names\na = \"the name of the product\"\n";
    assert_eq!(
        faults_allowing("a = Ekin\n", "a = Ekin bat\n", "a = Ekin\n", allowed),
        Vec::<String>::new()
    );
    one(
        &faults_allowing("a = Un\n", "a = Bat\n", "a = Uno\n", allowed),
        "a is equal in no two languages",
    );
    let unexplained = faults_allowing("a = Ekin\n", "a = Bat\n", "a = Ekin\n", "a = \"\"\n");
    assert!(
        unexplained.iter().any(|f| f.contains("write `id = \"reason\"`")),
        "{unexplained:#?}"
    );
    let twice = faults_allowing("a = Ekin\n", "a = Bat\n", "a = Ekin\n", "a = \"x\"\na = \"y\"\n");
    one(&twice, "a is there twice");
}

#[test]
fn plural_forms_come_in_order_and_whole() {
    let late = "# $n (Number) n\nseats = { $n ->\n    [one] { $n } place\n    [0] Complet\n   *[other] { $n } places\n }\n";
    one(&faults(late, EU, ES), "[0] comes first");
    let lame = "seats = { $n ->\n    [0] Beteta\n   *[other] { $n } toki\n }\n";
    one(&faults(FR, lame, ES), "lacks the form [one]");
    let odd = EU.replace("    [one]", "    [few] toki gutxi\n    [one]");
    one(&faults(FR, &odd, ES), "has the form [few]");
    let silent = "# $n (Number) n\nseats = { $n ->\n    [one] Une place\n   *[other] { $n } places\n }\n";
    one(&faults(silent, EU, ES), "in French 0 is [one] too");
}

#[test]
fn references_functions_and_terms_are_refused() {
    let found = faults("a = { b }\nb = deux\n", "a = bat\nb = bi\n", "a = uno\nb = dos\n");
    assert!(
        found
            .iter()
            .any(|f| f.contains("only variables and plural forms")),
        "{found:#?}"
    );
    one(
        &faults("a = un\n-brand = Ekin\n", "a = bat\n", "a = uno\n"),
        "a term hides the case",
    );
}

#[test]
fn the_mark_of_texts_that_nobody_re_read_is_seen() {
    let mut catalogue = Catalogue::new("eu");
    catalogue.read("a.ftl", "a = bat\n");
    assert!(catalogue.reviewed);
    catalogue.read("b.ftl", "## Not yet re-read by a speaker\n\nb = bi\n");
    assert!(!catalogue.reviewed);
}

#[test]
fn a_text_becomes_a_function_with_typed_arguments_and_its_comment() {
    let mut catalogue = Catalogue::new("fr");
    catalogue.read(
        "a.ftl",
        "# Said at the door.\n# $who (String) a name\n# $n (Number) places\na-b = { $who }\u{A0}: { $n }\n  .c = oui\n",
    );
    let source = generate::source(&[catalogue]);
    assert!(
        source.contains("pub fn a_b(who: impl Into<Value>, n: u64) -> Message {"),
        "{source}"
    );
    assert!(source.contains("pub fn a_b_c() -> Message {"), "{source}");
    assert!(source.contains("Said at the door."), "{source}");
    assert!(source.contains("who (String) a name"), "{source}");
}
