//! Whose certificates are believed, and what is to be said against one.

use der::{Decode as _, Encode as _};
use sangkien_domain::signature::{CertificateFault, Holder};
use sangkien_domain::time::Instant;
use x509_cert::Certificate;
use x509_cert::crl::CertificateList;
use x509_cert::der::DecodePem as _;
use x509_cert::der::oid::ObjectIdentifier;
use x509_cert::ext::pkix::name::DirectoryString;
use x509_cert::ext::pkix::{BasicConstraints, ExtendedKeyUsage, KeyUsage};
use x509_cert::name::Name;
use x509_cert::time::Time;

use crate::algorithm::{self, Refused};

/// Longest chain from a signer to a root.
const LONGEST: usize = 8;
/// Most values checked for one chain, so that certificates crafted to branch cost little.
const MOST_CHECKS: usize = 64;

const fn oid(text: &str) -> ObjectIdentifier {
    ObjectIdentifier::new_unwrap(text)
}

/// Uses under which documents are signed: any, mail, documents by several names, and that of a
/// person towards a server, under which much has been issued.
const SIGNING: [ObjectIdentifier; 6] = [
    oid("2.5.29.37.0"),
    oid("1.3.6.1.5.5.7.3.4"),
    oid("1.3.6.1.5.5.7.3.36"),
    oid("1.2.840.113583.1.1.5"),
    oid("1.3.6.1.4.1.311.10.3.12"),
    oid("1.3.6.1.5.5.7.3.2"),
];
const STAMPING: ObjectIdentifier = oid("1.3.6.1.5.5.7.3.8");

/// What a certificate is used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Use {
    Documents,
    Stamps,
}

/// Certificates that are believed and lists of those withdrawn.
#[derive(Debug, Clone, Default)]
pub struct Trust {
    anchors: Vec<Certificate>,
    lists: Vec<CertificateList>,
}

impl Trust {
    /// Takes in a file: certificates or a list of revoked ones, as PEM or DER. Whatever is given
    /// is believed. False when the file is neither.
    pub fn add(&mut self, content: &[u8]) -> bool {
        if content.starts_with(b"-----BEGIN X509 CRL") {
            return match CertificateList::from_pem(content) {
                Ok(list) => {
                    self.lists.push(list);
                    true
                }
                Err(_) => false,
            };
        }
        if content.starts_with(b"-----BEGIN") {
            return match Certificate::load_pem_chain(content) {
                Ok(mut found) => {
                    self.anchors.append(&mut found);
                    true
                }
                Err(_) => false,
            };
        }
        if let Ok(certificate) = Certificate::from_der(content) {
            self.anchors.push(certificate);
            return true;
        }
        match CertificateList::from_der(content) {
            Ok(list) => {
                self.lists.push(list);
                true
            }
            Err(_) => false,
        }
    }

    /// How many certificates are believed.
    pub fn anchors(&self) -> usize {
        self.anchors.len()
    }
}

/// The moment a certificate is judged at.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Moment {
    /// The moment that counts.
    pub(crate) at: Instant,
    /// Whether a time stamp proves it.
    pub(crate) proven: bool,
    /// The moment of verification.
    pub(crate) now: Instant,
}

/// What was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Judgement {
    pub(crate) fault: Option<CertificateFault>,
    pub(crate) revocation_known: bool,
}

impl Judgement {
    fn against(fault: CertificateFault) -> Self {
        Self {
            fault: Some(fault),
            revocation_known: false,
        }
    }
}

fn instant(time: &Time) -> Instant {
    let seconds = i64::try_from(time.to_unix_duration().as_secs()).unwrap_or(i64::MAX);
    Instant(0).plus_seconds(seconds)
}

/// When a certificate begins and ends.
pub(crate) fn validity(certificate: &Certificate) -> (Instant, Instant) {
    let validity = certificate.tbs_certificate().validity();
    (instant(&validity.not_before), instant(&validity.not_after))
}

/// Who a name names.
pub(crate) fn holder(name: &Name) -> Holder {
    let text = |found: der::Result<Option<DirectoryString>>| {
        let found = found.ok().flatten();
        let text = found.map_or_else(String::new, |text| text.value().into_owned());
        // What strangers write is shown on pages.
        text.chars()
            .filter(|letter| !letter.is_control())
            .take(200)
            .collect()
    };
    Holder {
        name: text(name.common_name()),
        organisation: text(name.organization()),
        unit: text(name.organization_unit()),
    }
}

/// Judges a certificate. `pool` and `lists` come with the signature and are believed only as far
/// as they lead to what is believed.
pub(crate) fn judge(
    trust: &Trust,
    certificate: &Certificate,
    pool: &[Certificate],
    lists: &[CertificateList],
    moment: Moment,
    purpose: Use,
) -> Judgement {
    if !serves(certificate, purpose) {
        return Judgement::against(CertificateFault::WrongUse);
    }
    if let Some(fault) = out_of_time(certificate, moment) {
        return Judgement::against(fault);
    }
    let mut search = Search {
        trust,
        pool,
        checks: 0,
        weak: false,
    };
    let Some(chain) = search.chain(certificate, &mut vec![certificate]) else {
        return Judgement::against(if search.weak {
            CertificateFault::Weak
        } else if certificate.tbs_certificate().issuer() == certificate.tbs_certificate().subject()
        {
            CertificateFault::SelfSigned
        } else {
            CertificateFault::Unknown
        });
    };
    let mut known = true;
    let steps = chain.iter().zip(chain.iter().skip(1)).enumerate();
    for (position, (of, by)) in steps {
        // A root is believed for what it is, however old.
        let last = position + 2 == chain.len();
        if let Some(fault) = (!last).then(|| out_of_time(by, moment)).flatten() {
            return Judgement::against(fault);
        }
        match revoked(of, by, trust.lists.iter().chain(lists), moment) {
            Listed::Revoked(since) => {
                return Judgement {
                    fault: Some(CertificateFault::Revoked { since }),
                    revocation_known: true,
                };
            }
            Listed::Not => {}
            Listed::Unknown => known = false,
        }
    }
    Judgement {
        fault: None,
        revocation_known: known && chain.len() > 1,
    }
}

fn out_of_time(certificate: &Certificate, moment: Moment) -> Option<CertificateFault> {
    let (begins, ends) = validity(certificate);
    if moment.at < begins {
        Some(CertificateFault::NotYetValid)
    } else if moment.at > ends {
        Some(CertificateFault::Expired)
    } else if !moment.proven && moment.now > ends {
        Some(CertificateFault::ExpiredSince)
    } else {
        None
    }
}

fn serves(certificate: &Certificate, purpose: Use) -> bool {
    let tbs = certificate.tbs_certificate();
    let (Ok(usage), Ok(extended)) = (
        tbs.get_extension::<KeyUsage>(),
        tbs.get_extension::<ExtendedKeyUsage>(),
    ) else {
        return false;
    };
    let signs = usage.is_none_or(|(_, usage)| usage.digital_signature() || usage.non_repudiation());
    signs
        && match (purpose, extended) {
            (Use::Documents, None) => true,
            (Use::Documents, Some((_, uses))) => uses.0.iter().any(|it| SIGNING.contains(it)),
            (Use::Stamps, uses) => uses.is_some_and(|(_, uses)| uses.0.contains(&STAMPING)),
        }
}

struct Search<'a> {
    trust: &'a Trust,
    pool: &'a [Certificate],
    checks: usize,
    /// Whether a step failed only because its algorithm is no longer trusted.
    weak: bool,
}

impl<'a> Search<'a> {
    /// A chain from a certificate to one that is believed, both included.
    fn chain(
        &mut self,
        last: &'a Certificate,
        so_far: &mut Vec<&'a Certificate>,
    ) -> Option<Vec<&'a Certificate>> {
        if self.trust.anchors.contains(last) {
            return Some(so_far.clone());
        }
        if so_far.len() >= LONGEST {
            return None;
        }
        let (trust, pool) = (self.trust, self.pool);
        let anchors = trust.anchors.iter().map(|it| (it, true));
        for (issuer, believed) in anchors.chain(pool.iter().map(|it| (it, false))) {
            if issuer.tbs_certificate().subject() != last.tbs_certificate().issuer()
                || so_far.contains(&issuer)
                || !may_issue(issuer, so_far.len() - 1, believed)
            {
                continue;
            }
            self.checks += 1;
            if self.checks > MOST_CHECKS {
                return None;
            }
            match issued(last, issuer) {
                Ok(()) => {}
                Err(Refused::Weak) => {
                    self.weak = true;
                    continue;
                }
                Err(Refused::Wrong) => continue,
            }
            so_far.push(issuer);
            if let Some(found) = self.chain(issuer, so_far) {
                return Some(found);
            }
            so_far.pop();
        }
        None
    }
}

/// Whether a certificate may issue others, with so many steps of issuers below it.
fn may_issue(issuer: &Certificate, below: usize, believed: bool) -> bool {
    let tbs = issuer.tbs_certificate();
    let (Ok(basic), Ok(usage)) = (
        tbs.get_extension::<BasicConstraints>(),
        tbs.get_extension::<KeyUsage>(),
    ) else {
        return false;
    };
    let authority = match basic {
        Some((_, basic)) => {
            basic.ca
                && basic
                    .path_len_constraint
                    .is_none_or(|most| below <= usize::from(most))
        }
        // Old roots say nothing of themselves.
        None => believed,
    };
    authority && usage.is_none_or(|(_, usage)| usage.key_cert_sign())
}

fn issued(certificate: &Certificate, by: &Certificate) -> Result<(), Refused> {
    if certificate.signature_algorithm() != certificate.tbs_certificate().signature() {
        return Err(Refused::Wrong);
    }
    let message = certificate
        .tbs_certificate()
        .to_der()
        .map_err(|_| Refused::Wrong)?;
    algorithm::check(
        by.tbs_certificate().subject_public_key_info(),
        certificate.signature_algorithm(),
        None,
        &message,
        certificate.signature().as_bytes().ok_or(Refused::Wrong)?,
    )
}

/// What the lists of an issuer say of a certificate.
enum Listed {
    Revoked(Instant),
    Not,
    /// No list tells of that moment.
    Unknown,
}

/// Looks a certificate up in the lists of its issuer.
fn revoked<'a>(
    certificate: &Certificate,
    by: &Certificate,
    lists: impl Iterator<Item = &'a CertificateList>,
    moment: Moment,
) -> Listed {
    let mut known = Listed::Unknown;
    for list in lists {
        let of = &list.tbs_cert_list;
        let genuine = of.issuer == *by.tbs_certificate().subject()
            && of.to_der().is_ok_and(|message| {
                let value = list.signature.as_bytes().unwrap_or_default();
                let key = by.tbs_certificate().subject_public_key_info();
                algorithm::check(key, &list.signature_algorithm, None, &message, value).is_ok()
            });
        if !genuine {
            continue;
        }
        let serial = certificate.tbs_certificate().serial_number();
        let entries = of.revoked_certificates.iter().flatten();
        for entry in entries.filter(|entry| entry.serial_number == *serial) {
            let since = instant(&entry.revocation_date);
            // Without proof the signature may have been made at any time until now.
            if !moment.proven || since <= moment.at {
                return Listed::Revoked(since);
            }
        }
        let until = of.next_update.as_ref().map_or(Instant(i64::MAX), instant);
        if instant(&of.this_update) >= moment.at || until >= moment.at {
            known = Listed::Not;
        }
    }
    known
}
