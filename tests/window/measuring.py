"""x."""
SCENARIOS = ()
