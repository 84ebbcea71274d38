"""What `docs/make_pictures.py` makes pictures and the recording with."""
