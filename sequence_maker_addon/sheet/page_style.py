"""The colors of the page, on light and on dark."""

from __future__ import annotations

SECTIONS = ("#4c6fb8", "#37805c", "#a5651f", "#8e56a4", "#2f7d8b", "#b04f57", "#75757a")
"""Tints of the sections, by letter; readable under white."""

STYLE = (
    "text{font-family:system-ui,'Segoe UI',Roboto,'Noto Sans','DejaVu Sans',sans-serif;"
    "font-size:11px;fill:#33363b}"
    ".title{font-size:24px;font-weight:600;fill:#15171a}.sub{font-size:13px;fill:#686d75}"
    ".name{font-size:12.5px;fill:#1f2226}.small{font-size:10.5px;fill:#6b7078}"
    ".e{text-anchor:end}.light{fill:#fff}.ink{fill:#000}.dim{fill:#1f2226}"
    ".rim{stroke-width:2.6px;stroke-linejoin:round;paint-order:stroke}"
    ".light.rim{stroke:#000}.ink.rim{stroke:#fff}"
    ".page{fill:#fcfcfd}.row{fill:#eceef1}.off{opacity:.25}"
    ".tick{stroke:#b9bdc4;fill:none}.bar{stroke:#15171a;stroke-opacity:.14;fill:none}"
    ".beat{stroke:#15171a;stroke-opacity:.055;fill:none}.wave{fill:#5b7fc7}"
    ".edge{stroke:#15171a;stroke-opacity:.35;fill:none}.other{fill:#c9ccd2}"
    ".s{stroke:#000;stroke-opacity:.28;stroke-width:.7}.word{fill:#3d4a66}"
    ".mark{fill:#96620f}"
    "@media(prefers-color-scheme:dark){text{fill:#c9ccd2}.title{fill:#f4f5f7}.sub{fill:#979ca5}"
    ".name{fill:#e6e8eb}.small{fill:#8b9098}.dim{fill:#e6e8eb}"
    ".page{fill:#16181b}.row{fill:#25282d}.tick{stroke:#474b52}.bar{stroke:#fff;"
    "stroke-opacity:.17}.beat{stroke:#fff;stroke-opacity:.07}.wave{fill:#6f94de}"
    ".edge{stroke:#fff;stroke-opacity:.4}.other{fill:#474b52}"
    ".s{stroke:#fff;stroke-opacity:.3}.word{fill:#a9b8d8}.mark{fill:#e0a64b}}"
)
