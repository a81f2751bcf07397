//! What this client needs to know of a URL, without a normaliser: URLs stay the strings they were
//! received as, because issuers and redirect URIs are compared as bytes.

use super::codec::{all, before, cut, cut_last, decimal, has_prefix};
use super::error::{Code, Error, Result};

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
        if !all(text, |byte| byte.is_ascii_graphic() && byte != b'\\') {
            return None;
        }
        let (scheme, rest) = cut(text, b':')?;
        let rest = rest.strip_prefix("//")?;
        let scheme_ok = scheme.as_bytes().first().is_some_and(u8::is_ascii_alphabetic)
            && all(scheme, |byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
        if !scheme_ok {
            return None;
        }
        let (rest, fragment) = split_optional(rest, b'#');
        let (rest, query) = split_optional(rest, b'?');
        let authority = before(rest, b'/');
        let path = rest.strip_prefix(authority)?;
        let (userinfo, host_port) = match cut_last(authority, b'@') {
            Some((userinfo, host_port)) => (Some(userinfo), host_port),
            None => (None, authority),
        };
        // The colons of an IPv6 address separate no port.
        let after_address = cut_last(host_port, b']').map_or(host_port, |(_, after)| after);
        let (_, port) = split_optional(after_address, b':');
        let host = match port {
            Some(_) => cut_last(host_port, b':')?.0,
            None => host_port,
        };
        let port_ok =
            port.is_none_or(|port| port.is_empty() || decimal(port).is_some_and(|p| p <= 65_535));
        // Nothing but a port follows an address.
        let address_ok = host.ends_with(']') || after_address.len() == host_port.len();
        if host.is_empty() || !port_ok || !address_ok {
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

    const fn path_or_root(&self) -> &str {
        if self.path.is_empty() { "/" } else { self.path }
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
        let name = cut_last(self.host, b'.').map_or(self.host, |(_, name)| name);
        name.eq_ignore_ascii_case("localhost") || self.host == "[::1]" || is_loopback_v4(self.host)
    }
}

// 127.0.0.0/8 (RFC 1122 §3.2.1.3), in four decimal parts.
fn is_loopback_v4(host: &str) -> bool {
    let Some(mut rest) = host.strip_prefix("127.") else {
        return false;
    };
    for _ in 0..2 {
        let Some((octet, after)) = cut(rest, b'.') else {
            return false;
        };
        if !is_octet(octet) {
            return false;
        }
        rest = after;
    }
    is_octet(rest)
}

fn is_octet(text: &str) -> bool {
    text.len() <= 3 && decimal(text).is_some_and(|value| value <= 255)
}

fn split_optional(text: &str, separator: u8) -> (&str, Option<&str>) {
    match cut(text, separator) {
        Some((before, after)) => (before, Some(after)),
        None => (text, None),
    }
}

/// Checks a URL that requests will be sent to: https, or http on a loopback host (or anywhere with
/// `allow_insecure`), without user info and without a fragment (RFC 6749 §3.1, §3.2; RFC 8414 §2).
pub fn check_endpoint(text: &str, allow_insecure: bool) -> Result<()> {
    let refuse = |message| Err(Error::new(Code::InsecureUrl, message));
    let Some(url) = Url::parse(text) else {
        return refuse("not an absolute URL in plain ASCII");
    };
    let plain = url.scheme.eq_ignore_ascii_case("http") && (allow_insecure || url.is_loopback());
    if !plain && !url.scheme.eq_ignore_ascii_case("https") {
        return refuse("the URL is not https");
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
    if cut(text, b'?').is_some() {
        return Err(Error::new(Code::InsecureUrl, "an issuer has no query"));
    }
    Ok(())
}

/// Whether a callback arrived at the redirect URI: same origin and user info, same path (RFC 6749
/// §3.1.2). The browser writes an empty path as `/`; nothing else is forgiven.
#[must_use]
pub fn is_callback_for(callback: &str, redirect_uri: &str) -> bool {
    match (Url::parse(callback), Url::parse(redirect_uri)) {
        (Some(callback), Some(expected)) => {
            callback.same_origin(&expected)
                && callback.userinfo == expected.userinfo
                && callback.path_or_root() == expected.path_or_root()
        }
        // Private-use schemes (RFC 8252 §7.1) have no authority: compare what precedes the parameters.
        _ => place(callback) == place(redirect_uri),
    }
}

/// A URL without query and fragment.
#[must_use]
pub fn place(url: &str) -> &str {
    before(before(url, b'#'), b'?')
}

/// Checks where a user wants to return to after signing in, as written by the application or a
/// link: a path, query or fragment of this site, or an absolute URL of its origin. `resolved` is
/// what the WHATWG parser makes of it; both must agree with the page's origin.
#[must_use]
pub fn is_safe_return_target(target: &str, resolved: &str, page: &str) -> bool {
    let mut path = target;
    if let Some((scheme, rest)) = cut(target, b':')
        // "/go?to=https://…" is a path too: only a leading scheme makes it absolute.
        && all(scheme, |byte| !b"/?#".contains(&byte))
        && let Some(rest) = rest.strip_prefix("//")
    {
        path = rest.strip_prefix(before(rest, b'/')).unwrap_or_default();
    }
    if is_disguised(path) || target != target.trim_ascii() {
        return false;
    }
    for character in target.chars() {
        if character.is_control() || character == '\\' {
            return false;
        }
    }
    match (Url::parse(resolved), Url::parse(page)) {
        (Some(resolved), Some(page)) => {
            let http = resolved.scheme == "https" || resolved.scheme == "http";
            http && resolved.userinfo.is_none()
                && resolved.same_origin(&page)
                && !is_disguised(resolved.path)
        }
        _ => false,
    }
}

// Whether a path begins with two slashes, also in escapes that some server undoes.
fn is_disguised(path: &str) -> bool {
    let first = path.strip_prefix('/').unwrap_or(path);
    path.starts_with("//") || has_prefix(first, "%2f") || has_prefix(first, "%5c")
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
            "https://[::1]x/",
            "https://[::1]x:80/",
            "https://a:b:80/",
            "https://:80/",
            "https://op.example:65536/",
            "http://127.0.0.0.1/",
            "http://127.0.0./",
            "http://127.0..1/",
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
    fn a_scheme_begins_with_a_letter_and_holds_few_others() {
        // RFC 3986 §3.1.
        assert!(Url::parse("com.example+app-2://host/").is_some());
        for other in ["2com://host/", "+a://host/", "a_b://host/", "a~://host/", "://host/"] {
            assert!(Url::parse(other).is_none(), "{other}");
        }
    }

    #[test]
    fn a_port_that_is_not_written_is_that_of_the_scheme() {
        // RFC 6454 §4 and §5; an empty port is none (RFC 3986 §3.2.3).
        let same = |one: &str, other: &str| {
            Url::parse(one).unwrap().same_origin(&Url::parse(other).unwrap())
        };
        assert!(same("https://app.example:/", "https://app.example/"));
        assert!(same("https://app.example:443/", "https://app.example:/"));
        assert!(same("http://app.example:80/", "http://app.example/"));
        assert!(!same("http://app.example:443/", "http://app.example/"));
        assert!(!same("https://app.example:80/", "https://app.example/"));
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
        for other in [
            "https://app.example/other?code=1",
            "https://evil.example/cb",
            "http://app.example/cb",
            "https://user@app.example/cb?code=1",
        ] {
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
            ("https://app.example//../evil.example", "https://app.example/evil.example"),
            ("/./%5Cevil.example", "https://app.example/%5Cevil.example"),
            ("javascript:alert(1)", "javascript:alert(1)"),
            ("/\tx", "https://app.example/x"),
            (" /x", "https://app.example/x"),
            ("https://app.example@evil.example/", "https://app.example@evil.example/"),
        ] {
            assert!(!is_safe_return_target(target, resolved, page), "{target}");
        }
        // A page of this machine need not be https, and one of another kind has no place to go.
        let here = "http://localhost:8080/";
        assert!(is_safe_return_target("/x", "http://localhost:8080/x", here));
        assert!(!is_safe_return_target("/x", "ws://localhost:8080/x", "ws://localhost:8080/"));
    }
}
