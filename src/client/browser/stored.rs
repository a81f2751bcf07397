//! What a session keeps in the browser's storage, and under which keys.

use crate::client::ports::BrowserPorts;
use crate::core::authorization::AuthorizationRequest;
use crate::core::codec::json::{self, Number, Object, Value};
use crate::core::error::{Error, Result};
use crate::core::options::Options;
use crate::core::secret::Secret;
use alloc::string::String;
use alloc::vec::Vec;

/// Seconds that a begun login stays open.
pub(super) const LOGIN_LIFE: u64 = 600;
/// Open logins that are kept; an older one gives way.
const OPEN_LOGINS: usize = 10;

/// A login that was begun (the transaction).
#[derive(Debug)]
pub(super) struct Login {
    pub(super) request: AuthorizationRequest,
    pub(super) return_to: Option<String>,
    pub(super) created_at: u64,
}

/// The storage of one session: keys are bound to client and issuer, so that several fit a page.
#[derive(Debug)]
pub(super) struct Drawer {
    prefix: String,
}

fn number(object: &Object, name: &str) -> Option<u64> {
    let number = object.get(name)?.as_number().map(Number::to_f64)?;
    (0.0..9.0e15).contains(&number).then_some(number as u64)
}

fn text(object: &Object) -> Secret {
    let mut text = Secret::new();
    json::write_object(object, &mut text);
    text
}

impl Drawer {
    pub(super) fn new(issuer: &str, client_id: &str) -> Self {
        Self { prefix: ["keyward:", client_id, "@", issuer, ":"].concat() }
    }

    pub(super) fn key(&self, kind: &str, name: &str) -> String {
        [self.prefix.as_str(), kind, name].concat()
    }

    // What does not parse counts as absent: storage can be edited by hand, and a session must not
    // break for ever over it.
    async fn load<P: BrowserPorts>(&self, ports: &P, key: &str) -> Result<Option<Object>> {
        let text = ports.load(key).await?;
        Ok(text.and_then(|text| json::parse(text.expose().as_bytes()).ok()?.into_object()))
    }

    pub(super) async fn put_login<P: BrowserPorts>(&self, ports: &P, login: &Login) -> Result<()> {
        let state = login.request.state.expose();
        let mut object = Object::new();
        object.insert("request", Value::Object(login.request.to_object()));
        object.insert("createdAt", Value::from(login.created_at));
        if let Some(return_to) = &login.return_to {
            object.insert("returnTo", Value::from(return_to.as_str()));
        }
        self.remember(ports, "open", state, login.created_at).await?;
        ports.save(&self.key("login:", state), text(&object).expose()).await
    }

    /// Takes a login out: each is handed out at most once.
    pub(super) async fn take_login<P: BrowserPorts>(
        &self,
        ports: &P,
        state: &str,
    ) -> Result<Option<Login>> {
        let key = self.key("login:", state);
        let Some(object) = self.load(ports, &key).await? else {
            return Ok(None);
        };
        ports.erase(&key).await?;
        let created_at = number(&object, "createdAt").unwrap_or(0);
        let mut options = Options::from(object);
        let return_to = options.owned("returnTo")?;
        let request = options.take("request").and_then(Value::into_object).unwrap_or_default();
        let request = AuthorizationRequest::from_options(&Options::from(request))?;
        Ok(Some(Login { request, return_to, created_at }))
    }

    /// Remembers what became of a callback: nothing for a sign-in, else the error.
    pub(super) async fn put_outcome<P: BrowserPorts>(
        &self,
        ports: &P,
        state: &str,
        error: Option<&Error>,
    ) -> Result<()> {
        let mut object = Object::new();
        if let Some(error) = error {
            object.insert("error", Value::Object(crate::core::error::record(error)));
        }
        self.remember(ports, "done", state, ports.now()).await?;
        ports.save(&self.key("done:", state), text(&object).expose()).await
    }

    pub(super) async fn outcome<P: BrowserPorts>(
        &self,
        ports: &P,
        state: &str,
    ) -> Result<Option<Option<Error>>> {
        let Some(object) = self.load(ports, &self.key("done:", state)).await? else {
            return Ok(None);
        };
        let error = object.get("error").and_then(Value::as_object);
        Ok(Some(error.map(crate::core::error::from_record)))
    }

    // Storage has no listing that every host could give, so each kind keeps a bounded one itself.
    async fn remember<P: BrowserPorts>(
        &self,
        ports: &P,
        kind: &str,
        state: &str,
        now: u64,
    ) -> Result<()> {
        let key = self.key(kind, "");
        let kept = self.load(ports, &key).await?.unwrap_or_default();
        let mut fresh = Object::new();
        let surplus = kept.len().saturating_sub(OPEN_LOGINS.saturating_sub(1));
        let entry = if kind == "open" { "login:" } else { "done:" };
        for (index, (name, _)) in kept.iter().enumerate() {
            let age = number(&kept, name).map_or(u64::MAX, |at| now.saturating_sub(at));
            if index < surplus || age > LOGIN_LIFE {
                ports.erase(&self.key(entry, name)).await?;
            } else {
                fresh.insert(name, Value::from(now.saturating_sub(age)));
            }
        }
        fresh.insert(state, Value::from(now));
        ports.save(&key, text(&fresh).expose()).await
    }

    pub(super) async fn put_session<P: BrowserPorts>(
        &self,
        ports: &P,
        tokens: &Object,
    ) -> Result<()> {
        ports.save(&self.key("session", ""), text(tokens).expose()).await
    }

    pub(super) async fn session<P: BrowserPorts>(&self, ports: &P) -> Result<Option<Object>> {
        self.load(ports, &self.key("session", "")).await
    }

    pub(super) async fn drop_session<P: BrowserPorts>(&self, ports: &P) -> Result<()> {
        ports.erase(&self.key("session", "")).await
    }

    /// The times of the last sign-ins that have not led to a session.
    pub(super) async fn attempts<P: BrowserPorts>(&self, ports: &P) -> Result<Vec<u64>> {
        let object = self.load(ports, &self.key("attempts", "")).await?.unwrap_or_default();
        let times = object.get("at").and_then(Value::as_array).unwrap_or_default();
        Ok(times.iter().filter_map(|at| Some(at.as_number()?.to_f64() as u64)).collect())
    }

    pub(super) async fn put_attempts<P: BrowserPorts>(
        &self,
        ports: &P,
        times: &[u64],
    ) -> Result<()> {
        let key = self.key("attempts", "");
        if times.is_empty() {
            return ports.erase(&key).await;
        }
        let mut object = Object::new();
        object.insert("at", Value::Array(times.iter().map(|at| Value::from(*at)).collect()));
        ports.save(&key, text(&object).expose()).await
    }
}
