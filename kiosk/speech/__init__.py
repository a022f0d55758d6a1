"""Reading the glass aloud: what is read, and a voice that is silent at once."""
