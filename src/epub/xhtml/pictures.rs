//! Pictures → XHTML: address, size and alternative text.
//!
//! Sizes that go with the text are widths in em, written at each picture: reading systems set the greatest height of every picture
//! themselves, and heed no rule of ours about it. No picture has `width` and `height`: MuPDF 1.28 and Okular 22.12 take them
//! literally, whatever the style sheet says, and cut off what is wider than the page.

use super::writer::Writer;
use crate::book::{Alt, Picture};

/// Drawings of fewer CSS pixels across keep their size.
const SMALL_DRAWING: u32 = 320;

impl Writer<'_> {
    /// Writes a picture in its own size, or as wide as there is room.
    pub(super) fn image(&mut self, picture: &Picture, class: &str) {
        self.image_of_width(picture, class, None, None);
    }

    /// Writes a picture inside a link; `name` says where the link leads if the picture has no alternative text.
    pub(super) fn image_in_link(&mut self, picture: &Picture, class: &str, name: Option<&str>) {
        self.image_of_width(picture, class, name, None);
    }

    /// Writes a picture that stands among words, no higher than they.
    pub(super) fn picture_in_line(&mut self, picture: &Picture) {
        let (across, _) = self.context.book.asset(picture.asset).size;
        let width = (1.2 * self.ratio(picture)).min(f64::from(across) / 16.0);
        self.image_of_width(picture, "inline", None, Some(width));
    }

    /// Writes a portrait: all of them are of like size, whatever the camera.
    pub(super) fn portrait(&mut self, picture: &Picture) {
        let width = (12.0 * self.ratio(picture)).min(9.0);
        self.image_of_width(picture, "portrait-picture", None, Some(width));
    }

    /// Writes a logo of the same area as all others of its tier, so that a wide one does not outweigh a square one. Inside a link
    /// `name` says where the link leads, in place of the alternative text.
    pub(super) fn logo(&mut self, picture: &Picture, large: bool) {
        let ratio = self.ratio(picture);
        let side = if large { 8.0 } else { 5.0 };
        // A very high one is no higher than one and a half sides of the square.
        let width = (side * ratio.sqrt()).min(side * 1.5 * ratio);
        self.image_of_width(picture, "logo", None, Some(width));
    }

    /// Width to height.
    fn ratio(&self, picture: &Picture) -> f64 {
        let (across, down) = self.context.book.asset(picture.asset).size;
        f64::from(across.max(1)) / f64::from(down.max(1))
    }

    fn image_of_width(&mut self, picture: &Picture, class: &str, name: Option<&str>, em: Option<f64>) {
        self.document.pictures.insert(picture.asset);
        let href = self.context.pictures.name(picture.asset);
        // A drawing made for white paper keeps a white ground in night mode: black lines on black cannot be seen.
        let on_paper = self.context.book.asset(picture.asset).stored.transparent;
        let class = if on_paper { format!("{class} on-paper") } else { class.to_owned() };
        self.out.open("img").attr("class", &class).attr("src", href);
        // A small drawing may have no size of its own, and would fill the page.
        let small = self.context.pictures.drawing_width(picture.asset).filter(|&width| width < SMALL_DRAWING);
        if let Some(em) = em.or(small.map(|width| f64::from(width) / 16.0)) {
            self.out.attr("style", &format!("width: {em:.2}em"));
        }
        let words = name.or(match &picture.alt {
            Alt::Text(alt) => Some(alt.as_str()),
            Alt::Decorative => None,
        });
        match words {
            Some(words) => {
                self.document.shows = true;
                self.out.attr("alt", words)
            }
            None => self.out.attr("alt", "").attr("role", "presentation"),
        };
        self.out.close();
    }
}
