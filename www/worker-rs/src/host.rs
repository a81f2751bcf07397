//! keyward's port, over the `fetch` and the WebCrypto of a Worker.
//!
//! A call begins one effect at a time: [`Host`] notes it, [`WorkerHost::carry_out`] does it, and the call reads the
//! answer when it goes on.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use futures_util::StreamExt;
use futures_util::future::{Either, select};
use keyward::client::{Client, Host, Unverifiable, VerificationKey, VerificationPlan};
use keyward::core::codec::json::Object;
use keyward::core::error::{Code, Error, Phase, Result};
use keyward::core::http::{self, BODY_LIMIT, RESPONSE_HEADERS, Transport};
use keyward::core::jose::alg::{Alg, Hash, KeyType};
use keyward::core::options::Options;
use web_sys::{Crypto, CryptoKey, SubtleCrypto, WorkerGlobalScope};
use worker::js_sys::{self, JSON, Uint8Array};
use worker::wasm_bindgen::{JsCast, JsValue};
use worker::wasm_bindgen_futures::JsFuture;
use worker::{Date, Delay, Fetch, Headers, Method, Request, RequestInit, RequestRedirect};

const TIME_LIMIT: Duration = Duration::from_secs(10);
const PAUSE: Duration = Duration::from_millis(25);

/// Carries a call of a client through to its result.
pub async fn run(client: &Rc<Client>, method: &str, params: Options) -> Result<Object> {
    let host = WorkerHost::default();
    let mut task = client.call(method, params);
    let steps = async {
        loop {
            if let Some(result) = task.poll(&host) {
                return result;
            }
            host.carry_out().await;
        }
    };
    // A timer of our own: whatever an effect waits for, the call ends.
    match select(Box::pin(steps), Delay::from(TIME_LIMIT)).await {
        Either::Left((result, _)) => result,
        Either::Right(_) => Err(Error::from(Transport::Timeout)),
    }
}

#[derive(Default)]
struct WorkerHost {
    effect: RefCell<Option<Effect>>,
    response: RefCell<Option<Result<http::Response, Transport>>>,
    verdict: RefCell<Option<Result<bool, Unverifiable>>>,
    digest: RefCell<Option<Result<Vec<u8>, Unverifiable>>>,
}

/// What a call has begun.
enum Effect {
    Send(worker::Result<Request>),
    Verify { alg: Alg, key: String, signed: String, signature: Vec<u8> },
    Digest { hash: Hash, input: String },
    Pause,
}

impl WorkerHost {
    fn begin(&self, effect: Effect) {
        self.effect.replace(Some(effect));
    }

    async fn carry_out(&self) {
        match self.effect.take() {
            Some(Effect::Send(request)) => {
                let answer = send(request).await;
                self.response.replace(Some(answer));
            }
            Some(Effect::Verify { alg, key, signed, signature }) => {
                let verdict = verify(alg, &key, signed.as_bytes(), &signature).await;
                self.verdict.replace(Some(verdict));
            }
            Some(Effect::Digest { hash, input }) => {
                let digest = digest(hash, input.as_bytes()).await;
                self.digest.replace(Some(digest.map_err(|_| Unverifiable::Algorithm)));
            }
            Some(Effect::Pause) => Delay::from(PAUSE).await,
            None => {}
        }
    }
}

impl Host for WorkerHost {
    fn now(&self) -> u64 {
        Date::now().as_millis() / 1_000
    }

    fn fill(&self, buffer: &mut [u8]) -> Result<()> {
        let filled = crypto().and_then(|crypto| crypto.get_random_values_with_u8_array(buffer));
        filled.map(drop).map_err(|_| {
            // Outside of a request a Worker has none.
            Error::new(Code::NotSupported, "there is no random source here").at(Phase::Config)
        })
    }

    fn send(&self, request: &http::Request) {
        self.begin(Effect::Send(request_of(request)));
    }

    fn verify(&self, plan: &VerificationPlan<'_>) {
        let key = match plan.key {
            VerificationKey::Public(jwk) => jwk.to_owned(),
            // Of a client with a secret, which this API is not: no key is no verdict.
            VerificationKey::Secret(_) => String::new(),
        };
        let (signed, signature) = (plan.signed.to_owned(), plan.signature.to_owned());
        self.begin(Effect::Verify { alg: plan.alg, key, signed, signature });
    }

    fn digest(&self, hash: Hash, input: &str) {
        self.begin(Effect::Digest { hash, input: input.to_owned() });
    }

    fn pause(&self) {
        self.begin(Effect::Pause);
    }

    fn response(&self) -> Result<http::Response, Transport> {
        self.response.take().unwrap_or(Err(Transport::Network))
    }

    fn verdict(&self) -> Result<bool, Unverifiable> {
        self.verdict.take().unwrap_or(Err(Unverifiable::Algorithm))
    }

    fn digested(&self) -> Result<Vec<u8>, Unverifiable> {
        self.digest.take().unwrap_or(Err(Unverifiable::Algorithm))
    }
}

// --- requests ---

fn request_of(request: &http::Request) -> worker::Result<Request> {
    let headers = Headers::new();
    for (name, value) in &request.headers {
        headers.set(name, value.expose())?;
    }
    let mut init = RequestInit::new();
    let method = if request.method == http::Method::Get { Method::Get } else { Method::Post };
    init.with_method(method).with_headers(headers).with_redirect(RequestRedirect::Manual);
    init.with_body(request.body.as_ref().map(|body| JsValue::from_str(body.expose())));
    Request::new_with_init(request.url.expose(), &init)
}

async fn send(request: worker::Result<Request>) -> Result<http::Response, Transport> {
    let failed = |_| Transport::Network;
    let mut response = Fetch::Request(request.map_err(failed)?).send().await.map_err(failed)?;
    let status = response.status_code();
    let mut headers = Vec::new();
    for name in RESPONSE_HEADERS {
        if let Ok(Some(value)) = response.headers().get(name) {
            headers.push((name, value));
        }
    }
    let mut body = Vec::new();
    // An answer without a body has no stream.
    if let Ok(mut stream) = response.stream() {
        while let Some(chunk) = stream.next().await {
            body.extend(chunk.map_err(failed)?);
            if body.len() > BODY_LIMIT as usize {
                return Err(Transport::TooLarge(status));
            }
        }
    }
    Ok(http::Response { status, headers, body })
}

// --- cryptography ---

fn crypto() -> Result<Crypto, JsValue> {
    // A Worker's global is of no class that could be asked for.
    js_sys::global().unchecked_into::<WorkerGlobalScope>().crypto()
}

fn subtle() -> Result<SubtleCrypto, JsValue> {
    Ok(crypto()?.subtle())
}

fn object(json: &str) -> Result<js_sys::Object, JsValue> {
    JSON::parse(json).map(JsCast::unchecked_into)
}

/// What WebCrypto calls an algorithm.
fn parameters(alg: Alg) -> String {
    let hash = alg.hash().as_str();
    match alg.key_type() {
        // RFC 7518 §3.5: the salt is as long as the hash.
        KeyType::Rsa if alg.as_str().starts_with("PS") => {
            let salt = alg.as_str().trim_start_matches("PS").parse().unwrap_or(256) / 8;
            format!(r#"{{"name":"RSA-PSS","hash":"{hash}","saltLength":{salt}}}"#)
        }
        KeyType::Rsa => format!(r#"{{"name":"RSASSA-PKCS1-v1_5","hash":"{hash}"}}"#),
        KeyType::Ec(curve, _) => {
            format!(r#"{{"name":"ECDSA","hash":"{hash}","namedCurve":"{curve}"}}"#)
        }
        _ => r#"{"name":"Ed25519"}"#.to_owned(),
    }
}

async fn verify(
    alg: Alg,
    key: &str,
    signed: &[u8],
    signature: &[u8],
) -> Result<bool, Unverifiable> {
    let bad_key = |_| Unverifiable::Key;
    let unknown = |_| Unverifiable::Algorithm;
    let subtle = subtle().map_err(unknown)?;
    let parameters = object(&parameters(alg)).map_err(unknown)?;
    let usages = JSON::parse(r#"["verify"]"#).map_err(unknown)?;
    let jwk = object(key).map_err(bad_key)?;
    let import = subtle.import_key_with_object("jwk", &jwk, &parameters, false, &usages);
    let key: CryptoKey =
        JsFuture::from(import.map_err(bad_key)?).await.map_err(bad_key)?.unchecked_into();
    let verified =
        subtle.verify_with_object_and_u8_array_and_u8_array(&parameters, &key, signature, signed);
    // A signature that cannot be one is wrong.
    match verified.map(JsFuture::from) {
        Ok(verified) => Ok(verified.await.is_ok_and(|right| right.is_truthy())),
        Err(_) => Ok(false),
    }
}

async fn digest(hash: Hash, input: &[u8]) -> Result<Vec<u8>, JsValue> {
    let digest = subtle()?.digest_with_str_and_u8_array(hash.as_str(), input)?;
    Ok(Uint8Array::new(&JsFuture::from(digest).await?).to_vec())
}
