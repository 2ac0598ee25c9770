//! Old documents (.doc, .rtf, .wpd) become .docx by LibreOffice, where it is installed: in a private folder, with a time limit.
#![expect(
    clippy::disallowed_methods,
    reason = "`project` is the module that touches the disk; an old document needs the program that knows it"
)]

use super::error::{Error, FileOperation};
use std::{
    fs,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::Duration,
};

/// Longest time for a document, in steps of `STEP`: two minutes. A first start takes some ten seconds.
const STEPS: usize = 1_200;

/// How long is waited between two looks.
const STEP: Duration = Duration::from_millis(100);

/// Names under which LibreOffice is called.
const NAMES: [&str; 2] = ["soffice", "libreoffice"];

/// Where it stands on systems that do not put it on the path.
const PLACES: [&str; 3] = [
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:\\Program Files\\LibreOffice\\program\\soffice.exe",
    "/usr/lib/libreoffice/program/soffice",
];

/// A document, known by its extension, as .docx. None when LibreOffice is not installed, or makes nothing of it in time.
///
/// # Errors
/// When the disk fails.
pub fn convert(bytes: &[u8], extension: &str) -> Result<Option<Vec<u8>>, Error> {
    let folder = tempfile::tempdir().map_err(|error| Error::new(FileOperation::Write, Path::new("."), error))?;
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |error| Error::new(FileOperation::Write, &path, error)
    };
    let document = folder.path().join(format!("document.{extension}"));
    fs::write(&document, bytes).map_err(failed(&document))?;
    let out = folder.path().join("out");
    fs::create_dir(&out).map_err(failed(&out))?;
    let Some(mut child) = started(folder.path(), &document, &out) else { return Ok(None) };
    let mut ended = false;
    for _ in 0..STEPS {
        if child.try_wait().map_or(true, |status| status.is_some()) {
            ended = true;
            break;
        }
        thread::sleep(STEP);
    }
    if !ended {
        stop(&mut child);
    }
    Ok(fs::read(out.join("document.docx")).ok().filter(|_| ended))
}

/// Starts LibreOffice with settings of its own, which no other window of it sees; none when it is not installed.
fn started(folder: &Path, document: &Path, out: &Path) -> Option<Child> {
    let profile = format!("-env:UserInstallation=file://{}", address(&folder.join("profile")));
    let programs = NAMES.iter().map(PathBuf::from).chain(PLACES.iter().map(PathBuf::from));
    programs.into_iter().find_map(|program| {
        let mut command = Command::new(program);
        command.arg(&profile).args([
            "--headless",
            "--norestore",
            "--nolockcheck",
            "--convert-to",
            "docx:MS Word 2007 XML",
            "--outdir",
        ]);
        command.arg(out).arg(document).current_dir(folder);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        #[cfg(unix)]
        {
            use std::os::unix::process::CommandExt as _;
            // It starts others: all of them end together.
            command.process_group(0);
        }
        command.spawn().ok()
    })
}

/// A path as a file address has it.
fn address(path: &Path) -> String {
    let shown = path.display().to_string().replace('\\', "/");
    let mut address = String::new();
    for byte in shown.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-_.~:".contains(&byte) {
            address.push(char::from(byte));
        } else {
            address.push_str(&format!("%{byte:02X}"));
        }
    }
    if address.starts_with('/') { address } else { format!("/{address}") }
}

/// Ends LibreOffice and what it started.
fn stop(child: &mut Child) {
    #[cfg(unix)]
    {
        let group = i32::try_from(child.id()).ok().and_then(rustix::process::Pid::from_raw);
        if let Some(group) = group {
            let _ = rustix::process::kill_process_group(group, rustix::process::Signal::KILL);
        }
    }
    let _ = child.kill();
    let _ = child.wait();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_hold_no_signs_that_mean_something() {
        assert_eq!(address(Path::new("/tmp/é a%b")), "/tmp/%C3%A9%20a%25b");
        assert_eq!(address(Path::new("C:\\temp\\x")), "/C:/temp/x");
    }
}
