"""What the rooms hand to one another: frozen records, and the codec that writes them down."""
