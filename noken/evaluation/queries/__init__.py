"""What may be asked about evaluation. Each answers only what the actor may see."""
