"""From a document to an annotated one."""
