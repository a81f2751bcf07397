//! One user's tokens in a page: taken up, refreshed, used, given up.

use alloc::borrow::ToOwned;
use alloc::rc::Rc;
use alloc::string::String;
use alloc::vec::Vec;
use core::cell::RefCell;

use super::stored::Drawer;
use crate::client::ports::BrowserPorts;
use crate::client::{Client, discover};
use crate::core::codec::json::{Number, Object, Value};
use crate::core::error::{Code, Error, Phase, Result};
use crate::core::http::Method;
use crate::core::metadata::Endpoint;
use crate::core::options::Options;
use crate::core::secret::Secret;
use crate::core::url::{Url, check_endpoint};

/// Seconds before its end from which a token is refreshed, unless the application says otherwise.
const LEEWAY: u64 = 60;

/// A session of one user at one issuer in one browser.
#[derive(Debug)]
pub struct Session {
    pub(super) redirect_uri: String,
    pub(super) drawer: Drawer,
    issuer: String,
    pub(super) options: Options,
    allow_insecure: bool,
    allowed_origins: Vec<String>,
    leeway: u64,
    client: RefCell<Option<Rc<Client>>>,
}

/// What the application sees of a session.
#[derive(Debug, Default)]
pub struct View {
    /// Claims of the ID token, if somebody is signed in.
    pub user: Option<Object>,
    /// When the access token expires, in seconds since the epoch.
    pub expires_at: Option<u64>,
    /// Whether a callback was turned into a session just now.
    pub changed: bool,
    /// What to show after a sign-in: an address of this site.
    pub return_to: Option<String>,
}

/// What a caller wants of an access token.
#[derive(Debug, Default)]
pub struct AccessTokenParams {
    /// Refresh even if it is not due.
    pub force_refresh: bool,
    /// The token that the caller saw fail: only this one needs a refresh.
    pub seen: Option<Secret>,
}

/// How a sign-out went.
#[derive(Debug, Default)]
pub struct SignOut {
    /// Where to send the user to end the server's session as well.
    pub url: Option<Secret>,
}

impl Session {
    /// A session from the `SessionOptions` of the JavaScript API. `page` is the page's address:
    /// without a `redirectUri` it serves as one, without its parameters.
    pub fn new(mut options: Options, page: &str) -> Result<Self> {
        let config = |error: Error| error.at(Phase::Config);
        let issuer = options.required("issuer")?.to_owned();
        let client_id = options.required("clientId")?.to_owned();
        let allow_insecure = options.flag("allowInsecure")?.unwrap_or(false);
        check_endpoint(&issuer, allow_insecure).map_err(config)?;
        if options.text("clientSecret")?.is_some() {
            // RFC 6749 §2.1, RFC 8252 §8.5: what a page holds is no secret.
            let message = "must not be given to a page: anybody can read it there";
            return Err(config(Error::claim(Code::InvalidConfig, "clientSecret", message)));
        }
        let redirect_uri = match options.owned("redirectUri")? {
            Some(uri) => uri,
            None => {
                let place = page.split(['?', '#']).next().unwrap_or(page).to_owned();
                options.set("redirectUri", &place);
                place
            }
        };
        if options.words("scope")?.is_none() {
            options.set("scope", "openid profile email");
        }
        let mut allowed_origins: Vec<String> =
            options.list("allowedOrigins")?.into_iter().map(str::to_owned).collect();
        for origin in &allowed_origins {
            check_endpoint(origin, allow_insecure).map_err(config)?;
        }
        allowed_origins.push(page.to_owned());
        Ok(Self {
            drawer: Drawer::new(&issuer, &client_id),
            leeway: options.number("leeway")?.unwrap_or(LEEWAY),
            client: RefCell::new(None),
            redirect_uri,
            issuer,
            allow_insecure,
            allowed_origins,
            options,
        })
    }

    /// The client; its metadata are discovered when they are first needed, and kept.
    pub(super) async fn client<P: BrowserPorts>(&self, ports: &P) -> Result<Rc<Client>> {
        let kept = self.client.borrow().clone();
        if let Some(client) = kept {
            return Ok(client);
        }
        let metadata = match self.options.object("metadata")? {
            Some(metadata) => {
                let metadata = metadata.duplicate();
                crate::core::metadata::Metadata::new(metadata, self.allow_insecure)
                    .map_err(|error| error.at(Phase::Config))?
            }
            None => discover(ports, &self.issuer, self.allow_insecure).await?,
        };
        let client = Rc::new(Client::with_metadata(&self.options, metadata)?);
        *self.client.borrow_mut() = Some(Rc::clone(&client));
        Ok(client)
    }

    /// What is stored of the session.
    pub(super) async fn view<P: BrowserPorts>(&self, ports: &P) -> Result<View> {
        Ok(self.drawer.session(ports).await?.as_ref().map(view_of).unwrap_or_default())
    }

    /// An access token that is good for a while: the stored one, or a refreshed one when it is due
    /// or `params` demand it. One refresh at a time; the store is read again under the lock.
    pub async fn access_token<P: BrowserPorts>(
        &self,
        ports: &P,
        params: &AccessTokenParams,
    ) -> Result<(Secret, View)> {
        let tokens = self.drawer.session(ports).await?.ok_or_else(nobody)?;
        let before = text(&tokens, "access_token").map(Secret::from).unwrap_or_default();
        let seen = params.seen.as_ref().unwrap_or(&before);
        if !params.force_refresh && !self.is_due(&tokens, ports.now()) || seen != &before {
            return Ok((before, view_of(&tokens)));
        }
        ports.lock(&self.drawer.key("refresh", "")).await?;
        let tokens = self.drawer.session(ports).await?.ok_or_else(nobody)?;
        let current = text(&tokens, "access_token").map(Secret::from).unwrap_or_default();
        if current != before {
            // Whoever held the lock before has done it.
            return Ok((current, view_of(&tokens)));
        }
        match self.refresh(ports, &tokens).await {
            Ok(fresh) => {
                let token = text(&fresh, "access_token").map(Secret::from).unwrap_or_default();
                Ok((token, View { changed: true, ..view_of(&fresh) }))
            }
            // Still good for a while: a lost network is no reason to stop.
            Err(error)
                if error.retryable() && !params.force_refresh && !is_over(&tokens, ports.now()) =>
            {
                Ok((current, view_of(&tokens)))
            }
            Err(error) => Err(error),
        }
    }

    async fn refresh<P: BrowserPorts>(&self, ports: &P, tokens: &Object) -> Result<Object> {
        let Some(refresh_token) = text(tokens, "refresh_token") else {
            return if is_over(tokens, ports.now()) {
                self.drawer.drop_session(ports).await?;
                let message = "the access token has expired and there is no refresh token";
                Err(Error::new(Code::SessionEnded, message).at(Phase::Session))
            } else {
                let message = "the server gave no refresh token";
                Err(Error::new(Code::RefreshNotSupported, message).at(Phase::Refresh))
            };
        };
        let previous = tokens.get("claims").and_then(Value::as_object);
        let client = self.client(ports).await?;
        let resource = self.options.list("resource")?;
        let answer = client.refresh_token(ports, refresh_token, None, &resource, previous).await;
        // Somebody signed out or in meanwhile: the answer belongs to nobody any more.
        let stored = self.drawer.session(ports).await?;
        if stored.as_ref().and_then(|stored| text(stored, "refresh_token")) != Some(refresh_token) {
            return Err(nobody());
        }
        match answer {
            Ok(fresh) => {
                let mut fresh = fresh.into_object();
                // What a refresh does not renew stays as it was.
                for name in ["id_token", "claims", "scope"] {
                    if fresh.get(name).is_none()
                        && let Some(value) = tokens.get(name)
                    {
                        fresh.insert(name, value.duplicate());
                    }
                }
                self.drawer.put_session(ports, &fresh).await?;
                Ok(fresh)
            }
            Err(error) => {
                let refused = error.evidence().and_then(|e| e.error.as_deref());
                if error.code() == Code::ServerErrorResponse && refused == Some("invalid_grant") {
                    // RFC 6749 §5.2: only this answer says that the grant is gone.
                    self.drawer.drop_session(ports).await?;
                    let message = "the server refuses to refresh the session";
                    let ended = Error::new(Code::SessionEnded, message).at(Phase::Session);
                    return Err(ended.caused_by(error));
                }
                if error.code() == Code::SubMismatch {
                    self.drawer.drop_session(ports).await?;
                }
                Err(error)
            }
        }
    }

    fn is_due(&self, tokens: &Object, now: u64) -> bool {
        let life = seconds(tokens, "expires_in").unwrap_or(u64::MAX);
        // A token that lives shorter than the leeway would be due at once, for ever.
        let leeway = self.leeway.min(life / 2);
        expires_at(tokens).is_some_and(|at| at <= now.saturating_add(leeway))
    }

    /// Whether the access token may be sent to `url`: to the page's own origin and those that the
    /// application listed, over https or on this machine.
    #[must_use]
    pub fn may_receive_token(&self, url: &str) -> bool {
        let Some(target) = Url::parse(url.split('#').next().unwrap_or(url)) else {
            return false;
        };
        target.userinfo.is_none()
            && (target.scheme.eq_ignore_ascii_case("https")
                || self.allow_insecure
                || target.is_loopback())
            && self
                .allowed_origins
                .iter()
                .any(|origin| Url::parse(origin).is_some_and(|origin| origin.same_origin(&target)))
    }

    /// The user's claims from the server, about the user who is signed in.
    pub async fn user_info<P: BrowserPorts>(&self, ports: &P) -> Result<(Object, View)> {
        let (token, view) = self.access_token(ports, &AccessTokenParams::default()).await?;
        let client = self.client(ports).await?;
        let sub = view.user.as_ref().and_then(|user| text(user, "sub"));
        let claims = client.user_info(ports, token.expose(), sub, Method::Get).await?;
        Ok((claims, view))
    }

    /// Ends the session: here at once, then at the server.
    ///
    /// `params`: `local` stops after the first; `revoke` (by default true) asks the server to
    /// forget the tokens; `postLogoutRedirectUri` is where the server sends the user afterwards.
    pub async fn sign_out<P: BrowserPorts>(&self, ports: &P, params: &Options) -> Result<SignOut> {
        let tokens = self.drawer.session(ports).await?;
        self.drawer.drop_session(ports).await?;
        let Some(tokens) = tokens else {
            return Ok(SignOut::default());
        };
        if params.flag("local")?.unwrap_or(false) {
            return Ok(SignOut::default());
        }
        let client = self.client(ports).await?;
        let metadata = client.metadata();
        if params.flag("revoke")?.unwrap_or(true)
            && metadata.endpoint(Endpoint::Revocation).is_some()
        {
            let kind = if tokens.get("refresh_token").is_some() {
                "refresh_token"
            } else {
                "access_token"
            };
            let token = text(&tokens, kind).unwrap_or_default();
            // The user leaves whether the server listens or not.
            let _ = client.revoke_token(ports, token, Some(kind)).await;
        }
        if metadata.endpoint(Endpoint::EndSession).is_none() {
            return Ok(SignOut::default());
        }
        let mut logout = Object::new();
        let target = match params.text("postLogoutRedirectUri")? {
            Some(target) => Some(target),
            None => self.options.text("postLogoutRedirectUri")?,
        };
        for (name, value) in [
            ("idTokenHint", text(&tokens, "id_token")),
            ("postLogoutRedirectUri", target),
            ("state", params.text("state")?),
        ] {
            if let Some(value) = value {
                logout.insert(name, Value::from(value));
            }
        }
        Ok(SignOut { url: Some(client.logout_url(&Options::from(logout))?) })
    }
}

fn nobody() -> Error {
    Error::new(Code::LoginRequired, "nobody is signed in").at(Phase::Session)
}

fn view_of(tokens: &Object) -> View {
    let user = tokens.get("claims").and_then(Value::as_object).map(Object::duplicate);
    View { user, expires_at: expires_at(tokens), ..View::default() }
}

fn text<'a>(object: &'a Object, name: &str) -> Option<&'a str> {
    object.get(name).and_then(Value::as_str)
}

fn seconds(object: &Object, name: &str) -> Option<u64> {
    let number = object.get(name)?.as_number().map(Number::to_f64)?;
    (number >= 0.0).then_some(number as u64)
}

fn expires_at(tokens: &Object) -> Option<u64> {
    seconds(tokens, "expires_at")
}

fn is_over(tokens: &Object, now: u64) -> bool {
    expires_at(tokens).is_some_and(|at| at <= now)
}
