"""The way in over SSH: who may come in, and what they meet. The only place that knows AsyncSSH."""
