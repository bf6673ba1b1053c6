"""Whether two things are the same: candidate pairs, explained signs and weights, clusters, and shared text."""
