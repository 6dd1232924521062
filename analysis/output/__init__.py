"""What a run leaves behind: tables, figures, notebooks."""
