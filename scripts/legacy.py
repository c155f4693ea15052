#!/usr/bin/env python3
"""How much of office files in old encodings is read right.

    scripts/legacy.py PROGRAM FOLDER

FOLDER holds one folder for each encoding, in it files beside their text in Unicode (NAME and NAME.truth.txt).
Each is read by `PROGRAM text extract NAME`. Counted are Vietnamese letters with a mark that stand in a word of the
truth which the program has read too, each word as often as it stands there and whatever its case, since fonts of capitals write small letters as
capitals; a word of which one mark is wrong counts for nothing. Words that the program has beyond the truth are counted in the same way. The truth texts were made by a
program too, so what differs may be right here and wrong there.
"""

import collections
import pathlib
import re
import subprocess
import sys
import unicodedata

TRUTH = ".truth.txt"
WORD = re.compile(r"[^\W\d_]+")


def marked(word):
    """Letters of a word that have a mark; đ is one."""
    return sum(len(unicodedata.normalize("NFD", letter)) > 1 or letter in "đĐ" for letter in word)


def words(text):
    """Words with marks, as often as they stand there."""
    found = WORD.findall(unicodedata.normalize("NFC", text).casefold())
    return collections.Counter(word for word in found if marked(word))


def letters(counted):
    return sum(marked(word) * times for word, times in counted.items())


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    program, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    print(f"{'files':<44}{'letters':>9}{'right':>8}{'beyond':>8}")
    for encoding in sorted(one for one in folder.iterdir() if one.is_dir()):
        total = collections.Counter()
        for truth in sorted(encoding.glob("*" + TRUTH)):
            file = truth.with_name(truth.name.removesuffix(TRUTH))
            read = subprocess.run([program, "text", "extract", file], capture_output=True, text=True)
            if read.returncode:
                print(f"{file.name:<44} not read: {(read.stderr.strip().splitlines() or [''])[-1]}")
                total["unread"] += 1
                continue
            wanted, found = words(truth.read_text(encoding="utf-8")), words(read.stdout)
            right, all_of_it = letters(wanted & found), letters(wanted)
            beyond = letters(found - wanted)
            total.update(files=1, right=right, all=all_of_it, beyond=beyond)
            share = right / max(all_of_it, 1)
            if share < 0.99:
                print(f"{file.name:<44}{all_of_it:>9}{share:>8.3f}{beyond / max(all_of_it, 1):>8.3f}")
        if total["files"]:
            share, beyond = total["right"] / max(total["all"], 1), total["beyond"] / max(total["all"], 1)
            name = f"{encoding.name}: {total['files']} files, {total['unread']} not read"
            print(f"{name:<44}{total['all']:>9}{share:>8.3f}{beyond:>8.3f}")


main()
