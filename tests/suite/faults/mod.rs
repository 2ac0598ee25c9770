//! A machine that fails. The output is always the last good book or the whole new one, the message names the fault, and the status says
//! whether the book or the machine is to blame.
#![cfg(unix)]

mod book;
mod disk;
mod environment;
mod inputs;
mod moments;
mod output;
mod terminal;
