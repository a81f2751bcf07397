//! The calls that the sign-in of a page does without.

use alloc::rc::Rc;

use super::host::Host;
use super::registration::AuthAt;
use super::task::Task;
use crate::core::error::{Code, Error, Result};
use crate::core::introspection;
use crate::core::metadata::Endpoint;
use crate::core::secret::Secret;

// --- introspection (RFC 7662) ---

pub(super) fn introspect(task: &mut Task, host: &dyn Host) -> Result<()> {
    let client = Rc::clone(&task.given.client);
    let endpoint = client.metadata.endpoint(Endpoint::Introspection).ok_or_else(|| {
        let message = "the server has no introspection endpoint";
        Error::new(Code::IntrospectionNotSupported, message)
    })?;
    let (token, hint) =
        (task.given.params.required("token")?, task.given.params.text("tokenTypeHint")?);
    let http = introspection::request(endpoint, token, hint);
    task.post(host, http, AuthAt::Introspection, |task, _| {
        let (response, http) = task.answer()?;
        task.done(introspection::process(&response, &http)?)
    })
}

// --- an ID token that the application got by other ways ---

pub(super) fn validate_id_token(task: &mut Task, host: &dyn Host) -> Result<()> {
    let token = Secret::from(task.given.params.required("token")?);
    task.judge(host, token, |task, _| {
        let claims = core::mem::take(&mut task.claims);
        task.done(claims)
    })
}
