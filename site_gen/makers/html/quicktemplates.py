"""Templates with nothing out of the ordinary in them, each compiled into one function that does what Jinja's would.

A template and those that it extends are joined while they are compiled, attributes are read and functions are called
without asking Jinja how. Whatever that cannot do raises, and then `templating` has Jinja itself print the page.
"""

from __future__ import annotations

import copy
import functools
import itertools
import keyword
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.idtracking import VAR_LOAD_PARAMETER, Symbols
from jinja2.runtime import Macro
from jinja2.utils import missing
from markupsafe import Markup

Parse = Callable[[str], nodes.Template]  # name -> what is written there

# All that stands outside of blocks in a template that extends another.
_BESIDE_BLOCKS: Final = (nodes.Import, nodes.FromImport, nodes.Assign, nodes.AssignBlock, nodes.Macro)
_PRINTED: Final = (nodes.Output, nodes.Block)
_MAPS: Final = frozenset({"settings", "extra"})  # fields of views that hold maps, which have items and no attributes
_ARGUMENTS: Final = frozenset({"view", "bodies"})  # what every page is given

_safe: Final[Callable[[str], Markup]] = functools.partial(str.__new__, Markup)


class LeftToJinjaError(Exception):
    """A template has something that only Jinja itself does right."""


def flattened(template: nodes.Template, parse: Parse) -> nodes.Template:
    """The template with those that it extends in one: no block is left, and nothing that names another block."""
    lineage = [template, *_ancestors(template, parse)]
    blocks: dict[str, list[nodes.Block]] = defaultdict(list)  # the youngest first
    for one in lineage:
        for name, block in _blocks(one).items():
            blocks[name].append(block)
    _check_names([_beside_blocks(one) for one in lineage])
    first = [node for one in lineage[:-1] for node in one.body if isinstance(node, _BESIDE_BLOCKS)]
    template = nodes.Template(_Inlining(blocks).all([*first, *lineage[-1].body]), lineno=1)
    if any(name.name in {"self", "super"} for name in template.find_all(nodes.Name)):
        raise LeftToJinjaError
    return template


def _check_names(lineage: list[nodes.Template]) -> None:
    """A name may mean one thing in a family: in one function a younger template would see what an older one means."""
    for at, younger in enumerate(lineage):
        names = _loaded(younger).union(_stored(younger))
        if any(names.intersection(_stored(older)) for older in lineage[at + 1 :]):
            raise LeftToJinjaError


def _beside_blocks(template: nodes.Template) -> nodes.Template:
    return nodes.Template([node for node in template.body if not isinstance(node, _PRINTED)], lineno=1)


def _ancestors(template: nodes.Template, parse: Parse) -> Iterator[nodes.Template]:
    seen = set()
    while name := _parent(template):
        if name in seen:
            raise LeftToJinjaError
        seen.add(name)
        template = parse(name)
        yield template


def _parent(template: nodes.Template) -> str:
    """The name of the template that this one always extends, if there is any."""
    extends = list(template.find_all(nodes.Extends))
    if not extends:
        return ""
    kinds = [type(node) for node in template.body]
    is_plain = set(kinds) <= {*_PRINTED, *_BESIDE_BLOCKS, nodes.Extends} and kinds.count(nodes.Extends) == len(extends)
    name = extends[0].template
    if not is_plain or len(extends) > 1 or not isinstance(name, nodes.Const) or not isinstance(name.value, str):
        raise LeftToJinjaError
    if any(kind in _PRINTED for kind in kinds[: kinds.index(nodes.Extends)]):  # it is printed before the other one
        raise LeftToJinjaError
    return name.value


def _blocks(template: nodes.Template) -> dict[str, nodes.Block]:
    """The blocks of one template, also those in others; only as they are mostly written."""
    found = list(template.find_all(nodes.Block))
    blocks = {block.name: block for block in found}
    is_odd = len(blocks) < len(found) or any(block.scoped or block.required for block in found)
    in_macro = any(macro.find(nodes.Block) for macro in template.find_all((nodes.Macro, nodes.CallBlock)))
    if is_odd or in_macro or template.find(nodes.EvalContextModifier):
        raise LeftToJinjaError
    return blocks


class _Inlining:
    """Puts blocks in their places: the youngest template's, and the next one's where that says `super()`.

    Templates stay as they are, because others extend them too: what holds a block is copied.
    """

    def __init__(self, blocks: dict[str, list[nodes.Block]]) -> None:
        self._blocks = blocks
        self._within: list[tuple[str, int]] = []  # blocks, and how old their template is

    def all(self, body: Iterable[nodes.Node]) -> list[nodes.Node]:
        return [inlined for node in body for inlined in self._one(node)]

    def _one(self, node: nodes.Node) -> list[nodes.Node]:
        if isinstance(node, nodes.Block):
            return [self._block(node.name, 0)]
        if isinstance(node, nodes.Output):
            return self._output(node)
        copied = copy.copy(node)
        for field, value in node.iter_fields():
            if isinstance(value, list) and any(isinstance(part, nodes.Stmt) for part in value):
                setattr(copied, field, self.all(value))
        return [copied]

    def _output(self, node: nodes.Output) -> list[nodes.Node]:
        """Texts and values, cut where `{{ super() }}` stands among them."""
        parts: list[nodes.Node] = []
        for is_super, children in itertools.groupby(node.nodes, _is_super):
            if is_super and self._within:
                name, age = self._within[-1]
                parts += [self._block(name, age + 1) for _ in children]
            else:
                parts.append(nodes.Output(list(children), lineno=node.lineno))
        return parts

    def _block(self, name: str, age: int) -> nodes.Node:
        if (name, age) in self._within or age >= len(self._blocks[name]):
            raise LeftToJinjaError
        self._within.append((name, age))
        block = self._blocks[name][age]
        inlined = nodes.OverlayScope(nodes.Const(None), self.all(block.body), lineno=block.lineno)
        self._within.pop()
        return inlined


def _is_super(node: nodes.Node) -> bool:
    is_call = isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name == "super"
    return is_call and not list(node.iter_child_nodes(exclude=("node",)))


class QuickMacro(Macro):
    """A macro that is mostly called with values in their order."""

    def __call__(self, *values: Any, **named: Any) -> str:
        if named:
            return super().__call__(*values, **named)
        given = len(values)
        if given < self._argument_count:
            values += (missing,) * (self._argument_count - given)
        return _safe(self._func(*values))


class QuickCode(CodeGenerator):
    """Code for flattened templates, without the ways round that are there for other uses of Jinja.

    What every page has (its view, the globals, what is imported first of all) is looked up once, unless a template
    means something else by the same name anywhere.
    """

    _constants: Symbols  # what is looked up once
    _given: list[str]  # those of them that come with the page
    _imports: list[tuple[str, str]]  # templates and names in them

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802
        meanings = Counter(_stored(node))
        known = (_ARGUMENTS | self.environment.globals.keys()) - meanings.keys()
        first = {name for name in _imported_first(node) if meanings[name] == 1}
        self._imports = []
        self._constants = Symbols()
        for name in sorted(_loaded(node) & (known | first)):
            self._constants.refs[name] = f"g_{name}"
            self._constants.loads[f"g_{name}"] = (VAR_LOAD_PARAMETER, None)
        self._given = [name for name in self._constants.refs if name in known]
        super().visit_Template(node, frame)
        self.writeline(f"imports = environment.imports({self._imports!r})")

    def write_commons(self) -> None:
        super().write_commons()
        self.writeline("shown = environment.shown")
        for name in self._given:
            self.writeline(f"g_{name} = context.parent[{name!r}]")

    def enter_frame(self, frame: Frame) -> None:
        if frame.toplevel:
            frame.symbols.parent = self._constants
        super().enter_frame(frame)

    def visit_OverlayScope(self, node: nodes.OverlayScope, frame: Frame) -> None:  # noqa: N802
        """What was a block: it sees the context, and nothing of the template around it."""
        block = frame.inner(isolated=True)
        block.buffer = frame.buffer
        block.symbols.parent = self._constants
        block.symbols.analyze_node(node)
        self.enter_frame(block)
        self.blockvisit(node.body, block)
        self.leave_frame(block)

    def visit_FromImport(self, node: nodes.FromImport, frame: Frame) -> None:  # noqa: N802
        if node.with_context or not isinstance(node.template, nodes.Const):
            super().visit_FromImport(node, frame)
            return
        for name, alias in _aliases(node):
            self.writeline(f"{frame.symbols.ref(alias)} = ", node)
            if frame.toplevel:
                self.write(f"context.vars[{alias!r}] = ")
                if alias in self._constants.refs:
                    self.write(f"g_{alias} = ")
            self.write(f"imports[{len(self._imports)}]")
            self._imports.append((node.template.value, name))
            if frame.toplevel:
                self.writeline(f"context.exported_vars.discard({alias!r})")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        if keyword.iskeyword(node.attr) or not node.attr.isascii() or _is_map(node.node):
            super().visit_Getattr(node, frame)
            return
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802
        is_odd = forward_caller or node.dyn_args or node.dyn_kwargs
        if is_odd or any(keyword.iskeyword(named.key) for named in node.kwargs):
            super().visit_Call(node, frame, forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")

    def macro_def(self, macro_ref: Any, frame: Frame) -> None:  # a helper of Jinja's without a name outside, so Any
        if not (macro_ref.accesses_caller or macro_ref.accesses_kwargs or macro_ref.accesses_varargs):
            self.write("environment.Quick")  # and `Macro(` follows
        super().macro_def(macro_ref, frame)

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:  # noqa: ARG002
        self.write("shown(")


def _is_map(node: nodes.Node) -> bool:
    while isinstance(node, nodes.Getattr):
        if node.attr in _MAPS:
            return True
        node = node.node
    return False


def _loaded(template: nodes.Template) -> set[str]:
    return {name.name for name in template.find_all(nodes.Name) if name.ctx == "load"}


def _stored(template: nodes.Template) -> Iterator[str]:
    """All that any part of a template gives a meaning of its own, as often as it does."""
    for node in template.find_all((nodes.Name, nodes.Macro, nodes.Import, nodes.FromImport)):
        if isinstance(node, nodes.FromImport):
            yield from (alias for _, alias in _aliases(node))
        elif isinstance(node, nodes.Import):
            yield node.target
        elif isinstance(node, nodes.Macro) or (isinstance(node, nodes.Name) and node.ctx != "load"):
            yield node.name


def _imported_first(template: nodes.Template) -> Iterator[str]:
    """What is imported before any block."""
    before = itertools.takewhile(lambda node: not isinstance(node, nodes.OverlayScope), template.body)
    for node in before:
        if isinstance(node, nodes.FromImport):
            yield from (alias for _, alias in _aliases(node))


def _aliases(node: nodes.FromImport) -> list[tuple[str, str]]:
    return [(named, named) if isinstance(named, str) else named for named in node.names]
