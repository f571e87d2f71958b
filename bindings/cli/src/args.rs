//! Pieces of the command line, each with its text in the person's language.

use clap::builder::ValueParser;
use clap::{Arg, ArgAction, ArgMatches, Command};
use ekin_i18n::{Catalog, Message, msg};

use crate::failure::Failure;

/// A command with its one line of help.
pub fn command(words: Catalog, name: &'static str, about: &Message) -> Command {
    Command::new(name).about(words.format(about))
}

/// An option without a value.
pub fn flag(words: Catalog, name: &'static str, help: &Message) -> Arg {
    Arg::new(name)
        .long(name)
        .action(ArgAction::SetTrue)
        .help(words.format(help))
}

/// An option with a value.
pub fn option(words: Catalog, name: &'static str, value: &Message, help: &Message) -> Arg {
    Arg::new(name)
        .long(name)
        .value_name(words.format(value))
        .help(words.format(help))
}

/// An option with one value of a list.
pub fn choice<const N: usize>(
    words: Catalog,
    name: &'static str,
    value: &Message,
    help: &Message,
    of: [&'static str; N],
) -> Arg {
    option(words, name, value, help).value_parser(of)
}

/// The argument with the values of its list named in its help, in the person's language: clap names them in English.
fn naming_values(words: Catalog, arg: Arg) -> Arg {
    let values = arg.get_possible_values();
    let values: Vec<_> = values.iter().map(|value| value.get_name()).collect();
    if values.is_empty() || !arg.get_action().takes_values() || arg.is_hide_possible_values_set() {
        return arg;
    }
    let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
    let list = words.format(&msg::cli_values(values.join(", ")));
    arg.hide_possible_values(true).help(format!("{help} ({list})"))
}

/// What stands without a name.
pub fn positional(words: Catalog, name: &'static str, value: &Message, help: &Message) -> Arg {
    Arg::new(name)
        .value_name(words.format(value))
        .help(words.format(help))
}

/// A number that is none, or none of those that may be.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("a number from {least} to {most}")]
pub struct OutOfRange {
    /// Least that may be.
    pub least: u64,
    /// Most that may be.
    pub most: u64,
}

/// A whole number.
pub fn number(least: u64, most: u64) -> ValueParser {
    ValueParser::new(move |text: &str| {
        let number = text.trim().parse::<u64>().ok();
        number
            .filter(|number| (least..=most).contains(number))
            .ok_or(OutOfRange { least, most })
    })
}

/// The value of an option or argument, if it was given.
pub fn text<'m>(matches: &'m ArgMatches, name: &str) -> Option<&'m str> {
    matches.get_one::<String>(name).map(String::as_str)
}

/// The value of what clap made sure of.
pub fn required<'m>(matches: &'m ArgMatches, name: &'static str) -> Result<&'m str, Failure> {
    text(matches, name).ok_or(Failure::Missing(name))
}

/// The value of a number.
pub fn count(matches: &ArgMatches, name: &str) -> Option<u64> {
    matches.get_one::<u64>(name).copied()
}

/// Puts the headings, the usage line and the help option of every command into the person's language.
pub fn finish(words: Catalog, command: Command, path: &str) -> Command {
    let mut command = command
        .disable_help_flag(true)
        .disable_version_flag(true)
        .disable_help_subcommand(true)
        .mut_args(|arg| naming_values(words, arg))
        .arg(
            Arg::new("help")
                .long("help")
                .short('h')
                .action(ArgAction::Help)
                .global(false)
                .help(words.format(&msg::cli_option_help()))
                .display_order(1_000),
        );
    let path = format!("{path} {}", command.get_name()).trim().to_owned();
    let names: Vec<String> = command
        .get_subcommands()
        .map(|sub| sub.get_name().to_owned())
        .collect();
    for name in &names {
        command = command.mut_subcommand(name, |sub| finish(words, sub, &path));
    }
    let usage = usage(words, &command, &path);
    let heading = |message: Message| words.format(&message);
    let mut template = format!(
        "{{about-with-newline}}\n{} {{usage}}\n",
        heading(msg::cli_usage())
    );
    if !names.is_empty() {
        template.push_str(&format!("\n{}\n{{subcommands}}\n", heading(msg::cli_commands())));
    }
    if command.get_positionals().next().is_some() {
        template.push_str(&format!("\n{}\n{{positionals}}\n", heading(msg::cli_arguments())));
    }
    template.push_str(&format!(
        "\n{}\n{{options}}\n{{after-help}}",
        heading(msg::cli_options())
    ));
    command.override_usage(usage).help_template(template)
}

/// `ekin search [--on JOUR] … [MOTS]...`, short: the options are listed below.
fn usage(words: Catalog, command: &Command, path: &str) -> String {
    let mut parts = vec![path.to_owned()];
    for option in command.get_opts().filter(|option| option.is_required_set()) {
        let value = option.get_value_names().and_then(|names| names.first());
        parts.push(format!(
            "--{} {}",
            option.get_id(),
            value.map_or("", |value| value.as_str())
        ));
    }
    parts.push(format!("[{}]", words.format(&msg::cli_options()).to_uppercase()));
    if command.has_subcommands() {
        parts.push(words.format(&msg::cli_commands()).to_uppercase());
    }
    for argument in command.get_positionals() {
        let name = argument
            .get_value_names()
            .and_then(|names| names.first())
            .map_or("", |value| value.as_str());
        let many = argument
            .get_num_args()
            .is_some_and(|range| range.max_values() > 1);
        let dots = if many { "..." } else { "" };
        parts.push(match argument.is_required_set() {
            true => format!("{name}{dots}"),
            false => format!("[{name}]{dots}"),
        });
    }
    parts.join(" ")
}
