//! Opening files below a folder: no link is followed on the way, and nothing but an ordinary file is opened.
//!
//! Between listing a folder and reading a file of it, another program may put a link or a pipe in the place of the file or of a
//! folder above it. So each step of a path is opened by itself and without following links, and then what was opened is asked what
//! it is, not its name.

use std::{
    fs::{File, Metadata},
    io,
    path::Path,
};

/// What a file is opened for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Access {
    Read,
    Append,
}

/// Opens the ordinary file at `path`: the folder `root`, a real path, followed by names that are no links.
///
/// # Errors
/// When the disk fails, when there is a link on the way, or when it is not an ordinary file.
pub(super) fn open_below(root: &Path, path: &Path, access: Access) -> io::Result<(File, Metadata)> {
    let below = path.strip_prefix(root).map_err(|_| io::ErrorKind::PermissionDenied)?;
    let file = descend(root, below, access)?;
    let metadata = file.metadata()?;
    if metadata.is_file() { Ok((file, metadata)) } else { Err(io::ErrorKind::InvalidData.into()) }
}

/// Whether an error says that something else is in the place of a file than was listed there.
pub(super) fn is_change(error: &io::Error) -> bool {
    use io::ErrorKind::{InvalidData, NotADirectory};
    #[cfg(unix)]
    let is_link = [rustix::io::Errno::LOOP, rustix::io::Errno::MLINK, rustix::io::Errno::NXIO]
        .iter()
        .any(|known| Some(known.raw_os_error()) == error.raw_os_error());
    #[cfg(not(unix))]
    let is_link = false;
    is_link || matches!(error.kind(), InvalidData | NotADirectory)
}

#[cfg(unix)]
fn descend(root: &Path, below: &Path, access: Access) -> io::Result<File> {
    use rustix::fs::{CWD, Mode, OFlags, openat};
    let folder = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
    // Without waiting: opening a pipe would last until someone writes to it.
    let mut last = OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
    last |= match access {
        Access::Read => OFlags::RDONLY,
        Access::Append => OFlags::WRONLY | OFlags::APPEND,
    };
    let mut here = openat(CWD, root, folder, Mode::empty())?;
    let mut steps = below.components().peekable();
    while let Some(step) = steps.next() {
        let flags = if steps.peek().is_some() { folder | OFlags::NOFOLLOW } else { last };
        here = openat(&here, step.as_os_str(), flags, Mode::empty())?;
    }
    Ok(here.into())
}

/// Elsewhere a path cannot be opened step by step with the standard library; what it leads to is looked at before and after.
#[cfg(not(unix))]
#[expect(clippy::disallowed_methods, reason = "`project` is the module that touches the disk")]
fn descend(root: &Path, below: &Path, access: Access) -> io::Result<File> {
    let path = root.join(below);
    let file = File::options().read(access == Access::Read).append(access == Access::Append).open(&path)?;
    if path.canonicalize()? == path { Ok(file) } else { Err(io::ErrorKind::InvalidData.into()) }
}

#[cfg(all(test, unix))]
#[expect(clippy::disallowed_methods, reason = "these tests are about the disk")]
mod tests {
    use super::*;
    use std::{fs, io::Read as _, os::unix::fs::symlink};

    #[test]
    fn only_ordinary_files_are_opened_and_no_link_is_followed() {
        let place = tempfile::tempdir().expect("a folder");
        let root = place.path().join("root").join("book");
        fs::create_dir_all(root.join("a/b")).expect("a folder");
        fs::write(root.join("a/b/c.md"), "inside").expect("a file");
        fs::create_dir_all(place.path().join("outside/b")).expect("a folder");
        fs::write(place.path().join("outside/b/c.md"), "outside").expect("a file");
        let root = root.canonicalize().expect("there");
        let open = |path: &str| open_below(&root, &root.join(path), Access::Read);
        let mut text = String::new();
        open("a/b/c.md").expect("there").0.read_to_string(&mut text).expect("read");
        assert_eq!(text, "inside");
        // A link in the place of the file, of the folder that holds it, or of one above.
        symlink("c.md", root.join("a/b/d.md")).expect("a link");
        symlink(place.path().join("outside/b"), root.join("a/e")).expect("a link");
        symlink(place.path().join("outside"), root.join("f")).expect("a link");
        for path in ["a/b/d.md", "a/e/c.md", "f/b/c.md"] {
            assert!(is_change(&open(path).expect_err(path)), "{path}");
        }
        // What is not a file is not waited for.
        let pipe = root.join("pipe");
        let made = std::process::Command::new("mkfifo").arg(&pipe).status().is_ok_and(|status| status.success());
        let _socket = std::os::unix::net::UnixListener::bind(root.join("socket")).expect("a socket");
        for path in ["a/b", "socket", "pipe"].into_iter().filter(|path| made || *path != "pipe") {
            assert!(is_change(&open(path).expect_err(path)), "{path}");
        }
        assert!(!is_change(&open("a/x.md").expect_err("absent")));
        assert!(open_below(&root, Path::new("/etc/passwd"), Access::Read).is_err());
    }
}
