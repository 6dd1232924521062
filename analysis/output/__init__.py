"""What is written: tables, texts, figures and notebooks of a run, and the user's own lists of slogans."""
