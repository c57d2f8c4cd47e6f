"""Runs a command with stderr (and stdout, with --both) on a terminal of 80 columns; prints what came.

Its output is one JSON object: {"code": ..., "terminal": "...", "stdout": "..."}.
"""

import fcntl, json, os, pty, select, struct, subprocess, sys, termios

both = sys.argv[1] == "--both"
command = sys.argv[2:] if both else sys.argv[1:]
leader, follower = pty.openpty()
fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
out = follower if both else subprocess.PIPE
child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=out, stderr=follower)
os.close(follower)
texts = {leader: []}
if not both:
    texts[child.stdout.fileno()] = []
waiting = set(texts)
while waiting:
    for ready in select.select(waiting, [], [])[0]:
        try:
            chunk = os.read(ready, 65536)
        except OSError:
            chunk = b""
        texts[ready].append(chunk)
        if not chunk:
            waiting.discard(ready)
code = child.wait()
stdout = b"" if both else b"".join(texts[child.stdout.fileno()])
print(json.dumps({"code": code, "terminal": b"".join(texts[leader]).decode(), "stdout": stdout.decode()}))
