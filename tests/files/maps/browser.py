"""A browser to try pages in: Chromium without a window, told what to do over a pipe (Chrome DevTools Protocol)."""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

__all__ = ["CHROMIUM", "Browser"]

#: the browser's path, None where there is none
CHROMIUM = next((path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None)
_KEYS = {"Enter": 13, "Escape": 27, " ": 32, "End": 35, "Home": 36, "ArrowLeft": 37, "ArrowUp": 38, "ArrowRight": 39,
         "ArrowDown": 40, "Tab": 9}  # fmt: skip

#: Chromium listens at file 3 and answers at file 4
_LAUNCH = """
import os, sys
ask, answer = os.dup(int(sys.argv[1])), os.dup(int(sys.argv[2]))
os.dup2(ask, 3)
os.dup2(answer, 4)
for number in (3, 4):
    os.set_inheritable(number, True)
os.execv(sys.argv[3], sys.argv[3:])
"""


class Browser:
    """A page in Chromium; clicks and keys are real input events, not calls of handlers."""

    def __init__(self, profile: Path, width: int = 1440, height: int = 900) -> None:
        assert CHROMIUM is not None
        theirs, self._to = os.pipe()
        self._from, their_answers = os.pipe()
        options = f"--headless --no-sandbox --disable-gpu --remote-debugging-pipe --no-first-run --window-size={width},{height}"
        self._process = subprocess.Popen(
            [
                sys.executable,
                "-c",
                _LAUNCH,
                str(theirs),
                str(their_answers),
                CHROMIUM,
                *options.split(),
                f"--user-data-dir={profile}",
            ],
            pass_fds=(theirs, their_answers),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(theirs)
        os.close(their_answers)
        self._number, self._buffer = 0, b""
        self.said: list[str] = []  #: what the page complained of: exceptions, blocked requests, console errors
        self.requests: list[str] = []  #: addresses it asked for
        self._session = ""
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(f"{domain}.enable")
        self.size(width, height)

    def call(self, method: str, **values: Any) -> dict[str, Any]:
        """Tell the browser something and wait for its answer."""
        self._number += 1
        message: dict[str, Any] = {"id": self._number, "method": method, "params": values}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._to, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._next()
            if answer.get("id") == self._number:
                assert "error" not in answer, answer
                result: dict[str, Any] = answer["result"]
                return result

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._buffer:
            data = os.read(self._from, 1 << 20)
            assert data, "the browser has ended"
            self._buffer += data
        raw, self._buffer = self._buffer.split(b"\0", 1)
        found: dict[str, Any] = json.loads(raw)
        params = found.get("params", {})
        if found.get("method") == "Runtime.exceptionThrown":
            self.said.append(str(params["exceptionDetails"].get("exception", {}).get("description")))
        elif found.get("method") == "Log.entryAdded" and params["entry"]["level"] == "error":
            self.said.append(params["entry"]["text"])
        elif found.get("method") == "Network.requestWillBeSent":
            self.requests.append(params["request"]["url"])
        return found

    def open(self, page: Path, part: str = "") -> None:
        """Load a page and wait until it stands."""
        self.call("Page.navigate", url=page.resolve().as_uri() + part)
        while self.run("document.readyState !== 'complete' || !document.documentElement.classList.contains('js')"):
            pass

    def size(self, width: int, height: int) -> None:
        """Make the window so large."""
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)

    def run(self, script: str) -> Any:
        """The value of a JavaScript expression."""
        answer = self.call("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def click(self, selector: str) -> None:
        """Press the mouse in the middle of the first such element that is shown."""
        find = f"[...document.querySelectorAll({json.dumps(selector)})].find(e => e.getClientRects().length)"
        place = self.run(
            f"(() => {{ const e = {find}; if (!e) return null; e.scrollIntoView({{block: 'center'}});"
            "const b = e.getBoundingClientRect(); return [b.x + b.width / 2, b.y + b.height / 2]; })()"
        )
        assert place, f"nothing to click: {selector}"
        for kind in ("mousePressed", "mouseReleased"):
            self.call("Input.dispatchMouseEvent", type=kind, x=place[0], y=place[1], button="left", clickCount=1)

    def press(self, *keys: str) -> None:
        """Press keys."""
        for key in keys:
            text = {"Enter": "\r", " ": " "}.get(key, "")
            named: dict[str, Any] = {"key": key, "code": "Space" if key == " " else key, "windowsVirtualKeyCode": _KEYS[key]}
            self.call("Input.dispatchKeyEvent", type="keyDown", **named, **({"text": text} if text else {}))
            self.call("Input.dispatchKeyEvent", type="keyUp", **named)

    def choose(self, selector: str, value: str) -> None:
        """Choose a value in a list, as a person does with the keyboard: the page is told by a bubbling event."""
        self.run(
            f"(() => {{ const e = document.querySelector({json.dumps(selector)}); e.value = {json.dumps(value)};"
            "e.dispatchEvent(new Event('change', {bubbles: true})); })()"
        )

    def pdf(self) -> bytes:
        """The page as it is printed."""
        return base64.b64decode(self.call("Page.printToPDF", preferCSSPageSize=True, printBackground=True)["data"])

    def picture(self) -> bytes:
        """What the window shows, as a PNG."""
        return base64.b64decode(self.call("Page.captureScreenshot")["data"])

    def close(self) -> None:
        """End the browser."""
        self._session = ""
        try:
            os.write(self._to, json.dumps({"id": 0, "method": "Browser.close"}).encode() + b"\0")
            self._process.wait(10)
        except (OSError, subprocess.TimeoutExpired):
            self._process.kill()
            self._process.wait()
        os.close(self._to)
        os.close(self._from)
