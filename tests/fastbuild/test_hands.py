"""Work that is shared out to copies of the process comes back as if this one had done it."""

import logging
import os
import signal

import pytest

from fastbuild import hands
from fastbuild.logs import Remark


@pytest.mark.parametrize("cores", [1, 2])
def test_what_is_done_aside_is_the_same_with_one_core(monkeypatch, cores):
    monkeypatch.setattr(hands, "number_of_hands", lambda: cores)
    result = hands.aside(lambda: (os.getpid(), "seen"))
    worker, seen = result()
    assert seen == "seen"
    assert (worker == os.getpid()) is (cores == 1)


@pytest.mark.parametrize("cores", [1, 2])
def test_several_things_are_done_aside_by_one_process_and_asked_for_in_any_order(monkeypatch, cores):
    monkeypatch.setattr(hands, "number_of_hands", lambda: cores)
    first, second, third = hands.asides(*(lambda said=said: (os.getpid(), said) for said in ("one", "two", "three")))
    done = [second(), first(), third()]
    assert [said for _, said in done] == ["two", "one", "three"]
    assert {worker == os.getpid() for worker, _ in done} == {cores == 1}
    assert len({worker for worker, _ in done}) == 1


def test_what_cannot_be_done_aside_is_done_here(monkeypatch):
    monkeypatch.setattr(hands, "number_of_hands", lambda: 2)
    here = os.getpid()

    def work():
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return "done here"

    assert hands.aside(work)() == "done here"


def test_what_fails_aside_fails_here(monkeypatch):
    monkeypatch.setattr(hands, "number_of_hands", lambda: 2)
    with pytest.raises(ZeroDivisionError):
        hands.aside(lambda: 1 // 0)()


@pytest.mark.parametrize("cores", [1, 2])
def test_jobs_that_were_begun_come_back_in_order_with_what_there_was_to_say(monkeypatch, cores):
    monkeypatch.setattr(hands, "number_of_hands", lambda: cores)

    def work(job):
        logging.getLogger("test").warning("job %d", job)
        return os.getpid()

    done = list(hands.begun(range(3), work)())
    assert [job for job, _ in done] == [0, 1, 2]
    assert [remarks for _, (_, remarks) in done] == [
        (Remark("test", logging.WARNING, f"job {job}"),) for job in (0, 1, 2)
    ]
    assert {worker == os.getpid() for _, (worker, _) in done} == {cores == 1}


def test_jobs_are_shared_out_in_order_with_what_there_was_to_say():
    def work(job):
        if job % 10 == 0:
            logging.getLogger("test").warning("job %d", job, extra={"limit_msg": "more jobs"})
        return job * job

    jobs = range(hands.FEWEST_JOBS * 3)
    done = list(hands.shared_out(jobs, work))
    assert [(job, result) for job, (result, _) in done] == [(job, job * job) for job in jobs]
    said = [remark for _, (_, remarks) in done for remark in remarks]
    if hands.number_of_hands() > 1:
        assert said == [Remark("test", logging.WARNING, f"job {job}", {"limit_msg": "more jobs"}) for job in jobs[::10]]


def test_a_process_that_dies_ends_the_build():
    if hands.number_of_hands() == 1:
        pytest.skip("one core: no processes")
    with pytest.raises(RuntimeError, match="has died"):
        list(hands.shared_out(range(hands.FEWEST_JOBS), lambda job: os.kill(os.getpid(), signal.SIGKILL)))


def test_a_job_that_fails_ends_the_build():
    for number in (hands.FEWEST_JOBS, 1):
        with pytest.raises(ZeroDivisionError):
            list(hands.shared_out(range(number), lambda job: 1 // job))


def test_no_copy_does_more_than_its_shift(monkeypatch):
    if hands.number_of_hands() == 1:
        pytest.skip("one core: no processes")
    monkeypatch.setattr(hands, "SHIFT", 50)
    jobs = range(330)
    done = list(hands.shared_out(jobs, lambda job: (job, os.getpid())))
    assert [job for job, _ in done] == [result[0] for _, (result, _) in done] == list(jobs)
    doers = [result[1] for _, (result, _) in done]
    assert os.getpid() not in doers
    assert max(map(doers.count, doers)) == 50


def test_a_job_that_fails_in_a_later_shift_ends_the_build_there(monkeypatch):
    monkeypatch.setattr(hands, "SHIFT", 50)
    done = []
    with pytest.raises(ZeroDivisionError):
        done.extend(job for job, _ in hands.shared_out(range(330), lambda job: 1 // (job - 320)))
    assert done == list(range(320))
