"""GeoReport v2 as a client of any server: what cities really answer, made plain at the rim."""
