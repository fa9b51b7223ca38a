#!/usr/bin/python3
"""Whether other people's YAML readers find in ticket files the strings that were put there.

    readers.py FOLDER             reads FOLDER/*.yaml; beside each, <name>.json lists [path, string]
    readers.py FOLDER COMMAND...  first runs COMMAND FOLDER... to fill the folder anew

The readers are PyYAML, ruamel.yaml, Psych and libfyaml (fy-tool).
"""

import json
import pathlib
import re
import shutil
import subprocess
import sys

import ruamel.yaml
import yaml

PSYCH = """
require 'psych'
require 'json'
require 'date'
def plain(value)
  case value
  when Hash then { 'map' => value.map { |k, v| [plain(k), plain(v)] } }
  when Array then { 'list' => value.map { |v| plain(v) } }
  when String then value
  else { 'other' => value.inspect }
  end
end
ARGV.each do |file|
  text = File.read(file, encoding: 'UTF-8')
  value = Psych.safe_load(text, permitted_classes: [Time, Date, Symbol])
  puts JSON.generate(plain(value), ascii_only: true)
end
"""


def from_psych(value):
    if not isinstance(value, dict):
        return value
    if "map" in value:
        return {str(from_psych(key)): from_psych(item) for key, item in value["map"]}
    return [from_psych(item) for item in value["list"]] if "list" in value else ("other", value["other"])


def psych(files):
    out = subprocess.run(["ruby", "-e", PSYCH, *map(str, files)], stdout=subprocess.PIPE, check=True).stdout
    return [from_psych(json.loads(line)) for line in out.splitlines()]


ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "0": "\0", "a": "\a", "e": "\x1b", "f": "\f", "v": "\v",
           "N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029"}


def unescaped(text):
    def one(match):
        code = match.group(1)
        return chr(int(code[1:], 16)) if len(code) > 1 else ESCAPES.get(code, code)

    return re.sub(r"\\(x..|u....|U........|.)", one, text)


def from_events(kind, lines):
    """The value that begins with this event of a stream in the notation of the YAML test suite."""
    if kind.startswith("=VAL"):
        return unescaped(kind[6:])
    items = []
    while not (line := next(lines)).startswith("-"):
        items.append(from_events(line, lines))
    return items if kind.startswith("+SEQ") else dict(zip(map(str, items[::2]), items[1::2]))


def libfyaml(files):
    values = []
    for file in files:
        out = subprocess.run(["fy-tool", "--testsuite", str(file)], stdout=subprocess.PIPE, check=True).stdout
        lines = iter(out.decode().split("\n"))
        while not next(lines).startswith("+DOC"):
            pass
        values.append(from_events(next(lines), lines))
    return values


def pyyaml(files):
    return [yaml.load(file.read_bytes(), Loader=yaml.SafeLoader) for file in files]


def ruamel_yaml(files):
    return [ruamel.yaml.YAML(typ="safe", pure=True).load(file.read_bytes()) for file in files]


def found(value, path):
    try:
        for step in path:
            value = value[step]
        return value
    except (KeyError, IndexError, TypeError) as error:
        return error


def main():
    folder = pathlib.Path(sys.argv[1])
    if sys.argv[2:]:
        shutil.rmtree(folder, ignore_errors=True)
        subprocess.run([sys.argv[2], folder, *sys.argv[3:]], check=True)
    files = sorted(folder.glob("*.yaml"))
    wanted = [json.loads(file.with_suffix(".json").read_text()) for file in files]
    strings, wrong = 0, 0
    for reader in pyyaml, ruamel_yaml, psych, libfyaml:
        values = reader(files)
        assert len(values) == len(files), reader.__name__
        for file, value, pairs in zip(files, values, wanted):
            for path, string in pairs:
                strings += 1
                if (got := found(value, path)) != string:
                    wrong += 1
                    print(f"{file}: {reader.__name__} reads {got!r} at {path}, not {string!r}")
    print(f"{len(files)} files, {strings} strings, {wrong} read wrong")
    return 1 if wrong or not strings else 0


if __name__ == "__main__":
    sys.exit(main())
