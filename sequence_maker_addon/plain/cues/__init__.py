"""What comes before and between the lights of a pattern, found among items.

cue_items: The items of a request, with what is told of a pattern's warnings and rest joined
cue_rests: The color of rest: `dark red in between`, `otherwise blue`
cue_warnings: Warnings before lights: `with a white warning flash 200 ms before`
"""
