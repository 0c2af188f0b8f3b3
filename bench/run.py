"""Times the same catalog in shopgen and its peers, side by side.

    run.py WORK                                                     every page workload and generator
    run.py WORK --peers hugo,shopgen --workloads pages-cold --sizes 10000 --runs 3 --json out.json

WORK is a scratch folder. Standard library only. Wall time, cpu (user and system, children included) and peak
memory (of the largest single process) are the operating system's own account of each finished command.
Medians are printed. Runs of one workload go round the generators, so that a noisy minute hits all of them.
"""

import argparse
import ctypes
import http.client
import json
import os
import re
import resource
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from generate import generate
from peers import IMAGE_SCRIPTS, PEERS, TOOLS, Peer

PER_BRAND = 50
PR_SET_CHILD_SUBREAPER = 36
EDITED = {"brand": "brand-000", "slug": "product-0007"}
ENVIRONMENT = os.environ | {"ASTRO_TELEMETRY_DISABLED": "1"}
WORKLOADS = "pages-cold,noop,incremental,watch,images-cold,images-noop,images-incremental,images-scripts"
Run = dict[str, float]
Row = dict[str, Any]


def command(text: str, **fields: object) -> list[str]:
    """Return a command's words, its tools and fields filled in."""
    words = re.sub(r"\$([A-Z]+)", lambda match: TOOLS[match[1]], text).split()
    return [word.format(**fields) for word in words]


def timed(argv: list[str], cwd: Path) -> Run:
    """Return what a command took; the whole bench stops where it fails."""
    with tempfile.TemporaryFile() as log:
        start = time.perf_counter()
        child = subprocess.Popen(
            argv, cwd=cwd, env=ENVIRONMENT, stdin=subprocess.DEVNULL, stdout=log, stderr=log
        )
        _, status, usage = os.wait4(child.pid, 0)
        wall = time.perf_counter() - start
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            log.seek(0)
            raise SystemExit(f"{argv} failed in {cwd}:\n{log.read().decode()[-3000:]}")
    usages = [usage, *_reap_orphans()]
    return {
        "wall": wall,
        "cpu": sum(each.ru_utime + each.ru_stime for each in usages),
        "rss_mib": max(each.ru_maxrss for each in usages) / 1024,
    }


def adopt_orphans() -> None:
    """Become the parent of what outlives a command, such as a pool's workers: their time counts too."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def _reap_orphans() -> Iterator[resource.struct_rusage]:
    while True:
        try:
            yield os.wait4(-1, 0)[2]
        except ChildProcessError:
            return


def summarise(runs: list[Run]) -> Run:
    """Return the medians of some runs, and how far the walls lay apart."""
    walls = [run["wall"] for run in runs]
    medians = {key: statistics.median(run[key] for run in runs) for key in runs[0]}
    return medians | {"wall_min": min(walls), "wall_max": max(walls), "runs": len(runs)}


def lay_out(work: Path, name: str, size: int, images: Path | None) -> Path:
    """Return a generator's project of some size, generated if it is not there."""
    root = work / f"{name}-{size}{'-images' if images else ''}"
    if not root.exists():
        generate(root, max(1, size // PER_BRAND), min(size, PER_BRAND), images, name)
        if PEERS[name].uses_modules:  # in a folder of its own, so that caches inside node_modules stay apart
            (root / "node_modules").mkdir()
            for item in Path(TOOLS["MODULES"]).resolve().iterdir():
                (root / "node_modules" / item.name).symlink_to(item)
    return root


def cold(root: Path, peer: Peer, _run: int) -> Run:
    """Return what a build from nothing took."""
    for folder in (peer.output, *peer.cache):
        shutil.rmtree(root / folder, ignore_errors=True)
    took = timed(command(peer.build), root)
    files = [path for path in (root / peer.output).rglob("*") if path.is_file()]
    return took | {"files": len(files), "bytes": sum(path.stat().st_size for path in files)}


def noop(root: Path, peer: Peer, run: int) -> Run:
    """Return what a build took that has nothing to do."""
    build = command(peer.warm or peer.build)
    if run == 0:
        timed(build, root)
    return timed(build, root)


def incremental(root: Path, peer: Peer, run: int) -> Run:
    """Return what a build took after one description changed; the page must have the change."""
    build = command(peer.warm or peer.build)
    if run == 0:
        timed(build, root)
    mark = f"inc{run}x{os.getpid()}"
    edit(root, peer, mark)
    took = timed(build, root)
    page = root / peer.output / EDITED["brand"] / EDITED["slug"] / "index.html"
    assert mark in page.read_text(encoding="utf-8"), f"{page} was not updated"
    return took


def edit(root: Path, peer: Peer, mark: str) -> None:
    """Change one product's description."""
    page = root / peer.source.format(**EDITED)
    body, found, rest = page.read_text(encoding="utf-8").rpartition("\n| Feature")
    body = re.sub(r"\nMark \w+\.\n", "", body)
    page.write_text(f"{body}\nMark {mark}.\n{found}{rest}", encoding="utf-8")


def watch(root: Path, peer: Peer, runs: int) -> Run:
    """Return the time from a source's write to the changed page over HTTP, polled every 5 ms."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    url = f"http://127.0.0.1:{port}/{EDITED['brand']}/{EDITED['slug']}/"
    start = time.perf_counter()
    server = subprocess.Popen(
        command(peer.watch, port=port),
        cwd=root,
        env=ENVIRONMENT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        _seconds_until(url, "Quantity")
        ready = time.perf_counter() - start
        time.sleep(3)  # the work of starting ends
        return summarise([_seen(root, peer, url, run) for run in range(runs)]) | {"ready": ready}
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait()


def _seen(root: Path, peer: Peer, url: str, run: int) -> Run:
    mark = f"watch{run}x{os.getpid()}"
    edit(root, peer, mark)
    wall = _seconds_until(url, mark)
    time.sleep(1.5)
    return {"wall": wall}


def _seconds_until(url: str, text: str, limit_s: float = 120) -> float:
    begin = time.perf_counter()
    while text not in _fetch(url):
        if time.perf_counter() - begin > limit_s:
            raise SystemExit(f"{url}: no {text!r} after {limit_s} s")
        time.sleep(0.005)
    return time.perf_counter() - begin


def _fetch(url: str) -> str:
    try:
        with urllib.request.urlopen(url, timeout=10) as response:
            return str(response.read().decode())
    except (OSError, http.client.HTTPException):  # not up yet, or the file is just being replaced
        return ""


def image_scripts(work: Path, photos: Path, runs: int) -> Iterator[Row]:
    """Yield what each plain image script took, and how many bytes it made."""
    for name, text in IMAGE_SCRIPTS.items():
        out = (work / f"script-{name}").resolve()
        results = []
        for _ in range(runs):
            shutil.rmtree(out, ignore_errors=True)
            results.append(timed(command(text, photos=photos.resolve(), out=out), work))
        made = [path.stat().st_size for path in out.iterdir()]
        row = {"workload": "images-scripts", "products": len(list(photos.glob("*.jpg"))), "peer": name}
        yield row | summarise(results) | {"files": len(made), "bytes": sum(made)}


def workload(asked: argparse.Namespace, name: str) -> Iterator[Row]:
    """Yield a workload's rows: one for each size and generator."""
    images = asked.photos if name.startswith("images-") else None
    if name.startswith("images-") and not images:
        return
    if name == "images-scripts":
        yield from image_scripts(asked.work, asked.photos, asked.runs)
        return
    sizes = asked.sizes if name == "pages-cold" else [40 if images else asked.size]
    peers = [peer for peer in asked.peers if PEERS[peer].has_images or not images]
    for size in sizes:
        roots = {peer: lay_out(asked.work, peer, size, images) for peer in peers}
        if name == "watch":
            results = {
                peer: watch(root, PEERS[peer], asked.runs)
                for peer, root in roots.items()
                if PEERS[peer].watch
            }
        else:
            results = _in_turn(roots, _MEASURES[name.split("-")[-1]], asked.runs)
        yield from (
            {"workload": name, "products": size, "peer": peer} | took for peer, took in results.items()
        )


def _in_turn(roots: dict[str, Path], measure: Callable[[Path, Peer, int], Run], runs: int) -> dict[str, Run]:
    results: dict[str, list[Run]] = {peer: [] for peer in roots}
    for run in range(runs):
        for peer, root in roots.items():
            results[peer].append(measure(root, PEERS[peer], run))
    return {peer: summarise(taken) for peer, taken in results.items()}


_MEASURES = {"cold": cold, "noop": noop, "incremental": incremental}


def main() -> None:
    """Run the workloads that the command line asks for; print each row as it is had."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("work", type=Path)
    parser.add_argument("--peers", type=lambda text: text.split(","), default=list(PEERS))
    parser.add_argument("--workloads", type=lambda text: text.split(","), default=WORKLOADS.split(","))
    parser.add_argument(
        "--sizes", type=lambda text: [int(size) for size in text.split(",")], default=[200, 2000, 10000]
    )
    parser.add_argument("--size", type=int, default=2000, help="products, for noop, incremental and watch")
    parser.add_argument(
        "--photos", type=Path, help="folder of photographs (photos.py), for the images workloads"
    )
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args()
    adopt_orphans()
    asked.work.mkdir(parents=True, exist_ok=True)
    rows: list[Row] = []
    for name in asked.workloads:
        for row in workload(asked, name):
            rows.append(row)
            figures = [
                f"{key} {value:.3f}" if isinstance(value, float) else f"{key} {value}"
                for key, value in row.items()
            ]
            print(*figures, flush=True)
            if asked.json:
                asked.json.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
