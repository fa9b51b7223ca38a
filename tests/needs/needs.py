#!/usr/bin/env python3
"""Whatever our scripts, stories and tests call or import is in a package that tests/packages.sh names.

    needs.py [--root FOLDER]

A program belongs to the packages that own its file, an alternative (awk, cc, vi) to those of each of its choices; a Python module to
the owner of its file. One of them must be named in tests/packages.sh, or be required by one that is (what is only recommended is not
installed), or be essential. What is not installed at all cannot be in such a package, and fails as well. Programs are looked for where
Debian puts them, so that what else a machine has changes nothing.
"""

import argparse
import functools
import os
import pathlib
import re
import subprocess
import sys
from dataclasses import dataclass

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import story  # noqa: E402

import in_python  # noqa: E402
import in_shell  # noqa: E402

PROGRAM_FOLDERS = ["/usr/bin", "/bin", "/usr/sbin", "/sbin"]
MODULE_FOLDERS = ["/usr/lib/python3/dist-packages"]
ALTERNATIVES = pathlib.Path("/var/lib/dpkg/alternatives")
PROGRAM = r"(/(usr/)?s?bin/)?[\w.+-]+"
GIVEN = {"apt"}  # README counts on it, and on git, which is named

# What one needs to build desk and to see the tour; everything else is for the tests.
FOR_THE_TOUR = ["examples/tour.sh", "tests/packages.sh", "tests/story.py", "tests/stories/tour.txt"]
SHELL = ["tests/*.sh", "tests/*/*.sh", "examples/*.sh", "examples/hooks/pre-*", ".ci/run"]
STORIES = ["tests/stories/*.txt", "README.md", "man/*.7.scd"]
PYTHON = ["tests/*.py", "tests/*/*.py"]
CMAKE = ["CMakeLists.txt", "*/CMakeLists.txt", "tests/*.cmake"]


@dataclass(frozen=True)
class Need:
    kind: str   # program or module
    name: str
    where: str
    own: tuple = ()  # packages that the script itself installs


class Packages:
    """What dpkg knows of the packages that are installed."""

    def __init__(self):
        shown = run("dpkg-query", "--show", "--showformat", "${Package}\t${Essential}\t${Priority}\t${Pre-Depends}, ${Depends}\t${Provides}\n")
        self.fields = {line.split("\t")[0]: line.split("\t")[1:] for line in shown.splitlines()}
        self.providers = {}
        for name, (_, _, _, provided) in self.fields.items():
            for virtual in names_in(provided):
                self.providers.setdefault(virtual[0], []).append(name)

    def real(self, name):
        """The packages that apt takes for a name: itself, or of those that provide it the ones that every system has, if any."""
        if name in self.fields:
            return [name]
        providers = self.providers.get(name, [])
        return [provider for provider in providers if self.fields[provider][1] == "required"] or providers

    def required_by(self, names):
        """These packages, the essential ones, and all that they depend on."""
        waiting = [*names, *GIVEN, *(name for name, fields in self.fields.items() if fields[0] == "yes")]
        seen = set()
        while waiting:
            for package in self.real(waiting.pop()):
                if package not in seen:
                    seen.add(package)
                    waiting += [next((choice for choice in choices if self.real(choice)), choices[0])
                                for choices in names_in(self.fields[package][2])]
        return seen | set(names)


def run(*words):
    return subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=False).stdout


def names_in(relations):
    """`a (>= 1) | b, c` as [[a, b], [c]]."""
    return [[re.split(r"[ (:\[]", choice.strip(), maxsplit=1)[0] for choice in relation.split("|")]
            for relation in relations.split(",") if relation.strip()]


@functools.cache
def owners(path):
    """The packages whose file this is, under any name that the file goes by; of an alternative, those of all its choices."""
    names = {path, os.path.realpath(path)}
    link = path
    while os.path.islink(link):
        link = os.path.join(os.path.dirname(link), os.readlink(link))
        names.add(os.path.normpath(link))
    record = ALTERNATIVES / os.path.basename(path)
    if record.exists():
        names |= {line for line in record.read_text().splitlines() if line.startswith("/") and os.path.exists(line)}
    names |= {name.removeprefix("/usr") for name in names} | {"/usr" + name for name in names if not name.startswith("/usr")}
    told = run("dpkg", "--search", *sorted(names))
    return {package.split(":")[0].strip() for line in told.splitlines() if not line.startswith("diversion ")
            for package in line.rsplit(": ", 1)[0].split(",")}


def file_of(need):
    if need.kind == "module":
        return in_python.module_file(need.name, MODULE_FOLDERS)
    if need.name.startswith("/"):
        return need.name if os.path.exists(need.name) else None
    return next((path for folder in PROGRAM_FOLDERS if os.path.exists(path := f"{folder}/{need.name}")), None)


class Tree:
    """The files of ours that call something."""

    def __init__(self, root):
        self.root = root
        self.ours = {"desk"} | {file.stem for file in root.glob("tests/**/*.py")}
        # Words that follow desk and git, which stand in lists of their own in our tests.
        self.commands = set(run("git", "--list-cmds=builtins").split())
        self.commands |= {match.group(1) for file in root.glob("man/desk-*.1.scd") if (match := re.match(r"desk-(.*)\.1", file.name))}

    def files(self, patterns):
        return sorted({file for pattern in patterns for file in self.root.glob(pattern) if file.is_file()})

    def needs(self):
        for patterns, read in ((SHELL, self.of_script), (STORIES, self.of_story), (PYTHON, self.of_python), (CMAKE, self.of_cmake)):
            for file in self.files(patterns):
                yield from read(file.read_text(), str(file.relative_to(self.root)))

    def of_script(self, text, where):
        first = text.split("\n", 1)[0]
        if first.startswith("#!") and first[2:].split():
            yield from self.of_commands([first[2:].split()], where)
        yield from self.of_commands(in_shell.calls(text), where)

    def of_story(self, text, where):
        commands = [part.text for part in story.parse(text, fenced=where.endswith(".scd")) if isinstance(part, story.Command)]
        yield from self.of_commands(in_shell.calls("\n".join(commands)), where)

    def of_python(self, text, where):
        commands, modules, scripts = in_python.uses(text)
        yield Need("program", "python3", where)
        for words in commands:
            if words[0] not in self.commands:
                found = in_shell.Found(calls=[words])
                in_shell.follow(words, found)
                yield from self.of_commands([call for call in found.calls if call[:1] != words[:1] or call is words], where)
        for script in scripts:
            if "python" not in script.split("\n", 1)[0]:
                yield from self.of_script(script, where)
        yield from self.of_modules(modules, where)

    def of_modules(self, modules, where):
        for module in sorted(modules):
            if module.split(".")[0] not in sys.stdlib_module_names | self.ours and module != "ruamel":
                yield Need("module", module, where)

    def of_cmake(self, text, where):
        for name in re.findall(r"find_program\(\s*\w+\s+([\w.+-]+)", text) + re.findall(r"\bCOMMAND\s+([a-z][\w.+-]*)", text):
            yield Need("program", name, where)

    def of_commands(self, commands, where):
        own = tuple(word for words in commands if "apt-get" in words and "install" in words
                    for word in words[words.index("install") + 1:] if word and not word.startswith("-"))
        for words in commands:
            name = words[0]
            if not re.fullmatch(PROGRAM, name or "") or name in in_shell.BUILTINS | self.ours:
                continue
            yield Need("program", name, where, own)
            if name == "python3" and "-c" in words and words[words.index("-c") + 1]:
                yield from self.of_modules(in_python.uses(words[words.index("-c") + 1])[1], where)


def listed(root, name):
    """The packages of a list in tests/packages.sh."""
    match = re.search(rf"^{name}=\((.*?)\)", (root / "tests/packages.sh").read_text(), re.MULTILINE | re.DOTALL)
    return match.group(1).split() if match else []


def lacking(need, allowed):
    """What is wrong with a need; nothing, if its package is there."""
    if need.name in allowed | set(need.own):
        return ""
    file = file_of(need)
    if not file:
        return "is not installed, so no package that is named has it"
    packages = owners(str(file))
    if not packages:
        return f"is {file}, which is in no package"
    if packages.isdisjoint(allowed | set(need.own)):
        return f"is in {' or '.join(sorted(packages))}, which is neither named, nor required by one that is, nor essential"
    return ""


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--root", type=pathlib.Path, default=pathlib.Path(__file__).resolve().parent.parent.parent)
    parser.add_argument("--list", action="store_true", help="show all that is called, and its packages")
    given = parser.parse_args()
    packages, tree = Packages(), Tree(given.root)
    build, test = listed(given.root, "build"), listed(given.root, "test")
    allowed = {True: packages.required_by(build), False: packages.required_by(build + test)}
    needs = sorted(set(tree.needs()), key=lambda need: (need.kind, need.name, need.where))
    if given.list:
        for kind, name in sorted({(need.kind, need.name) for need in needs}):
            print(kind, name, *sorted(owners(str(file_of(Need(kind, name, ""))))))
    gaps = [(need, gap) for need in needs if (gap := lacking(need, allowed[need.where in FOR_THE_TOUR]))]
    for need, gap in gaps:
        print(f"{need.where}: the {need.kind} {need.name} {gap}")
    if gaps:
        print(f"Name the packages in tests/packages.sh: {len(gaps)} things are called that a bare machine does not have.")
    elif not needs:
        print("Nothing was found that calls anything.")
    return 1 if gaps or not needs else 0


if __name__ == "__main__":
    sys.exit(main())
