"""Knowledge: what people do to articles, what is shown of them, and the ways in and out."""
