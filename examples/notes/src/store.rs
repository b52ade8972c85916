//! The database. Every operation blocks.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, params};

use crate::notes::{FindRequest, Note};

const SCHEMA: &str = "
    PRAGMA journal_mode = WAL;
    CREATE TABLE IF NOT EXISTS note (id INTEGER PRIMARY KEY, text TEXT NOT NULL);
    CREATE TABLE IF NOT EXISTS tag (
        note INTEGER NOT NULL REFERENCES note, name TEXT NOT NULL, PRIMARY KEY (note, name)
    );
";

const FIND: &str = "
    SELECT id, text, (
        SELECT group_concat(name, char(31))
        FROM (SELECT name FROM tag WHERE note = id ORDER BY name)
    )
    FROM note
    WHERE instr(text, ?1) > 0
    AND (?2 IS NULL OR EXISTS (SELECT 1 FROM tag WHERE note = id AND name = ?2))
    ORDER BY id LIMIT ?3
";

/// The text between the tags of a note in a row. No tag may contain it.
pub const SEPARATOR: char = '\u{1f}';

/// A database of notes. Each operation opens a connection: connections are cheap, and SQLite's
/// readers do not wait for each other.
#[derive(Debug, Clone)]
pub struct Store {
    path: PathBuf,
}

impl Store {
    /// Opens the database, and creates it if there is none.
    pub fn open(path: impl AsRef<Path>) -> rusqlite::Result<Self> {
        Connection::open(&path)?.execute_batch(SCHEMA)?;
        Ok(Self { path: path.as_ref().into() })
    }

    /// Adds all of the notes, or none.
    pub fn add(&self, notes: &[Note]) -> rusqlite::Result<()> {
        let mut connection = Connection::open(&self.path)?;
        let transaction = connection.transaction()?;
        for note in notes {
            transaction.execute("INSERT INTO note (text) VALUES (?1)", [&note.text])?;
            let id = transaction.last_insert_rowid();
            for tag in &note.tags {
                transaction
                    .execute("INSERT OR IGNORE INTO tag VALUES (?1, ?2)", params![id, tag])?;
            }
        }
        transaction.commit()
    }

    /// Calls `found` with each matching note until `found` returns false.
    pub fn find(
        &self,
        request: &FindRequest,
        mut found: impl FnMut(Note) -> bool,
    ) -> rusqlite::Result<()> {
        let connection = Connection::open(&self.path)?;
        let mut statement = connection.prepare(FIND)?;
        // A negative limit means no limit in SQLite.
        let limit = if request.limit == 0 { -1 } else { i64::from(request.limit) };
        let rows = statement.query_map(params![request.containing, request.tag, limit], |row| {
            let tags = row.get::<_, Option<String>>(2)?.unwrap_or_default();
            let tags = tags.split_terminator(SEPARATOR).map(Into::into).collect();
            Ok(Note { id: row.get(0)?, text: row.get(1)?, tags })
        })?;
        for note in rows {
            if !found(note?) {
                break;
            }
        }
        Ok(())
    }
}
