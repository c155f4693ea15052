//! The binary, started and stopped by tests.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

use sangkien_testkit::Wire;
use serde_json::Value;

/// A command of the binary with these arguments, outside any configuration of the machine.
pub(crate) fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sangkien"));
    command.args(arguments).env("SANGKIEN_LOG", "warn");
    command
}

/// Runs a command to its end.
pub(crate) fn run(arguments: &[&str]) -> Output {
    command(arguments).output().unwrap()
}

/// What a command printed.
pub(crate) fn printed(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// A server in a process of its own; killed when dropped.
pub(crate) struct Running {
    child: Child,
    /// What it printed when it was ready.
    pub(crate) ready: Value,
    /// A client of it.
    pub(crate) wire: Wire,
}

impl Running {
    /// Starts `demo` or `serve` on a free port and waits until it is ready.
    pub(crate) fn start(what: &str, data: &Path, more: &[&str]) -> Self {
        let data = data.to_str().unwrap();
        let mut arguments = vec![what, "--json", "--data", data, "--listen", "127.0.0.1:0"];
        arguments.extend(more);
        let mut child = command(&arguments).stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let ready: Value = serde_json::from_str(&line).unwrap();
        let address = ready["address"]
            .as_str()
            .unwrap_or_else(|| panic!("{line}"));
        Self {
            wire: Wire::to(address),
            child,
            ready,
        }
    }

    /// Ends it as a power cut would.
    pub(crate) fn kill(mut self) {
        // SIGKILL: nothing in the program can run any more.
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Asks it to stop; gives whether it ended well.
    pub(crate) fn stop(mut self) -> bool {
        let asked = Command::new("kill")
            .args(["-TERM", &self.child.id().to_string()])
            .status()
            .unwrap();
        asked.success() && self.child.wait().unwrap().success()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
