//! Limits of requests. A school behind one address must still work, and nobody can lock a
//! colleague out by failing to sign in under their name.

use std::num::NonZeroU32;
use std::time::Duration;

use governor::clock::DefaultClock;
use governor::state::keyed::DashMapStateStore;
use governor::{Quota, RateLimiter};

type Keyed = RateLimiter<String, DashMapStateStore<String>, DefaultClock>;

/// Buckets by address and by account.
pub struct Limits {
    sign_in_by_address: Keyed,
    sign_in_by_account: Keyed,
    request_by_address: Keyed,
}

/// Too many requests; when to try again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooMany {
    /// Seconds until a bucket has room again, at least one.
    pub retry_after: u64,
}

/// How generous the limits are.
#[derive(Debug, Clone, Copy)]
pub struct Quotas {
    /// Sign-ins from one address: how many at once; one more each two seconds.
    pub sign_in_burst: u32,
    /// Requests from one address: how many at once; a tenth of it more each second.
    pub request_burst: u32,
}

impl Default for Quotas {
    fn default() -> Self {
        Self {
            sign_in_burst: 30,
            request_burst: 3_000,
        }
    }
}

impl Limits {
    /// Buckets with these quotas.
    pub fn new(quotas: Quotas) -> Self {
        let burst = |count: u32| NonZeroU32::new(count).unwrap_or(NonZeroU32::MIN);
        let every = |millis: u64, count: u32| {
            Quota::with_period(Duration::from_millis(millis))
                .unwrap_or_else(|| Quota::per_second(NonZeroU32::MIN))
                .allow_burst(burst(count))
        };
        Self {
            sign_in_by_address: RateLimiter::dashmap(every(2_000, quotas.sign_in_burst)),
            // A password is worth guessing slowly: ten at once, then one in six seconds; the right
            // one is let in as soon as a place is free, so that no account can be locked.
            sign_in_by_account: RateLimiter::dashmap(every(6_000, 10)),
            request_by_address: RateLimiter::dashmap(
                Quota::per_second(burst(quotas.request_burst / 10))
                    .allow_burst(burst(quotas.request_burst)),
            ),
        }
    }

    /// Admits one more try to sign in.
    ///
    /// # Errors
    /// [`TooMany`] when the address or the account has tried too often.
    pub fn sign_in(&self, address: &str, account: &str) -> Result<(), TooMany> {
        check(&self.sign_in_by_address, address)?;
        check(&self.sign_in_by_account, &account.to_lowercase())
    }

    /// Admits one more request.
    ///
    /// # Errors
    /// [`TooMany`] when the address has sent too many.
    pub fn request(&self, address: &str) -> Result<(), TooMany> {
        check(&self.request_by_address, address)
    }

    /// Forgets addresses and accounts that have been quiet.
    pub fn tidy(&self) {
        for buckets in [
            &self.sign_in_by_address,
            &self.sign_in_by_account,
            &self.request_by_address,
        ] {
            buckets.retain_recent();
        }
    }
}

fn check(buckets: &Keyed, key: &str) -> Result<(), TooMany> {
    use governor::clock::Clock;
    buckets
        .check_key(&key.chars().take(120).collect())
        .map_err(|until| TooMany {
            retry_after: until
                .wait_time_from(DefaultClock::default().now())
                .as_secs()
                .max(1),
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn guessing_is_slowed_for_one_account_and_not_for_its_neighbours() {
        let limits = Limits::new(Quotas {
            sign_in_burst: 1_000,
            request_burst: 10,
        });
        let refused = (0..11)
            .filter(|_| limits.sign_in("10.0.0.1", "An").is_err())
            .count();
        assert_eq!(refused, 1);
        assert!(
            limits.sign_in("10.0.0.1", "an").is_err(),
            "capitals do not help"
        );
        assert!(limits.sign_in("10.0.0.1", "binh").is_ok());
    }
}
