"""What the fault scripts share: the driver, folders that go away, and reports."""

import atexit
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]


def binary(variable, *places):
    """The program that an environment variable names, or the one of `places` that was built last."""
    named = os.environ.get(variable)
    built = [path for path in (ROOT / ".build" / place for place in places) if path.exists()]
    if named or built:
        return named or str(max(built, key=lambda path: path.stat().st_mtime))
    sys.exit(f"There is no program {variable}: build it first (swift build).")


DRIVER = binary("HOLDFAST_FAULTDRIVER", "release/faultdriver", "debug/faultdriver")


def holdfast():
    """The program itself; `None` where it was not built."""
    path = pathlib.Path(os.environ.get("HOLDFAST_BINARY", ROOT / ".build/release/holdfast"))
    return str(path) if path.exists() else None


def scratch():
    """A folder that goes away with the script."""
    folder = pathlib.Path(tempfile.mkdtemp(prefix="holdfast-faults-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


class Checker:
    """A process that verifies one folder after the other."""

    def __init__(self, **options):
        self.process = subprocess.Popen(
            [DRIVER, "check"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, **options
        )
        atexit.register(self.process.kill)

    def verify(self, folder):
        """The exit status of verify (0 intact, 1 altered, 2 could not check) and its sentences."""
        self.process.stdin.write(f"{folder}\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            sys.exit(f"verify ended while it looked at {folder}, with {self.process.wait()}.")
        status, *sentences = line.rstrip("\n").split("\t")
        return int(status), sentences


def fill(folder, seed, count):
    """Makes a plant with records in every register."""
    subprocess.run([DRIVER, "fill", str(folder), str(seed), str(count)], check=True)
    return pathlib.Path(folder)
