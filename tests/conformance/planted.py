"""Plants faults in a copy of a folder, one after another; a script that judges the folder must find each."""

import shutil
import sys
from pathlib import Path


def count_missed(folder, copy, breaks, judge, most=-1):
    """Plants each of `breaks`: the name of a file, what it holds, what stands there instead, in `most` places at most. `judge(file)` returns
    what is found wrong with the copy. Returns how many faults are not found."""
    missed = 0
    for file, sound, broken in breaks:
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(folder, copy)
        text = (copy / file).read_bytes().decode()
        if sound not in text:
            raise SystemExit(f"{Path(sys.argv[0]).name}: {file} does not hold {sound!r}: this fault cannot be planted")
        (copy / file).write_bytes(text.replace(sound, broken, most).encode())
        if not judge(file):
            print(f"not found: {broken!r} in {file}")
            missed += 1
    print(f"{len(breaks) - missed} of {len(breaks)} planted faults found")
    return missed
