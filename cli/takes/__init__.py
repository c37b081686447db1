"""What `dramac takes` and a build do about the takes of a shot: other takes, contact sheets, shots that have drifted."""
