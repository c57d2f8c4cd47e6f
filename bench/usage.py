"""Runs a program that is not Node: `usage.py program arguments...`

Its stdin, stdout and stderr are ours, and so is its exit code. What it has used is written to the
file named in BENCH_USAGE.
"""

import json
import os
import sys

child = os.fork()
if child == 0:
    os.execv(sys.argv[1], sys.argv[1:])
_, status, usage = os.wait4(child, 0)
# Kilobytes on Linux, bytes on macOS.
peak_unit = 1 if sys.platform == "darwin" else 1024
with open(os.environ["BENCH_USAGE"], "w") as file:
    json.dump(
        {
            "cpuSeconds": usage.ru_utime + usage.ru_stime,
            "peakBytes": usage.ru_maxrss * peak_unit,
        },
        file,
    )
sys.exit(os.waitstatus_to_exitcode(status) & 0xFF)
