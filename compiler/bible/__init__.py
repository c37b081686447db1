"""The series bible: YAML with places, checked by a schema, handed on as plain data."""
