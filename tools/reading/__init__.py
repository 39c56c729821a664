"""How the weights of plugins/bulletin/data/reading.tsv are learned from the labelled bulletins in tests/corpus.

gold -> Example...    bulletins with the right tag of each block: `align` finds the blocks that the labels speak of,
                      `order` gives the rest its tags
vary, mix             the same bulletins set otherwise, and new ones made of the stories of many
learn                 the weights, and the lines that hold them
judge                 how well bulletins are read that nothing was learned from
"""
