//! The tables as printed.

use crate::load::Row;

/// One line per subject and number of connections.
pub(crate) fn requests(rows: &[Row]) {
    println!(
        "\n{:<26} {:>11} {:>9} {:>8} {:>8} {:>8} {:>8} {:>7}",
        "request", "connections", "requests", "CPU ms", "p50 ms", "p99 ms", "per s", "bytes"
    );
    for row in rows {
        println!(
            "{:<26} {:>11} {:>9} {:>8.2} {:>8.2} {:>8.2} {:>8.0} {:>7}",
            row.name,
            row.connections,
            row.requests,
            row.cpu_ms,
            row.p50_ms,
            row.p99_ms,
            row.per_second,
            row.bytes
        );
    }
    println!("\nCPU ms: user and system time of the program and its database, per request.");
}

/// What is told of the program itself.
pub(crate) fn program(facts: &[(&str, String)]) {
    println!();
    for (name, value) in facts {
        println!("{name:<26} {value}");
    }
}
