"""Calls a component in Wasmtime (PyPI wheel `wasmtime`), as an oracle for other ways to call it.

Standard input, or the file named: {"component": path, "calls": [{"instance": name or null, "function": name, "args": [...]}]}.
All calls go to one instance of the component, which gets WASI 0.2 and, for every other import, a function that
traps. Standard output: a list with {"value": ...} or {"trap": text} for every call; calls after a trap are
not made. A list of such requests gives a list of such lists. {"refused": text} alone
stands for a component that cannot be instantiated. {"result": n} as an argument stands for the handle that call n gave.

Values: records are objects with camel-case keys, flags objects of booleans, variants and results {"tag", "val"},
none is null (an option of an option is a variant), 64-bit integers are strings of digits, numbers that JSON lacks are "NaN", "Infinity" and
"-Infinity", handles are {"handle": n}.
"""

import json
import math
import sys

from wasmtime import Config, Engine, Store, WasiConfig, WasmtimeError
from wasmtime import component as c


def camel(name):
    first, *rest = name.split("-")
    return first.lower() + "".join(part[:1].upper() + part[1:].lower() for part in rest)


def is_nested(option):
    return isinstance(option.payload, c.OptionType)


class Caller:
    def __init__(self, path):
        config = Config()
        config.cranelift_opt_level = "none"
        # What was compiled before is kept where the command `wasmtime` keeps it: the same bytes are there in an instant.
        try:
            config.cache = True
        except WasmtimeError:
            pass
        engine = Engine(config)
        self.store = Store(engine)
        self.store.set_wasi(WasiConfig())
        linker = c.Linker(engine)
        linker.add_wasip2()
        component = c.Component.from_file(engine, path)
        linker.define_unknown_imports_as_traps(component)
        self.instance = linker.instantiate(self.store, component)
        self.handles = {}

    def call(self, number, call):
        scope = None
        if call["instance"] is not None:
            scope = self.instance.get_export_index(self.store, call["instance"])
            if scope is None:
                sys.exit(f"the component exports no instance {call['instance']}")
        index = self.instance.get_export_index(self.store, call["function"], scope)
        if index is None:
            sys.exit(f"the component exports no function {call['function']}")
        function = self.instance.get_func(self.store, index)
        kind = function.type(self.store)
        args = [self.lower(ty, arg) for (_, ty), arg in zip(kind.params, call["args"], strict=True)]
        value = function(self.store, *args)
        function.post_return(self.store)
        return None if kind.result is None else self.lift(kind.result, value, number)

    def lower(self, ty, value):
        """JSON to what the wheel takes."""
        if isinstance(ty, (c.S64, c.U64)):
            return int(value)
        if isinstance(ty, (c.F32, c.F64)):
            return float(value)
        if isinstance(ty, c.ListType):
            items = [self.lower(ty.element, item) for item in value]
            return bytes(items) if isinstance(ty.element, c.U8) else items
        if isinstance(ty, c.TupleType):
            return tuple(self.lower(of, item) for of, item in zip(ty.elements, value, strict=True))
        if isinstance(ty, c.RecordType):
            record = c.Record()
            for name, of in ty.fields:
                setattr(record, name, self.lower(of, value[camel(name)]))
            return record
        if isinstance(ty, c.FlagsType):
            return {name for name in ty.names if value.get(camel(name), False)}
        if isinstance(ty, (c.OwnType, c.BorrowType)):
            return self.handles[value["result"]]
        if isinstance(ty, c.OptionType) and not is_nested(ty):
            return self.pack(ty, "none" if value is None else "some", value)
        if isinstance(ty, (c.OptionType, c.VariantType, c.ResultType)):
            return self.pack(ty, value["tag"], value.get("val"))
        return value

    def pack(self, ty, tag, value):
        of = dict(ty._cases())[tag]
        payload = None if of is None else self.lower(of, value)
        return c.Variant(tag, payload) if ty._tagged() else payload

    def lift(self, ty, value, number):
        """What the wheel gives to JSON."""
        if isinstance(ty, (c.S64, c.U64)):
            return str(value)
        if isinstance(ty, (c.F32, c.F64)):
            if math.isnan(value):
                return "NaN"
            return value if math.isfinite(value) else "Infinity" if value > 0 else "-Infinity"
        if isinstance(ty, c.ListType):
            return [self.lift(ty.element, item, number) for item in value]
        if isinstance(ty, c.TupleType):
            return [self.lift(of, item, number) for of, item in zip(ty.elements, value)]
        if isinstance(ty, c.RecordType):
            return {camel(name): self.lift(of, getattr(value, name), number) for name, of in ty.fields}
        if isinstance(ty, c.FlagsType):
            return {camel(name): name in value for name in ty.names}
        if isinstance(ty, (c.OwnType, c.BorrowType)):
            self.handles[number] = value
            return {"handle": number}
        if isinstance(ty, (c.OptionType, c.VariantType, c.ResultType)):
            tag, payload = self.unpack(ty, value)
            of = dict(ty._cases())[tag]
            lifted = None if of is None else self.lift(of, payload, number)
            if isinstance(ty, c.OptionType) and not is_nested(ty):
                return lifted
            return {"tag": tag} if of is None else {"tag": tag, "val": lifted}
        return value

    def unpack(self, ty, value):
        if ty._tagged():
            return value.tag, value.payload
        for tag, of in ty._cases():
            classes = set()
            if of is not None:
                of.add_classes(classes)
            # A bool of Python is an int, too.
            fits = bool in classes if isinstance(value, bool) else isinstance(value, tuple(classes))
            if (of is None and value is None) or fits:
                return tag, value
        raise ValueError(f"no case for {value!r}")


def answers_to(request):
    try:
        caller = Caller(request["component"])
    except WasmtimeError as error:
        return [{"refused": str(error)}]
    answers = []
    for number, call in enumerate(request["calls"]):
        try:
            answers.append({"value": caller.call(number, call)})
        except Exception as error:  # the wheel has one class of error for traps and for the rest
            answers.append({"trap": str(error)})
            break
    return answers


def main():
    # A few calls with large lists recurse in the wheel.
    sys.setrecursionlimit(10_000)
    with open(sys.argv[1], encoding="utf-8") if len(sys.argv) > 1 else sys.stdin as source:
        request = json.load(source)
    if isinstance(request, list):
        json.dump([answers_to(each) for each in request], sys.stdout)
    else:
        json.dump(answers_to(request), sys.stdout)


main()
