//! A machine that fails: the last good book stays or the whole new one is there, the fault is named, and the status says whose it is.
#![cfg(unix)]

mod book;
mod disk;
mod environment;
mod moments;
