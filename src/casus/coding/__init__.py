"""From a frame to an event: each facet asked once."""
