"""What a build needs and does: who works, with what packages and programs, and the road from voices to films."""
