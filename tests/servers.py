"""The real ASGI application on a real server, in a thread of the test's process."""

import threading
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
