"""The super-app's side: receipts, PINs, code words, and a backend to talk to."""
