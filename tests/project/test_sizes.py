"""Files, functions and signatures stay small enough to read."""

import ast

from tests.project.tree import ROOT, modules, name_of, syntax

LINES_OF_A_FILE = 300
LINES_OF_A_FUNCTION = 60
PARAMETERS = 5

Function = ast.FunctionDef | ast.AsyncFunctionDef


def test_no_file_is_over_300_lines():
    long = {name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in modules(ROOT)}
    wrong = [f"{path} has {lines}" for path, lines in long.items() if lines > LINES_OF_A_FILE]
    assert not wrong, "\n".join(wrong)


def test_no_function_is_over_60_lines():
    wrong = [
        f"{name_of(path)}:{node.lineno}: {node.name} has {lines} lines"
        for path in modules(ROOT)
        for node in ast.walk(syntax(path))
        if isinstance(node, Function) and (lines := length(node)) > LINES_OF_A_FUNCTION
    ]
    assert not wrong, "\n".join(wrong)


def test_no_function_takes_more_than_5_parameters():
    wrong = [
        f"{name_of(path)}:{node.lineno}: {node.name} takes {count}"
        for path in modules()
        for node in ast.walk(syntax(path))
        if isinstance(node, Function) and (count := len(parameters(node))) > PARAMETERS
    ]
    assert not wrong, "\n".join(wrong)


def length(node: Function) -> int:
    """Lines of a function without its docstring: words that help are not what makes a function long."""
    assert node.end_lineno is not None
    whole = node.end_lineno - node.lineno + 1
    first = node.body[0]
    if (
        isinstance(first, ast.Expr)
        and isinstance(first.value, ast.Constant)
        and isinstance(first.value.value, str)
    ):
        assert first.end_lineno is not None
        whole -= first.end_lineno - first.lineno + 1
    return whole


def parameters(node: Function) -> list[str]:
    named = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
    return [argument.arg for argument in named if argument.arg not in ("self", "cls")]
