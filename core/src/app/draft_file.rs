//! `publish FILE.json`: one listing or a list of them, each in the form of the schema.

use ekin_exchange::draft::Draft;
use ekin_exchange::{Misfit, Unfit, draft_of};
use serde_json::Value;

use crate::domain::field::{Field, FieldError, Form, Problem, cut};

/// Why a file holds no listings.
#[derive(Debug, thiserror::Error)]
pub enum DraftFileError {
    /// Not JSON.
    #[error("not JSON, line {}", source.line())]
    Json {
        /// Where.
        #[from]
        source: serde_json::Error,
    },
    /// A list with nothing in it.
    #[error("no listing")]
    Empty,
    /// JSON without the form of a listing: the field of each that does not fit.
    #[error("not of the form of a listing")]
    Fields(Vec<FieldError>),
}

/// Reads one listing or a list of them.
///
/// # Errors
/// [`DraftFileError`]; nothing of the file is taken then.
pub fn read_drafts(bytes: &[u8]) -> Result<Vec<Draft>, DraftFileError> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let (items, list) = match serde_json::from_slice(bytes)? {
        Value::Array(items) => (items, true),
        item => (vec![item], false),
    };
    if items.is_empty() {
        return Err(DraftFileError::Empty);
    }
    let (mut drafts, mut wrong) = (Vec::with_capacity(items.len()), Vec::new());
    for (n, item) in items.iter().enumerate() {
        match draft_of(item) {
            Ok(draft) => drafts.push(draft),
            Err(misfit) => {
                let error = field_error(&misfit).unwrap_or_else(whole);
                wrong.push(if list { nth(n, error) } else { error });
            }
        }
    }
    match wrong.is_empty() {
        true => Ok(drafts),
        false => Err(DraftFileError::Fields(wrong)),
    }
}

/// The error of the `n`th listing of a list, from 0.
pub(crate) fn nth(n: usize, error: FieldError) -> FieldError {
    let dot = if error.path.is_empty() { "" } else { "." };
    FieldError {
        path: format!("[{n}]{dot}{}", error.path),
        ..error
    }
}

fn whole() -> FieldError {
    FieldError {
        field: Field::Id,
        path: String::new(),
        problem: Problem::form(Form::Listing, ""),
    }
}

/// A place that does not fit as the error of a field; none where there is no field at all.
pub(crate) fn field_error(misfit: &Misfit) -> Option<FieldError> {
    let name = misfit.path.split(['.', '[']).next().unwrap_or_default();
    let field = Field::from_name(name).unwrap_or(Field::Id);
    let given = misfit.given.as_deref().unwrap_or_default();
    let problem = match misfit.why {
        Unfit::NoObject => return None,
        Unfit::UnknownField => Problem::form(Form::Field, &misfit.path),
        Unfit::Missing => Problem::Missing,
        Unfit::Form => Problem::form(
            match misfit.path.as_str() {
                "type" => Form::ListingType,
                "status" => Form::Status,
                _ => Form::Schema,
            },
            given,
        ),
    };
    Some(FieldError {
        field,
        path: cut(&misfit.path),
        problem,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_that_do_not_fit_are_named_with_their_place_in_the_list() {
        type Named = Vec<(String, &'static str)>;
        let paths = |text: &str| -> Named {
            match read_drafts(text.as_bytes()) {
                Err(DraftFileError::Fields(errors)) => errors
                    .into_iter()
                    .map(|error| (error.path, error.problem.code()))
                    .collect(),
                other => panic!("{other:?}"),
            }
        };
        assert_eq!(paths(r#"{"titel": {}}"#), [("titel".to_owned(), "form")]);
        assert_eq!(paths(r#"{}"#), [("title".to_owned(), "missing")]);
        assert_eq!(
            paths(r#"[{"title": {"fr": "a"}}, {"title": "a"}, 3]"#),
            [("[1].title".to_owned(), "form"), ("[2]".to_owned(), "form")]
        );
        assert!(matches!(read_drafts(b"[]"), Err(DraftFileError::Empty)));
        assert!(matches!(
            read_drafts(b"nothing"),
            Err(DraftFileError::Json { .. })
        ));
        assert_eq!(
            read_drafts(b"\xef\xbb\xbf{\"title\": {\"fr\": \"a\"}}")
                .unwrap()
                .len(),
            1
        );
    }
}
