"""Coverage-guided fuzz targets, one for each reader; see README.md in this folder."""
