"""How the weights of plugins/bulletin/data/placing.tsv are learned from the labelled stories in tests/.

gold     stories with the places that they are about: those of tests/stories, and those of the labelled bulletins
learn    the weights, and the lines that hold them
judge    how well stories are placed that nothing was learned from
"""
