"""From an article to a first draft of its document: what a clerk would do, for a person to confirm."""
