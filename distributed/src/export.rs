//! Prints of an index as Parquet: a table of what texts ask with and a table of what they keep.

use std::fs::{File, create_dir_all};
use std::path::Path;
use std::sync::Arc;

use datafusion::arrow::array::{ArrayRef, RecordBatch, UInt32Array};
use datafusion::arrow::datatypes::{DataType, Field, Schema};
use datafusion::parquet::arrow::ArrowWriter;
use sangkien_overlap_index::index::Index;

use crate::Done;

/// Rows that are written together.
const ROWS: usize = 1 << 17;

/// One file of a table with the columns `text` and `print`.
struct Rows {
    schema: Arc<Schema>,
    writer: ArrowWriter<File>,
    texts: Vec<u32>,
    prints: Vec<u32>,
}

impl Rows {
    fn new(path: &Path) -> Done<Self> {
        let field = |name| Field::new(name, DataType::UInt32, false);
        let schema = Arc::new(Schema::new(vec![field("text"), field("print")]));
        let writer = ArrowWriter::try_new(File::create_new(path)?, schema.clone(), None)?;
        Ok(Self {
            schema,
            writer,
            texts: Vec::new(),
            prints: Vec::new(),
        })
    }

    fn push(&mut self, text: u32, prints: &[u32]) -> Done<()> {
        self.texts.extend(prints.iter().map(|_| text));
        self.prints.extend(prints);
        if self.texts.len() >= ROWS {
            self.flush()?;
        }
        Ok(())
    }

    fn flush(&mut self) -> Done<()> {
        let column = |values: &mut Vec<u32>| -> ArrayRef {
            Arc::new(UInt32Array::from(std::mem::take(values)))
        };
        let columns = vec![column(&mut self.texts), column(&mut self.prints)];
        let batch = RecordBatch::try_new(self.schema.clone(), columns)?;
        self.writer.write(&batch)?;
        Ok(())
    }

    fn close(mut self) -> Done<()> {
        self.flush()?;
        self.writer.close()?;
        Ok(())
    }
}

/// Writes `asked/N.parquet` and `kept/N.parquet` into a new folder, texts dealt out to the files in
/// turn.
pub fn write(index: &Path, out: &Path, files: u32) -> Done<()> {
    let index = Index::open(index)?;
    let mut tables = Vec::new();
    for table in ["asked", "kept"] {
        let folder = out.join(table);
        create_dir_all(&folder)?;
        let rows = (0..files).map(|file| Rows::new(&folder.join(format!("{file}.parquet"))));
        tables.push(rows.collect::<Done<Vec<_>>>()?);
    }
    for text in (0..index.texts()).filter(|text| !index.is_removed(*text)) {
        let (asked, kept) = index.prints(text)?;
        for (table, prints) in tables.iter_mut().zip([asked, kept]) {
            if let Some(rows) = table.get_mut((text % files) as usize) {
                rows.push(text, &prints)?;
            }
        }
    }
    tables.into_iter().flatten().try_for_each(Rows::close)
}
