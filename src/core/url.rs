//! What this client needs to know of a URL, without a normaliser: URLs stay the strings they were
//! received as, because issuers and redirect URIs are compared as bytes.

use super::error::{Code, Error, Result};
use super::http::decimal;
use alloc::borrow::ToOwned;

/// The parts of an absolute URL (RFC 3986 §3), borrowed from the text.
#[derive(Debug, PartialEq, Eq)]
pub struct Url<'a> {
    /// Scheme, as written.
    pub scheme: &'a str,
    /// User info before `@`, if there is any.
    pub userinfo: Option<&'a str>,
    /// Host, as written; an IPv6 address keeps its brackets.
    pub host: &'a str,
    /// Port, as written.
    pub port: Option<&'a str>,
    /// Path, with its leading slash, or empty.
    pub path: &'a str,
    /// Query without `?`.
    pub query: Option<&'a str>,
    /// Fragment without `#`.
    pub fragment: Option<&'a str>,
}

impl<'a> Url<'a> {
    /// Splits an absolute URL with an authority; `None` for anything else and for text that two
    /// parsers could read differently: white space, control characters, backslashes, non-ASCII.
    #[must_use]
    pub fn parse(text: &'a str) -> Option<Self> {
        if !text.bytes().all(|byte| (0x21..0x7f).contains(&byte) && byte != b'\\') {
            return None;
        }
        let (scheme, rest) = text.split_once("://")?;
        let scheme_ok = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b));
        if !scheme_ok {
            return None;
        }
        let (rest, fragment) = split_optional(rest, '#');
        let (rest, query) = split_optional(rest, '?');
        let (authority, path) =
            rest.find('/').and_then(|at| rest.split_at_checked(at)).unwrap_or((rest, ""));
        let (userinfo, host_port) = match authority.rsplit_once('@') {
            Some((userinfo, host_port)) => (Some(userinfo), host_port),
            None => (None, authority),
        };
        let after_host = host_port.rfind(']').map_or(0, |at| at.saturating_add(1));
        let (host, port) = match host_port.split_at_checked(after_host)? {
            ("", plain) => split_optional(plain, ':'),
            (bracketed, "") => (bracketed, None),
            (bracketed, port) => (bracketed, Some(port.strip_prefix(':')?)),
        };
        let port_ok =
            port.is_none_or(|port| port.is_empty() || decimal(port).is_some_and(|p| p <= 65_535));
        if host.is_empty() || !port_ok {
            return None;
        }
        Some(Self { scheme, userinfo, host, port, path, query, fragment })
    }

    /// Whether `other` is the same scheme, host and port (RFC 6454 §5).
    #[must_use]
    pub fn same_origin(&self, other: &Url<'_>) -> bool {
        self.scheme.eq_ignore_ascii_case(other.scheme)
            && self.host.eq_ignore_ascii_case(other.host)
            && self.effective_port() == other.effective_port()
    }

    fn effective_port(&self) -> &str {
        match self.port {
            Some(port) if !port.is_empty() => port,
            _ if self.scheme.eq_ignore_ascii_case("https") => "443",
            _ => "80",
        }
    }

    /// Whether the host is this machine (RFC 8252 §7.3, RFC 6761 §6.3).
    #[must_use]
    pub fn is_loopback(&self) -> bool {
        let host = self.host;
        let name = host.rsplit('.').next().unwrap_or(host);
        let v4 = || {
            let mut octets = host.split('.');
            octets.next() == Some("127")
                && octets.by_ref().take(3).filter(|octet| is_octet(octet)).count() == 3
                && octets.next().is_none()
                && host.split('.').count() == 4
        };
        name.eq_ignore_ascii_case("localhost") || host == "[::1]" || v4()
    }
}

fn is_octet(text: &str) -> bool {
    matches!(text.len(), 1..=3)
        && text.bytes().all(|byte| byte.is_ascii_digit())
        && text.parse::<u8>().is_ok()
}

fn split_optional(text: &str, separator: char) -> (&str, Option<&str>) {
    match text.split_once(separator) {
        Some((before, after)) => (before, Some(after)),
        None => (text, None),
    }
}

/// Checks a URL that requests will be sent to: https, or http on a loopback host (or anywhere with
/// `allow_insecure`), without user info and without a fragment (RFC 6749 §3.1, §3.2; RFC 8414 §2).
pub fn check_endpoint(text: &str, allow_insecure: bool) -> Result<()> {
    let refuse = |message| Err(Error::new(Code::InsecureUrl, message));
    let Some(url) = Url::parse(text) else {
        return refuse("not an absolute http(s) URL in plain ASCII");
    };
    let http = url.scheme.eq_ignore_ascii_case("http");
    if !http && !url.scheme.eq_ignore_ascii_case("https") {
        return refuse("the URL's scheme is not https");
    }
    if http && !allow_insecure && !url.is_loopback() {
        return refuse("http: is allowed on loopback hosts only");
    }
    if url.userinfo.is_some() {
        return refuse("the URL holds user info");
    }
    if url.fragment.is_some() {
        return refuse("the URL holds a fragment");
    }
    Ok(())
}

/// Checks an issuer identifier: as an endpoint, and without a query (RFC 8414 §2).
pub fn check_issuer(text: &str, allow_insecure: bool) -> Result<()> {
    check_endpoint(text, allow_insecure)?;
    if text.contains('?') {
        return Err(Error::new(Code::InsecureUrl, "an issuer has no query"));
    }
    Ok(())
}

/// Whether a callback arrived at the redirect URI: same origin, same path (RFC 6749 §3.1.2). The
/// browser writes an empty path as `/`; nothing else is forgiven.
#[must_use]
pub fn is_callback_for(callback: &str, redirect_uri: &str) -> bool {
    let path = |url: &Url<'_>| match url.path {
        "" => "/".to_owned(),
        path => path.to_owned(),
    };
    match (Url::parse(callback), Url::parse(redirect_uri)) {
        (Some(callback), Some(expected)) => {
            callback.same_origin(&expected) && path(&callback) == path(&expected)
        }
        // Private-use schemes (RFC 8252 §7.1) have no authority: compare what precedes the parameters.
        _ => {
            let place = |text: &'_ str| text.split(['?', '#']).next().map(str::to_owned);
            place(callback) == place(redirect_uri)
        }
    }
}

/// Checks where a user wants to return to after signing in, as written by the application or a
/// link: a path, query or fragment of this site, or an absolute URL of its origin. `resolved` is
/// what the WHATWG parser makes of it; both must agree with the page's origin.
#[must_use]
pub fn is_safe_return_target(target: &str, resolved: &str, page: &str) -> bool {
    let lower = target.to_ascii_lowercase();
    let rest = match lower.split_once("://") {
        // "/go?to=https://…" is a path too: only a leading scheme makes it absolute.
        Some((scheme, rest)) if !scheme.contains(['/', '?', '#']) => {
            rest.find('/').and_then(|at| rest.split_at_checked(at)).map_or("/", |(_, path)| path)
        }
        _ => lower.as_str(),
    };
    let disguised = ["//", "/%2f", "/%5c", "%2f", "%5c", "\\"].iter().any(|p| rest.starts_with(p));
    let hostile = target.chars().any(|c| c.is_control() || c == '\\');
    if disguised || hostile || target != target.trim() {
        return false;
    }
    match (Url::parse(resolved), Url::parse(page)) {
        (Some(resolved), Some(page)) => {
            let http = resolved.scheme == "https" || resolved.scheme == "http";
            http && resolved.userinfo.is_none()
                && resolved.same_origin(&page)
                && !resolved.path.starts_with("//")
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_guard_refuses_what_the_rules_name() {
        for bad in [
            "javascript:alert(1)",
            "data:text/html,x",
            "file:///etc/passwd",
            "ftp://op.example/",
            "https://user@op.example/",
            "https://user:pass@op.example/",
            "https://op.example/#f",
            "http://op.example/token",
            "http://127.0.0.1.evil.example/",
            "http://127.0.0.1@evil.example/",
            "http://localhost.evil.example/",
            "http://127.1/",
            "http://127.0.0.256/",
            "https:/op.example",
            "https://",
            "https:///path",
            "https://op.example\\@evil.example/",
            "https://op.example/a b",
            "https://op.example/\n",
            "https://op.example:99999999/",
            "https://[::1/",
            "",
        ] {
            let error = check_endpoint(bad, false).expect_err(bad);
            assert_eq!(error.code(), Code::InsecureUrl, "{bad}");
        }
    }

    #[test]
    fn the_guard_lets_https_and_loopback_through() {
        for good in [
            "https://op.example/token",
            "HTTPS://op.example/token?tenant=1",
            "https://op.example:8443",
            "http://localhost:8080/token",
            "http://app.localhost/token",
            "http://127.0.0.1:1234/token",
            "http://127.9.8.7/token",
            "http://[::1]:80/token",
        ] {
            assert!(check_endpoint(good, false).is_ok(), "{good}");
        }
        assert!(check_endpoint("http://op.example/", true).is_ok());
        assert!(check_issuer("https://op.example/?a=b", false).is_err());
    }

    #[test]
    fn a_callback_belongs_to_its_redirect_uri() {
        assert!(is_callback_for("https://app.example/cb?code=1", "https://app.example/cb"));
        assert!(is_callback_for("https://app.example/?code=1", "https://app.example"));
        assert!(is_callback_for(
            "https://app.example/cb?x=1&code=1",
            "https://APP.example:443/cb?x=1"
        ));
        assert!(is_callback_for("com.example.app:/cb?code=1", "com.example.app:/cb"));
        for other in
            ["https://app.example/other?code=1", "https://evil.example/cb", "http://app.example/cb"]
        {
            assert!(!is_callback_for(other, "https://app.example/cb"), "{other}");
        }
    }

    #[test]
    fn return_targets_stay_on_the_site() {
        let page = "https://app.example/cb";
        for (target, resolved) in [
            ("/settings?tab=1#top", "https://app.example/settings?tab=1#top"),
            ("?q=1", "https://app.example/cb?q=1"),
            ("#/route", "https://app.example/cb#/route"),
            ("https://app.example/x", "https://app.example/x"),
            ("/go?to=https://other.example/", "https://app.example/go?to=https://other.example/"),
        ] {
            assert!(is_safe_return_target(target, resolved, page), "{target}");
        }
        for (target, resolved) in [
            ("//evil.example", "https://evil.example/"),
            ("/\\evil.example", "https://evil.example/"),
            ("\\\\evil.example", "https://evil.example/"),
            ("/%2fevil.example", "https://app.example/%2fevil.example"),
            ("/%5Cevil.example", "https://app.example/%5Cevil.example"),
            ("https://evil.example/", "https://evil.example/"),
            ("https://app.example//evil.example", "https://app.example//evil.example"),
            ("/.//evil.example", "https://app.example//evil.example"),
            ("javascript:alert(1)", "javascript:alert(1)"),
            ("/\tx", "https://app.example/x"),
            (" /x", "https://app.example/x"),
            ("https://app.example@evil.example/", "https://app.example@evil.example/"),
        ] {
            assert!(!is_safe_return_target(target, resolved, page), "{target}");
        }
    }
}
