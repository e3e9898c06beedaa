"""The connection to the SQL session: the job's socket, or a session of our own over standard input and output."""

import atexit
import json
import os
import pathlib
import socket
import struct
import subprocess
import sys
import traceback

from pyspark.errors import PySparkRuntimeError, from_wire

_EXECUTABLE = "cli/bin/Release/net10.0/lake"


class Connection:
    """Sends a request, gives the answer; serves calls of Python functions that come before it."""

    def __init__(self):
        self._process = None
        self.functions = []
        path = os.environ.get("LAKE_SQL_SOCKET")
        if path:
            link = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            link.connect(path)
            self._out = link.makefile("wb")
            self._in = link.makefile("rb")
            self._link = link
            self._send({"token": os.environ.get("LAKE_SQL_TOKEN", "")})
        else:
            self._process = self._spawn()
            self._out, self._in = self._process.stdin, self._process.stdout
        atexit.register(self.close)

    @staticmethod
    def _spawn():
        lake = os.environ.get("LAKE_EXECUTABLE") or _find_executable()
        # A session of its own: Ctrl+C reaches the script, which then closes the pipe.
        return subprocess.Popen(
            [lake, "sql-worker", "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True
        )

    def call(self, operation, **fields):
        fields["op"] = operation
        self._send(fields)
        while True:
            answer = self._receive()
            if "python" in answer:
                self._send(self._run_python(answer))
            elif "error" in answer:
                # The session's own frames are no news to the reader of a traceback.
                raise from_wire(answer["error"]) from None
            else:
                return answer

    def _send(self, message):
        body = json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
        try:
            self._out.write(struct.pack(">i", len(body)) + body)
            self._out.flush()
        except (OSError, ValueError):
            raise _ended() from None

    def _receive(self):
        try:
            head = self._in.read(4)
            if len(head) < 4:
                raise _ended()
            (length,) = struct.unpack(">i", head)
            body = self._in.read(length)
        except OSError:
            # A socket that the session closed may also say so by a reset.
            raise _ended() from None
        return json.loads(body)

    def _run_python(self, call):
        from pyspark.sql import _wire, types

        function, return_type = self.functions[call["python"]]
        argument_types = [types.from_json(t) for t in call["types"]]
        try:
            results = []
            for row in call["rows"]:
                arguments = [_wire.decode(value, t) for value, t in zip(row, argument_types)]
                results.append(_wire.encode_result(function(*arguments), return_type))
            return {"results": results}
        except Exception:
            text = "An exception was thrown from the Python worker. Please see the stack trace below.\n"
            return {"error": text + traceback.format_exc()}

    def close(self):
        try:
            self._out.close()
            self._in.close()
        except (OSError, ValueError):
            pass
        if self._process is not None:
            self._process.wait(10)
            self._process = None


def _ended():
    return PySparkRuntimeError("The SQL session has ended.", error_class="SESSION_ENDED")


def _find_executable():
    for folder in pathlib.Path(__file__).resolve().parents:
        candidate = folder / _EXECUTABLE
        if candidate.exists():
            return str(candidate)
    sys.exit("The local Spark session is not built: run ./lake once in the repository, then start the script again.")


_connection = None


def connection():
    global _connection
    if _connection is None:
        _connection = Connection()
    return _connection


def reset():
    global _connection
    if _connection is not None:
        _connection.close()
        _connection = None
