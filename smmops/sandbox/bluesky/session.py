"""Sessions: app passwords, access and refresh tokens, service tokens.

Tokens are JWTs that only this sandbox can check; clients may read their `exp`.
Access tokens live 120 minutes, refresh tokens 90 days and rotate, as on the reference PDS.
"""

import base64
import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping
from typing import Any, Final

from smmops.sandbox.bluesky.syntax import is_did
from smmops.sandbox.bluesky.xrpc import NAME, Ask, XrpcError, bad_request
from smmops.sandbox.network import Call, Ground
from smmops.sandbox.state import Account

ACCESS_SECONDS: Final = 120 * 60
REFRESH_SECONDS: Final = 90 * 86_400
HOUR: Final = 3600
MINUTE: Final = 60
PROTECTED: Final = frozenset(
    f"com.atproto.{name}"
    for name in (
        "admin.sendEmail",
        "identity.requestPlcOperationSignature",
        "identity.signPlcOperation",
        "identity.updateHandle",
        "server.activateAccount",
        "server.confirmEmail",
        "server.createAppPassword",
        "server.deactivateAccount",
        "server.getAccountInviteCodes",
        "server.getSession",
        "server.listAppPasswords",
        "server.requestAccountDelete",
        "server.requestEmailConfirmation",
        "server.requestEmailUpdate",
        "server.revokeAppPassword",
        "server.updateEmail",
    )
)
Claims = Mapping[str, Any]


def _encode(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def _decode(text: str) -> bytes:
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)


def _signature(ground: Ground, signed: str) -> str:
    key = ground.state.setting("bluesky.key")
    if key is None:
        key = secrets.token_hex(32)
        ground.state.keep_setting("bluesky.key", key)
    return _encode(hmac.new(key.encode(), signed.encode(), hashlib.sha256).digest())


def issue(ground: Ground, kind: str, claims: Claims) -> str:
    """A signed token; `kind` is its `typ`."""
    head = {"typ": kind, "alg": "HS256"}
    signed = ".".join(
        _encode(json.dumps(part, separators=(",", ":")).encode()) for part in (head, dict(claims))
    )
    return f"{signed}.{_signature(ground, signed)}"


def claims_of(ground: Ground, token: str) -> tuple[str, Claims]:
    """Kind and claims of a token this sandbox signed; InvalidToken for any other."""
    try:
        head, payload, signature = token.split(".")
        if not hmac.compare_digest(signature.encode(), _signature(ground, f"{head}.{payload}").encode()):
            raise ValueError("signature")
        return str(json.loads(_decode(head))["typ"]), json.loads(_decode(payload))
    except (ValueError, KeyError, TypeError):
        raise bad_request("Token could not be verified", "InvalidToken") from None


def bearer(call: Call) -> str | None:
    """The bearer token of a request; None when there is no authorization header."""
    header = call.headers.get("authorization")
    if not header:
        return None
    parts = header.split(" ")
    if len(parts) != 2:
        raise bad_request("Malformed authorization header", "InvalidToken")
    if parts[0].lower() in {"basic", "dpop"}:
        raise bad_request("Unexpected authorization type", "InvalidToken")
    if parts[0].lower() != "bearer":
        raise bad_request(f"Unsupported authorization type: {parts[0]}", "InvalidToken")
    return parts[1]


def _checked(ground: Ground, call: Call, kind: str, *, late: bool = False) -> tuple[Account, Claims]:
    token = bearer(call)
    if not token:
        raise XrpcError(401, "AuthMissing", "Authentication Required")
    found, claims = claims_of(ground, token)
    if not late and ground.clock.now() >= claims["exp"]:
        raise bad_request("Token has expired", "ExpiredToken")
    if found != kind or "lxm" in claims:
        raise bad_request("Invalid token type", "InvalidToken")
    account = ground.state.account(NAME, claims["sub"])
    if account is None:
        raise XrpcError(403, "AccountNotFound", "Account not found")
    _refuse_frozen(account)
    return account, claims


def _refuse_frozen(account: Account) -> None:
    if account.detail.get("frozen"):
        raise XrpcError(401, "AccountTakedown", "Account has been taken down")


def access(ground: Ground, call: Call) -> tuple[Account | None, Claims]:
    """The account of an access token that still holds."""
    return _checked(ground, call, "at+jwt")


def refresh(ground: Ground, call: Call) -> tuple[Account | None, Claims]:
    """The account of a refresh token that still holds."""
    return _checked(ground, call, "refresh+jwt")


def refresh_even_late(ground: Ground, call: Call) -> tuple[Account | None, Claims]:
    """The account of a refresh token, also of one that is over."""
    return _checked(ground, call, "refresh+jwt", late=True)


def service(method: str, call: Call, ground: Ground, *, audience: frozenset[str]) -> Account:
    """The account of a service token made for `method` and one of the DIDs in `audience`."""
    token = bearer(call)
    if not token:
        raise XrpcError(401, "AuthMissing", "Authentication Required")
    kind, claims = claims_of(ground, token)
    if kind != "JWT" or claims.get("lxm") not in (None, method):
        raise XrpcError(401, "BadJwtLexiconMethod", f"bad jwt lexicon method (lxm), must match: {method}")
    if ground.clock.now() >= claims["exp"]:
        raise XrpcError(401, "JwtExpired", "jwt expired")
    if str(claims["aud"]).partition("#")[0] not in audience:
        raise XrpcError(401, "BadJwtAudience", "jwt audience does not match service did")
    account = ground.state.account(NAME, claims["iss"])
    if account is None:
        raise XrpcError(401, "AuthenticationRequired", "could not resolve iss did")
    return account


def who(ground: Ground, call: Call) -> Account | None:
    """The account a request's token names, whether or not the token still holds."""
    try:
        token = bearer(call)
        claims = claims_of(ground, token)[1] if token else {}
    except XrpcError:
        return None
    return ground.state.account(NAME, str(claims.get("sub") or claims.get("iss")))


def pds_did(base: str) -> str:
    """`did:web` of an address: a port's colon is %3A."""
    return "did:web:" + base.removeprefix("http://").replace(":", "%3A")


def _session(ask: Ask, account: Account) -> dict[str, Any]:
    now = int(ask.ground.clock.now())
    common = {"sub": account.id, "aud": pds_did(ask.call.base), "iat": now}
    jti = secrets.token_urlsafe(24)
    end = now + REFRESH_SECONDS
    ask.ground.state.keep_note(account, "refresh", jti, at=now, value=end)
    scope = "com.atproto.appPass"
    return {
        "accessJwt": issue(
            ask.ground,
            "at+jwt",
            {**common, "scope": scope, "exp": now + ACCESS_SECONDS, "jti": secrets.token_hex(8)},
        ),
        "refreshJwt": issue(
            ask.ground, "refresh+jwt", {**common, "scope": "com.atproto.refresh", "exp": end, "jti": jti}
        ),
        **_profile(ask, account),
    }


def _profile(ask: Ask, account: Account) -> dict[str, Any]:
    return {
        "did": account.id,
        "didDoc": _did_document(ask.call.base, account),
        "handle": account.handle,
        "email": f"{account.handle.partition('.')[0]}@sandbox.invalid",
        "emailConfirmed": True,
        "active": True,
    }


def _did_document(base: str, account: Account) -> dict[str, Any]:
    return {
        "@context": ["https://www.w3.org/ns/did/v1"],
        "id": account.id,
        "alsoKnownAs": [f"at://{account.handle}"],
        "service": [
            {"id": "#atproto_pds", "type": "AtprotoPersonalDataServer", "serviceEndpoint": base},
        ],
    }


def create_session(ask: Ask) -> dict[str, Any]:
    """Signs in with handle or DID and app password."""
    account = ask.ground.state.account(NAME, ask.body["identifier"].lower())
    given, kept = ask.body["password"].encode(), account.secret.encode() if account else b""
    if account is None or not hmac.compare_digest(given, kept):
        raise XrpcError(401, "AuthenticationRequired", "Invalid identifier or password")
    _refuse_frozen(account)
    return _session(ask, account)


def refresh_session(ask: Ask) -> dict[str, Any]:
    """Rotates: the old refresh token holds two hours more, as on the reference PDS, then is revoked."""
    jti = str(ask.claims["jti"])
    note = ask.ground.state.note(NAME, "refresh", jti)
    now = ask.ground.clock.now()
    if note is None or note[2] <= now:
        raise bad_request("Token has been revoked", "ExpiredToken")
    grace = min(note[2], now + 2 * HOUR)
    ask.ground.state.keep_note(ask.owner, "refresh", jti, at=note[1], value=grace)
    return _session(ask, ask.owner)


def delete_session(ask: Ask) -> None:
    """Ends what a refresh token could begin."""
    ask.ground.state.drop_note(NAME, "refresh", str(ask.claims["jti"]))


def get_session(ask: Ask) -> dict[str, Any]:
    """Who the token is."""
    return _profile(ask, ask.owner)


def service_auth(ask: Ask) -> dict[str, str]:
    """A token for another service; the limits of its life are the reference PDS's."""
    now = ask.ground.clock.now()
    end, method = ask.params.get("exp"), ask.params.get("lxm")
    if not is_did(ask.params["aud"].partition("#")[0]):
        raise bad_request("Invalid com.atproto.server.getServiceAuth params: aud")
    if end is not None:
        if end < now:
            raise bad_request("expiration is in past", "BadExpiration")
        if end > now + HOUR:
            raise bad_request(
                "cannot request a token with an expiration more than an hour in the future", "BadExpiration"
            )
        if method is None and end > now + MINUTE:
            raise bad_request(
                "cannot request a method-less token with an expiration more than a minute in the future",
                "BadExpiration",
            )
    if method in PROTECTED:
        raise bad_request(f"cannot request a service auth token for the following protected method: {method}")
    claims = {"iss": ask.owner.id, "aud": ask.params["aud"], "iat": int(now), "exp": end or int(now) + MINUTE}
    return {"token": issue(ask.ground, "JWT", {**claims, "lxm": method} if method else claims)}
