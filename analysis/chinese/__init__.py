"""What the language and the genre are: characters, marks, phrases. Imports nothing of ours but settings."""
