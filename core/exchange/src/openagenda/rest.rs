//! What an event of OpenAgenda says beside words, place and time: accessibility, ways to answer, pictures,
//! where it comes from, and the fields that its agenda added.

use serde_json::{Map, Value};

use super::read::{OWN, push_tag};
use crate::clean::{self, Writing};
use crate::draft::{Accessibility, Answer, Draft, Image, Organiser, Source, Texts};
use crate::loss::{Ledger, LossReason};
use crate::node::{self, Node, leaves, lose_tree, text_of};
use crate::{Context, key, overlay};

pub(super) fn accessibility(node: &mut Node, draft: &mut Draft, ledger: &mut Ledger) {
    let mut said = Accessibility::default();
    let mut set = |flag: &str| -> bool {
        match flag {
            "hi" => said.hearing = Some(true),
            "vi" => said.visual = Some(true),
            "pi" => said.psychic = Some(true),
            "mi" => said.motor = Some(true),
            "ii" => said.intellectual = Some(true),
            _ => return false,
        }
        true
    };
    match node.take("accessibility", ledger) {
        Some(Value::Object(map)) => {
            for (flag, value) in map {
                let path = format!("accessibility.{}", clean::line(&flag));
                match node::int_of(&value) {
                    Some(0) => ledger.lose(&path, LossReason::NotSaid, 1, None),
                    Some(_) if set(&flag) => ledger.mapped(1),
                    _ => lose_tree(&path, LossReason::UnknownField, &value, ledger),
                }
            }
        }
        Some(Value::Array(items)) => {
            for value in items {
                if value.as_str().is_some_and(&mut set) {
                    ledger.mapped(1);
                } else {
                    lose_tree("accessibility", LossReason::UnknownField, &value, ledger);
                }
            }
        }
        Some(other) => lose_tree("accessibility", LossReason::BadValue, &other, ledger),
        None => {}
    }
    draft.accessibility = said;
}

pub(super) fn answers(node: &mut Node, draft: &mut Draft, writing: Writing, ledger: &mut Ledger) {
    for name in ["registration", "registrationUrl"] {
        for item in node.list(name, ledger) {
            if node::is_empty(&item) {
                lose_tree(name, LossReason::Empty, &item, ledger);
                continue;
            }
            let (kind, value) = match item {
                Value::Object(map) => {
                    let mut item = Node::new(map, name);
                    let kind = item.line("type", Writing::Plain, ledger);
                    let value = item.take("value", ledger);
                    item.finish(ledger, |_| LossReason::Technical);
                    (kind, value)
                }
                other => (None, Some(other)),
            };
            let Some(value) = value else { continue };
            let written = node::scalar(&value)
                .map(|w| clean::clean(&w, writing).0)
                .unwrap_or_default();
            match answer(kind.as_deref(), &written) {
                Some(answer) => {
                    ledger.mapped(1);
                    if !draft.answer.contains(&answer) {
                        draft.answer.push(answer);
                    }
                }
                None => lose_tree(&format!("{name}.value"), LossReason::UnsafeUrl, &value, ledger),
            }
        }
    }
}

/// A way to answer, by what the source says it is and by its look.
pub(crate) fn answer(kind: Option<&str>, written: &str) -> Option<Answer> {
    match kind {
        Some("email") => clean::email(written).map(Answer::Email),
        Some("phone") => clean::phone(written).map(Answer::Phone),
        _ => clean::email(written)
            .map(Answer::Email)
            .or_else(|| clean::phone(written).map(Answer::Phone))
            .or_else(|| clean::web_url(written).map(Answer::Url)),
    }
}

pub(super) fn images(node: &mut Node, draft: &mut Draft, writing: Writing, ledger: &mut Ledger) {
    let credit = node.line("imageCredits", writing, ledger);
    let url = match node.take("image", ledger) {
        Some(Value::Object(map)) => {
            let mut image = Node::new(map, "image");
            let base = image.line("base", Writing::Plain, ledger);
            let file = image.line("filename", Writing::Plain, ledger);
            image.finish(ledger, |key| match key {
                "variants" => LossReason::Repeated,
                "size" | "extension" | "originalName" => LossReason::Technical,
                _ => LossReason::UnknownField,
            });
            file.map(|file| format!("{}{file}", base.unwrap_or_default()))
        }
        Some(value) => text_of(&value, "image", Writing::Plain, ledger),
        None => None,
    };
    let Some(written) = url else {
        return;
    };
    match clean::web_url(&written) {
        Some(url) => draft.images.push(Image {
            url,
            alt: Texts::new(),
            credit,
        }),
        None => ledger.part("image", LossReason::UnsafeUrl, Some(&written)),
    }
}

pub(super) fn origin(node: &mut Node, draft: &mut Draft, writing: Writing, ledger: &mut Ledger) {
    let mut source = Source {
        url: node.web_url("canonicalUrl", ledger),
        ..Source::default()
    };
    if let Some(mut agenda) = node.node("originAgenda", ledger) {
        source.name = agenda.line("title", writing, ledger);
        agenda.finish(ledger, |key| {
            if key == "url" || key == "description" {
                LossReason::NoField
            } else {
                LossReason::Technical
            }
        });
    }
    draft.updated = node.line("updatedAt", Writing::Plain, ledger);
    for name in ["organizer", "organisateur", "organiser"] {
        // Where an agenda added such a field as text; a number is a choice that only the agenda understands.
        if node.peek(name).is_some_and(Value::is_string) && draft.organiser.is_none() {
            draft.organiser = node
                .line(name, writing, ledger)
                .map(|name| Organiser { name, url: None });
        }
    }
    draft.source = Some(source);
    let uid = node.line("uid", Writing::Plain, ledger);
    key::identify(draft, "openagenda", uid, ledger);
}

/// What Ekin's own export put beside OpenAgenda's fields.
pub(super) fn own_fields(
    node: &mut Node,
    own: Option<Map<String, Value>>,
    draft: &mut Draft,
    ledger: &mut Ledger,
) {
    let Some(own) = own else { return };
    let count = leaves(&Value::Object(own.clone()));
    match overlay::apply(draft, own, ledger) {
        Some(whole) => {
            ledger.mapped(count);
            *draft = whole;
            let _ = node.take_silently(OWN);
        }
        None => node.lose(OWN, LossReason::BadValue, ledger),
    }
}

/// Choices of an agenda's own fields, when the export included their labels: `{id, label: {fr: ...}}`.
pub(super) fn labels(
    node: &mut Node,
    draft: &mut Draft,
    context: &Context,
    writing: Writing,
    ledger: &mut Ledger,
) {
    for name in node.keys_where(is_label) {
        for item in node.list(&name, ledger) {
            let Value::Object(map) = item else {
                lose_tree(&name, LossReason::UnknownField, &item, ledger);
                continue;
            };
            let mut choice = Node::new(map, &clean::line(&name));
            for (_, text) in choice.texts("label", &context.default_language, writing, ledger) {
                push_tag(draft, &text);
            }
            choice.finish(ledger, |_| LossReason::Technical);
        }
    }
}

fn is_label(value: &Value) -> bool {
    let one = |v: &Value| v.get("label").is_some() && v.get("id").is_some();
    match value {
        Value::Array(items) => items.iter().any(one),
        other => one(other),
    }
}
