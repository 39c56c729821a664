"""A Dask cluster: readers on other machines, for archives that outgrow one. Needs the extra `cluster`."""

import asyncio
import logging
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Future, wait
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from .errors import BadInput
from .program import DISTRIBUTION, edition
from .staff import ReaderDiedError

if TYPE_CHECKING:
    from distributed import Client

# In seconds: how long a scheduler may take to answer, to come back, and to have workers.
PATIENCE = 10.0
# In seconds: how often the line to the scheduler is looked after while waiting.
LOOK = 0.5


@contextmanager
def hired(scheduler: str, patience: float = PATIENCE) -> "Iterator[Cluster]":
    """The workers of a cluster, until the block ends; what they have not begun by then is called off.

    Args:
        scheduler: its address, like tcp://host:8786.
        patience: seconds that it may take to answer.

    Raises:
        BadInput: it cannot be reached, has no workers, or has another version of this program or none.
    """
    client = _client(scheduler, patience)
    try:
        _see_that_all_agree(client, scheduler)
        staff = Cluster(client, scheduler)
        try:
            yield staff
        finally:
            staff.dismiss()
    finally:
        client.close()


class Cluster:
    """The workers of a cluster."""

    def __init__(self, client: "Client", scheduler: str) -> None:
        self._client = client
        self._line = client.scheduler_comm
        self._executor = client.get_executor(pure=False)
        self._scheduler = scheduler
        self.hands = sum(client.nthreads().values())

    def dismiss(self) -> None:
        """Call off what has not begun."""
        self._executor.shutdown(wait=False)

    def hand_out(self, work: Callable[..., Any], *materials: Any) -> "Future[Any]":  # noqa: ANN401 - any work
        """Have a piece of work done.

        Raises:
            BadInput: the cluster is gone.
        """
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", "Sending large graph")  # a large bulletin has to travel once
            try:
                sheet: Future[Any] = self._executor.submit(work, *materials)
            except Exception:  # also of distributed's own kinds
                raise self._lost() from None
        return sheet

    def take_back(self, sheet: "Future[Any]") -> Any:  # noqa: ANN401 - what the work makes
        """What came of a piece of work.

        Raises:
            ReaderDiedError: the workers that tried it died.
            BadInput: the cluster is gone, or cannot do this work.
        """
        from distributed import KilledWorker

        # Where a result is lost on its way, its future is never done (distributed.cfexecutor): see whether all is well.
        while not wait([sheet], timeout=LOOK).done:
            if self._client.scheduler_comm is not self._line:
                raise self._lost()
        try:
            return sheet.result()
        except KilledWorker as error:
            raise ReaderDiedError(str(error)) from error
        except (CancelledError, OSError):
            raise self._lost() from None
        except Exception as error:
            what = f"the cluster cannot do this work ({_named(error)})"
            raise self._problem(what, _same_program()) from error

    def _lost(self) -> BadInput:
        return self._problem("the cluster was lost", "See that its scheduler runs, and convert again")

    def _problem(self, what: str, remedy: str) -> BadInput:
        return BadInput(self._scheduler, what, remedy)


def _client(scheduler: str, patience: float) -> "Client":
    try:
        from distributed import Client
    except ImportError:
        what = "a cluster needs the package distributed, which is not installed"
        raise BadInput(scheduler, what, "Install requirements/cluster.txt (docs/publishers.md)") from None
    for name in ("distributed", "distributed.client"):  # what goes wrong is said once, by us
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        asyncio.run(asyncio.wait_for(_greet(scheduler), patience))
        client = Client(scheduler, timeout=patience, set_as_default=False)
    except Exception as error:  # whatever answers there, in whatever way, is no scheduler
        remedy = "Check the address, which is like tcp://host:8786, and that the scheduler runs"
        raise BadInput(scheduler, f"no Dask scheduler answers there ({_named(error)})", remedy) from None
    try:
        client.wait_for_workers(1, timeout=patience)
    except TimeoutError:
        client.close()
        raise BadInput(scheduler, "this cluster has no workers", f"Start some: dask worker {scheduler}") from None
    return client


async def _greet(scheduler: str) -> None:
    """Ask who is there: a client that fails to connect lingers, and may keep the program from ending."""
    from distributed import rpc

    async with rpc(scheduler) as there:
        await there.identity(n_workers=0)


def _see_that_all_agree(client: "Client", scheduler: str) -> None:
    """Also the scheduler: it opens what it passes on."""
    ours = edition()
    for who, theirs in [("the scheduler", _of_scheduler(client)), *client.run(edition, on_error="return").items()]:
        if theirs != ours:
            has = f"{DISTRIBUTION} {theirs}" if isinstance(theirs, str) else f"no {DISTRIBUTION} or an old one"
            raise BadInput(scheduler, f"{who} has {has}, this machine has {ours}", _same_program())


def _of_scheduler(client: "Client") -> object:
    try:
        return client.run_on_scheduler(edition)
    except Exception as error:  # whatever it is, it has none that can be used
        return error


def _same_program() -> str:
    return f"Install the same {DISTRIBUTION} for the scheduler and each worker, and start them again"


def _named(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}".removesuffix(": ")
