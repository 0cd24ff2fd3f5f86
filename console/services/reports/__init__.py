"""Reports, one file each, as blocks that any form is made of."""
