"""All that is drawn: pages, their parts and the shell around them."""
