"""A server of whobuilds for a test: started on a port of its own, asked over plain sockets and urllib, stopped at the end."""
import contextlib
import json
import os
import pathlib
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

PROGRAM = sys.argv[1]
SOURCE = pathlib.Path(__file__).resolve().parents[2]
ARTICLES = SOURCE / "examples" / "articles"
TOKEN = "0123456789abcdef-of-the-tests"


def run(*arguments, **options):
    return subprocess.run([PROGRAM, *map(str, arguments)], check=True, capture_output=True, **options)


@contextlib.contextmanager
def folder():
    with tempfile.TemporaryDirectory() as name:
        yield pathlib.Path(name)


def store_of_examples(place):
    """A store of the example articles; their files stay where they are."""
    path = place / "news.db"
    run("add", ARTICLES, "--db", path, "--quiet")
    return path


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    @property
    def json(self):
        return json.loads(self.body)

    @property
    def code(self):
        return self.json["error"]["code"]


class Server:
    def __init__(self, address, process):
        self.address, self.process = address, process
        self.port = int(address.rsplit(":", 1)[1])

    def ask(self, path, method="GET", body=None, headers=None, token=None):
        headers = dict(headers or {})
        if token:
            headers["Authorization"] = "Bearer " + token
        if isinstance(body, (dict, list)):
            body = json.dumps(body).encode()
            headers.setdefault("Content-Type", "application/json")
        request = urllib.request.Request(self.address + path, data=body, method=method, headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return Answer(answer.status, answer.headers, answer.read())
        except urllib.error.HTTPError as refused:
            return Answer(refused.code, refused.headers, refused.read())

    def get(self, path):
        answer = self.ask(path)
        assert answer.status == 200, (path, answer.status, answer.body)
        return answer.json

    def raw(self, request, timeout=30):
        """Sends bytes as they are; what comes back until the connection closes."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=timeout) as connection:
            connection.sendall(request)
            received = b""
            with contextlib.suppress(ConnectionResetError):
                while part := connection.recv(65536):
                    received += part
            return received

    def until(self, condition, seconds=60):
        """Waits for what the server brings about by itself."""
        end = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < end, "it did not come about"
            time.sleep(0.05)

    def alive(self):
        return self.process.poll() is None and self.ask("/healthz").status == 200


@contextlib.contextmanager
def server(*arguments, environment=None, stops=True, user=None):
    process = subprocess.Popen([PROGRAM, "serve", "--port", "0", *map(str, arguments)], stdout=subprocess.PIPE,
                               env={**os.environ, **(environment or {})}, text=True, user=user)
    try:
        line = process.stdout.readline().strip()
        assert re.fullmatch(r"http://127\.0\.0\.1:[0-9]+", line), line
        yield Server(line, process)
        if stops:
            assert process.poll() is None, "the server went down"
            process.send_signal(signal.SIGTERM)
            assert process.wait(timeout=60) == 0
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()
        process.stdout.close()


def run_tests(tests, least):
    """Runs the functions; `least`: how many checks they report in all."""
    checks = sum(test() for test in tests)
    assert checks >= least, (checks, least)
    print(f"{len(tests)} tests, {checks} checks")
