"""What badges add up to: skills, credits, stacking and next steps, as pure functions over credentials."""
