"""Keeps documents, events, incidents and judgements, and forgets none of them unless asked."""
