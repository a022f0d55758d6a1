"""What a free text means: a Rasa 3.6 project of components that train in a minute."""
