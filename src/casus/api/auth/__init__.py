"""Who may do what: users, tokens, sessions and the log of what they did. Plain files beside the store, no SQL."""
