"""What the dialog layer and its hosts promise each other: frozen types, nothing else.

`dialogs/contract/schema/*.json` publishes them as JSON Schema (`./pandu schema`).
"""
