"""Events as rows and lines."""
