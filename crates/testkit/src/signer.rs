//! A server without keys, for worlds in which nobody signs.

use async_trait::async_trait;
use sangkien_app::port::{PreparedPaper, Signing, SigningRequest};
use sangkien_domain::signing::{SigningFault, SigningStep};

/// Holds no key and signs nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoKeys;

#[async_trait]
impl Signing for NoKeys {
    fn prepare(&self, _: &[u8], _: &SigningRequest) -> Result<PreparedPaper, SigningFault> {
        Err(SigningFault::Paper)
    }

    fn to_sign(&self, _: &[u8]) -> Result<Vec<u8>, SigningFault> {
        Err(SigningFault::Paper)
    }

    fn signed_hash(&self, _: &[u8]) -> Option<[u8; 32]> {
        None
    }

    fn seal(&self, _: Vec<u8>, _: &[u8]) -> Result<Vec<u8>, SigningFault> {
        Err(SigningFault::Foreign)
    }

    fn holds(&self, _: SigningStep, _: &str) -> bool {
        false
    }

    async fn sign(&self, _: SigningStep, _: &str, _: [u8; 32]) -> Result<Vec<u8>, SigningFault> {
        Err(SigningFault::NoKey)
    }

    async fn sign_data(
        &self,
        _: SigningStep,
        _: &str,
        _: Vec<u8>,
    ) -> Result<Vec<u8>, SigningFault> {
        Err(SigningFault::NoKey)
    }
}
