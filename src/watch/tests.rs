//! Watching real folders: each way of saving is noticed, reading is not.
#![expect(clippy::disallowed_methods, reason = "these tests are about the disk")]

use super::Watch;
use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    time::Duration,
};

/// Long enough for the slowest machine, so that only a failure takes so long.
const LONG: Duration = Duration::from_secs(20);
/// How long nothing must happen to say that nothing happens.
const SHORT: Duration = Duration::from_millis(1200);

/// A project's folder with one text, and a watch over its folders.
struct Place {
    _folder: tempfile::TempDir,
    root: PathBuf,
    watch: Watch,
}

impl Place {
    fn new(polls: bool) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let root = folder.path().canonicalize().expect("there").join("livre");
        fs::create_dir_all(root.join("tome1")).expect("a folder");
        fs::write(root.join("tome1/01.md"), "Un texte.").expect("a file");
        let mut watch = Watch::new(&root, polls);
        assert_eq!(watch.polls(), polls);
        assert!(watch.follow(&BTreeSet::from([root.clone(), root.join("tome1")])));
        Self { _folder: folder, root, watch }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.root.join(name)
    }

    /// Whether a change is noticed before `longest`.
    fn notices(&mut self, longest: Duration) -> bool {
        let start = std::time::Instant::now();
        self.watch.wait(Some(longest));
        start.elapsed() < longest
    }

    fn expects(&mut self, what: &str) {
        assert!(self.notices(LONG), "{what}");
        // What else belongs to the same save.
        while self.notices(Duration::from_millis(700)) {}
    }
}

fn ways_of_saving(polls: bool) {
    let mut place = Place::new(polls);
    let text = place.path("tome1/01.md");
    fs::write(&text, "Un autre.").expect("a file");
    place.expects("written in place");
    let temporary = place.path("tome1/01.md.tmp");
    fs::write(&temporary, "Encore.").expect("a file");
    fs::rename(&temporary, &text).expect("renamed");
    place.expects("renamed over");
    let elsewhere = place.root.parent().expect("a folder").join("elsewhere");
    fs::write(&elsewhere, "De loin.").expect("a file");
    fs::rename(&elsewhere, &text).expect("renamed");
    place.expects("renamed over from another folder");
    fs::write(&text, "Plus tard").expect("a file");
    place.expects("written again after that");
    fs::remove_file(&text).expect("removed");
    place.expects("removed");
    fs::write(&text, "Revenu.").expect("a file");
    place.expects("back");
    fs::create_dir(place.path("tome2")).expect("a folder");
    place.expects("a new folder");
}

#[test]
fn every_way_of_saving_is_noticed() {
    ways_of_saving(false);
}

#[test]
fn every_way_of_saving_is_noticed_without_the_system() {
    ways_of_saving(true);
}

#[test]
fn reading_is_no_change() {
    for polls in [false, true] {
        let mut place = Place::new(polls);
        let _ = fs::read(place.path("tome1/01.md")).expect("readable");
        let _ = fs::read_dir(place.path("tome1")).expect("readable").count();
        assert!(!place.notices(SHORT), "polls: {polls}");
        assert!(!place.watch.is_overtaken());
    }
}

/// A file as it was before: the same length, and its old date.
fn put_back(path: &Path, text: &str, date: std::time::SystemTime) {
    let kept = path.with_extension("kept");
    fs::write(&kept, text).expect("a file");
    fs::File::options().write(true).open(&kept).and_then(|file| file.set_modified(date)).expect("a date");
    fs::rename(&kept, path).expect("renamed");
}

#[test]
fn an_older_state_and_two_saves_in_a_second_are_noticed_without_the_system() {
    let mut place = Place::new(true);
    let text = place.path("tome1/01.md");
    let old = std::time::SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000);
    put_back(&text, "Un texte.", old);
    place.expects("an older file");
    let date = fs::metadata(&text).and_then(|metadata| metadata.modified()).expect("a date");
    fs::write(&text, "Un texTe.").expect("a file");
    fs::File::options().write(true).open(&text).and_then(|file| file.set_modified(date)).expect("a date");
    place.expects("the same length and date");
}

#[test]
fn a_replaced_root_is_watched_under_its_name() {
    for polls in [false, true] {
        let mut place = Place::new(polls);
        let (old, new) = (place.root.with_extension("old"), place.root.with_extension("new"));
        fs::create_dir_all(new.join("tome1")).expect("a folder");
        fs::rename(&place.root, &old).expect("renamed");
        fs::rename(&new, &place.root).expect("renamed");
        place.expects("another folder");
        fs::write(place.path("tome1/01.md"), "Neuf.").expect("a file");
        place.expects("a file of the new folder");
        if !polls {
            fs::write(old.join("tome1/01.md"), "Vieux.").expect("a file");
            assert!(!place.notices(SHORT), "a file of the old folder");
        }
    }
}

#[test]
fn a_folder_that_is_taken_away_and_put_back_is_watched() {
    for polls in [false, true] {
        let mut place = Place::new(polls);
        let (folder, beside) = (place.path("tome1"), place.root.parent().expect("a folder").join("beside"));
        fs::rename(&folder, &beside).expect("renamed");
        fs::rename(&beside, &folder).expect("renamed");
        place.expects("away and back");
        fs::write(folder.join("01.md"), "Revenu.").expect("a file");
        place.expects("saved after that");
        fs::remove_dir_all(&folder).expect("removed");
        fs::create_dir(&folder).expect("a folder");
        fs::write(folder.join("01.md"), "Refait.").expect("a file");
        place.expects("removed and made again");
        fs::write(folder.join("01.md"), "Et la suite.").expect("a file");
        place.expects("saved in the new folder");
    }
}

#[test]
fn another_set_of_folders_hides_no_change() {
    for polls in [false, true] {
        let mut place = Place::new(polls);
        fs::create_dir(place.path("tome2")).expect("a folder");
        place.expects("a new folder");
        let folders = BTreeSet::from([place.root.clone(), place.path("tome1"), place.path("tome2")]);
        assert!(place.watch.follow(&folders));
        fs::write(place.path("tome1/01.md"), "Entre deux.").expect("a file");
        let fewer = BTreeSet::from([place.root.clone(), place.path("tome1")]);
        assert!(!place.watch.follow(&fewer));
        place.expects("saved before a folder was left out");
    }
}

#[test]
fn folders_that_are_no_longer_followed_are_silent() {
    let mut place = Place::new(false);
    let only_root = BTreeSet::from([place.root.clone()]);
    assert!(!place.watch.follow(&only_root));
    fs::write(place.path("tome1/01.md"), "Sans suite.").expect("a file");
    assert!(!place.notices(SHORT));
    let both = BTreeSet::from([place.root.clone(), place.path("tome1")]);
    assert!(place.watch.follow(&both), "what happened meanwhile may have been missed");
    fs::write(place.path("tome1/01.md"), "Suivi.").expect("a file");
    place.expects("watched again");
}

#[test]
fn a_change_during_a_build_is_known() {
    let mut place = Place::new(false);
    assert!(!place.watch.is_overtaken());
    fs::write(place.path("tome1/01.md"), "Pendant.").expect("a file");
    let start = std::time::Instant::now();
    while !place.watch.is_overtaken() && start.elapsed() < LONG {}
    assert!(place.watch.is_overtaken());
    place.expects("it is still to be looked at");
}
