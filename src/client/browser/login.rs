//! The redirect sign-in: out to the server, and back with an answer.

use super::session::{Session, View};
use super::stored::{LOGIN_LIFE, Login};
use crate::client::ports::BrowserPorts;
use crate::core::authorization::{self, CALLBACK_PARAMETERS};
use crate::core::error::{Code, Error, Phase, Result};
use crate::core::options::Options;
use crate::core::secret::Secret;
use crate::core::url::{Url, is_callback_for, is_safe_return_target};
use alloc::borrow::ToOwned;
use alloc::string::String;

/// Sign-ins within [`LOOP_WINDOW`] seconds that may end without a session.
const LOOP_LIMIT: usize = 5;
const LOOP_WINDOW: u64 = 60;

impl Session {
    /// Begins a login: remembers it and says where to send the user.
    ///
    /// `params` are those of an authorization request and `returnTo`, by default the page itself.
    pub async fn sign_in<P: BrowserPorts>(
        &self,
        ports: &P,
        page: &str,
        params: &mut Options,
    ) -> Result<Secret> {
        let return_to = match params.text("returnTo")? {
            Some(target) => {
                let resolved = ports.resolve(target).unwrap_or_default();
                if !is_safe_return_target(target, &resolved, page) {
                    let message = "must lie on this site";
                    return Err(
                        Error::claim(Code::InvalidConfig, "returnTo", message).at(Phase::Authorize)
                    );
                }
                resolved
            }
            None => without_parameters(page),
        };
        // Five round trips in a minute without a session lead nowhere.
        let now = ports.now();
        let mut attempts = self.drawer.attempts(ports).await?;
        attempts.retain(|at| now.saturating_sub(*at) < LOOP_WINDOW);
        if attempts.len() >= LOOP_LIMIT {
            self.drawer.put_attempts(ports, &[]).await?;
            let message = "five sign-ins in a minute did not lead to a session";
            return Err(Error::new(Code::RedirectLoop, message).at(Phase::Session));
        }
        attempts.push(now);
        let client = self.client(ports).await?;
        if params.get("resource").is_none()
            && let Some(resource) = self.options.get("resource")
        {
            params.put("resource", resource.duplicate());
        }
        let request = client.authorization_request(ports, params)?;
        let url = request.url.duplicate();
        let login = Login { request, return_to: Some(return_to), created_at: now };
        self.drawer.put_attempts(ports, &attempts).await?;
        self.drawer.put_login(ports, &login).await?;
        Ok(url)
    }

    /// What a page does when it loads: handles a callback in its address, else takes up the
    /// session. The address is cleaned before anything is fetched.
    pub async fn restore<P: BrowserPorts>(&self, ports: &P, page: &str) -> Result<View> {
        if !authorization::is_callback(page) || !is_callback_for(page, &self.redirect_uri) {
            return self.view(ports).await;
        }
        let state = authorization::callback_state(page).unwrap_or_default();
        ports.replace(&without_parameters(page));
        // Handled twice (React's StrictMode, a reload), it gives the first result again.
        ports.lock(&self.drawer.key("callback:", &state)).await?;
        let Some(login) = self.drawer.take_login(ports, &state).await? else {
            return self.repeated(ports, page, &state).await;
        };
        let outcome = self.finish(ports, page, &login).await;
        self.drawer.put_outcome(ports, &state, outcome.as_ref().err()).await?;
        outcome?;
        self.drawer.put_attempts(ports, &[]).await?;
        // Written by this origin's storage, and judged again all the same.
        let return_to = login.return_to.and_then(|target| {
            let resolved = ports.resolve(&target).unwrap_or_default();
            is_safe_return_target(&target, &resolved, page).then_some(resolved)
        });
        Ok(View { changed: true, return_to, ..self.view(ports).await? })
    }

    // A callback whose login is not open: handled before, stale, or another browser's.
    async fn repeated<P: BrowserPorts>(&self, ports: &P, page: &str, state: &str) -> Result<View> {
        if let Some(Some(error)) = self.drawer.outcome(ports, state).await? {
            return Err(error);
        }
        let view = self.view(ports).await?;
        if view.user.is_some() {
            return Ok(view);
        }
        let message = "no login with this state was begun in this browser, or it is over";
        let evidence = authorization::callback_error(page);
        Err(Error::new(Code::StateUnknown, message).at(Phase::Callback).with_evidence(evidence))
    }

    async fn finish<P: BrowserPorts>(&self, ports: &P, page: &str, login: &Login) -> Result<()> {
        if ports.now().saturating_sub(login.created_at) > LOGIN_LIFE {
            let message = "the login was begun more than ten minutes ago";
            return Err(Error::new(Code::StateExpired, message).at(Phase::Callback));
        }
        let client = self.client(ports).await?;
        let tokens = client.exchange_code(ports, page, &login.request).await?;
        self.drawer.put_session(ports, &tokens.into_object()).await
    }
}

/// The page's address without the parameters of a callback; a hash router's fragment stays.
fn without_parameters(page: &str) -> String {
    let Some(url) = Url::parse(page) else {
        return page.to_owned();
    };
    let place = page.split(['?', '#']).next().unwrap_or(page);
    let mut clean = place.to_owned();
    let mut add = |separator: char, part: Option<&str>, answer: bool| {
        let Some(part) = part else { return };
        let mut first = true;
        for piece in part.split('&') {
            let name = piece.split('=').next().unwrap_or(piece);
            if answer && CALLBACK_PARAMETERS.contains(&name) {
                continue;
            }
            clean.push(if first { separator } else { '&' });
            clean.push_str(piece);
            first = false;
        }
    };
    let answer = authorization::is_callback(page);
    add('?', url.query, answer);
    add('#', url.fragment, answer && url.fragment.is_some_and(authorization::is_answer));
    clean
}

#[cfg(test)]
mod tests {
    use super::without_parameters;

    #[test]
    fn only_the_answer_is_removed_from_the_address() {
        for (page, clean) in [
            ("https://app.example/cb?code=1&state=2&iss=3", "https://app.example/cb"),
            (
                "https://app.example/?tab=a&code=1&state=2#/route?code=x",
                "https://app.example/?tab=a#/route?code=x",
            ),
            (
                "https://app.example/#access_token=1&state=2&token_type=Bearer",
                "https://app.example/",
            ),
            (
                "https://app.example/?error=access_denied&error_description=x&state=2",
                "https://app.example/",
            ),
            ("https://app.example/?code=ABC", "https://app.example/?code=ABC"),
            ("https://app.example/x?q=1#top", "https://app.example/x?q=1#top"),
        ] {
            assert_eq!(without_parameters(page), clean, "{page}");
        }
    }
}
