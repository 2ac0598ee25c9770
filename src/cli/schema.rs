//! `make-book schema`: JSON Schemas, with which a text editor completes and explains the keys of our YAML files.

use super::{
    arguments::SchemaFile,
    outcome::{Failure, Outcome},
    terminal::Terminal,
};
use crate::manifest::{SchemaKind, schema};
use serde_json::{Map, Value};

/// Prints the schema of a file, or without one an object with all schemas.
pub(super) fn run(file: Option<SchemaFile>, terminal: &Terminal) -> Result<Outcome, Failure> {
    let value = match file {
        Some(file) => schema(kind(file)),
        None => {
            Value::Object(SchemaKind::ALL.into_iter().map(|(name, kind)| (name.to_owned(), schema(kind))).collect::<Map<_, _>>())
        }
    };
    terminal.print_output(&format!("{value:#}\n"))?;
    Ok(Outcome::Done)
}

const fn kind(file: SchemaFile) -> SchemaKind {
    match file {
        SchemaFile::Book => SchemaKind::Book,
        SchemaFile::People => SchemaKind::People,
        SchemaFile::Sponsors => SchemaKind::Sponsors,
        SchemaFile::Tome => SchemaKind::Tome,
        SchemaFile::Header => SchemaKind::Header,
        SchemaFile::SharedPage => SchemaKind::SharedPage,
    }
}
