"""What follows from the statements taken together: who was present where, and who could have met whom."""
