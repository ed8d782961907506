"""Bad requests: a clear error for each, nothing lost, and the server stays up."""
import contextlib
import os
import socket
import subprocess
import threading
import time
import urllib.parse

import served

API = "/api/v1"
HOST = b"Host: localhost\r\n"


def quoted(text):
    return urllib.parse.quote(text, safe="")


# Path, status, code.
PATHS = [
    ("/nothing", 404, "http.not_found"),
    ("/../../etc/passwd", 404, "http.not_found"),
    ("/assets/..%2f..%2f..%2fetc%2fpasswd", 404, "http.not_found"),
    ("/assets/%2e%2e/%2e%2e/etc/passwd", 404, "http.not_found"),
    (API + "/nothing", 404, "http.not_found"),
    (API + "/stats?x=1", 400, "http.unknown_parameter"),
    (API + "/complete", 400, "http.parameter"),
    (API + "/complete?q=" + "a" * 300, 400, "http.parameter"),
    (API + "/complete?q=%ff%fe", 400, "http.parameter"),
    (API + "/complete?q=a&limit=0", 400, "http.parameter"),
    (API + "/complete?q=a&limit=1e9", 400, "http.parameter"),
    (API + "/complete?q=a&limit=99999999999999999999", 400, "http.parameter"),
    (API + "/complete?q=a&q=b", 400, "http.parameter"),
    (API + "/entities?offset=-1", 400, "http.parameter"),
    (API + "/entities?sort=size", 400, "http.parameter"),
    (API + "/entities?discovered=maybe", 400, "http.parameter"),
    (API + "/entities?type=Chipp", 400, "selection.type"),
    (API + "/facts?relation=develop", 400, "selection.relation"),
    (API + "/facts?status=sure", 400, "http.parameter"),
    (API + "/facts?min_confidence=2", 400, "http.parameter"),
    (API + "/facts?min_confidence=nan", 400, "http.parameter"),
    (API + "/facts?since=yesterday", 400, "http.parameter"),
    (API + "/facts?source=company:nobody", 404, "ask.unknown_name"),
    (API + "/entity?id=no+such+thing", 404, "ask.unknown_name"),
    (API + "/entity?id=" + quoted("' OR 1=1 --"), 404, "ask.unknown_name"),
    (API + "/neighbourhood?id=nobody+knows", 404, "ask.unknown_name"),
    (API + "/neighbourhood?id=Huawei&depth=4", 400, "http.parameter"),
    (API + "/neighbourhood?id=Huawei&layout=heap", 400, "http.parameter"),
    (API + "/path?from=Huawei", 400, "http.parameter"),
    (API + "/fact?id=ffffffffffffffff", 404, "http.not_found"),
    (API + "/fact?id=" + quoted("x'; DROP TABLE documents; --"), 400, "http.parameter"),
    (API + "/document?number=4711", 404, "http.not_found"),
    (API + "/document?number=" + quoted("1 OR 1=1"), 400, "http.parameter"),
    (API + "/article?number=../../etc/passwd", 400, "http.parameter"),
    (API + "/ask?q=" + quoted("what is the weather like"), 422, "ask.no_template"),
    (API + "/ask?q=" + "a" * 1200, 400, "http.parameter"),
    (API + "/query?q=" + quoted("MATCH (n) DELETE n"), 400, None),
    (API + "/query?q=" + quoted("MATCH (n) RETURN n; DROP TABLE x"), 400, None),
    (API + "/query?q=" + quoted("CREATE (n)"), 400, None),
    (API + "/query?q=" + quoted("UNWIND range(1, 100000000) AS x RETURN x"), 422, None),
    (API + "/query?q=" + "(" * 7000, 400, None),
    (API + "/diff", 400, "http.parameter"),
    (API + "/search?q=" + quoted("!!!"), 400, "search.empty"),
    (API + "/search?q=" + quoted('" OR text MATCH "'), 200, None),
    (API + "/export?format=" + quoted("../../x"), 400, "http.parameter"),
    (API + "/grafana/table?view=sqlite_master", 400, "http.parameter"),
]


@contextlib.contextmanager
def writing():
    with served.folder() as place:
        path = served.store_of_examples(place)
        with served.server("--db", path, "--allow-write", environment={"WHOBUILDS_TOKEN": served.TOKEN}) as server:
            yield server, path


def test_paths():
    with writing() as (server, _):
        root = server.get(API + "/stats")["root"]
        for path, status, code in PATHS:
            answer = server.ask(path)
            assert answer.status == status, (path, answer.status, answer.body[:300])
            if status != 200:
                assert answer.json["error"]["message"] and answer.json["error"]["problems"], path
            assert code is None or answer.code == code, (path, answer.body[:300])
        all_at_once = server.ask(API + "/facts?limit=0&offset=x&sincee=2025&status=sure").json["error"]["problems"]
        assert len(all_at_once) == 4, all_at_once
        assert server.alive() and server.get(API + "/stats")["root"] == root
    return len(PATHS) + 1


def test_bodies():
    bodies = [
        (b"{", 400), (b"[]", 400), (b"null", 400), (b"\xff\xfe", 400), (b'{"text": "a", "text": "b"}', 400),
        (b'{"text": ""}', 400), (b'{"text": 7}', 400), (b'{"text": "a", "html": "b"}', 400), (b'{"name": "a"}', 400),
        (b'{"text": "a", "path": "/etc/passwd"}', 400), (b"[" * 100000, 400), (b'{"a":' * 50000, 400),
        (b'{"text": "\xed\xa0\x80"}', 400), (b"", 400),
    ]
    with writing() as (server, path):
        before = served.run("list", "--db", path, "--json").stdout
        for body, status in bodies:
            answer = server.ask(API + "/documents", "POST", body, {"Content-Type": "application/json"}, served.TOKEN)
            assert answer.status == status, (body[:40], answer.status, answer.body[:300])
            assert answer.code == "http.body", (body[:40], answer.body[:300])
        for body in (b"{", b'{"query": 1}', b'{"q": "RETURN 1"}', b'{"query": "RETURN $x", "parameters": []}'):
            assert server.ask(API + "/query", "POST", body).status == 400, body
        good = server.ask(API + "/query", "POST", {"query": "RETURN $x AS x", "parameters": {"x": 7}})
        assert good.json["rows"] == [[7]]
        assert server.ask(API + "/stats", "POST", b"{}").status in (400, 405)
        assert server.ask(API + "/stats", "PUT").status == 405
        assert server.alive() and served.run("list", "--db", path, "--json").stdout == before
    return len(bodies) + 7


def status_of(received):
    return int(received.split(b" ", 2)[1]) if received.startswith(b"HTTP/1.1 ") else None


def test_requests_that_are_none():
    post = b"POST /api/v1/documents HTTP/1.1\r\n" + HOST + b"Authorization: Bearer " + served.TOKEN.encode() + \
        b"\r\nContent-Type: application/json\r\n"
    close = b"Connection: close\r\n"
    requests = [
        ("no words of HTTP", b"hello\r\n\r\n", 400),
        ("only zeros", b"\0" * 100 + b"\r\n\r\n", 400),
        ("no host", b"GET / HTTP/1.1\r\n" + close + b"\r\n", 421),
        ("another name (DNS rebinding)", b"GET / HTTP/1.1\r\nHost: evil.example\r\n" + close + b"\r\n", 421),
        ("another name with a port", b"GET /api/v1/stats HTTP/1.1\r\nHost: evil.example:80\r\n" + close + b"\r\n", 421),
        ("a name that begins like an address", b"GET / HTTP/1.1\r\nHost: 127.0.0.1.evil.example\r\n" + close + b"\r\n", 421),
        ("a long address", b"GET /" + b"a" * 9000 + b" HTTP/1.1\r\n" + HOST + close + b"\r\n", 414),
        ("a body without length", post + close + b"\r\n{}", 411),
        ("a body in chunks", post + b"Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n", 411),
        ("length and chunks", post + b"Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}", 413),
        ("a huge body", post + b"Content-Length: 99999999999\r\n\r\n{", 413),
        ("a negative length", post + b"Content-Length: -1\r\n\r\n{", 413),
        ("two lengths", post + b"Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}", 413),
        ("a compressed body", post + b"Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}", 413),
        ("a body where none is taken", b"GET /healthz HTTP/1.1\r\n" + HOST + b"Content-Length: 5\r\n\r\nGET /", 400),
    ]
    with writing() as (server, _):
        for name, request, status in requests:
            received = server.raw(request)
            assert status_of(received) == status, (name, received[:300])
            assert received.count(b"HTTP/1.1 ") == 1, (name, received)
        assert server.alive()
    return len(requests)


def test_slow_clients_keep_nobody_waiting():
    with writing() as (server, _):
        slow = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(30)]
        for connection in slow:
            connection.sendall(b"GET /api/v1/stats HTTP/1.1\r\nHost: loc")
        for _ in range(5):
            assert server.ask(API + "/stats").status == 200
        half = socket.create_connection(("127.0.0.1", server.port), timeout=60)
        half.sendall(b"POST /api/v1/documents HTTP/1.1\r\n" + HOST + b"Content-Length: 100\r\n\r\n{")
        received = b""
        with contextlib.suppress(ConnectionResetError):
            while part := half.recv(4096):
                received += part
        assert status_of(received) in (400, 408, None), received
        for connection in (*slow, half):
            connection.close()
        assert server.alive()
    return 7


def test_clients_that_never_end_are_left():
    """More connections than the server has threads, each sending a byte now and then: heads, bodies, header lines without
    end. Who asks in time is answered in time, and the slow ones are closed."""
    head = b"GET /api/v1/stats HTTP/1.1\r\n" + HOST
    kinds = [head + b"X-", b"POST /api/v1/query HTTP/1.1\r\n" + HOST + b"Content-Length: 1000\r\n\r\n{", b"G"]
    with writing() as (server, _):
        slow = [socket.create_connection(("127.0.0.1", server.port), timeout=60) for _ in range(300)]
        for i, connection in enumerate(slow):
            connection.sendall(kinds[i % len(kinds)])
        stop = threading.Event()

        def drip():
            while not stop.wait(1):
                for connection in slow:
                    with contextlib.suppress(OSError):
                        connection.send(b"a")

        dripping = threading.Thread(target=drip)
        dripping.start()
        try:
            for _ in range(10):
                began = time.monotonic()
                assert server.ask(API + "/stats").status == 200
                assert time.monotonic() - began < 30  # a time-out of the server would be in it
            for i in (0, 2):  # their heads never end
                with contextlib.suppress(ConnectionResetError):
                    while slow[i].recv(4096):
                        pass
        finally:
            stop.set()
            dripping.join()
            for connection in slow:
                connection.close()
        long_head = server.raw(head + (b"X: " + b"a" * 1000 + b"\r\n") * 200 + b"\r\n")
        assert status_of(long_head) in (400, None), long_head[:300]
        assert server.alive()
    return 13


ARTICLE = {"name": "a", "text": "Huawei developed the Ascend 985."}
DECISION = {"schema": 1, "decisions": [{"decision": "confirm", "entity": "company:huawei"}]}


def asked_to_write(server, article=ARTICLE):
    return [server.ask(API + "/documents", "POST", article, token=served.TOKEN),
            server.ask(API + "/review/decisions", "POST", DECISION, token=served.TOKEN),
            server.ask(API + "/documents?number=1", "DELETE", token=served.TOKEN)]


def add(path, text, user=None):
    return subprocess.run([served.PROGRAM, "add", "-", "--db", path, "--quiet"], input=text.encode(), capture_output=True,
                          timeout=60, user=user)


def listed(path):
    return served.run("list", "--db", path, "--json").stdout


def writer_of(path, user=None):
    return served.server("--db", path, "--allow-write", environment={"WHOBUILDS_TOKEN": served.TOKEN}, user=user)


def cannot_be_tested(why):
    assert os.environ.get("CI") != "true", why
    print("not tested:", why)


def test_a_store_without_rights_to_write():
    """The file, or its folder: an error for add and over HTTP, nothing is changed, and reading goes on."""
    user = 65534 if os.geteuid() == 0 else None  # nothing is forbidden to root
    checks = 0
    for of_file, of_folder in ((0o444, 0o777), (0o444, 0o555), (0o644 if user else 0o444, 0o555)):
        with served.folder() as place:
            place.chmod(0o755)
            folder = place / "store"
            folder.mkdir()
            path = served.store_of_examples(folder)
            before = listed(path)
            try:
                subprocess.run([served.PROGRAM, "version"], capture_output=True, check=True, user=user)
            except (PermissionError, subprocess.CalledProcessError):
                cannot_be_tested("another user may not run the program")
                return 0
            path.chmod(of_file)
            folder.chmod(of_folder)
            added = add(path, "AMD developed the MI987X, a GPU.", user)
            assert added.returncode == 4 and b"[store.read_only]" in added.stderr, added
            with writer_of(path, user) as server:
                stats = server.get(API + "/stats")
                for answer in asked_to_write(server):
                    assert (answer.status, answer.code) == (503, "store.read_only"), (answer.status, answer.body)
                    assert answer.json["error"]["remedy"], answer.body
                assert server.get(API + "/search?q=Huawei")["total"] > 0
                assert server.alive() and server.get(API + "/stats") == stats
            folder.chmod(0o755)
            assert listed(path) == before
            checks += 7
    return checks


def test_a_full_disk():
    """An error for add and over HTTP, nothing is lost, reading goes on; with room again all can be done."""
    with served.folder() as place, full_disk(place) as disk:
        if not disk:
            cannot_be_tested("no file system may be mounted to be filled")
            return 0
        path = served.store_of_examples(disk)
        before = listed(path)
        big = "Huawei developed the Ascend 985. " * 3000
        with writer_of(path) as server:
            root = server.get(API + "/stats")["root"]
            (disk / "filler").write_bytes(b"\0" * max(0, free_bytes(disk) - 4096))
            added = add(path, big)
            assert added.returncode == 4 and b"[store.full]" in added.stderr, added
            for answer in asked_to_write(server, {"name": "a", "text": big}):
                assert (answer.status, answer.code) == (507, "store.full"), (answer.status, answer.body)
            assert server.alive() and server.get(API + "/stats")["root"] == root and listed(path) == before
        with writer_of(path) as server:  # that is started where there is no room
            assert server.get(API + "/stats")["root"] == root
            assert server.ask(API + "/documents", "POST", {"name": "a", "text": big}, token=served.TOKEN).status == 507
            (disk / "filler").unlink()
            assert [answer.status for answer in asked_to_write(server)] == [200, 200, 200]
            assert add(path, "AMD developed the MI987X, a GPU.").returncode == 0
            served.run("verify", "--db", path)
    return 12


def test_a_store_that_is_overwritten():
    with served.folder() as place:
        path = served.store_of_examples(place)
        with writer_of(path) as server:
            path.write_bytes(b"no store any more" * 100)
            for answer in asked_to_write(server):
                assert answer.status == 500 and answer.code.startswith("store."), answer.body
            assert server.get(API + "/stats")["documents"] > 5
    return 4


def free_bytes(place):
    state = os.statvfs(place)
    return state.f_bavail * state.f_frsize


@contextlib.contextmanager
def full_disk(place):
    """A small file system of its own; None where none may be mounted."""
    disk = place / "disk"
    disk.mkdir()
    mounted = os.geteuid() == 0 and subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "none", disk],
                                                   capture_output=True).returncode == 0
    try:
        yield disk if mounted else None
    finally:
        if mounted:
            subprocess.run(["umount", disk], check=True)


def test_starting():
    with served.folder() as place:
        path = served.store_of_examples(place)
        (place / "damaged.db").write_bytes(path.read_bytes()[:5000])
        rows = [
            (["--db", place / "none.db"], 4), (["--db", place / "damaged.db"], None), (["--port", "70000"], 2),
            (["--db", path, "--allow-write"], 2), (["--db", path, "--host", "203.0.113.7"], None),
        ]
        environment = {k: v for k, v in os.environ.items() if k != "WHOBUILDS_TOKEN"}
        for arguments, exit_code in rows:
            started = subprocess.run([served.PROGRAM, "serve", "--port", "0", *map(str, arguments)], capture_output=True,
                                     timeout=60, env=environment)
            assert started.returncode != 0 and started.stderr and not started.stdout, (arguments, started)
            assert exit_code is None or started.returncode == exit_code, (arguments, started)
        short = subprocess.run([served.PROGRAM, "serve", "--port", "0", "--db", path, "--allow-write"], capture_output=True,
                               timeout=60, env={**environment, "WHOBUILDS_TOKEN": "short"})
        assert short.returncode == 2 and b"token" in short.stderr, short
    return len(rows) + 1


served.run_tests([test_paths, test_bodies, test_requests_that_are_none, test_slow_clients_keep_nobody_waiting,
                  test_clients_that_never_end_are_left, test_a_store_without_rights_to_write, test_a_full_disk,
                  test_a_store_that_is_overwritten, test_starting], least=130 if os.environ.get("CI") == "true" else 90)
