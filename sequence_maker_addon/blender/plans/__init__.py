"""The plan that waits in a scene to be applied.

waiting_plan: The plan that waits in a scene: what the panel lists and the Sequencer draws
"""
