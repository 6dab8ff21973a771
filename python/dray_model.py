"""Runs a class of yours as a model of Dray, over stdin and stdout. Dray starts it; nobody else needs to.

1. Standard library only, Python 3.8 or later.
2. What your code prints goes to stderr, what it reads is empty: the streams belong to the protocol before a line of yours runs.
3. An exception is an answer like any other: the baseline decides, and the reason is on record. The object lives on.

Frames are a length (uint32) and that many bytes, little-endian:
  to Python:   first a JSON object {target, point, columns, units}; then a question each: float32, row by row.
               An empty frame begins another run: a new object is made.
  from Python: first a JSON object {source} or {error}; then an answer each:
               "A", flags (1 action, 2 confidence, 4 propensity), 6 bytes unused, these three as float64, then a float64 a row;
               or "E" and the reason as text.
"""

import importlib
import importlib.util
import inspect
import json
import os
import struct
import sys
import threading
import time
import traceback
from array import array

LENGTH = struct.Struct("<I")
HEAD = struct.Struct("<BB6x3d")
ANSWER, ERROR = ord("A"), ord("E")
EXTRAS = ("action", "confidence", "propensity")
PLAIN = HEAD.pack(ANSWER, 0, 0.0, 0.0, 0.0)
TRACEBACKS_MAX = 3
CHUNK_BYTES = 1 << 16


class Point:
    """The decision point: its name, and name and unit of each column, in their order."""

    def __init__(self, name, columns, units):
        self.name, self.columns, self.units = name, columns, units

    def index(self, column):
        return self.columns.index(column)


class NoSuchClass(Exception):
    """There is no class there that can answer."""


class Streams:
    """The protocol's own copies of stdin and stdout."""

    def __init__(self):
        self.source, self.sink = os.dup(0), os.dup(1)
        nothing = os.open(os.devnull, os.O_RDONLY)
        os.dup2(nothing, 0)
        os.dup2(2, 1)
        sys.stdin, sys.stdout = open(0, closefd=False), sys.stderr
        self.rest = b""

    def read(self):
        """The next frame; None = nobody is there any more."""
        data = self.rest
        while len(data) < 4 or len(data) < 4 + LENGTH.unpack_from(data)[0]:
            more = os.read(self.source, CHUNK_BYTES)
            if not more:
                return None
            data = data + more if data else more
        end = 4 + LENGTH.unpack_from(data)[0]
        self.rest = data[end:]
        return data[4:end]

    def write(self, payload):
        data = memoryview(LENGTH.pack(len(payload)) + payload)
        while data:
            data = data[os.write(self.sink, data) :]


def leave_with(parent):
    """A class that hangs must not outlive the run that asked it."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)


def class_of(target):
    """The class of "FILE.py:Class" or "module:Class", and the file that it is in."""
    where, name = target.rsplit(":", 1)
    if where.endswith(".py"):
        path = os.path.abspath(where)
        sys.path.insert(0, os.path.dirname(path))
        spec = importlib.util.spec_from_file_location(os.path.basename(path)[:-3], path)
        module = importlib.util.module_from_spec(spec)
        sys.modules[spec.name] = module
        spec.loader.exec_module(module)
    else:
        sys.path.insert(0, os.getcwd())
        module = importlib.import_module(where)
    try:
        return getattr(module, name), getattr(module, "__file__", None)
    except AttributeError:
        classes = sorted(key for key, value in vars(module).items() if inspect.isclass(value))
        raise NoSuchClass(f'there is no "{name}" in it. There are {", ".join(classes) or "no classes"}') from None


def maker_of(cls, point):
    """Makes an object; __init__ may take the point, or nothing."""
    if not callable(getattr(cls, "score", None)):
        raise NoSuchClass("it has no method score(self, rows). Give it one that returns a number for each row")
    try:
        inspect.signature(cls).bind()
    except TypeError:
        return lambda: cls(point)
    except ValueError:
        pass
    return cls


def is_ours(file):
    return file == __file__ or "importlib" in file


def show(error):
    """The trace of an error, from where your code begins; nothing where none of it was run."""
    trace = error.__traceback__
    while trace is not None and is_ours(trace.tb_frame.f_code.co_filename):
        trace = trace.tb_next
    if trace is not None:
        traceback.print_exception(type(error), error, trace)


def numbers_of(scores):
    """Bytes of numbers, one by one: an array would take a bytes object as the machine's own bytes of them."""
    return array("d", iter(scores)).tobytes()


def answer_of(said, rows):
    """As it goes over the wire. A dict may say more than scores."""
    if not isinstance(said, dict):
        return PLAIN + numbers_of(said)
    scores = said.get("scores")
    if scores is None:
        scores = () if said.get("action") is None else [0.0] * rows
    flags, values = 0, []
    for bit, key in enumerate(EXTRAS):
        value = said.get(key)
        flags |= 0 if value is None else 1 << bit
        values.append(0.0 if value is None else float(value))
    return HEAD.pack(ANSWER, flags, *values) + numbers_of(scores)


def words_of(error):
    """What it is and says; one whose text can't be made says nothing."""
    try:
        return f"{type(error).__name__}: {error}"
    except Exception:
        return type(error).__name__


def serve(streams, model, make, columns):
    told = 0
    while True:
        frame = streams.read()
        if frame is None:
            return
        if not frame:
            model = make()
            continue
        numbers = array("f")
        numbers.frombytes(frame)
        if sys.byteorder == "big":
            numbers.byteswap()
        values = numbers.tolist()
        rows = [values[at : at + columns] for at in range(0, len(values), columns)]
        try:
            payload = answer_of(model.score(rows), len(rows))
        except Exception as error:
            if told < TRACEBACKS_MAX:
                show(error)
            told += 1
            payload = b"E" + words_of(error).encode(errors="backslashreplace")[:2000]
        streams.write(payload)


def main():
    streams = Streams()
    threading.Thread(target=leave_with, args=(os.getppid(),), daemon=True).start()
    hello = json.loads(streams.read() or b"{}")
    if not hello:
        return
    try:
        cls, source = class_of(hello["target"])
        make = maker_of(cls, Point(hello["point"], hello["columns"], hello["units"]))
        model = make()
    except NoSuchClass as error:
        streams.write(json.dumps({"error": str(error)}).encode())
        return
    except Exception as error:
        show(error)
        streams.write(json.dumps({"error": f"{type(error).__name__}: {error}"}).encode())
        return
    streams.write(json.dumps({"source": source and os.path.abspath(source)}).encode())
    serve(streams, model, make, len(hello["columns"]))


if __name__ == "__main__":
    main()
