//! What the environment sets: the user's language and SOURCE_DATE_EPOCH.
#![expect(clippy::disallowed_methods, reason = "`cli` is the module that reads the environment")]

use super::{outcome::Failure, terminal::Terminal};
use crate::{
    book::Date,
    locale::{Argument, Language},
};
use std::env;

/// The language of messages: `--lang`, else the POSIX variables in their order (POSIX.1, 8.2), else the system's.
///
/// It is determined before clap parses the arguments, because help and usage errors are in this language too.
pub(super) fn language() -> Language {
    let arguments: Vec<String> = env::args_os().map(|argument| argument.to_string_lossy().into_owned()).collect();
    let asked = arguments.iter().enumerate().find_map(|(at, argument)| match argument.strip_prefix("--lang") {
        Some("") => arguments.get(at + 1).cloned(),
        Some(rest) => rest.strip_prefix('=').map(str::to_owned),
        None => None,
    });
    let variable = |name| env::var(name).ok().filter(|value| !value.is_empty());
    let tag = asked
        .or_else(|| ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(variable))
        .or_else(sys_locale::get_locale)
        .unwrap_or_default();
    Language::of_tag(&tag)
}

/// The day of SOURCE_DATE_EPOCH, which counts seconds since 1970 in UTC (reproducible-builds.org).
pub(super) fn file_date(terminal: &Terminal) -> Result<Option<Date>, Failure> {
    let Ok(seconds) = env::var("SOURCE_DATE_EPOCH") else { return Ok(None) };
    let wrong = || terminal.failure("wrong-epoch", &[("value", Argument::Text(&seconds))]);
    let instant = seconds.trim().parse().ok().and_then(|seconds| jiff::Timestamp::from_second(seconds).ok()).ok_or_else(wrong)?;
    let day = instant.to_zoned(jiff::tz::TimeZone::UTC).date();
    Date::parse(&format!("{:04}-{:02}-{:02}", day.year(), day.month(), day.day())).map(Some).ok_or_else(wrong)
}
