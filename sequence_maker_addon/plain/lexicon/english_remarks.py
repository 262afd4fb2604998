"""What tells, asks, plans or thanks in English without asking for an edit, as patterns of clauses.

A clause is in lower case, its words parted by single blanks, its commas and periods left out.
"""

_WHO = r"(?:i|we|you|he|she|they|someone|somebody|anyone|anybody|everyone|everybody)"
_ADVERBS = r"(?: (?:just|already|also|only|never|nearly|almost|finally|once|even|then|both|all))*"
_DONE = (
    r"(?:(?!(?:need|needed|wanted|liked|loved|speed|indeed)\b)[^\W\d]{2,}ed|made|gave|took|threw|went|"
    r"hid|got rid)"
)
_ALIKE = r"(?:put|set|cut|split|shut)"
"""Past forms that are the plain verb as well."""
_LEADS = (
    r"^(?:(?:yesterday|today|earlier|then|well|so|ok|okay|yeah|yes|and|but|because|since|that|good|glad|"
    r"happy|nice|great|lovely|sorry|oh|oops|hey|hi|remember when|at first|(?:last|this) \w+) )*"
)
_THINGS = r"(?:the|an?|all|both|every|my|our|his|her|their|your|this|that|these|those|channels?|it)"
_DOING = (
    r"(?:delet|remov|mut|lock|unlock|mov|split|trim|cut|duplicat|copy|clos|add|insert|fad|crossfad|"
    r"mak|paint|turn|chang|shift|sett|clear|eras)\w{0,3}ing"
)
_NOT_YET = (
    r"(?:about to|planning|thinking (?:of|about)|considering|trying to|tempted|"
    r"(?:going to|gonna) (?!\w+ (?:at|on|from|for|by)\b))"
)

REMARKS = (
    # told
    rf"{_LEADS}{_WHO}{_ADVERBS}(?: (?:have|has|had))?{_ADVERBS} {_DONE}\b",
    rf"{_LEADS}(?:i|you|he|she|they|someone|somebody){_ADVERBS} {_ALIKE}\b",
    rf"\b(?:i|we|you|they)(?:'ve| have| had){_ADVERBS} (?:{_DONE}|{_ALIKE}|been)\b",
    rf"^(?:in|on|at) (?:\w+ ){{1,4}}?(?:i|we|he|she|they){_ADVERBS} {_DONE}\b",
    rf"^(?:my|our|his|her|their) (?:\w+ ){{1,2}}?{_DONE} {_THINGS}\b",
    rf"^(?!(?:what|where|how|as|like)\b).*(?<!that )(?<!which )\b"
    rf"(?:was|were|had|(?:has|have) been|got) (?:\w+ )?(?:{_DONE}|{_ALIKE}|at|gone)\b",
    rf"\b{_WHO} (?:was|were) \w+ing\b",
    r"^(?:and |but |so |well )?there(?:'s| is| are| was| were)\b(?! a (?:love|dear))",
    r"\b(?:is|are) (?:now |already )?(?:gone|deleted|removed|erased|muted|locked|unlocked|split)\b",
    r"\byesterday\b|\blast (?:week|night|month|year)\b",
    # planned, wished, regretted
    rf"\b(?:i'm|(?:i|we|you) (?:was|were|am|are)|we're|you're) {_NOT_YET}",
    rf"^{_NOT_YET}",
    r"\bi(?:'ll| will) (?!have|take|need|want|go\b|be\b|get\b)",
    r"\b(?:i|we)(?:'ll| will) .*\b(?:later|tomorrow|myself|ourselves|soon)$",
    rf"^it (?:{_DONE}|{_ALIKE})\b",
    r"\b(?:you|he|she|they|it|that|this) (?:might|may)\b|\bi can always\b",
    r"\b(?:appreciate that|well done)\b",
    r"\b(?:i|we) (?:might|may|forgot|tried|failed|keep trying|wish|hope|plan|intend|can't|cannot|"
    r"couldn't|wonder|wanted to|meant to|almost|nearly)\b",
    r"\b(?:we|one) could\b",
    rf"\b(?:should|could|would|might|must|ought to)(?:'ve| have) (?:{_DONE}|{_ALIKE}|been|done)\b",
    # asked
    r"^(?:did|does|was|were|has|had)\b",
    r"^(?:do|have) (?:i|we|you|they|he|she|any\w*)\b(?! mind)",
    rf"^should (?:i|we|he|she|they|{_THINGS})\b",
    r"^(?:is|are|am)\b(?! (?:it|that|this) (?:at all )?(?:possible|ok|okay|alright|fine)\b"
    r"| you able| there (?:any|a) (?:chance|way|possibility))",
    rf"^(?:will|would|can|may) (?:i|he|she|they|there|{_THINGS})\b.*\b(?:if|still|whether|undo)\b",
    # thanked, judged, warned
    r"^(?:many )?(?:thanks|thank you|thx|cheers) (?:a lot |so much |very much )?(?:for|that)\b"
    r"(?! (?:your|the help|all)\b)",
    rf"^{_DOING} .*\b(?:is|was|were|would|helped|made|makes|hurts|feels|seems)\b",
    r"^(?:nobody|no one|noone)\b",
)
"""Where a clause has one of these and no sign of a request, it asks for no edit."""

ALWAYS = (
    r"^(?:and |but |so |well )?(?:tomorrow|next (?:week|time|month|year)|one day|some ?day|"
    r"eventually|later (?:i|we)|after \w+ (?:i|we))\b",
    r"\b(?:like|love|hate|prefer) it when\b",
    r"^no (?:more|further)\b|\bmight want to\b",
    r"\bhow (?:to|i|we|do|does|did|can|could|would|should)\b",
    r"\b(?:know|tell me|see|check|wonder|wondering) (?:how|if|whether|what|why|which)\b"
    r"(?! you could)",
    r"\b(?:refrain from|resist|beware|needn't|hold off|out of the question|no need)\b",
    r"\bwait (?:before|with)\b",
    r"\b(?:would be|is|it's|was) (?:wrong|too early|a mistake) to\b",
    r"\b(?:scrap|drop|forget) the (?:idea|plan)\b",
    rf"^(?:please )?stop {_DOING}\b",
    r"\btake an? (?:photo|picture|video|movie)\b",
)
"""Where a clause has one of these, it asks for no edit, however polite it is."""

_PERSONS = r"(?:he|she|they|my \w+|the (?:client|boss|customer|director))"

HEADINGS = (
    rf"^(?:(?:in case|as soon as|once|before|after|when) {_PERSONS}\b|"
    r"(?:in case|as soon as|once|before|after) (?:it|you|we|i)\b|"
    r"todo|example|for example|note to self|changelog|checklist|done|/ ?/|# [^\W\d])"
)
"""How a sentence begins that is a note, or waits for something."""

POLITE = (
    r"\b(?:can|could|would|will|shall|may|might|mind|possible|chance|please|pls|about|not|"
    r"ok|okay|alright|right|yes|yeah|thanks)\b"
)
"""Words of which a request that ends with a question mark has one."""

REQUESTS = (
    r"\b(?:please|pls|plz|kindly|supposed|meant (?:for|to be)|able|let's|let us|want|need|like)\b|"
    r"\b(?:you (?:can|could|would|will)|we (?:can|would|will)) (?!have\b|always\b)|"
    r"\b(?:should|must|could) be\b"
)
"""Signs of a request, which may be told as politely as this."""
