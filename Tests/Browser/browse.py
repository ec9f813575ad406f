#!/usr/bin/env python3
"""The report and the live page in a real browser: headless Chromium, as wide as a desktop and as a phone.

Types into the search, switches curves off, reads values under the pointer, sorts, compares two runs, and watches a run from its start to
its end. Any error on the browser's console is a failure, and so is a page that is wider than the screen.
Usage: browse.py DIP [--screenshots FOLDER] [--page FILE]
Needs Chromium, and Playwright for Python; without one of them it says so and does nothing.
"""
import argparse
import contextlib
import http.client
import os
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.parse

SIZES = {"desktop": (1280, 900), "phone": (390, 844)}
SPEC = """name: tiny
title: A tiny sweep
dataset: synthetic
images: [leaves, pebbles]
size: 64
iterations: 60
record_every: 2
network: {width: 8, lipschitz: 1}
sweep: {network.lipschitz: [1, 2]}
figure: {kind: bands, series: network.lipschitz, label: "λ = {}"}
table: {rows: [image, network.lipschitz], columns: [{measure: psnr}]}
"""
LIVE = """name: live
title: A run to watch
dataset: synthetic
images: [leaves]
size: 128
iterations: %d
record_every: 5
network: {width: 32, lipschitz: 1}
"""
CLAIMS = """# Results

## What holds

| claim | holds? | measured |
|---|---|---|
| Low bands are fitted first | yes | see `tiny.md` |
| It stops by itself | **no** | never |

![bands](../Plots/tiny/leaves.svg)
"""
WAIT = 120_000


class Failure(Exception):
    pass


def check(condition, words):
    if not condition:
        raise Failure(words)


class Visit:
    """A page in the browser, which keeps every complaint of its console."""

    def __init__(self, browser, size, shots):
        self.size, self.shots = size, shots
        width, height = SIZES[size]
        self.context = browser.new_context(viewport={"width": width, "height": height}, has_touch=size == "phone",
                                           device_scale_factor=1)
        self.page = self.context.new_page()
        self.page.set_default_timeout(WAIT)
        self.complaints, self.outside = [], []
        self.page.on("console", lambda message: message.type in ("error", "warning") and self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self.seen(request.url))
        self.own = None

    def seen(self, url):
        parts = urllib.parse.urlsplit(url)
        if parts.scheme not in ("file", "data", "blob") and parts.netloc != self.own:
            self.outside.append(url)

    def open(self, url):
        self.own = urllib.parse.urlsplit(url).netloc
        self.page.goto(url)
        return self.page

    def shot(self, name, whole=False):
        if self.shots:
            self.page.screenshot(path=os.path.join(self.shots, f"{name}-{self.size}.png"), full_page=whole)

    def fits(self):
        wide = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        check(wide <= 0, f"{self.size}: the page is {wide} pixels wider than the screen")

    def end(self):
        self.context.close()
        check(not self.complaints, f"{self.size}: the console says: " + "; ".join(self.complaints))
        check(not self.outside, f"{self.size}: the page asks for " + ", ".join(self.outside))


def until(page, condition):
    """Waits from outside: the page's policy forbids scripts that are made of text."""
    end = time.time() + WAIT / 1000
    while not page.evaluate(condition):
        check(time.time() < end, f"this does not come true: {condition}")
        page.wait_for_timeout(100)


@contextlib.contextmanager
def visit(browser, size, shots):
    one = Visit(browser, size, shots)
    yield one
    one.end()


def report(visit, url):
    """All that a reader does with the report."""
    page = visit.open(url)
    visit.shot("report-top")
    visit.fits()
    check(page.locator("main > section").first.get_attribute("id") == "found", "the page does not begin with what was found")
    check(page.locator("table.claims .verdict.no").count() == 1, "the claim that does not hold is not marked")

    # Search and filters.
    total = page.locator("section.experiment").count()
    page.locator("#search").fill("nothing is called so")
    check(page.locator("#found-count").inner_text().startswith("0 of"), "the search finds what is not there")
    check(page.locator("section.experiment:visible").count() == 0, "sections that do not match are shown")
    page.locator("#search").fill("tiny")
    check(page.locator("#found-count").inner_text() == f"{total} of {total} experiments", "the search does not find the title")
    page.locator("#choose-image").select_option("leaves")
    page.locator("#search").fill("")

    # Curves.
    chart = page.locator(".chart").first
    chart.scroll_into_view_if_needed()
    lines = chart.locator("polyline")
    lines.first.wait_for()
    before = lines.count()
    check(before == 2, f"{before} curves of two runs of an image")
    key = chart.locator("button.key").first
    key.click()
    check(lines.count() == 1 and key.get_attribute("aria-pressed") == "false", "a curve is not switched off")
    key.click()
    check(lines.count() == 2, "a curve is not switched on again")
    stage = chart.locator(".chart-stage").bounding_box()
    page.mouse.move(stage["x"] + stage["width"] / 2, stage["y"] + stage["height"] / 2)
    values = chart.locator(".chart-values")
    check(values.inner_text().startswith("iteration ") and "λ 2" in values.inner_text(),
          f"no value is under the pointer: {values.inner_text()}")
    chart.get_by_text("log iterations").click()
    check(chart.locator(".chart-stage .name").first.text_content() == "iteration + 1", "the axis is not logarithmic")
    chart.locator("select").first.select_option("loss")
    check(chart.locator(".chart-stage .name").nth(1).text_content() == "loss", "the measure does not change")
    visit.shot("report-chart")

    # Runs: sorted by a click, two side by side.
    details = page.locator("section.experiment details").first
    details.locator("summary").click()
    table = details.locator("table.runs")
    table.locator("button.sort", has_text="PSNR").click()
    column = table.locator("thead th").all_inner_texts().index(
        next(text for text in table.locator("thead th").all_inner_texts() if text.startswith("PSNR")))
    numbers = [float(row.split(" ")[0]) for row in table.locator(f"tbody tr:visible > :nth-child({column + 1})").all_inner_texts()]
    check(numbers == sorted(numbers, reverse=True) and len(numbers) == 2, f"not sorted, or not filtered by image: {numbers}")
    for box in table.locator("tbody tr:visible input[type=checkbox]").all():
        box.check()
    page.get_by_role("button", name="Show side by side").click()
    dialog = page.locator("dialog.pair")
    check("network.lipschitz" in dialog.inner_text(), "the setting that differs is not shown")
    check(dialog.locator(".pair-pictures img").count() >= 4, "the images of the two runs are not shown")
    dialog.locator("polyline").first.wait_for()
    visit.shot("report-pair")
    page.keyboard.press("Escape")
    check(not dialog.is_visible(), "Escape does not close the comparison")
    page.get_by_role("button", name="Clear").click()

    # Pictures.
    figure = page.locator("figure.plot").first
    figure.scroll_into_view_if_needed()
    until(page, "[...document.querySelectorAll('figure.plot img')].every((image) => image.complete && image.naturalWidth > 0)")
    panels = figure.locator(".panel").count()
    check(panels == 3 if visit.size == "phone" else panels == 0, f"{panels} panels at this width")
    visit.shot("report-figure")
    slider = page.locator(".slider").first
    slider.scroll_into_view_if_needed()
    slider.get_by_text("difference").click()
    visit.shot("report-slider")
    visit.fits()

    page.emulate_media(media="print")
    check(not page.locator(".chart").first.is_visible() and page.locator("table.results").first.is_visible(), "print shows the wrong things")
    page.emulate_media(media="screen", color_scheme="dark")
    visit.shot("report-dark")


def ask(port, path, method="GET", **headers):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.putrequest(method, path, skip_host="Host" in headers)
    for name, value in headers.items():
        connection.putheader(name.replace("_", "-"), value)
    connection.endheaders()
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status


def locked(url):
    """Who does not know the word, comes from elsewhere or wants to write gets nothing."""
    parts = urllib.parse.urlsplit(url)
    port, path = parts.port, parts.path
    own = f"127.0.0.1:{port}"
    for status, words in [
        (200, ask(port, path)), (404, ask(port, "/")), (404, ask(port, path + "runs/..%2f..%2fspec.yaml/x.png")),
        (404, ask(port, path[:-2] + "x/")), (405, ask(port, path, "POST")), (421, ask(port, path, Host="evil.example")),
        (403, ask(port, path + "events", Origin="http://evil.example")), (403, ask(port, path, Sec_Fetch_Site="cross-site")),
        (200, ask(port, path, Host=own, Origin=f"http://{own}")),
    ]:
        check(status == words, f"an answer is {words} instead of {status}")


def live(visit, dip, folder, iterations):
    """The live page from before the first run to the end of the server."""
    results = os.path.join(folder, f"live-{visit.size}")
    spec = os.path.join(folder, "live.yaml")
    with open(spec, "w") as file:
        file.write(LIVE % iterations)
    server = subprocess.Popen([dip, "serve", spec, "--results", results], cwd=folder, stdout=subprocess.PIPE, text=True)
    run = None
    try:
        ready = select.select([server.stdout], [], [], 60)[0]
        url = server.stdout.readline().strip() if ready else "nothing for a minute"
        check(url.startswith("http://127.0.0.1:"), f"the server says {url!r}")
        locked(url)
        page = visit.open(url)
        until(page, "document.getElementById('live-state').textContent.startsWith('no records')")
        run = subprocess.Popen([dip, "run", spec, "--results", results, "--threads", "1", "--checkpoint-every", "1"], cwd=folder,
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        page.locator(".live-run.running").wait_for()
        page.locator(".live-run polyline").first.wait_for()
        until(page, "[...document.querySelectorAll('.live-pictures figcaption')].some((one) => one.textContent.startsWith('last output at iteration'))")
        first = page.evaluate("document.querySelector('.live-run progress').value")
        until(page, f"document.querySelector('.live-run progress').value > {first}")
        until(page, "[...document.querySelectorAll('.live-pictures img')].every((image) => image.complete && image.naturalWidth > 0)")
        visit.shot("live-running", whole=True)
        visit.fits()
        page.locator(".live-run.done").wait_for()
        run.wait()
        page.get_by_role("button", name="Load the page again").click()
        page.locator("section.experiment", has_text="A run to watch").wait_for()
        page.locator("section.experiment .chart").scroll_into_view_if_needed()
        page.locator("section.experiment polyline").first.wait_for()
        visit.shot("live-done", whole=True)
        server.send_signal(signal.SIGINT if visit.size == "desktop" else signal.SIGTERM)
        until(page, "document.getElementById('live-state').textContent.startsWith('The server has ended')")
        check(server.wait(30) == 0, f"the server ends with status {server.returncode}")
    finally:
        for process in (run, server):
            if process and process.poll() is None:
                process.kill()
                process.wait()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("dip")
    parser.add_argument("--screenshots", help="a folder for pictures of the pages")
    parser.add_argument("--page", help="another report, which is opened and photographed")
    parser.add_argument("--iterations", type=int, default=400, help="of the run that is watched")
    arguments = parser.parse_args()
    browser_path = next(filter(None, map(shutil.which, ["chromium", "chromium-browser", "google-chrome"])), None)
    if not browser_path:
        print("skipped: no Chromium is installed, so the pages are not tried in a browser")
        return
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        print("skipped: Playwright for Python is not installed, so the pages are not tried in a browser")
        return
    dip, shots = os.path.abspath(arguments.dip), arguments.screenshots
    if shots:
        os.makedirs(shots, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="dip-browser-") as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        if arguments.page:
            for size in SIZES:
                with visit(browser, size, shots) as one:
                    one.open("file://" + os.path.abspath(arguments.page))
                    one.shot("page-top")
                    one.fits()
        with open(os.path.join(folder, "tiny.yaml"), "w") as file:
            file.write(SPEC)
        for words in (["run", "tiny.yaml", "--threads", "1"], ["plot", "tiny.yaml"]):
            subprocess.run([dip] + words, cwd=folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        with open(os.path.join(folder, "Results", "README.md"), "w") as file:
            file.write(CLAIMS)
        subprocess.run([dip, "report"], cwd=folder, check=True, stdout=subprocess.DEVNULL)
        passed = 0
        for size in SIZES:
            begin = time.time()
            with visit(browser, size, shots) as one:
                report(one, f"file://{folder}/Results/index.html")
            print(f"report, {size}: {time.time() - begin:.0f} s")
            begin = time.time()
            with visit(browser, size, shots) as one:
                live(one, dip, folder, arguments.iterations)
            print(f"live page, {size}: {time.time() - begin:.0f} s")
            passed += 2
        browser.close()
    print(f"{passed} passed, 0 failed")


if __name__ == "__main__":
    try:
        main()
    except Failure as failure:
        sys.exit(f"failed: {failure}")
