"""Open311 GeoReport v2: the public face for reports. Specification: https://wiki.open311.org/GeoReport_v2/"""
