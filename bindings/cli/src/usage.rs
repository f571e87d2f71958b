//! What clap says of a command line, in the person's language.

use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Command, Error};
use ekin_i18n::{Message, msg};

use crate::args::OutOfRange;
use crate::failure::Failure;
use crate::output::Output;

/// Prints help or the version, or says what is wrong with the command line.
///
/// # Errors
/// [`Failure::Usage`].
pub fn answer(error: &Error, command: &Command, given: &[OsString], out: &mut Output) -> Result<(), Failure> {
    match error.kind() {
        ErrorKind::DisplayHelp => {
            out.help(error.render().to_string().trim_end());
            Ok(())
        }
        ErrorKind::DisplayVersion => {
            out.help(&format!("ekin {}", env!("CARGO_PKG_VERSION")));
            Ok(())
        }
        // `ekin help search`, as other programs have it.
        ErrorKind::InvalidSubcommand if asks_for_help(error) => {
            out.help(help_of(command, given).render_help().to_string().trim_end());
            Ok(())
        }
        _ => {
            let mut lines = vec![problem(error)];
            if let Some(near) = text(error, ContextKind::SuggestedSubcommand)
                .or_else(|| text(error, ContextKind::SuggestedArg))
                .or_else(|| text(error, ContextKind::SuggestedValue))
            {
                lines.push(msg::cli_did_you_mean(near));
            }
            if let (ErrorKind::InvalidValue, Some(values)) = (
                error.kind(),
                text(error, ContextKind::ValidValue).filter(|values| !values.is_empty()),
            ) {
                lines.push(msg::cli_values(values));
            }
            let source = std::error::Error::source(error);
            if let Some(range) = source.and_then(|source| source.downcast_ref::<OutOfRange>()) {
                lines.push(msg::cli_range(range.least.to_string(), range.most.to_string()));
            }
            lines.push(Output::see_help(&named(command, given)));
            Err(Failure::Usage(lines))
        }
    }
}

fn asks_for_help(error: &Error) -> bool {
    text(error, ContextKind::InvalidSubcommand).as_deref() == Some("help")
}

/// The command that the words behind `help` name.
fn help_of(command: &Command, given: &[OsString]) -> Command {
    let mut at = command;
    for word in given.iter().skip(1) {
        at = at.find_subcommand(word).unwrap_or(at);
    }
    at.clone()
}

/// The command that was being typed, as far as the words on the line name one.
fn named(command: &Command, given: &[OsString]) -> String {
    let mut path = vec![command.get_name().to_owned()];
    let mut at = command;
    for word in given.iter().skip(1) {
        if let Some(sub) = at.find_subcommand(word) {
            path.push(word.to_string_lossy().into_owned());
            at = sub;
        }
    }
    path.join(" ")
}

fn problem(error: &Error) -> Message {
    let given = || text(error, ContextKind::InvalidArg).unwrap_or_default();
    match error.kind() {
        ErrorKind::InvalidSubcommand => {
            msg::cli_unknown_command(text(error, ContextKind::InvalidSubcommand).unwrap_or_default())
        }
        ErrorKind::UnknownArgument => msg::cli_unknown_option(given()),
        ErrorKind::MissingRequiredArgument => msg::cli_missing(given()),
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            msg::cli_missing_command()
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            match text(error, ContextKind::InvalidValue).filter(|value| !value.is_empty()) {
                Some(value) => msg::cli_invalid_value(given(), value),
                None => msg::cli_needs_value(given()),
            }
        }
        ErrorKind::NoEquals | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            msg::cli_needs_value(given())
        }
        ErrorKind::ArgumentConflict => {
            let other = text(error, ContextKind::PriorArg).unwrap_or_default();
            if other == given() {
                msg::cli_given_twice(other)
            } else {
                msg::cli_not_together(given(), other)
            }
        }
        ErrorKind::TooManyValues => {
            msg::cli_unknown_option(text(error, ContextKind::InvalidValue).unwrap_or_default())
        }
        ErrorKind::InvalidUtf8 => msg::error_encoding(),
        _ => msg::cli_missing_command(),
    }
}

fn text(error: &Error, kind: ContextKind) -> Option<String> {
    match error.get(kind)? {
        ContextValue::String(one) => Some(one.clone()),
        ContextValue::Strings(several) => Some(several.join(", ")),
        ContextValue::StyledStr(styled) => Some(styled.to_string()),
        ContextValue::Number(number) => Some(number.to_string()),
        _ => None,
    }
}
