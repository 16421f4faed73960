"""A log-in with an app password, made when there is work and renewed before it ends."""

import base64
import json
import threading
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urlsplit

from smmops.model.outcome import Refusal, Unauthorized, Unavailable
from smmops.networks.answer import Answer
from smmops.networks.bluesky.errors import REFUSALS
from smmops.networks.classify import without_effect
from smmops.networks.http import Ask, Http
from smmops.networks.secret import Secret

LOGIN: Final = "https://bsky.social"
_EARLY: Final = 180
"""Seconds before its end at which a token is renewed: longer than any one call may take."""


@dataclass(frozen=True, slots=True)
class Login:
    """An open session. `pds` is where calls go; `home` the host that the account's DID document names."""

    did: str
    handle: str
    access: Secret
    refresh: Secret
    pds: str
    home: str
    ends: float | None = field(default=None)


class Session:
    """The session of one account.

    A refused password is not tried again by this object: log-ins are counted (30 in 5 minutes, 300 a day).
    """

    def __init__(self, http: Http, *, server: str | None, identifier: str, password: Secret) -> None:
        self.server = (server or LOGIN).rstrip("/")
        self._http = http
        self._identifier = identifier
        self._password = http.keep(password)
        self._login: Login | None = None
        self._refused: Unauthorized | None = None
        self._lock = threading.Lock()

    def opened(self) -> Login | Refusal:
        """The session, opened or renewed first where that is needed."""
        with self._lock:
            if self._refused is not None:
                return self._refused
            login = self._login
            if login is None:
                return self._kept(self._created())
            if login.ends is not None and login.ends - self._http.now().timestamp() < _EARLY:
                return self._kept(self._renewed(login))
            return login

    def expired(self, login: Login) -> None:
        """Notes that the network calls this session's token over: the next use renews it."""
        with self._lock:
            if self._login is not None and self._login.access == login.access:
                self._login = _over(login)

    def _kept(self, came: Login | Refusal) -> Login | Refusal:
        if isinstance(came, Login):
            self._login = came
        elif isinstance(came, Unauthorized):
            self._refused = came
        return came

    def _created(self) -> Login | Refusal:
        body = {"identifier": self._identifier, "password": self._password.reveal()}
        return self._login_of(self._upload("createSession", json=body))

    def _renewed(self, login: Login) -> Login | Refusal:
        answer = self._upload("refreshSession", secret=login.refresh)
        if isinstance(answer, Answer) and answer.status in (400, 401):
            return self._created()
        return self._login_of(answer, before=login)

    def _upload(self, name: str, *, json: Any = None, secret: Secret | None = None) -> Answer | Unavailable:
        url = f"{self.server}/xrpc/com.atproto.server.{name}"
        return self._http.upload(Ask("POST", url, json=json, secret=secret))

    def _login_of(self, answer: Answer | Unavailable, before: Login | None = None) -> Login | Refusal:
        if isinstance(answer, Unavailable):
            return answer
        if not answer.ok:
            return without_effect(answer, REFUSALS, self._http.now())
        value = answer.object()
        did, handle = value.get("did"), value.get("handle")
        access, refresh = value.get("accessJwt"), value.get("refreshJwt")
        if not (isinstance(did, str) and isinstance(access, str) and isinstance(refresh, str)):
            return Unavailable(reason="the log-in was answered without a session")
        tokens = Secret(access), Secret(refresh)
        if not all(token.is_sendable for token in tokens) or not did.startswith("did:"):
            return Unavailable(reason="the log-in was answered with a session that cannot be used")
        home = _endpoint(value.get("didDoc")) or (before.home if before else self.server)
        return Login(
            did=did,
            handle=handle if isinstance(handle, str) else self._identifier,
            access=self._http.keep(tokens[0]),
            refresh=self._http.keep(tokens[1]),
            pds=home if self._http.bound.allows(home) else self.server,
            home=urlsplit(home).netloc,
            ends=_end(access, self._http.now().timestamp()),
        )


def _over(login: Login) -> Login:
    return Login(login.did, login.handle, login.access, login.refresh, login.pds, login.home, ends=0.0)


def _endpoint(document: object) -> str | None:
    """Where a DID document says that the account lives, without a slash at the end."""
    services = document.get("service") if isinstance(document, dict) else None
    for service in services if isinstance(services, list) else []:
        if isinstance(service, dict) and str(service.get("id", "")).endswith("#atproto_pds"):
            endpoint = service.get("serviceEndpoint")
            return endpoint.rstrip("/") if isinstance(endpoint, str) else None
    return None


def _end(token: str, now: float) -> float | None:
    """When a JWT that came `now` ends (Unix seconds of our clock), None where it does not say.

    Taken as a span where it says when it was made, because clocks differ. The signature is the server's affair.
    """
    pieces = token.split(".")
    if len(pieces) != 3:
        return None
    try:
        claims = json.loads(base64.urlsafe_b64decode(pieces[1] + "=" * (-len(pieces[1]) % 4)))
        made = claims.get("iat")
        return float(claims["exp"]) + (now - made if isinstance(made, int) else 0)
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError):
        return None
