//! The command `make-book`: calls [`make_book::cli::run`] and returns its status.

use std::process::ExitCode;

fn main() -> ExitCode {
    make_book::cli::run()
}
