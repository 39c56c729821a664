"""Proof: reads the built site over before it is published, as a proofreader would."""
