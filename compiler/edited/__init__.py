"""What an editor needs of a series: the whole of it, as `analyse.analyse` gives it, again after every edit.

Of every script its newest version is remembered in this process (`memory`): its tree, its story, and what was found in it,
with all that these hang on. After an edit `checked.series` hands the states on as for `dramac check`, so that only that is
read, judged and directed anew of which something has changed; `run` puts the story together.
"""
