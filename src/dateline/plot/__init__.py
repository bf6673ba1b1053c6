"""The record drawn: timelines, maps, networks and calendars."""
