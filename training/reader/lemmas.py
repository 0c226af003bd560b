"""Makes lemmas.tsv: word forms of the treebanks whose dictionary form the spelling rules get wrong."""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
sys.path.insert(0, str(ROOT / "src"))

from casus.annotate.lemmas import regular  # noqa: E402

OPEN = ("VERB", "AUX", "NOUN", "ADJ", "ADV", "PRON", "DET", "ADP", "PART", "CCONJ", "SCONJ", "INTJ")
ODD = re.compile(r"(.)\1\1|[^\w'’.-]|[a-z][0-9]")  # stretched or broken words
# Irregular forms of conflict reports that the treebanks may lack.
ALSO = {
    ("slew", "VERB"): "slay", ("slain", "VERB"): "slay", ("shot", "VERB"): "shoot", ("fled", "VERB"): "flee",
    ("fought", "VERB"): "fight", ("stole", "VERB"): "steal", ("overran", "VERB"): "overrun",
    ("overthrew", "VERB"): "overthrow", ("withdrew", "VERB"): "withdraw", ("shelled", "VERB"): "shell",
    ("withdrawn", "VERB"): "withdraw", ("struck", "VERB"): "strike", ("stricken", "VERB"): "strike",
    ("overthrown", "VERB"): "overthrow", ("hanged", "VERB"): "hang", ("patrolled", "VERB"): "patrol",
    ("beset", "VERB"): "beset", ("forbade", "VERB"): "forbid", ("forbidden", "VERB"): "forbid",
    ("strode", "VERB"): "stride",
    ("trod", "VERB"): "tread", ("sank", "VERB"): "sink", ("sunk", "VERB"): "sink", ("bled", "VERB"): "bleed",
    ("strewn", "VERB"): "strew", ("hewn", "VERB"): "hew", ("shelling", "VERB"): "shell", ("mown", "VERB"): "mow",
    ("laid", "VERB"): "lay", ("waylaid", "VERB"): "waylay", ("outgunned", "VERB"): "outgun", ("foci", "NOUN"): "focus",
    ("retook", "VERB"): "retake", ("retaken", "VERB"): "retake", ("overtook", "VERB"): "overtake",
    ("broke", "VERB"): "break", ("outfought", "VERB"): "outfight", ("caches", "NOUN"): "cache", ("oxen", "NOUN"): "ox",
    ("clothes", "NOUN"): "clothes", ("grandchildren", "NOUN"): "grandchild", ("schoolchildren", "NOUN"): "schoolchild",
    ("bystanders", "NOUN"): "bystander", ("passersby", "NOUN"): "passerby", ("passers-by", "NOUN"): "passer-by",
    ("bases", "NOUN"): "base", ("axes", "NOUN"): "axe", ("torched", "VERB"): "torch", ("refuelling", "VERB"): "refuel",
}  # fmt: skip
# Verbs of conflict reports, so that every regular form of them is right though the treebanks lack it.
VERBS = [
    "ambush",
    "raid",
    "bomb",
    "bombard",
    "shell",
    "mortar",
    "strafe",
    "besiege",
    "encircle",
    "storm",
    "seize",
    "capture",
    "recapture",
    "retake",
    "overrun",
    "invade",
    "annex",
    "occupy",
    "infiltrate",
    "advance",
    "retreat",
    "withdraw",
    "evacuate",
    "surrender",
    "defect",
    "desert",
    "disarm",
    "demobilise",
    "demobilize",
    "mobilise",
    "mobilize",
    "deploy",
    "redeploy",
    "reinforce",
    "fortify",
    "entrench",
    "dislodge",
    "expel",
    "repel",
    "rout",
    "repulse",
    "intercept",
    "down",
    "sink",
    "torpedo",
    "scuttle",
    "hijack",
    "kidnap",
    "abduct",
    "ransom",
    "hostage",
    "execute",
    "behead",
    "decapitate",
    "hang",
    "lynch",
    "massacre",
    "slaughter",
    "slay",
    "murder",
    "assassinate",
    "poison",
    "gas",
    "torture",
    "rape",
    "mutilate",
    "maim",
    "wound",
    "injure",
    "burn",
    "torch",
    "raze",
    "level",
    "flatten",
    "destroy",
    "demolish",
    "damage",
    "loot",
    "pillage",
    "plunder",
    "ransack",
    "vandalise",
    "vandalize",
    "sabotage",
    "detonate",
    "explode",
    "defuse",
    "mine",
    "demine",
    "booby-trap",
    "snipe",
    "shoot",
    "gun",
    "fire",
    "launch",
    "lob",
    "hurl",
    "throw",
    "stab",
    "hack",
    "slash",
    "bludgeon",
    "beat",
    "club",
    "trample",
    "crush",
    "ram",
    "arrest",
    "detain",
    "jail",
    "imprison",
    "intern",
    "deport",
    "extradite",
    "interrogate",
    "protest",
    "demonstrate",
    "march",
    "rally",
    "riot",
    "picket",
    "strike",
    "barricade",
    "blockade",
    "disperse",
    "teargas",
    "clash",
    "skirmish",
    "battle",
    "combat",
    "fight",
    "engage",
    "pursue",
    "ambush",
    "target",
    "neutralise",
    "neutralize",
    "eliminate",
    "liquidate",
    "liberate",
    "free",
    "release",
    "rescue",
    "mediate",
    "negotiate",
    "broker",
    "sign",
    "ratify",
    "violate",
    "breach",
    "denounce",
    "condemn",
    "accuse",
    "blame",
    "deny",
    "vow",
    "threaten",
    "warn",
    "pledge",
    "flee",
    "displace",
    "shelter",
    "starve",
    "cripple",
    "pummel",
    "pound",
    "rake",
    "pepper",
    "batter",
    "hit",
    "strike",
    "kill",
    "die",
    "perish",
    "succumb",
    "drown",
    "suffocate",
    "electrocute",
    "immolate",
    "patrol",
    "guard",
    "escort",
    "convoy",
    "smuggle",
    "traffic",
    "rustle",
    "extort",
    "arm",
    "train",
    "recruit",
    "conscript",
    "sabotage",
    "incite",
    "provoke",
    "retaliate",
    "avenge",
]


DOUBLE = {"traffic", "expel", "repel", "patrol", "panic"}


def forms(verb: str) -> Iterator[str]:
    """Past and present participle as English spells them, of a regular verb."""
    vowels = "aeiou"
    doubles = verb in DOUBLE or re.fullmatch(r"[^aeiou]+[aeiou][bdgmnpt]", verb)
    if not doubles and re.search(r"[^aeiou][aeiou][bdgklmnprt]$", verb) and verb not in VERBS:
        return  # stress decides, and spelling does not tell it
    if verb.endswith("e"):
        yield verb + "d"
        yield (verb if verb.endswith("ee") else verb[:-1]) + "ing"
    elif verb.endswith("y") and verb[-2] not in vowels:
        yield verb[:-1] + "ied"
        yield verb + "ing"
    elif doubles:
        more = verb + ("k" if verb.endswith("c") else verb[-1])
        yield from (more + "ed", more + "ing")
    else:
        yield from (verb + "ed", verb + "ing")


def main() -> None:
    """Write the table, most frequent lemma of each (form, part of speech)."""
    seen: dict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
    for name in ("ud-ewt/en_ewt-ud-train.conllu", "ud-gum/en_gum-ud-train.free.conllu"):
        for line in (SHARED / "corpora/treebanks" / name).open(encoding="utf-8"):
            c = line.rstrip("\n").split("\t")
            if len(c) == 10 and c[0].isdigit() and c[3] in OPEN and "Typo=Yes" not in c[5] and not ODD.search(c[1]):
                seen[c[1].lower().replace("’", "'"), c[3], c[4]][c[2].lower()] += 1
    best: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    wrong: set[tuple[str, str]] = set()
    for (form, pos, tag), lemmas in seen.items():
        base, n = lemmas.most_common(1)[0]
        best[form, pos][base] += n
        if regular(form, pos, tag) != base:
            wrong.add((form, pos))
    known = {base for (form, pos), count in best.items() if pos == "VERB" for base in count if base.isalpha()}
    rows = {k: best[k].most_common(1)[0][0] for k in wrong} | ALSO
    for verb in sorted(known | set(VERBS)):
        for form, tag in zip(forms(verb), ("VBD", "VBG"), strict=False):
            unseen = (form, "VERB") not in best and (form, "VERB") not in rows
            if unseen and regular(form, "VERB", tag) != verb:
                rows[form, "VERB"] = verb
    out = ROOT / "models/casus-model-en/src/casus_model_en/lemmas.tsv"
    head = (
        "# Word forms, parts of speech and dictionary forms where spelling rules fail.\n"
        "# Origin: Universal Dependencies English-EWT and English-GUM (train), facts of their "
        "annotation. CC BY-SA 4.0.\n"
    )
    out.write_text(head + "".join(f"{f}\t{p}\t{b}\n" for (f, p), b in sorted(rows.items())), "utf-8")
    print(len(rows), "rows")


if __name__ == "__main__":
    main()
