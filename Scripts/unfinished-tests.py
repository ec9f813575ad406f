#!/usr/bin/env python3
"""Prints the tests that have started and not ended: unfinished-tests.py EVENTS

EVENTS is the file that 'swift test --event-stream-output-path' writes, a JSON object a line; the last one may be cut.
"""
import json
import sys

running = {}
with open(sys.argv[1], encoding="utf-8", errors="replace") as events:
    for line in events:
        try:
            payload = json.loads(line)["payload"]
        except (ValueError, KeyError):
            continue
        kind, test = payload.get("kind"), payload.get("testID")
        if kind == "testStarted":
            running[test] = payload["instant"]["since1970"]
        elif kind in ("testEnded", "testSkipped"):
            running.pop(test, None)
        if "instant" in payload:
            now = payload["instant"]["since1970"]

# A suite has not ended while one of its tests has not.
for test in sorted(running, key=running.get):
    if ".swift:" in test:
        print(f"{now - running[test]:7.0f} s  {test}")
