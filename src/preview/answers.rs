//! The answers of the desk, each made of the view in memory: drawings, pictures, places, words, the documents of the EPUB.

use super::{address::split_place, guard::AnswerKind, state::Shared, view::Volume};
use crate::{
    book::{Asset, ImageFormat},
    epub::ReadingFile,
    fonts::FontSet,
    raster,
};
use axum::{
    extract::{Path, State},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use serde_json::{Value, json};
use std::sync::Arc;

/// The largest drawing of the book as pixels, in pixels of each side.
const DRAWING: (u32, u32) = (2400, 2400);

/// An answer with content of a kind.
pub(super) fn answer(kind: &'static str, content: impl Into<axum::body::Body>) -> Response {
    let mut response = Response::new(content.into());
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    response
}

fn missing() -> Response {
    StatusCode::NOT_FOUND.into_response()
}

fn told(place: Option<Value>) -> Response {
    place.map_or_else(missing, |place| answer("application/json", place.to_string()))
}

/// The drawing of a spread; nothing of one that a desk before showed and did not keep.
pub(super) async fn spread(State(shared): State<Shared>, Path(sum): Path<String>) -> Response {
    if let Some(drawing) = shared.last_drawing(&sum) {
        return answer("image/svg+xml", drawing);
    }
    let view = shared.view().await;
    match view.volumes.iter().find_map(|volume| volume.drawing(&sum)) {
        Some(drawing) => answer("image/svg+xml", drawing),
        None if view.has_kept(&sum) => StatusCode::NO_CONTENT.into_response(),
        None => missing(),
    }
}

/// A picture of the book.
pub(super) async fn picture(State(shared): State<Shared>, Path(name): Path<String>) -> Response {
    let view = shared.view().await;
    let found = view.volumes.iter().find_map(|volume| volume.picture(&name));
    found.map_or_else(missing, |(asset, fonts)| shown(asset, fonts))
}

/// A picture as a browser shows it. Drawings are sent as pixels: their letters are those of the book's faces, which the browser has not.
fn shown(asset: &Asset, fonts: &FontSet) -> Response {
    let bytes = || asset.bytes.try_read().map(std::borrow::Cow::into_owned);
    let (kind, bytes) = match asset.format {
        ImageFormat::Jpeg => ("image/jpeg", bytes()),
        ImageFormat::Png => ("image/png", bytes()),
        ImageFormat::Gif => ("image/gif", bytes()),
        ImageFormat::WebP => ("image/webp", bytes()),
        ImageFormat::Svg => ("image/png", raster::draw_svg(asset, fonts, DRAWING)),
    };
    bytes.map_or_else(missing, |bytes| answer(kind, bytes))
}

/// A volume of the view, by its identifier.
async fn volume(shared: &Shared, id: &str) -> Option<Arc<Volume>> {
    shared.view().await.volumes.iter().find(|volume| volume.id() == id).cloned()
}

/// Where the word at a point of a page was written.
pub(super) async fn written(State(shared): State<Shared>, Path((id, page, x, y)): Path<(String, usize, f64, f64)>) -> Response {
    told(volume(&shared, &id).await.and_then(|volume| volume.written_at(page, x, y)))
}

/// Where the word at `FILE:LINE:COLUMN` is printed. The file is looked for among those of the book in memory.
pub(super) async fn printed(State(shared): State<Shared>, Path(place): Path<String>) -> Response {
    told(area(&shared, &place).await)
}

async fn area(shared: &Shared, place: &str) -> Option<Value> {
    let (path, line, column) = split_place(place)?;
    shared.view().await.volumes.iter().find_map(|volume| volume.printed_at(path, line, column))
}

/// Where words stand in a volume.
pub(super) async fn find(State(shared): State<Shared>, Path((id, words)): Path<(String, String)>) -> Response {
    told(volume(&shared, &id).await.map(|volume| volume.find(&words)))
}

/// A file of the EPUB of a volume, by its name there.
pub(super) async fn read(State(shared): State<Shared>, Path((id, name)): Path<(String, String)>) -> Response {
    let Some(volume) = volume(&shared, &id).await else { return missing() };
    match volume.read(&name) {
        None => missing(),
        Some(ReadingFile::Bytes(kind, bytes)) => {
            let mut response = answer(kind, bytes);
            response.extensions_mut().insert(AnswerKind::Reading);
            response
        }
        Some(ReadingFile::Picture(asset)) => volume.asset(asset).map_or_else(missing, |(asset, fonts)| shown(asset, fonts)),
    }
}

/// Hears that a page has painted what the desk before showed.
pub(super) async fn painted(State(shared): State<Shared>) -> StatusCode {
    shared.page.painted();
    StatusCode::NO_CONTENT
}

/// Has every page show the word at `FILE:LINE:COLUMN`, and tells how many pages there are and whether it is printed.
pub(super) async fn show(State(shared): State<Shared>, Path(place): Path<String>) -> Response {
    let is_printed = area(&shared, &place).await.is_some();
    let windows = shared.show_place(place);
    told(Some(json!({ "printed": is_printed, "windows": windows })))
}

/// Opens the file of `FILE:LINE:COLUMN` in the editor, if it is one of the book.
pub(super) async fn edit(State(shared): State<Shared>, Path(place): Path<String>) -> Response {
    let Some((path, line, column)) = split_place(&place) else { return missing() };
    let view = shared.view().await;
    let is_ours =
        view.messages.iter().any(|message| message.path == path) || view.volumes.iter().any(|volume| volume.has_source(path));
    if !is_ours {
        return missing();
    }
    if shared.edit(path, line, column) { StatusCode::NO_CONTENT.into_response() } else { StatusCode::BAD_GATEWAY.into_response() }
}
