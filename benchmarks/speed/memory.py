"""Memory of processes that share the gazetteer: memory.py DOCS.jsonl [--workers N]

Workers that are started afresh read every N-th document's places, first with the gazetteer alone (names by the reader
of capitals below), then as `casus code` does. Prints for each process what the kernel tells in smaps_rollup: resident
memory (Rss), its share when shared pages are divided among their holders (Pss), what is its own alone, and the part of
Pss that is the gazetteer's file. Linux only.
"""

from __future__ import annotations

import argparse
import json
import re
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from threading import Barrier

CAPITALS = re.compile(r"\b[A-Z][a-z]+(?: [A-Z][a-z]+)?")
FIELDS = ("Rss", "Pss", "Private_Clean", "Private_Dirty")


def memory() -> dict[str, float]:
    """This process's memory in MB."""
    told = Path("/proc/self/smaps_rollup").read_text("ascii")
    found = {m[1]: int(m[2]) / 1024 for m in re.finditer(r"(\w+):\s+(\d+) kB", told)}
    return {f: found[f] for f in FIELDS}


def texts(path: str, first: int, step: int) -> list[str]:
    with Path(path).open(encoding="utf-8") as stream:
        return [json.loads(line)["text"] for n, line in enumerate(stream) if n % step == first]


def nothing(_: str, __: int, ___: int, barrier: Barrier) -> dict[str, float]:
    import casus.gazetteer.resolve  # noqa: F401

    barrier.wait()
    return memory()


def names(path: str, first: int, step: int, barrier: Barrier) -> dict[str, float]:
    from casus.gazetteer import open_gazetteer
    from casus.gazetteer.resolve import Named, resolve

    gazetteer = open_gazetteer()
    for text in texts(path, first, step):
        resolve(gazetteer, [Named(words=w) for w in CAPITALS.findall(text)], {})
    barrier.wait()
    return memory()


def coded(path: str, first: int, step: int, barrier: Barrier) -> dict[str, float]:
    from casus.pipeline import Pipeline
    from casus.records.document import Document

    pipeline = Pipeline.load()
    for n, text in enumerate(texts(path, first, step)):
        list(pipeline.walk(Document.of(text, id=str(n))))
    barrier.wait()
    return memory()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("documents")
    parser.add_argument("--workers", type=int, nargs="*", default=[1, 2, 4])
    options = parser.parse_args()
    context = get_context("spawn")
    with context.Manager() as manager:
        for title, work in (("python and tables", nothing), ("gazetteer", names), ("whole coder", coded)):
            for count in options.workers:
                barrier = manager.Barrier(count)
                with ProcessPoolExecutor(count, mp_context=context) as pool:
                    jobs = [pool.submit(work, options.documents, n, count, barrier) for n in range(count)]
                    found = [job.result() for job in jobs]
                each = ", ".join(f"{f} {sum(m[f] for m in found) / count:.0f}" for f in FIELDS)
                whole = sum(m["Pss"] for m in found)
                print(f"{title:18} {count} workers: each {each} MB; all Pss {whole:.0f} MB", flush=True)


if __name__ == "__main__":
    main()
