"""What a page tells: who is meant, who says what, and events with their sides, place, time and status."""
