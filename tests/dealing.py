"""How a run's tests are dealt out to its processes."""

from functools import cache
from pathlib import Path

from xdist.scheduler import LoadScopeScheduling

ROOT = Path(__file__).resolve().parent.parent


class Dealing(LoadScopeScheduling):
    """One by one, but the tests of a file whose beginning is made once for all of them stay together, or each
    process would make it: those files first.

    xdist's own groups do not reach it with a pytest that keeps the names of tests elsewhere (9.2).
    """

    def _split_scope(self, nodeid: str) -> str:
        path = nodeid.partition("::")[0]
        return path if _begins_once(path) else nodeid


@cache
def _begins_once(path: str) -> bool:
    """Whether a fixture of that file is made for all its tests, mostly with `once` (see conftest.py)."""
    return 'scope="module"' in (ROOT / path).read_text()
