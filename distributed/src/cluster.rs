//! Scheduler and executors, all on this machine: what a test needs. Ballista's own programs serve
//! several machines.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;

use ballista_executor::executor_process::{ExecutorProcessConfig, start_executor_process};
use ballista_scheduler::cluster::BallistaCluster;
use ballista_scheduler::config::SchedulerConfig;
use ballista_scheduler::scheduler_process::start_server;

use crate::Done;

const HOST: &str = "127.0.0.1";

/// Runs a scheduler until it is stopped.
pub async fn schedule(port: u16) -> Done<()> {
    let config = SchedulerConfig {
        bind_host: HOST.to_owned(),
        external_host: HOST.to_owned(),
        bind_port: port,
        ..SchedulerConfig::default()
    };
    let cluster = BallistaCluster::new_from_config(&config).await?;
    start_server(
        cluster,
        SocketAddr::new([127, 0, 0, 1].into(), port),
        Arc::new(config),
    )
    .await?;
    Ok(())
}

/// Runs an executor until it is stopped.
pub async fn execute(scheduler: u16, port: u16, work: &Path, tasks: usize) -> Done<()> {
    std::fs::create_dir_all(work)?;
    let config = ExecutorProcessConfig {
        bind_host: HOST.to_owned(),
        external_host: Some(HOST.to_owned()),
        port,
        grpc_port: port + 1,
        scheduler_host: HOST.to_owned(),
        scheduler_port: scheduler,
        scheduler_connect_timeout_seconds: 20,
        vcores: tasks,
        work_dir: Some(work.to_string_lossy().into_owned()),
        ..ExecutorProcessConfig::default()
    };
    start_executor_process(Arc::new(config)).await?;
    Ok(())
}
