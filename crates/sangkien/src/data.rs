//! The data folder: where each part of an instance stands in it, and the secret of the instance.

use std::fs::{self, File, OpenOptions};
use std::io::{Read, Seek, SeekFrom, Write};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use sangkien_app::port::Entropy;
use sangkien_ledger::{Checkpoint, CheckpointKey};

use crate::trouble::{Done, Trouble};
use crate::wiring::SystemEntropy;

/// A data folder.
#[derive(Debug, Clone)]
pub struct DataFolder(PathBuf);

impl DataFolder {
    /// The folder, made for its owner alone if it is not there.
    pub fn open(path: &Path) -> Done<Self> {
        fs::DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(path)
            .map_err(Trouble::file("tạo", path))?;
        Ok(Self(path.to_owned()))
    }

    /// The folder, which must be there already.
    pub fn existing(path: &Path) -> Done<Self> {
        if path.is_dir() {
            Ok(Self(path.to_owned()))
        } else {
            Err(Trouble::Said(format!(
                "Không có thư mục dữ liệu {}.",
                path.display()
            )))
        }
    }

    /// The database file, when the database is one.
    pub fn database(path: &Path) -> PathBuf {
        path.join("sangkien.db")
    }

    /// Uploaded files.
    pub fn files(&self) -> PathBuf {
        self.0.join("files")
    }

    /// Texts kept for comparison; made again from the database when it is missing.
    pub fn overlap(&self) -> PathBuf {
        self.0.join("overlap")
    }

    /// What texts say, by the installed model; made again from the database when it is missing.
    pub fn meaning(&self) -> PathBuf {
        self.0.join("meaning")
    }

    /// Outgoing mail that goes to a folder.
    pub fn mail(&self) -> PathBuf {
        self.0.join("mail")
    }

    /// Signed checkpoints of the audit log.
    pub fn checkpoints(&self) -> PathBuf {
        self.0.join("audit.checkpoints")
    }

    /// Where a demo stands.
    pub fn demo(&self) -> PathBuf {
        self.0.join("demo.json")
    }

    fn secret_file(&self) -> PathBuf {
        self.0.join("secret.key")
    }

    /// The instance's secret: 32 random bytes, made at the first start, readable by the owner
    /// alone. Says so in the log when others could read it.
    pub fn secret(&self) -> Done<[u8; 32]> {
        let path = self.secret_file();
        if !path.exists() {
            make_secret(&path)?;
        }
        let mut secret = [0; 32];
        let mut file = File::open(&path).map_err(Trouble::file("đọc", &path))?;
        file.read_exact(&mut secret)
            .map_err(Trouble::file("đọc", &path))?;
        let mode = file.metadata().map_err(Trouble::file("đọc", &path))?.mode();
        if mode & 0o077 != 0 {
            tracing::warn!(
                path = %path.display(),
                "others can read the secret of this instance; set its mode to 600"
            );
        }
        Ok(secret)
    }

    /// The key of the checkpoints, if the instance has a secret.
    pub fn checkpoint_key(&self) -> Done<CheckpointKey> {
        self.secret().map(CheckpointKey::new)
    }

    /// Whether the instance has a secret yet.
    pub fn has_secret(&self) -> bool {
        self.secret_file().exists()
    }
}

fn make_secret(path: &Path) -> Done<()> {
    // A crash leaves the unfinished file behind, never half a secret under its name.
    let unfinished = path.with_extension("tmp");
    let written = OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(&unfinished)
        .and_then(|mut file| {
            file.write_all(&SystemEntropy.bytes())?;
            file.sync_all()
        })
        .and_then(|()| fs::rename(&unfinished, path));
    written.map_err(Trouble::file("ghi", path))
}

/// What the file of checkpoints holds.
#[derive(Debug, Default)]
pub struct Checkpoints {
    /// The checkpoints, not yet checked for their signature.
    pub read: Vec<Checkpoint>,
    /// Numbers of lines that are none.
    pub malformed: Vec<usize>,
    /// Whether the last line was cut off while it was written.
    pub torn: bool,
}

/// Reads the file of checkpoints; none when it is not there.
pub fn read_checkpoints(path: &Path) -> Done<Checkpoints> {
    let mut found = Checkpoints::default();
    if !path.exists() {
        return Ok(found);
    }
    let text = fs::read_to_string(path).map_err(Trouble::file("đọc", path))?;
    for (number, line) in (1..).zip(text.split_inclusive('\n')) {
        match Checkpoint::parse_line(line) {
            Ok(checkpoint) if line.ends_with('\n') => found.read.push(checkpoint),
            _ if !line.ends_with('\n') => found.torn = true,
            _ => found.malformed.push(number),
        }
    }
    Ok(found)
}

/// Appends checkpoints to a file, one line each, on disk before the call returns.
#[derive(Debug)]
pub struct CheckpointFile {
    file: File,
}

impl CheckpointFile {
    /// Opens the file for appending. A last line cut off by a crash is taken away.
    pub fn open(path: &Path) -> Done<Self> {
        let open = || -> std::io::Result<File> {
            let mut file = OpenOptions::new()
                .create(true)
                .append(true)
                .read(true)
                .mode(0o600)
                .open(path)?;
            let mut text = String::new();
            file.read_to_string(&mut text)?;
            let whole = text.rfind('\n').map_or(0, |end| end + 1);
            if whole < text.len() {
                file.set_len(u64::try_from(whole).unwrap_or(0))?;
            }
            file.seek(SeekFrom::End(0))?;
            Ok(file)
        };
        open()
            .map(|file| Self { file })
            .map_err(Trouble::file("mở", path))
    }

    /// Appends one.
    pub fn append(&mut self, checkpoint: &Checkpoint) -> std::io::Result<()> {
        // One write, so that a crash cuts at most the last line.
        self.file
            .write_all(format!("{}\n", checkpoint.to_line()).as_bytes())?;
        self.file.sync_data()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_secret_is_made_once_and_for_its_owner_alone() {
        let parent = tempfile::tempdir().unwrap();
        let folder = DataFolder::open(&parent.path().join("data")).unwrap();
        let secret = folder.secret().unwrap();
        assert_ne!(secret, [0; 32]);
        assert_eq!(folder.secret().unwrap(), secret);
        let mode = fs::metadata(folder.secret_file()).unwrap().mode();
        assert_eq!(mode & 0o777, 0o600);
    }

    #[test]
    fn a_line_cut_off_by_a_crash_is_taken_away_and_whole_ones_stay() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("audit.checkpoints");
        let key = CheckpointKey::new([1; 32]);
        let one = Checkpoint::create(&key, 1, [2; 32], 3);
        CheckpointFile::open(&path).unwrap().append(&one).unwrap();
        let mut text = fs::read_to_string(&path).unwrap();
        text.push_str("sangkien-checkpoint-1 pos");
        fs::write(&path, &text).unwrap();
        let found = read_checkpoints(&path).unwrap();
        assert_eq!((found.read.len(), found.torn), (1, true));
        let two = Checkpoint::create(&key, 2, [3; 32], 4);
        CheckpointFile::open(&path).unwrap().append(&two).unwrap();
        let found = read_checkpoints(&path).unwrap();
        assert_eq!(found.read, [one, two]);
        assert!(!found.torn && found.malformed.is_empty());
    }

    #[test]
    fn a_line_that_is_no_checkpoint_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("audit.checkpoints");
        fs::write(&path, "một dòng lạ\n").unwrap();
        assert_eq!(read_checkpoints(&path).unwrap().malformed, [1]);
    }
}
