"""A turn that is planned whole, and written only when the person applies it.

plan_client: A plan that was written down gives the answers of a model: the same calls, in order
planned_turn: A turn that is planned on a copy and waits; applied, corrected, switched, discarded
planning_queue: The calls of a turn that is planned: carried out on the copy, and kept as its plan
recipe_queue: The calls of a recipe: tried on a copy, up to the first that is refused
recipe_turn: A turn whose calls are given: all of them are done, or none; no model is asked
replaying_turn: A turn whose planned calls are carried out again, a piece at a time
versions: The plans of one turn: each with the calls and messages that it was made of
"""
