"""Stands in for Django, a clock and a browser before the cache."""

from django.middleware.csrf import _mask_cipher_secret

HTML = (b"content-type", b"text/html; charset=utf-8")


class Site:
    """Stands in for Django: tells on its page everything it was handed, and counts how often it was asked."""

    def __init__(self, *, status=200, headers=(HTML,), body=None, form=False):
        self.status, self.headers, self.body, self.form = status, list(headers), body, form
        self.asked = 0
        self.scopes = []
        self.gate = None

    async def __call__(self, scope, receive, send):
        self.asked += 1
        number = self.asked
        self.scopes.append(scope)
        await receive()
        if self.gate:
            await self.gate.wait()
        if self.status is None:
            raise RuntimeError("the render failed")
        body = self.body if self.body is not None else f"<p>{number} {scope['path']} {self.shown(scope)}</p>".encode()
        if self.form:
            secret = dict(scope["headers"])[b"cookie"].decode().split("=")[1]
            body += f'<input value="{_mask_cipher_secret(secret)}"> and again "{_mask_cipher_secret(secret)}"'.encode()
        await send({"type": "http.response.start", "status": self.status, "headers": self.headers})
        await send({"type": "http.response.body", "body": body})

    @staticmethod
    def shown(scope):
        return (
            [pair for pair in sorted(scope["headers"]) if pair[0] != b"cookie"],
            scope["client"],
            scope["query_string"],
        )


class Clock:
    now = 1000.0

    def __call__(self):
        return self.now


class Answer:
    def __init__(self):
        self.body = b""

    async def take(self, message):
        if message["type"] == "http.response.start":
            self.status, self.headers = message["status"], message["headers"]
            self.named = dict(message["headers"])
        else:
            self.body += message.get("body", b"")

    @property
    def cookies(self):
        return [value for name, value in self.headers if name == b"set-cookie"]


async def get(cache, path="/en/", *, method="GET", query=b"", client=("198.51.100.7", 1), scheme="http", **headers):
    headers = {"host": "town.example", "accept": "text/html"} | {k.replace("_", "-"): v for k, v in headers.items()}
    scope = {
        "type": "http", "method": method, "path": path, "query_string": query, "scheme": scheme, "client": client,
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
    }  # fmt: skip
    answer = Answer()

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    await cache(scope, receive, answer.take)
    return answer
