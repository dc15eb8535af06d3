"""How the page looks: light and dark as the reader's screen is, on a phone, and on paper."""

STYLE = """<style>
:root { --ink: #1a1a1a; --dim: #5c5c5c; --paper: #fff; --line: #d8d8d8; --own: #1f6f9f; --other: #a9b8c2;
  --wash: #f5f7f8; --link: #0b5a8a; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e8e8e8; --dim: #a5a5a5; --paper: #16191c; --line: #3a4046; --own: #6db3dc; --other: #56636c;
    --wash: #1e2327; --link: #8cc8ec; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, "Segoe UI", Roboto,
  "Helvetica Neue", Arial, "Noto Sans SC", sans-serif; }
main { max-width: 80rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
p, ul, details { max-width: 60rem; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 0.2rem; }
h2 { font-size: 1.3rem; margin: 2.4rem 0 0.5rem; padding-top: 0.6rem; border-top: 2px solid var(--own); }
h3 { font-size: 1rem; margin: 1.2rem 0 0.3rem; }
a { color: var(--link); }
.when, .note, figcaption, .notes, nav { color: var(--dim); font-size: 0.9rem; }
.headline { padding-left: 1.1rem; font-size: 1.08rem; }
.headline li { margin: 0.35rem 0; }
.lead { font-size: 1.05rem; max-width: 50rem; }
.scroll { overflow-x: auto; margin: 0.6rem 0; }
table { border-collapse: collapse; font-size: 0.92rem; font-variant-numeric: tabular-nums; min-width: 50%; }
th, td { padding: 0.25rem 0.6rem; text-align: left; border-bottom: 1px solid var(--line);
  vertical-align: baseline; }
thead th { border-bottom: 2px solid var(--dim); white-space: nowrap; }
tbody th { font-weight: 400; min-width: 7rem; }
tr.head th, tr.head td { font-weight: 600; }
.n { text-align: right; white-space: nowrap; } .t, .d { white-space: nowrap; } .w { min-width: 16rem; }
.deep { padding-left: 1.9rem; color: var(--dim); }
td span[title] { cursor: help; text-decoration: underline dotted var(--other);
  text-underline-offset: 0.25em; }
sup { line-height: 0; font-size: 0.68em; margin-left: 0.15em; }
sup a { text-decoration: none; }
td small { display: block; color: var(--dim); white-space: normal; }
figure { margin: 1rem 0; overflow-x: auto; }
svg { max-width: 100%; min-width: 34rem; height: auto; background: none !important; }
svg text { fill: var(--ink); stroke: var(--paper); stroke-width: 3px; paint-order: stroke; }
svg line[stroke="#ddd"] { stroke: var(--line); }
svg .own { fill: var(--own); } svg .other { fill: var(--other); } .dot { fill: var(--ink); }
.notes { padding-left: 1.1rem; }
details { margin: 0.8rem 0; padding: 0.4rem 0.8rem; background: var(--wash); border-radius: 6px;
  font-size: 0.88rem; }
summary { cursor: pointer; }
details p { margin: 0.1rem 0; } details p.h { font-weight: 600; margin-top: 0.7rem; }
.d1 { padding-left: 1rem; } .d2 { padding-left: 2rem; } .d3 { padding-left: 3rem; }
.d4 { padding-left: 4rem; } .d5 { padding-left: 5rem; } .d6 { padding-left: 6rem; }
.sources li, .rates li, details p { overflow-wrap: anywhere; }
.sources, .rates { font-size: 0.9rem; list-style: none; padding: 0; }
:target { background: var(--wash); outline: 2px solid var(--own); }
pre { white-space: pre-wrap; overflow-wrap: anywhere; font-size: 0.75rem; }
@media (max-width: 600px) {
  body { font-size: 15px; } h1 { font-size: 1.5rem; }
  th, td { padding: 0.25rem 0.45rem; } table { font-size: 0.85rem; min-width: 100%; }
  thead th, th.t { white-space: normal; } .w { min-width: 11rem; }
  .d3, .d4, .d5, .d6 { padding-left: 2.4rem; }
}
@media print {
  :root { --ink: #000; --dim: #444; --paper: #fff; --line: #bbb; --own: #1f6f9f; --other: #b5c1c9;
    --link: #000; }
  body { font-size: 9.5pt; } main { max-width: none; padding: 0; }
  nav, #json, details { display: none; }
  .scroll { overflow: visible; } table { font-size: 7.5pt; min-width: 0; }
  th, td { padding: 0.1rem 0.3rem; } thead th, .t { white-space: normal; } tbody th { min-width: 0; }
  .w { min-width: 8rem; } svg { min-width: 0 !important; max-height: 23cm; }
  td span[title] { text-decoration: none; }
  tr, figure, li { break-inside: avoid; } h2, h3 { break-after: avoid; }
  a[href^="http"] { overflow-wrap: anywhere; }
}
</style>"""
