"""Who: bodies told apart in a cell, what sort of body a name tells of, and persons, who are withheld."""
