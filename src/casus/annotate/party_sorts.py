"""Which sort of party a phrase denotes, by its noun, the words before it and the verb that it hangs on."""

from __future__ import annotations

from casus.actors.aliases import fold
from casus.actors.tables import sorts, words
from casus.annotate.party_context import Context
from casus.annotate.party_phrases import Phrase, country_of, owner, sort_told
from casus.annotate.party_verbs import acts, bombs, harmed, held, violent

SERVING = ("security", "military", "police")  # "security men", "army women" serve


def sort_of(view: Context, phrase: Phrase) -> str | None:
    """The sort of party, after the words before the noun and the verb that it hangs on."""
    sort, told = phrase.group.sort, sort_told(view, phrase)
    if sort in ("collective", "military") and _led(view, phrase):
        return "peacekeepers"
    if told == "civilians" and sort in ("military", "police", "official", "security", "government"):
        return "civilians"
    if phrase.noun in words("attended") and not harmed(view, phrase.head):
        return None
    if sort == "collective":
        return _collective(view, phrase, told)
    if sort == "materiel":
        return _materiel(view, phrase, told)
    if sort in ("military", "police", "security"):
        return _forces(view, phrase, told)
    if sort in ("people", "suspects"):
        return _loose(view, phrase, told)
    if (
        sort in ("official", "civilians")
        and phrase.noun in words("leaders")
        and told in ("rebels", "militia", "tribe", "police")
        and not _leaning(view, phrase)
    ):
        return told
    if phrase.noun == "leader" and not _national(view, phrase):
        return "civilians"
    if sort == "official":
        return "civilians" if harmed(view, phrase.head) else "government"
    if sort == "rioters" and phrase.noun == "crowd" and not acts(view, phrase.head):
        return "civilians"
    if sort == "rebels":
        return _rebels(view, phrase, told)
    if sort == "protesters" and violent(view, phrase.head) and phrase.noun not in ("supporter", "striker"):
        return "rioters"
    return sort


def _materiel(view: Context, phrase: Phrase, told: str | None) -> str | None:
    """Whose warplanes, patrols, convoys: what others have too is a state's only where a country is told."""
    if told in ("rebels", "militia", "military", "police", "peacekeepers", "security"):
        return told
    if phrase.noun in words("flying") and bombs(view, phrase.head):
        return "military"
    if phrase.noun in words("shared"):
        return "military" if country_of(view, phrase) and phrase.noun not in words("civil") else None
    return "military"


def _forces(view: Context, phrase: Phrase, told: str | None) -> str:
    """Soldiers, police, guards: a private person's guards are civilians, "rebel soldiers" are rebels."""
    sort = phrase.group.sort
    if phrase.noun in words("guarding") and told is None and country_of(view, phrase) is None:
        return "security" if phrase.noun == "agent" else "civilians"
    if told in ("rebels", "peacekeepers"):
        return told
    return told if phrase.noun == "officer" and told in ("military", "security") else sort


def _rebels(view: Context, phrase: Phrase, told: str | None) -> str:
    """Militants: unidentified ones may be anybody; fighters are of the sort that their words tell."""
    if any(fold(view.core.tokens[i].text) in ("unidentified", "unknown") for i in phrase.before):
        return "gunmen"
    if phrase.noun in ("fighter", "combatant"):
        if told in ("militia", "tribe"):
            return told
        if _pro_state(view, phrase):
            return "militia"
    return "rebels"


def _collective(view: Context, phrase: Phrase, told: str | None) -> str | None:
    """Forces, groups, commanders: what their words tell; nobody where they tell nothing."""
    if phrase.noun in words("positions"):
        return None
    if (
        told is None
        and (country_of(view, phrase) or owner(view, phrase)) is not None
        and phrase.noun in ("force", "forces", "personnel", "commander")
    ):
        return "military"
    if told == "gunmen":
        return "gunmen" if phrase.noun == "group" or phrase.noun == "element" else "military"
    if told is None and phrase.noun in ("forces", "personnel"):
        return "military" if phrase.noun == "forces" else None
    if told is None and phrase.noun == "commander":
        return "military"
    return told


def _loose(view: Context, phrase: Phrase, told: str | None) -> str:
    """People by no more than "men": perpetrators, suspects, demonstrators or civilians, by words and verb."""
    if phrase.group.sort == "suspects":
        return "suspects"
    if told in ("gunmen", "protesters") or (told in SERVING and phrase.noun in ("man", "men", "woman")):
        return told
    if told == "tribe" and phrase.noun in ("youth",):
        return told
    if phrase.noun in ("man", "men") and fold(_after(view, phrase)) in words("worn"):
        return "gunmen"
    if phrase.noun in ("man", "men", "individual", "person", "people", "youth", "brother"):
        if violent(view, phrase.head):
            return "gunmen" if phrase.noun != "youth" else "rioters"
        caught = held(view, phrase.head) and not _hurt(view, phrase)
        if caught and phrase.noun in ("man", "men", "individual", "brother"):
            return "suspects"
    return "civilians"


def _after(view: Context, phrase: Phrase) -> str:
    """The noun after the phrase in its plain form: "uniform" of "men in army uniforms"."""
    return "" if phrase.after is None else view.core.tokens[phrase.after].lemma


def _hurt(view: Context, phrase: Phrase) -> bool:
    """Whether the words before the noun say that harm was done to them: "the dead man was identified"."""
    return any(fold(view.core.tokens[i].text) in words("hurt") for i in phrase.before)


def _national(view: Context, phrase: Phrase) -> bool:
    """Whether a country stands right before the noun: "the Norlandish leader", not "a Muslim leader in Norland"."""
    return view.at(phrase.own - 1) is not None or (phrase.own > 1 and view.at(phrase.own - 2) is not None)


def _leaning(view: Context, phrase: Phrase) -> bool:
    """Whether only a leaning is told: "the leftist leader" leads a party as likely as rebels."""
    told = [w for i in phrase.before for w in (fold(view.core.tokens[i].text),) if sorts("modifiers").get(w)]
    return bool(told) and set(told) <= words("leanings")


def _led(view: Context, phrase: Phrase) -> bool:
    """Whether a country leads others: "Norlandish-led forces"."""
    return any(fold(view.core.tokens[i].text) == "led" for i in phrase.before)


def _pro_state(view: Context, phrase: Phrase) -> bool:
    tokens = [fold(view.core.tokens[i].text) for i in phrase.before]
    joined = "".join(tokens)
    return "pro-regime" in joined or "pro-government" in joined or "loyalist" in joined
