"""The reference super-app backend: Open311 GeoReport v2 for reports, /warga/v1 for all requests."""
