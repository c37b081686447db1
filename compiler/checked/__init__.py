"""What `dramac check` needs of a series, and no more: its findings. As `analyse` gives them, but quicker.

What an earlier run found is taken from the shelf where nothing has changed (`remembered`, `shelf`). The rest is read one
script at a time (`episode`), by several processes where there is much of it (`crew`), without holding the trees of all
scripts at once; `series` hands the states from episode to episode and puts the findings together.
"""
