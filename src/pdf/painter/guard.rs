//! A surface of the library that a panic may pass.
//!
//! The library's surfaces check in their destructors that all that was begun is ended. A panic while something is open would make the
//! destructor panic too, which ends the process at once, without the sentence that `cli` makes of a panic.

use krilla::{page::Page, stream::StreamBuilder, surface::Surface};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

/// Draws on the surface of a page and finishes it. When `draw` panics, neither destructor runs.
pub(in crate::pdf) fn draw_page<'p>(mut page: Page<'p>, draw: impl FnOnce(&mut Surface<'_>)) -> Page<'p> {
    let mut surface = page.surface();
    match catch_unwind(AssertUnwindSafe(|| draw(&mut surface))) {
        Ok(()) => surface.finish(),
        Err(panic) => {
            std::mem::forget(surface);
            std::mem::forget(page);
            resume_unwind(panic);
        }
    }
    page
}

/// The same for a stream of its own.
pub(super) fn draw_stream(builder: &mut StreamBuilder<'_>, draw: impl FnOnce(&mut Surface<'_>)) {
    let mut surface = builder.surface();
    match catch_unwind(AssertUnwindSafe(|| draw(&mut surface))) {
        Ok(()) => surface.finish(),
        Err(panic) => {
            std::mem::forget(surface);
            resume_unwind(panic);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::draw_page;
    use krilla::{
        Document,
        page::PageSettings,
        tagging::{Artifact, ArtifactType, ContentTag},
    };
    use std::panic::{AssertUnwindSafe, catch_unwind};

    #[test]
    fn a_panic_passes_an_open_page() {
        let mut document = Document::new();
        let passed = catch_unwind(AssertUnwindSafe(|| {
            let page = document.start_page_with(PageSettings::from_wh(10.0, 10.0).expect("a page"));
            let _ = draw_page(page, |surface| {
                surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Other)));
                panic!("while something is open");
            });
        }));
        assert!(passed.is_err(), "the process lives");
    }
}
