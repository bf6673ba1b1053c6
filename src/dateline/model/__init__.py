"""The nouns as frozen values: page to article, mention to statement, judgement to event."""
