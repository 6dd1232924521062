"""What a run writes: tables, texts, figures, notebooks."""
