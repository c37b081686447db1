"""Films put together: what ffmpeg is asked for, segments, subtitles, sound on disk, and reading back what came out."""
