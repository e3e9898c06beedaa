"""A small RDD: a list in this process. For scripts that drop to rows; heavy work belongs in data frames."""

import functools
import itertools


class RDD:
    def __init__(self, items, partitions=1, frame=None):
        self._rows = items
        self._partitions = partitions
        self._frame = frame

    @property
    def _items(self):
        if self._rows is None:
            self._rows = self._frame.collect()
        return self._rows

    def collect(self):
        return list(self._items)

    def toLocalIterator(self, prefetchPartitions=False):
        return iter(self._items)

    def count(self):
        return len(self._items)

    def first(self):
        if not self._items:
            raise ValueError("RDD is empty")
        return self._items[0]

    def take(self, num):
        return self._items[:num]

    def isEmpty(self):
        return not self._items

    def getNumPartitions(self):
        return self._partitions

    def map(self, f, preservesPartitioning=False):
        return RDD([f(item) for item in self._items], self._partitions)

    def flatMap(self, f, preservesPartitioning=False):
        return RDD([out for item in self._items for out in f(item)], self._partitions)

    def filter(self, f):
        return RDD([item for item in self._items if f(item)], self._partitions)

    def mapPartitions(self, f, preservesPartitioning=False):
        return RDD(list(f(iter(self._items))), self._partitions)

    def foreach(self, f):
        for item in self._items:
            f(item)

    def foreachPartition(self, f):
        f(iter(self._items))

    def mapValues(self, f):
        return RDD([(key, f(value)) for key, value in self._items])

    def keys(self):
        return RDD([item[0] for item in self._items])

    def values(self):
        return RDD([item[1] for item in self._items])

    def reduce(self, f):
        return functools.reduce(f, self._items)

    def fold(self, zeroValue, op):
        return functools.reduce(op, self._items, zeroValue)

    def sum(self):
        return sum(self._items)

    def max(self, key=None):
        return max(self._items, key=key)

    def min(self, key=None):
        return min(self._items, key=key)

    def mean(self):
        return sum(self._items) / len(self._items)

    def distinct(self, numPartitions=None):
        return RDD(list(dict.fromkeys(self._items)))

    def union(self, other):
        return RDD(self._items + other.collect())

    def groupByKey(self, numPartitions=None):
        groups = {}
        for key, value in self._items:
            groups.setdefault(key, []).append(value)
        return RDD(list(groups.items()))

    def reduceByKey(self, func, numPartitions=None):
        return self.groupByKey().mapValues(lambda values: functools.reduce(func, values))

    def countByKey(self):
        return {key: len(values) for key, values in self.groupByKey().collect()}

    def countByValue(self):
        return {key: len(list(group)) for key, group in itertools.groupby(sorted(self._items))}

    def collectAsMap(self):
        return dict(self._items)

    def sortBy(self, keyfunc, ascending=True, numPartitions=None):
        return RDD(sorted(self._items, key=keyfunc, reverse=not ascending))

    def sortByKey(self, ascending=True, numPartitions=None, keyfunc=lambda x: x):
        return self.sortBy(lambda item: keyfunc(item[0]), ascending)

    def zipWithIndex(self):
        return RDD([(item, index) for index, item in enumerate(self._items)])

    def zip(self, other):
        return RDD(list(zip(self._items, other.collect())))

    def cache(self):
        return self

    def persist(self, storageLevel=None):
        return self

    def unpersist(self, blocking=False):
        return self

    def repartition(self, numPartitions):
        return RDD(self._rows, numPartitions, self._frame)

    def coalesce(self, numPartitions, shuffle=False):
        return RDD(self._rows, numPartitions, self._frame)

    def toDF(self, schema=None, sampleRatio=None):
        from pyspark.sql import SparkSession

        return SparkSession.builder.getOrCreate().createDataFrame(self, schema, sampleRatio)

    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)
        raise NotImplementedError(f"RDD.{name} is not supported by the local Spark runtime")
