//! One language's `.ftl` files read into texts that can be compared: what each says in every plural
//! form, which arguments it uses, and what its comment declares.

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey};
use fluent_syntax::parser;

/// Languages of Ekin, the reference first: its comments document and type the messages.
pub const LANGUAGES: [&str; 3] = ["fr", "eu", "es"];

/// Stands for a variable in [`Text::forms`].
pub const VARIABLE: char = '\u{FFFC}';

/// Head of a file that nobody who speaks the language has re-read.
pub const NOT_REVIEWED: &str = "Not yet re-read by a speaker";

/// Type of an argument.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Whole number, zero or more; may select a plural form.
    Number,
    /// Anything that is shown as it is.
    String,
}

/// One text: the value of a message, or one of its attributes.
#[derive(Clone, Debug, Default)]
pub struct Text {
    /// File that holds it, for faults.
    pub file: String,
    /// Lines of the comment that declare no argument.
    pub doc: Vec<String>,
    /// Arguments that the comment declares, in its order.
    pub declared: Vec<(String, Kind)>,
    /// Arguments that the text names.
    pub used: BTreeSet<String>,
    /// Arguments that choose a plural form, each with the keys of its forms in order.
    pub selectors: Vec<(String, Vec<String>)>,
    /// The text in each plural form, with [`VARIABLE`] in place of arguments.
    pub forms: Vec<String>,
    /// Whether a form with the key `one` does not show the number.
    pub silent_one: bool,
}

/// The texts of one language.
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    /// Language tag.
    pub tag: String,
    /// Texts by message id, or `id.attribute`.
    pub texts: BTreeMap<String, Text>,
    /// Whether no file bears the mark of a text that nobody has re-read.
    pub reviewed: bool,
    /// Names of the files read.
    pub files: Vec<String>,
    /// What is wrong already while reading.
    pub faults: Vec<String>,
}

impl Catalogue {
    /// An empty catalogue of the language `tag`.
    pub fn new(tag: &str) -> Self {
        Self {
            tag: tag.to_owned(),
            reviewed: true,
            ..Self::default()
        }
    }

    /// Adds the texts of one file.
    pub fn read(&mut self, file: &str, source: &str) {
        self.files.push(file.to_owned());
        let place = format!("{}/{file}", self.tag);
        let resource = match parser::parse(source) {
            Ok(resource) => resource,
            Err((resource, errors)) => {
                for error in errors {
                    let line = 1 + source
                        .get(..error.pos.start)
                        .unwrap_or(source)
                        .matches('\n')
                        .count();
                    self.faults
                        .push(format!("{place}, line {line}: this is not Fluent: {error}"));
                }
                resource
            }
        };
        for entry in resource.body {
            match entry {
                Entry::Message(message) => {
                    let id = message.id.name;
                    let comment = message
                        .comment
                        .as_ref()
                        .map(|c| c.content.join("\n"))
                        .unwrap_or_default();
                    let (doc, declared) = match declarations(&comment) {
                        Ok(found) => found,
                        Err(line) => {
                            self.faults.push(format!(
                                "{place}: {id}: write `$name (Number) what it is` or `$name (String) …`, not `{line}`"
                            ));
                            continue;
                        }
                    };
                    let attributes = message
                        .attributes
                        .iter()
                        .map(|a| (format!("{id}.{}", a.id.name), &a.value));
                    let value = message.value.iter().map(|v| (id.to_owned(), v));
                    for (key, pattern) in value.chain(attributes) {
                        let mut text = Text {
                            file: place.clone(),
                            doc: doc.clone(),
                            ..Text::default()
                        };
                        match text.expand(pattern) {
                            Ok(forms) => text.forms = forms,
                            Err(fault) => self.faults.push(format!("{place}: {key}: {fault}")),
                        }
                        text.declared = declared
                            .iter()
                            .filter(|(name, _)| text.used.contains(name))
                            .cloned()
                            .collect();
                        if self.texts.insert(key.clone(), text).is_some() {
                            self.faults
                                .push(format!("{place}: {key} is there twice in this language"));
                        }
                    }
                    for (name, _) in &declared {
                        let used = self.texts.iter().any(|(key, text)| {
                            (key == id || key.starts_with(&format!("{id}."))) && text.used.contains(name)
                        });
                        if !used {
                            self.faults
                                .push(format!("{place}: {id}: ${name} is declared and never used"));
                        }
                    }
                }
                Entry::Term(term) => self.faults.push(format!(
                    "{place}: -{}: a term hides the case of a word; write the word in each message",
                    term.id.name
                )),
                Entry::GroupComment(comment) | Entry::ResourceComment(comment) => {
                    if comment.content.iter().any(|line| line.trim() == NOT_REVIEWED) {
                        self.reviewed = false;
                    }
                }
                Entry::Comment(_) | Entry::Junk { .. } => {}
            }
        }
    }
}

impl Text {
    /// Every plural form of a pattern, written out.
    fn expand(&mut self, pattern: &Pattern<&str>) -> Result<Vec<String>, String> {
        let mut forms = vec![String::new()];
        for element in &pattern.elements {
            let pieces = match element {
                PatternElement::TextElement { value } => vec![(*value).to_owned()],
                PatternElement::Placeable { expression } => self.expression(expression)?,
            };
            forms = forms
                .iter()
                .flat_map(|form| pieces.iter().map(move |p| format!("{form}{p}")))
                .collect();
        }
        Ok(forms)
    }

    fn expression(&mut self, expression: &Expression<&str>) -> Result<Vec<String>, String> {
        match expression {
            Expression::Inline(InlineExpression::VariableReference { id }) => {
                self.used.insert(id.name.to_owned());
                Ok(vec![VARIABLE.to_string()])
            }
            Expression::Inline(InlineExpression::StringLiteral { value }) => Ok(vec![(*value).to_owned()]),
            Expression::Inline(_) => Err(
                "only variables and plural forms may stand between braces; write words in full".to_owned(),
            ),
            Expression::Select { selector, variants } => {
                let InlineExpression::VariableReference { id } = selector else {
                    return Err("only a variable may choose a plural form".to_owned());
                };
                self.used.insert(id.name.to_owned());
                let mut keys = Vec::new();
                let mut forms = Vec::new();
                for variant in variants {
                    let key = match &variant.key {
                        VariantKey::Identifier { name } => *name,
                        VariantKey::NumberLiteral { value } => *value,
                    };
                    let pieces = self.expand(&variant.value)?;
                    if key == "one" && pieces.iter().any(|form| !form.contains(VARIABLE)) {
                        self.silent_one = true;
                    }
                    keys.push(key.to_owned());
                    forms.extend(pieces);
                }
                self.selectors.push((id.name.to_owned(), keys));
                Ok(forms)
            }
        }
    }
}

/// Prose of a comment, and the arguments that it declares.
type Declarations = (Vec<String>, Vec<(String, Kind)>);

/// Splits a comment into its prose and its declared arguments; the error is the line that is neither.
fn declarations(comment: &str) -> Result<Declarations, String> {
    let mut doc = Vec::new();
    let mut declared = Vec::new();
    for line in comment.lines() {
        let Some(rest) = line.trim().strip_prefix('$') else {
            doc.push(line.to_owned());
            continue;
        };
        let (name, kind) = rest.split_once(' ').ok_or_else(|| line.to_owned())?;
        let kind = if kind.starts_with("(Number)") {
            Kind::Number
        } else if kind.starts_with("(String)") {
            Kind::String
        } else {
            return Err(line.to_owned());
        };
        doc.push(format!("- `{}`", rest));
        declared.push((name.to_owned(), kind));
    }
    Ok((doc, declared))
}
