"""What a program in Python calls and imports, as its text tells."""

import ast
import pathlib
import sys

RUNNING = {"run", "Popen", "call", "check_call", "check_output", "must", "median", "which", "execvp", "execvpe"}


def text_of(node):
    """A text as far as it stands there; `$X` where the program fills something in."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(text_of(part) or "$X" for part in node.values)
    return None


class Visitor(ast.NodeVisitor):
    def __init__(self):
        self.commands, self.modules, self.scripts, self.texts = [], set(), [], {}

    def visit_Assign(self, node):
        for target in node.targets:
            if isinstance(target, ast.Name) and text_of(node.value) is not None:
                self.texts[target.id] = text_of(node.value)
        self.generic_visit(node)

    def visit_Import(self, node):
        self.modules |= {name.name for name in node.names}

    def visit_ImportFrom(self, node):
        if not node.level:
            self.modules |= {node.module} | {f"{node.module}.{name.name}" for name in node.names if node.module == "ruamel"}

    def visit_Call(self, node):
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if name in RUNNING and node.args:
            first = node.args[0]
            if name == "which" or name.startswith("exec"):
                self.commands.append([text_of(first)])
            elif isinstance(first, (ast.List, ast.Tuple)):
                self.command(first.elts)
            elif isinstance(first, ast.Constant):
                self.command(node.args)
        self.generic_visit(node)

    def visit_List(self, node):
        looks_so = len(node.elts) > 1 and text_of(node.elts[0]) and (text_of(node.elts[1]) or "").startswith("-")
        if looks_so and text_of(node.elts[0]).isprintable() and not text_of(node.elts[0]).startswith("-"):
            self.command(node.elts)
        self.generic_visit(node)

    def visit_Constant(self, node):
        if isinstance(node.value, str) and node.value.startswith("#!"):
            self.scripts.append(node.value)

    def command(self, elements):
        def word(element):
            if isinstance(element, ast.Name):
                return self.texts.get(element.id)
            return text_of(element)

        self.commands.append([word(element) for element in elements])


def uses(source):
    """Its command lines, the modules that it imports, and the scripts that stand in it as texts."""
    visitor = Visitor()
    visitor.visit(ast.parse(source))
    return [words for words in visitor.commands if words and words[0]], visitor.modules - set(sys.stdlib_module_names), visitor.scripts


def module_file(name, folders):
    """Where a module of Debian's is: the file or the folder; None where there is none."""
    for folder in folders:
        base = pathlib.Path(folder, *name.split("."))
        for file in (base / "__init__.py", base.with_suffix(".py"), *sorted(base.parent.glob(base.name + ".*.so"))):
            if file.exists():
                return file
    return None
