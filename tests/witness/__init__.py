"""Tests of official records as witnesses."""
