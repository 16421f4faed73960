"""Requests to one server with one access token."""

from typing import Any
from urllib.parse import quote

from smmops.model.outcome import OutcomeUnknown, Refusal, Remote, Unavailable
from smmops.networks.answer import Answer, address_in, name_in
from smmops.networks.classify import with_effect, without_effect
from smmops.networks.http import UPLOAD_SECONDS, Ask, File, Http
from smmops.networks.mastodon.errors import REFUSALS
from smmops.networks.pace import iso
from smmops.networks.secret import Secret


class Api:
    """`server` is an address without a slash at the end; paths begin with `/api/`."""

    def __init__(self, http: Http, server: str, token: Secret) -> None:
        self.http = http
        self._server = server.rstrip("/")
        self._token = token

    def asked(self, path: str, *params: tuple[str, str]) -> Answer | Unavailable:
        """The answer to a read, whatever its status."""
        return self.http.read(Ask("GET", self._server + path, params=params, secret=self._token))

    def get(self, path: str, *params: tuple[str, str]) -> dict[str, Any] | Refusal:
        """The JSON object that a read gives."""
        answer = self.asked(path, *params)
        if not isinstance(answer, Answer):
            return answer
        if not answer.ok:
            return self.refused(answer)
        return answer.object() or Unavailable(reason=f"{path} was answered without JSON")

    def refused(self, answer: Answer) -> Refusal:
        """What a failed read or upload means."""
        return without_effect(answer, REFUSALS, self.http.now())

    def upload(self, path: str, *, files: dict[str, File], fields: dict[str, str]) -> Answer | Unavailable:
        """The answer to an upload, which nobody sees."""
        ask = Ask(
            "POST",
            self._server + path,
            files=files,
            fields=fields,
            secret=self._token,
            seconds=UPLOAD_SECONDS,
        )
        return self.http.upload(ask)

    def post(self, path: str, body: dict[str, Any], *, key: str) -> dict[str, Any] | Refusal | OutcomeUnknown:
        """What a changing call answers; the server honours `key` for about an hour."""
        head = {"Idempotency-Key": key}
        return self._called(Ask("POST", self._server + path, json=body, headers=head, secret=self._token))

    def put(self, path: str, body: dict[str, Any]) -> dict[str, Any] | Refusal | OutcomeUnknown:
        """What an edit answers."""
        return self._called(Ask("PUT", self._server + path, json=body, secret=self._token))

    def delete(self, path: str) -> Answer | Unavailable | OutcomeUnknown:
        """The answer to a removal, whatever its status."""
        return self.http.call(Ask("DELETE", self._server + path, secret=self._token))

    def _called(self, ask: Ask) -> dict[str, Any] | Refusal | OutcomeUnknown:
        answer = self.http.call(ask)
        if not isinstance(answer, Answer):
            return answer
        if not answer.ok:
            return with_effect(answer, REFUSALS, self.http.now())
        return answer.object() or OutcomeUnknown(reason=f"{answer.status} was answered without JSON")


def status_path(status_id: str, tail: str = "") -> str:
    """The path of one status; an id is opaque and may hold anything."""
    return f"/api/v1/statuses/{quote(status_id, safe='')}{tail}"


def is_address(given: str) -> bool:
    """Whether a person entered where a status is seen, not its id: asked for as an id it would look deleted."""
    return "://" in given


def remote_of(status: dict[str, Any]) -> Remote | None:
    """A status as a live object, None where the answer is no published status."""
    given = name_in(status.get("id"))
    if given is None or "scheduled_at" in status:
        return None
    url = address_in(status.get("url")) or address_in(status.get("uri"))
    return Remote(id=given, url=url, at=iso(status.get("created_at")))
