//! Shutting a process in before it touches a stranger's file: limits of memory, time and files,
//! no file system, no network, no other program.
//!
//! What the kernel does not offer is left out (Landlock exists since Linux 5.13); the filter of
//! system calls alone already refuses files, sockets and programs.

use std::collections::BTreeMap;
use std::io;

use landlock::{ABI, Access as _, AccessFs, Ruleset, RulesetAttr as _};
use rustix::process::{Resource, Rlimit, setrlimit};
use seccompiler::{
    BpfProgram, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompFilter,
    SeccompRule,
};

/// What a process may use.
#[derive(Debug, Clone, Copy)]
pub(super) struct Allowance {
    /// Address space, in bytes.
    pub(super) memory: u64,
    /// Processor time, in seconds.
    pub(super) seconds: u64,
    /// Size of a file it may write, in bytes.
    pub(super) file: u64,
    /// Files it may hold open.
    pub(super) files: u64,
}

/// Limits what this process and its children use.
pub(super) fn limit(allowance: Allowance) -> io::Result<()> {
    for (resource, most) in [
        (Resource::As, allowance.memory),
        (Resource::Cpu, allowance.seconds),
        (Resource::Fsize, allowance.file),
        (Resource::Nofile, allowance.files),
        (Resource::Core, 0),
    ] {
        let most = Some(most);
        setrlimit(
            resource,
            Rlimit {
                current: most,
                maximum: most,
            },
        )?;
    }
    Ok(())
}

/// Takes files, network and other programs away from this thread for good.
pub(super) fn alone() -> io::Result<()> {
    let rules = Ruleset::default()
        .handle_access(AccessFs::from_all(ABI::V5))
        .and_then(Ruleset::create)
        .map_err(io::Error::other)?;
    rules.restrict_self().map_err(io::Error::other)?;
    let refused = [
        libc::SYS_openat,
        libc::SYS_openat2,
        libc::SYS_unlinkat,
        libc::SYS_renameat2,
        libc::SYS_mkdirat,
        libc::SYS_linkat,
        libc::SYS_symlinkat,
        libc::SYS_socket,
        libc::SYS_socketpair,
        libc::SYS_connect,
        libc::SYS_bind,
        libc::SYS_execve,
        libc::SYS_execveat,
        libc::SYS_ptrace,
        libc::SYS_kill,
        libc::SYS_process_vm_readv,
        libc::SYS_process_vm_writev,
        libc::SYS_io_uring_setup,
    ];
    filter(refused.into_iter().map(|call| (call, Vec::new())).collect())
}

/// Takes the network away from this thread and what it starts; files stay.
pub(super) fn off_line() -> io::Result<()> {
    let family = |number: i32| {
        let value = u64::try_from(number).unwrap_or_default();
        let equal = SeccompCondition::new(0, SeccompCmpArgLen::Dword, SeccompCmpOp::Eq, value)?;
        SeccompRule::new(vec![equal])
    };
    let rules: Result<Vec<SeccompRule>, _> = [libc::AF_INET, libc::AF_INET6, libc::AF_NETLINK]
        .into_iter()
        .map(family)
        .collect();
    filter(BTreeMap::from([(
        libc::SYS_socket,
        rules.map_err(io::Error::other)?,
    )]))
}

fn filter(refused: BTreeMap<i64, Vec<SeccompRule>>) -> io::Result<()> {
    let denied = u32::try_from(libc::EACCES).unwrap_or(1);
    let machine = std::env::consts::ARCH
        .try_into()
        .map_err(io::Error::other)?;
    let filter = SeccompFilter::new(
        refused,
        SeccompAction::Allow,
        SeccompAction::Errno(denied),
        machine,
    );
    let program: BpfProgram = filter
        .and_then(TryInto::try_into)
        .map_err(io::Error::other)?;
    seccompiler::apply_filter(&program).map_err(io::Error::other)
}

#[cfg(test)]
mod tests {
    use std::net::{TcpListener, UdpSocket};
    use std::process::Command;

    /// The rules hold for the thread that asks for them and for nothing else of the test.
    fn in_a_thread(test: impl FnOnce() + Send + 'static) {
        std::thread::spawn(test).join().unwrap();
    }

    #[test]
    fn a_reader_has_no_files_no_network_and_no_programs() {
        let folder = tempfile::tempdir().unwrap();
        let secret = folder.path().join("secret");
        std::fs::write(&secret, "x").unwrap();
        in_a_thread(move || {
            super::alone().unwrap();
            assert!(std::fs::read(&secret).is_err());
            assert!(std::fs::write(&secret, "y").is_err());
            assert!(std::fs::remove_file(&secret).is_err());
            assert!(TcpListener::bind("127.0.0.1:0").is_err());
            assert!(Command::new("/bin/true").status().is_err());
        });
        assert!(folder.path().join("secret").exists());
    }

    #[test]
    fn a_converter_has_files_but_no_network() {
        in_a_thread(|| {
            super::off_line().unwrap();
            assert!(tempfile::tempfile().is_ok());
            assert!(UdpSocket::bind("127.0.0.1:0").is_err());
            assert!(UdpSocket::bind("[::1]:0").is_err());
        });
    }
}
