"""Calls to the account's own server, with its session."""

from collections.abc import Mapping
from typing import Any

from smmops.model.outcome import OutcomeUnknown, Refusal, Unavailable
from smmops.networks.answer import Answer
from smmops.networks.bluesky.errors import EXPIRED, REFUSALS
from smmops.networks.bluesky.session import Login, Session
from smmops.networks.classify import with_effect, without_effect
from smmops.networks.http import UPLOAD_SECONDS, Ask, Http

Params = tuple[tuple[str, str], ...]


class Xrpc:
    """Reads, uploads and calls, each of them with the session that is open or opens it."""

    def __init__(self, http: Http, session: Session) -> None:
        self.http = http
        self.session = session

    def get(self, name: str, *params: tuple[str, str]) -> dict[str, Any] | Refusal:
        """The JSON object that a query gives."""
        answer = self.asked(name, *params)
        if not isinstance(answer, Answer):
            return answer
        if not answer.ok:
            return without_effect(answer, REFUSALS, self.http.now())
        return answer.object() or Unavailable(reason=f"{name} was answered without JSON")

    def asked(self, name: str, *params: tuple[str, str]) -> Answer | Refusal:
        """The answer to a query, whatever its status; a token that is over is renewed once."""
        for last in (False, True):
            login = self.session.opened()
            if not isinstance(login, Login):
                return login
            answer = self.http.read(Ask("GET", _url(login, name), params=params, secret=login.access))
            if last or not isinstance(answer, Answer) or answer.error != EXPIRED:
                return answer
            self.session.expired(login)
        raise AssertionError("the second answer is always given back")

    def upload(self, content: bytes, mime: str) -> dict[str, Any] | Refusal:
        """The blob object for these bytes: nobody sees it, and the same bytes give the same blob."""
        login = self.session.opened()
        if not isinstance(login, Login):
            return login
        url = _url(login, "com.atproto.repo.uploadBlob")
        ask = Ask(
            "POST",
            url,
            content=content,
            headers={"Content-Type": mime},
            secret=login.access,
            seconds=UPLOAD_SECONDS,
        )
        answer = self.http.upload(ask)
        if not isinstance(answer, Answer):
            return answer
        if not answer.ok:
            return self._refused(login, answer)
        return blob_in(answer.object()) or Unavailable(reason="an upload was answered without a blob")

    def call(self, name: str, body: Mapping[str, Any]) -> dict[str, Any] | Refusal | OutcomeUnknown:
        """What one changing call answers. A token that is over proves that nothing happened."""
        login = self.session.opened()
        if not isinstance(login, Login):
            return login
        answer = self.http.call(Ask("POST", _url(login, name), json=dict(body), secret=login.access))
        if not isinstance(answer, Answer):
            return answer
        if not answer.ok:
            if answer.error == EXPIRED:
                self.session.expired(login)
            return with_effect(answer, REFUSALS, self.http.now())
        value = answer.json()
        return (
            value if isinstance(value, dict) else OutcomeUnknown(reason=f"{name} was answered without JSON")
        )

    def _refused(self, login: Login, answer: Answer) -> Refusal:
        if answer.error == EXPIRED:
            self.session.expired(login)
        return without_effect(answer, REFUSALS, self.http.now())


def blob_in(value: Mapping[str, Any]) -> dict[str, Any] | None:
    """The blob object of an answer, None where there is none that a record could hold."""
    blob = value.get("blob")
    if not isinstance(blob, dict) or not isinstance(blob.get("ref"), dict):
        return None
    return blob if isinstance(blob["ref"].get("$link"), str) else None


def _url(login: Login, name: str) -> str:
    return f"{login.pds}/xrpc/{name}"
