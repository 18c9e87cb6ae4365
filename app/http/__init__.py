"""The service over HTTP: one router a file, responses, their cache, and the pages around them."""
