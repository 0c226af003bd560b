"""From bytes, files and streams to documents."""
