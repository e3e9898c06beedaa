import sys

from pyspark.sql.column import nodes


class Window:
    _FOLLOWING_THRESHOLD = (1 << 63) - 1
    _PRECEDING_THRESHOLD = -(1 << 63)
    unboundedPreceding = _PRECEDING_THRESHOLD
    unboundedFollowing = _FOLLOWING_THRESHOLD
    currentRow = 0

    @staticmethod
    def partitionBy(*cols):
        return WindowSpec().partitionBy(*cols)

    @staticmethod
    def orderBy(*cols):
        return WindowSpec().orderBy(*cols)

    @staticmethod
    def rowsBetween(start, end):
        return WindowSpec().rowsBetween(start, end)

    @staticmethod
    def rangeBetween(start, end):
        return WindowSpec().rangeBetween(start, end)


class WindowSpec:
    def __init__(self, partition=(), order=(), frame=None):
        self._partition, self._order, self._frame = list(partition), list(order), frame

    def partitionBy(self, *cols):
        return WindowSpec(nodes(cols) if cols else [], self._order, self._frame)

    def orderBy(self, *cols):
        return WindowSpec(self._partition, nodes(cols) if cols else [], self._frame)

    def rowsBetween(self, start, end):
        return WindowSpec(self._partition, self._order, [True, _bound(start), _bound(end)])

    def rangeBetween(self, start, end):
        return WindowSpec(self._partition, self._order, [False, _bound(start), _bound(end)])

    def _json(self):
        return {"partition": self._partition, "order": self._order, "frame": self._frame}


def _bound(value):
    return None if value <= -sys.maxsize or value >= sys.maxsize else int(value)
