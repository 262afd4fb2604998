"""Tools as operators, and what is protected from them.

choices: What a dialog offers to choose from: strips, sounds, sections, files, fonts, channels
fields: The field that a dialog has for an argument: its widget, its list, its value
flashing_operator: The button that looks for flashing that may harm, in all segments of the ...
operators: An operator for every tool, generated from its parameters; F3 and scripts find them
quick_patterns: Patterns on the song at one press, without any model
protection: Stretches that the user protects from the assistant, and their place in the sidebar
timeline_operators: The operators Export Timelines and Import Timelines
running: Calls of tools from buttons and menus: to their end, and what is said of it
"""
