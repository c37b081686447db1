"""The cut: the director and the exposure sheet. Story in, shots with frame-exact timing out."""
