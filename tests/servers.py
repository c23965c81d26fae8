"""The real ASGI application on a real server, in a thread of the test's process."""

import threading
import time
from typing import Any


class Daphne:
    """Daphne on a free port of this machine. Twisted's reactor starts once only, so one serves a whole session."""

    def __init__(self, application: Any) -> None:
        self._application = application
        self._thread = threading.Thread(target=self._run, name="daphne", daemon=True)
        self._listening = threading.Event()
        self.address = ""

    def start(self) -> None:
        """Return when it listens."""
        self._thread.start()
        if not self._listening.wait(20):
            raise RuntimeError("The server did not start within 20 seconds.")

    def stop(self) -> None:
        """End it and wait for that."""
        from twisted.internet import reactor

        reactor.callFromThread(reactor.stop)
        self._thread.join(20)

    def _run(self) -> None:
        from daphne.server import Server
        from twisted.internet import reactor

        server = Server(
            self._application,
            endpoints=["tcp:port=0:interface=127.0.0.1"],
            signal_handlers=False,
            application_close_timeout=2,
        )

        def tell() -> None:
            host, port = server.listening_addresses[0]
            self.address = f"http://{host}:{port}"
            self._listening.set()

        # Called within the running reactor, so that the port is known and answers.
        server.ready_callable = lambda: reactor.callWhenRunning(tell)
        server.run()


class Uvicorn:
    """Uvicorn on a free port of this machine."""

    def __init__(self, application: Any) -> None:
        import uvicorn

        self._server = uvicorn.Server(
            uvicorn.Config(application, host="127.0.0.1", port=0, lifespan="off", log_config=None, ws="none")
        )
        self._thread = threading.Thread(target=self._server.run, name="uvicorn", daemon=True)
        self.address = ""

    def start(self) -> None:
        """Return when it listens."""
        self._thread.start()
        deadline = time.monotonic() + 20
        while not self._server.started:
            if time.monotonic() > deadline:
                raise RuntimeError("The server did not start within 20 seconds.")
            time.sleep(0.02)
        host, port = self._server.servers[0].sockets[0].getsockname()[:2]
        self.address = f"http://{host}:{port}"

    def stop(self) -> None:
        """End it and wait for that."""
        self._server.should_exit = True
        self._thread.join(20)
