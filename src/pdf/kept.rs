//! Pages of an earlier build: the content of a page that shows the same is neither drawn nor packed again.
//!
//! What a page's content comes from: its shapes (for which their origin speaks, where they have one), how they are grouped into marked content, which glyph has which number in the
//! file, and how its resources are called. The first two are its key. The numbers are kept with the content and compared, because
//! the library gives them as glyphs come. The names are settled before anything is drawn (`draw::Drawing::introduce`), alike for
//! a page that is drawn and for one that is not, and compared when the file is packed (`shown`). Marks, links and places are not
//! content: they are told to the library for every page.

use super::pictures::{Picture, Pictures};
use crate::{
    book::{AssetId, Book},
    fonts::{FaceId, FontSet},
    layout::frame::{Content, FrameItem, Page, Shape},
    memo::{Key, KeyHasher, Memo},
    typeset::mark::MarkId,
};
use krilla::{geom, image::Image};
use serde::{Deserialize, Serialize};
use std::hash::{Hash, Hasher};

/// Items of one mark, or of one kind of furniture, that follow each other.
#[derive(Clone, Copy)]
pub(super) struct Group<'a> {
    pub(super) items: &'a [FrameItem],
    /// The mark; none for furniture.
    pub(super) mark: Option<MarkId>,
}

impl Group<'_> {
    /// Whether it leaves nothing on the page.
    pub(super) fn is_unseen(&self) -> bool {
        self.items.iter().all(|item| matches!(item.shape, Shape::Link(_)))
    }
}

/// What the drawing of a page leaves for the next build.
#[derive(Serialize, Deserialize)]
pub(super) struct Drawn<'a> {
    /// The glyphs shown, each once for what it stands for.
    #[serde(borrow)]
    pub(super) glyphs: Vec<Seen<'a>>,
    /// Of each mark drawn, in order: in how many marked contents.
    pub(super) contents: Vec<u32>,
}

/// A glyph that a page shows.
#[derive(Clone, Copy, Serialize, Deserialize)]
pub(super) struct Seen<'a> {
    pub(super) face: FaceId,
    pub(super) glyph: u16,
    /// The characters that it stands for.
    pub(super) text: &'a str,
    /// Its number in the file.
    pub(super) number: u16,
    /// Whether the file says of this glyph that it stands for other characters, so that it has a replacement text here.
    pub(super) is_replaced: bool,
}

/// A page as it is kept.
#[derive(Serialize, Deserialize)]
pub(super) struct Kept<'a> {
    #[serde(borrow)]
    pub(super) drawn: Drawn<'a>,
    pub(super) packed: Packed<'a>,
}

/// The content of a page as it stands in the file.
#[derive(Clone, Copy, Serialize, Deserialize)]
pub(super) struct Packed<'a> {
    /// The resources that it names.
    pub(super) resources: &'a str,
    /// In the zlib format.
    pub(super) content: &'a [u8],
}

/// The pages of an earlier build, and those of this one for the next.
pub(super) struct Memory<'a> {
    memo: &'a Memo,
    /// What all pages have in common.
    common: KeyHasher,
}

impl<'a> Memory<'a> {
    pub(super) fn new(fonts: &FontSet, memo: &'a Memo) -> Self {
        Self { memo, common: KeyHasher::default().with("the content of a page").with(fonts) }
    }

    /// The key of a page, given where its links are underlined and whether a space is added to each run of its text.
    pub(super) fn key(
        &self,
        page: &Page,
        groups: &[Group<'_>],
        underlined: &[geom::Rect],
        spaced: &[bool],
        pictures: (&Book, &Pictures),
    ) -> Key {
        let edges = |rect: &geom::Rect| [rect.left(), rect.top(), rect.right(), rect.bottom()].map(f32::to_bits);
        let underlined: Vec<_> = underlined.iter().map(edges).collect();
        let looks = Looks { groups, pictures, has_origin: page.origin.is_some() };
        self.common.clone().with(&(page.origin, page.folio, page.size, underlined, spaced, looks)).key()
    }

    /// The page of a key, when an earlier build left it.
    pub(super) fn recall(&self, key: &Key) -> Option<Kept<'a>> {
        postcard::from_bytes(self.memo.get(key)?).ok()
    }
}

/// Keeps a page for the next build.
pub(super) fn keep(memo: &Memo, key: Key, drawn: &[u8], packed: Packed<'_>) {
    // One after the other, as the two parts of `Kept`. Memory takes any bytes.
    if let Ok(bytes) = postcard::to_extend(&packed, drawn.to_vec()) {
        memo.insert(key, bytes);
    }
}

/// What is seen of a page.
struct Looks<'a> {
    groups: &'a [Group<'a>],
    pictures: (&'a Book, &'a Pictures),
    /// Whether the page has an origin, which with its folio tells the shapes of its items.
    has_origin: bool,
}

impl Hash for Looks<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let mut met = Vec::new();
        for group in self.groups.iter().filter(|group| !group.is_unseen()) {
            let furniture = match group.items[0].content {
                Content::Artifact(kind) => Some(kind),
                Content::Marked(_) => None,
            };
            (group.mark.is_some(), furniture, group.items.len()).hash(state);
            for item in group.items {
                if !self.has_origin {
                    std::mem::discriminant(&item.shape).hash(state);
                }
                match &item.shape {
                    Shape::Glyphs(run) if !self.has_origin => run.hash(state),
                    Shape::Rule { rect, color } if !self.has_origin => (rect, color).hash(state),
                    Shape::Path(path) if !self.has_origin => path.hash(state),
                    Shape::Glyphs(_) | Shape::Rule { .. } | Shape::Path(_) => {}
                    Shape::Image { asset, rect } => {
                        rect.hash(state);
                        self.picture(*asset, &mut met, state);
                    }
                    // It draws nothing; its line is drawn with those of the whole link.
                    Shape::Link(_) => {}
                }
            }
        }
    }
}

impl<'a> Looks<'a> {
    /// What the content says of a picture: of pixels, which of those before it on the page they are; of a drawing, its size.
    fn picture<H: Hasher>(&self, id: AssetId, met: &mut Vec<&'a Image>, state: &mut H) {
        let (book, pictures) = self.pictures;
        match pictures.get(&id) {
            None => 0_u8.hash(state),
            Some(Picture::Raster(image)) => {
                let known = met.iter().position(|other| *other == image);
                if known.is_none() {
                    met.push(image);
                }
                (1_u8, known).hash(state);
            }
            Some(Picture::Vector(_)) => (2_u8, book.asset(id).bytes.read()).hash(state),
        }
    }
}
