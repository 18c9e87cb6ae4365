"""The figure: entities as boxes, ties as lines, laid out by Graphviz and drawn as SVG by our own hand."""
