"""A server that misbehaves: what comes of it, and that nothing is paid for twice in silence."""

from __future__ import annotations

import json
import threading

import pytest
from media_desk import KEY, KINDS, Desk, Serve, close, colour, until_final
from media_server import Abilities, MediaServer, stamp

from dramac.runtime.assemble import clips
from dramac.runtime.backends.openai_media import journal as journals
from dramac.runtime.job import Fault, Transient


@pytest.mark.parametrize("troubles", [
    {"create": ["429:0"]}, {"create": ["429", "503:1"]}, {"poll": ["500", "429:0", "drop", "half", "html", "deep"]},
    {"poll": ["nothing", "huge"]}, {"poll": ["404"]}, {"content": ["500", "drop", "half"]}, {"content": ["410", "403"]},
    {"content": ["nothing", "cut", "html"]}, {"create": ["drop"]}, {"create": ["500"]}, {"create": ["after:500"]},
    {"create": ["after:drop", "drop"]}, {"create": ["half"]}, {"create": ["html"]}, {"create": ["deep"]}, {"create": ["huge"]}])
@pytest.mark.parametrize("kind", ["gateway", "vllm-omni"])
def test_trouble_passes_and_the_clip_comes(desk: Desk, serve: Serve, kind: str, troubles: dict[str, list[str]]) -> None:
    server = serve(kind, troubles)
    for _ in range(3):
        try:
            file = desk.run("i2v", kind)
            break
        except Transient:
            continue  # as the build does
    assert close(colour(next(iter(clips.read(file)))), stamp("she turns"))
    assert kind != "gateway" or list(server.billed.values()) == [1]


@pytest.mark.parametrize("trouble", ["drop", "500", "after:500", "after:drop", "half", "html", "noid"])
def test_with_a_list_of_prompts_a_lost_answer_is_paid_once_or_told(desk: Desk, serve: Serve, trouble: str,
                                                                  monkeypatch: pytest.MonkeyPatch) -> None:
    server = serve("openai", {"create": [trouble]})
    begun = trouble not in ("drop", "500")
    told = until_final(lambda: desk.run("i2v", "openai"))
    assert (told is not None) == begun
    if told is not None:
        assert "may have been paid for" in told.message
        assert "video_0000" in told.message
        assert "--pay-again" in told.help
        assert until_final(lambda: desk.run("i2v", "openai")) is not None
    assert sum(server.billed.values()) == 1
    if begun:
        monkeypatch.setenv(journals.AGAIN, "leave one")
        desk.run("i2v", "openai")
        assert sorted(server.billed.values()) == [1, 1]  # two attempts, each of them once


@pytest.mark.parametrize("trouble", ["after:500", "after:drop", "half"])
def test_a_picture_whose_answer_is_lost_is_not_paid_for_twice_in_silence(desk: Desk, serve: Serve,
                                                                         trouble: str, monkeypatch: pytest.MonkeyPatch) -> None:
    server = serve("openai", {"image": [trouble]})
    for _ in range(2):
        with pytest.raises(Fault, match="may have been paid for"):
            desk.run("plate", "openai", ())
    assert sum(server.billed.values()) == 1
    monkeypatch.setenv(journals.AGAIN, "leave one")
    desk.run("plate", "openai", ())
    assert sum(server.billed.values()) == 2


def test_one_leave_to_pay_again_pays_once(desk: Desk, serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    server = serve("openai", {"image": ["after:drop"] * 3})
    monkeypatch.setenv(journals.AGAIN, "leave one")
    for _ in range(3):
        with pytest.raises(Fault, match="may have been paid for"):
            desk.run("plate", "openai", ())
    assert sum(server.billed.values()) == 1
    monkeypatch.setenv(journals.AGAIN, "leave two")
    with pytest.raises(Fault, match="may have been paid for"):
        desk.run("plate", "openai", ())
    assert sum(server.billed.values()) == 2


def test_a_job_that_failed_is_told_in_the_servers_words_and_asked_anew_by_the_next_build(
        desk: Desk, serve: Serve) -> None:
    server = serve(busy=60.0)
    words = f"no\x1b[31m\nsuch {KEY} thing" + "x" * 999

    def fail(route: str) -> str:
        for job in server.jobs.values():
            if route == "poll" and job.id == "video_0000":
                job.status, job.error = "failed", {"code": "moderation_blocked", "message": words}
        return ""

    server.trouble = fail
    with pytest.raises(Fault, match="could not make it: moderation_blocked: no") as told:
        desk.run()
    assert not isinstance(told.value, Transient)
    assert "filter" in told.value.help
    assert KEY not in told.value.message
    assert "\x1b" not in told.value.message
    assert len(told.value.message) < 400
    server.busy = 0.0
    desk.run()
    assert len(server.jobs) == 2
    assert set(server.billed.values()) == {1}


def test_an_endless_queue_is_given_up_and_gone_on_with(desk: Desk, serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    server = serve(busy=3600.0)
    monkeypatch.setenv("DRAMAC_MEDIA_PATIENCE", "0.8")
    with pytest.raises(Fault, match=r"has not finished the job in 0\.8 seconds") as told:
        desk.run()
    assert "same job" in told.value.help
    server.jobs["video_0000"].ready = 0.0
    monkeypatch.setenv("DRAMAC_MEDIA_PATIENCE", "20")
    desk.run()
    assert sum(server.billed.values()) == 1


def test_a_link_that_has_run_out_is_asked_for_again(desk: Desk, serve: Serve) -> None:
    server = serve("gateway", {"link": ["410", "403"]})
    server.abilities = Abilities(idempotent=True, metadata=True, links=True)
    desk.run()
    links = [where for _, where, _ in server.log if where.startswith("/files/")]
    assert len(set(links)) == 3
    assert sum(server.billed.values()) == 1


@pytest.mark.parametrize(("status", "words"), [("400", "refuses the task"), ("401", "refuses the key"),
                                               ("404", "knows no such request"),
                                               ("402", "paid first"), ("302", "has moved")])
def test_a_no_is_final_and_told(desk: Desk, serve: Serve, status: str, words: str) -> None:
    server = serve("openai", {"create": [status if status != "302" else "redirect:/v1/elsewhere"]})
    with pytest.raises(Fault, match=words) as told:
        desk.run("i2v", "openai")
    assert not isinstance(told.value, Transient)
    assert server.host not in str(told.value) + told.value.help
    desk.run("i2v", "openai")  # once it is mended, nothing stands in the way
    assert sum(server.billed.values()) == 1


def test_nobody_at_home_is_a_trouble_that_may_pass(desk: Desk, serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAMAC_MEDIA_PATIENCE", "0.5")
    monkeypatch.setenv("DRAMAC_MEDIA_URL", "http://127.0.0.1:9/v1")
    with pytest.raises(Transient, match="cannot be reached") as told:
        desk.run()
    assert "127.0.0.1" not in str(told.value) + told.value.help
    monkeypatch.setenv("DRAMAC_MEDIA_PATIENCE", "20")
    server = serve()
    desk.run()
    assert sum(server.billed.values()) == 1


@pytest.mark.parametrize("kind", ["gateway", "openai"])
def test_a_server_that_goes_away_after_it_took_a_job_is_not_paid_again(desk: Desk, serve: Serve, kind: str,
                                                                      monkeypatch: pytest.MonkeyPatch) -> None:
    server = serve(kind, {"create": ["after:drop"]})
    desk_key = "ab" * 32

    def gone(route: str) -> str:
        if route == "create":
            threading.Thread(target=server.__exit__, daemon=True).start()
            return "after:drop"
        return "drop"

    server.trouble = gone
    monkeypatch.setenv("DRAMAC_MEDIA_PATIENCE", "1.5")
    with pytest.raises(Transient):
        desk.run("i2v", kind, key=desk_key)
    assert json.loads((desk.root / "journal" / desk_key / "job.json").read_text())["state"] == "asked"
    with MediaServer(KINDS[kind], key=KEY, port=server.port, jobs=server.jobs, billed=server.billed):
        monkeypatch.setenv("DRAMAC_MEDIA_PATIENCE", "20")
        told = until_final(lambda: desk.run("i2v", kind, key=desk_key))
        assert (told is not None) == (kind == "openai")  # which may not say whose job that is
    assert sum(server.billed.values()) == 1


def test_a_job_that_the_server_has_lost_is_told_and_begun_anew_only_where_nobody_pays(
        desk: Desk, serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    for kind, bills in (("gateway", 1), ("vllm-omni", 2)):
        server = serve(kind, busy=3600.0)
        monkeypatch.setenv("DRAMAC_MEDIA_PATIENCE", "0.5")
        with pytest.raises(Fault, match="has not finished"):
            desk.run("i2v", kind, key=kind[0] * 64)
        lost = dict(server.jobs)
        server.jobs.clear()
        server.busy = 0.0
        monkeypatch.setenv("DRAMAC_MEDIA_PATIENCE", "20")
        if bills == 1:
            with pytest.raises(Fault, match="knows nothing of the job video_0000"):
                desk.run("i2v", kind, key=kind[0] * 64)
        else:
            desk.run("i2v", kind, key=kind[0] * 64)
        assert lost
        assert sum(server.billed.values()) == bills


def test_a_job_of_another_server_is_not_asked_of_this_one(desk: Desk, serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    first = serve(busy=3600.0)
    monkeypatch.setenv("DRAMAC_MEDIA_PATIENCE", "0.5")
    with pytest.raises(Fault, match="has not finished"):
        desk.run()
    second = serve()
    with pytest.raises(Fault, match="on another server"):
        desk.run()
    assert not second.log
    assert sum(first.billed.values()) == 1


def test_a_damaged_journal_stops_the_task(desk: Desk, serve: Serve) -> None:
    server = serve()
    folder = desk.root / "journal" / ("ab" * 32)
    folder.mkdir(parents=True)
    for text in ("{", "[]", '{"attempt": "x"}', '{"state": "accepted", "id": "../../x"}', '{"state": "odd"}'):
        (folder / "job.json").write_text(text)
        with pytest.raises(Fault, match="is damaged, and it may have been paid for"):
            desk.run()
    assert not server.log
