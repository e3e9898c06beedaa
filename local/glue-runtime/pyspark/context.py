import glob
import os

from pyspark.conf import SparkConf
from pyspark.rdd import RDD


class SparkFiles:
    @classmethod
    def get(cls, filename):
        return os.path.abspath(filename)


class Broadcast:
    def __init__(self, value):
        self.value = value

    def unpersist(self, blocking=False):
        pass

    def destroy(self, blocking=False):
        pass


class Accumulator:
    def __init__(self, value):
        self.value = value

    def add(self, term):
        self.value += term

    def __iadd__(self, term):
        self.add(term)
        return self


class _HadoopConfiguration:
    """Settings of the file system: kept, and without effect here."""

    def __init__(self):
        self._values = {}

    def set(self, key, value):
        self._values[key] = value

    def get(self, key, default=None):
        return self._values.get(key, default)


class _JavaContext:
    def __init__(self):
        self._configuration = _HadoopConfiguration()

    def hadoopConfiguration(self):
        return self._configuration


class SparkContext:
    _active = None

    def __init__(self, master=None, appName=None, conf=None, **kwargs):
        self._conf = conf or SparkConf()
        if master:
            self._conf.setMaster(master)
        if appName:
            self._conf.setAppName(appName)
        self._jsc = _JavaContext()
        SparkContext._active = self

    @classmethod
    def getOrCreate(cls, conf=None):
        return cls._active or cls(conf=conf)

    version = "3.5.4"
    defaultParallelism = 2
    applicationId = "local"

    @property
    def appName(self):
        return self._conf.get("spark.app.name", "pyspark-shell")

    @property
    def master(self):
        return self._conf.get("spark.master", "local[*]")

    def getConf(self):
        return self._conf

    def setLogLevel(self, level):
        pass

    def setJobGroup(self, *args, **kwargs):
        pass

    def setCheckpointDir(self, path):
        pass

    def stop(self):
        from pyspark.sql import SparkSession

        SparkContext._active = None
        SparkSession._forget()

    def __enter__(self):
        return self

    def __exit__(self, *unused):
        self.stop()

    def broadcast(self, value):
        return Broadcast(value)

    def accumulator(self, value, accum_param=None):
        return Accumulator(value)

    def parallelize(self, c, numSlices=None):
        return RDD(list(c), numSlices or self.defaultParallelism)

    def emptyRDD(self):
        return RDD([])

    def range(self, start, end=None, step=1, numSlices=None):
        return RDD(list(range(start, end, step) if end is not None else range(start)))

    def union(self, rdds):
        return RDD([item for rdd in rdds for item in rdd.collect()])

    def textFile(self, name, minPartitions=None, use_unicode=True):
        from pyspark.sql import SparkSession

        return RDD([row[0] for row in SparkSession.builder.getOrCreate().read.text(name).collect()])

    def wholeTextFiles(self, path, minPartitions=None, use_unicode=True):
        pattern = os.path.join(path, "*") if os.path.isdir(path) else path
        files = sorted(f for f in glob.glob(pattern) if os.path.isfile(f) and os.path.basename(f)[0] not in "._")
        return RDD([(f"file:{f}", open(f, encoding="utf-8").read()) for f in files])

    def __getattr__(self, name):
        raise NotImplementedError(f"SparkContext.{name} is not supported by the local Spark runtime")
