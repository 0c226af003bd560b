"""What is fetched and what is not, against a small server of our own."""

from __future__ import annotations

import gzip
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from casus.errors import InputError
from casus.ingest.fetch import fetch, public


@pytest.fixture(scope="module")
def server():
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            status, headers, body = PAGES.get(self.path, (404, {}, b""))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value.replace("PORT", str(self.server.server_port)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    made = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=made.serve_forever, daemon=True).start()
    yield made.server_port
    made.shutdown()
    made.server_close()


PAGES = {
    "/report": (200, {"Content-Type": "text/plain"}, b"Three were killed."),
    "/packed": (200, {"Content-Encoding": "gzip"}, gzip.compress(b"x" * 50_000)),
    "/moved": (302, {"Location": "/report"}, b""),
    "/round": (302, {"Location": "/round"}, b""),
    "/inward": (302, {"Location": "http://inner.example:PORT/report"}, b""),
    "/file": (302, {"Location": "file:///etc/passwd"}, b""),
}
HERE = {"news.example": ["127.0.0.1"], "inner.example": ["127.0.0.1"]}


def got(port, path, **options):
    return fetch(f"http://news.example:{port}{path}", resolve=lambda h, p: HERE[h], **options)


def test_an_allowed_name_is_fetched_also_by_a_redirect(server):
    assert got(server, "/report", allow=("news.example",)).content == b"Three were killed."
    assert got(server, "/moved", allow=("news.example",)).url.endswith("/report")


@pytest.mark.parametrize(
    ("path", "message"),
    [("/inward", "not a public address"), ("/file", "only http"), ("/round", "redirects"), ("/none", "answered 404")],
)
def test_a_redirect_is_checked_as_the_first_address_is(server, path, message):
    with pytest.raises(InputError, match=message):
        got(server, path, allow=("news.example",))


def test_a_name_that_is_this_machine_is_refused(server):
    with pytest.raises(InputError, match=r"127\.0\.0\.1, which is not a public address"):
        got(server, "/report")


def test_one_inner_address_among_outer_ones_is_enough_to_refuse():
    with pytest.raises(InputError, match="not a public address"):
        fetch("http://news.example/", resolve=lambda h, p: ["93.184.216.34", "10.0.0.1"])


def test_what_unpacks_to_too_much_is_refused(server):
    with pytest.raises(InputError, match="more than 1000 bytes"):
        got(server, "/packed", allow=("news.example",), limit=1000)


@pytest.mark.parametrize(
    "url", ["ftp://a.example/", "file:///etc/passwd", "http://a:b@c.example/", "x", "http://[::1", ""]
)
def test_other_addresses_are_refused(url):
    with pytest.raises(InputError):
        fetch(url, resolve=lambda h, p: ["93.184.216.34"])


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
     "::1", "::", "fe80::1%eth0", "fc00::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::",
     "ff02::1", "255.255.255.255", "198.18.0.1"],
)  # fmt: skip
def test_addresses_that_are_not_public(address):
    assert not public(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1::1", "64:ff9b::5db8:d822"])
def test_addresses_that_are(address):
    assert public(address)
