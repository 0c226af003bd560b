"""Ground floor: what a date, a place, a toll, a party, a kind can do. Standard library only, no IO."""
