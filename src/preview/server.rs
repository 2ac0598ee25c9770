//! The server: what may be asked of the desk, and the answers, all from memory.
//!
//! It runs on a thread of its own. Whoever builds the book hands it a view; a page that listens is told of it. Requests name a thing of
//! the last view by its sum, never a path.
#![expect(clippy::disallowed_methods, reason = "`preview` is the module that opens a socket")]

use super::{
    address::{parts_of, token},
    answers::{self, answer},
    guard::{AnswerKind, Guard},
    last::{self, LastVolume},
    page,
    state::{Editor, PageProgress, PublishedView, Shared},
    view::View,
};
use crate::locale::Words;
use axum::{
    Router,
    extract::{Request, State},
    middleware::{self, Next},
    response::{
        IntoResponse as _, Response,
        sse::{Event, Sse},
    },
    routing::{get, post},
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
    told: watch::Sender<Arc<PublishedView>>,
    page: Arc<PageProgress>,
}

/// The desk cannot be opened: the port is taken, or the system has no random numbers.
#[derive(Debug)]
pub struct Failure(pub io::Error);

impl Desk {
    /// Opens the desk at a port of the loopback, with its labels in the language of `words`, and serves it from now on. Without a port it
    /// takes that of the desk that was at `last`, if it is free, so that pages which are still open come back; else any. `editor` opens
    /// files.
    ///
    /// # Errors
    /// When the port is taken or not allowed.
    pub fn open(port: Option<u16>, last: Option<&str>, words: &Words, editor: Editor) -> Result<Self, Failure> {
        let bind = |port| TcpListener::bind((Ipv4Addr::LOCALHOST, port));
        let last = last.and_then(parts_of).filter(|(before, _)| port.is_none_or(|port| port == *before));
        let listener = match (port, &last) {
            (Some(port), _) => bind(port),
            (None, Some((before, _))) => bind(*before).or_else(|_| bind(0)),
            (None, None) => bind(0),
        };
        let listener = listener.map_err(Failure)?;
        let port = listener.local_addr().map_err(Failure)?.port();
        listener.set_nonblocking(true).map_err(Failure)?;
        let token = match last.filter(|(before, _)| *before == port) {
            Some((_, token)) => token,
            None => token().map_err(Failure)?,
        };
        // With a clock: the server waits a second when the system has no room for another connection.
        let runtime = tokio::runtime::Builder::new_current_thread().enable_io().enable_time().build().map_err(Failure)?;
        let (told, receiver) = watch::channel(Arc::new(PublishedView::default()));
        let asked = Arc::new(watch::channel((0, String::new())).0);
        let page = Arc::<PageProgress>::default();
        let html = page::html(words).into();
        let shared = Shared { guard: Guard::new(port), html, told: receiver, asked, editor, page: Arc::clone(&page) };
        let routes = routes(&token, shared);
        let listener = {
            let _inside = runtime.enter();
            tokio::net::TcpListener::from_std(listener).map_err(Failure)?
        };
        std::thread::Builder::new()
            .name("desk".to_owned())
            .spawn(move || runtime.block_on(async { axum::serve(listener, routes).await }))
            .map_err(Failure)?;
        Ok(Self { address: format!("http://127.0.0.1:{port}/{token}/"), told, page })
    }

    /// Where the page is.
    #[must_use]
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Shows a view from now on.
    pub fn show(&self, view: View) {
        let before = Arc::clone(&self.told.borrow());
        let revision = before.revision + 1;
        let json = view.to_json(revision, &view.drawings_new_since(&before.view));
        self.told.send_replace(Arc::new(PublishedView { view, revision, json, last: Vec::new() }));
    }

    /// Shows what the desk before showed last, until there is a view. A page that is being opened has the machine to itself until it shows
    /// that: this returns then, or soon when no page is opened.
    pub fn show_last(&self, last: Vec<Arc<LastVolume>>) {
        if last.is_empty() {
            return;
        }
        let revision = self.told.borrow().revision + 1;
        let json = last::to_json(&last, revision);
        self.told.send_replace(Arc::new(PublishedView { view: View::default(), revision, json, last }));
        self.page.wait();
    }
}

/// What may be asked.
fn routes(token: &str, shared: Shared) -> Router {
    let path = |name: &str| format!("/{token}/{name}");
    let fixed = |kind: &'static str, content: &'static str| get(move || async move { answer(kind, content) });
    let html = get(|State(shared): State<Shared>| async move {
        shared.page.opened();
        answer("text/html; charset=utf-8", shared.html.to_string())
    });
    let mut router = Router::new().route(&path(""), html).route(&path("desk.css"), fixed("text/css; charset=utf-8", page::STYLE));
    router = router.route(&path("icon.svg"), fixed("image/svg+xml", page::ICON));
    router = router.route(&path("night.css"), fixed("text/css; charset=utf-8", page::NIGHT));
    for (name, script) in page::SCRIPTS {
        router = router.route(&path(name), fixed("text/javascript; charset=utf-8", script));
    }
    router
        .route(&path("events"), get(events))
        .route(&path("spread/{sum}"), get(answers::spread))
        .route(&path("picture/{name}"), get(answers::picture))
        .route(&path("written/{volume}/{page}/{x}/{y}"), get(answers::written))
        .route(&path("printed/{*place}"), get(answers::printed))
        .route(&path("find/{volume}/{*words}"), get(answers::find))
        .route(&path("read/{volume}/{*name}"), get(answers::read))
        .route(&path("painted"), post(answers::painted))
        .route(&path("show/{*place}"), post(answers::show))
        .route(&path("edit/{*place}"), post(answers::edit))
        .layer(middleware::from_fn_with_state(shared.clone(), guarded))
        .with_state(shared)
}

/// Lets a request through, or refuses it, and protects the answer.
async fn guarded(State(shared): State<Shared>, request: Request, next: Next) -> Response {
    let mut response = match shared.guard.refusal(request.method(), request.headers()) {
        Some(status) => status.into_response(),
        None => next.run(request).await,
    };
    let kind = response.extensions().get().copied().unwrap_or(AnswerKind::Desk);
    Guard::protect(response.headers_mut(), kind);
    response
}

/// Tells each view as it comes, the last one first, and each place that is asked for.
async fn events(State(shared): State<Shared>) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let (mut told, asked) = (shared.told, shared.asked.subscribe());
    told.mark_changed();
    let views = stream::unfold(told, |mut told| async move {
        loop {
            // It fails when the builder is gone, and the server with it.
            told.changed().await.ok()?;
            let json = told.borrow_and_update().json.clone();
            if !json.is_empty() {
                return Some((Ok(Event::default().data(json)), told));
            }
        }
    });
    let places = stream::unfold(asked, |mut asked| async move {
        asked.changed().await.ok()?;
        let place = serde_json::Value::from(asked.borrow_and_update().1.as_str()).to_string();
        Some((Ok(Event::default().event("show").data(place)), asked))
    });
    Sse::new(stream::select(views, places))
}

#[cfg(test)]
mod tests;
