"""Story craft and what a platform expects of it; and what the models of a target can make of the shots."""
