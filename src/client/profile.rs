//! Who the user is: `getProfile` and `getIdEmail`.

use alloc::rc::Rc;

use super::calls::user_info_answer;
use super::host::Host;
use super::task::{Step, Task};
use crate::core::codec::json::{Object, Value};
use crate::core::error::{Code, Error, Phase, Result};
use crate::core::http::{Method, Request};
use crate::core::metadata::Endpoint;
use crate::core::options::Options;
use crate::core::profile::{self, Caller};
use crate::core::{id_token, userinfo};

pub(super) fn get_profile(task: &mut Task, host: &dyn Host) -> Result<()> {
    begin(task, host, |task, host| answered(task, host, give), give)
}

pub(super) fn get_id_email(task: &mut Task, host: &dyn Host) -> Result<()> {
    begin(task, host, |task, host| answered(task, host, pick), pick)
}

// Each call has its own copy: data of a client is shared with calls that run at the same time.
fn data(task: &Task) -> Result<Options> {
    let data = task.given.client.options.object("profile")?;
    Ok(Options::from(data.map(Object::duplicate).unwrap_or_default()))
}

fn tokens(task: &Task) -> Result<&Object> {
    task.given
        .params
        .object("tokens")?
        .ok_or_else(|| Error::claim(Code::InvalidConfig, "token", "is required").at(Phase::Config))
}

fn build(task: &Task, make: impl FnOnce(Caller<'_>) -> Result<Request>) -> Result<Request> {
    let client = &task.given.client;
    let (client_id, allow_insecure) = (client.id(), client.allow_insecure);
    make(Caller { tokens: tokens(task)?, client_id, allow_insecure })
}

fn begin(task: &mut Task, host: &dyn Host, answered: Step, then: Step) -> Result<()> {
    let data = data(task)?;
    if data.flag("claims")?.unwrap_or(false) {
        let claims = tokens(task)?.get("claims").and_then(Value::as_object);
        task.claims = claims.map(Object::duplicate).ok_or_else(|| {
            let message = "needs the token set that exchangeCode returned";
            Error::claim(Code::InvalidConfig, "token", message).at(Phase::Config)
        })?;
        return then(task, host);
    }
    let client = Rc::clone(&task.given.client);
    let own = data.text("url")?;
    let endpoint = match own {
        Some(url) => url,
        None => client.metadata.required(Endpoint::Userinfo)?,
    };
    let mut http = build(task, |caller| profile::request(&data, endpoint, caller))?;
    if own.is_none() && client.userinfo_alg.is_some() {
        http.accept("application/jwt");
    }
    match http.method {
        Method::Get => task.get(host, http, answered),
        Method::Post => task.send(host, http, answered),
    }
}

fn answered(task: &mut Task, host: &dyn Host, then: Step) -> Result<()> {
    let data = data(task)?;
    if data.text("url")?.is_none() {
        return user_info_answer(task, host, then);
    }
    let (response, http) = task.answer()?;
    task.claims = profile::process(&data, &response, &http)?;
    then(task, host)
}

fn taken(task: &mut Task) -> Result<Object> {
    let profile = core::mem::take(&mut task.claims);
    // OpenID Connect Core 1.0 §5.3.2, §5.3.4, where the token set says who the user is.
    if data(task)?.text("url")?.is_none() {
        let claims = tokens(task)?.get("claims").and_then(Value::as_object);
        let expected = claims.map(|claims| id_token::text(claims, "sub")).transpose()?.flatten();
        userinfo::check_subject(&profile, task.given.params.text("expectedSub")?.or(expected))?;
    }
    Ok(profile)
}

fn give(task: &mut Task, _: &dyn Host) -> Result<()> {
    let profile = taken(task)?;
    task.done(profile)
}

fn pick(task: &mut Task, host: &dyn Host) -> Result<()> {
    let data = data(task)?;
    let profile = Value::Object(taken(task)?);
    let mut found = Object::new();
    found.insert("id", Value::String(profile::id(&data, &profile)?));
    let email = profile::email(&data, &profile)?;
    let emails = data.object("emails")?;
    if let (None, Some(emails)) = (&email, emails) {
        let emails = Options::from(emails.duplicate());
        let url = emails.required("url")?;
        let http = build(task, |caller| profile::emails_request(&data, url, caller))?;
        task.claims = found;
        return task.get(host, http, emails_answered);
    }
    if let Some(email) = email {
        found.insert("email", Value::String(email));
    }
    task.done(found)
}

fn emails_answered(task: &mut Task, _: &dyn Host) -> Result<()> {
    let (response, http) = task.answer()?;
    let answer = profile::process_emails(&response, &http)?;
    let data = data(task)?;
    let emails = data.object("emails")?.map(Object::duplicate).unwrap_or_default();
    let mut found = core::mem::take(&mut task.claims);
    if let Some(email) = profile::email(&Options::from(emails), &answer)? {
        found.insert("email", Value::String(email));
    }
    task.done(found)
}
