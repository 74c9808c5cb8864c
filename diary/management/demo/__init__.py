"""An invented diary for trying things out: `story.tell`. The same for the same seed and last day."""
