//! JSON Schemas of the YAML files, made from the tables of `format`. With them, a text editor completes and explains keys.
//!
//! They are committed under src/manifest/schema/, and a test compares them. They do not replace `check`, which is
//! stricter.

use super::{
    format,
    shape::{ScalarType, Shape, Table},
};
use serde_json::{Map, Value, json};

/// The files that have a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names of the files say it")]
pub enum SchemaKind {
    Book,
    People,
    Sponsors,
    Tome,
    Header,
    SharedPage,
}

impl SchemaKind {
    /// All kinds, with their names, which are also the names of the committed files.
    pub const ALL: [(&'static str, Self); 6] = [
        ("book", Self::Book),
        ("people", Self::People),
        ("sponsors", Self::Sponsors),
        ("tome", Self::Tome),
        ("header", Self::Header),
        ("shared-page", Self::SharedPage),
    ];
}

/// The JSON Schema (draft 2020-12) of one kind of file.
#[must_use]
pub fn schema(kind: SchemaKind) -> Value {
    let (title, body) = match kind {
        SchemaKind::Book => ("book.yaml", table(&format::BOOK)),
        SchemaKind::People => ("people.yaml", of(&format::PEOPLE)),
        SchemaKind::Sponsors => ("sponsors.yaml", table(&format::SPONSORS)),
        SchemaKind::Tome => ("tome.yaml", table(&format::TOME)),
        SchemaKind::Header => ("Header of a contribution", table(&format::CONTRIBUTION)),
        SchemaKind::SharedPage => ("Header of a shared page", table(&format::SHARED_PAGE)),
    };
    let mut whole = Map::new();
    whole.insert("$schema".to_owned(), json!("https://json-schema.org/draft/2020-12/schema"));
    whole.insert("title".to_owned(), json!(title));
    if let Value::Object(body) = body {
        whole.extend(body);
    }
    Value::Object(whole)
}

fn table(table: &Table) -> Value {
    let mut properties = Map::new();
    for key in table.keys {
        let mut value = of(&key.shape);
        if let Value::Object(value) = &mut value {
            value.insert("description".to_owned(), json!(key.doc));
        }
        properties.insert(key.name.to_owned(), value);
    }
    let required: Vec<&str> = table.keys.iter().filter(|key| key.required).map(|key| key.name).collect();
    json!({
        "description": table.doc,
        "type": "object",
        "additionalProperties": false,
        "required": required,
        "properties": properties,
    })
}

fn of(shape: &Shape) -> Value {
    match shape {
        Shape::Scalar(scalar_type) => scalar(*scalar_type),
        Shape::List(item) => json!({ "type": "array", "items": of(item) }),
        Shape::Mapping(keys) => table(keys),
        Shape::Registry(value) => json!({
            "type": "object",
            "propertyNames": { "pattern": SLUG },
            "additionalProperties": of(value),
        }),
        Shape::Either(scalar_type, keys) => json!({ "anyOf": [scalar(*scalar_type), table(keys)] }),
    }
}

/// Loose: letters of any script, which a regular expression of JSON Schema names only where it knows Unicode.
const SLUG: &str = "^[^\\sA-Z-]+(-[^\\sA-Z-]+)*$";

/// A YAML editor takes `2016` for a number and `no` for a boolean where we read text, so text may have these types too.
fn scalar(scalar: ScalarType) -> Value {
    match scalar {
        ScalarType::Rich | ScalarType::Blocks | ScalarType::Plain | ScalarType::Subject => {
            json!({ "type": ["string", "number", "boolean"] })
        }
        ScalarType::Slug | ScalarType::Person => json!({ "type": ["string", "number"], "pattern": SLUG }),
        ScalarType::Language => json!({ "type": "string", "pattern": "^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$" }),
        ScalarType::Date => json!({ "type": ["string", "integer"], "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$" }),
        ScalarType::Isbn => json!({ "type": ["string", "integer"], "pattern": "^97[89][0-9 -]{10,}$" }),
        ScalarType::Url => json!({ "type": "string", "format": "uri", "pattern": "^https?://" }),
        ScalarType::Email => json!({ "type": "string", "format": "email" }),
        ScalarType::Path | ScalarType::TextFile => json!({ "type": "string", "pattern": "^[^/\\\\:][^\\\\:]*$" }),
        ScalarType::Number(most) => json!({ "type": "integer", "minimum": 1, "maximum": most }),
        ScalarType::Decimal(least, most) => json!({ "type": "number", "minimum": least, "maximum": most }),
        ScalarType::PageFormat => json!({ "type": "string", "pattern": "^([aA][45]|[0-9.]+ *[x×] *[0-9.]+)$" }),
        ScalarType::OneOf(choices) => json!({ "enum": choices() }),
    }
}
