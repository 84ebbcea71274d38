"""The one place where the parts are put together: a room, its screens, its door, its process."""
