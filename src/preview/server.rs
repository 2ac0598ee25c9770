//! The server: what may be asked of the desk, and the answers, all from memory.
//!
//! It runs on a thread of its own. Whoever builds the book hands it a view; a page that listens is told of it. Requests name a thing of
//! the last view by its sum, never a path.
#![expect(clippy::disallowed_methods, reason = "`preview` is the module that opens a socket")]

use super::{guard::Guard, view::View};
use crate::{book::ImageFormat, locale::Words, raster};
use axum::{
    Router,
    extract::{Path, Request, State},
    http::{HeaderValue, StatusCode, header},
    middleware::{self, Next},
    response::{
        IntoResponse as _, Response,
        sse::{Event, Sse},
    },
    routing::get,
};
use futures_util::stream::{self, Stream};
use std::{
    convert::Infallible,
    io,
    net::{Ipv4Addr, TcpListener},
    sync::Arc,
};
use tokio::sync::watch;

/// The desk as its builder sees it.
pub struct Desk {
    address: String,
    told: watch::Sender<Arc<Told>>,
}

/// The desk cannot be opened: the port is taken, or the system has no random numbers.
#[derive(Debug)]
pub struct Failure(pub io::Error);

/// A view, and what the page is told of it.
#[derive(Default)]
struct Told {
    view: View,
    revision: u64,
    /// Empty before the first view.
    json: String,
}

/// What all answers are made from.
#[derive(Clone)]
struct Shared {
    guard: Guard,
    html: Arc<str>,
    told: watch::Receiver<Arc<Told>>,
}

/// The largest drawing of the book as pixels, in pixels of each side.
const DRAWING: (u32, u32) = (2400, 2400);

impl Desk {
    /// Opens the desk at a port of the loopback (0 for any), with its labels in the language of `words`, and serves it from now on.
    ///
    /// # Errors
    /// When the port is taken or not allowed.
    pub fn open(port: u16, words: &Words) -> Result<Self, Failure> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(Failure)?;
        let port = listener.local_addr().map_err(Failure)?.port();
        listener.set_nonblocking(true).map_err(Failure)?;
        let token = token().map_err(Failure)?;
        // With a clock: the server waits a second when the system has no room for another connection.
        let runtime = tokio::runtime::Builder::new_current_thread().enable_io().enable_time().build().map_err(Failure)?;
        let (told, receiver) = watch::channel(Arc::new(Told::default()));
        let shared = Shared { guard: Guard::new(port), html: super::page::html(words).into(), told: receiver };
        let routes = routes(&token, shared);
        let listener = {
            let _inside = runtime.enter();
            tokio::net::TcpListener::from_std(listener).map_err(Failure)?
        };
        std::thread::Builder::new()
            .name("desk".to_owned())
            .spawn(move || runtime.block_on(async { axum::serve(listener, routes).await }))
            .map_err(Failure)?;
        Ok(Self { address: format!("http://127.0.0.1:{port}/{token}/"), told })
    }

    /// Where the page is.
    #[must_use]
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Shows a view from now on.
    pub fn show(&self, view: View) {
        let revision = self.told.borrow().revision + 1;
        let json = view.to_json(revision);
        self.told.send_replace(Arc::new(Told { view, revision, json }));
    }
}

/// 128 random bits in hexadecimal: who does not know them finds nothing.
fn token() -> io::Result<String> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|error| io::Error::other(error.to_string()))?;
    Ok(format!("{:032x}", u128::from_le_bytes(bytes)))
}

/// What may be asked.
fn routes(token: &str, shared: Shared) -> Router {
    let path = |name: &str| format!("/{token}/{name}");
    let fixed = |kind: &'static str, content: &'static str| get(move || async move { answer(kind, content) });
    Router::new()
        .route(
            &path(""),
            get(|State(shared): State<Shared>| async move { answer("text/html; charset=utf-8", shared.html.to_string()) }),
        )
        .route(&path("desk.css"), fixed("text/css; charset=utf-8", super::page::STYLE))
        .route(&path("desk.js"), fixed("text/javascript; charset=utf-8", super::page::SCRIPT))
        .route(&path("events"), get(events))
        .route(&path("spread/{sum}"), get(spread))
        .route(&path("picture/{name}"), get(picture))
        .route(&path("written/{volume}/{page}/{x}/{y}"), get(written))
        .route(&path("printed/{*place}"), get(printed))
        .layer(middleware::from_fn_with_state(shared.clone(), guarded))
        .with_state(shared)
}

/// Lets a request through, or refuses it, and protects the answer.
async fn guarded(State(shared): State<Shared>, request: Request, next: Next) -> Response {
    let mut response = match shared.guard.refusal(request.method(), request.headers()) {
        Some(status) => status.into_response(),
        None => next.run(request).await,
    };
    Guard::protect(response.headers_mut());
    response
}

/// An answer with content of a kind.
fn answer(kind: &'static str, content: impl Into<axum::body::Body>) -> Response {
    let mut response = Response::new(content.into());
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    response
}

/// Tells each view as it comes, the last one first.
async fn events(State(shared): State<Shared>) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let mut told = shared.told;
    told.mark_changed();
    Sse::new(stream::unfold(told, |mut told| async move {
        loop {
            // It fails when the builder is gone, and the server with it.
            told.changed().await.ok()?;
            let json = told.borrow_and_update().json.clone();
            if !json.is_empty() {
                return Some((Ok(Event::default().data(json)), told));
            }
        }
    }))
}

/// The drawing of a spread.
async fn spread(State(shared): State<Shared>, Path(sum): Path<String>) -> Response {
    let told = Arc::clone(&shared.told.borrow());
    let drawing = told.view.volumes.iter().find_map(|volume| volume.drawing(&sum));
    drawing.map_or_else(missing, |drawing| answer("image/svg+xml", drawing))
}

/// A picture of the book. Drawings are sent as pixels: their letters are those of the book's faces, which the browser has not.
async fn picture(State(shared): State<Shared>, Path(name): Path<String>) -> Response {
    let told = Arc::clone(&shared.told.borrow());
    let Some((asset, fonts)) = told.view.volumes.iter().find_map(|volume| volume.picture(&name)) else { return missing() };
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

/// Where the word at a point of a page was written.
async fn written(State(shared): State<Shared>, Path((volume, page, x, y)): Path<(String, usize, f64, f64)>) -> Response {
    let told = Arc::clone(&shared.told.borrow());
    let mut volumes = told.view.volumes.iter().filter(|other| other.id() == volume);
    let place = volumes.find_map(|volume| volume.written_at(page, x, y));
    place.map_or_else(missing, |place| answer("application/json", place.to_string()))
}

/// Where the word at `FILE:LINE:COLUMN` is printed. The file is looked for among those of the book in memory.
async fn printed(State(shared): State<Shared>, Path(place): Path<String>) -> Response {
    let told = Arc::clone(&shared.told.borrow());
    let Some((path, line, column)) = split_place(&place) else { return missing() };
    let place = told.view.volumes.iter().find_map(|volume| volume.printed_at(path, line, column));
    place.map_or_else(missing, |place| answer("application/json", place.to_string()))
}

/// `FILE:LINE:COLUMN`, `FILE:LINE` or `FILE` in its parts. What is not said is 1.
fn split_place(place: &str) -> Option<(&str, usize, usize)> {
    let number = |text: &str| text.parse::<usize>().ok();
    let mut parts: Vec<&str> = place.rsplitn(3, ':').collect();
    parts.reverse();
    match *parts.as_slice() {
        [path, line, column] if number(line).is_some() => Some((path, number(line)?, number(column)?)),
        [.., _, line] if number(line).is_some() => Some((place.rsplit_once(':')?.0, number(line)?, 1)),
        _ => Some((place, 1, 1)),
    }
}

fn missing() -> Response {
    StatusCode::NOT_FOUND.into_response()
}

#[cfg(test)]
mod tests;
