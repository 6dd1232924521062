"""From text to documents: cleaning, structure, metadata, and the corpus that holds them."""
