//! When to look at the files again: a single save at once, several together.
//!
//! Times are measured from any fixed moment. This file knows no clock, no disk and no library, so that its rules can be tested.

use std::time::Duration;

/// How long nothing may happen after a single save before it is looked at: an editor cuts a file to nothing and then writes it.
const SETTLE: Duration = Duration::from_millis(10);
/// The same when the file that was written is closed: only other files may follow.
const CLOSED: Duration = Duration::from_millis(2);
/// What happens within this time is one save: a large file is written in several pieces.
const SAVE: Duration = Duration::from_millis(50);
/// How long nothing may happen after several saves before they are looked at.
const QUIET: Duration = Duration::from_millis(100);
/// How long a steady stream of saves is left alone at most.
const LONGEST: Duration = Duration::from_millis(500);

/// What has happened since the last look.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Debounce {
    /// When something first happened and when last.
    events: Option<(Duration, Duration)>,
    /// Whether a file was closed last.
    is_closed: bool,
    looked: Option<Duration>,
}

impl Debounce {
    /// Something happened; last of all, a file that had been written was closed, or not.
    pub(super) fn note(&mut self, at: Duration, is_closed: bool) {
        self.is_closed = is_closed;
        self.events = Some(self.events.map_or((at, at), |(first, last)| (first, last.max(at))));
    }

    /// When to look; none while nothing has happened.
    pub(super) fn due(&self) -> Option<Duration> {
        let (first, last) = self.events?;
        let follows = self.looked.is_some_and(|looked| first < looked + QUIET);
        let settle = if self.is_closed { CLOSED } else { SETTLE };
        let pause = if follows || last - first > SAVE { QUIET } else { settle };
        Some((last + pause).min(first + LONGEST))
    }

    /// The files are looked at now.
    pub(super) fn look(&mut self, at: Duration) {
        *self = Self { looked: Some(at), ..Self::default() };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn ms(time: u64) -> Duration {
        Duration::from_millis(time)
    }

    /// When the files are looked at if something happens at these times, in milliseconds.
    fn looks(events: &[u64]) -> Vec<u128> {
        let (mut gathering, mut looks) = (Debounce::default(), Vec::new());
        let mut look = |gathering: &mut Debounce, until: Duration| {
            while let Some(due) = gathering.due().filter(|due| *due <= until) {
                gathering.look(due);
                looks.push(due.as_millis());
            }
        };
        for event in events {
            look(&mut gathering, ms(*event));
            gathering.note(ms(*event), false);
        }
        look(&mut gathering, Duration::MAX);
        looks
    }

    #[test]
    fn a_single_save_is_looked_at_at_once() {
        assert_eq!(looks(&[1000]), [1010]);
        assert_eq!(looks(&[1000, 1001, 1004]), [1014]);
        assert_eq!(looks(&[1000, 2000, 3000]), [1010, 2010, 3010]);
        assert!(looks(&[]).is_empty());
    }

    #[test]
    fn a_file_that_is_closed_is_looked_at_sooner() {
        let mut gathering = Debounce::default();
        gathering.note(ms(1000), false);
        gathering.note(ms(1001), true);
        assert_eq!(gathering.due(), Some(ms(1003)));
        // Another file follows.
        gathering.note(ms(1002), false);
        assert_eq!(gathering.due(), Some(ms(1012)));
    }

    #[test]
    fn what_follows_soon_is_gathered() {
        assert_eq!(looks(&[1000, 1030, 1060, 1090, 1120]), [1010, 1220]);
        assert_eq!(looks(&[1000, 1200]), [1010, 1210]);
    }

    #[test]
    fn a_large_file_in_pieces_is_one_save() {
        let pieces: Vec<u64> = (0..30).map(|piece| 1000 + piece * 5).collect();
        assert_eq!(looks(&pieces), [1245]);
    }

    #[test]
    fn a_steady_stream_is_looked_at_every_half_second() {
        let stream: Vec<u64> = (0..400).map(|event| 1000 + event * 5).collect();
        let looks = looks(&stream);
        assert_eq!(looks, [1500, 2000, 2500, 3000]);
    }
}
