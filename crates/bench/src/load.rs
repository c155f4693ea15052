//! Closed loops: each connection asks again as soon as it is answered.

use std::time::{Duration, Instant};

use tokio::task::JoinSet;

use crate::Done;
use crate::client::Connection;
use crate::process::Program;
use crate::subject::{Subject, Task};

/// Requests of each connection before the measurement begins.
pub(crate) const WARM_UP: usize = 10;

/// How much is asked.
pub(crate) struct Plan {
    /// Requests per cell, at most.
    pub(crate) requests: usize,
    /// Seconds per cell, at most.
    pub(crate) seconds: u64,
    /// Numbers of connections.
    pub(crate) connections: Vec<usize>,
}

impl Plan {
    /// How often each session is asked to do a thing that can be done once, over all cells.
    pub(crate) fn per_session(&self) -> Vec<usize> {
        let sessions = self.connections.iter().copied().max().unwrap_or(0);
        (0..sessions)
            .map(|session| {
                self.connections
                    .iter()
                    .filter(|connections| session < **connections)
                    .map(|connections| self.requests / connections + WARM_UP)
                    .sum()
            })
            .collect()
    }
}

/// What one cell came to.
pub(crate) struct Row {
    /// Name of the request.
    pub(crate) name: &'static str,
    /// Connections at once.
    pub(crate) connections: usize,
    /// Requests measured.
    pub(crate) requests: usize,
    /// Processor time per request.
    pub(crate) cpu_ms: f64,
    /// Half of the requests were answered within this time.
    pub(crate) p50_ms: f64,
    /// All but one in a hundred were.
    pub(crate) p99_ms: f64,
    /// Requests answered per second.
    pub(crate) per_second: f64,
    /// Size of an answer's body, compressed.
    pub(crate) bytes: usize,
}

/// Asks for `subject` over so many connections.
pub(crate) async fn measure(
    subject: &mut Subject,
    connections: usize,
    plan: &Plan,
    program: &Program,
) -> Done<Row> {
    let mut lines = Vec::new();
    for (number, cookie) in subject.cookies.iter().take(connections).enumerate() {
        let number = u32::try_from(number)?;
        lines.push(Connection::open(program.address(), number, cookie).await?);
    }
    // Warm: statements prepared, connections of the database open.
    let share = plan.requests / connections;
    let warm = subject.tasks(connections, WARM_UP)?;
    let measured = subject.tasks(connections, share)?;
    let mut warmed = Vec::new();
    for (mut line, tasks) in lines.into_iter().zip(warm) {
        for task in &tasks {
            ask(&mut line, task).await?;
        }
        // From here on as browsers ask; what the pages say was read above.
        line.compressed = true;
        warmed.push(line);
    }

    let cpu = program.cpu_seconds()?;
    let begin = Instant::now();
    let end = begin + Duration::from_secs(plan.seconds);
    let mut running = JoinSet::new();
    for (line, tasks) in warmed.into_iter().zip(measured) {
        running.spawn(one(line, tasks, end));
    }
    let (mut times, mut bytes) = (Vec::new(), 0);
    while let Some(outcome) = running.join_next().await {
        let (more, size) = outcome??;
        times.extend(more);
        bytes = bytes.max(size);
    }
    let took = begin.elapsed().as_secs_f64();
    let cpu = program.cpu_seconds()? - cpu;
    times.sort_unstable();
    let count = f64::from(u32::try_from(times.len().max(1))?);
    Ok(Row {
        name: subject.name,
        connections,
        requests: times.len(),
        cpu_ms: cpu * 1_000.0 / count,
        p50_ms: percentile(&times, 50),
        p99_ms: percentile(&times, 99),
        per_second: count / took,
        bytes,
    })
}

async fn one(mut line: Connection, tasks: Vec<Task>, end: Instant) -> Done<(Vec<Duration>, usize)> {
    let (mut times, mut bytes) = (Vec::with_capacity(tasks.len()), 0);
    for task in &tasks {
        let begin = Instant::now();
        if begin >= end {
            break;
        }
        bytes = bytes.max(ask(&mut line, task).await?);
        times.push(begin.elapsed());
    }
    Ok((times, bytes))
}

/// Asks and makes sure of the answer: a fast error is no result.
async fn ask(line: &mut Connection, task: &Task) -> Done<usize> {
    let answer = match &task.form {
        Some(form) => line.post(&task.path, form).await?,
        None => line.get(&task.path).await?,
    };
    let fits = answer.status == task.status
        && answer.location.ends_with(task.leads_to)
        && (line.compressed || find(&answer.body, task.says.as_bytes()));
    if fits {
        Ok(answer.body.len())
    } else {
        Err(format!(
            "{}: {} to {:?}, wanted {} saying {:?}:\n{}",
            task.path,
            answer.status,
            answer.location,
            task.status,
            task.says,
            String::from_utf8_lossy(&answer.body)
        )
        .into())
    }
}

fn find(body: &[u8], words: &[u8]) -> bool {
    words.is_empty() || body.windows(words.len()).any(|found| found == words)
}

/// The time within which `percent` of the sorted `times` lie, in milliseconds.
fn percentile(times: &[Duration], percent: usize) -> f64 {
    let place = (times.len() * percent).div_ceil(100).saturating_sub(1);
    times
        .get(place)
        .map_or(0.0, |time| time.as_secs_f64() * 1_000.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_and_all_but_one_in_a_hundred_are_counted_from_the_fastest() {
        let times: Vec<Duration> = (1..=200).map(Duration::from_millis).collect();
        assert!((percentile(&times, 50) - 100.0).abs() < f64::EPSILON);
        assert!((percentile(&times, 99) - 198.0).abs() < f64::EPSILON);
        assert!(percentile(&[], 99).abs() < f64::EPSILON);
    }
}
