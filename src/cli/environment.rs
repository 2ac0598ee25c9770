//! What the environment sets: the user's language, SOURCE_DATE_EPOCH, RAYON_NUM_THREADS, MAKE_BOOK_EDITOR and MAKE_BOOK_CACHE.
#![expect(clippy::disallowed_methods, reason = "`cli` is the module that reads the environment")]

use super::{outcome::Failure, terminal::Terminal};
use crate::{
    book::Date,
    locale::{Argument, Language},
};
use chrono::{DateTime, Datelike as _};
use std::{env, ffi::OsString, path::PathBuf, time::SystemTime};

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

/// The command line, the program's name first.
pub(super) fn arguments() -> impl Iterator<Item = OsString> {
    env::args_os()
}

/// The file of this program, where the system tells it.
pub(super) fn program() -> Option<PathBuf> {
    env::current_exe().ok()
}

/// The day in UTC that is `seconds` after 1970 began; none outside the years 1 to 9999.
fn day_of(seconds: i64) -> Option<Date> {
    let day = DateTime::from_timestamp(seconds, 0)?.date_naive();
    Date::parse(&format!("{:04}-{:02}-{:02}", day.year(), day.month(), day.day()))
}

/// The day of SOURCE_DATE_EPOCH, which counts seconds since 1970 in UTC (reproducible-builds.org).
pub(super) fn file_date(terminal: &Terminal) -> Result<Option<Date>, Failure> {
    let Some(seconds) = env::var_os("SOURCE_DATE_EPOCH") else { return Ok(None) };
    // What is not Unicode is no number either, and is refused like any other word.
    let seconds = seconds.to_string_lossy();
    let wrong = || terminal.failure("wrong-epoch", &[("value", Argument::Text(&seconds))]);
    seconds.trim().parse().ok().and_then(day_of).map(Some).ok_or_else(wrong)
}

/// The command that opens a file in the editor, which MAKE_BOOK_EDITOR sets once for all books.
pub(super) fn editor() -> Option<String> {
    env::var("MAKE_BOOK_EDITOR").ok().filter(|command| !command.trim().is_empty())
}

/// The shared cache that the environment asks for.
pub(super) struct SharedCache {
    /// MAKE_BOOK_CACHE: its folder.
    pub(super) folder: PathBuf,
    /// MAKE_BOOK_CACHE_READ_ONLY: nothing is written there, as jobs that are not trusted should.
    pub(super) is_read_only: bool,
    /// MAKE_BOOK_CACHE_SIZE: its size in bytes, given in millions of bytes.
    pub(super) limit: u64,
}

/// The size of a shared cache where nothing is said, in millions of bytes: half of what GitHub keeps for a repository.
const CACHE_SIZE: u64 = 5000;

/// The shared cache, if MAKE_BOOK_CACHE names a folder.
pub(super) fn cache(terminal: &Terminal) -> Result<Option<SharedCache>, Failure> {
    let variable = |name| env::var_os(name).filter(|value| !value.is_empty());
    let Some(folder) = variable("MAKE_BOOK_CACHE").map(PathBuf::from) else { return Ok(None) };
    let wrong = |name, value: OsString| {
        let value = value.to_string_lossy();
        terminal.failure("wrong-cache", &[("name", Argument::Text(name)), ("value", Argument::Text(&value))])
    };
    let is_read_only = match variable("MAKE_BOOK_CACHE_READ_ONLY") {
        None => false,
        Some(value) => match value.to_str() {
            Some("0") => false,
            Some("1") => true,
            _ => return Err(wrong("MAKE_BOOK_CACHE_READ_ONLY", value)),
        },
    };
    let millions = match variable("MAKE_BOOK_CACHE_SIZE") {
        None => CACHE_SIZE,
        Some(value) => {
            let digits = value.to_str().filter(|text| text.bytes().all(|byte| byte.is_ascii_digit()));
            digits.and_then(|digits| digits.parse().ok()).ok_or_else(|| wrong("MAKE_BOOK_CACHE_SIZE", value))?
        }
    };
    Ok(Some(SharedCache { folder, is_read_only, limit: millions.saturating_mul(1_000_000) }))
}

/// Today's date in UTC: that of SOURCE_DATE_EPOCH if it is set. Only what `new` writes depends on it, never a book.
pub(super) fn today(terminal: &Terminal) -> Result<Date, Failure> {
    if let Some(date) = file_date(terminal)? {
        return Ok(date);
    }
    let seconds = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let epoch = Date { year: 1970, month: Some(1), day: Some(1) };
    Ok(i64::try_from(seconds).ok().and_then(day_of).unwrap_or(epoch))
}

/// Most threads that the environment may ask for: more than any machine has processors for a book. Each costs a stack and a start.
const MAX_THREADS: usize = 256;

/// The number of threads that RAYON_NUM_THREADS asks for, at most [`MAX_THREADS`]; none for one on each processor.
pub(super) fn threads() -> Option<usize> {
    let asked = env::var("RAYON_NUM_THREADS").ok()?;
    let digits = !asked.is_empty() && asked.bytes().all(|byte| byte.is_ascii_digit());
    // A number of more digits than fit is larger than the limit all the same.
    let number = asked.parse().unwrap_or(MAX_THREADS);
    digits.then(|| number.min(MAX_THREADS)).filter(|number| *number > 0)
}
