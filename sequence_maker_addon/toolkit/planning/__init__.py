"""A whole turn planned before any of it is written: its calls, what they would write, and again.

plan: A turn as it was planned: its calls, what each would write, and what of it is switched off
plan_differences: What is otherwise in a plan that was made again, in sentences
plan_question: A plan in words, with its sum first: the question whether to apply it
planned_world: The copy of the world on which a whole turn is planned; playback does nothing there
recipe_call: One call of a recipe: what it is given, and what it made where it comes from
renaming: What calls made, by the ids and names of now: a call made again may get others
replay: The calls of a plan carried out again, in their order, on a copy or for good
scene_stamp: What a scene looks like, in a few characters: whether anything changed meanwhile
"""
