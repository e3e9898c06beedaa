"""Arrays, maps, structs, higher-order functions, and JSON text of them."""

from pyspark.sql import types as T
from pyspark.sql.column import Column, call, literal, node, nodes
from pyspark.sql.functions._module import constant, names_of


def array(*cols):
    return call("array", *nodes(cols))


def struct(*cols):
    return call("struct", *nodes(cols))


def named_struct(*cols):
    return call("named_struct", *nodes(cols))


def create_map(*cols):
    return call("map", *nodes(cols))


def arrays_zip(*cols):
    return call("arrays_zip", *nodes(cols))


def array_contains(col, value):
    return call("array_contains", node(col), constant(value))


def array_position(col, value):
    return call("array_position", node(col), constant(value))


def array_remove(col, element):
    return call("array_remove", node(col), constant(element))


def array_append(col, value):
    return call("array_append", node(col), constant(value))


def array_prepend(col, value):
    return call("array_prepend", node(col), constant(value))


def array_insert(arr, pos, value):
    return call("array_insert", node(arr), constant(pos), constant(value))


def array_repeat(col, count):
    return call("array_repeat", node(col), node(count) if isinstance(count, str) else constant(count))


def array_join(col, delimiter, null_replacement=None):
    extra = [] if null_replacement is None else [constant(null_replacement)]
    return call("array_join", node(col), constant(delimiter), *extra)


def array_sort(col, comparator=None):
    return call("array_sort", node(col), *([] if comparator is None else [_lambda(comparator)]))


def sort_array(col, asc=True):
    return call("sort_array", node(col), constant(asc))


def slice(x, start, length):
    return call("slice", node(x), constant(start), constant(length))


def sequence(start, stop, step=None):
    return call("sequence", node(start), node(stop), *([] if step is None else [node(step)]))


def element_at(col, extraction):
    return call("element_at", node(col), constant(extraction))


try_element_at = element_at


def map_contains_key(col, value):
    return call("map_contains_key", node(col), constant(value))


def str_to_map(text, pairDelim=None, keyValueDelim=None):
    extra = [node(d) for d in (pairDelim, keyValueDelim) if d is not None]
    return call("str_to_map", node(text), *extra)


_counter = 0


def _lambda(function):
    import inspect  # only the few scripts that pass a function pay for it

    global _counter
    names = []
    for _ in inspect.signature(function).parameters:
        names.append(f"lambda_{_counter}")
        _counter += 1
    body = function(*[Column(["name", [name]]) for name in names])
    return ["lambda", names, literal(body)]


def transform(col, f):
    return call("transform", node(col), _lambda(f))


def filter(col, f):
    return call("filter", node(col), _lambda(f))


def exists(col, f):
    return call("exists", node(col), _lambda(f))


def forall(col, f):
    return call("forall", node(col), _lambda(f))


def aggregate(col, initialValue, merge, finish=None):
    return call("aggregate", node(col), node(initialValue), _lambda(merge), *([] if finish is None else [_lambda(finish)]))


reduce = aggregate


def zip_with(left, right, f):
    return call("zip_with", node(left), node(right), _lambda(f))


def transform_keys(col, f):
    return call("transform_keys", node(col), _lambda(f))


def transform_values(col, f):
    return call("transform_values", node(col), _lambda(f))


def map_filter(col, f):
    return call("map_filter", node(col), _lambda(f))


def map_zip_with(col1, col2, f):
    return call("map_zip_with", node(col1), node(col2), _lambda(f))


def json_tuple(col, *fields):
    return call("json_tuple", node(col), *[constant(field) for field in fields])


def get_json_object(col, path):
    return call("get_json_object", node(col), constant(path))


def _options(options):
    if not options:
        return []
    items = [literal(str(item).lower() if isinstance(item, bool) else str(item)) for pair in options.items() for item in pair]
    return [["call", "map", items]]


def from_json(col, schema, options=None):
    if isinstance(schema, T.DataType):
        schema = literal(schema.json())
    else:
        schema = constant(schema)
    return call("from_json", node(col), schema, *_options(options))


def to_json(col, options=None):
    return call("to_json", node(col), *_options(options))


def schema_of_json(json, options=None):
    return call("schema_of_json", constant(json), *_options(options))


__all__ = names_of(globals())
