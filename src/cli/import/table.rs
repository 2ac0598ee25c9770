//! The table at the end of an import of several files: what became of each.

use super::people::People;
use crate::{
    cli::{outcome::Failure, terminal::Terminal},
    diagnostic::{Code, Diagnostics},
    import::{Page, Post},
};
use console::{measure_text_width, truncate_str};

/// Widest cell of the table, in columns.
const WIDEST: usize = 40;

/// What became of a file.
pub(super) struct Row {
    name: String,
    /// The path of its text; none when it was not imported.
    pub(super) text: Option<String>,
    author: Option<String>,
    is_new_author: bool,
    /// Whether it was read, so that who signs it is known or missing.
    is_read: bool,
    words: usize,
    notes: usize,
    pictures: usize,
    /// How much of it was not placed.
    left_out: usize,
}

impl Row {
    /// Of a file that was not imported.
    pub(super) fn failed(name: &str) -> Self {
        let name = name.to_owned();
        Self {
            name,
            text: None,
            author: None,
            is_new_author: false,
            is_read: false,
            words: 0,
            notes: 0,
            pictures: 0,
            left_out: 0,
        }
    }

    /// Of a page.
    pub(super) fn of(name: &str, page: &Page, people: &People) -> Self {
        let author = page.author.clone();
        Self {
            is_new_author: author
                .as_ref()
                .is_some_and(|author| people.of_byline(author).iter().any(|name| !people.has_name(name))),
            author,
            is_read: !page.body.is_empty(),
            ..Self::failed(name)
        }
    }

    /// Makes it the row of a file that was not imported.
    pub(super) fn fail(&mut self) {
        *self = Self::failed(&self.name);
    }

    /// Counts what a page holds, and what was not placed of its document.
    pub(super) fn count(&mut self, page: &Page, sink: &Diagnostics) {
        self.words =
            page.body.split_whitespace().filter(|word| word.contains(char::is_alphanumeric) && !word.starts_with("[^")).count();
        self.notes = page.body.lines().filter(|line| line.starts_with("[^") && line.contains("]:")).count();
        self.pictures = page.body.matches("![").count();
        let lost = |code| {
            matches!(
                code,
                Code::ImportLineLeftOut
                    | Code::ImportLetterPartLeftOut
                    | Code::ImportElementLost
                    | Code::ImportPictureLeftOut
                    | Code::ImportHiddenText
                    | Code::ImportPictureLost
                    | Code::ImportFormula
                    | Code::ImportLinkLost
                    | Code::EntryNotPlaced
                    | Code::ImportEmphasisLost
            )
        };
        self.left_out = sink.iter().filter(|found| lost(found.code)).count();
    }
}

/// Prints the table; for programs, an object for each file.
pub(super) fn print(rows: &[Row], terminal: &Terminal) -> Result<(), Failure> {
    if terminal.writes_json() {
        let objects: Vec<_> = rows
            .iter()
            .map(|row| {
                serde_json::json!({
                    "file": row.name, "text": row.text, "author": row.author, "newAuthor": row.is_new_author,
                    "words": row.words, "notes": row.notes, "pictures": row.pictures, "notPlaced": row.left_out,
                })
            })
            .collect();
        return terminal.print_output(&format!("{}\n", serde_json::json!({ "table": objects })));
    }
    let say = |id: &str| terminal.say(id, &[]);
    let heads =
        ["file", "text", "author", "words", "notes", "pictures", "left-out"].map(|head| say(&format!("import-table-{head}")));
    let mut lines = vec![heads.to_vec()];
    for row in rows {
        let text = row.text.as_deref().map_or_else(|| say("import-table-failed"), |path| path.to_owned());
        let author = match &row.author {
            None if row.is_read => say("import-table-nobody"),
            None => String::new(),
            Some(author) if row.is_new_author => format!("{author} {}", say("import-table-new")),
            Some(author) => author.clone(),
        };
        let number = |number: usize| if row.text.is_some() { number.to_string() } else { String::new() };
        let name = row.name.rsplit(['/', '\\']).next().unwrap_or(&row.name).to_owned();
        lines.push(vec![name, text, author, number(row.words), number(row.notes), number(row.pictures), number(row.left_out)]);
    }
    terminal.print_output(&aligned(&lines, 3))
}

/// Prints the posts of a blog, to choose from.
pub(super) fn print_posts(posts: &[Post], terminal: &Terminal) -> Result<(), Failure> {
    if terminal.writes_json() {
        let objects: Vec<_> = posts
            .iter()
            .map(|post| {
                serde_json::json!({
                    "post": post.number, "date": post.date, "author": post.author, "title": post.title, "words": post.words,
                })
            })
            .collect();
        return terminal.print_output(&format!("{}\n", serde_json::json!({ "posts": objects })));
    }
    let cells = |post: &Post| {
        vec![post.number.clone(), post.date.clone(), post.author.clone(), post.title.clone(), post.words.to_string()]
    };
    terminal.print_output(&aligned(&posts.iter().map(cells).collect::<Vec<_>>(), 4))
}

/// Lines of cells in columns; those from `numbers` on are aligned at the right.
fn aligned(lines: &[Vec<String>], numbers: usize) -> String {
    let columns = lines.iter().map(Vec::len).max().unwrap_or(0);
    let cell = |text: &str| truncate_str(&text.replace(['\n', '\r', '\t'], " "), WIDEST, "…").into_owned();
    let width = |column: usize| {
        lines.iter().filter_map(|line| line.get(column)).map(|text| measure_text_width(&cell(text))).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let mut shown = String::new();
    for line in lines {
        let mut written = String::new();
        for (column, text) in line.iter().enumerate() {
            let text = cell(text);
            let gap = " ".repeat(widths[column] - measure_text_width(&text));
            if column > 0 {
                written.push_str("  ");
            }
            written.push_str(&if column >= numbers { format!("{gap}{text}") } else { format!("{text}{gap}") });
        }
        shown.push_str(written.trim_end());
        shown.push('\n');
    }
    shown
}
