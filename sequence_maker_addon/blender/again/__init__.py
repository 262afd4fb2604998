"""Turns done over: taken back, brought again, sent again, by another model, elsewhere.

being_edited: Which turn the prompt in the field is to take the place of, once it is sent
compared: Turns that were done in each other's place, with their figures side by side
elsewhere_operator: The chooser that does a turn again elsewhere: in another section, on other ...
over_operators: Operators that do a turn over: again, by another model, with another prompt, or ...
recipe_operators: The operators that save a turn as a recipe, and apply a recipe to this song
revert_operators: Operators that take turns back, and bring them again: one, or all since then
turn_menu: The menu of a turn: all that can be done over
turn_recipes: Recipes of turns, and turns of recipes
turn_operators: Operators on turns and calls in the panel: copy, open as text, show strips
"""
