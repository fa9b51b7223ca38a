#!/usr/bin/env python3
"""The page of a report in a browser: it reads as the JSON does, fits a telephone, prints, asks nobody for anything, and no text of a
ticket becomes a part of it.

usage: report.py DESK CASES
"""

import concurrent.futures
import html.parser
import json
import os
import pathlib
import shutil
import struct
import subprocess
import sys
import tempfile
import zlib

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", "--hide-scrollbars", "--disable-dev-shm-usage"]
NOW = "2026-11-24T09:00Z"
VOLUME = ("open_before", "opened", "reopened", "resolved", "open", "closed")  # the others are zero in that month
WIDTHS = (1280, 800, 400)
HOSTILE = ["<script>document.title='evil'</script>", "</style><script>document.title='evil'</script>", "<img src=x onerror=\"document.title='evil'\">",
           "\"><svg onload=\"document.title='evil'\">", "javascript:document.title='evil'", "</title><h1 id=evil>evil</h1>", "]]><evil/>", "<!-- evil",
           "&lt;b&gt;evil", "</table></div><evil>", "{{evil}}", "\x1b]0;evil\x07", "\u202eevil"]


class Page(html.parser.HTMLParser):
    """The tables of a page by their captions, and the tags and attributes that it has."""

    def __init__(self, text):
        super().__init__()
        self.tables, self.tags, self.attributes, self.title, self.headings = {}, set(), [], "", []
        self.inside, self.text, self.table = [], "", None
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.tags.add(tag)
        self.attributes += [(tag, name, value or "") for name, value in attributes]
        if tag in ("meta", "br"):
            return
        self.inside.append(tag)
        self.text = ""
        if tag == "table":
            self.table = []
        if tag == "tr":
            self.table.append([])

    def handle_endtag(self, tag):
        if tag in ("td", "th"):
            self.table[-1].append(self.text)
        if tag == "caption":
            self.tables[self.text] = self.table
        if tag == "title" and "svg" not in self.inside:
            self.title = self.text
        if tag in ("h1", "h2"):
            self.headings.append(tag)
        expect(self.inside and self.inside[-1] == tag, f"</{tag}> inside {self.inside}")
        self.inside.pop()

    def handle_data(self, data):
        self.text += data


def expect(truth, what):
    if not truth:
        sys.exit(f"FAILED: {what}")


def chromium(*words):
    with tempfile.TemporaryDirectory(prefix="desk-chromium-") as profile:
        ran = subprocess.run(["chromium", *FLAGS, f"--user-data-dir={profile}", *words], capture_output=True, text=True, timeout=60, check=False)
    expect(ran.returncode == 0, f"chromium {words}: {ran.stderr[-2000:]}")
    return ran.stdout


def image(file):
    """The width, the height and the rows of pixels of a PNG."""
    data, at, packed = pathlib.Path(file).read_bytes(), 8, b""
    width, height, depth, colours = struct.unpack(">IIBB", data[16:26])
    expect(depth == 8 and colours in (2, 6), f"{file}: an unknown kind of PNG")
    while at < len(data):
        length, kind = struct.unpack(">I4s", data[at:at + 8])
        packed += data[at + 8:at + 8 + length] if kind == b"IDAT" else b""
        at += 12 + length
    size = 3 if colours == 2 else 4
    raw, rows, above = zlib.decompress(packed), [], bytes(width * size)
    for y in range(height):
        start = y * (width * size + 1)
        above = unfiltered(raw[start], bytearray(raw[start + 1:start + 1 + width * size]), above, size)
        rows.append(above)
    return width, height, rows, size


def unfiltered(how, row, above, size):
    for i, value in enumerate(row):
        left, over, corner = row[i - size] if i >= size else 0, above[i], above[i - size] if i >= size else 0
        if how == 4:
            guess = left + over - corner
            nearest = min((abs(guess - left), 0, left), (abs(guess - over), 1, over), (abs(guess - corner), 2, corner))[2]
        else:
            nearest = {0: 0, 1: left, 2: over, 3: (left + over) // 2}[how]
        row[i] = (value + nearest) & 255
    return bytes(row)


def shot(page, name, width, height, dark=False):
    file = f"{page}.{name}.png"
    chromium(f"--window-size={width},{height}", *(["--blink-settings=preferredColorScheme=0"] if dark else []), f"--screenshot={file}",
             f"file://{page}")
    return image(file)


# Looks at the page in frames of each width: what is wider than it, which figures and dates stand on two lines, and what cannot be read well.
MEASURE = """
const found = [], told = new Set();
const tell = (width, what, text) => { const line = width + ': ' + what + ': ' + text.trim().slice(0, 60); if (!told.has(line)) { told.add(line); found.push(line); } };
const numbers = colour => colour.match(/[\\d.]+/g).map(Number);
const light = colour => { const [r, g, b] = numbers(colour).map(part => (part /= 255) <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
const lines = range => new Set([...range.getClientRects()].filter(box => box.width > 0).map(box => Math.round(box.top))).size;
for (const frame of document.querySelectorAll('iframe')) {
  const page = frame.contentDocument, width = frame.clientWidth, look = element => page.defaultView.getComputedStyle(element);
  const paper = element => { for (; element; element = element.parentElement) { const colour = look(element).backgroundColor;
    if (numbers(colour)[3] !== 0) return colour; } return 'rgb(255, 255, 255)'; };
  const hidden = element => element.closest('caption, desc, title, style') || look(element.closest('thead') || element).position === 'absolute';
  if (page.documentElement.scrollWidth > width) tell(width, 'the page is wider', String(page.documentElement.scrollWidth));
  const walker = page.createTreeWalker(page.body, NodeFilter.SHOW_TEXT);
  let texts = 0;
  for (let node; node = walker.nextNode();) {
    const element = node.parentElement, text = node.data;
    if (!text.trim() || hidden(element)) continue;
    ++texts;
    const range = page.createRange();
    range.selectNodeContents(node);
    if ([...range.getClientRects()].some(box => box.right > width + 1 || box.left < -1)) tell(width, 'hangs over the edge', text);
    if (element.closest('.figures dd') && !element.matches('.before') && lines(range) > 1) tell(width, 'a figure of a tile breaks', text);
    if (element.closest('td, th') && text.length <= 24 && /^([-\\d.,:% ]+|\\d{4}-[0-9A-Z]{5})$/.test(text) && lines(range) > 1) tell(width, 'a figure breaks', text);
    for (const date of text.matchAll(/(?<![\\w-])\\d{4}-\\d\\d(-\\d\\d)?( \\d\\d:\\d\\d)?(?![\\w-])/g)) {
      range.setStart(node, date.index);
      range.setEnd(node, date.index + date[0].length);
      if (lines(range) > 1) tell(width, 'a date breaks', text);
    }
    const style = look(element), ink = element.closest('svg') ? style.fill : style.color, [a, b] = [light(ink), light(paper(element))];
    const size = parseFloat(style.fontSize), large = size >= 24 || (size >= 18.66 && style.fontWeight >= 700);
    const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (contrast < (large ? 3 : 4.5)) tell(width, 'contrast ' + contrast.toFixed(2), text);
  }
  for (const element of page.body.querySelectorAll('*')) {
    const scrolls = /auto|scroll/.test(look(element).overflowX);
    if (scrolls && element.scrollWidth > element.clientWidth) tell(width, 'scrolls sideways', element.textContent);
  }
  if (texts < 20) tell(width, 'hardly a text', String(texts));
}
document.title = JSON.stringify(found);
"""


def measured(page, dark):
    """What is wrong with a page in windows of each width; the narrowest window of the browser is wider than a telephone, so frames stand for them."""
    frames = "".join(f'<iframe src="{os.path.basename(page)}" style="width:{width}px;height:900px;border:0"></iframe>' for width in WIDTHS)
    file = f"{page}.{'dark' if dark else 'light'}.frames.html"
    pathlib.Path(file).write_text(f"<!doctype html><body style='margin:0'>{frames}<script>addEventListener('load', () => {{ {MEASURE} }})</script>")
    schemes = ["--blink-settings=preferredColorScheme=0"] if dark else []
    title = Page(chromium("--allow-file-access-from-files", *schemes, "--dump-dom", f"file://{file}")).title
    return json.loads(title)


class Desk:
    def __init__(self, program, folder):
        self.program, self.folder = program, folder

    def run(self, *words):
        ran = subprocess.run([self.program, "-C", self.folder, "--now", NOW, "--as", "sam", *words], capture_output=True, text=True, check=False)
        expect(ran.returncode == 0, f"desk {words}: {ran.stderr}")
        return ran.stdout

    def page(self, *words):
        file = os.path.join(self.folder, "-".join(words).replace("--", "") + ".html")
        self.run("report", *words, "--html", file)
        return file


def texts(row, columns):
    return [row.get(column) for column in columns]


def reads_as_json(desk, page):
    """Every figure of the volume, the targets, the hours and the feedback, as they stand in the browser's document."""
    dom = Page(chromium("--dump-dom", f"file://{page}"))
    said = json.loads(desk.run("report", "2026-10", "--json"))
    expect(dom.title == "Recruiting support: October 2026", f"the title is {dom.title}")
    expect(dom.headings[0] == "h1" and dom.headings.count("h1") == 1, f"headings: {dom.headings}")
    volume = [[str(value or "") for value in texts(row, ("of", "name", *VOLUME))] for row in said["volume"]]
    shown = [["0" if cell == "" and i > 1 else cell for i, cell in enumerate(row)] for row in dom.tables["Volume"][1:]]
    wanted = [[cell or ("0" if i > 1 else "") for i, cell in enumerate(row)] for row in volume]
    expect(shown == wanted, f"volume: {shown} is not {wanted}")
    hours = [[row["month"], row["client"], row["charge"]] for row in said["hours"]]
    expect([[row[0], row[1], row[6]] for row in dom.tables["Hours and charges"][1:]] == hours, "hours")
    feedback = [[row["what"], str(row["count"])] for row in said["feedback"]]
    expect(dom.tables["Feedback"][1:] == feedback, "feedback")
    shares = [[row["score"], str(row["count"]), f"{row['share']} %"] for row in said["satisfaction"]]
    expect([row[:3] for row in dom.tables["Satisfaction"][1:]] == shares, "satisfaction")
    expect([row[3] for row in dom.tables["Availability"][1:]] == ["missed"], "availability")
    goals = [[row["goal"], row["reached"]] for row in said["satisfaction"] if row["goal"]]
    expect(goals == [["98 %", False]] and dom.tables["Satisfaction"][1][3:] == ["98 %", "no"], f"goals: {goals}")


def is_self_contained(page):
    """No script, no address, nothing that would be fetched; charts and tables are told to those who cannot see them."""
    text = pathlib.Path(page).read_text()
    dom = Page(text)
    expect(not dom.tags & {"script", "link", "img", "iframe", "object", "embed", "form", "base", "a"}, f"tags: {dom.tags}")
    expect(not [name for _, name, _ in dom.attributes if name.startswith("on") or name in ("src", "href", "action")], "attributes that act")
    for word in ("url(", "@import", "http://", "https://"):
        expect(word not in text, f"{word} in the page")
    expect(("html", "lang", "en") in dom.attributes and ("svg", "role", "img") in dom.attributes, "lang or role is missing")
    expect(any(value.startswith("default-src 'none'") for _, _, value in dom.attributes), "there is no policy of content")
    expect(text.count("<svg") == text.count("<desc>") > 0, "charts without a description")
    expect(text.count("<table>") == text.count("<caption>"), "tables without a caption")
    expect(len(text) < 200_000, f"{len(text)} bytes")


def looks_right(page):
    """Light and dark, wide and narrow: it is there, in its colours, and nothing hangs over the right edge."""
    def looked(name, width, dark):
        got, _, rows, size = shot(page, name, width, 900, dark)
        paper = rows[0][:3]
        expect((sum(paper) < 150) == dark, f"{name}: the paper is {tuple(paper)}")
        ink = sum(row[i:i + 3] != paper for row in rows[::7] for i in range(0, len(row), size * 5))
        expect(ink > 200, f"{name}: there is nothing to see")
        return got, rows, size
    for name, width in (("wide", 1280), ("narrow", 500)):
        for dark in (False, True):
            looked(f"{name}-{'dark' if dark else 'light'}", width, dark)
    pdf = f"{page}.pdf"
    chromium("--no-pdf-header-footer", f"--print-to-pdf={pdf}", f"file://{page}")
    content = pathlib.Path(pdf).read_bytes()
    expect(b"/MediaBox [0 0 594.95996 841.91998]" in content or b"/MediaBox [0 0 595 842]" in content or b"/MediaBox [0 0 594.96 841.92]" in content,
           "it does not print on A4")


def fits(*pages):
    """At 1280, 800 and 400 wide, light and dark: nothing scrolls sideways or hangs over the edge, no figure and no date breaks, and every
    text has the contrast of WCAG AA."""
    for page in pages:
        for dark in (False, True):
            faults = measured(page, dark)
            expect(not faults, f"{os.path.basename(page)}, {'dark' if dark else 'light'}: " + "; ".join(faults[:20]))


def takes_anything(desk, cases):
    """Texts that mean harm, as title, client and cause: none runs, none breaks out, all of them are there to read."""
    strings = [*HOSTILE, *json.loads(pathlib.Path(cases, "nasty_strings.json").read_text())]
    names = [text for text in strings if isinstance(text, str) and text.strip() and "\0" not in text and "\n" not in text][:120]
    made = 0
    for text in names:
        ran = subprocess.run([desk.program, "-C", desk.folder, "--now", NOW, "--as", "sam", "--quiet", "new", "--client", text, "--kind", "fault",
                              "--priority", "high", "--received", "2026-11-01T09:00Z", "--", text], capture_output=True, text=True, check=False)
        expect(ran.returncode in (0, 2, 4), f"{text!r}: {ran.stderr}")
        made += ran.returncode == 0
    expect(made > 80, f"only {made} tickets could be opened")
    page = desk.page("2026-11")
    is_self_contained(page)
    dom = Page(chromium("--dump-dom", f"file://{page}"))
    expect("evil" not in dom.title, f"a script has run: the title is {dom.title}")
    expect(not dom.tags - {"html", "head", "meta", "title", "style", "body", "header", "h1", "p", "main", "dl", "div", "dt", "dd", "section", "h2", "svg",
                           "desc", "rect", "text", "line", "table", "caption", "thead", "tbody", "tr", "th", "td", "footer"}, f"tags: {dom.tags}")
    shown = [row[1] for row in dom.tables["Volume"][1:] if row[0] == "client"]
    expect(HOSTILE[2] in shown, "a hostile name is not there to read")
    expect(len(shown) == made, f"{len(shown)} of {made} names are there")
    fits(page)


def main():
    if len(sys.argv) != 3:
        sys.exit(f"usage: {sys.argv[0]} DESK CASES")
    if not shutil.which("chromium"):
        sys.exit("chromium is needed")
    with tempfile.TemporaryDirectory(prefix="desk-html-") as holder:
        identity = pathlib.Path(holder, "gitconfig")
        identity.write_text("[user]\nname = Sam Hill\nemail = sam@desk.example\n")
        os.environ["GIT_CONFIG_GLOBAL"] = str(identity)
        program = os.path.abspath(sys.argv[1])
        folders = [os.path.join(holder, name) for name in ("example", "hostile")]
        shutil.copytree(ROOT / "examples/capped-hours", folders[0])
        subprocess.run([program, "init", folders[1], "--no-git", "--timezone", "UTC", "--quiet"], check=True)
        desk, hostile = (Desk(program, folder) for folder in folders)
        page = desk.page("2026-10")
        is_self_contained(page)
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            pages = [page, desk.page("2026-10", "--client", "acme"), desk.page("2026")]
            for done in [pool.submit(reads_as_json, desk, page), pool.submit(looks_right, page), pool.submit(fits, *pages),
                         pool.submit(takes_anything, hostile, sys.argv[2])]:
                done.result()
    for check in (reads_as_json, is_self_contained, looks_right, fits, takes_anything):
        print(check.__doc__)


if __name__ == "__main__":
    main()
