//! `make-book schema`: JSON Schemas, so that a text editor completes and explains the keys of our YAML files.

use super::{Failure, Status, arguments::SchemaFile, terminal::Terminal};
use crate::manifest::{SchemaKind, schema};
use serde_json::{Map, Value};

/// Prints the schema of a file, or an object with the schema of each.
pub(super) fn run(file: Option<SchemaFile>, terminal: &Terminal) -> Result<Status, Failure> {
    let value = match file {
        Some(file) => schema(kind(file)),
        None => {
            Value::Object(SchemaKind::ALL.into_iter().map(|(name, kind)| (name.to_owned(), schema(kind))).collect::<Map<_, _>>())
        }
    };
    terminal.product(&format!("{value:#}\n"))?;
    Ok(Status::Done)
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
