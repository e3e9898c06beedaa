"""What the modules of functions share."""

from pyspark.sql.column import literal


def constant(value):
    """An argument that is a constant unless it is a column."""
    return literal(value)


def names_of(scope):
    """The public functions that a module itself makes: what its star import gives."""
    return [
        name
        for name, item in scope.items()
        if not name.startswith("_") and getattr(item, "__module__", None) == scope["__name__"]
    ]
