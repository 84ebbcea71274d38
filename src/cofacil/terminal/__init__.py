"""What goes to a terminal and what comes from it, behind Textual's driver seam."""
