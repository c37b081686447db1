"""What models are told, in words, from what stands in the cut: always the same words for the same picture, and no names."""
