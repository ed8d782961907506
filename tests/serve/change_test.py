"""What is added and removed, by the server or beside it, shows in answers; who listens hears of it."""
import json
import socket

import served

API = "/api/v1"
ARTICLE = {"name": "new", "title": "News", "date": "2025-11-01",
           "markdown": "Huawei developed the Ascend 985, an AI accelerator."}


def writing(place, **options):
    return served.server("--db", served.store_of_examples(place), "--allow-write",
                         environment={"WHOBUILDS_TOKEN": served.TOKEN}, **options)


def test_a_document_is_added_and_removed():
    with served.folder() as place, writing(place) as server:
        before = server.get(API + "/stats")
        assert before["writable"]
        written = server.ask(API + "/documents", "POST", ARTICLE, token=served.TOKEN)
        assert written.status == 200 and written.json["id"] == "new" and written.json["facts"] >= 1, written.body
        assert server.get(API + "/stats")["documents"] == before["documents"] + 1
        assert server.get(API + "/ask?q=who+builds+Ascend+985")["rows"][0]["id"] == "company:huawei"
        assert server.ask(API + f"/article?number={written.json['number']}").status == 200
        assert server.get(API + "/search?q=985")["total"] == 1
        again = server.ask(API + "/documents", "POST", {**ARTICLE, "markdown": "Nothing."}, token=served.TOKEN)
        assert again.status == 200
        assert server.ask(API + "/entity?id=Ascend+985").status == 404
        removed = server.ask(API + f"/documents?number={again.json['number']}", "DELETE", token=served.TOKEN)
        assert removed.json == {"removed": 1}, removed.body
        assert server.get(API + "/stats")["root"] == before["root"]
        assert server.ask(API + "/documents?number=9999", "DELETE", token=served.TOKEN).status == 404
    return 8


def test_what_is_decided_shows_until_it_is_taken_back():
    decisions = API + "/review/decisions"
    reject = {"decision": "reject", "entity": "company:huawei", "relation": "develops", "target": "chip:ascend-910c"}
    confirm = {**reject, "decision": "confirm"}
    with served.folder() as place, writing(place) as server:
        root = server.get(API + "/stats")["root"]
        refused = [
            (server.ask(decisions, "POST", {"schema": 1, "decisions": [reject]}), 401, "http.token"),
            (server.ask(decisions, "POST", {"decisions": [{"decision": "eat"}]}, token=served.TOKEN), 400, "review.malformed"),
            (server.ask(decisions, "POST", {"schema": 1, "decisions": [{"decision": "retype", "entity": "chip:ascend", "type": "Planet"}]},
                        token=served.TOKEN), 422, "review.invalid"),
            (server.ask(decisions, "POST", {"schema": 1, "decisions": [reject, confirm]}, token=served.TOKEN), 409, "review.conflict"),
            (server.ask(decisions + "?number=9", "DELETE", token=served.TOKEN), 404, "review.no_decision"),
        ]
        for answer, status, code in refused:
            assert (answer.status, answer.code) == (status, code), (answer.status, answer.body)
        made = server.ask(decisions, "POST", {"schema": 1, "decisions": [reject]}, token=served.TOKEN)
        assert made.json == {"added": 1, "known": 0}, made.body
        assert server.get(API + "/stats")["root"] != root
        assert server.get(API + "/facts?source=Huawei&target=Ascend+910C&relation=develops")["items"] == []
        again = server.ask(decisions, "POST", {"schema": 1, "decisions": [reject]}, token=served.TOKEN)
        assert again.json == {"added": 0, "known": 1}, again.body
        listed = server.get(decisions)["decisions"]
        assert [{**reject, "number": each["number"], "made": each["made"]} for each in listed] == listed, listed
        taken = server.ask(decisions + f"?number={listed[0]['number']}", "DELETE", token=served.TOKEN)
        assert taken.json == {"removed": 1}, taken.body
        assert server.get(API + "/stats")["root"] == root
        assert server.get(decisions)["decisions"] == []
    return len(refused) + 6


def test_who_writes_reads_it_with_the_next_request():
    """Also who says what it knows already (If-None-Match), and where the graph stays as it was."""
    decisions = API + "/review/decisions"
    keep = {"schema": 1, "decisions": [{"decision": "confirm", "entity": "company:huawei"}]}
    with served.folder() as place, writing(place) as server:
        known = {path: server.ask(path).headers["ETag"] for path in (API + "/documents", decisions)}

        def changed(path):
            answer = server.ask(path, headers={"If-None-Match": known[path]})
            assert answer.status in (200, 304), answer.body
            known[path] = answer.headers["ETag"]
            return answer.status == 200

        def number_of_decision():
            return server.get(decisions)["decisions"][0]["number"]

        assert not changed(API + "/documents") and not changed(decisions)
        checks = 2
        for _ in range(3):
            posted = server.ask(API + "/documents", "POST", ARTICLE, token=served.TOKEN)
            assert posted.status == 200 and changed(API + "/documents"), posted.body
            removed = server.ask(API + f"/documents?number={posted.json['number']}", "DELETE", token=served.TOKEN)
            assert removed.status == 200 and changed(API + "/documents"), removed.body
            assert server.ask(decisions, "POST", keep, token=served.TOKEN).json["added"] == 1 and changed(decisions)
            former = number_of_decision()
            assert server.ask(decisions + f"?number={former}", "DELETE", token=served.TOKEN).status == 200
            assert server.ask(decisions, "POST", keep, token=served.TOKEN).json["added"] == 1
            assert changed(decisions) and number_of_decision() != former  # the graph is the same
            assert server.ask(decisions + f"?number={number_of_decision()}", "DELETE", token=served.TOKEN).status == 200
            assert changed(decisions)
            checks += 7
    return checks


def test_only_who_has_the_token_writes():
    with served.folder() as place, writing(place) as server:
        refused = [
            (server.ask(API + "/documents", "POST", ARTICLE), 401),
            (server.ask(API + "/documents", "POST", ARTICLE, token="another-token-of-some-length"), 401),
            (server.ask(API + "/documents", "POST", ARTICLE, headers={"Authorization": "Basic " + served.TOKEN}), 401),
            (server.ask(API + "/documents?number=1", "DELETE"), 401),
            (server.ask(API + "/documents", "POST", ARTICLE, token=served.TOKEN, headers={"Content-Type": "text/plain"}), 415),
        ]
        for answer, status in refused:
            assert answer.status == status, (answer.status, answer.body)
        assert len(served.json.loads(served.run("list", "--db", place / "news.db", "--json").stdout)["documents"]) == \
            server.get(API + "/stats")["documents"]
    with served.folder() as place, served.server("--db", served.store_of_examples(place)) as server:
        answer = server.ask(API + "/documents", "POST", ARTICLE, token=served.TOKEN)
        assert answer.status == 403 and answer.code == "http.read_only"
    return len(refused) + 1


def test_listeners_hear_of_changes():
    with served.folder() as place:
        path = served.store_of_examples(place)
        with served.server("--db", path) as server:
            with socket.create_connection(("127.0.0.1", server.port), timeout=60) as listener:
                listener.sendall(b"GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\n\r\n")
                stream = listener.makefile("rb")
                while b": whobuilds" not in stream.readline():
                    pass
                served.run("add", "-", "--db", path, "--quiet", input=b"NVIDIA developed the H999Z, a GPU.\n")
                lines = []
                while not any(line.startswith(b"data: ") for line in lines):
                    lines.append(stream.readline())
                assert b"event: changed\n" in lines
                data = json.loads(next(line for line in lines if line.startswith(b"data: "))[6:])
                assert data["root"] == server.get(API + "/stats")["root"]
                stream.close()
    return 2


def test_it_stops_with_listeners_and_idle_connections():
    with served.folder() as place:
        path = served.store_of_examples(place)
        with served.server("--db", path) as server:
            connections = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(3)]
            connections[0].sendall(b"GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\n\r\n")
            connections[1].sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
        for connection in connections:
            connection.close()
    return 1


def test_two_writers():
    """The program adds while the server adds: both are there at the end."""
    with served.folder() as place, writing(place) as server:
        path = place / "news.db"
        for i in range(6):
            served.run("add", "-", "--db", path, "--quiet", input=f"AMD developed the MI9{i}7X, a GPU.\n".encode())
            answer = server.ask(API + "/documents", "POST", {"name": f"n{i}", "text": f"AMD developed the MI8{i}6X, a GPU."},
                                token=served.TOKEN)
            assert answer.status == 200, answer.body
        listed = [d["id"] for d in json.loads(served.run("list", "--db", path, "--json").stdout)["documents"]]
        assert {f"n{i}" for i in range(6)} <= set(listed)
        served.run("verify", "--db", path)
        server.until(lambda: server.get(API + "/stats")["documents"] == len(listed))
    return 8


served.run_tests([test_a_document_is_added_and_removed, test_what_is_decided_shows_until_it_is_taken_back,
                  test_who_writes_reads_it_with_the_next_request, test_only_who_has_the_token_writes, test_listeners_hear_of_changes,
                  test_it_stops_with_listeners_and_idle_connections, test_two_writers], least=59)
