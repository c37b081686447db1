"""People and things, drawn with code: `puppet.Puppet` is a person, `props.draw_thing` a thing."""
