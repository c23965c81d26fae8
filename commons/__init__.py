"""What every part leans on; knows no idea, no guide, no front page."""
