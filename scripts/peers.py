#!/usr/bin/env python3
"""Asks other programs for near copies the questions that ours is asked, and prints a table.

    peers.py FOLDER

FOLDER has corpus.jsonl.gz (id, text) and queries.jsonl.gz (qid, kind, gold, text; gold -1 for none).
Everybody gets the same words: those of the texts in small letters without marks, which is the first thing
our own program does; text in an old encoding stays as it is, since none of them recognises one. Times are processor time of a question, of this process. A ranked list answers every
question, so what it says of a text without a source is not a flag; the column says how many such texts drew
any answer. For the plain prints the column with a floor counts only answers that share so much.
"""

import gzip
import json
import math
import re
import sys
import tempfile
import time
import unicodedata
import zlib
from collections import Counter, defaultdict

import tantivy
from datasketch import MinHash, MinHashLSH, MinHashLSHEnsemble
from rensa import RMinHash, RMinHashLSH

GRAM = 5  # syllables in a run
WINDOW = 4  # runs of which the least is kept
HASHES = 128
LIKE = 0.5  # likeness of whole texts that is asked for
CONTAINED = 0.25
FLOOR = 0.06  # least share of prints where a floor is wanted
FEWEST = 4  # shared prints of an answer
TOP = 10


def syllables(text):
    """The words of a text in small letters without marks."""
    text = unicodedata.normalize("NFD", text.lower()).replace("đ", "d")
    text = "".join(c for c in text if not unicodedata.combining(c))
    return re.findall(r"[a-z0-9]+", text)


def runs(words, length=GRAM):
    return [" ".join(words[i : i + length]) for i in range(max(len(words) - length + 1, 0))]


def read(path):
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


class Datasketch:
    name = "datasketch MinHashLSH"

    def __init__(self):
        self.index = MinHashLSH(threshold=LIKE, num_perm=HASHES)

    def sketch(self, words):
        sketch = MinHash(num_perm=HASHES)
        sketch.update_batch([run.encode() for run in set(runs(words))])
        return sketch

    def add(self, number, words):
        self.index.insert(number, self.sketch(words))

    def close(self):
        pass

    def ask(self, words):
        return self.index.query(self.sketch(words))


class Ensemble(Datasketch):
    name = "datasketch MinHashLSHEnsemble"

    def __init__(self):
        self.index = MinHashLSHEnsemble(threshold=CONTAINED, num_perm=HASHES)
        self.all = []

    def add(self, number, words):
        self.all.append((number, self.sketch(words), len(set(runs(words)))))

    def close(self):
        self.index.index(self.all)
        self.all = []

    def ask(self, words):
        return list(self.index.query(self.sketch(words), len(set(runs(words))) or 1))


class Rensa:
    name = "rensa RMinHashLSH"

    def __init__(self):
        self.index = RMinHashLSH(threshold=LIKE, num_perm=HASHES, num_bands=32)

    def sketch(self, words):
        sketch = RMinHash(num_perm=HASHES, seed=7)
        sketch.update(list(set(runs(words))))
        return sketch

    def add(self, number, words):
        self.index.insert(number, self.sketch(words))

    def close(self):
        pass

    def ask(self, words):
        return self.index.query(self.sketch(words))


class Tantivy:
    """The rarest of a text's words, or runs of three, as one question: "more like this"."""

    TERMS = 25

    def __init__(self, length):
        self.length = length
        self.name = "tantivy, words" if length == 1 else f"tantivy, runs of {length}"
        schema = tantivy.SchemaBuilder()
        schema.add_integer_field("number", stored=True)
        schema.add_text_field("text", tokenizer_name="whitespace", index_option="freq")
        self.folder = tempfile.TemporaryDirectory()
        self.schema = schema.build()
        self.index = tantivy.Index(self.schema, path=self.folder.name)
        self.writer = self.index.writer(heap_size=256_000_000, num_threads=1)
        self.texts = Counter()

    def terms(self, words):
        return [run.replace(" ", "_") for run in runs(words, self.length)]

    def add(self, number, words):
        terms = self.terms(words)
        self.texts.update(set(terms))
        self.writer.add_document(tantivy.Document(number=number, text=" ".join(terms)))

    def close(self):
        self.writer.commit()
        self.writer.wait_merging_threads()
        self.index.reload()
        self.searcher = self.index.searcher()

    def ask(self, words):
        counts = Counter(term for term in self.terms(words) if term in self.texts)
        total = self.searcher.num_docs
        weight = lambda term: counts[term] * math.log(1 + total / self.texts[term])
        best = sorted(counts, key=weight, reverse=True)[: self.TERMS]
        query = tantivy.Query.boolean_query(
            [
                (tantivy.Occur.Should, tantivy.Query.term_query(self.schema, "text", term))
                for term in best
            ]
        )
        hits = self.searcher.search(query, TOP, count=False).hits
        return [self.searcher.doc(place)["number"][0] for _, place in hits]


class Winnowing:
    """Prints as Schleimer, Wilkerson and Aiken chose them, and nothing more."""

    def __init__(self, floor):
        self.floor = floor
        self.name = f"plain winnowing, {floor:.0%} of the prints" if floor else "plain winnowing"
        self.texts = defaultdict(list)

    def prints(self, words):
        hashes = [zlib.crc32(run.encode()) for run in runs(words)]
        kept = {min(hashes[i : i + WINDOW]) for i in range(max(len(hashes) - WINDOW + 1, 0))}
        return kept or set(hashes)

    def add(self, number, words):
        for one in self.prints(words):
            self.texts[one].append(number)

    def close(self):
        pass

    def ask(self, words):
        prints = self.prints(words)
        shared = Counter()
        for one in prints:
            shared.update(self.texts.get(one, ()))
        least = max(FEWEST, self.floor * len(prints))
        return [number for number, count in shared.most_common(TOP) if count >= least]


def main(folder):
    kinds = []
    questions = []
    for question in read(f"{folder}/queries.jsonl.gz"):
        if question["kind"] not in kinds:
            kinds.append(question["kind"])
        questions.append((question["kind"], question["gold"], question["text"]))
    with_source = [kind for kind in kinds if any(k == kind and g >= 0 for k, g, _ in questions)]
    without = [kind for kind in kinds if kind not in with_source]
    peers = [
        Datasketch(),
        Ensemble(),
        Rensa(),
        Tantivy(1),
        Tantivy(3),
        Winnowing(0),
        Winnowing(FLOOR),
    ]
    print("| | " + " | ".join(with_source) + " | others that draw an answer | CPU ms, p50 / p99 | texts a second |")
    print("|---" * (len(with_source) + 4) + "|")
    for peer in peers:
        begun = time.process_time()
        texts = 0
        for text in read(f"{folder}/corpus.jsonl.gz"):
            peer.add(text["id"], syllables(text["text"]))
            texts += 1
        peer.close()
        speed = texts / (time.process_time() - begun)
        asked, found, times = Counter(), Counter(), []
        for kind, gold, text in questions:
            before = time.process_time()
            answers = peer.ask(syllables(text))
            times.append(time.process_time() - before)
            asked[kind] += 1
            found[kind] += gold in list(answers)[:TOP] if gold >= 0 else bool(answers)
        times.sort()
        at = lambda part: times[min(int(len(times) * part), len(times) - 1)] * 1000
        row = [f"{found[kind] / asked[kind]:.3f}" for kind in with_source]
        drawn = sum(found[kind] for kind in without) / max(sum(asked[kind] for kind in without), 1)
        print(
            f"| {peer.name} | " + " | ".join(row)
            + f" | {drawn:.3f} | {at(0.5):.2f} / {at(0.99):.2f} | {speed:.0f} |",
            flush=True,
        )


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
