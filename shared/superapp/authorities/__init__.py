"""Other authorities with an Open311 server: a YAML file each."""
