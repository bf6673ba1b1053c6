"""What several measures share: readers of data and scores."""
