"""Chooses passages that no reading model was trained on, to be read and judged.

    python training/frames/choose.py CORPORA GOLD OUT

CORPORA and GOLD are the folders of the development corpora and of the gold. Writes OUT (JSON lines of documents) and
prints how many passages came of each corpus. Passages share no run of eight words with any passage of the gold, train
or dev. Passages with few words of the trigger lexicon say little about it: one in ten of them is taken, and those that
are quiet though such words stand in them are the hard ones. The first FIRST passages were chosen with a looser test
(any words, weak ones too) than the rest. The choice is by digest of the passage's id, so it stays as it is when a
corpus grows. passages.tsv keeps the ids, the spans and a digest of each text, but no text.
"""

import csv
import json
import re
import sys
from collections import Counter
from hashlib import sha256
from pathlib import Path

from casus.annotate.text import split
from casus.lexicon.triggers import by_lemma

SHARES = {"gmb": 115, "muc": 70, "ecb-v": 32, "ecb-q": 20, "re3d": 24, "wikiwars": 36, "gum": 28}
LEAST, MOST = 55, 150  # words of a passage
VIOLENT = {"3", "8", "12", "16", "18", "19", "21", "22", "26", "32", "33"}
RUN = 8  # words in common that make two passages alike
FIRST = 60  # passages chosen by the looser test
LOOSE, STRICT = 3, 2  # words of the lexicon, from which a passage is worth reading: any; those that stand without help
ENDINGS = ("", "s", "es", "ed", "d", "ing", "er")
GENRES = ("news", "interview", "bio", "court", "speech", "textbook", "academic", "voyage")


def jsonl(path):
    return [json.loads(line) for line in Path(path).read_text("utf-8").split("\n") if line.strip()]


def runs(text):
    words = re.sub(r"[^\w]+", " ", text).casefold().split()
    return {" ".join(words[i : i + RUN]) for i in range(len(words) - RUN + 1)}


def joined(words):
    """Running text of tokens: marks stand as in print."""
    text = " ".join(words).replace('" ', '"').replace("`` ", '"').replace(" ''", '"')
    return re.sub(r" ([.,;:?!)%]|n't|'s|'re|'ve|'ll|')(?= |$)", r"\1", text).replace("( ", "(").replace("$ ", "$")


def order(key):
    return sha256(f"fresh passages {key}".encode()).hexdigest()


def told(text, strict):
    """How many words of the lexicon stand in a text, by plain endings."""
    known = {k for k, rows in by_lemma().items() if not strict or any(not r.weak and not r.then for r in rows)}
    words = re.findall(r"[a-z]+", text.casefold())
    return sum(any(w.endswith(e) and w[: len(w) - len(e)] in known for e in ENDINGS) for w in words)


def windows(text):
    """Spans of whole sentences of LEAST to MOST words, one after another."""
    spans = [(s[0][0], s[-1][1], len(s)) for s in split(text) if s]
    at = 0
    while at < len(spans):
        end, count = at, 0
        while end < len(spans) and (end == at or count + spans[end][2] <= MOST) and count < 100:
            count += spans[end][2]
            end += 1
        if LEAST <= count <= MOST:
            yield spans[at][0], spans[end - 1][1]
        at = end


def gmb(corpora, seen):
    sentences, current = [], []
    with (corpora / "ner/gmb/gmb-first-80-percent.csv").open(encoding="utf-8", errors="replace") as file:
        for row in csv.reader(file):
            if row[0].startswith("Sentence: "):
                current = []
                sentences.append((int(row[0].split()[1]), current))
            current.append(row[1])
    texts = [(number, joined(words)) for number, words in sentences]
    start, part = 0, []
    for number, text in [*texts, (0, "")]:
        fresh = text and not runs(text) & seen
        if part and (not fresh or number != start + len(part) or sum(len(t.split()) for t in part) > 85):
            whole = " ".join(part)
            if LEAST <= len(whole.split()) <= MOST:
                yield "gmb", f"sentences-{start}-{start + len(part) - 1}", 0, len(whole), whole, None, None
            part = []
        if fresh:
            start = number if not part else start
            part.append(text)


def documents(name, docs, keep=None):
    for d in docs:
        if keep is not None and not keep(d):
            continue
        found = list(windows(d["text"]))
        if found:
            half = int(order(d["id"]), 16) % 2  # of half the documents the beginning
            a, b = found[0] if half else min(found, key=lambda s: order(f"{d['id']}:{s[0]}"))
            yield name, d["id"], a, b, d["text"][a:b], d.get("published"), d.get("source")


def every(name, docs):
    for d in docs:
        for a, b in windows(d["text"]):
            yield name, d["id"], a, b, d["text"][a:b], d.get("published"), d.get("source")


def trees(path):
    """The text of each document of a treebank, by name."""
    parts, name = {}, ""
    for line in path.read_text("utf-8").split("\n"):
        if line.startswith("# newdoc id = "):
            name = line.split(" = ")[1]
        elif line.startswith("# text = "):
            parts.setdefault(name, []).append(line[len("# text = ") :])
    return {name: " ".join(some) for name, some in parts.items()}


def gum(corpora):
    known = trees(corpora / "treebanks/ud-gum/en_gum-ud-train.free.conllu")
    kept = [{"id": name, "text": text} for name, text in known.items() if name.split("_")[1] in GENRES]
    for name, key, a, b, text, day, source in documents("gum", kept):
        rank = 0 if "_news_" in key else 1 + GENRES.index(key.split("_")[1]) % 2
        yield name, key, a, b, text, day, source, rank


def pick(found, topic, seen, strict):
    """Rows by the shares of the corpora, in the order of their digests."""
    chosen, taken = [], set(seen)
    for name, most in SHARES.items():
        rows = [r for r in found if r[0] == name]
        rows.sort(key=lambda r: (r[7] if len(r) > 7 else 0, order(f"{r[1]}:{r[2]}")))
        count, topics = 0, {}
        for row in rows:
            group = topic.get(row[1]) if name.startswith("ecb") else row[1] if name == "wikiwars" else None
            if told(row[4], strict) < (STRICT if strict else LOOSE) and int(order(row[4]), 16) % 10:
                continue
            if count == most or runs(row[4]) & taken or (group and topics.get(group, 0) >= 4):
                continue
            topics[group] = topics.get(group, 0) + 1
            taken |= runs(row[4])
            chosen.append(row)
            count += 1
    return sorted(chosen, key=lambda r: order(f"{r[0]} {r[1]} {r[2]}"))


def main(corpora, gold, out):
    corpora, gold = Path(corpora), Path(gold)
    old = jsonl(gold / "train.docs.jsonl") + jsonl(gold / "dev.docs.jsonl")
    seen = set().union(*(runs(d["text"]) for d in old))
    ids = {d["id"] for d in old}
    ecb = jsonl(corpora / "ecb/docs.jsonl")
    muc = [d for d in jsonl(corpora / "muc/docs.jsonl") if d["id"].startswith("DEV-") and f"muc-{d['id']}" not in ids]
    topic = {d["id"]: d["id"].split("_")[0] for d in ecb}
    found = [
        *gmb(corpora, seen),
        *documents("muc", muc),
        *documents("ecb-v", ecb, lambda d: topic[d["id"]] in VIOLENT),
        *documents("ecb-q", ecb, lambda d: topic[d["id"]] not in VIOLENT),
        *every("re3d", [d for d in jsonl(corpora / "re3d/docs.jsonl") if d["id"] not in ids]),
        *every("wikiwars", jsonl(corpora / "wikiwars/docs.jsonl")),
        *gum(corpora),
    ]
    chosen = pick(found, topic, seen, False)[:FIRST]
    first = {r[:3] for r in chosen}
    rest = pick([r for r in found if r[:3] not in first], topic, seen.union(*(runs(r[4]) for r in chosen)), True)
    chosen += rest[: sum(SHARES.values()) - FIRST]
    print(Counter(r[0] for r in chosen))
    with Path(out).open("w", encoding="utf-8") as docs:
        for number, (*_, text, day, source) in enumerate(r[:7] for r in chosen):
            made = {"id": f"f{number:03d}", "text": text, "title": None, "url": None}
            made |= {"source": source, "published": day}
            docs.write(json.dumps(made, ensure_ascii=False) + "\n")
    lines = [
        f"f{n:03d}\t{name}\t{key}\t{a}\t{b}\t{sha256(text.encode()).hexdigest()[:12]}\n"
        for n, (name, key, a, b, text, *_) in enumerate(chosen)
    ]
    Path(__file__).with_name("passages.tsv").write_text("id\tcorpus\tdocument\tstart\tend\tdigest\n" + "".join(lines))


if __name__ == "__main__":
    main(*sys.argv[1:])
