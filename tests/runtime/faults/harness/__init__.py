"""Faults, injected into builds by a seed: kills, damaged stores, full disks, clocks that jump, networks that go.

Each injection takes away a part of what a store has, so that there is work; disturbs the store or a build at a drawn moment; and
then lets an ordinary build have its way. Afterwards the products must be, byte for byte, those of a build that nobody
disturbed; no product may be wrong at any time; what the disturbed build had told as done must not have been lost by a kill;
and whatever it said must be a clear sentence.
"""
