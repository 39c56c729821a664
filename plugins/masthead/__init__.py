"""What stands on top of a newspaper: its name, who publishes it and where. Makes the project a newsroom's own site."""
