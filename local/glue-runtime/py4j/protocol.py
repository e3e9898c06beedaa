"""Py4JJavaError, as PySpark raises it when a job fails while it runs."""


class _JavaClass:
    def __init__(self, name):
        self._name = name

    def getName(self):
        return self._name

    def getSimpleName(self):
        return self._name.rsplit(".", 1)[-1]


class JavaException:
    """The Java exception behind an error: class, message, Spark's condition."""

    def __init__(self, name, message, condition=None):
        self._name, self._message, self._condition = name, message, condition

    def getClass(self):
        return _JavaClass(self._name)

    def getMessage(self):
        return self._message

    def getErrorClass(self):
        return self._condition

    def getCause(self):
        return None

    def toString(self):
        return f"{self._name}: {self._message}"

    __str__ = toString


class Py4JError(Exception):
    pass


class Py4JJavaError(Py4JError):
    def __init__(self, message, java_exception):
        super().__init__(message)
        self.errmsg = message
        self.java_exception = java_exception

    def __str__(self):
        return f"{self.errmsg}\n: {self.java_exception}"
