"""The launcher in a small tree of its own: real shell, real uv, a real wheel, no network."""

from __future__ import annotations

import base64
import hashlib
import importlib.util
import os
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from typing import NamedTuple

import pytest
import uv

from shared import commands
from shared.environment import checks

# It starts the locked Python, whichever runs the tests.
pytestmark = [pytest.mark.once, pytest.mark.slow]
ROOT = Path(__file__).resolve().parents[1]
LOCKED_PYTHON = ROOT / ".venv" / "bin" / "python"

START = """\
import sys, time
import probe

def main(argv):
    print(probe.VERSION, sys.stdin.read().strip(), *argv, flush=True)
    if argv == ["--wait"]:
        time.sleep(60)
    if argv == ["--flood"]:
        while True:
            print("x" * 1000)
    return 0
"""


def write_wheel(folder: Path, version: str) -> str:
    """Write a wheel of the package ``probe`` and return its line for a lock."""
    info = f"probe-{version}.dist-info"
    files = {
        "probe.py": f"VERSION = 'probe {version}'\n",
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: probe\nVersion: {version}\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = [f"{info}/RECORD,,"]
    for name, text in files.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=")
        record.append(f"{name},sha256={digest.decode()},{len(text)}")
    folder.mkdir(exist_ok=True)
    wheel = folder / f"probe-{version}-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
        archive.writestr(f"{info}/RECORD", "\n".join(record) + "\n")
    return f"probe=={version} --hash=sha256:{hashlib.sha256(wheel.read_bytes()).hexdigest()}\n"


class Done(NamedTuple):
    """A finished start."""

    code: int
    out: str
    err: str


class Tree:
    """A copy of the launcher and the command table, with one package in its lock."""

    def __init__(self, home: Path) -> None:
        self.root = home / "a folder with spaces"
        self.wheels = home / "wheels"
        self.bin = home / "bin"
        for name in ("pandu", "shared/commands.py", "shared/environment/packages.txt"):
            (self.root / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, self.root / name)
        (self.root / "shared" / "__init__.py").touch()
        (self.root / "shared" / "start.py").write_text(START)
        self.lock("1.0")
        self.bin.mkdir()
        (self.bin / "uv").symlink_to(uv.find_uv_bin())
        self.environment = {
            "HOME": str(home),
            "PATH": f"{self.bin}:/usr/bin:/bin",
            "PANDU_PYTHON": str(LOCKED_PYTHON),
            "UV_CACHE_DIR": str(home / "cache"),
            "UV_FIND_LINKS": str(self.wheels),
            "UV_NO_INDEX": "1",
            "UV_OFFLINE": "1",
        }

    def lock(self, version: str) -> None:
        (self.root / "requirements.txt").write_text(write_wheel(self.wheels, version))

    def open(self, *arguments: str, program: Path | None = None) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [str(program or self.root / "pandu"), *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd="/",
            env=self.environment,
            text=True,
            start_new_session=True,
        )

    def run(self, *arguments: str, said: str = "", program: Path | None = None) -> Done:
        with self.open(*arguments, program=program) as process:
            out, err = process.communicate(said, timeout=120)
        return Done(process.returncode, out.strip(), err.strip())


def _cost() -> float:
    """CPU seconds of all programs that were started and have ended."""
    spent = os.times()
    return spent.children_user + spent.children_system


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    if not LOCKED_PYTHON.exists():
        pytest.skip("no locked environment here: ./pandu makes it")
    return Tree(tmp_path)


def test_the_first_start_sets_up_and_the_second_does_not(tree: Tree, tmp_path: Path) -> None:
    link = tmp_path / "pandu link"
    link.symlink_to(tree.root / "pandu")
    first = tree.run("--now", said="a line", program=link)
    assert (first.code, first.out) == (0, "probe 1.0 a line --now")
    assert first.err.startswith("Setting up Pandu in")
    began = _cost()
    second = tree.run(said="a line")
    assert second == (0, "probe 1.0 a line", "")
    assert _cost() - began < 3


def test_a_changed_lock_is_installed(tree: Tree) -> None:
    tree.run()
    tree.lock("2.0.1")  # longer: bytecode is told apart by second and size
    assert tree.run().out == "probe 2.0.1"


def test_a_start_killed_at_any_moment_is_mended_by_the_next(tree: Tree) -> None:
    for moment in range(10):
        shutil.rmtree(tree.root / ".venv", ignore_errors=True)
        with tree.open() as process:
            time.sleep(moment * 0.06)
            os.killpg(process.pid, signal.SIGKILL)
        assert tree.run().out == "probe 1.0"


def test_a_half_installed_environment_is_made_anew(tree: Tree) -> None:
    tree.run()
    (tree.root / ".venv" / ".made-from").unlink()
    next((tree.root / ".venv").rglob("probe.py")).unlink()
    assert tree.run().out == "probe 1.0"


def test_two_first_starts_at_once_set_up_once(tree: Tree) -> None:
    starts = [tree.open() for _ in range(3)]
    done = [start.communicate("", timeout=120) for start in starts]
    assert [out.strip() for out, _ in done] == ["probe 1.0"] * 3
    assert "".join(err for _, err in done).count("Setting up Pandu") == 1


def test_a_shim_that_does_not_run_is_passed_over(tree: Tree, tmp_path: Path) -> None:
    shim = tree.bin / "python3.10"
    shim.write_text("#!/bin/sh\necho 'pyenv: python3.10: command not found' >&2\nexit 127\n")
    shim.chmod(0o755)
    version = tmp_path / ".pyenv" / "versions" / "3.10.0" / "bin"
    version.mkdir(parents=True)
    (version / "python").symlink_to(LOCKED_PYTHON.resolve())
    del tree.environment["PANDU_PYTHON"]
    assert tree.run().out == "probe 1.0"


@pytest.mark.parametrize("python", ["/no/such/python", "/bin/true", "/bin/false"])
def test_an_unusable_pandu_python_is_one_plain_line(tree: Tree, python: str) -> None:
    tree.environment["PANDU_PYTHON"] = python
    done = tree.run()
    assert (done.code, done.out) == (1, "")
    assert done.err.splitlines()[1:] == [
        f"PANDU_PYTHON={python} is no working Python 3.10. Set it to one, or unset it."
    ]


def test_packages_that_cannot_be_installed_are_one_plain_line(tree: Tree) -> None:
    (tree.root / "requirements.txt").write_text("probe==9.9 --hash=sha256:" + "0" * 64)
    done = tree.run()
    assert done.code == 1
    assert done.err.endswith(
        "The packages could not be installed. Check the network and start again."
    )
    tree.lock("1.0")
    assert tree.run().out == "probe 1.0"


def test_a_missing_system_package_is_named_for_the_command_that_needs_it(tree: Tree) -> None:
    for tool in ("awk", "cat", "cut", "dirname", "flock", "id", "mkdir", "mv", "readlink", "rm"):
        (tree.bin / tool).symlink_to(str(shutil.which(tool)))
    for tool in ("echo", "env", "sh", "sha256sum", "xargs"):
        (tree.bin / tool).symlink_to(str(shutil.which(tool)))
    tree.environment["PATH"] = str(tree.bin)  # no apt-get: nothing is installed by this test
    with (tree.root / "shared/environment/packages.txt").open("a") as table:
        table.write("start  libfor-start  a test\ntalk  libfor-talk  a test\n")
    done = tree.run()
    assert done.out == "probe 1.0"
    assert done.err.splitlines()[-1].endswith(
        "Install what these Debian packages hold: libfor-start"
    )


def test_the_help_needs_no_set_up(tree: Tree) -> None:
    done = tree.run("--help")
    assert done.code == 0
    assert done.out == commands.help_text()
    assert not (tree.root / ".venv").exists()


def test_ctrl_c_is_quiet(tree: Tree) -> None:
    tree.run()
    with tree.open("--wait") as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdin.close()
        assert process.stdout.readline().startswith("probe")
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=60) == 130
        assert process.stderr.read() == ""


def test_a_closed_pipe_is_quiet(tree: Tree) -> None:
    tree.run()
    with tree.open("--flood") as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdin.close()
        process.stdout.readline()
        process.stdout.close()
        assert process.wait(timeout=60) == 141
        assert process.stderr.read() == ""


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("tlak", "There is no command 'tlak'. Did you mean: ./pandu talk?"),
        ("qqq", "There is no command 'qqq'. All commands: ./pandu --help"),
    ],
)
def test_an_unknown_command_names_the_nearest(
    capsys: pytest.CaptureFixture[str], typed: str, line: str
) -> None:
    assert commands.main([typed]) == 2
    assert capsys.readouterr().err.strip() == line


@pytest.mark.parametrize("row", [commands.START, *commands.BY_NAME.values()], ids=lambda r: r.name)
def test_every_command_has_a_module_and_a_short_help(row: commands.Command) -> None:
    assert importlib.util.find_spec(row.module) is not None
    assert 0 < len(row.help) <= 56
    assert row.help in commands.help_text()


def test_all_checks_run_and_one_failure_fails_them(capsys: pytest.CaptureFixture[str]) -> None:
    def check(name: str, passed: bool | None) -> checks.Check:
        def run(words: checks.Words) -> bool | None:
            assert words is not None
            words.write(f"{name} at work\n".encode())
            return passed

        return checks.Check(name, run)

    def in_turn(name: str, passed: bool) -> checks.Check:
        return checks.Check(name, lambda words: passed and words is None)

    assert checks.run_all([check("one", True), check("two", None)], [in_turn("three", True)]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "Every check passed."
    failing = [check("one", False), check("two", True)], [in_turn("three", False)]
    assert checks.run_all(*failing) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[-1] == "Failed: one; three"
    said = lines.index("--- two")  # in one piece, whatever went on beside it
    assert lines[said + 1] == "two at work"
    assert lines[said + 2].startswith("--- two: good")


def test_the_quick_loop_runs_pytest_on_a_path_as_typed(tmp_path: Path) -> None:
    (tmp_path / "test_two.py").write_text("def test_a(): pass\ndef test_b(): assert 0\n")
    program = (
        "import sys; from shared.environment import checks; sys.exit(checks.main(sys.argv[1:]))"
    )

    def quick(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", program, *arguments, "-p", "no:cacheprovider"],
            cwd=tmp_path,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=False,
        )

    passed, failed = quick("test_two.py", "-k", "test_a"), quick("test_two.py::test_b")
    assert (passed.returncode, failed.returncode) == (0, 1)
    assert "1 passed" in passed.stdout.splitlines()[-1]
    assert "1 failed" in failed.stdout.splitlines()[-1]
