//! Shapes: descriptions of values as data, and how a value of a shape is written. The tables of all files are in `format`.
//!
//! `check` compares a tree with them, `schema` makes JSON Schemas of them.

/// The keys that a mapping may have.
#[derive(Debug)]
pub(super) struct Table {
    /// The description in the JSON Schema.
    pub(super) doc: &'static str,
    pub(super) keys: &'static [Key],
}

/// A key of a mapping.
#[derive(Debug)]
pub(super) struct Key {
    pub(super) name: &'static str,
    pub(super) required: bool,
    pub(super) shape: Shape,
    /// The description in the JSON Schema.
    pub(super) doc: &'static str,
}

/// The shape of a value.
#[derive(Debug)]
pub(super) enum Shape {
    /// A scalar.
    Scalar(ScalarType),
    /// A list of values of one shape.
    List(&'static Shape),
    /// A mapping with known keys.
    Mapping(&'static Table),
    /// A mapping from identifiers to values of one shape.
    Registry(&'static Shape),
    /// A scalar, or a mapping.
    Either(ScalarType, &'static Table),
}

/// The type of a scalar.
#[derive(Clone, Copy, Debug)]
pub(super) enum ScalarType {
    /// Markdown inlines.
    Rich,
    /// Markdown blocks.
    Blocks,
    /// Plain text.
    Plain,
    /// Words, or a code of a scheme of subjects and words.
    Subject,
    /// Lower-case letters, digits, single hyphens.
    Slug,
    /// The identifier of a person. Who reads it reports what is none, because they know who is meant.
    Person,
    /// A BCP 47 tag.
    Language,
    /// A year, a month or a day.
    Date,
    /// An ISBN-13.
    Isbn,
    /// An HTTP URL.
    Url,
    /// An e-mail address.
    Email,
    /// A path with `/`, inside the project.
    Path,
    /// The file of a text, in the folder of its volume or in book/.
    TextFile,
    /// An integer from 1 to this.
    Number(u32),
    /// A decimal number between these, in points, millimetres or another unit.
    Decimal(u32, u32),
    /// `a4`, `a5`, or width and height as `WxH`.
    PageFormat,
    /// One of these words.
    OneOf(fn() -> Vec<&'static str>),
}

impl Key {
    /// A required key.
    pub(super) const fn required(name: &'static str, shape: Shape, doc: &'static str) -> Self {
        Self { name, required: true, shape, doc }
    }

    /// An optional key.
    pub(super) const fn optional(name: &'static str, shape: Shape, doc: &'static str) -> Self {
        Self { name, required: false, shape, doc }
    }
}

impl Shape {
    /// The shape of the value of `key`, or of each item of a list.
    pub(super) fn of_key(&self, key: &str) -> Option<&'static Self> {
        match self {
            Self::Scalar(_) => None,
            Self::List(value) | Self::Registry(value) => Some(value),
            Self::Mapping(table) | Self::Either(_, table) => {
                table.keys.iter().find(|known| known.name == key).map(|known| &known.shape)
            }
        }
    }

    /// A value of this shape as it would be written in one line, with an ellipsis for each text. Of a mapping it has the keys that
    /// are required, or all when none is.
    pub(super) fn example(&self) -> String {
        match self {
            Self::Scalar(scalar) | Self::Either(scalar, _) => scalar.example().to_owned(),
            Self::List(item) => format!("[{0}, {0}]", item.example()),
            Self::Mapping(table) => table.example(),
            Self::Registry(value) => format!("{{ …: {} }}", value.example()),
        }
    }
}

impl Shape {
    /// The table of a mapping, of the items of a list or of the entries of a registry.
    pub(super) const fn table(&self) -> Option<&'static Table> {
        match self {
            Self::Scalar(_) => None,
            Self::List(inner) | Self::Registry(inner) => match inner {
                Self::Mapping(table) | Self::Either(_, table) => Some(table),
                Self::Scalar(_) | Self::List(_) | Self::Registry(_) => None,
            },
            Self::Mapping(table) | Self::Either(_, table) => Some(table),
        }
    }

    /// The same as [`Self::example`], with the key `inner` among those shown.
    pub(super) fn example_with(&self, inner: &str) -> String {
        let Some(table) = self.table() else { return self.example() };
        let shown = table.keys.iter().filter(|key| key.required || key.name == inner);
        let keys: Vec<_> = shown.map(|key| format!("{}: {}", key.name, key.shape.example())).collect();
        let example = format!("{{ {} }}", keys.join(", "));
        if matches!(self, Self::List(_)) { format!("[{example}]") } else { example }
    }
}

impl Table {
    fn example(&self) -> String {
        let all = !self.keys.iter().any(|key| key.required);
        // A picture without its description is refused: the key is shown although a logo can do without.
        let shown = self.keys.iter().filter(|key| all || key.required || key.name == "alt");
        let keys: Vec<_> = shown.map(|key| format!("{}: {}", key.name, key.shape.example())).collect();
        format!("{{ {} }}", keys.join(", "))
    }
}

impl ScalarType {
    const fn example(self) -> &'static str {
        match self {
            Self::Path => "images/x.jpg",
            Self::TextFile => "01-texte.md",
            Self::Isbn => "978-2-…",
            Self::Url => "https://…",
            Self::Date => "2026-11-28",
            Self::Rich
            | Self::Blocks
            | Self::Plain
            | Self::Subject
            | Self::Slug
            | Self::Person
            | Self::Language
            | Self::Email
            | Self::Number(_)
            | Self::Decimal(..)
            | Self::PageFormat
            | Self::OneOf(_) => "…",
        }
    }
}
