"""Behind proxies: who asks is whom the outermost of them says, and nobody else is believed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.cases.joining import WRONG_BY_ADDRESS
from assistant.cli.main import main
from assistant.flow.model import Pack
from tests.web.clients import Forms, Socket
from tests.web.server import Server

pytestmark = pytest.mark.xdist_group("web-behind")
HERE, THERE = "203.0.113.7", "203.0.113.8"


def serving(factory: pytest.TempPathFactory, behind: str) -> Server:
    return Server(factory.mktemp("behind") / "data").start("", None, "--behind", behind)


@pytest.fixture
def one(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server behind one proxy."""
    server = serving(tmp_path_factory, "1")
    yield server
    server.stop()


@pytest.fixture
def none(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that is asked directly."""
    server = serving(tmp_path_factory, "0")
    yield server
    server.stop()


def tried(forms: Forms, sent: str) -> int:
    """The status of a wrong code, with what a proxy says of where it comes from."""
    key = forms.get("/join").forms[0].fields["key"]
    data = {"key": key, "code": "KKKKKKKKKK", "role": "police"}
    headers = {"X-Forwarded-For": sent}
    return forms.http.post(f"{forms.url}/join", data, headers=headers, timeout=30).status_code


def test_one_who_tries_codes_keeps_nobody_else_out(one: Server, pack: Pack) -> None:
    forms = Forms(one.url, pack)
    for number in range(WRONG_BY_ADDRESS):
        # What the browser has made up stands before what the proxy adds.
        assert tried(forms, f"198.51.100.{number}, {HERE}:{4000 + number}") == 422
    assert tried(forms, f"198.51.100.99, {HERE}") == 429
    assert tried(forms, THERE) == 422


def test_without_a_proxy_nobody_can_make_up_an_address(none: Server, pack: Pack) -> None:
    forms = Forms(none.url, pack)
    for number in range(WRONG_BY_ADDRESS):
        assert tried(forms, f"198.51.100.{number}") == 422
    assert tried(forms, THERE) == 429


def test_by_https_the_cookies_are_kept_to_it(one: Server, none: Server, pack: Pack) -> None:
    for server, secure in ((one, True), (none, False)):
        found = Forms(server.url, pack).http.get(
            server.url, headers={"X-Forwarded-Proto": "https"}, timeout=30
        )
        assert ("Secure" in found.headers["Set-Cookie"]) is secure


def test_the_conversation_goes_on_by_socket_and_no_other_host_is_believed(
    one: Server, pack: Pack
) -> None:
    forms = Forms(one.url, pack)
    forms.begin("no")
    cookie = f"waypost_case={forms.case}"
    socket = Socket(one.url, cookie, "websocket").connect()
    assert socket.resume()["seq"] == 1
    socket.client.disconnect()
    refused = forms.http.get(
        f"{one.url}/socket.io/?EIO=4&transport=polling",
        headers={"Origin": "http://evil.example", "X-Forwarded-Host": "evil.example"},
        timeout=30,
    )
    assert refused.status_code == 403


@pytest.mark.parametrize("wrong", ["-1", "two", "11", "1.5", "²"])
def test_what_is_no_number_of_proxies_is_told(
    wrong: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["serve", f"--behind={wrong}"])
    assert ended.value.code == 2
    assert "a number from 0 to 10" in capsys.readouterr().err
