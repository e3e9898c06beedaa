"""Text functions that take more than columns."""

from pyspark.sql.column import Column, call, literal, node, nodes
from pyspark.sql.functions._expressions import lit
from pyspark.sql.functions._module import constant, names_of


def concat_ws(sep, *cols):
    return call("concat_ws", constant(sep), *nodes(cols))


def format_string(format, *cols):
    return call("format_string", constant(format), *nodes(cols))


printf = format_string


def format_number(col, d):
    return call("format_number", node(col), constant(d))


def substring(str, pos, len):
    return call("substring", node(str), constant(pos), constant(len))


def substring_index(str, delim, count):
    return call("substring_index", node(str), constant(delim), constant(count))


def instr(str, substr):
    return call("instr", node(str), constant(substr))


def locate(substr, str, pos=1):
    return call("locate", constant(substr), node(str), constant(pos))


def lpad(col, len, pad):
    return call("lpad", node(col), constant(len), constant(pad))


def rpad(col, len, pad):
    return call("rpad", node(col), constant(len), constant(pad))


def repeat(col, n):
    return call("repeat", node(col), constant(n))


def split(str, pattern, limit=-1):
    return call("split", node(str), constant(pattern), constant(limit))


def regexp_extract(str, pattern, idx):
    return call("regexp_extract", node(str), constant(pattern), constant(idx))


def regexp_extract_all(str, regexp, idx=None):
    return call("regexp_extract_all", node(str), node(regexp), *([] if idx is None else [constant(idx)]))


def regexp_replace(string, pattern, replacement):
    return call("regexp_replace", node(string), constant(pattern), constant(replacement))


def replace(src, search, replace=None):
    return call("replace", node(src), node(search), *([] if replace is None else [node(replace)]))


def translate(srcCol, matching, replace):
    return call("translate", node(srcCol), constant(matching), constant(replace))


def overlay(src, replace, pos, len=-1):
    extra = [] if len == -1 else [node(len) if isinstance(len, Column) else constant(len)]
    return call("overlay", node(src), node(replace), constant(pos), *extra)


def levenshtein(left, right, threshold=None):
    return call("levenshtein", node(left), node(right), *([] if threshold is None else [constant(threshold)]))


def encode(col, charset):
    return call("encode", node(col), constant(charset))


def decode(col, charset):
    return call("decode", node(col), constant(charset))


def mask(col, upperChar=None, lowerChar=None, digitChar=None, otherChar=None):
    given = [upperChar, lowerChar, digitChar, otherChar]
    defaults = [lit("X"), lit("x"), lit("n"), lit(None)]
    return call("mask", node(col), *[literal(d) if g is None else node(g) for g, d in zip(given, defaults)])


def to_number(col, format):
    return call("to_number", node(col), literal(format) if isinstance(format, Column) else constant(format))


def sentences(string, language=None, country=None):
    return call("sentences", node(string))


def parse_url(url, partToExtract, key=None):
    return call("parse_url", node(url), node(partToExtract), *([] if key is None else [node(key)]))


def sha2(col, numBits):
    from pyspark.errors import IllegalArgumentException

    if numBits not in (0, 224, 256, 384, 512):
        raise IllegalArgumentException(
            f"requirement failed: numBits {numBits} is not in the permitted values (0, 224, 256, 384, 512)"
        )
    return call("sha2", node(col), constant(numBits))


__all__ = names_of(globals())
