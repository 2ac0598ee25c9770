//! Volumes that cite each other: the same files whichever is built, alone or with others, by shards, and with a cache that several machines
//! share, in whatever state it is.

use super::program::{answer, command, run};
use std::{
    collections::BTreeMap,
    fs,
    io::Read as _,
    path::{Path, PathBuf},
};

/// Each volume with those that it cites: 1 and 2 cite each other, 3 is cited by 2, 4 cites a volume of each kind, 5 is alone.
const VOLUMES: [(&str, &[u32]); 5] = [("tome1", &[2]), ("tome2", &[1, 3]), ("tome3", &[]), ("tome4", &[1, 3]), ("tome5", &[])];

fn write(folder: &Path, path: &str, text: &str) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn project(folder: &Path) {
    let names = VOLUMES.map(|(name, _)| name).join(", ");
    let book = "title: Les cahiers\nlanguage: fr\neditors: [ann]\ndate: 2025\n";
    write(folder, "book/book.yaml", &format!("{book}tomes: [{names}]\n"));
    write(folder, "book/people.yaml", "ann:\n  name: { given: Ann, family: Zola }\n");
    for (number, (name, cited)) in (1..).zip(VOLUMES) {
        write(
            folder,
            &format!("{name}/tome.yaml"),
            &format!("number: {number}\nbody: [01-un.md, 02-deux.md]\nback: [colophon]\n"),
        );
        let header = "kind: text\nauthors: [ann]\nstatus: approved\n---\n\n";
        let prose = "Les mots se suivent sur la ligne, et les lignes sur la page. ".repeat(30);
        let links: String = cited.iter().map(|other| format!("Voir [là](../tome{other}/02-deux.md#fin). ")).collect();
        write(folder, &format!("{name}/01-un.md"), &format!("---\ntitle: Un {number}\n{header}{prose}\n\n{links}\n"));
        let long = format!("{prose}\n\n").repeat(number);
        write(
            folder,
            &format!("{name}/02-deux.md"),
            &format!("---\ntitle: Deux {number}\n{header}{long}## Fin {{#fin}}\n\nC’est tout.\n"),
        );
    }
}

/// The books in output/, by name.
fn books(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder.join("output")).map(|entries| entries.map(|entry| entry.unwrap().path()).collect());
    let paths: Vec<PathBuf> = entries.unwrap_or_default();
    let books = paths.into_iter().filter(|path| path.extension().is_some_and(|ending| ending == "epub" || ending == "pdf"));
    books.map(|path| (path.file_name().unwrap().to_str().unwrap().to_owned(), fs::read(&path).unwrap())).collect()
}

/// Builds the volumes named in an empty output/, with a shared cache if there is one.
fn build(folder: &Path, what: &[&str], cache: Option<&Path>) -> BTreeMap<String, Vec<u8>> {
    let _ = fs::remove_dir_all(folder.join("output"));
    let mut command = command(folder, what);
    if let Some(cache) = cache {
        command.env("MAKE_BOOK_CACHE", cache);
    }
    let (status, said) = answer(&command.output().unwrap());
    assert_eq!(status, Some(0), "{said}");
    assert!(!said.contains("could not be written"), "{said}");
    books(folder)
}

/// All volumes by two shards.
fn by_shards(folder: &Path, cache: Option<&Path>) -> BTreeMap<String, Vec<u8>> {
    let mut all = build(folder, &["--all", "--shard", "1/2"], cache);
    for (name, bytes) in build(folder, &["--all", "--shard", "2/2"], cache) {
        assert!(all.insert(name, bytes).is_none(), "it is in one shard");
    }
    all
}

#[test]
fn whichever_volume_is_built_and_wherever_its_references_have_the_same_numbers() {
    let place = tempfile::tempdir().unwrap();
    let (folder, cache) = (place.path().join("project"), place.path().join("cache"));
    project(&folder);
    let whole = build(&folder, &["--all"], None);
    assert_eq!(whole.len(), 10);
    // The second text of volume 3 ends on another page than it begins.
    let mut text = String::new();
    let mut epub = zip::ZipArchive::new(std::io::Cursor::new(&whole["tome4.epub"])).unwrap();
    for index in 0..epub.len() {
        let mut file = epub.by_index(index).unwrap();
        if file.name().unwrap().ends_with(".xhtml") {
            file.read_to_string(&mut text).unwrap();
        }
    }
    let text = text.replace(['\u{a0}', '\u{202f}'], " ");
    assert_eq!((text.matches("(tome 1, p. ").count(), text.matches("(tome 3, p. ").count()), (1, 1));

    for (name, _) in VOLUMES {
        for (file, bytes) in build(&folder, &[name], None) {
            assert!(whole[&file] == bytes, "{file} alone");
        }
    }
    assert!(by_shards(&folder, None) == whole, "shards without a cache");
    assert!(by_shards(&folder, Some(&cache)) == whole, "shards with a new cache");
    assert!(by_shards(&folder, Some(&cache)) == whole, "shards with a full cache");
    let damages: [fn(&mut Vec<u8>); 2] = [|bytes| bytes.truncate(bytes.len() / 2), |bytes| bytes[20] ^= 1];
    for damage in damages {
        let mut count = 0;
        for shelf in fs::read_dir(&cache).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()) {
            for file in fs::read_dir(shelf).unwrap().map(|entry| entry.unwrap().path()) {
                let mut bytes = fs::read(&file).unwrap();
                damage(&mut bytes);
                fs::write(file, bytes).unwrap();
                count += 1;
            }
        }
        assert!(count > 30, "{count} results");
        assert!(by_shards(&folder, Some(&cache)) == whole, "shards with a damaged cache");
    }

    // The page of a reference moves; the cache knows the old one.
    let text = folder.join("tome3/01-un.md");
    fs::write(&text, format!("{}\n{}", fs::read_to_string(&text).unwrap(), "Encore une phrase, puis une autre. ".repeat(150)))
        .unwrap();
    let moved = by_shards(&folder, Some(&cache));
    assert!(moved["tome2.pdf"] != whole["tome2.pdf"] && moved["tome4.epub"] != whole["tome4.epub"]);
    assert!(moved == build(&folder, &["--all"], None), "shards after an edit");
}

#[test]
fn what_the_environment_says_of_the_cache_is_obeyed_or_refused() {
    let place = tempfile::tempdir().unwrap();
    let (folder, cache) = (place.path().join("project"), place.path().join("cache"));
    project(&folder);
    let with = |variables: &[(&str, &str)]| {
        let _ = fs::remove_dir_all(folder.join("output"));
        let mut command = command(&folder, &["tome5"]);
        command.env("MAKE_BOOK_CACHE", &cache);
        variables.iter().for_each(|(name, value)| _ = command.env(name, value));
        answer(&command.output().unwrap())
    };
    for (name, value) in [("MAKE_BOOK_CACHE_SIZE", "5 GB"), ("MAKE_BOOK_CACHE_SIZE", "-1"), ("MAKE_BOOK_CACHE_READ_ONLY", "yes")]
    {
        let (status, said) = with(&[(name, value)]);
        assert!(status == Some(2) && said.contains(name) && said.contains(value), "{said}");
    }
    assert!(!cache.exists());
    assert_eq!(with(&[("MAKE_BOOK_CACHE_READ_ONLY", "1")]).0, Some(0));
    assert!(!cache.exists(), "one that is only read is not made");
    for own in ["book", "tome1", ""] {
        let (status, said) = with(&[("MAKE_BOOK_CACHE", folder.join(own).to_str().unwrap())]);
        assert!(status == Some(2) && said.contains("folder of the book"), "{own}: {said}");
    }
    let count = |folder: &Path| fs::read_dir(folder).map_or(0, Iterator::count);
    assert_eq!((with(&[("MAKE_BOOK_CACHE_SIZE", "0")]).0, count(&cache)), (Some(0), 1), "the tag alone");
    assert_eq!(with(&[]).0, Some(0));
    assert!(count(&cache) > 5);
    // A file in the place of the folder.
    let file = place.path().join("file");
    fs::write(&file, "mine").unwrap();
    assert_eq!(with(&[("MAKE_BOOK_CACHE", file.to_str().unwrap())]).0, Some(2));
    assert_eq!(fs::read_to_string(&file).unwrap(), "mine");
    // Nothing can be written there: that is a note, and the books are whole.
    let blocked = place.path().join("blocked");
    fs::create_dir(&blocked).unwrap();
    (0..256).for_each(|shelf| fs::write(blocked.join(format!("{shelf:02x}")), "").unwrap());
    let (status, said) = with(&[("MAKE_BOOK_CACHE", blocked.to_str().unwrap())]);
    assert!(status == Some(0) && said.matches("could not be written").count() == 1, "{said}");
    assert_eq!(books(&folder).len(), 2);
    // Without the variable, the cache is in output/.
    let _ = fs::remove_dir_all(folder.join("output"));
    assert_eq!(run(&folder, &["tome5"]).0, Some(0));
    assert!(folder.join("output/.cache/tome5.memo").is_file());
}
