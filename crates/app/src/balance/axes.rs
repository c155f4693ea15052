//! Payment, delivery and exchange beside the balance.

use std::collections::BTreeMap;

use sangkien_casework::definition::{Delivery, Exchange, Payment};
use sangkien_casework::engine::Axes;
use sangkien_casework::statistics::Period;

use super::ended;
use crate::record::LifeRow;

/// Where a dossier stands beside its state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AxisStand {
    /// Whether money is owed.
    Payment(Payment),
    /// Whether the result was handed over.
    Delivery(Delivery),
    /// Whether other systems were told.
    Exchange(Exchange),
}

impl AxisStand {
    /// Every stand that is worth counting: nothing to pay, hand over or tell is not.
    const COUNTED: [Self; 9] = [
        Self::Payment(Payment::Due),
        Self::Payment(Payment::Paid),
        Self::Payment(Payment::Waived),
        Self::Delivery(Delivery::Ready),
        Self::Delivery(Delivery::Delivered),
        Self::Delivery(Delivery::Returned),
        Self::Exchange(Exchange::Waiting),
        Self::Exchange(Exchange::Confirmed),
        Self::Exchange(Exchange::Failed),
    ];

    fn is_of(self, axes: Axes) -> bool {
        match self {
            Self::Payment(payment) => axes.payment == payment,
            Self::Delivery(delivery) => axes.delivery == delivery,
            Self::Exchange(exchange) => axes.exchange == exchange,
        }
    }
}

/// How many of the dossiers of a period stand so, at the moment the figures are taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AxisCount {
    /// Name of the unit that carries the procedure out.
    pub unit_name: String,
    /// Name of the procedure.
    pub procedure_name: String,
    /// Where they stand.
    pub stand: AxisStand,
    /// How many; never zero.
    pub count: u64,
}

/// Where the dossiers of the period stand beside their state: those received in it and those that
/// had not ended before it.
pub(super) fn counted(rows: &[&LifeRow], period: Period) -> Vec<AxisCount> {
    let mut by_line: BTreeMap<(&str, &str), Vec<&LifeRow>> = BTreeMap::new();
    for row in rows {
        let over = ended(row).is_some_and(|(at, _)| at < period.from);
        if row.received_at < period.until && !over {
            let key = (row.unit.as_str(), row.procedure.as_str());
            by_line.entry(key).or_default().push(row);
        }
    }
    by_line
        .values()
        .flat_map(|line| AxisStand::COUNTED.map(|stand| (line, stand)))
        .filter_map(|(line, stand)| {
            let count = line.iter().filter(|row| stand.is_of(row.axes)).count();
            let first = line.first().filter(|_| count > 0)?;
            Some(AxisCount {
                unit_name: first.unit_name.clone(),
                procedure_name: first.procedure_name.clone(),
                stand,
                count: u64::try_from(count).unwrap_or(u64::MAX),
            })
        })
        .collect()
}
