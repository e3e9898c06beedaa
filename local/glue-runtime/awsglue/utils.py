"""Arguments of a job script."""

import argparse

_RESERVED = ("job-bookmark-option", "job-bookmark-from", "job-bookmark-to", "continuation-option")
_TEMPORARY = ("TempDir", "RedshiftTempDir")


class GlueArgumentError(Exception):
    """A required argument is missing, or one is given that cannot be."""


class _Parser(argparse.ArgumentParser):
    def error(self, message):
        # argparse would end the process, and the run with it, without a word of which job.
        raise GlueArgumentError(message)


def getResolvedOptions(args, options, allow_abbrev=False):
    """The requested options by name (hyphens become underscores), plus what Glue itself passes; unknown ones are ignored.

    Raises GlueArgumentError for a missing option and RuntimeError for a reserved name.
    """
    parser = _Parser(allow_abbrev=allow_abbrev)
    parser.add_argument(
        "--job-bookmark-option",
        choices=["job-bookmark-enable", "job-bookmark-pause", "job-bookmark-disable"],
        default="job-bookmark-disable",
        required=False,
    )
    for name in ("job-bookmark-from", "job-bookmark-to", "encryption-type", "enable-data-lineage", *_TEMPORARY):
        parser.add_argument("--" + name, required=False)
    for name in ("JOB_ID", "JOB_RUN_ID", "SECURITY_CONFIGURATION"):
        parser.add_argument("--" + name, required=False)
    for name in options:
        if name in _RESERVED:
            raise RuntimeError("Using reserved arguments " + name)
        if name not in _TEMPORARY:
            parser.add_argument("--" + name, required=True)

    parsed = vars(parser.parse_known_args(args[1:])[0])
    _check_bookmark_range(parsed)
    temporary = parsed["TempDir"] or parsed["RedshiftTempDir"]
    parsed["TempDir"] = parsed["RedshiftTempDir"] = temporary
    return parsed


def _check_bookmark_range(parsed):
    given = [name for name in ("job_bookmark_from", "job_bookmark_to") if parsed[name] is not None]
    if parsed["job_bookmark_option"] == "job-bookmark-pause":
        if len(given) == 1:
            missing = "--job-bookmark-to" if given == ["job_bookmark_from"] else "--job-bookmark-from"
            raise RuntimeError("Missing option or value for " + missing)
    elif given:
        raise RuntimeError("Invalid option(s) " + ", ".join("--" + name.replace("_", "-") for name in given))
