"""What SQLite and PostgreSQL do each in its own way: full-text search, and tables to which one may only add."""

from __future__ import annotations

import re

FOUND = ("\ue000", "\ue001")  # around the words found in a snippet
ADDED_ONLY = "a judgement is never changed or taken away"

SQLITE = (
    """CREATE VIRTUAL TABLE documents_text USING fts5(
         title, text, content='documents', content_rowid='number', tokenize='porter unicode61 remove_diacritics 2')""",
    """CREATE TRIGGER documents_text_in AFTER INSERT ON documents BEGIN
         INSERT INTO documents_text(rowid, title, text) VALUES (new.number, new.title, new.text); END""",
    """CREATE TRIGGER documents_text_out AFTER DELETE ON documents BEGIN
         INSERT INTO documents_text(documents_text, rowid, title, text)
         VALUES ('delete', old.number, old.title, old.text); END""",
    """CREATE TRIGGER documents_text_new AFTER UPDATE OF title, text ON documents BEGIN
         INSERT INTO documents_text(documents_text, rowid, title, text)
         VALUES ('delete', old.number, old.title, old.text);
         INSERT INTO documents_text(rowid, title, text) VALUES (new.number, new.title, new.text); END""",
    *(
        f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} BEGIN "
        f"SELECT RAISE(ABORT, '{ADDED_ONLY}'); END"
        for table in ("judgements", "subjects")
        for verb in ("UPDATE", "DELETE")
    ),
)

VECTOR = "to_tsvector('english', coalesce(title, '') || ' ' || text)"
POSTGRES = (
    f"CREATE INDEX ix_documents_text ON documents USING gin ({VECTOR})",
    f"""CREATE FUNCTION casus_added_only() RETURNS trigger LANGUAGE plpgsql AS
         $$ BEGIN RAISE EXCEPTION '{ADDED_ONLY}'; END $$""",
    *(
        f"CREATE TRIGGER {table}_added_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION casus_added_only()"
        for table in ("judgements", "subjects")
    ),
)

# The one change: where a report was deleted, what was said of its events keeps who, when and what, but no words of it.
EMPTIED = "deleted with its document"
SAME = " AND ".join(f'new."{c}" {{eq}} old."{c}"' for c in ("number", "id", "at", "by", "action", "field", "undoes"))
GONE = f"""new.value IS NULL AND new.reason = '{EMPTIED}' AND EXISTS (SELECT 1 FROM subjects s
     WHERE s.judgement = old.number AND NOT EXISTS (SELECT 1 FROM events e WHERE e.id = s.subject)
     AND NOT EXISTS (SELECT 1 FROM incidents i WHERE i.id = s.subject))"""
EMPTYING = {
    "sqlite": (
        "DROP TRIGGER judgements_no_update",
        f"""CREATE TRIGGER judgements_no_update BEFORE UPDATE ON judgements
         WHEN NOT ({SAME.format(eq="IS")} AND {GONE}) BEGIN SELECT RAISE(ABORT, '{ADDED_ONLY}'); END""",
    ),
    "postgresql": (
        "DROP TRIGGER judgements_added_only ON judgements",
        """CREATE TRIGGER judgements_added_only BEFORE DELETE OR TRUNCATE ON judgements
         FOR EACH STATEMENT EXECUTE FUNCTION casus_added_only()""",
        f"""CREATE FUNCTION casus_emptied_only() RETURNS trigger LANGUAGE plpgsql AS
         $$ BEGIN IF {SAME.format(eq="IS NOT DISTINCT FROM")} AND {GONE} THEN RETURN new; END IF;
         RAISE EXCEPTION '{ADDED_ONLY}'; END $$""",
        """CREATE TRIGGER judgements_emptied_only BEFORE UPDATE ON judgements
         FOR EACH ROW EXECUTE FUNCTION casus_emptied_only()""",
    ),
}

STATEMENTS = {"sqlite": SQLITE, "postgresql": POSTGRES}
TERM = re.compile(r'(-?)(?:"([^"]*)"?|(\S+))')
WORD = re.compile(r"\w+")


def terms(query: str) -> tuple[list[str], list[str]]:
    """What must stand in a text, and what must not: words and phrases, without marks."""
    wanted: list[str] = []
    absent: list[str] = []
    for minus, phrase, word in TERM.findall(query):
        bare = " ".join(WORD.findall(phrase or word))
        if bare:
            (absent if minus else wanted).append(bare)
    return wanted, absent


def fts5(query: str) -> str | None:
    """The query in the language of FTS5; None where it wants nothing."""
    wanted, absent = terms(query)
    if not wanted:
        return None
    # Quoted, so that no word of the query is read as an operator.
    asked = " AND ".join(f'"{w}"' for w in wanted)
    refused = " OR ".join(f'"{w}"' for w in absent)
    return f"({asked}) NOT ({refused})" if absent else asked


def websearch(query: str) -> str | None:
    """The query in the language of websearch_to_tsquery; None where it wants nothing."""
    wanted, absent = terms(query)
    if not wanted:
        return None
    return " ".join([f'"{w}"' for w in wanted] + [f'-"{w}"' for w in absent])
