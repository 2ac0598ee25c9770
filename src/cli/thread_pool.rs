//! The threads that share the work.

use super::environment;

/// Creates rayon's global thread pool with `threads` threads, or as many as the environment asks for, or one for each processor. The current thread is one of them: a
/// thread less to start, and its memory grows in larger steps. Without this call rayon creates a pool at its first use.
pub(super) fn init(threads: Option<usize>) {
    // An error means that the pool exists already, which does no harm.
    let threads = threads.or_else(environment::threads).unwrap_or(0);
    let _ = rayon::ThreadPoolBuilder::new().use_current_thread().num_threads(threads).build_global();
}
