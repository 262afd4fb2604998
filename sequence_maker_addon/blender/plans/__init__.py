"""The plan that waits in a scene to be applied.

turn_kinds: Which kind of turn a prompt gets: one that does what is asked, or one that plans it ...
waiting_plan: The plan that waits in a scene: what the panel lists and the Sequencer draws
"""
