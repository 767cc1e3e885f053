"""What people fill into workbooks, taken out before anything is rewritten."""
