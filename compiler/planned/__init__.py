"""What `dramac plan` needs of a series: the plan, as `driver.compile` makes it, but quicker.

The plan of one version of one episode is a function of its story, the state in which it begins, the bible, the request and
the lengths of its lines. It is kept between runs (`shelf`, in the form of `forms`) and made anew only where one of these
has changed (`maker`); the passes run over the whole (`pieced`). Where nothing at all has changed, `recalled` knows which tasks
came through them, and nothing is read but what is kept.
"""
