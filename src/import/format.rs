//! The formats of files that are imported.

/// The format of a file that is imported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Plain text, in which each line is a paragraph.
    Text,
    /// A web page.
    Html,
    /// Markdown.
    Markdown,
    /// A document of Word, or of what writes the same format.
    Docx,
    /// An OpenDocument text, zipped or flat.
    Odt,
}

impl Format {
    /// The format for a text file's extension: plain text for an unknown one.
    pub(super) fn of_path(path: &str) -> Self {
        match path.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase()).as_deref() {
            Some("html" | "htm" | "xhtml") => Self::Html,
            Some("md" | "markdown") => Self::Markdown,
            Some(_) | None => Self::Text,
        }
    }

    /// Whether a file of this format is text.
    #[must_use]
    pub const fn is_text(self) -> bool {
        match self {
            Self::Text | Self::Html | Self::Markdown => true,
            Self::Docx | Self::Odt => false,
        }
    }
}
