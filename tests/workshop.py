#!/usr/bin/env python3
"""The tests of the test tools: each must find the fault that was planted for it."""

import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

TESTS = pathlib.Path(__file__).resolve().parent

# Understands `new TITLE`, `show`, `complete` and `--help`.
DESK = r"""#!/usr/bin/env bash
case "$*" in
    'new '*) code=$(tr -dc A-HJKMNP-TV-Z </dev/urandom | head -c 5); echo "2611-$code" | tee "$2" ;;
    'show ') exit 3 ;;
    'show --help') printf 'Shows it.\n\nOptions\n  -l, --long   All of it\n\nExample\n  desk show K7QF4\n' ;;
    'show '*) cat "$2" ;;
    '--help') printf 'Options\n  --json   For programs\n' ;;
    'complete -- ') printf 'show\tShows it\n' ;;
    'complete -- --') printf -- '--json\tFor programs\n' ;;
    'complete -- list ') printf 'status:\tHow it goes\n' ;;
    'complete -- show --') printf -- '--long\tAll of it\n' ;;
esac
"""

STORY = """# One ticket

    $ desk new a
    2611-AAAAA
    $ desk new b; echo "${PWD%/*}"
    2611-BBBBB
    /home/sam
    $ test 2611-BBBBB = "$(cat b)" && echo aaaaa
    > echo two

    aaaaa
    two
    $ desk show ""
    [3]

The end.
"""


class Workshop(unittest.TestCase):
    def setUp(self):
        holder = tempfile.TemporaryDirectory()
        self.addCleanup(holder.cleanup)
        self.folder = pathlib.Path(holder.name)
        self.desk = self.file("desk", DESK)
        self.desk.chmod(0o755)

    def file(self, path, text):
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
        return file

    def run_tool(self, *words):
        caches = {name: str(self.folder / "cache") for name in ["CCACHE_DIR", "XDG_CACHE_HOME"]}
        tool = subprocess.run([str(word) for word in words], capture_output=True, text=True, check=False,
                              env=caches | {"PATH": "/usr/local/bin:/usr/bin:/bin", "TMPDIR": str(self.folder)})
        return tool.returncode, tool.stdout + tool.stderr

    def story(self, text, *options):
        self.told = self.file("story.txt", text)
        return self.run_tool(sys.executable, TESTS / "story.py", "--desk", self.desk, *options, self.told)

    def cmake(self, script):
        return self.run_tool("cmake", "-D", f"ROOT={self.folder}", "-D", f"DESK={self.desk}", "-P", TESTS / script)


class Stories(Workshop):
    def test_a_true_story_passes(self):
        self.assertEqual(self.story(STORY.replace("\n\n    aaaaa", "\n    aaaaa"))[0], 0)

    def test_another_output_order_status_or_blank_line_fails(self):
        for true, false in [("    two", "    three"), ("    2611-AAAAA", "    2611-BBBBB"), ("[3]", "[4]"), ("\n    [3]", ""),
                            ("", "")]:
            status, report = self.story(STORY.replace(true, false))
            self.assertEqual(status, 1, f"{true} -> {false}")
            self.assertIn("Its folder is kept", report)

    def test_accept_writes_what_is_true(self):
        self.assertEqual(self.story(STORY.replace("    two", "    2"), "--accept")[0], 0)
        self.assertEqual(self.told.read_text(), STORY.replace("\n\n    aaaaa", "\n    aaaaa"))

    def test_play_shows_real_references_and_ends_at_a_surprise(self):
        status, shown = self.story(STORY + "<!--\n    $ echo unseen\n-->\n", "--play")
        self.assertEqual(status, 0)
        self.assertIn("$ desk new a", shown)
        self.assertNotIn("2611-AAAAA", shown)
        self.assertNotIn("unseen", shown)
        self.assertEqual(self.story("    $ false\n", "--play")[0], 1)

    PAGE = """desk-page(7)

# A TICKET

```
$ desk new a
2611-K7QF4
$ cat <<END
> one
>
> 2611-9XW2M
> END
one

2611-9XW2M
$ test 2611-K7QF4 = "$(cat a)" && pwd
/home/sam
$ ls .local/share/doc/flatdesk/examples/tour.sh
.local/share/doc/flatdesk/examples/tour.sh
```

    $ no command, but prose
"""

    def page(self, text, *options):
        self.told = self.file("page.7.scd", text)
        return self.run_tool(sys.executable, TESTS / "story.py", "--desk", self.desk, *options, self.told)

    def test_a_page_of_the_manual_is_a_story_whose_references_look_real(self):
        self.assertEqual(self.page(self.PAGE), (0, "passed page.7.scd\n"))
        for true, false in [("\none\n", "\ntwo\n"), ("2611-K7QF4\n$ cat", "2611-K7QF5\n$ cat"), ("/home/sam\n", "/home/kim\n")]:
            self.assertEqual(self.page(self.PAGE.replace(true, false))[0], 1, f"{true} -> {false}")

    def test_accept_keeps_the_form_of_a_page(self):
        self.assertEqual(self.page(self.PAGE.replace("\none\n", "\ntwo\n"), "--accept")[0], 0)
        self.assertEqual(self.told.read_text(), self.PAGE)

    def test_a_story_that_ends_its_shell_fails(self):
        self.assertEqual(self.story("    $ exit\n")[0], 1)


class Layers(Workshop):
    CLEAN = {"core/time/time.cpp": "#include <chrono>\n// std::time( is not called here\n", "store/file/file.cpp": '#include "core/time/time.hpp"\n',
             "core/time/time.hpp": "", "core/time/time_words.cpp": "", "store/file/file.hpp": '#include "core/time/time.hpp"\n',
             "cli/main.cpp": "auto now = std::chrono::system_clock::now();\n"}

    def layers(self, planted):
        for path, text in (self.CLEAN | planted).items():
            self.file(path, text)
        return self.cmake("layers.cmake")

    def test_clean_sources_pass(self):
        self.assertEqual(self.layers({})[0], 0)

    def test_every_offence_is_named_with_its_line(self):
        for path, line in [("core/time/time.cpp", '#include "store/file/file.hpp"'), ("store/file/file.cpp", '#include "cli/arguments/args.hpp"'),
                           ("core/time/time.cpp", "#include <fstream>"), ("core/time/time.cpp", "#include <filesystem>"),
                           ("core/time/time.cpp", "#include <cstdio>"), ("store/file/file.cpp", "auto t = std::chrono::steady_clock::now();"),
                           ("core/time/time.cpp", "return std::time(nullptr);"), ("cli/commands/new.cpp", 'getenv("HOME");'),
                           ("cli/app.cpp", "char** all = environ;"), ("store/desk/store.cpp", "#include <yaml-cpp/yaml.h>"),
                           ("store/yaml/ticket.cpp", "#include <toml++/toml.h>"), ("core/time/time.cpp", '#include "absl/time/time.h"'),
                           ("cli/commands/new.cpp", "#include <CLI/CLI.hpp>"), ("store/desk/store.cpp", "#include <nlohmann/json.hpp>"),
                           ("cli/output/output.cpp", "#include <utf8proc.h>"), ("cli/commands/new.cpp", "} catch (...) {")]:
            with self.subTest(path=path, line=line):
                status, report = self.layers({path: f"int a[] = {{1; 2}};\n\n{line}\n"})
                self.assertNotEqual(status, 0)
                self.assertIn(f"{path}:3: ", report)
                (self.folder / path).unlink()

    def test_a_room_includes_no_room_above_it(self):
        for path, included in [("core/time/time.cpp", "core/ticket/ticket.hpp"), ("store/file/file.cpp", "store/desk/store.hpp"),
                               ("cli/views/why.hpp", "cli/command.hpp"), ("cli/output/output.hpp", "cli/views/why.hpp")]:
            with self.subTest(path=path):
                status, report = self.layers({path: f'#include "{included}"\n'})
                self.assertNotEqual(status, 0)
                self.assertIn(f"{path}: includes {included}", report)
                (self.folder / path).unlink()
        self.assertIn("there is no room attic", self.layers({"core/attic/time.hpp": ""})[1])

    def test_a_source_has_the_header_of_its_name_and_no_file_is_long(self):
        self.assertIn("core/time/hour.cpp: implements", self.layers({"core/time/hour.cpp": ""})[1])
        self.assertIn("has 301 lines", self.layers({"core/time/time.hpp": "\n" * 301})[1])
        self.assertNotIn("lines", self.layers({"core/time/time.hpp": "\n" * 300, "core/time/hour.hpp": ""})[1])


class Docs(Workshop):
    GOOD = {"man/desk.1.scd": "# COMMANDS\n\n*desk-show*(1)\n\n*--json*\n\tFor programs.\n\n*status:*\n",
            "store/toml/policy.cpp": "", "man/desk-show.1.scd": "# OPTIONS\n\n*-l*, *--long*\n\tAll of it. See *--json*.\n",
            "tests/stories/a.txt": "Prose.\n\n    $ desk show K7QF4\n",
            "completions/desk.bash": "desk complete --", "completions/_desk": "desk complete --", "completions/desk.fish": "desk complete --"}

    def docs(self, changed):
        for path, text in (self.GOOD | changed).items():
            self.file(path, text)
        return self.cmake("docs.cmake")

    def test_whole_documentation_passes(self):
        self.assertEqual(self.docs({}), (0, ""))

    def test_every_gap_is_named(self):
        for path, text, gap in [("man/desk.1.scd", "*--json*", "does not name desk-show(1)"),
                                ("man/desk.1.scd", "*desk-show*(1)", "--json: a global option"),
                                ("man/desk-show.1.scd", "", "man/desk-show.1.scd is missing"),
                                ("man/desk-show.1.scd", "*--long*", "-l: an option of desk show"),
                                ("man/desk-show.1.scd", "*-l*, *--long*\n\n*--short*\n", "--short: an option that"),
                                ("man/desk-show.1.scd", "*-l*, *--long*\n\tOr *--wide*.", "--wide: man/desk-show.1.scd names"),
                                ("man/desk-shew.1.scd", "Nothing.", "a command that does not exist"),
                                ("man/desk-primer.7.scd", "Nothing.", "does not name desk-primer(7)"),
                                ("man/desk-primer.7.scd", "*git show --wide*", "does not name desk-primer(7)"),
                                ("tests/stories/a.txt", "desk show K7QF4\n", "no story uses desk show"),
                                ("store/toml/hours.cpp", 'table.may("cap", cap)', "explains the key cap"),
                                ("core/contract/hours.hpp", 'visit(may("cap", "1"), cap)', "explains the key cap"),
                                ("core/contract/hours.hpp", 'visit(PolicyKey{"roll"}, roll)', "explains the key roll"),
                                ("man/desk.toml.5.scd", "[hours]\n\n*cap*, *capp* = _length_\n", "the key capp, which"),
                                ("core/README.md", "See `core/time/hour.hpp`.", "core/time/hour.hpp, which is not there"),
                                ("completions/desk.fish", "", "completions/desk.fish")]:
            with self.subTest(gap=gap):
                status, report = self.docs({path: text})
                self.assertNotEqual(status, 0)
                self.assertIn(gap, " ".join(report.split()))
                (self.folder / path).unlink()

    def test_an_option_without_completion_or_a_help_without_example_is_named(self):
        for said, unsaid, gap in [("'--long\\tAll of it\\n'", "'\\n'", "--long: an option of desk show that completion"),
                                  ("Example\\n", "Or\\n", "has no example")]:
            with self.subTest(gap=gap):
                self.file("desk", DESK.replace(said, unsaid))
                status, report = self.docs({})
                self.assertNotEqual(status, 0)
                self.assertIn(gap, " ".join(report.split()))


class Needs(Workshop):
    GOOD = {"tests/packages.sh": "#!/usr/bin/env bash\nbuild=(bash git)\ntest=(python3)\n",
            "examples/tour.sh": "#!/bin/sh\ngit init | grep -v x\n",
            "tests/stories/a.txt": "Prose with jq.\n\n    $ desk list | awk 1\n    jq\n",
            "tests/a.py": "import os\nimport subprocess\nsubprocess.run(['git', 'status'])\n"}

    def needs(self, changed):
        for path, text in (self.GOOD | changed).items():
            self.file(path, text)
        return self.run_tool(sys.executable, TESTS / "needs/needs.py", "--root", self.folder)

    def test_what_is_named_required_or_essential_passes(self):
        self.assertEqual(self.needs({}), (0, ""))

    def test_a_program_in_a_script_that_no_package_has_is_named(self):
        lines = ["jq .", "desk list --json | jq .", "x=1 jq .", "if jq .; then :; fi", "for i in a b; do jq $i; done", "! jq .",
                     "while read -r x; do :; done < <(jq .)", 'echo "one $(jq .)"', "echo `jq .`", "find . -exec jq . {} +",
                     "find . | xargs -0 -n 1 jq", "exec env A=b jq .", "bash -c 'true && jq .'", "case a in\n    a | b) jq . ;;\nesac",
                     "f() {\n    jq .\n}", "(cd / && jq .)", "[[ a == b ]] || jq .", "a=(one two); jq .", "trap 'jq .' EXIT",
                     "cat <<END\n$(jq .)\nEND", "cat <<'END'\nit's\nEND\njq .", "echo ${a:-$(jq .)}", "timeout -s KILL 5 jq .", "2>&1 jq ."]
        status, report = self.needs({f"tests/{i}.sh": f"#!/bin/sh\ntrue\n{line}\n" for i, line in enumerate(lines)})
        self.assertEqual(status, 1)
        for i, line in enumerate(lines):
            self.assertIn(f"tests/{i}.sh: the program jq ", report, line)

    def test_what_is_not_called_passes(self):
        lines = ["# jq", "echo jq", "desk 'a; jq'", "cat <<'END'\n$(jq .)\nEND", "jq() { :; }\njq", "a=jq", "[[ jq ]]", "echo >jq",
                     "case jq in jq) : ;; esac", "for jq in jq; do :; done", "command -v jq", "a=(jq\njq)", "declare -A a=([b]=c\n[d]=jq)",
                     "apt-get --quiet install --yes jq && jq .", "echo $((jq + 1)) ${jq}"]
        self.assertEqual(self.needs({f"tests/{i}.sh": f"#!/bin/sh\ntrue\n{line}\n" for i, line in enumerate(lines)}), (0, ""))

    def test_a_program_in_a_story_or_in_python_and_a_module_are_named(self):
        planted = [("tests/stories/b.txt", "A story.\n\n    $ desk list --json |\n    > jq .\n", "program jq"),
                   ("tests/stories/c.txt", "    $ desk list | python3 -c 'import yaml'\n", "module yaml"),
                   ("README.md", "    $ no-such-program\n", "program no-such-program is not installed"),
                   ("tests/b.py", "import subprocess\nsubprocess.run(['jq', '.'])\n", "program jq"),
                   ("tests/c.py", "import shutil\nshutil.which('jq')\n", "program jq"),
                   ("tests/d.py", "def f(trial):\n    trial.must(['sh', '-c', 'jq .'])\n", "program jq"),
                   ("tests/e.py", "JQ = ['jq', '-c']\n", "program jq"),
                   ("tests/f.py", "import yaml\n", "module yaml"),
                   ("tests/g.py", "from no_such_module import x\n", "module no_such_module is not installed")]
        status, report = self.needs({path: text for path, text, _ in planted})
        self.assertEqual(status, 1)
        for path, text, named in planted:
            self.assertIn(f"{path}: the {named}", report, text)

    def test_the_tour_needs_what_the_build_needs_and_no_more(self):
        listed = self.GOOD["tests/packages.sh"].replace("python3", "python3 jq")
        self.assertEqual(self.needs({"tests/packages.sh": listed, "tests/stories/a.txt": "    $ jq .\n"}), (0, ""))
        status, report = self.needs({"tests/packages.sh": listed, "examples/tour.sh": "#!/bin/sh\njq .\n"})
        self.assertEqual(status, 1)
        self.assertIn("examples/tour.sh: the program jq ", report)


class Tidy(Workshop):
    CLEAN = {".clang-tidy": "Checks: '-*,modernize-use-nullptr'\nWarningsAsErrors: '*'\nHeaderFilterRegex: '.*'\n",
             "core/a.cpp": '#include "core/a.hpp"\n\nint* a() { return nullptr; }\n', "core/a.hpp": "int* a();\n"}
    FINDING = "int* b() { return 0; }"

    def tidy(self, changed, place="one"):
        """How it ends, what is printed, and how often clang-tidy was started."""
        for path, text in (self.CLEAN | changed).items():
            self.file(f"{place}/{path}", text)
        root = self.folder / place
        source = root / "core/a.cpp"
        command = f"c++ -I {root} -o a.o -c {source}"
        self.file(f"{place}/build/compile_commands.json",
                  json.dumps([{"directory": str(root / "build"), "command": command, "file": str(source)}]))
        started = self.file("started", "")
        program = self.file("clang-tidy", f'#!/bin/sh\n[ "$1" = --version ] || echo >>{started}\nexec clang-tidy "$@"\n')
        program.chmod(0o755)
        status, report = self.run_tool(sys.executable, TESTS / "tidy.py", "--clang-tidy", program, "--root", root,
                                       "--commands", root / "build", "--stamp", root / "stamp", source)
        return status, report, started.read_text().count("\n")

    def test_what_has_passed_is_not_looked_at_again_wherever_it_is(self):
        self.assertEqual(self.tidy({}), (0, "", 1))
        self.assertEqual(self.tidy({}), (0, "", 0))
        self.assertEqual(self.tidy({}, "two"), (0, "", 0))
        self.assertIn("two/core/a.hpp", (self.folder / "two/stamp.d").read_text())
        self.assertTrue((self.folder / "two/stamp").exists())

    def test_a_finding_is_told_each_time_until_it_is_gone(self):
        for path in ["core/a.cpp", "core/a.hpp"]:
            planted = {path: self.CLEAN[path] + self.FINDING + "\n"}
            for place in ["one", "one", "two"]:
                status, report, started = self.tidy(planted, place)
                self.assertEqual((status, started), (1, 1))
                self.assertIn("modernize-use-nullptr", report)
                self.assertFalse((self.folder / place / "stamp").exists())
            silenced = {path: planted[path].replace("\n", "  // NOLINT\n")}
            self.assertEqual(self.tidy(silenced)[::2], (0, 1))
            self.assertEqual(self.tidy(planted)[::2], (1, 1))
            (self.folder / "one/stamp").unlink()

    def test_other_checks_look_again(self):
        self.tidy({})
        planted = {"core/a.cpp": self.CLEAN["core/a.cpp"] + "int b(int);\nint b(int x) { if (x) return 1; return 2; }\n"}
        self.assertEqual(self.tidy(planted), (0, "", 1))
        checks = {".clang-tidy": self.CLEAN[".clang-tidy"].replace("nullptr", "nullptr,readability-braces-around-statements")}
        status, report, started = self.tidy(planted | checks)
        self.assertEqual((status, started), (1, 1))
        self.assertIn("readability-braces-around-statements", report)

    def test_what_nobody_asked_for_in_a_month_is_forgotten(self):
        self.tidy({})
        (passed,) = (self.folder / "cache/desk-tidy").iterdir()
        os.utime(passed, (0, 0))
        self.assertEqual(self.tidy({"core/a.hpp": "int* a();  // a\n"}), (0, "", 1))
        self.assertEqual(self.tidy({})[2], 1)

    def test_a_source_that_does_not_compile_fails(self):
        status, report, started = self.tidy({"core/a.cpp": '#include "core/b.hpp"\n'})
        self.assertEqual((status, started), (1, 0))
        self.assertIn("core/b.hpp", report)


if __name__ == "__main__":
    unittest.main()
