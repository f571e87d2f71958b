//! Steps that a person waits for: named, timed, quiet when they pass and whole when they fail.

use std::io::{Stdout, Write};
use std::process::Command;
use std::time::{Duration, Instant};

/// Why a task did not end well.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// A program could not be started at all.
    #[error("cannot start `{program}`")]
    Start {
        /// The program's name.
        program: String,
        /// What the system said.
        #[source]
        source: std::io::Error,
    },
    /// A program ended with something other than success.
    #[error("`{command}` failed ({status}){output}")]
    Ended {
        /// The command as a person would type it.
        command: String,
        /// Its exit status in words.
        status: String,
        /// What it printed, after a line break; empty when the person has already seen it.
        output: String,
    },
    /// A file or folder of the workspace could not be read.
    #[error("cannot read {path}")]
    Read {
        /// Path from the workspace's root.
        path: String,
        /// What the system said.
        #[source]
        source: std::io::Error,
    },
    /// A file or a program's answer is not in the form that was expected.
    #[error("{what} is not in the expected form: {why}")]
    Form {
        /// Which file or answer.
        what: String,
        /// What is wrong with it.
        why: String,
    },
    /// A program that is driven as a person would drive it did something else.
    #[error(transparent)]
    Driven(#[from] ekin_harness::HarnessError),
    /// What was shown is not what was expected.
    #[error("expected that {what}")]
    Differs {
        /// What was expected.
        what: String,
    },
    /// Rules of the project were broken: one line for each.
    #[error("{} to put right:\n  {}", .0.len(), .0.join("\n  "))]
    Findings(Vec<String>),
    /// Parts of a task that do not stop one another failed: whole, one after the other, where a person looks first.
    #[error("{}", .0.iter().map(with_causes).collect::<Vec<_>>().join("\n"))]
    Several(Vec<Failure>),
    /// Some steps of a longer task failed; each has been shown.
    #[error("failed: {}", .0.join(", "))]
    Steps(Vec<&'static str>),
}

/// Findings as an outcome: none is success.
pub fn none_of(findings: Vec<String>) -> Result<(), Failure> {
    if findings.is_empty() {
        Ok(())
    } else {
        Err(Failure::Findings(findings))
    }
}

/// Parts of a task that were all run, as one outcome.
pub fn all_of(outcomes: impl IntoIterator<Item = Result<(), Failure>>) -> Result<(), Failure> {
    let mut failures: Vec<Failure> = outcomes.into_iter().filter_map(Result::err).collect();
    match failures.len() {
        0 => Ok(()),
        1 => Err(failures.remove(0)),
        _ => Err(Failure::Several(failures)),
    }
}

/// A series of steps, of which all are run, so that one call shows all that is wrong.
#[derive(Debug)]
pub struct Steps<W> {
    out: W,
    failed: Vec<&'static str>,
    spent: Duration,
}

impl Default for Steps<Stdout> {
    fn default() -> Self {
        Self::told_to(std::io::stdout())
    }
}

impl<W: Write> Steps<W> {
    /// A series that says there how its steps went.
    pub fn told_to(out: W) -> Self {
        Self {
            out,
            failed: Vec::new(),
            spent: Duration::ZERO,
        }
    }

    /// Runs one step and says how it went and how long it took.
    pub fn run(&mut self, name: &'static str, step: impl FnOnce() -> Result<(), Failure>) {
        let started = Instant::now();
        let outcome = step();
        let took = started.elapsed();
        self.spent += took;
        let word = if outcome.is_ok() { "ok" } else { "FAILED" };
        self.say(&format!("  {word:<7} {name:<12} {:>7.1} s", took.as_secs_f64()));
        if let Err(failure) = outcome {
            self.say(&with_causes(&failure));
            self.failed.push(name);
        }
    }

    /// One line between the steps.
    pub fn say(&mut self, line: &str) {
        // A closed pipe is no reason to stop a check half-way.
        let _ = writeln!(self.out, "{line}");
    }

    /// The outcome of the whole series.
    pub fn finish(mut self) -> Result<(), Failure> {
        if self.failed.is_empty() {
            let spent = self.spent.as_secs_f64();
            self.say(&format!("all passed in {spent:.1} s"));
            Ok(())
        } else {
            Err(Failure::Steps(self.failed))
        }
    }
}

/// Runs one step as a task of its own.
pub fn alone(name: &'static str, step: impl FnOnce() -> Result<(), Failure>) -> Result<(), Failure> {
    let mut steps = Steps::default();
    steps.run(name, step);
    steps.finish()
}

/// Runs a command and keeps what it prints, to be shown only if it fails.
pub fn quietly(command: &mut Command) -> Result<(), Failure> {
    let output = command.output().map_err(|source| not_started(command, source))?;
    if output.status.success() {
        return Ok(());
    }
    let mut shown = String::from("\n");
    shown.push_str(&String::from_utf8_lossy(&output.stdout));
    shown.push_str(&String::from_utf8_lossy(&output.stderr));
    Err(Failure::Ended {
        command: words(command),
        status: output.status.to_string(),
        output: shown,
    })
}

/// Runs a command whose output the person sees as it comes.
pub fn openly(command: &mut Command) -> Result<(), Failure> {
    let status = command.status().map_err(|source| not_started(command, source))?;
    if status.success() {
        return Ok(());
    }
    Err(Failure::Ended {
        command: words(command),
        status: status.to_string(),
        output: String::new(),
    })
}

/// Runs a command and gives what it printed on its standard output; its errors are seen as they come.
pub fn answer(command: &mut Command) -> Result<Vec<u8>, Failure> {
    let output = command
        .stderr(std::process::Stdio::inherit())
        .output()
        .map_err(|source| not_started(command, source))?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    Err(Failure::Ended {
        command: words(command),
        status: output.status.to_string(),
        output: String::new(),
    })
}

/// One line for the person.
pub fn say(line: &str) {
    // A closed pipe is no reason to stop a check half-way.
    let _ = writeln!(std::io::stdout().lock(), "{line}");
}

/// A failure with its causes, for the person.
pub fn say_error(failure: &Failure) {
    let _ = writeln!(std::io::stderr().lock(), "{}", with_causes(failure));
}

fn with_causes(failure: &Failure) -> String {
    let mut text = failure.to_string();
    let mut cause = std::error::Error::source(failure);
    while let Some(error) = cause {
        text.push_str("\n  because: ");
        text.push_str(&error.to_string());
        cause = error.source();
    }
    text
}

fn not_started(command: &Command, source: std::io::Error) -> Failure {
    Failure::Start {
        program: command.get_program().to_string_lossy().into_owned(),
        source,
    }
}

fn words(command: &Command) -> String {
    let mut text = std::path::Path::new(command.get_program())
        .file_name()
        .unwrap_or(command.get_program())
        .to_string_lossy()
        .into_owned();
    for word in command.get_args() {
        text.push(' ');
        text.push_str(&word.to_string_lossy());
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failed_step_fails_the_series_and_the_others_still_run() {
        let mut told = Vec::new();
        let mut steps = Steps::told_to(&mut told);
        steps.run("first", || Err(Failure::Findings(vec!["a.rs: wrong".into()])));
        steps.run("second", || Ok(()));
        let failure = steps.finish().unwrap_err();
        assert_eq!(failure.to_string(), "failed: first");
        let told = String::from_utf8(told).unwrap();
        assert!(
            told.contains("FAILED  first") && told.contains("a.rs: wrong"),
            "{told}"
        );
        assert!(told.contains("ok      second"), "{told}");
    }

    #[test]
    fn a_failed_command_shows_what_it_printed() {
        let failure = quietly(Command::new("cargo").arg("no-such-command-of-ekin")).unwrap_err();
        let text = failure.to_string();
        assert!(text.contains("cargo no-such-command-of-ekin"), "{text}");
        assert!(text.contains("no such command"), "{text}");
    }

    #[test]
    fn each_part_that_failed_is_shown_whole() {
        let failed = |program: &str| Failure::Ended {
            command: program.into(),
            status: "exit status: 1".into(),
            output: "\nwhat it printed".into(),
        };
        assert!(all_of([Ok(()), Ok(())]).is_ok());
        let text = all_of([Err(failed("mvn")), Ok(()), Err(failed("swift"))])
            .unwrap_err()
            .to_string();
        assert!(text.contains("`mvn` failed"), "{text}");
        assert!(text.contains("`swift` failed"), "{text}");
        assert_eq!(text.matches("what it printed").count(), 2, "{text}");
    }

    #[test]
    fn findings_are_counted_and_listed() {
        assert!(none_of(Vec::new()).is_ok());
        let text = none_of(vec!["one".into(), "two".into()]).unwrap_err().to_string();
        assert_eq!(text, "2 to put right:\n  one\n  two");
    }
}
