//! The document catalog (ISO 32000-1, 7.7.2): output intent, viewer preferences, and what leads to everything else in the file.

use super::{
    attachments::Attachments,
    destinations::{Destinations, Places},
    objects::{Objects, StreamData},
    outline,
    profile::Profile,
    srgb,
};
use crate::{book::Book, deflate::CompressorPool, locale::Words};
use pdf_writer::{Finish as _, Name, Ref, Str, TextStr, types};

/// What the document catalog refers to.
#[derive(Default)]
pub(super) struct Catalog<'a> {
    /// The structure tree.
    pub(super) tree: Option<Ref>,
    pub(super) outline: Option<Ref>,
    pub(super) places: Option<(&'a Places<'a>, &'a Destinations)>,
    pub(super) files: Attachments,
}

impl Catalog<'_> {
    /// Writes the catalog of a file with this root and page tree. Returns the number of the metadata, which depend on all else and are added
    /// last; and whether a text is longer than the format allows.
    pub(super) fn write(
        &self,
        book: &Book,
        (root, pages): (Ref, Ref),
        profile: Profile,
        compressors: &CompressorPool,
        objects: &mut Objects,
    ) -> (Ref, bool) {
        let [intent, color] = [(); 2].map(|()| objects.reserve());
        let data = compressors.deflate(&srgb::profile());
        objects.add_stream(color, "/Filter/FlateDecode/N 3", StreamData::Owned(data));
        objects.add(|chunk| {
            let mut written = chunk.indirect(intent).start::<pdf_writer::writers::OutputIntent<'_>>();
            written
                .subtype(types::OutputIntentSubtype::PDFA)
                .output_condition_identifier(TextStr("sRGB"))
                .registry_name(TextStr("http://www.color.org"))
                .info(TextStr("sRGB (IEC 61966-2-1)"))
                .dest_output_profile(color);
        });
        let words = Words::of_book(book.work.lang.as_str());
        let packet = Ref::new(objects.count() + 1);
        let is_too_long = objects.add(|chunk| {
            let mut written = chunk.indirect(root).start::<pdf_writer::writers::Catalog<'_>>();
            written.pages(pages).metadata(packet).lang(TextStr(book.work.lang.as_str()));
            written.insert(Name(b"OutputIntents")).array().item(intent);
            if let Some(tree) = self.tree {
                written.pair(Name(b"StructTreeRoot"), tree);
                written.mark_info().marked(true);
            }
            let direction = if book.work.lang.is_right_to_left() { types::Direction::R2L } else { types::Direction::L2R };
            let mut preferences = written.viewer_preferences();
            if profile != Profile::Archival {
                preferences.display_doc_title(true);
            }
            preferences.direction(direction);
            preferences.finish();
            written.page_layout(types::PageLayout::SinglePage);
            // In a book of hundreds of pages, readers want to see the outline first.
            if let Some(outline) = self.outline {
                written.outlines(outline).page_mode(types::PageMode::UseOutlines);
            }
            if let Some(((_, citation), _)) = self.files.split_first() {
                written.insert(Name(b"AF")).array().item(*citation);
            }
            let Some((places, destinations)) = self.places else { return };
            let mut labels = written.insert(Name(b"PageLabels")).dict();
            outline::write_labels(places.pages, &words, labels.insert(Name(b"Nums")).array());
            labels.finish();
            if destinations.is_empty() && self.files.is_empty() {
                return;
            }
            let mut names = written.insert(Name(b"Names")).dict();
            if !destinations.is_empty() {
                let mut tree = names.insert(Name(b"Dests")).dict();
                let mut list = tree.insert(Name(b"Names")).array();
                for (name, destination) in destinations {
                    list.item(Str(name.as_bytes()));
                    places.write(name, *destination, list.push());
                }
            }
            if !self.files.is_empty() {
                let mut tree = names.insert(Name(b"EmbeddedFiles")).dict();
                let mut list = tree.insert(Name(b"Names")).array();
                let mut files: Vec<_> = self.files.iter().collect();
                files.sort_unstable();
                for (name, file) in files {
                    list.item(Str(name.as_bytes())).item(*file);
                }
            }
        });
        (packet, is_too_long)
    }
}
