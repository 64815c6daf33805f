"""Key slots, header and the encrypted database; the only room that speaks SQL."""
