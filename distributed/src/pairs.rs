//! Pairs of texts that share prints.

use std::collections::{BTreeMap, HashMap};
use std::io::Write as _;
use std::path::Path;

use ballista::prelude::SessionContextExt as _;
use datafusion::arrow::array::{Array as _, RecordBatch, UInt32Array};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::DataType;
use datafusion::prelude::{ParquetReadOptions, SessionContext};
use futures::StreamExt as _;

use crate::Done;

/// Later text, earlier text, weight of what they share.
pub type Pairs = BTreeMap<(u32, u32), u32>;

/// A print that more texts keep says nothing of a pair.
const COMMON: usize = 64;

/// What each print weighs by the number of texts that keep it, as the index counts.
const WEIGHTS: [(usize, u32); 6] = [(1, 8), (2, 6), (4, 4), (8, 3), (16, 2), (COMMON, 1)];

fn weight(texts: usize) -> Option<u32> {
    let found = WEIGHTS.iter().find(|(most, _)| texts <= *most);
    found.map(|(_, weight)| *weight)
}

/// The query; its numbers are those of [`WEIGHTS`].
fn query(least: u32) -> String {
    let cases: Vec<String> = WEIGHTS
        .iter()
        .map(|(most, weight)| format!("WHEN texts <= {most} THEN {weight}"))
        .collect();
    format!(
        "WITH weighed AS (
             SELECT print, CASE {} END AS weight
             FROM (SELECT print, count(*) AS texts FROM kept GROUP BY print)
             WHERE texts <= {COMMON}
         ), telling AS (
             SELECT kept.text, kept.print, weighed.weight
             FROM kept JOIN weighed ON kept.print = weighed.print
         )
         SELECT asked.text AS later, telling.text AS earlier, sum(telling.weight) AS weight
         FROM asked JOIN telling ON asked.print = telling.print
         WHERE asked.text > telling.text
         GROUP BY asked.text, telling.text
         HAVING sum(telling.weight) >= {least}",
        cases.join(" ")
    )
}

async fn tables(context: &SessionContext, prints: &Path) -> Done<()> {
    for table in ["asked", "kept"] {
        let folder = prints.canonicalize()?.join(table);
        let folder = folder.to_string_lossy().into_owned();
        let options = ParquetReadOptions::default();
        context.register_parquet(table, folder, options).await?;
    }
    Ok(())
}

fn numbers(batch: &RecordBatch, at: usize) -> Done<Vec<u32>> {
    let column = cast(batch.column(at), &DataType::UInt32)?;
    let column = column.as_any().downcast_ref::<UInt32Array>();
    let column = column.ok_or("a column holds no numbers")?;
    Ok(column.values().to_vec())
}

/// The pairs by SQL, on this machine or on those of a scheduler.
pub async fn by_sql(prints: &Path, least: u32, scheduler: Option<&str>) -> Done<Pairs> {
    let context = match scheduler {
        Some(address) => SessionContext::remote(address).await?,
        None => SessionContext::new(),
    };
    tables(&context, prints).await?;
    let mut stream = context.sql(&query(least)).await?.execute_stream().await?;
    let mut pairs = Pairs::new();
    while let Some(batch) = stream.next().await {
        let batch = batch?;
        let (later, earlier) = (numbers(&batch, 0)?, numbers(&batch, 1)?);
        let weights = numbers(&batch, 2)?;
        for ((later, earlier), weight) in later.into_iter().zip(earlier).zip(weights) {
            pairs.insert((later, earlier), weight);
        }
    }
    Ok(pairs)
}

/// The pairs counted one by one in memory.
pub async fn plain(prints: &Path, least: u32) -> Done<Pairs> {
    let context = SessionContext::new();
    tables(&context, prints).await?;
    let mut keepers: HashMap<u32, Vec<u32>> = HashMap::new();
    for batch in context.table("kept").await?.collect().await? {
        for (text, print) in numbers(&batch, 0)?.into_iter().zip(numbers(&batch, 1)?) {
            keepers.entry(print).or_default().push(text);
        }
    }
    let mut pairs = Pairs::new();
    for batch in context.table("asked").await?.collect().await? {
        for (later, print) in numbers(&batch, 0)?.into_iter().zip(numbers(&batch, 1)?) {
            let texts = keepers.get(&print).map_or(&[][..], Vec::as_slice);
            let Some(weight) = weight(texts.len()) else {
                continue;
            };
            for earlier in texts.iter().filter(|earlier| **earlier < later) {
                *pairs.entry((later, *earlier)).or_default() += weight;
            }
        }
    }
    pairs.retain(|_, weight| *weight >= least);
    Ok(pairs)
}

/// Prints pairs in ascending order.
pub fn print(pairs: &Done<Pairs>) -> Done<()> {
    let pairs = pairs.as_ref().map_err(ToString::to_string)?;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for ((later, earlier), weight) in pairs {
        writeln!(out, "{later},{earlier},{weight}")?;
    }
    Ok(out.flush()?)
}
