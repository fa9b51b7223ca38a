#!/usr/bin/python3
"""histories.py finds what is planted: in what desk says, and in the rule by which it is counted anew.

usage: planted.py DESK
"""

import sys
import tempfile
import unittest
from unittest import mock

from course import Course
from decision import Decider, Terms
from histories import OVER, Store
from promises import Clocks

SEED, COUNT = "planted", 60


class Altered(Store):
    """What desk says is altered before it is looked at."""

    def __init__(self, alter, *words):
        self.alter = alter
        super().__init__(*words)

    def why(self, at):
        said = super().why(at)
        for reference in sorted(said):
            self.alter(self, at, reference, said[reference])
        return said


def nothing(store, at, reference, said):
    pass


def forgotten(store, at, reference, said):
    for clock in said:
        if clock.state == "late" and at == store.asked[-1]:
            clock.state, clock.decided = "running", None


def dated_before(store, at, reference, said):
    for clock in said:
        if clock.state in OVER:
            clock.decided -= 60_000


def twice(store, at, reference, said):
    said += said[:1]


def taken_back(store, at, reference, said):
    for clock in said:
        if clock.state == "met" and at == store.asked[-1]:
            clock.state = "missed"


def later(store, at, reference, said):
    for clock in said:
        if clock.due:
            clock.due += 1000 * store.asked.index(at)


def otherwise(store, at, reference, said):
    if reference in store.shuffled.values():
        said.pop()


def unmerged(self, base, ours, theirs):
    return ours


def as_by_a_person(self, at, event):
    self.change(at, event, "priority", event["to"])
    self.priority = event["to"]


class Planted(unittest.TestCase):
    def faults(self, alter=nothing, share=0, number=1):
        with tempfile.TemporaryDirectory(prefix="planted-") as folder:
            store = Altered(alter, DESK, folder, SEED, number, COUNT)
            store.run(share)
            store.merge(3)
            return store.faults

    def test_nothing_is_found_where_nothing_is_planted(self):
        self.assertEqual(self.faults(share=100), [])

    def test_what_desk_says_is_checked_without_the_model(self):
        for alter in (forgotten, dated_before, twice, taken_back, later, otherwise):
            with self.subTest(alter.__name__):
                self.assertNotEqual(self.faults(alter), [])

    def test_a_merge_that_loses_something_is_found(self):
        with mock.patch.object(Store, "united", unmerged):
            self.assertNotEqual(self.faults(), [])

    def test_another_rule_counts_something_else(self):
        rules = [(Course, "take_prioritise", as_by_a_person), (Clocks, "is_away", lambda self, at: False),
                 (Course, "between_rounds", lambda self: []), (Decider, "rank", lambda self, change, pauses: 0),
                 (Decider, "was_met_before", lambda self, change: False), (Terms, "is_restarted", lambda self, measure: True),
                 (Terms, "paused_by", lambda self, measure: []), (Course, "take_step", lambda self, at, event: None)]
        for of, name, rule in rules:
            with self.subTest(name), mock.patch.object(of, name, rule):
                self.assertTrue(any(self.faults(share=100, number=number) for number in (1, 2, 4, 5)))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(f"usage: {sys.argv[0]} DESK")
    DESK = sys.argv.pop()
    unittest.main()
