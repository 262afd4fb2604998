"""How a report looks, on light and on dark; narrow windows get a card a song."""

from __future__ import annotations

STYLE = """
:root{color-scheme:light dark;--page:#f6f7f9;--card:#fff;--ink:#1b1e22;--soft:#5c636d;
--line:#dfe2e7;--bad:#b3261e;--bad-ground:#fce8e6;--warn:#7a4d00;--warn-ground:#fff1d6;
--good:#1d6b3a;--good-ground:#e3f4e8;--wait-ground:#e8eaee;--link:#2457a8}
@media(prefers-color-scheme:dark){:root{--page:#131517;--card:#1c1f23;--ink:#e7e9ec;--soft:#a0a7b1;
--line:#31353b;--bad:#ff9d94;--bad-ground:#45211e;--warn:#f3c06b;--warn-ground:#3d2f13;
--good:#8fd6a6;--good-ground:#1c3626;--wait-ground:#2b2f35;--link:#8fb7f5}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--ink);
font:14px/1.45 system-ui,'Segoe UI',Roboto,'Noto Sans','DejaVu Sans',sans-serif}
header{padding:28px 32px 8px}main{padding:8px 32px 48px}
h1{margin:0 0 14px;font-size:26px;font-weight:600;overflow-wrap:anywhere}
dl{display:flex;flex-wrap:wrap;gap:10px;margin:0 0 12px}
dl div{background:var(--card);border:1px solid var(--line);border-radius:8px;padding:8px 14px}
dd{margin:0;font-size:20px;font-weight:600;font-variant-numeric:tabular-nums}
dt{color:var(--soft);font-size:12px}
dl .failed dd{color:var(--bad)}dl .ok dd{color:var(--good)}
.note{margin:4px 0;color:var(--warn)}
table{width:100%;border-collapse:separate;border-spacing:0;background:var(--card);
border:1px solid var(--line);border-radius:10px;overflow:hidden}
th{position:sticky;top:0;background:var(--card);text-align:left;color:var(--soft);font-size:12px;
font-weight:600;padding:10px 12px;border-bottom:1px solid var(--line);white-space:nowrap}
td{padding:14px 12px;vertical-align:top;border-top:1px solid var(--line);
font-variant-numeric:tabular-nums;white-space:nowrap}
tbody tr:first-child td{border-top:0}
td:first-child{width:24%;min-width:230px;white-space:normal}
td:nth-child(2){width:46%}
h2{margin:0 0 4px;font-size:15px;font-weight:600;overflow-wrap:anywhere}
.state{display:inline-block;border-radius:999px;padding:1px 9px;font-size:12px;font-weight:600}
.state.failed{background:var(--bad-ground);color:var(--bad)}
.state.warned{background:var(--warn-ground);color:var(--warn)}
.state.ok{background:var(--good-ground);color:var(--good)}
.state.waiting{background:var(--wait-ground);color:var(--soft)}
tr.failed td:first-child{box-shadow:inset 4px 0 var(--bad)}
p{margin:6px 0 0;overflow-wrap:anywhere}
.error{color:var(--bad)}.warning{color:var(--warn)}
summary{cursor:pointer;color:var(--soft);margin-top:6px}
.files{font-size:12.5px}.files a{margin-right:8px}
a{color:var(--link)}
img{display:block;width:100%;max-height:260px;object-fit:contain;object-position:top left;
border-radius:6px;border:1px solid var(--line)}
.none{color:var(--soft)}
.sections{display:block;max-width:180px;white-space:normal}
@media(max-width:1000px){header,main{padding-left:14px;padding-right:14px}thead{display:none}
tr,td{display:block;width:auto!important;border:0}tr{border-top:1px solid var(--line);padding:8px 0}
td{padding:4px 14px}td[data-name]{display:inline-block;padding-right:4px}
td[data-name]::before{content:attr(data-name) ' ';color:var(--soft);font-size:12px}
.sections{display:inline}
tr.failed td:first-child{box-shadow:none}tr.failed{box-shadow:inset 4px 0 var(--bad)}}
""".replace("\n", "")
