"""The terminal channels: `./pandu talk` for a person, `./pandu talk --json` for programs."""
