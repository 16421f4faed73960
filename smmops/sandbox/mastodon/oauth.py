"""OAuth: applications, the code grant with PKCE, revocation. Whoever asks is the account named in the request."""

import base64
import hashlib
import secrets
from typing import Any, Final
from urllib.parse import urlencode

from smmops.sandbox.mastodon.api import NAME, Ask, RefusalError, failed
from smmops.sandbox.network import Answer
from smmops.sandbox.state import Account

OUT_OF_BAND: Final = "urn:ietf:wg:oauth:2.0:oob"
CODE_SECONDS: Final = 600
NOBODY: Final = Account(NAME, "", "", "", 0.0, {})


def application(ask: Ask) -> dict[str, Any]:
    """Registers an application."""
    name, uris = ask.text("client_name"), ask.params.get("redirect_uris")
    listed = [str(uri) for uri in uris] if isinstance(uris, list) else str(uris or "").split()
    if not name:
        raise failed("Application name can't be blank")
    if not listed:
        raise failed("Redirect URI must be an absolute URI.")
    scopes = ask.text("scopes", "read").split()
    app = {"name": name, "redirect_uris": listed, "scopes": scopes, "secret": secrets.token_urlsafe(32)}
    client = secrets.token_urlsafe(32)
    ask.ground.state.keep_note(NOBODY, "app", client, at=ask.ground.clock.now(), value=app)
    return {
        "id": client[:8],
        "name": name,
        "website": ask.text("website") or None,
        "scopes": scopes,
        "redirect_uris": listed,
        "redirect_uri": "\n".join(listed),
        "client_id": client,
        "client_secret": app["secret"],
        "client_secret_expires_at": 0,
        "vapid_key": "sandbox",
    }


def _oauth_error(status: int, name: str, text: str) -> RefusalError:
    return RefusalError(status, name, extra={"error_description": text})


def _client(ask: Ask, *, secret: bool) -> dict[str, Any]:
    note = ask.ground.state.note(NAME, "app", ask.text("client_id"))
    if note is None or (secret and note[2]["secret"] != ask.text("client_secret")):
        raise _oauth_error(401, "invalid_client", "Client authentication failed due to unknown client")
    app: dict[str, Any] = note[2]
    return app


def authorize(ask: Ask) -> Answer:
    """Gives the code at once: a sandbox has nobody to press the button. `account` may name who agrees."""
    app = _client(ask, secret=False)
    uri = ask.text("redirect_uri")
    if ask.text("response_type") != "code" or uri not in app["redirect_uris"]:
        raise _oauth_error(
            400, "invalid_redirect_uri", "The requested redirect uri is malformed or doesn't match"
        )
    scopes = _checked_scopes(ask, app)
    if ask.text("code_challenge") and ask.text("code_challenge_method") != "S256":
        raise _oauth_error(400, "invalid_code_challenge_method", "The code challenge method must be S256.")
    accounts = ask.ground.state.accounts(NAME)
    wanted = ask.text("account")
    agreed = next((one for one in accounts if not wanted or one.handle == wanted), None)
    if agreed is None:
        raise _oauth_error(
            400, "access_denied", "The resource owner or authorization server denied the request."
        )
    code = secrets.token_urlsafe(32)
    value = {
        "client": ask.text("client_id"),
        "uri": uri,
        "scopes": scopes,
        "challenge": ask.text("code_challenge"),
    }
    ask.ground.state.keep_note(agreed, "code", code, at=ask.ground.clock.now(), value=value)
    if uri == OUT_OF_BAND:
        return Answer(200, code.encode(), {"content-type": "text/plain; charset=utf-8"})
    query = urlencode({"code": code, **({"state": ask.text("state")} if ask.text("state") else {})})
    return Answer(302, b"", {"location": f"{uri}{'&' if '?' in uri else '?'}{query}"})


def _checked_scopes(ask: Ask, app: dict[str, Any]) -> list[str]:
    scopes = ask.text("scope", "read").split()
    held = set(app["scopes"])
    if any(scope not in held and scope.partition(":")[0] not in held for scope in scopes):
        raise _oauth_error(400, "invalid_scope", "The requested scope is invalid, unknown, or malformed.")
    return scopes


def token(ask: Ask) -> dict[str, Any]:
    """An access token for a code; it does not expire."""
    app = _client(ask, secret=True)
    if ask.text("grant_type") != "authorization_code":
        raise _oauth_error(400, "unsupported_grant_type", "The authorization grant type is not supported")
    note = ask.ground.state.note(NAME, "code", ask.text("code"))
    now = ask.ground.clock.now()
    if note is None or note[1] + CODE_SECONDS < now or not fits(ask, note[2]):
        raise _oauth_error(
            400, "invalid_grant", "The provided authorization grant is invalid, expired, revoked"
        )
    owner = ask.ground.state.account(NAME, note[0])
    assert owner is not None
    ask.ground.state.drop_note(NAME, "code", ask.text("code"))
    fresh = secrets.token_urlsafe(32)
    value = {"scopes": note[2]["scopes"], "name": app["name"], "client": ask.text("client_id")}
    ask.ground.state.keep_note(owner, "token", fresh, at=now, value=value)
    scope = " ".join(note[2]["scopes"])
    return {"access_token": fresh, "token_type": "Bearer", "scope": scope, "created_at": int(now)}


def fits(ask: Ask, code: dict[str, Any]) -> bool:
    """Whether the code was given to this client, for this address, with this PKCE challenge."""
    if code["client"] != ask.text("client_id") or code["uri"] != ask.text("redirect_uri"):
        return False
    digest = hashlib.sha256(ask.text("code_verifier").encode()).digest()
    challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
    return not code["challenge"] or code["challenge"] == challenge


def revoke(ask: Ask) -> dict[str, Any]:
    """Ends a token."""
    _client(ask, secret=True)
    ask.ground.state.drop_note(NAME, "token", ask.text("token"))
    return {}


def metadata(ask: Ask) -> dict[str, Any]:
    """The authorization server's description of itself (RFC 8414)."""
    base = ask.call.base
    return {
        "issuer": f"{base}/",
        "service_documentation": "https://docs.joinmastodon.org/",
        "authorization_endpoint": f"{base}/oauth/authorize",
        "token_endpoint": f"{base}/oauth/token",
        "revocation_endpoint": f"{base}/oauth/revoke",
        "userinfo_endpoint": f"{base}/oauth/userinfo",
        "app_registration_endpoint": f"{base}/api/v1/apps",
        "scopes_supported": ["read", "write", "profile", "follow", "push"],
        "response_types_supported": ["code"],
        "response_modes_supported": ["query", "fragment", "form_post"],
        "grant_types_supported": ["authorization_code", "client_credentials"],
        "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
        "code_challenge_methods_supported": ["S256"],
    }
