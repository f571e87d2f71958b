//! TLS for `https` and `wss`: rustls with ring and the roots that browsers trust.

use std::sync::Arc;

use rustls::{ClientConfig, RootCertStore};

/// A client configuration, made once per driver.
pub fn client() -> Result<Arc<ClientConfig>, rustls::Error> {
    let roots = RootCertStore {
        roots: webpki_roots::TLS_SERVER_ROOTS.to_vec(),
    };
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(Arc::new(config))
}
