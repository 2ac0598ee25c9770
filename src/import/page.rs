//! What comes out of an import: the page with its title, author, text, pictures and sponsors.

use super::{
    about::AboutAuthor,
    escape::escape_signs,
    fold::{fold, is_same_byline},
    tree::Picture,
    write::{EMPHASIS_LOST, PICTURE, REMARK, without_note_calls, without_remarks},
};
use crate::{
    diagnostic::{Code, Diagnostic},
    source::Span,
};
use std::{
    collections::{BTreeSet, HashMap},
    ops::Range,
};

/// An imported page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// Title, as Markdown.
    pub title: Option<String>,
    /// The line of the text that was taken as its title, as Markdown; none when the title was declared.
    pub title_block: Option<String>,
    /// Subtitle, as Markdown.
    pub subtitle: Option<String>,
    /// Its language as a BCP 47 tag, when it says one that is not the book's.
    pub language: Option<String>,
    /// Name of the author.
    pub author: Option<String>,
    /// The line of the text that named the author, as Markdown, if it was taken off the text.
    pub byline: Option<String>,
    /// Whether the text says that it prefaces the book.
    pub preface: bool,
    /// Whether it is a dialogue of voices that are named, of which one asks.
    pub interview: bool,
    /// URL where it was published.
    pub address: Option<String>,
    /// What else it says of itself that the header of a text has (`date`, `summary`…): keys and values, as plain text.
    pub facts: Vec<(&'static str, String)>,
    /// Body, as Markdown; ends with a line end unless it is empty.
    pub body: String,
    /// What its end says of the author, taken off the body.
    pub about: Option<AboutAuthor>,
    /// Sponsors that the page names, in the order of the page.
    pub sponsors: Vec<FoundSponsor>,
    /// The pictures that the body names; empty until [`Page::name_pictures`].
    pub pictures: Vec<PagePicture>,
    /// What an editor must know of places in the body; empty until [`Page::name_pictures`].
    pub remarks: Vec<Remark>,
    /// What waits for names and places.
    pub(super) unsettled: Unsettled,
}

/// A picture of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PagePicture {
    /// Its path from the text's folder, as the body names it.
    pub path: String,
    /// The file.
    pub bytes: Vec<u8>,
}

/// Names of pictures that a tome has already, as bodies write them.
#[derive(Clone, Debug, Default)]
pub struct PictureNames {
    /// Of the text's own pictures, by their bytes.
    pub known: HashMap<Vec<u8>, String>,
    /// Of other files.
    pub taken: BTreeSet<String>,
}

/// Something to know of a place in the body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// What; its span is the whole document.
    pub diagnostic: Diagnostic,
    /// Bytes of the body, from the beginning of the paragraph that it is about to the end of its line; none when it is not in the body.
    pub place: Option<Range<usize>>,
}

/// Pictures and remarks that the body names by their index.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Unsettled {
    pub(super) pictures: Vec<Picture>,
    pub(super) remarks: Vec<Diagnostic>,
}

impl Page {
    /// The title as Markdown, without the marks of remarks.
    #[must_use]
    pub fn bare_title(&self) -> String {
        without_note_calls(&without_remarks(self.title.as_deref().unwrap_or_default()))
    }

    /// Gives the page this author. A line of the text that named another one goes back to the beginning of the body.
    pub fn set_author(&mut self, name: &str) {
        let differs = self.author.as_deref().is_some_and(|author| !is_same_byline(author, name));
        if let Some(line) = self.byline.take().filter(|_| differs) {
            self.body.insert_str(0, &format!("{line}\n\n"));
        }
        self.author = Some(name.to_owned());
    }

    /// Gives the page this title, which is plain text. A line of the text that was taken as its title, and is another one, goes back to
    /// the beginning of the body.
    pub fn set_title(&mut self, title: &str) {
        if let Some(block) = self.title_block.take().filter(|block| fold(&block.replace('\\', "")) != fold(title)) {
            self.body.insert_str(0, &format!("{block}\n\n"));
        }
        self.title = Some(escape_signs(title.trim()));
    }

    /// Puts the biography, the portrait or both, which were taken off the end, back into the body; before [`Page::name_pictures`].
    pub fn put_back_about(&mut self, biography: bool, portrait: bool) {
        self.about = self.about.take().and_then(|about| about.put_back(biography, portrait, &mut self.body));
    }

    /// Gives the pictures their names, `images/STEM-N.EXTENSION` in the order of the text, as far as `names` leaves them free, and the
    /// remarks their places. `whole` is the document.
    pub fn name_pictures(&mut self, stem: &str, names_of: &PictureNames, whole: Span) {
        let Unsettled { pictures, remarks } = std::mem::take(&mut self.unsettled);
        let names = vec![None; pictures.len()];
        let mut settling = Settling {
            stem,
            names_of,
            number: 0,
            pictures,
            names,
            named: Vec::new(),
            remarks: remarks.into_iter().map(Some).collect(),
            whole,
            found: Vec::new(),
        };
        let body = std::mem::take(&mut self.body);
        self.body = settling.text(&body);
        let mut found = std::mem::take(&mut settling.found);
        for title in [self.title.as_mut(), self.subtitle.as_mut(), self.title_block.as_mut()].into_iter().flatten() {
            *title = settling.text(title);
        }
        // Remarks of a title, and of what is not part of the text, are about the whole document.
        found.extend(settling.found.drain(..).map(|remark| Remark { place: None, ..remark }));
        found.extend(settling.remarks.into_iter().flatten().map(|diagnostic| Remark { diagnostic, place: None }));
        self.remarks = found;
        let mut files: Vec<Option<Vec<u8>>> = settling.pictures.into_iter().map(|picture| Some(picture.bytes)).collect();
        for (index, path) in settling.named.iter().filter_map(|index| Some((*index, settling.names[*index].take()?))) {
            if let Some(bytes) = files.get_mut(index).and_then(Option::take) {
                self.pictures.push(PagePicture { path, bytes });
            }
        }
    }
}

/// Whether a text between the signs of a remark or a picture can be its index, or the words of lost emphasis.
fn is_index(text: &str) -> bool {
    text.len() <= 9 || text.starts_with(EMPHASIS_LOST)
}

/// Where the next sign of a remark or a picture stands. In UTF-8 these noncharacters begin with EF, as few others do.
fn next_mark(text: &str) -> Option<usize> {
    let signs = [REMARK[0], PICTURE[0], REMARK[1], PICTURE[1]];
    memchr::memchr_iter(0xef, text.as_bytes()).find(|at| text[*at..].starts_with(signs))
}

/// The work of [`Page::name_pictures`].
struct Settling<'a> {
    stem: &'a str,
    names_of: &'a PictureNames,
    /// The number in the last name.
    number: usize,
    pictures: Vec<Picture>,
    /// The name of each picture that has one.
    names: Vec<Option<String>>,
    /// Which pictures have names, in order.
    named: Vec<usize>,
    /// Each until it is found.
    remarks: Vec<Option<Diagnostic>>,
    whole: Span,
    found: Vec<Remark>,
}

impl Settling<'_> {
    /// A text with names for pictures, and without the signs of remarks.
    fn text(&mut self, text: &str) -> String {
        let mut settled = String::with_capacity(text.len());
        let mut rest = text;
        let first = self.found.len();
        while let Some(at) = next_mark(rest) {
            settled.push_str(&rest[..at]);
            let sign = rest[at..].chars().next().unwrap_or_default();
            rest = &rest[at + sign.len_utf8()..];
            let end = if sign == REMARK[0] { REMARK[1] } else { PICTURE[1] };
            let Some((index, after)) = rest.split_once(end).filter(|(index, _)| sign != end && is_index(index)) else {
                continue;
            };
            match index.parse::<usize>() {
                Ok(index) if sign == PICTURE[0] => {
                    settled.push_str(&self.name(index));
                }
                Ok(index) => {
                    let place = Some(settled.len()..settled.len());
                    let remark = self.remarks.get_mut(index).and_then(Option::take);
                    self.found.extend(remark.map(|diagnostic| Remark { diagnostic, place }));
                }
                Err(_) if index.starts_with(EMPHASIS_LOST) => {
                    let place = Some(settled.len()..settled.len());
                    let words = index.trim_start_matches(EMPHASIS_LOST).trim();
                    let diagnostic = Diagnostic::new(Code::ImportEmphasisLost, self.whole).with("words", words);
                    self.found.push(Remark { diagnostic, place });
                }
                Err(_) => continue,
            }
            rest = after;
        }
        settled.push_str(rest);
        for remark in &mut self.found[first..] {
            if let Some(place) = &mut remark.place {
                place.end = settled[place.start..].find('\n').map_or(settled.len(), |length| place.start + length);
            }
        }
        settled
    }

    /// The name of a picture.
    fn name(&mut self, index: usize) -> String {
        let Some(picture) = self.pictures.get(index) else { return String::new() };
        if let Some(Some(name)) = self.names.get(index) {
            return name.clone();
        }
        self.named.push(index);
        let name = self.names_of.known.get(picture.bytes.as_slice()).cloned().unwrap_or_else(|| {
            loop {
                self.number += 1;
                let name = format!("images/{}-{}.{}", self.stem, self.number, picture.extension);
                if !self.names_of.taken.contains(&name) {
                    return name;
                }
            }
        });
        self.names[index] = Some(name.clone());
        name
    }
}

/// A sponsor that a page names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundSponsor {
    /// Name, as in the registry if the sponsor is known.
    pub name: String,
    /// Id of its tier on the page: `gold` or `sponsor`.
    pub tier: &'static str,
    /// Tag line, as Markdown.
    pub tagline: Option<String>,
    /// Whether it is in the registry.
    pub known: bool,
}
