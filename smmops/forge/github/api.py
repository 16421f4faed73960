"""GitHub's REST API over HTTP: reads that are tried again, writes that are not, all pages, limits, one token.

The token goes to the API's own origin only; it stands in no address, no error and no log.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from urllib.parse import urljoin, urlsplit

import httpx

from smmops import __version__
from smmops.forge.github.answering import date_of, json_of, plain_headers, words_of
from smmops.forge.github.trouble import GitHubError
from smmops.model.message import msg
from smmops.model.ports import Clock
from smmops.model.problem import SmmopsError

VERSION: Final = "2022-11-28"
"""The dated version of the API that is asked for: https://docs.github.com/en/rest/about-the-rest-api/api-versions."""
PUBLIC: Final = "https://api.github.com"
PER_PAGE: Final = 100
_AGENT: Final = f"smmops/{__version__}"
_PAGES: Final = 40
_TRIES: Final = 3
_REDIRECTS: Final = 3
_AGAIN: Final = frozenset({500, 502, 503, 504})
_PATIENCE_S: Final = 20.0
"""A limit that ends sooner is waited for; a later one is left to the next tick."""
_SECONDS: Final = 60.0
_LARGEST: Final = 16 * 1024 * 1024
_LOOPBACK: Final = frozenset({"127.0.0.1", "::1", "localhost"})
_TIMEOUT: Final = httpx.Timeout(connect=10.0, read=30.0, write=30.0, pool=5.0)


class Api:
    """Requests to one API. `jitter` gives numbers in [0, 1). `date` is the forge's clock by its last answer."""

    def __init__(
        self,
        base: str,
        token: str | None,
        *,
        clock: Clock,
        jitter: Callable[[], float],
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        self._base = _checked(base)
        self._token = token
        self._clock = clock
        self._jitter = jitter
        # a kept connection may die under a request that had begun: fine for reads, never for writes
        self._kept = _client(transport, keep=4)
        self._fresh = _client(transport, keep=0)
        self.date: datetime | None = None

    def is_at(self, base: str) -> bool:
        """Whether this is that API and not an enterprise's own."""
        return _origin(self._base) == _origin(base)

    def get(self, path: str, params: Mapping[str, str] | None = None) -> Any:
        """The JSON of one answer; GitHubError where there is none."""
        return self._read(self._url(path, params))[1]

    def found(self, path: str, params: Mapping[str, str] | None = None) -> Any | None:
        """The JSON of one answer, None for what is not there (404)."""
        try:
            return self.get(path, params)
        except GitHubError as error:
            if error.status == 404:
                return None
            raise

    def pages(self, path: str, params: Mapping[str, str] | None = None) -> list[Any]:
        """The items of all pages, by the `Link` header; GitHubError for more pages than are read here."""
        url: str | None = self._url(path, {"per_page": str(PER_PAGE), **(params or {})})
        items: list[Any] = []
        for _ in range(_PAGES):
            if url is None:
                return items
            response, page = self._read(url)
            if not isinstance(page, list):
                raise GitHubError("answered with something else than a list")
            items += page
            link = response.links.get("next", {}).get("url")
            url = self._same_origin(urljoin(url, link)) if link else None
        if url is None:
            return items
        raise GitHubError(f"has more than {_PAGES * PER_PAGE} items where all are needed")

    def archive(self, path: str, *, largest: int) -> bytes:
        """The bytes that an answer points to on another host: asked there without the token, at most `largest`.

        GitHub keeps archives on hosts of its own, behind addresses that are secrets for a minute.
        """
        response = self._answer("GET", self._url(path, None))
        if not response.is_redirect:
            raise self._refused(response)
        there = response.headers.get("location", "")
        scheme, host, _ = _origin(there)
        own = _origin(self._base)[0] == "http" and host in _LOOPBACK
        if not host or not (scheme == "https" or (scheme == "http" and own)):
            raise GitHubError("points to no https address for an archive")
        try:
            request = self._fresh.build_request("GET", there, headers={"User-Agent": _AGENT})
            answer = self._fresh.send(request, stream=True)
            try:
                if not answer.is_success:
                    raise GitHubError(f"answered {answer.status_code} for an archive", is_passing=True)
                return self._whole(answer, largest=largest)
            finally:
                answer.close()
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise GitHubError(f"gave no archive ({type(error).__name__})", is_passing=True) from None

    def send(self, method: str, path: str, body: Mapping[str, Any]) -> Any:
        """One request with an effect, once, whatever comes of it."""
        response = self._answer(method, self._url(path, None), body=body)
        if not response.is_success:
            raise self._refused(response)
        return None if response.status_code == 204 else json_of(response)

    def _read(self, url: str) -> tuple[httpx.Response, Any]:
        for _ in range(_REDIRECTS + 1):
            response = self._tried(url)
            if not response.is_redirect:
                break
            url = self._same_origin(urljoin(url, response.headers.get("location", "")))
        if not response.is_success:
            raise self._refused(response)
        return response, json_of(response)

    def _tried(self, url: str) -> httpx.Response:
        for attempt in range(1, _TRIES + 1):
            last = attempt == _TRIES
            try:
                response = self._answer("GET", url)
            except GitHubError as error:
                if last or not error.is_passing:
                    raise
                wait = self._pause(attempt)
            else:
                until = self._limited(response)
                wait = self._pause(attempt)
                if until is not None:
                    wait = max(wait, (until - self._clock.now()).total_seconds())
                elif response.status_code not in _AGAIN:
                    return response
                if last or wait > _PATIENCE_S:
                    return response
            self._clock.sleep(wait)
        raise AssertionError("the last try answers or raises")

    def _answer(self, method: str, url: str, body: Mapping[str, Any] | None = None) -> httpx.Response:
        client = self._kept if method == "GET" else self._fresh
        try:
            request = client.build_request(method, url, headers=self._headers(), json=body)
            response = client.send(request, stream=True)
            try:
                content = self._whole(response)
            finally:
                response.close()
        except httpx.HTTPError as error:
            raise GitHubError(f"did not answer ({type(error).__name__})", is_passing=True) from None
        whole = httpx.Response(
            response.status_code, headers=plain_headers(response.headers), content=content, request=request
        )
        self.date = date_of(whole.headers.get("date", "")) or self.date
        return whole

    def _whole(self, response: httpx.Response, *, largest: int = _LARGEST) -> bytes:
        ends = self._clock.elapsed() + _SECONDS
        body = bytearray()
        for chunk in response.iter_bytes():
            body += chunk
            if len(body) > largest:
                raise GitHubError(f"answered with more than {largest} bytes")
            if self._clock.elapsed() > ends:
                raise GitHubError(f"took more than {_SECONDS:.0f} s to answer", is_passing=True)
        return bytes(body)

    def _headers(self) -> dict[str, str]:
        if not self._token:
            raise no_token()
        if not (self._token.isascii() and self._token.isprintable()):
            raise SmmopsError(
                msg("GITHUB_TOKEN holds characters that no request can carry"),
                msg("set it anew, as one line without blanks"),
                exit_code=1,
            )
        return {
            "Accept": "application/vnd.github+json",
            "Authorization": f"Bearer {self._token}",
            "User-Agent": _AGENT,
            "X-GitHub-Api-Version": VERSION,
        }

    def _limited(self, response: httpx.Response) -> datetime | None:
        """When a limit ends, by our clock; None where the answer is about no limit."""
        if response.status_code not in (403, 429):
            return None
        now = self._clock.now()
        theirs = date_of(response.headers.get("date", "")) or now
        after = response.headers.get("retry-after", "")
        if after.isdigit():
            return now + timedelta(seconds=min(int(after), 86_400))
        reset = response.headers.get("x-ratelimit-reset", "")
        if response.headers.get("x-ratelimit-remaining") == "0" and reset.isdigit():
            return now + max(timedelta(0), datetime.fromtimestamp(min(int(reset), 2**33), UTC) - theirs)
        if response.status_code == 429 or "rate limit" in words_of(response).lower():
            return now + timedelta(minutes=1)
        return None

    def _refused(self, response: httpx.Response) -> GitHubError:
        until = self._limited(response)
        if until is not None:
            return GitHubError(
                f"asks to wait until {until:%H:%M:%SZ}", status=response.status_code, until=until
            )
        said = self._clean(words_of(response))
        return GitHubError(f"answered {response.status_code} {said}".rstrip(), status=response.status_code)

    def _pause(self, attempt: int) -> float:
        return 0.5 * float(2**attempt) * (0.5 + self._jitter())

    def _url(self, path: str, params: Mapping[str, str] | None) -> str:
        return str(httpx.URL(self._base + path).copy_merge_params(dict(params or {})))

    def _same_origin(self, url: str) -> str:
        if _origin(url) != _origin(self._base):
            raise GitHubError("points to another host, where the token must not go")
        return url

    def _clean(self, text: str) -> str:
        shown = text.replace(self._token, "***") if self._token else text
        return " ".join("".join(c if c.isprintable() else " " for c in shown).split())[:200]


def no_token() -> SmmopsError:
    """What a person must know where there is no token (exit 1)."""
    return SmmopsError(
        msg("GITHUB_TOKEN is not set, so that GitHub cannot be asked who approved"),
        msg(
            "in a workflow write `GITHUB_TOKEN: ${{{{ github.token }}}}` under the step's `env:`; elsewhere export "
            "a fine-grained token that reads contents, pull requests and metadata of the repository"
        ),
        exit_code=1,
    )


def _checked(base: str) -> str:
    url = base.rstrip("/")
    scheme, host, _ = _origin(url)
    parts = urlsplit(url)
    fine = scheme == "https" or (scheme == "http" and host in _LOOPBACK)
    if not fine or not host or parts.username is not None or parts.query or parts.fragment:
        raise SmmopsError(
            msg("GITHUB_API_URL is no https address of an API"),
            msg("write https://api.github.com, or https://HOST/api/v3 for an enterprise server"),
            exit_code=1,
        )
    return url


def _origin(url: str) -> tuple[str, str, int | None]:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return ("", "", None)
    return (
        parts.scheme,
        (parts.hostname or "").lower(),
        port or {"https": 443, "http": 80}.get(parts.scheme),
    )


def _client(transport: httpx.BaseTransport | None, *, keep: int) -> httpx.Client:
    limits = httpx.Limits(max_connections=8, max_keepalive_connections=keep)
    return httpx.Client(
        transport=transport or httpx.HTTPTransport(retries=0, trust_env=False, limits=limits),
        timeout=_TIMEOUT,
        follow_redirects=False,
        trust_env=False,
    )
