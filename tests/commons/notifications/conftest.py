from collections.abc import Iterator

import pytest

from tests.commons.notifications import factories


@pytest.fixture(autouse=True)
def _kinds() -> Iterator[None]:
    factories.register()
    yield
    factories.forget()
