//! Pictures as the EPUB holds them: their names, their bytes, their sizes.
//!
//! What is done to the bytes is in `fit`. It knows neither where a picture stands nor what it shows.

mod fidelity;
mod fit;

use super::places;
use crate::{
    book::{Asset, AssetId, Book, Slug},
    diagnostic::{Code, Diagnostic, Diagnostics},
    memo::Memo,
    source::Part,
};
pub use fit::HEAVY;
use fit::{EpubImageFormat, Fitted};
use rayon::prelude::*;
use std::collections::BTreeSet;

/// Longest side of a picture in pixels: two screens' width, beyond which readers only pay for the download.
const LONGEST: u32 = 2_000;
/// Longest side of the cover: the size that stores ask for and show enlarged.
const LONGEST_COVER: u32 = 2_560;

/// The cover of the EPUB.
#[derive(Clone, Debug)]
pub struct Cover {
    /// The picture; its alternative text is the volume's (`Tome::cover`).
    pub picture: Asset,
}

/// The pictures of the book and its cover, ready to be packed.
pub(super) struct Pictures {
    /// By [`AssetId`]; none for the file that is the cover, which is in the EPUB once.
    pictures: Vec<Option<Prepared>>,
    cover: Prepared,
}

struct Prepared {
    name: String,
    fitted: Fitted,
    report: Option<Diagnostic>,
}

impl Pictures {
    /// Makes every picture of the book fit, and names it after its path. What an earlier build has made is taken from the memo.
    pub(super) fn prepare(book: &Book, cover: &Cover, memo: Option<&Memo>) -> Self {
        let is_cover = |asset: &Asset| asset.path == cover.picture.path;
        let mut pictures: Vec<Option<Prepared>> =
            book.assets.par_iter().map(|asset| (!is_cover(asset)).then(|| prepared(asset, LONGEST, memo))).collect();
        name_all(book, &mut pictures);
        let mut cover = prepared(&cover.picture, LONGEST_COVER, memo);
        cover.name = format!("images/cover_.{}", cover.fitted.kind.extension());
        Self { pictures, cover }
    }

    /// Every picture as the editor gave it, under the name that it has in the EPUB; nothing is decoded, and there is no cover.
    pub(super) fn as_given(book: &Book) -> Self {
        let fitted =
            |asset: &Asset| Fitted { kind: EpubImageFormat::of(asset.format), size: asset.size, bytes: asset.bytes.clone() };
        let prepared = |asset: &Asset| Prepared { name: String::new(), fitted: fitted(asset), report: None };
        let nothing = Fitted { kind: EpubImageFormat::Png, size: (0, 0), bytes: Vec::new().into() };
        let mut pictures: Vec<_> = book.assets.iter().map(|asset| Some(prepared(asset))).collect();
        name_all(book, &mut pictures);
        Self { pictures, cover: Prepared { name: String::new(), fitted: nothing, report: None } }
    }

    /// The picture with this name.
    pub(super) fn find(&self, name: &str) -> Option<AssetId> {
        let named = |picture: &Option<Prepared>| picture.as_ref().is_some_and(|picture| picture.name == name);
        (0..).zip(&self.pictures).find(|(_, picture)| named(picture)).map(|(id, _)| AssetId(id))
    }

    fn get(&self, asset: AssetId) -> &Prepared {
        self.pictures.get(asset.0 as usize).and_then(Option::as_ref).unwrap_or(&self.cover)
    }

    /// The address of a picture.
    pub(super) fn name(&self, asset: AssetId) -> &str {
        &self.get(asset).name
    }

    /// The width in pixels of a drawing; none for pictures of pixels, which have it in themselves.
    pub(super) fn drawing_width(&self, asset: AssetId) -> Option<u32> {
        let fitted = &self.get(asset).fitted;
        (fitted.kind == EpubImageFormat::Svg).then_some(fitted.size.0)
    }

    /// Address and media type of the cover.
    pub(super) fn cover(&self) -> (&str, &'static str) {
        (&self.cover.name, self.cover.fitted.kind.media_type())
    }

    /// Addresses and media types of the files of `shown`; the cover's is not among them.
    pub(super) fn files(&self, shown: &BTreeSet<AssetId>) -> Vec<(&str, &'static str)> {
        self.shown(shown).map(|picture| (picture.name.as_str(), picture.fitted.kind.media_type())).collect()
    }

    /// The files to pack, the cover first. What could not be made fit is reported.
    pub(super) fn into_files(mut self, shown: &BTreeSet<AssetId>, sink: &mut Diagnostics) -> Vec<(String, Part)> {
        let pictures = std::mem::take(&mut self.pictures);
        let mut files = Vec::with_capacity(shown.len() + 1);
        let mut add = |picture: Prepared| {
            if let Some(report) = picture.report {
                sink.push(report);
            }
            files.push((picture.name, Part::Shared(picture.fitted.bytes)));
        };
        add(self.cover);
        (0..).zip(pictures).filter(|(id, _)| shown.contains(&AssetId(*id))).filter_map(|(_, picture)| picture).for_each(add);
        files
    }

    fn shown(&self, shown: &BTreeSet<AssetId>) -> impl Iterator<Item = &Prepared> {
        shown.iter().filter_map(|id| self.pictures.get(id.0 as usize)?.as_ref())
    }
}

/// Names the pictures after their paths.
fn name_all(book: &Book, pictures: &mut [Option<Prepared>]) {
    let mut taken = BTreeSet::new();
    for (index, (asset, picture)) in book.assets.iter().zip(pictures).enumerate() {
        let Some(picture) = picture else { continue };
        let stem = asset.path.rsplit_once('.').map_or(&*asset.path, |(stem, _)| stem);
        let extension = picture.fitted.kind.extension();
        picture.name = format!("images/{}.{extension}", places::ascii_name(&Slug::from_text(stem)));
        if !taken.insert(picture.name.clone()) {
            picture.name = format!("images/{}_{index}.{extension}", places::ascii_name(&Slug::from_text(stem)));
            taken.insert(picture.name.clone());
        }
    }
}

fn prepared(asset: &Asset, longest: u32, memo: Option<&Memo>) -> Prepared {
    let (fitted, report) = match fit::fit(asset, longest, memo) {
        Ok(fitted) => (fitted, None),
        Err(error) => {
            let fitted = Fitted { kind: EpubImageFormat::of(asset.format), size: asset.size, bytes: asset.bytes.clone() };
            let report = Diagnostic::new(Code::UnusablePicture, asset.span).with("path", &*asset.path);
            (fitted, Some(report.with("reason", error.to_string())))
        }
    };
    Prepared { name: String::new(), fitted, report }
}

#[cfg(test)]
mod tests;
