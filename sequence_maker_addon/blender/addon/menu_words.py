"""What stands in the add-on's menus, in which order, and in which words.

F3 finds what menus show, so the entries say what people type there.
"""

from __future__ import annotations

from ...tools import TOOLS

TOP = (
    ("ask", "open_chat", "cancel"),
    ("flash_on_beats", "rainbow_on_bars", "color_by_energy"),
)
CHAT = (
    ("retry", "retry_with", "edit_again", "repeat_elsewhere", "go_on"),
    ("save_recipe", "apply_recipe"),
    ("take_back", "bring_again", "restore_before", "show_strips"),
    ("search_prompts", "recall_draft", "edit_prompt", "take_prompt", "send_queued"),
    ("what_is_sent", "wish_add"),
)
CHATS = (
    ("new_chat", "switch_chat", "rename_chat", "pin_chat"),
    ("delete_chat", "restore_chat"),
    ("export_chat", "import_chat"),
    ("show_older", "return_chat", "forget_journal"),
)
MODEL = (("choose_model", "fetch_models", "look_for_models"), ("enter_key", "set_window"))
SHOW = (
    ("save_sheet", "render_lamps"),
    ("export_timelines", "import_timelines"),
    ("use_standard_view",),
)
LAST = (("allow_folder", "diagnostics", "test_connection", "open_preferences"),)
MUSIC = (
    ("song_listen", "song_cancel"),
    ("song_halve", "song_double", "song_shift"),
    ("song_beat_one", "song_beat_add", "song_beat_remove"),
    ("song_accept", "song_drop"),
    ("song_tap", "song_tempo", "taps_apply", "taps_drop", "song_restore"),
)
SECTIONS = (
    ("section_rename", "section_split", "section_join", "section_move", "sections_restore"),
    ("words_import", "words_remove", "words_bring", "export_captions"),
)
REST = (("song_markers_remove", "check_flashing"),)
BY_EAR = ("beat_next", "beat_last", "metronome_add", "metronome_remove")
PLAYBACK = ("play_audio", "pause_audio", "stop_audio", "seek_audio")
ON_SEGMENTS = (
    "create_segment",
    "create_segments_batch",
    "modify_segment",
    "delete_segment",
    "clear_timeline",
    "list_segments",
)
WORDS = {
    "ask": "Ask AI Assistant (Prompt)…",
    "open_chat": "Open the Chat (Sidebar)",
    "cancel": "Stop AI Assistant",
    "take_back": "Revert Turn (Take Back)",
    "bring_again": "Revert Turn Back (Redo It)",
    "retry_with": "Try Another Model (LLM)…",
    "repeat_elsewhere": "Repeat Turn Elsewhere (Section, Channels)…",
    "save_recipe": "Save Turn as Recipe (Look)…",
    "apply_recipe": "Apply Recipe (Look)…",
    "edit_again": "Edit Prompt and Send Again",
    "switch_chat": "Open Chat… (List, Search)",
    "return_chat": "Bring Back Unsaved Chat (Recover)",
    "wish_add": "Add Wish (Remember, Palette, Default)",
    "diagnostics": "Diagnostics: Cost, Tokens, Times",
    "choose_model": "Choose Language Model (LLM)…",
    "enter_key": "Enter API Key…",
    "open_preferences": "Preferences: Endpoint, API Key, Model",
    "create_segment": "Create Color Segment…",
    "modify_segment": "Change Color or Time of a Segment…",
    "clear_timeline": "Clear Timeline (Delete All)…",
    "song_tempo": "Set Tempo (BPM)…",
    "song_halve": "Halve Tempo (BPM)",
    "song_double": "Double Tempo (BPM)",
    "beat_next": "Jump to Next Beat",
    "beat_last": "Jump to Last Beat (Previous)",
    "metronome_add": "Add Metronome (Click)",
    "section_rename": "Rename Section (Verse, Chorus)…",
    "check_flashing": "Check Flashing (Epilepsy)",
    "words_import": "Import Lyrics (Words)…",
    "export_captions": "Export Captions (Subtitles, .srt, .vtt)…",
    "flash_on_beats": "Flash on Beats (Without AI)",
    "rainbow_on_bars": "Rainbow on Bars (Without AI)",
    "color_by_energy": "Color by Energy (Without AI)",
    "export_timelines": "Export Timelines (JSON, CSV, Props)…",
    "import_timelines": "Import Timelines (JSON, CSV)…",
    "retry": "Try Prompt Again",
    "search_prompts": "Prompt History…",
    "list_strips": "List Strips",
    "list_media": "List Media Files (Allowed Folders)…",
    "add_media": "Add Movies, Sounds, Images…",
    "move_strips": "Move Strips (Ripple)…",
    "trim_strips": "Trim or Slip Strips…",
    "split_strips": "Split Strips (at Times, Beats)…",
    "duplicate_strips": "Duplicate Strips…",
    "delete_strips": "Delete Strips or Ranges (Ripple)…",
    "close_gaps": "Close Gaps…",
    "add_text": "Add Title, Lower Third or Caption…",
    "set_text": "Change Words of a Title…",
    "add_captions": "Add Captions of the Lyrics (Subtitles)…",
    "fade_strips": "Fade Strips In or Out…",
    "add_transition": "Add Transition (Crossfade, Wipe)…",
    "animate_strips": "Animate Volume or Opacity…",
    "set_strips": "Set Strips (Mute, Opacity, Volume)…",
    "set_channels": "Set Channels (Name, Mute, Lock)…",
    "set_markers": "Set Markers…",
    "set_frame_range": "Set Frame Range…",
    "undo_last_turn": "Undo Last Turn (Take Back)",
}
"""Entries that say more than their operators' labels, in the words that people type into F3."""
FUNCTIONS = tuple(name for name in TOOLS if name != "analyze_music" and TOOLS[name].risk != "ask")
"""The functions in the menus; `song_listen` analyzes there."""
STRIPS = tuple(
    tuple(name for name in group.split() if name in TOOLS)
    for group in (
        "list_strips list_media add_media",
        "move_strips trim_strips split_strips duplicate_strips delete_strips close_gaps",
        "add_text set_text add_captions",
        "fade_strips add_transition animate_strips set_strips",
        "set_channels set_markers set_frame_range",
    )
)
"""Functions on strips of every kind, by what they do."""
ON_MUSIC = tuple(
    name
    for name in FUNCTIONS
    if name not in (*ON_SEGMENTS, *PLAYBACK, *(own for group in STRIPS for own in group))
)
ICONS = {"ask": "OUTLINER_OB_FONT", "open_chat": "MENU_PANEL", "retry": "FILE_REFRESH"}
ICONS |= {"cancel": "CANCEL", "take_back": "LOOP_BACK", "go_on": "PLAY", "enter_key": "KEYINGSET"}
ICONS |= {"show_strips": "VIEWZOOM", "new_chat": "FILE_NEW", "recall_draft": "RECOVER_LAST"}
ICONS |= {"save_sheet": "FILE_IMAGE", "render_lamps": "LIGHT", "look_for_models": "VIEWZOOM"}
ICONS |= {"diagnostics": "SORTSIZE", "test_connection": "URL", "open_preferences": "PREFERENCES"}
ICONS |= {"export_timelines": "EXPORT", "import_timelines": "IMPORT"}
SUBMENUS = {
    "turns": "USER",
    "chats": "OUTLINER",
    "history": "RECOVER_LAST",
    "segments": "COLOR",
    "strips": "SEQ_SEQUENCER",
    "patterns": "SEQ_STRIP_DUPLICATE",
    "music": "SOUND",
    "playback": "PLAY",
    "lamps": "LIGHT",
    "server": "URL",
}
"""The menus of the main one, with their icons."""
