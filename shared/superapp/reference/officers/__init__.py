"""The authority's own side: its staff, their worklist, the steps of a request, and the evidence."""
