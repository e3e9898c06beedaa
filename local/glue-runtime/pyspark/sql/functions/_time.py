"""Dates, times and intervals."""

from pyspark.sql.column import Column, call, literal, node, nodes
from pyspark.sql.functions._module import constant, names_of


def current_date():
    return call("current_date")


def curdate():
    return call("current_date")


def current_timestamp():
    return call("current_timestamp")


def now():
    return call("now")


def localtimestamp():
    return call("localtimestamp")


def current_timezone():
    return call("current_timezone")


def to_date(col, format=None):
    return call("to_date", node(col), *([] if format is None else [constant(format)]))


def to_timestamp(col, format=None):
    return call("to_timestamp", node(col), *([] if format is None else [constant(format)]))


def try_to_timestamp(col, format=None):
    return call("try_to_timestamp", node(col), *([] if format is None else [node(format)]))


def to_timestamp_ntz(timestamp, format=None):
    return call("to_timestamp_ntz", node(timestamp), *([] if format is None else [node(format)]))


def to_timestamp_ltz(timestamp, format=None):
    return call("to_timestamp_ltz", node(timestamp), *([] if format is None else [node(format)]))


def date_format(date, format):
    return call("date_format", node(date), constant(format))


def date_add(start, days):
    return call("date_add", node(start), node(days) if isinstance(days, str) else constant(days))


def date_sub(start, days):
    return call("date_sub", node(start), node(days) if isinstance(days, str) else constant(days))


def add_months(start, months):
    return call("add_months", node(start), node(months) if isinstance(months, str) else constant(months))


def months_between(date1, date2, roundOff=True):
    return call("months_between", node(date1), node(date2), constant(roundOff))


def trunc(date, format):
    return call("trunc", node(date), constant(format))


def date_trunc(format, timestamp):
    return call("date_trunc", constant(format), node(timestamp))


def next_day(date, dayOfWeek):
    return call("next_day", node(date), constant(dayOfWeek))


def date_part(field, source):
    return call("date_part", literal(field) if isinstance(field, Column) else constant(field), node(source))


datepart = extract = date_part


def unix_timestamp(timestamp=None, format="yyyy-MM-dd HH:mm:ss"):
    if timestamp is None:
        return call("unix_timestamp")
    return call("unix_timestamp", node(timestamp), constant(format))


def from_unixtime(timestamp, format="yyyy-MM-dd HH:mm:ss"):
    return call("from_unixtime", node(timestamp), constant(format))


def from_utc_timestamp(timestamp, tz):
    return call("from_utc_timestamp", node(timestamp), constant(tz))


def to_utc_timestamp(timestamp, tz):
    return call("to_utc_timestamp", node(timestamp), constant(tz))


def convert_timezone(sourceTz, targetTz, sourceTs):
    source = [] if sourceTz is None else [node(sourceTz)]
    return call("convert_timezone", *source, node(targetTz), node(sourceTs))


def make_timestamp(years, months, days, hours, mins, secs, timezone=None):
    extra = [] if timezone is None else [node(timezone)]
    return call("make_timestamp", *nodes([years, months, days, hours, mins, secs]), *extra)


def make_interval(years=None, months=None, weeks=None, days=None, hours=None, mins=None, secs=None):
    given = [years, months, weeks, days, hours, mins, secs]
    return call("make_interval", *[literal(0) if part is None else node(part) for part in given])


def make_dt_interval(days=None, hours=None, mins=None, secs=None):
    return call("make_dt_interval", *[literal(0) if part is None else node(part) for part in (days, hours, mins, secs)])


def make_ym_interval(years=None, months=None):
    return call("make_ym_interval", *[literal(0) if part is None else node(part) for part in (years, months)])


def window(timeColumn, windowDuration, slideDuration=None, startTime=None):
    durations = [windowDuration, slideDuration or windowDuration, startTime or "0 seconds"]
    return call("window", node(timeColumn), *[literal(d) for d in durations])


__all__ = names_of(globals())
