"""What a data frame gives when it is asked: rows, a count, a table on the screen."""

from pyspark.rdd import RDD
from pyspark.sql._wire import row_decoder
from pyspark.sql.column import Column, quoted


class Actions:
    """The part of a data frame that runs its plan."""

    def collect(self):
        make = row_decoder(self.schema)
        return [make(values) for values in self._call("rows", id=self._id)["rows"]]

    def toLocalIterator(self, prefetchPartitions=False):
        return iter(self.collect())

    def toPandas(self):
        import pandas

        return pandas.DataFrame.from_records([tuple(row) for row in self.collect()], columns=self.columns)

    def count(self):
        return self._call("count", id=self._id)["count"]

    def isEmpty(self):
        return not self.limit(1).collect()

    def take(self, num):
        return self.limit(num).collect()

    def head(self, n=None):
        if n is None:
            rows = self.take(1)
            return rows[0] if rows else None
        return self.take(n)

    def first(self):
        return self.head()

    def tail(self, num):
        return self._derive(kind="tail", child=self._id, count=num).collect()

    def foreach(self, f):
        for row in self.collect():
            f(row)

    def foreachPartition(self, f):
        f(iter(self.collect()))

    def toJSON(self, use_unicode=True):
        from pyspark.sql import functions as F

        text = self.select(F.to_json(F.struct(*[Column(["frame", self._id, quoted(c)]) for c in self.columns])))
        return RDD([row[0] for row in text.collect()])

    def show(self, n=20, truncate=True, vertical=False):
        width = 20 if truncate is True else 0 if truncate is False else int(truncate)
        answer = self._call("show", id=self._id, count=n + 1)["rows"]
        rows = [["NULL" if cell is None else _printable(cell) for cell in row] for row in answer[:n]]
        print(_render(self.columns, rows, width, vertical, n if len(answer) > n else None, truncate is False))


def _printable(text):
    for raw, shown in (("\n", "\\n"), ("\r", "\\r"), ("\t", "\\t"), ("\f", "\\f"), ("\b", "\\b"), ("\x0b", "\\v"), ("\x07", "\\a")):
        text = text.replace(raw, shown)
    return text


def _render(names, rows, width, vertical, more, left):
    def cut(text):
        if width <= 0 or len(text) <= width:
            return text
        return text[:width] if width < 4 else text[: width - 3] + "..."

    note = f"only showing top {more} row{'s' if more != 1 else ''}\n" if more is not None else ""
    rows = [[cut(cell) for cell in row] for row in rows]
    if vertical:
        return _vertical(names, rows) + note
    heads = [cut(name) for name in names]
    widths = [max([3, len(head)] + [len(row[i]) for row in rows]) for i, head in enumerate(heads)]
    rule = "+" + "+".join("-" * w for w in widths) + "+\n"
    pad = (lambda cell, w: cell.ljust(w)) if width <= 0 or left else (lambda cell, w: cell.rjust(w))
    line = lambda cells: "|" + "|".join(pad(cell, w) for cell, w in zip(cells, widths)) + "|\n"
    return rule + line(heads) + rule + "".join(line(row) for row in rows) + rule + note


def _vertical(names, rows):
    if not rows:
        return "(0 rows)\n"
    name_width = max([len(name) for name in names] + [3])
    value_width = max([len(cell) for row in rows for cell in row] + [3])
    text = ""
    for index, row in enumerate(rows):
        text += f"-RECORD {index}".ljust(name_width + value_width + 5, "-") + "\n"
        text += "".join(f" {name.ljust(name_width)} | {cell.ljust(value_width)} \n" for name, cell in zip(names, row))
    return text
