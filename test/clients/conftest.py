from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from airbyte.caches.base import CacheBase

from databases import DATABASES, open_cache
from syncs import FIRST, SECOND, Sync, sync


@dataclass(frozen=True)
class Story:
    """Both syncs, and the database as it is after them."""

    cache: CacheBase = field(repr=False)
    first: Sync
    second: Sync


@pytest.fixture(scope="session", params=DATABASES)
def story(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Story:
    cache = open_cache(request.param, "cleargrid", tmp_path_factory.mktemp(request.param))
    return Story(cache=cache, first=sync(cache, FIRST), second=sync(cache, SECOND))
