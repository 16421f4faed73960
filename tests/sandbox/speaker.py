"""Speaks the corpus to a Bluesky server, the sandbox or a real one, and says what came back."""

import json
import time
from dataclasses import dataclass, field
from typing import Any

import httpx

from tests.sandbox.corpus_bluesky import Case, Req


@dataclass
class Speaker:
    """One account on one server; `known` fills the placeholders of the corpus."""

    url: str
    handle: str
    password: str
    other: str
    known: dict[str, Any] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.http = httpx.Client(base_url=self.url, trust_env=False, timeout=30)
        for name in ("main", "spare"):
            answer = self.http.post(
                "/xrpc/com.atproto.server.createSession",
                json={"identifier": self.handle, "password": self.password},
            )
            assert answer.status_code == 200, answer.text
            session = answer.json()
            self.tokens[name] = session["refreshJwt"]
        self.tokens |= {"access": session["accessJwt"], "refresh": self.tokens["main"]}
        described = self.http.get("/xrpc/com.atproto.server.describeServer").json()
        now = int(time.time())
        self.known = {
            "did": session["did"],
            "handle": self.handle,
            "HANDLE": self.handle.upper(),
            "password": self.password,
            "other": self.other,
            "base_did": described["did"],
            "tomorrow": str(now + 86_400),
            "later": str(now + 600),
        }

    def hold(self, case: Case) -> tuple[int, str, Any]:
        """Status, error name ("" for none) and CID (where the case compares it) of the last answer."""
        answers = [self.send(request) for request in case.requests]
        assert all(answer.status_code == 200 for answer in answers[:-1]), [a.text for a in answers[:-1]]
        last = answers[-1]
        kind = last.headers.get("content-type", "")
        body = last.json() if kind.startswith("application/json") and last.content else {}
        return last.status_code, body.get("error", ""), body.get("cid") if case.same_cid else None

    def send(self, request: Req) -> httpx.Response:
        head = dict(request.headers)
        if request.token != "none":
            token = self.tokens.get(request.token)
            head["authorization"] = f"Bearer {token}" if token else request.token
        sent: dict[str, Any] = {}
        if request.body is not None:
            sent["content"] = request.body
        elif request.json is not None:
            sent["content"] = json.dumps(self.filled(request.json)).encode()
            head.setdefault("content-type", "application/json")
        params = self.filled(dict(request.params)) or None
        answer = self.http.request(
            request.method, f"/xrpc/{request.name}", params=params, headers=head, **sent
        )
        if answer.status_code == 200 and answer.headers.get("content-type", "").startswith(
            "application/json"
        ):
            self.learn(answer.json())
        return answer

    def learn(self, body: Any) -> None:
        for name in ("cid", "uri"):
            if isinstance(body, dict) and name in body:
                self.known[name] = body[name]
        if isinstance(body, dict) and "uri" in body:
            self.known["rkey"] = body["uri"].rpartition("/")[2]
        if isinstance(body, dict) and body.get("commit"):
            self.known["commit"] = body["commit"]["cid"]
        if isinstance(body, dict) and "blob" in body:
            self.known |= {
                "blob": body["blob"],
                "ref": body["blob"]["ref"],
                "ref_cid": body["blob"]["ref"]["$link"],
            }

    def filled(self, value: Any) -> Any:
        match value:
            case str() if value.startswith("{") and value.endswith("}"):
                return self.known.get(value[1:-1], value)
            case list():
                return [self.filled(item) for item in value]
            case dict():
                return {name: self.filled(item) for name, item in value.items()}
            case _:
                return value
