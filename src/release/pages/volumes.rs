//! The volumes with their covers and downloads, as both pages show them.

use super::labels::Labels;
use crate::{
    book::plain_text,
    epub::Markup,
    locale::Argument,
    release::facts::{Release, ReleasedFormat, Volume},
};

/// « Les 2 tomes »: a list of covers, titles and downloads.
pub(super) fn list(out: &mut Markup, release: Release<'_>, labels: &Labels) {
    out.open("ul").attr("class", "volumes").line();
    for volume in release.volumes {
        out.open("li").line();
        cover(out, release, volume, labels);
        out.open("p").open("strong").text(&volume.title()).close().close().line();
        files(out, release, volume, labels);
        out.close().line();
    }
    out.close().line();
}

/// The small picture of the cover with the title as its text.
pub(super) fn cover(out: &mut Markup, release: Release<'_>, volume: &Volume, labels: &Labels) {
    if let Some(picture) = volume.pictures.last() {
        let (width, height) = picture.size;
        let alt = labels.words.say("cover-alternative", &[("title", Argument::Text(&volume.title()))]);
        out.open("img")
            .attr("class", "cover")
            .attr("src", &release.address(&picture.path))
            .attr("alt", &alt)
            .attr_if("lang", labels.lang());
        out.attr("width", &width.to_string()).attr("height", &height.to_string()).close().line();
    }
}

/// The downloads of a volume, each with the devices that want it.
pub(super) fn files(out: &mut Markup, release: Release<'_>, volume: &Volume, labels: &Labels) {
    out.open("ul").attr("class", "files").line();
    for file in &volume.files {
        let kilobytes = Argument::Number(i64::try_from(file.bytes.div_ceil(1000)).unwrap_or(i64::MAX));
        let label =
            labels.words.say("download-file", &[("format", Argument::Text(file.format.name())), ("kilobytes", kilobytes)]);
        out.open("li").open("a").attr("href", &release.address(&file.path)).attr("type", file.format.media_type());
        out.attr_if("lang", labels.lang()).text(&label).close().text(" ");
        let hint = match file.format {
            ReleasedFormat::Epub => "download-epub-hint",
            ReleasedFormat::Pdf => "download-pdf-hint",
        };
        out.open("span")
            .attr("class", "meta")
            .attr_if("lang", labels.lang())
            .text(&labels.words.word(hint))
            .close()
            .close()
            .line();
    }
    out.close().line();
}

/// The title of a work without its markup.
pub(super) fn work_title(release: Release<'_>) -> String {
    release.volumes.first().map(|volume| plain_text(&volume.book.work.title).trim().to_owned()).unwrap_or_default()
}
