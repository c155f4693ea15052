//! The program under measurement: started, watched through `/proc`, stopped.

use std::collections::BTreeMap;
use std::fs;
use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::Done;
use crate::client::Connection;

/// Ticks of `/proc/PID/stat` per second; fixed on Linux for programs.
const TICKS: f64 = 100.0;
/// How long the program may take to answer.
const PATIENCE: Duration = Duration::from_mins(1);

/// A running program.
pub(crate) struct Program {
    child: Child,
    address: SocketAddr,
    started_in: Duration,
    database_process: Option<u32>,
}

impl Program {
    /// Starts `program serve` and waits for its first answer.
    pub(crate) async fn start(
        program: &Path,
        data: &Path,
        database: Option<&str>,
        database_process: Option<u32>,
    ) -> Done<Self> {
        let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
        let mut command = Command::new(program);
        command
            .arg("serve")
            .arg("--data")
            .arg(data)
            .args(["--listen", &address.to_string()])
            .env("SANGKIEN_TRUSTED_PROXIES", "1")
            .env("SANGKIEN_LOG", "warn")
            .stdout(Stdio::null());
        if let Some(url) = database {
            command.args(["--database", url]);
        }
        let begin = Instant::now();
        let child = command.spawn()?;
        let mut program = Self {
            child,
            address,
            started_in: Duration::ZERO,
            database_process,
        };
        while !answers(address).await {
            if let Some(status) = program.child.try_wait()? {
                return Err(format!("the program ended: {status}").into());
            }
            if begin.elapsed() > PATIENCE {
                return Err("the program does not answer".into());
            }
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
        program.started_in = begin.elapsed();
        Ok(program)
    }

    /// Where it listens.
    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    /// From its start to its first answer, in milliseconds.
    pub(crate) fn start_ms(&self) -> f64 {
        self.started_in.as_secs_f64() * 1_000.0
    }

    /// Processor time of the program and its database so far, in seconds.
    pub(crate) fn cpu_seconds(&self) -> Done<f64> {
        let mut processes = vec![self.child.id()];
        if let Some(root) = self.database_process {
            processes.extend(with_descendants(root)?);
        }
        // A process may end between the listing and the reading; its parent has its time then.
        Ok(processes.into_iter().filter_map(ticks).sum::<f64>() / TICKS)
    }

    /// Resident memory of the program, without that of a database server.
    pub(crate) fn memory_mib(&self) -> Done<f64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let kib: u64 = status
            .lines()
            .find_map(|line| line.strip_prefix("VmRSS:"))
            .and_then(|rest| rest.trim().trim_end_matches(" kB").parse().ok())
            .ok_or("no resident size")?;
        Ok(mib(kib * 1_024))
    }

    /// Asks it to end, and waits until it has.
    pub(crate) async fn stop(&mut self) -> Done<()> {
        let pid = self.child.id().to_string();
        Command::new("kill").args(["-TERM", &pid]).status()?;
        let begin = Instant::now();
        while self.child.try_wait()?.is_none() {
            if begin.elapsed() > PATIENCE {
                return Err("the program does not end".into());
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        Ok(())
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // Already ended, or left over by an error.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

async fn answers(address: SocketAddr) -> bool {
    match Connection::open(address, 0, "").await {
        Ok(mut line) => line
            .get("/livez")
            .await
            .is_ok_and(|answer| answer.status == 200),
        Err(_) => false,
    }
}

/// Bytes as mebibytes.
pub(crate) fn mib(bytes: u64) -> f64 {
    let kib = u32::try_from(bytes / 1_024).unwrap_or(u32::MAX);
    f64::from(kib) / 1_024.0
}

/// The fields of `/proc/PID/stat` after the name, which may hold anything.
fn stat(pid: u32) -> Option<Vec<String>> {
    let text = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    let (_, rest) = text.rsplit_once(") ")?;
    Some(rest.split(' ').map(str::to_owned).collect())
}

/// User and system time of a process and of its children that have ended.
fn ticks(pid: u32) -> Option<f64> {
    let fields = stat(pid)?;
    let number = |place: usize| -> Option<f64> { fields.get(place)?.parse().ok() };
    // utime, stime, cutime, cstime: fields 14 to 17 of proc(5); the state, first here, is field 3.
    Some(number(11)? + number(12)? + number(13)? + number(14)?)
}

fn with_descendants(root: u32) -> Done<Vec<u32>> {
    let mut children: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for entry in fs::read_dir("/proc")? {
        let name = entry?.file_name();
        let Some(pid) = name.to_str().and_then(|name| name.parse::<u32>().ok()) else {
            continue;
        };
        let parent = stat(pid).and_then(|fields| fields.get(1)?.parse().ok());
        if let Some(parent) = parent {
            children.entry(parent).or_default().push(pid);
        }
    }
    let (mut found, mut waiting) = (Vec::new(), vec![root]);
    while let Some(pid) = waiting.pop() {
        found.push(pid);
        waiting.extend(children.remove(&pid).unwrap_or_default());
    }
    Ok(found)
}
