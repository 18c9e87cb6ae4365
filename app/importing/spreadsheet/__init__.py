"""Tables of organisations and of relations into a dataset's files; what is not sure is asked of a person."""
