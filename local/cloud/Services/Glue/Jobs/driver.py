"""Runs a job's script as __main__ and reports how it ended: python3 driver.py REPORT SCRIPT ARGUMENTS..."""

import json
import os
import sys
import threading
import traceback
import types


def die_with_the_server():
    """Standard input is the server's lifeline: it ends when the server does. The script finds an empty one."""
    lifeline = os.dup(0)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)

    def watch():
        os.read(lifeline, 1)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def describe(error, script):
    """The error's type, text and the script's line in which it came up."""
    if isinstance(error, SyntaxError) and error.filename == script:
        line = error.lineno
    else:
        frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename == script]
        line = frames[-1].lineno if frames else None
    if isinstance(error, SystemExit):
        text = str(error.code)
    elif isinstance(error, SyntaxError):
        text = "%s (%s, line %s)" % (error.msg, os.path.basename(error.filename or script), error.lineno)
    else:
        text = str(error)
    bases = [base.__name__ for base in type(error).__mro__]
    return {"type": type(error).__name__, "bases": bases, "message": text, "line": line}


def own_frames(error):
    """The traceback without this driver's frames."""
    trace = error.__traceback__
    while trace is not None and trace.tb_frame.f_code.co_filename == __file__:
        trace = trace.tb_next
    return error.with_traceback(trace)


def main():
    die_with_the_server()
    report, script = sys.argv[1:3]
    sys.argv = sys.argv[2:]
    sys.path[0] = os.path.dirname(script)
    module = types.ModuleType("__main__")
    module.__file__ = script
    module.__builtins__ = __builtins__
    sys.modules["__main__"] = module
    try:
        with open(script, "rb") as source:
            code = compile(source.read(), script, "exec")
        exec(code, module.__dict__)
        return 0
    except SystemExit as leaving:
        if leaving.code in (None, 0):
            return 0
        failure = leaving
    except BaseException as error:
        failure = own_frames(error)
    if not isinstance(failure, SystemExit):
        traceback.print_exception(type(failure), failure, failure.__traceback__)
    with open(report, "w", encoding="utf-8") as file:
        json.dump(describe(failure, script), file)
    return 1


if __name__ == "__main__":
    status = main()
    sys.stdout.flush()
    sys.stderr.flush()
    sys.exit(status)
