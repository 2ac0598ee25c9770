#!/usr/bin/env python3
"""Runs a command, and fails when it uses too much memory.

usage: tests/conformance/within.py MEBIBYTES COMMAND...

Prints the largest resident set of the command. Exit status 1 when that is more than MEBIBYTES, else the status of the command.
"""

import resource
import subprocess
import sys

if len(sys.argv) < 3:
    sys.exit(__doc__)
most, command = int(sys.argv[1]), sys.argv[2:]
status = subprocess.run(command).returncode
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss >> 10
print(f"{'PASS' if peak <= most else 'FAIL'} memory: {peak} MiB, of {most} allowed")
sys.exit(1 if peak > most else status)
